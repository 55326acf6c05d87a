import Foundation
import GRDB
import Quantities
import Testing

@testable import Casebook

/// What is written to the record store is what is read from it, column by column.
@Suite("Documents written and read back")
struct RoundTripTests {
  /// Writes documents into a new store, one after another, and reads them back.
  private func readBack(_ documents: [ParsedDocument]) throws -> [ParsedDocument] {
    let space = Workspace()
    try space.folder.create()
    let store = try RecordStore.openForWriting(path: space.folder.records)
    return try store.queue.write { db in
      try db.execute(sql: "INSERT INTO sources (id, label, path, is_folder) VALUES (1, 'docs', '/docs', 1)")
      var writer = try RecordWriter(db)
      for document in documents { try writer.insert(document, sketch: [], source: 1) }
      return try DocumentLoader.documents(db, parts: .all).map(\.document)
    }
  }

  /// Without what the store leaves out: where in its statement a metric is, whether it is said by a word, and its partner.
  private func stored(_ document: ParsedDocument) -> ParsedDocument {
    var document = document
    for index in document.metrics.indices {
      document.metrics[index].metric.range = 0..<0
      document.metrics[index].metric.isWord = false
      document.metrics[index].metric.partner = nil
    }
    return document
  }

  @Test("Each value of a document comes back from the column it was written to")
  func everyColumn() throws {
    let documents = [SampleDocument.full(path: "a.md"), SampleDocument.full(path: "b.md")]
    #expect(try readBack(documents) == documents)
  }

  @Test("What a document leaves out stays left out")
  func empty() throws {
    let documents = [SampleDocument.sparse(path: "a.md"), SampleDocument.full(path: "b.md")]
    #expect(try readBack(documents) == documents)
  }

  @Test("Documents of the corpus come back as they were read")
  func corpus() throws {
    let folder = URL(fileURLWithPath: Workspace.repository + "/corpus")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { ["md", "html", "yaml"].contains($0.pathExtension) }
      .sorted { $0.path < $1.path }
    #expect(files.count > 10)
    let documents = try files.map { file in
      stored(try Workspace.parser.parse(path: file.path, bytes: [UInt8](try Data(contentsOf: file))))
    }
    for (found, document) in zip(try readBack(documents), documents) {
      #expect(found.statements == document.statements, "\(document.path)")
      #expect(found.metrics == document.metrics, "\(document.path)")
      #expect(found.factors == document.factors, "\(document.path)")
      #expect(found == document, "\(document.path)")
    }
  }

  @Test("A text does not end at a zero that an escape made")
  func zeros() throws {
    let document = try Workspace.parse("---\ntitle: \"One\\0 two\"\n---\n\n# One\n\nText.\n")
    let found = try readBack([document])
    #expect(found[0].title == "One\u{FFFD} two")
    #expect(found[0].metadata.map(\.value) == ["One\u{FFFD} two"])
  }

  @Test("One document is read as it is among all")
  func one() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Acme"))
    try space.write("b.md", sampleCase("Globex", revenue: "$7 million"))
    try space.ingest()
    let corpus = try Corpus.open(space.folder)
    let ids = Set(try corpus.records.entries.map(\.document)).sorted()
    #expect(try ids.map { try corpus.document($0).document.path } == ["a.md", "b.md"])
    #expect(try ids.map { try corpus.document($0).document } == corpus.documents.map(\.document))
  }

  private static let tables: [any StoredColumn.Type] = [
    SourceColumn.self, DocumentColumn.self, SketchColumn.self, MetadataColumn.self, ProvenanceColumn.self,
    SectionColumn.self, RecordColumn.self, OrganisationColumn.self, TagColumn.self, FacetColumn.self,
    StatementColumn.self,
    MetricColumn.self, FactorColumn.self, FactorThemeColumn.self, PhaseColumn.self, PhaseTaskColumn.self,
    TableColumn.self, CriterionColumn.self, RepairColumn.self, DiagnosticColumn.self, CorrectionColumn.self,
    GenerationColumn.self, DocumentChangeColumn.self, FigureChangeColumn.self,
  ]

  @Test("Every table has the columns that the code names, in this order")
  func columns() throws {
    let space = Workspace()
    try space.folder.create()
    let store = try RecordStore.openForWriting(path: space.folder.records)
    try store.queue.read { db in
      for table in Self.tables {
        let names = try String.fetchAll(
          db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table.table])
        #expect(names.joined(separator: ", ") == table.list(), "\(table.table)")
      }
      let known = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'meta'")
      #expect(Set(known) == Set(Self.tables.map { $0.table }))
    }
  }
}
