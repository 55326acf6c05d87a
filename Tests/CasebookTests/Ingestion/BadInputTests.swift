import Foundation
import GRDB
import TestSupport
import Testing

@testable import Casebook

@Suite("Bad input costs one clear message and no other document")
struct BadInputTests {
  @Test("Broken documents are read as far as they can be, beside good ones")
  func brokenDocuments() throws {
    let space = Workspace()
    try space.write("good.md", sampleCase("Alpha"))
    try space.write("empty.md", "")
    try space.write("binary.md", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 7) })
    try space.write("nul.html", [0, 0, 0x3C, 0, 0xFF])
    try space.write("latin.md", Array("# Caf".utf8) + [0xE9, 0x0A, 0xFF, 0xFE, 0x80])
    try space.write("matter.md", "---\n: : [\nbad: {\n---\n# Title\nText here.\n")
    try space.write("open.md", "---\ntitle: never closed\n# Title\nText\n")
    try space.write("broken.yaml", "a: [1, 2\nb: }")
    let report = try space.ingest()
    #expect(report.read == 7 && report.failed == 1)
    #expect(report.notes.contains { $0.place == "binary.md" && $0.message.contains("binary") })
    #expect(try space.search("Alpha").first?.citation.file == "good.md")
    #expect(try space.search("text here").contains { $0.citation.file == "matter.md" })
    #expect(try space.knowledge().check().items.isEmpty)
  }

  @Test("A document over the limit is named and passed over")
  func tooLarge() throws {
    let space = Workspace()
    try space.write("good.md", sampleCase("Alpha"))
    try space.write("huge.md", "")
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: space.docs + "/huge.md"))
    try handle.truncate(atOffset: 200_000_000)
    try handle.close()
    let report = try space.ingest()
    #expect(report.read == 1 && report.failed == 1)
    let note = try #require(report.notes.first { $0.code == "unreadable" })
    #expect(note.place == "huge.md" && note.message.contains("200 MB") && note.remedy == .raiseMaximumSize)
  }

  @Test("A document that cannot be read any more keeps what was read before")
  func keepsOld() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.write("b.md", sampleCase("Beta"))
    try space.ingest()
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: space.docs + "/a.md"))
    try handle.truncate(atOffset: 200_000_000)
    try handle.close()
    try space.write("b.md", sampleCase("Gamma"))
    try space.ingest()
    #expect(try space.search("Alpha").first?.citation.file == "a.md")
    #expect(try !space.search("Gamma").isEmpty)
  }

  @Test("A path that is not there is an error; beside good paths, a note")
  func missingPaths() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    #expect(throws: CasebookError.noSuchPath("/no/such/folder")) { try space.ingest(["/no/such/folder"]) }
    let report = try space.ingest([space.docs, "/no/such/folder"])
    #expect(report.read == 1)
    #expect(report.notes.contains { $0.severity == "error" && $0.message.contains("/no/such/folder") })
  }

  @Test("A file of unknown format is named with those that are read")
  func unknownFormat() throws {
    let space = Workspace()
    try space.write("a.xyz", "x")
    let error = #expect(throws: CasebookError.self) { try space.ingest([space.docs + "/a.xyz"]) }
    #expect(error?.description.contains(".md") == true)
  }

  @Test("No index, an index of a newer version, and a file that is none are three messages")
  func wrongIndexes() throws {
    let space = Workspace()
    #expect(throws: CasebookError.noIndex(folder: space.folder.path)) { try space.knowledge() }
    #expect(throws: CasebookError.noIndex(folder: space.folder.path)) { try SearchIndex(folder: space.folder) }
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    try RecordStore.openForWriting(path: space.folder.records).queue.write { db in
      try db.execute(sql: "PRAGMA user_version = 99")
    }
    #expect(throws: CasebookError.indexTooNew(file: space.folder.records, found: 99, known: StoreSchema.version)) {
      try space.ingest()
    }
    #expect(throws: CasebookError.indexTooNew(file: space.folder.records, found: 99, known: StoreSchema.version)) {
      try space.knowledge().status()
    }
  }

  @Test("A second writer is told who writes; readers go on")
  func secondWriter() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    let lock = try IndexWriteLock(space.folder)
    let error = #expect(throws: CasebookError.self) { try space.ingest() }
    #expect(error?.description.contains("another casebook is writing") == true)
    #expect(try !space.search("Alpha").isEmpty)
    withExtendedLifetime(lock) {}
  }

  @Test("A damaged record store is reported, never a trap", arguments: 0..<24)
  func damagedStore(seed: Int) throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: space.folder.records)))
    var generator = SeededGenerator(seed: UInt64(seed))
    if seed % 2 == 0 {
      bytes.removeLast(Int(generator.next() % UInt64(bytes.count)))
    } else {
      for _ in 0..<64 {
        bytes[Int(generator.next() % UInt64(bytes.count))] ^= UInt8(truncatingIfNeeded: generator.next() | 1)
      }
    }
    try Data(bytes).write(to: URL(fileURLWithPath: space.folder.records))
    // Whatever comes, it comes as an answer or an error; search does not read this file at all.
    _ = try? space.knowledge().check()
    _ = try? space.knowledge().metrics(MetricsQuestion())
    _ = try? space.knowledge().factors(FactorsQuestion())
    #expect(try !space.search("Alpha").isEmpty)
  }

  @Test("A binary file under a document's name is an error that says what to do; UTF-16 is text")
  func binaryFiles() throws {
    let space = Workspace()
    try space.write("good.md", "# Good\n\nText.\n")
    var state: UInt64 = 7
    let noise = (0..<5000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    try space.write("noise.md", noise + [0, 0, 0, 0])
    try space.write("wide.md", "# Wide text\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    let report = try space.ingest()
    #expect(report.read == 2 && report.failed == 1)
    #expect(report.notes.contains { $0.place == "noise.md" && $0.message.contains("binary") })
    #expect(
      FileReader.isBinary([0x41, 0, 0, 0, 0, 0, 0, 0, 0, 0x42]) && !FileReader.isBinary(Array("abc".utf8))
        && !FileReader.isBinary([]))
  }
}
