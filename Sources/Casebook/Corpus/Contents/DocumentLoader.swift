internal import GRDB

/// Reads documents back from the record store as they were read from their files.
///
/// Rows of one document have consecutive ids, so a row's index within its document is its id less the first one's.
///
/// Not stored, and so not read back: where in its statement a metric is, whether it is said by a word, and its partner.
struct DocumentLoader {
  /// What is read of a document beside the document itself.
  struct Parts: OptionSet {
    var rawValue: UInt8
    /// Sections and records.
    static let outline = Parts(rawValue: 1)
    /// Statements, which refer to the outline.
    static let statements = Parts(rawValue: 2)
    /// Metrics, factors, phases, tables and criteria, which refer to the statements.
    static let evidence = Parts(rawValue: 4)
    /// Metadata and provenance.
    static let metadata = Parts(rawValue: 8)
    /// Repairs and diagnostics.
    static let reports = Parts(rawValue: 16)

    /// What the text index is made of.
    static let text: Parts = [.outline, .statements]
    /// What questions ask about.
    static let contents: Parts = [.outline, .statements, .evidence, .metadata]
    static let all: Parts = [.contents, .reports]
  }

  /// All documents, by source and path.
  static func documents(_ db: Database, parts: Parts = .contents) throws -> [SourcedDocument] {
    try DocumentLoader(db, only: nil, parts).documents
  }

  /// One document.
  static func document(_ db: Database, id: Int64, parts: Parts) throws -> SourcedDocument {
    guard let document = try DocumentLoader(db, only: id, parts).documents.first else {
      throw CasebookError.damaged(file: RecordStore.fileName, detail: "document \(id) is missing")
    }
    return document
  }

  let db: Database
  /// The one document that is read; nil reads all.
  private let only: Int64?
  private(set) var documents: [SourcedDocument] = []
  private var indexOfDocument: [Int64: Int] = [:]
  /// The first id of a document's rows in each table that others refer to.
  private var firstSection: [Int: Int64] = [:]
  private var firstRecord: [Int: Int64] = [:]
  private var firstStatement: [Int: Int64] = [:]
  private var firstTable: [Int: Int64] = [:]

  private init(_ db: Database, only: Int64?, _ parts: Parts) throws {
    self.db = db
    self.only = only
    try loadDocuments()
    if parts.contains(.metadata) { try loadMetadata() }
    if parts.contains(.outline) { try loadOutline() }
    if parts.contains(.statements) { try loadStatements() }
    if parts.contains(.evidence) {
      try loadTables()
      try loadMetrics()
      try loadFactors()
      try loadPlans()
    }
    if parts.contains(.reports) { try loadReports() }
    for item in documents where !item.document.fitsTogether {
      throw CasebookError.damaged(
        file: RecordStore.fileName, detail: "rows of \(item.document.path) refer to others that are not there")
    }
  }

  // MARK: - Rows

  /// The rows of a table in the order they were written, those of the one document where only that is read.
  func rows<Column: StoredColumn>(of table: Column.Type, orderedBy order: String = "rowid") throws -> RowCursor {
    let sql = "SELECT \(Column.list()) FROM \(Column.table)"
    guard let only else { return try Row.fetchCursor(db, sql: "\(sql) ORDER BY \(order)") }
    return try Row.fetchCursor(db, sql: "\(sql) WHERE document_id = ? ORDER BY \(order)", arguments: [only])
  }

  /// The rows of a table whose rows name an element of a document.
  func rows<Column: StoredColumn, Element: StoredColumn>(
    of table: Column.Type, ofEach element: Element.Type, by reference: Column, orderedBy order: String = "rowid"
  ) throws -> RowCursor {
    let sql = "SELECT \(Column.list()) FROM \(Column.table)"
    guard let only else { return try Row.fetchCursor(db, sql: "\(sql) ORDER BY \(order)") }
    return try Row.fetchCursor(
      db,
      sql:
        "\(sql) WHERE \(reference.name) IN (SELECT id FROM \(Element.table) WHERE document_id = ?) ORDER BY \(order)",
      arguments: [only])
  }

