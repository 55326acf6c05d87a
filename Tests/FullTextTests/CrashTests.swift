import Foundation
import TestSupport
import Testing

@testable import FullText

/// After a failure or a crash at any step the last commit is readable, whole, and a writer can go on.
@Suite struct CrashTests {
  private static let schema = Schema([.text("body", analyzer: .whitespace), .keyword("batch")])

  private func document(_ batch: Int, _ number: Int) -> Document {
    var document = Document()
    document.add("body", .text("word\(number % 7) batch\(batch) common"))
    document.add("batch", .text("\(batch)"))
    return document
  }

  private func add(_ batch: Int, to writer: IndexWriter) throws {
    for number in 0..<5 { try writer.update(document(batch, number), id: "\(batch) \(number)") }
    if batch > 0 { try writer.delete(id: "\(batch - 1) 0") }
  }

  /// The batches of a snapshot: after batch n, batches 0 to n, each without its first document but the last.
  private func batches(_ snapshot: Snapshot) throws -> Int {
    let facets = try snapshot.facets("batch", query: .term(field: "body", text: "common"), limit: 100)
    let last = facets.compactMap { Int($0.value) }.max() ?? -1
    #expect(snapshot.documentCount == (last + 1) * 5 - max(0, last))
    for facet in facets { #expect(facet.count == (facet.value == "\(last)" ? 5 : 4)) }
    return last + 1
  }

  /// With a merge factor of 2 every commit merges; with one of 10 commits leave files of deleted documents beside their segments.
  @Test(arguments: [2, 10]) func aCrashAtAnyStepLeavesTheLastCommit(mergeFactor: Int) throws {
    var step = 0
    var isFinished = false
    var deletesFiles: Set<String> = []
    while !isFinished {
      let directory = FaultyDirectory()
      let writer = try IndexWriter(
        directory: directory, lock: nil, schema: Self.schema, mode: .append, options: .init(mergeFactor: mergeFactor))
      for batch in 0..<2 {
        try add(batch, to: writer)
        try writer.commit(payload: [UInt8(batch)])
      }
      directory.failingStep = directory.step + step
      var acknowledged = 2
      do {
        for batch in 2..<4 {
          try add(batch, to: writer)
          try writer.commit(payload: [UInt8(batch)], optimize: batch == 3)
          acknowledged = batch + 1
        }
        isFinished = true
      } catch is FaultyDirectory.Failure {}
      for seed in 0..<8 {
        var generator = SeededGenerator(seed: UInt64(step * 10 + seed))
        let found = directory.afterCrash(&generator)
        let snapshot = try Snapshot.open(found)
        let count = try batches(snapshot)
        #expect(count >= acknowledged && count <= 4, "step \(step)")
        #expect(snapshot.payload == [UInt8(count - 1)])
        #expect(try IndexCheck.check(found).problems == [])
        deletesFiles.formUnion(try found.list().filter { $0.hasPrefix("deletes-") })
        let next = try IndexWriter(
          directory: found, lock: nil, schema: Self.schema, mode: .append, options: .init(mergeFactor: mergeFactor))
        try add(count, to: next)
        try next.commit(payload: [UInt8(count)])
        #expect(try batches(Snapshot.open(found)) == count + 1)
      }
      step += 1
    }
    #expect(step > 20)
    #expect(deletesFiles.count >= (mergeFactor == 2 ? 0 : 2))
  }

  @Test func anErrorBeforePublishingPublishesNothing() throws {
    struct Refusal: Error {}
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(path: folder.path, schema: Self.schema, mode: .append)
    try add(0, to: writer)
    try writer.commit()
    try add(1, to: writer)
    #expect(throws: Refusal.self) { try writer.commit { throw Refusal() } }
    #expect(try batches(Snapshot.open(path: folder.path)) == 1)
    try writer.commit()
    #expect(try batches(Snapshot.open(path: folder.path)) == 2)
    try add(2, to: writer)
    writer.rollback()
    try writer.commit()
    #expect(try batches(Snapshot.open(path: folder.path)) == 2)
  }

  @Test func aSecondWriterMeetsTheLock() throws {
    let folder = try TemporaryFolder()
    var writer: IndexWriter? = try IndexWriter(path: folder.path, schema: Self.schema, mode: .create)
    #expect(throws: FullTextError.locked(by: "process \(ProcessInfo.processInfo.processIdentifier)")) {
      try IndexWriter(path: folder.path, schema: Self.schema, mode: .append)
    }
    try writer?.commit()
    writer = nil
    _ = try IndexWriter(path: folder.path, schema: Self.schema, mode: .append)
    #expect(throws: FullTextError.schemaMismatch(path: folder.path)) {
      try IndexWriter(path: folder.path, schema: Schema([.keyword("other")]), mode: .append)
    }
  }

  @Test func createKeepsTheOldStateUntilTheFirstCommit() throws {
    let folder = try TemporaryFolder()
    for batch in 0..<2 {
      let writer = try IndexWriter(path: folder.path, schema: Self.schema, mode: .create)
      if batch > 0 { #expect(try Snapshot.open(path: folder.path).documentCount == 5) }
      for number in 0..<(5 - batch) { try writer.add(document(batch, number)) }
      if batch > 0 { #expect(try Snapshot.open(path: folder.path).documentCount == 5) }
      let old = batch > 0 ? try Snapshot.open(path: folder.path) : nil
      try writer.commit()
      #expect(try Snapshot.open(path: folder.path).documentCount == 5 - batch)
      // The old snapshot still answers, though its files are gone.
      if let old { #expect(try old.count(.term(field: "body", text: "common")) == 5) }
    }
  }

  /// The program that writes until it is killed: `FULLTEXT_BENCH`, else the one built beside the tests.
  private static let bench: String? = {
    if let path = ProcessInfo.processInfo.environment["FULLTEXT_BENCH"] { return path }
    let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    guard let bundle = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") }) ?? tests else { return nil }
    var folder = URL(fileURLWithPath: bundle)
    for _ in 0..<5 {
      folder.deleteLastPathComponent()
      let bench = folder.appendingPathComponent("fulltext-bench").path
      if FileManager.default.isExecutableFile(atPath: bench) { return bench }
    }
    return nil
  }()

  /// Kills a process that writes, again and again. `FULLTEXT_KILLS` says how often.
  @Test(.enabled(if: bench != nil, "fulltext-bench is not built: swift build --product fulltext-bench"))
  func aKilledProcessLosesNothingItAcknowledged() throws {
    let bench = try #require(Self.bench)
    let folder = try TemporaryFolder()
    let rounds = ProcessInfo.processInfo.environment["FULLTEXT_KILLS"].flatMap { Int($0) } ?? 12
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<rounds {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: bench)
      process.arguments = ["stress", folder.path]
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 20_000...200_000, using: &generator))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let lines = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(
        separator: "\n")
      let acknowledged = lines.compactMap { UInt64($0) }.max() ?? 0
      guard acknowledged > 0 || FileManager.default.fileExists(atPath: folder.path + "/manifest") else { continue }
      let snapshot = try Snapshot.open(path: folder.path)
      #expect(snapshot.generation >= acknowledged)
      // Every generation adds ten documents and deletes one.
      #expect(snapshot.documentCount == Int(snapshot.generation) * 9)
      #expect(try IndexCheck.check(path: folder.path).problems == [])
    }
  }
}
