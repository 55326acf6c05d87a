import FullText

@main
struct FullTextBench {
  static func main() throws {
    let parser = QueryParser(schema: Schema([.text("text", analyzer: .whitespace)]))
    while let line = readLine() { print(parser.parse(line)) }
  }
}
