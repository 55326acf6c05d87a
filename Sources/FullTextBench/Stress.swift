import FullText

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Commits until it is killed: ten documents more and one less each time. Prints the number of each commit that was acknowledged.
enum Stress {
  static func run(folder: String) throws {
    let schema = Schema([.text("text", analyzer: .whitespace), .stored("note")])
    var generation: UInt64 = 0
    do { generation = try Snapshot.open(path: folder).generation } catch FullTextError.noIndex {}
    let writer = try IndexWriter(path: folder, schema: schema, mode: .append, options: .init(mergeFactor: 3))
    while true {
      for number in 0..<10 {
        var document = Document()
        document.add("text", .text("word\(number) generation\(generation) common words of all documents"))
        document.add("note", .integer(Int64(number)))
        try writer.update(document, id: "\(generation) \(number)")
      }
      try writer.delete(id: "\(generation) 0")
      try writer.commit(optimize: generation % 50 == 49)
      generation += 1
      print(generation)
      fflush(nil)
    }
  }
}
