import Foundation
import Testing

@testable import FullText

/// An index that was written once and is kept: it has to be readable as long as its version is, and written again it has to have the same bytes.
///
/// `FULLTEXT_PRINT_FIXTURE=1 swift test --filter FixtureTests` prints the contents of `Fixture.swift` for a new version.
@Suite struct FixtureTests {
  private func write(to path: String) throws {
    let schema = Schema([
      .text("body", analyzer: .english), .text("title", weight: 2), .keyword("kind"), .integer("year"), .float("share"),
      .date("day"),
    ])
    let writer = try IndexWriter(path: path, schema: schema, mode: .create)
    for number in 0..<140 {
      var document = Document()
      document.add(
        "body",
        .text(
          "common words of document \(number) and \(number % 9) again common \(number % 3 == 0 ? "third" : "other")"))
      if number % 2 == 0 { document.add("title", .text("Even \(number)")) }
      document.add("kind", .text(number % 5 == 0 ? "pattern" : "case"))
      document.add("year", .integer(Int64(2000 + number % 20)))
      document.add("share", .float(Double(number) / 8))
      document.add("day", .date(Int64(number) * 86_400))
      try writer.update(document, id: "\(number)")
    }
    try writer.commit(payload: [7])
    try writer.delete(id: "3")
    try writer.commit(payload: [8])
  }

  @Test func theStoredIndexIsReadable() throws {
    let folder = try TemporaryFolder()
    for (name, text) in Fixture.files {
      let data = try #require(Data(base64Encoded: text))
      try data.write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }
    let snapshot = try Snapshot.open(path: folder.path)
    #expect(snapshot.documentCount == 139 && snapshot.payload == [8] && snapshot.generation == 2)
    #expect(try snapshot.count(.term(field: "body", text: "third")) == 46)
    #expect(try snapshot.count(.phrase(field: "body", text: "common third")) == 46)
    #expect(try snapshot.count(.range(field: "year", lower: .including(.integer(2019)))) == 7)
    #expect(try snapshot.storedFields(of: DocumentID(rawValue: 5)).text("kind") == "pattern")
    #expect(try IndexCheck.check(path: folder.path).problems == [])
  }

  @Test func theSameDocumentsStillGiveTheStoredBytes() throws {
    let folder = try TemporaryFolder()
    try write(to: folder.path)
    var files: [(String, String)] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name != WriteLock.fileName {
      files.append((name, try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)).base64EncodedString()))
    }
    if ProcessInfo.processInfo.environment["FULLTEXT_PRINT_FIXTURE"] != nil {
      for (name, text) in files { print("FIXTURE \(name) \(text)") }
    }
    #expect(files.map(\.0) == Fixture.files.map(\.0))
    for (left, right) in zip(files, Fixture.files) { #expect(left.1 == right.1, "\(left.0)") }
  }
}
