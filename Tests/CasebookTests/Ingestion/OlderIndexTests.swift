import Foundation
import GRDB
import Testing

@testable import Casebook
@testable import CasebookCLI

extension Workspace {
  /// What a reader sees of the records.
  fileprivate func answers() throws -> String {
    let (knowledge, renderer) = (try knowledge(), Renderer(format: .json))
    return renderer.render(try knowledge.metrics(MetricsQuestion()))
      + renderer.render(try knowledge.factors(FactorsQuestion()))
  }
}

/// An index whose records have the tables of another version.
@Suite("Indexes of older versions")
struct OlderIndexTests {
  /// Columns of every table and view. When this changes, raise ``StoreSchema/version`` and note the new pair here: an index
  /// with other columns and the same version would fail in the middle of a question.
  static let known = [
    4: "b8d8e955cdc6ad9e", 5: "b8d8e955cdc6ad9e", 6: "b45154d01a168e2e", 7: "33ee0c37ad4e7621",
    8: "5932196fe203bf2d",
  ]

  @Test("Tables do not change without a new version")
  func versionIsRaised() throws {
    let queue = try DatabaseQueue()
    let columns = try queue.write { db in
      try StoreSchema.create(db)
      return try String.fetchAll(
        db,
        sql: """
          SELECT m.type || ' ' || m.name || '.' || p.name || ' ' || p.type FROM sqlite_master m, pragma_table_info(m.name) p
          ORDER BY m.type, m.name, p.cid
          """)
    }
    let hash = ContentHash.hexadecimal(of: Array(columns.joined(separator: "\n").utf8))
    #expect(Self.known[StoreSchema.version] == hash)
  }

  /// Makes the store of an index one of version 2: fewer columns in metrics, no sketches, the tables of GRDB's migrator.
  private func makeOlder(_ space: Workspace) throws {
    let queue = try DatabaseQueue(path: space.folder.records)
    try queue.write { db in
      try db.execute(
        sql: """
          DROP VIEW metrics_view; DROP TABLE sketches;
          ALTER TABLE metrics DROP COLUMN measure; ALTER TABLE metrics DROP COLUMN whole;
          ALTER TABLE metrics DROP COLUMN statistic;
          CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
          INSERT INTO grdb_migrations VALUES ('v1');
          PRAGMA user_version = 2
          """)
    }
    try queue.close()
  }

  private func twoSources() throws -> Workspace {
    let space = Workspace()
    try space.write("one/a.md", sampleCase("Alpha"))
    try space.write("two/b.md", sampleCase("Beta"))
    try space.ingest([space.docs + "/one"])
    try space.ingest([space.docs + "/two"])
    return space
  }

  @Test("Questions name the versions and what to do")
  func questions() throws {
    let space = try twoSources()
    try makeOlder(space)
    let error = CasebookError.indexTooOld(file: space.folder.records, found: 2, known: StoreSchema.version)
    #expect(throws: error) { try space.knowledge().metrics(MetricsQuestion()) }
    #expect(throws: error) { try space.knowledge().status() }
    #expect(error.remedy == .ingest)
    #expect(ErrorWords.text(error).contains("`casebook ingest`"))
  }

  @Test("Ingestion reads all sources again and ends with the bytes of a new index", arguments: [true, false])
  func renewal(namesOneSource: Bool) throws {
    let space = try twoSources()
    let before = try space.answers()
    try makeOlder(space)
    let report = try space.ingest(namesOneSource ? [space.docs + "/two"] : [])
    #expect(report.read == 2 && report.failed == 0)
    #expect(report.notes.contains { $0.code == "older-index" && $0.message.contains("format 2") })
    #expect(try space.answers() == before)
    #expect(try space.knowledge().check().items.isEmpty)
    #expect(try space.ingest([]).unchanged == 2)
  }

  @Test("Taking out a source of an older index keeps the others")
  func removal() throws {
    let space = try twoSources()
    try makeOlder(space)
    let report = try Ingester(folder: space.folder, parser: Workspace.parser).remove([space.docs + "/one"])
    #expect(report.read == 1)
    #expect(try space.search("Alpha").isEmpty)
    #expect(try !space.search("Beta").isEmpty)
  }

  @Test("The text index alone made anew reads all documents again")
  func reindex() throws {
    let space = try twoSources()
    let before = try space.answers()
    try makeOlder(space)
    #expect(try Ingester(folder: space.folder, parser: Workspace.parser).reindex().read == 2)
    #expect(try space.answers() == before)
  }

  @Test("Documents that were given as bytes are named, for they cannot be read again")
  func given() throws {
    let space = try twoSources()
    let ingester = try Ingester(folder: space.folder, parser: Workspace.parser)
    let document = Ingester.Input.document(name: "c.md", bytes: Array(sampleCase("Gamma").utf8))
    _ = try ingester.ingest([document])
    try makeOlder(space)
    let report = try ingester.ingest([])
    #expect(report.read == 2)
    #expect(report.notes.contains { $0.severity == "error" && $0.place == "c.md" })
    try makeOlder(space)
    let again = try ingester.ingest([document])
    #expect(again.read == 3 && !again.notes.contains { $0.severity == "error" })
    #expect(try !space.search("Gamma").isEmpty)
  }

  @Test("A dry run says what would be read and leaves the older index as it is")
  func dryRun() throws {
    let space = try twoSources()
    try makeOlder(space)
    let report = try space.ingest([], dryRun: true)
    #expect(report.isDryRun && report.read == 2)
    #expect(report.notes.contains { $0.code == "older-index" })
    #expect(throws: CasebookError.self) { try space.knowledge().status() }
  }
}
