import Foundation
import FullText
import TestSupport
import Testing

@testable import Casebook

/// What a fault of a disk, a program or a person does to the files of an index.
@Suite("Damage is noticed, never answered from, and put right by the next ingestion")
struct DamageTests {
  /// An index with something in every table, and its answers.
  private static func space() throws -> (Workspace, answers: [String]) {
    let space = Workspace()
    for index in 0..<12 { try space.write("\(index).md", sampleCase("Name\(index)", revenue: "$\(index + 3) million")) }
    try space.ingest()
    return (space, try answers(of: space))
  }

  /// Answers to several questions. Throws what any of them throws.
  private static func answers(of space: Workspace) throws -> [String] {
    let knowledge = try space.knowledge()
    let renderer = Renderer(format: .json, width: 100, usesColor: false)
    let answers = [
      try knowledge.metrics(MetricsQuestion()), try knowledge.factors(FactorsQuestion()), try knowledge.list(.records),
      try knowledge.conflicts(ConflictsQuestion()),
    ]
    return try answers.map { renderer.render($0) } + space.search("alliance").map(\.title)
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Questions after the damage give the answers of before, or an error; afterwards an ingestion gives those of before.
  private static func expectHealing(_ space: Workspace, _ before: [String], isNoticed: Bool = true) throws {
    if let answers = try? answers(of: space) { #expect(answers == before) }
    #expect(try !isNoticed || !space.knowledge().check().items.isEmpty, "check has to notice")
    try space.ingest()
    #expect(try answers(of: space) == before)
    #expect(try space.knowledge().check().items.isEmpty)
  }

  @Test("A flipped bit of the record store", arguments: 0..<24)
  func storeBits(seed: Int) throws {
    let (space, before) = try Self.space()
    var bytes = try Self.bytes(space.folder.records)
    var generator = SeededGenerator(seed: UInt64(seed))
    // The header first, then anywhere.
    let place = Int(generator.next() % UInt64(seed < 6 ? 100 : bytes.count))
    bytes[place] ^= 1 << UInt8(generator.next() % 8)
    try Self.write(bytes, to: space.folder.records)
    // A header that says that the file is another program's, or a newer casebook's, is left alone.
    do { try Self.expectHealing(space, before) } catch CasebookError.notAnIndex {} catch CasebookError.indexTooNew {}
  }

  @Test("A record store that ends too early", arguments: 0..<12)
  func storeCuts(seed: Int) throws {
    let (space, before) = try Self.space()
    var bytes = try Self.bytes(space.folder.records)
    var generator = SeededGenerator(seed: UInt64(seed))
    // Within the last page, at the end of a page, and anywhere.
    switch seed % 3 {
    case 0: bytes.removeLast(1 + Int(generator.next() % 4000))
    case 1: bytes.removeLast(4096 * (1 + Int(generator.next() % 8)))
    default: bytes.removeLast(bytes.count - 100 - Int(generator.next() % UInt64(bytes.count - 200)))
    }
    try Self.write(bytes, to: space.folder.records)
    try Self.expectHealing(space, before)
  }

  @Test("Noise behind the head of the record store")
  func storeNoise() throws {
    let (space, before) = try Self.space()
    var bytes = try Self.bytes(space.folder.records)
    for index in 200..<bytes.count { bytes[index] = UInt8(truncatingIfNeeded: index &* 37 &+ 11) }
    try Self.write(bytes, to: space.folder.records)
    try Self.expectHealing(space, before)
  }

  @Test("A damaged record store is refused where nothing says which documents it was made from")
  func noSources() throws {
    let (space, before) = try Self.space()
    var bytes = try Self.bytes(space.folder.records)
    for index in 4096..<bytes.count { bytes[index] ^= 0x55 }
    try Self.write(bytes, to: space.folder.records)
    try FileManager.default.removeItem(atPath: space.folder.path + "/" + SourceList.fileName)
    let refresh = Ingester(folder: space.folder, parser: try Workspace.parser)
    #expect { try refresh.ingest([]) } throws: { error in
      if case .damaged? = error as? CasebookError { true } else { false }
    }
    try space.ingest(rebuild: true)
    #expect(try Self.answers(of: space) == before)
  }

  @Test("A flipped bit of the list of sources", arguments: 0..<8)
  func sourceBits(seed: Int) throws {
    let (space, before) = try Self.space()
    let path = space.folder.path + "/" + SourceList.fileName
    var bytes = try Self.bytes(path)
    var generator = SeededGenerator(seed: UInt64(seed))
    bytes[Int(generator.next() % UInt64(bytes.count))] ^= 1 << UInt8(generator.next() % 8)
    try Self.write(bytes, to: path)
    #expect(try Self.answers(of: space) == before)
    try Self.expectHealing(space, before)
  }

  @Test("A flipped bit of the text index, with no changed document", arguments: 0..<12)
  func textBits(seed: Int) throws {
    let (space, before) = try Self.space()
    let name = try #require(try space.textIndexFiles().keys.first { $0.hasPrefix("segment") })
    let path = space.folder.text + "/" + name
    var bytes = try Self.bytes(path)
    var generator = SeededGenerator(seed: UInt64(seed))
    bytes[Int(generator.next() % UInt64(bytes.count))] ^= 1 << UInt8(generator.next() % 8)
    try Self.write(bytes, to: path)
    try Self.expectHealing(space, before)
  }

  @Test("A process that ends between the two commits leaves one generation in all answers")
  func betweenCommits() throws {
    struct Ended: Error {}
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    let stored = try RecordStore.openForReading(path: space.folder.records).state()
    // What an ingestion does when the document changes, up to the commit of the records.
    func interrupt(afterRecords: Bool) throws {
      let writer = try IndexWriter(path: space.folder.text, schema: TextIndex.schema, mode: .append)
      let document = try Workspace.parse(sampleCase("Beta"), path: "a.md")
      try writer.update(
        TextIndex.entries(of: document, source: "docs"), id: TextIndex.id(source: "docs", path: "a.md"))
      let payload = TextIndex.Payload(generation: stored.generation + 1, documents: 1, records: 1)
      #expect(throws: Ended.self) {
        try writer.commit(payload: payload.bytes) {
          guard afterRecords else { throw Ended() }
          try RecordStore.openForWriting(path: space.folder.records).change { change in
            try change.delete(stored.documents[0])
            try change.insert(document, sketch: [], source: stored.sources[0].id)
            try change.setGeneration(stored.generation + 1)
            try change.commit()
          }
          throw Ended()
        }
      }
    }
    func expect(_ name: String, not other: String) throws {
      #expect(try !space.search(name).isEmpty)
      #expect(try space.search(other).isEmpty)
      let records = try space.knowledge().list(.records).items.map { "\($0.map(\.value))" }
      #expect(records.contains { $0.contains(name) } && !records.contains { $0.contains(other) })
      #expect(try space.knowledge().check().items.isEmpty)
    }
    try interrupt(afterRecords: false)
    try expect("Alpha", not: "Beta")
    try interrupt(afterRecords: true)
    try expect("Beta", not: "Alpha")
    // The next ingestion publishes what was prepared and goes on from there.
    try space.write("a.md", sampleCase("Gamma"))
    let report = try space.ingest()
    #expect(report.read == 1 && !report.repairedIndex)
    #expect(try space.search("Beta").isEmpty && !space.search("Gamma").isEmpty)
    #expect(try space.knowledge().check().items.isEmpty)
  }

