import Foundation
import TestSupport
import Testing

@testable import Casebook

/// What goes out as an archive comes back as it was.
@Suite("Archives")
struct ArchiveTests {
  private func text(_ space: Workspace) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try space.knowledge().archive { bytes += $0 }
    return bytes
  }

  /// Imports bytes into the index of a new workspace.
  private func importing(_ bytes: [UInt8], into space: Workspace = Workspace(), replaces: Bool = false) throws
    -> Workspace
  {
    let file = space.path + "/archive.ndjson"
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    _ = try ArchiveImport(folder: space.folder, replaces: replaces).read(path: file)
    return space
  }

  private func space() throws -> Workspace {
    let space = Workspace()
    for index in 0..<3 { try space.write("\(index).md", sampleCase("Name\(index)", revenue: "$\(index + 1) million")) }
    try space.write(
      "corrections.yaml",
      "- file: 1.md\n  line: 11\n  words: \"Revenue Impact: $2 million annual revenue\"\n  subject: Somebody else\n- file: 9.md\n  line: 1\n  words: gone\n  label: none\n"
    )
    try space.ingest()
    return space
  }

  @Test("An index made from an archive answers as the first one, and its archive is the same bytes")
  func roundTrip() throws {
    let first = try space()
    let bytes = try text(first)
    let second = try importing(bytes)
    #expect(try text(second) == bytes)
    for question in GoldenQuestion.all {
      // Its folder and its bytes are its own.
      if question.name == "status" { continue }
      let one = try? question.ask(first.knowledge())
      let other = try? question.ask(second.knowledge())
      let isEqual = one?.items == other?.items
      #expect(isEqual, "\(question.name)")
    }
    #expect(try second.search("network effects") == first.search("network effects"))
    #expect(try second.knowledge().check().items == first.knowledge().check().items)
    // Corrections and what became of them are part of it.
    let corrections = try Corpus.open(second.folder).corrections
    #expect(corrections.count == 2)
    #expect(try corrections == Corpus.open(first.folder).corrections)
  }

  @Test("The corpus comes back with all its answers")
  func corpus() throws {
    let first = Workspace()
    try first.ingest([Workspace.repository + "/corpus"])
    let bytes = try text(first)
    let second = try importing(bytes)
    #expect(try text(second) == bytes)
    #expect(try second.textIndexFiles().keys == first.textIndexFiles().keys)
    #expect(try Corpus.open(second.folder).sketches.count == Corpus.open(first.folder).sketches.count)
  }

  @Test("What was imported is not read again where nothing changed, and refreshed where something did")
  func refresh() throws {
    let first = try space()
    let bytes = try text(first)
    try first.write("2.md", sampleCase("Other"))
    let second = try importing(bytes)
    let report = try Ingester(folder: second.folder, parser: Workspace.parser).ingest([])
    #expect((report.read, report.unchanged) == (1, 2))
    #expect(try second.search("Other").count > 0)
  }

  /// More by `CASEBOOK_ROUNDS=10000 swift test --filter ArchiveTests`.
  private static let rounds = ProcessInfo.processInfo.environment["CASEBOOK_ROUNDS"].flatMap { Int($0) } ?? 1000

  @Test("Random documents come back as they were")
  func random() throws {
    var random = SeededGenerator(seed: 18)
    let encoder = ArchiveLine.encoder()
    let decoder = ArchiveLine.decoder()
    for number in 0..<Self.rounds {
      var line = ArchiveLine(.document)
      line.source = RandomDocument.text(&random)
      line.document = RandomDocument.document(number, &random)
      let bytes = try line.text(encoder)
      #expect(!bytes.contains(0x0A))
      let back = try decoder.decode(ArchiveLine.self, from: Data(bytes))
      guard back.document == line.document, back.source == line.source, try back.text(encoder) == bytes else {
        Issue.record("document \(number) of seed 18 is not what it was: \(String(decoding: bytes, as: UTF8.self))")
        return
      }
      #expect(back.document?.defect == nil, "document \(number)")
    }
  }

  @Test("Random documents pass through an index and out of it again")
  func randomIndexes() throws {
    for seed in 0..<3 {
      var random = SeededGenerator(seed: UInt64(seed))
      var lines: [ArchiveLine] = []
      var header = ArchiveLine(.header)
      (header.schema, header.sources, header.documents, header.corrections) = ("casebook.archive/1", 1, 40, 0)
      lines.append(header)
      var source = ArchiveLine(.source)
      (source.label, source.path, source.isFolder) = ("docs", "/nowhere/docs", true)
      lines.append(source)
      let documents = (0..<40).map { RandomDocument.document($0 + 100, &random) }
      for document in documents {
        var line = ArchiveLine(.document)
        (line.source, line.document) = ("docs", document)
        lines.append(line)
      }
      let bytes = try Self.archive(lines)
      let back = try text(importing(bytes))
      let (old, new) = (String(decoding: bytes, as: UTF8.self), String(decoding: back, as: UTF8.self))
      if let (a, b) = zip(old.split(separator: "\n"), new.split(separator: "\n")).first(where: { $0 != $1 }) {
        let same = zip(a, b).prefix { $0 == $1 }.count
        Issue.record(
          "seed \(seed): ...\(a.dropFirst(max(0, same - 60)).prefix(160))\nbecame ...\(b.dropFirst(max(0, same - 60)).prefix(160))"
        )
      }
      let isEqual = back == bytes
      #expect(isEqual)
    }
  }

  private static func archive(_ lines: [ArchiveLine]) throws -> [UInt8] {
    let encoder = ArchiveLine.encoder()
    var hash = ArchiveHash()
    var bytes: [UInt8] = []
    for line in lines {
      let text = try line.text(encoder) + [0x0A]
      hash.add(text)
      bytes += text
    }
    var end = ArchiveLine(.end)
    end.hash = hash.hexadecimal
    return try bytes + end.text(encoder) + [0x0A]
  }

  // MARK: - Bad input

  @Test("An archive cut at any line, or in one, imports nothing")
  func cut() throws {
    let bytes = try text(space())
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    for end in [0, 1, 40] + ends.dropLast() + ends.map({ $0 - 1 }) + ends.dropLast().map({ $0 + 7 }) {
      let space = Workspace()
      #expect(throws: CasebookError.self, "cut at \(end)") { try importing(Array(bytes[..<end]), into: space) }
      #expect(!FileManager.default.fileExists(atPath: space.folder.path))
    }
  }

  @Test("No changed byte of an archive is imported as if nothing were")
  func flipped() throws {
    let bytes = try text(space())
    var random = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      var damaged = bytes
      let at = Int.random(in: bytes.indices, using: &random)
      damaged[at] = UInt8.random(in: 0...255, using: &random)
      guard damaged != bytes else { continue }
      let space = Workspace()
      #expect(throws: (any Error).self, "byte \(at)") { try importing(damaged, into: space) }
      #expect(!space.folder.exists)
    }
  }

  @Test("References, places and orders that cannot be are refused, also under a right hash")
  func hostile() throws {
    let lines = String(decoding: try text(space()), as: UTF8.self).split(separator: "\n").dropLast()
    let changes: [(String, String)] = [
      ("\"statement\":4", "\"statement\":100000"), ("\"statement\":4", "\"statement\":-1"),
      ("\"section\":1", "\"section\":9223372036854775807"), ("\"line\":3", "\"line\":-3"),
      ("\"end\":", "\"end\":9223372036854775807,\"x\":"), ("\"start\":", "\"start\":-9223372036854775808,\"x\":"),
      ("\"path\":\"1.md\"", "\"path\":\"0.md\""), ("\"path\":\"1.md\"", "\"path\":\"\""),
      ("\"kind\":\"currency\"", "\"kind\":\"nonsense\""), ("\"source\":\"docs\"", "\"source\":\"others\""),
      ("\"type\":\"document\"", "\"type\":\"source\""), ("\"documents\":3", "\"documents\":4"),
      ("\"documents\":3", "\"documents\":-1"), ("casebook.archive/1", "casebook.archive/x"),
      ("\"state\":\"applied\"", "\"state\":\"nonsense\""), ("\"field\":\"subject\"", "\"field\":\"nonsense\""),
    ]
    for (old, new) in changes {
      let changed = lines.map { $0.replacingOccurrences(of: old, with: new) }
      let isThere = changed != lines.map(String.init)
      #expect(isThere, "\(old) is not there")
      var hash = ArchiveHash()
      for line in changed { hash.add(Array(line.utf8) + [0x0A]) }
      let text = changed.joined(separator: "\n") + "\n{\"hash\":\"\(hash.hexadecimal)\",\"type\":\"end\"}\n"
      let space = Workspace()
      #expect(throws: CasebookError.self, "\(old) to \(new)") { try importing(Array(text.utf8), into: space) }
    }
  }

  @Test("An archive of a newer version is refused by name")
  func newer() throws {
    let text = String(decoding: try text(space()), as: UTF8.self)
      .replacingOccurrences(of: "casebook.archive/1", with: "casebook.archive/2")
    #expect {
      try importing(Array(text.utf8))
    } throws: {
      if case CasebookError.archiveTooNew(_, 2, 1) = $0 { true } else { false }
    }
  }

  @Test("The kept archive of version 1 is read")
  func kept() throws {
    let file = Workspace.repository + "/Tests/CasebookTests/Exchange/Fixtures/archive-1.ndjson"
    let space = Workspace()
    let report = try ArchiveImport(folder: space.folder).read(path: file)
    #expect((report.documents, report.sources, report.corrections) == (3, 1, 2))
    #expect(report.missing == ["docs"])
    #expect(try text(space) == [UInt8](Data(contentsOf: URL(fileURLWithPath: file))))
  }

  @Test("An index with documents is replaced only when asked, and stays as it was when the archive is bad")
  func replaces() throws {
    let first = try space()
    let bytes = try text(first)
    let other = Workspace()
    try other.write("x.md", sampleCase("Before"))
    try other.ingest()
    #expect(throws: CasebookError.self) { try importing(bytes, into: other) }
    #expect(throws: CasebookError.self) { try importing(Array(bytes.dropLast(200)), into: other, replaces: true) }
    #expect(try other.search("Before").count > 0)
    #expect(try other.knowledge().check().items.isEmpty)
    _ = try importing(bytes, into: other, replaces: true)
    #expect(try other.search("Before").isEmpty)
    #expect(try text(other) == bytes)
  }
}