  /// Where the document of a row is in ``documents``.
  func index(_ document: Int64) -> Int? { indexOfDocument[document] }

  mutating func change(_ index: Int, _ body: (inout ParsedDocument) -> Void) { body(&documents[index].document) }

  private func local(_ first: [Int: Int64], _ document: Int, _ id: Int64?) -> Int? {
    guard let id, let first = first[document] else { return nil }
    return Int(id &- first)
  }

  func section(_ document: Int, _ id: Int64?) -> Int? { local(firstSection, document, id) }
  func record(_ document: Int, _ id: Int64?) -> Int? { local(firstRecord, document, id) }
  func statement(_ document: Int, _ id: Int64?) -> Int? { local(firstStatement, document, id) }
  func table(_ document: Int, _ id: Int64?) -> Int? { local(firstTable, document, id) }

  mutating func beginTable(_ document: Int, _ id: Int64) {
    if firstTable[document] == nil { firstTable[document] = id }
  }

  // MARK: - Documents

  private mutating func loadDocuments() throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(DocumentColumn.list("d.")), s.label FROM documents d JOIN sources s ON s.id = d.source_id
        WHERE ? IS NULL OR d.id = ? ORDER BY s.label, d.path
        """, arguments: [only, only])
    while let row = try rows.next() {
      var document = ParsedDocument(
        path: row[DocumentColumn.path], format: row[DocumentColumn.format], hash: row[DocumentColumn.hash],
        reader: row[DocumentColumn.reader], byteCount: row[DocumentColumn.bytes], lineCount: row[DocumentColumn.lines],
        encoding: row[DocumentColumn.encoding], title: row[DocumentColumn.title])
      document.heading = row[DocumentColumn.heading]
      document.subheading = row[DocumentColumn.subheading]
      document.language = row[DocumentColumn.language]
      document.published = row[DocumentColumn.published]
      document.modified = row[DocumentColumn.modified]
      document.url = row[DocumentColumn.url]
      indexOfDocument[row[DocumentColumn.id]] = documents.count
      documents.append(SourcedDocument(source: row[DocumentColumn.count], document: document))
    }
  }

  private mutating func loadMetadata() throws {
    let metadata = try rows(of: MetadataColumn.self)
    while let row = try metadata.next() {
      guard let at = index(row[MetadataColumn.documentID]) else { continue }
      documents[at].document.metadata.append(
        MetadataEntry(
          key: row[MetadataColumn.key], value: row[MetadataColumn.value], origin: row[MetadataColumn.origin],
          span: row.span(MetadataColumn.self)))
    }
    let provenance = try rows(of: ProvenanceColumn.self)
    while let row = try provenance.next() {
      guard let at = index(row[ProvenanceColumn.documentID]) else { continue }
      documents[at].document.provenance.append(
        ProvenanceLine(
          label: row[ProvenanceColumn.label], text: row[ProvenanceColumn.text], span: row.span(ProvenanceColumn.self)))
    }
  }

  private mutating func loadReports() throws {
    let repairs = try rows(of: RepairColumn.self)
    while let row = try repairs.next() {
      guard let at = index(row[RepairColumn.documentID]) else { continue }
      documents[at].document.repairs.append(
        RepairEntry(
          original: row[RepairColumn.original], repaired: row[RepairColumn.repaired],
          encoding: row[RepairColumn.encoding], span: row.span(RepairColumn.self)))
    }
    let diagnostics = try rows(of: DiagnosticColumn.self)
    while let row = try diagnostics.next() {
      guard let at = index(row[DiagnosticColumn.documentID]) else { continue }
      documents[at].document.diagnostics.append(
        DiagnosticEntry(
          severity: row[DiagnosticColumn.severity], code: row[DiagnosticColumn.code],
          message: row[DiagnosticColumn.message], span: row.span(DiagnosticColumn.self)))
    }
  }

  // MARK: - Outline and statements

  private mutating func loadOutline() throws {
    var organisations: [Int64: [Organisation]] = [:]
    let named = try rows(of: OrganisationColumn.self, ofEach: RecordColumn.self, by: .recordID)
    while let row = try named.next() {
      organisations[row[OrganisationColumn.recordID], default: []].append(
        Organisation(
          name: row[OrganisationColumn.name], isSubject: row[OrganisationColumn.isSubject],
          rule: row[OrganisationColumn.rule]))
    }
    var tags: [Int64: [String]] = [:]
    let tagged = try rows(of: TagColumn.self, ofEach: RecordColumn.self, by: .recordID)
    while let row = try tagged.next() { tags[row[TagColumn.recordID], default: []].append(row[TagColumn.tag]) }
    var facets: [Int64: [Facet]] = [:]
    let facts = try rows(of: FacetColumn.self, ofEach: RecordColumn.self, by: .recordID)
    while let row = try facts.next() {
      guard let name = Facet.Name(rawValue: row[FacetColumn.name]) else { continue }
      facets[row[FacetColumn.recordID], default: []].append(Facet(name: name, value: row[FacetColumn.value]))
    }
    let sections = try rows(of: SectionColumn.self)
    // A section names its record, and a record its section: the records' first ids are needed before.
    let records = try Array(rows(of: RecordColumn.self).map { $0.copy() })
    for row in records {
      guard let at = index(row[RecordColumn.documentID]) else { continue }
      if firstRecord[at] == nil { firstRecord[at] = row[RecordColumn.id] }
    }
    while let row = try sections.next() {
      guard let at = index(row[SectionColumn.documentID]) else { continue }
      if firstSection[at] == nil { firstSection[at] = row[SectionColumn.id] }
      let role: String? = row[SectionColumn.role]
      documents[at].document.sections.append(
        Section(
          parent: section(at, row[SectionColumn.parentID]), level: row[SectionColumn.level],
          origin: Section.Origin(rawValue: row[SectionColumn.origin]) ?? .heading, title: row[SectionColumn.title],
          number: row[SectionColumn.number], role: role.map { Role(rawValue: $0) },
          roleRule: row[SectionColumn.roleRule], record: record(at, row[SectionColumn.recordID]),
          span: row.span(SectionColumn.self), contentEnd: row[SectionColumn.contentEnd]))
    }
    for row in records {
      guard let at = index(row[RecordColumn.documentID]) else { continue }
      let id: Int64 = row[RecordColumn.id]
      documents[at].document.records.append(
        Record(
          key: row[RecordColumn.key], kind: RecordKind(rawValue: row[RecordColumn.kind]),
          kindRule: row[RecordColumn.kindRule], title: row[RecordColumn.title], number: row[RecordColumn.number],
          section: section(at, row[RecordColumn.sectionID]) ?? 0, parent: record(at, row[RecordColumn.parentID]),
          organisations: organisations[id] ?? [], tags: tags[id] ?? [], facets: facets[id] ?? [],
          correction: row[RecordColumn.correction], span: row.span(RecordColumn.self)))
    }
  }

  private mutating func loadStatements() throws {
    let statements = try rows(of: StatementColumn.self)
    while let row = try statements.next() {
      guard let at = index(row[StatementColumn.documentID]) else { continue }
      if firstStatement[at] == nil { firstStatement[at] = row[StatementColumn.id] }
      let role: String? = row[StatementColumn.role]
      let purpose: String? = row[StatementColumn.purpose]
      documents[at].document.statements.append(
        Statement(
          kind: Statement.Kind(rawValue: row[StatementColumn.kind]) ?? .sentence,
          section: section(at, row[StatementColumn.sectionID]) ?? 0,
          record: record(at, row[StatementColumn.recordID]), role: role.map { Role(rawValue: $0) },
          purpose: purpose.map { Statement.Purpose(role: $0, confidence: row[StatementColumn.confidence]) },
          label: row[StatementColumn.label], text: row[StatementColumn.text],
          parent: statement(at, row[StatementColumn.parentID]), attribution: row[StatementColumn.attribution],
          span: row.span(StatementColumn.self)))
    }
  }
}