  @Test(
    "A copy in a folder that cannot be written is asked without the files that SQLite keeps beside a database",
    .enabled(
      if: geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"),
      "who may write everywhere needs setpriv (apt-get install util-linux) to be someone who may not"))
  func readOnlyCopy() throws {
    let (space, _) = try Self.space()
    let copy = space.path + "/copy"
    try FileManager.default.copyItem(atPath: space.folder.path, toPath: copy)
    for name in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + "/casebook.sqlite" + name) }
    // The program as well: it may stand in a folder of the first user's own.
    try FileManager.default.copyItem(at: Program.url, to: URL(fileURLWithPath: space.path + "/program"))
    #expect(chmod(space.path, 0o755) == 0 && chmod(copy, 0o555) == 0)
    defer { chmod(copy, 0o755) }
    let ask = ["./program", "metrics", "--index", "copy"]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: geteuid() == 0 ? "/usr/bin/setpriv" : "/usr/bin/env")
    process.arguments = (geteuid() == 0 ? ["--reuid=65534", "--regid=65534", "--clear-groups"] : []) + ask
    process.currentDirectoryURL = URL(fileURLWithPath: space.path)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(output == (try Program.run(["metrics", "--index", "index"], in: space.path).output))
  }

  @Test("A writer whose folder is replaced publishes nothing")
  func replacedFolder() throws {
    let space = Workspace()
    for index in 0..<6 { try space.write("\(index).md", sampleCase("Name\(index)")) }
    let index = space.folder.path
    var steps = 0
    let ingester = Ingester(folder: space.folder, parser: try Workspace.parser) { _ in
      steps += 1
      guard steps == 3 else { return }
      try? FileManager.default.removeItem(atPath: index)
      try? FileManager.default.createDirectory(atPath: index, withIntermediateDirectories: true)
    }
    #expect(throws: (any Error).self) { try ingester.ingest([.path(space.docs)]) }
    try space.ingest()
    #expect(try space.knowledge().check().items.isEmpty)
    #expect(try space.search("alliance", limit: 100).isEmpty == false)
  }
}

