// swift run SearchFolder FOLDER QUERY: indexes the Markdown files of a folder by their paragraphs, then searches them.
// Uses FullText alone: a search engine needs no case studies.

import Foundation
import FullText

@main
struct SearchFolder {
  static func main() {
    do {
      try run()
    } catch {
      // Errors of both libraries say what is wrong, where, and what to do.
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      exit(1)
    }
  }

  static func run() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { return print("usage: SearchFolder FOLDER QUERY") }
    let folder = URL(fileURLWithPath: arguments[1], isDirectory: true)
    let index = FileManager.default.temporaryDirectory.appending(path: "search-folder-index").path

    let schema = Schema([.text("body", analyzer: .english, isStored: true), .keyword("file"), .integer("line")])
    let writer = try IndexWriter(path: index, schema: schema, mode: .create)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() where name.hasSuffix(".md") {
      var line = 1
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for paragraph in text.components(separatedBy: "\n\n") {
        var document = Document()
        document.add("body", .text(paragraph))
        document.add("file", .text(name))
        document.add("line", .integer(Int64(line)))
        try writer.add(document)
        line += paragraph.count(where: \.isNewline) + 2
      }
    }
    try writer.commit()

    let snapshot = try Snapshot.open(path: index)
    let query = QueryParser(schema: schema).parse(arguments[2]).query
    let found = try snapshot.search(query, limit: 5)
    print("\(found.total) of \(snapshot.documentCount) paragraphs")
    for hit in found.hits {
      let document = try snapshot.storedFields(of: hit.document)
      let body = (document.text("body") ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
      print("\(document.text("file") ?? "?"):\(document.integer("line") ?? 0)  \(body.prefix(90))")
    }
  }
}
