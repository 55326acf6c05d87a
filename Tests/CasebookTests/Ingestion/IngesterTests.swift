import Foundation
import GRDB
import Testing

@testable import Casebook

@Suite("Ingestion")
struct IngesterTests {
  @Test("What did not change is not read again")
  func incremental() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.write("sub/b.md", sampleCase("Beta"))
    #expect(try space.ingest().read == 2)
    let again = try space.ingest()
    #expect(again.read == 0 && again.unchanged == 2 && again.removed == 0)
    try space.write("a.md", sampleCase("Gamma"))
    let changed = try space.ingest()
    #expect(changed.read == 1 && changed.unchanged == 1)
    #expect(try space.search("Gamma").first?.citation.file == "a.md")
    #expect(try space.search("Alpha").isEmpty)
  }

  @Test("A file that is gone disappears")
  func removal() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.write("b.md", sampleCase("Beta"))
    try space.ingest()
    try space.remove("a.md")
    #expect(try space.ingest().removed == 1)
    #expect(try space.search("Alpha").isEmpty)
    #expect(try space.knowledge().list(.documents).total == 1)
    #expect(try space.knowledge().check().items.isEmpty)
  }

  @Test("Of documents that are gone no row is left in any table")
  func noRowsLeft() throws {
    let space = Workspace()
    let other = (1...40).map {
      "- **Point \($0)**: the team of word\($0) met word\($0 * 7) and cut costs by \($0) %.\n"
    }
    try space.write(
      "a.md",
      """
      ---
      tags: [partners]
      company: Alpha
      ---
      # Case Study: Alpha

      **Research Date**: July 2025

      **Industry**: Shipping

      ## Results
      - **Trust**: executive support and open data; Alpha earned $5 million. It was twitterâ€™s.

      ## Plan
      ### Phase 1: Start (2-4 weeks)
      - meet
      ### Phase 2: Go
      - build

      ## Matrix
      | Criterion | Weight |
      |---|---|
      | Price | 60% |
      | Reach | 40% |

      ## Success Factors

      """ + other.joined())
    try space.write("b.md", "---\ntitle: a: b\n---\n# B\n\nText.\n")
    try space.write("corrections.yaml", "- file: b.md\n  words: Text\n  factor: lesson\n")
    try space.ingest()
    func counts() throws -> [String: Int] {
      try RecordStore.openForReading(path: space.folder.records).read { db in
        #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
        let names = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
          .filter { !IndexHistory.tableNames.contains($0) }
        return try names.reduce(into: [:]) { $0[$1] = try Int.fetchOne(db, sql: "SELECT count(*) FROM \($1)") }
      }
    }
    let before = try counts()
    #expect(before.filter { $0.value == 0 }.keys.sorted() == [])
    try space.remove("a.md")
    try space.ingest()
    try space.remove("b.md")
    try space.remove("corrections.yaml")
    try space.ingest()
    #expect(try counts().filter { $0.value > 0 }.keys.sorted() == ["meta", "sources"])
  }

  @Test("Each path is a source; others stay")
  func sources() throws {
    let space = Workspace()
    try space.write("one/a.md", sampleCase("Alpha"))
    try space.write("two/b.md", sampleCase("Beta"))
    try space.ingest([space.docs + "/one"])
    try space.ingest([space.docs + "/two"])
    #expect(try space.knowledge().sources().total == 2)
    #expect(try space.search("Alpha").first?.citation.file == "a.md")
    let report = try Ingester(folder: space.folder, parser: Workspace.parser).remove([space.docs + "/one"])
    #expect(report.removed == 1)
    #expect(try space.search("Alpha").isEmpty)
    #expect(try !space.search("Beta").isEmpty)
    #expect(throws: CasebookError.self) {
      try Ingester(folder: space.folder, parser: Workspace.parser).remove(["nowhere"])
    }
  }

  @Test("A part of a source refreshes that part; a folder around sources absorbs them")
  func nestedSources() throws {
    let space = Workspace()
    try space.write("one/a.md", sampleCase("Alpha"))
    try space.write("two/b.md", sampleCase("Beta"))
    try space.ingest([space.docs + "/one"])
    try space.ingest()
    #expect(try space.knowledge().sources().total == 1)
    #expect(try space.knowledge().list(.documents).total == 2)
    try space.write("one/a.md", sampleCase("Gamma"))
    try space.remove("two/b.md")
    let report = try space.ingest([space.docs + "/one"])
    #expect(report.read == 1 && report.removed == 0)
    #expect(try space.knowledge().list(.documents).total == 2)
  }

  @Test("Without paths all sources are refreshed")
  func refreshAll() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    try space.write("a.md", sampleCase("Beta"))
    #expect(try space.ingest([]).read == 1)
  }

  @Test("The number of threads does not change the bytes of the text index", arguments: [1, 3, 8])
  func threads(jobs: Int) throws {
    let (plain, other) = (Workspace(), Workspace())
    for index in 0..<20 {
      for space in [plain, other] {
        try space.write("f\(index % 4)/\(index).md", sampleCase("Name\(index)", revenue: "$\(index) million"))
      }
    }
    try plain.ingest(jobs: 1)
    try other.ingest(jobs: jobs)
    #expect(try plain.textIndexFiles() == other.textIndexFiles())
  }

  @Test("Answers do not depend on the way that led to the documents", arguments: [1, 3, 8])
  func history(jobs: Int) throws {
    let (plain, other) = (Workspace(), Workspace())
    for index in 0..<20 {
      for space in [plain, other] {
        try space.write("f\(index % 4)/\(index).md", sampleCase("Name\(index)", revenue: "$\(index) million"))
      }
    }
    try plain.ingest(jobs: 1)
    try other.write("f0/0.md", "# Something else")
    try other.write("f9/gone.md", "# To be removed")
    try other.ingest(jobs: jobs)
    try other.write("f0/0.md", sampleCase("Name0", revenue: "$0 million"))
    try other.remove("f9/gone.md")
    try other.ingest(jobs: jobs)
    let (a, b) = (try plain.knowledge(), try other.knowledge())
    #expect(try a.metrics(MetricsQuestion()) == b.metrics(MetricsQuestion()))
    #expect(try a.factors(FactorsQuestion()) == b.factors(FactorsQuestion()))
    for question in ["revenue", "name3 alliance", "network effects"] {
      #expect(try plain.search(question) == other.search(question))
    }
  }

  @Test("A refresh writes what changed, answers as one run does, and reindex gives the bytes of one run")
  func growth() throws {
    let (plain, other) = (Workspace(), Workspace())
    for index in 0..<30 {
      for space in [plain, other] {
        try space.write("\(index).md", sampleCase("Name\(index)", revenue: "$\(index) million"))
      }
    }
    for index in stride(from: 0, to: 30, by: 3) { try other.write("\(index).md", sampleCase("Old\(index)")) }
    try other.write("gone/a.md", sampleCase("Gone"))
    try other.ingest()
    let first = try other.textIndexFiles().keys.filter { $0.hasPrefix("segment") }
    try other.write("0.md", sampleCase("Name0", revenue: "$0 million"))
    try other.ingest()
    // The large segment stays as it is, beside a small one.
    let second = try other.textIndexFiles().keys.filter { $0.hasPrefix("segment") }
    #expect(first.count == 1 && second.count == 2 && Set(first).isSubset(of: second))
    for index in stride(from: 3, to: 30, by: 3) {
      try other.write("\(index).md", sampleCase("Name\(index)", revenue: "$\(index) million"))
      try other.ingest()
    }
    try other.remove("gone/a.md")
    try other.ingest()
    try plain.ingest()
    for question in [
      "revenue", "name3 alliance", "partner*", "kind:case-study", "Name7", "old3", "gone", "million OR alliance",
    ] {
      for limit in [1, 5, 100] {
        #expect(try plain.search(question, limit: limit) == other.search(question, limit: limit), "\(question)")
      }
    }
    #expect(try other.knowledge().check().items.isEmpty)
    _ = try Ingester(folder: other.folder, parser: Workspace.parser).reindex()
    let segments = { (space: Workspace) in
      try space.textIndexFiles().filter { $0.key.hasPrefix("segment") }.map(\.value)
    }
    #expect(try segments(plain) == segments(other))
  }

  @Test("A damaged text index is not continued but made again", arguments: 0..<6)
  func damagedTextIndex(seed: Int) throws {
    let space = Workspace()
    for index in 0..<12 { try space.write("\(index).md", sampleCase("Name\(index)")) }
    try space.ingest()
    let name = try #require(try space.textIndexFiles().keys.first { $0.hasPrefix("segment") })
    let path = space.folder.text + "/" + name
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    // Somewhere behind the header, in the lists, the dictionary or the stored entries.
    for place in 0..<8 { bytes[1000 + (bytes.count - 3000) * (place * 6 + seed) / 48] ^= 0x55 }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    try space.write("3.md", sampleCase("Changed"))
    let report = try space.ingest()
    #expect(report.read == 1)
    _ = try Ingester(folder: space.folder, parser: Workspace.parser).reindex()
    #expect(try !space.search("Changed").isEmpty)
    #expect(try !space.search("Name4").isEmpty)
    #expect(try space.knowledge().check().items.isEmpty)
  }

  @Test("A text index of another generation than the records is made again")
  func otherGeneration() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    let (text, kept) = (space.folder.text, space.path + "/kept")
    try FileManager.default.copyItem(atPath: text, toPath: kept)
    try space.write("b.md", sampleCase("Beta"))
    try space.ingest()
    // As after a restore of one part from a copy.
    try FileManager.default.removeItem(atPath: text)
    try FileManager.default.moveItem(atPath: kept, toPath: text)
    #expect(try space.search("Beta").isEmpty)
    #expect(try !space.knowledge().check().items.isEmpty)
    let report = try space.ingest()
    #expect(report.repairedIndex && report.read == 0)
    #expect(try !space.search("Beta").isEmpty)
    #expect(try space.knowledge().check().items.isEmpty)
  }

  @Test("The text index made anew from the records is the same, byte for byte")
  func reindex() throws {
    let space = Workspace()
    for index in 0..<10 { try space.write("\(index).md", sampleCase("Name\(index)")) }
    try space.ingest()
    let segments = try space.textIndexFiles().filter { !$0.key.lowercased().contains("manifest") }
    try FileManager.default.removeItem(atPath: space.path + "/index/text")
    _ = try Ingester(folder: space.folder, parser: Workspace.parser).reindex()
    let anew = try space.textIndexFiles().filter { !$0.key.lowercased().contains("manifest") }
    #expect(Set(segments.values) == Set(anew.values))
    #expect(try space.search("name4").first?.citation.file == "4.md")
    #expect(try space.knowledge().check().items.isEmpty)
  }

  @Test("A dry run writes nothing")
  func dryRun() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    let report = try space.ingest(dryRun: true)
    #expect(report.read == 1 && report.isDryRun)
    #expect(!space.folder.exists)
    try space.ingest()
    try space.write("a.md", sampleCase("Beta"))
    #expect(try space.ingest(dryRun: true).read == 1)
    #expect(try space.search("Beta").isEmpty)
  }

  @Test("--rebuild reads everything again")
  func rebuild() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    #expect(try space.ingest().read == 0)
    #expect(try space.ingest(rebuild: true).read == 1)
  }

  @Test("A file that is no store is left alone, even by --rebuild")
  func foreignFile() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    let foreign = Data("not a database, and long enough to be taken for one".utf8)
    try foreign.write(to: URL(fileURLWithPath: space.folder.records))
    for rebuild in [false, true] {
      #expect(throws: CasebookError.notAnIndex(file: space.folder.records)) { try space.ingest(rebuild: rebuild) }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: space.folder.records)) == foreign)
  }

  @Test("Hidden, ignored and linked files are passed over")
  func scanning() throws {
    let space = Workspace()
    try space.write("a.md", "# A")
    try space.write(".hidden.md", "# H")
    try space.write(".git/x.md", "# G")
    try space.write("drafts/d.md", "# D")
    try space.write("drafts/keep.md", "# K")
    try space.write("build/x.md", "# X")
    try space.write("notes.xyz", "# P")
    try space.write("deep/er/skip.md", "# S")
    try space.write(".gitignore", "build/\n")
    try space.write(".casebookignore", "drafts/*\n!drafts/keep.md\n**/skip.md\n# comment\n")
    try FileManager.default.createSymbolicLink(atPath: space.docs + "/link.md", withDestinationPath: "/etc/hostname")
    try FileManager.default.createSymbolicLink(atPath: space.docs + "/loop", withDestinationPath: space.docs)
    let scan = try FileScanner.scan(folder: space.docs)
    #expect(scan.files.map(\.path) == ["a.md", "drafts/keep.md"])
    #expect(scan.notes.map(\.path).sorted() == ["link.md", "loop"])
  }

  @Test(
    "Glob patterns as gitignore has them",
    arguments: [
      ("*.md", "a.md", true), ("*.md", "a/b.md", false), ("**/b.md", "b.md", true), ("**/b.md", "x/y/b.md", true),
      ("a/**", "a/b/c", true), ("a/**/z", "a/z", true), ("a/**/z", "a/b/c/z", true), ("?.md", "ab.md", false),
      ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("\\*", "*", true), ("\\*", "x", false),
      ("a*b*c", "axxbyyc", true),
      ("a*b*c", "axxbyy", false),
    ])
  func globs(pattern: String, text: String, matches: Bool) {
    #expect(Wildmatch.matches(Array(pattern.utf8)[...], Array(text.utf8)[...], isPath: true) == matches)
  }

  @Test("Results come in order, whatever the threads do", arguments: [1, 2, 7])
  func orderedMap(jobs: Int) throws {
    var seen: [Int] = []
    try orderedParallelMap(Array(0..<200), jobs: jobs, window: 3, transform: { $0 * 2 }) { seen.append($0) }
    #expect(seen == (0..<200).map { $0 * 2 })
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try orderedParallelMap(Array(0..<200), jobs: jobs, window: 3, transform: { $0 }) { if $0 == 5 { throw Stop() } }
    }
  }
}