@Suite("Sources that are not what they were")
struct ChangedSourceTests {
  @Test("A named pipe where a document was is a change, and nobody waits for it")
  func pipes() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.write("b.md", sampleCase("Beta"))
    try space.ingest()
    try space.remove("a.md")
    #expect(mkfifo(space.docs + "/a.md", 0o600) == 0)
    let result = try SearchIndex(folder: space.folder).search(SearchQuestion("Alpha"))
    #expect(result.notes.contains { $0.text.contains("a.md changed") })
    let report = try space.ingest()
    #expect(report.removed == 1)
    #expect(report.notes.contains { $0.place == "a.md" && $0.message.contains("neither a file nor a folder") })
  }

  @Test("A source that is empty at once keeps its documents until it is said that they are gone")
  func emptied() throws {
    let space = Workspace()
    for index in 0..<5 { try space.write("\(index).md", sampleCase("Name\(index)")) }
    try space.ingest()
    for index in 0..<5 { try space.remove("\(index).md") }
    let report = try space.ingest()
    #expect(report.removed == 0)
    #expect(report.notes.contains { $0.code == "gone" && $0.message.hasPrefix("5 of 5 documents") })
    #expect(try !space.search("Name3").isEmpty)
    var options = Ingester.Options()
    options.prunes = true
    let pruned = try Ingester(folder: space.folder, parser: Workspace.parser, options: options)
      .ingest([.path(space.docs)])
    #expect(pruned.removed == 5)
    #expect(try space.search("Name3").isEmpty)
  }

  @Test("Some documents of many that are gone disappear; most of them wait", arguments: [(24, 12), (60, 31)])
  func mostGone(_ count: Int, _ gone: Int) throws {
    let space = Workspace()
    for index in 0..<count { try space.write("\(index).md", "# Name\(index)\n\nText.\n") }
    try space.ingest()
    for index in 0..<gone { try space.remove("\(index).md") }
    #expect(try space.ingest().removed == (gone * 2 > count ? 0 : gone))
  }

  @Test("Any number of threads is taken", arguments: [Int.max, 0, Int.min])
  func jobs(_ count: Int) throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    #expect(try space.ingest(jobs: count).read == 1)
  }
}
