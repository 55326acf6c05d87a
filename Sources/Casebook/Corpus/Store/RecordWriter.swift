internal import GRDB
internal import Quantities

/// Writes parsed documents into the record store, inside one transaction that the caller holds.
///
/// Ids are given here: an element's id is the first free id of its table plus its index in the document, so that elements
/// refer to each other without asking the database.
struct RecordWriter {
  /// First ids of a document's elements.
  private struct Bases {
    var document: Int64
    var sections: Int64
    var records: Int64
    var statements: Int64
    var tables: Int64
  }

  private var nextID: [String: Int64] = [:]
  private var documents: RowWriter<DocumentColumn>
  private var sketches: RowWriter<SketchColumn>
  private var metadata: RowWriter<MetadataColumn>
  private var provenance: RowWriter<ProvenanceColumn>
  private var sections: RowWriter<SectionColumn>
  private var records: RowWriter<RecordColumn>
  private var organisations: RowWriter<OrganisationColumn>
  private var tags: RowWriter<TagColumn>
  private var facets: RowWriter<FacetColumn>
  private var statements: RowWriter<StatementColumn>
  private var metrics: RowWriter<MetricColumn>
  private var factors: RowWriter<FactorColumn>
  private var factorThemes: RowWriter<FactorThemeColumn>
  private var phases: RowWriter<PhaseColumn>
  private var phaseTasks: RowWriter<PhaseTaskColumn>
  private var tables: RowWriter<TableColumn>
  private var criteria: RowWriter<CriterionColumn>
  private var repairs: RowWriter<RepairColumn>
  private var diagnostics: RowWriter<DiagnosticColumn>

  init(_ db: Database) throws {
    for table in [
      "documents", "sections", "records", "statements", "metrics", "factors", "phases", "tables", "criteria",
    ] {
      nextID[table] = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0) + 1
    }
    documents = try RowWriter(db)
    sketches = try RowWriter(db)
    metadata = try RowWriter(db)
    provenance = try RowWriter(db)
    sections = try RowWriter(db)
    records = try RowWriter(db)
    organisations = try RowWriter(db)
    tags = try RowWriter(db)
    facets = try RowWriter(db)
    statements = try RowWriter(db)
    metrics = try RowWriter(db)
    factors = try RowWriter(db)
    factorThemes = try RowWriter(db)
    phases = try RowWriter(db)
    phaseTasks = try RowWriter(db)
    tables = try RowWriter(db)
    criteria = try RowWriter(db)
    repairs = try RowWriter(db)
    diagnostics = try RowWriter(db)
  }

  /// Writes a document that is not in the store yet.
  ///
  /// - Parameter sketch: of the document, see ``TextSketch``; empty where it is short.
  mutating func insert(_ document: ParsedDocument, sketch: [UInt64], source: Int64) throws {
    let bases = Bases(
      document: take("documents", 1), sections: take("sections", document.sections.count),
      records: take("records", document.records.count), statements: take("statements", document.statements.count),
      tables: take("tables", document.tables.count))
    try insertDocument(document, sketch: sketch, source: source, bases)
    try insertOutline(of: document, bases)
    try insertStatements(of: document, bases)
    try insertEvidence(of: document, bases)
    try insertPlans(of: document, bases)
  }

  private mutating func insertDocument(_ document: ParsedDocument, sketch: [UInt64], source: Int64, _ bases: Bases)
    throws
  {
    documents.set(.id, bases.document)
    documents.set(.sourceID, source)
    documents.set(.path, document.path)
    documents.set(.format, document.format)
    documents.set(.hash, document.hash)
    documents.set(.reader, document.reader)
    documents.set(.bytes, document.byteCount)
    documents.set(.lines, document.lineCount)
    documents.set(.encoding, document.encoding)
    documents.set(.title, document.title)
    documents.set(.heading, document.heading)
    documents.set(.subheading, document.subheading)
    documents.set(.language, document.language)
    documents.set(.published, document.published)
    documents.set(.modified, document.modified)
    documents.set(.url, document.url)
    try documents.write()
    if !sketch.isEmpty {
      sketches.set(.documentID, bases.document)
      sketches.set(.sketch, TextSketch.bytes(of: sketch))
      try sketches.write()
    }
    for entry in document.metadata {
      metadata.set(.documentID, bases.document)
      metadata.set(.key, entry.key)
      metadata.set(.value, entry.value)
      metadata.set(.origin, entry.origin)
      metadata.set(entry.span)
      try metadata.write()
    }
    for line in document.provenance {
      provenance.set(.documentID, bases.document)
      provenance.set(.label, line.label)
      provenance.set(.text, line.text)
      provenance.set(line.span)
      try provenance.write()
    }
    for repair in document.repairs {
      repairs.set(.documentID, bases.document)
      repairs.set(.original, repair.original)
      repairs.set(.repaired, repair.repaired)
      repairs.set(.encoding, repair.encoding)
      repairs.set(repair.span)
      try repairs.write()
    }
    for diagnostic in document.diagnostics {
      diagnostics.set(.documentID, bases.document)
      diagnostics.set(.severity, diagnostic.severity)
      diagnostics.set(.code, diagnostic.code)
      diagnostics.set(.message, diagnostic.message)
      diagnostics.set(diagnostic.span)
      try diagnostics.write()
    }
  }

  private mutating func insertOutline(of document: ParsedDocument, _ bases: Bases) throws {
    for (index, section) in document.sections.enumerated() {
      sections.set(.id, bases.sections + Int64(index))
      sections.set(.documentID, bases.document)
      sections.set(.parentID, Self.id(bases.sections, section.parent))
      sections.set(.recordID, Self.id(bases.records, section.record))
      sections.set(.level, section.level)
      sections.set(.origin, section.origin.rawValue)
      sections.set(.title, section.title)
      sections.set(.number, section.number)
      sections.set(.role, section.role?.rawValue)
      sections.set(.roleRule, section.roleRule)
      sections.set(.contentEnd, section.contentEnd)
      sections.set(section.span)
      try sections.write()
    }
    for (index, record) in document.records.enumerated() {
      let id = bases.records + Int64(index)
      records.set(.id, id)
      records.set(.documentID, bases.document)
      records.set(.key, record.key)
      records.set(.kind, record.kind.rawValue)
      records.set(.kindRule, record.kindRule)
      records.set(.title, record.title)
      records.set(.number, record.number)
      records.set(.sectionID, bases.sections + Int64(record.section))
      records.set(.parentID, Self.id(bases.records, record.parent))
      records.set(record.span)
      records.set(.correction, record.correction)
      try records.write()
      for organisation in record.organisations {
        organisations.set(.recordID, id)
        organisations.set(.name, organisation.name)
        organisations.set(.isSubject, organisation.isSubject)
        organisations.set(.rule, organisation.rule)
        try organisations.write()
      }
      for facet in record.facets {
        facets.set(.recordID, id)
        facets.set(.name, facet.name.rawValue)
        facets.set(.value, facet.value)
        try facets.write()
      }
      for tag in record.tags {
        tags.set(.recordID, id)
        tags.set(.tag, tag)
        try tags.write()
      }
    }
  }

  private mutating func insertStatements(of document: ParsedDocument, _ bases: Bases) throws {
    for (index, statement) in document.statements.enumerated() {
      statements.set(.id, bases.statements + Int64(index))
      statements.set(.documentID, bases.document)
      statements.set(.sectionID, bases.sections + Int64(statement.section))
      statements.set(.recordID, Self.id(bases.records, statement.record))
      statements.set(.parentID, Self.id(bases.statements, statement.parent))
      statements.set(.kind, statement.kind.rawValue)
      statements.set(.role, statement.role?.rawValue)
      statements.set(.purpose, statement.purpose?.role)
      statements.set(.confidence, statement.purpose?.confidence)
      statements.set(.label, statement.label)
      statements.set(.text, statement.text)
      statements.set(.attribution, statement.attribution)
      statements.set(statement.span)
      try statements.write()
    }
    for (index, table) in document.tables.enumerated() {
      tables.set(.id, bases.tables + Int64(index))
      tables.set(.documentID, bases.document)
      tables.set(.sectionID, bases.sections + Int64(table.section))
      tables.set(.recordID, Self.id(bases.records, table.record))
      tables.set(.caption, table.caption)
      tables.set(.grid, JSONValue(table.grid).text)
      tables.set(.headerRows, JSONValue(table.headerRows).text)
      tables.set(.headerColumns, JSONValue(table.headerColumns).text)
      tables.set(.columnTypes, JSONValue(table.columnTypes).text)
      tables.set(.columnUnits, JSONValue(table.columnUnits).text)
      tables.set(.rowLines, JSONValue(table.rowLines).text)
      tables.set(table.span)
      try tables.write()
    }
  }

  private mutating func insertEvidence(of document: ParsedDocument, _ bases: Bases) throws {
    let firstMetric = take("metrics", document.metrics.count)
    for (index, found) in document.metrics.enumerated() {
      let metric = found.metric
      metrics.set(.id, firstMetric + Int64(index))
      metrics.set(.documentID, bases.document)
      metrics.set(.statementID, bases.statements + Int64(found.statement))
      metrics.set(.recordID, Self.id(bases.records, found.record))
      metrics.set(.tableID, Self.id(bases.tables, found.table))
      metrics.set(.raw, metric.text)
      metrics.set(.kind, metric.kind.rawValue)
      metrics.set(.low, metric.low)
      metrics.set(.high, metric.high)
      metrics.set(.comparator, metric.comparator?.rawValue)
      metrics.set(.unit, metric.unit)
      metrics.set(.currency, metric.currency)
      metrics.set(.magnitude, metric.magnitude)
      metrics.set(.period, metric.period)
      metrics.set(.direction, metric.direction?.rawValue)
      metrics.set(.role, metric.role?.rawValue)
      metrics.set(.label, metric.label)
      metrics.set(.subject, metric.subject)
      metrics.set(.category, metric.category?.rawValue)
      metrics.set(.asOf, metric.asOf)
      metrics.set(.measure, metric.measure)
      metrics.set(.whole, metric.whole)
      metrics.set(.statistic, metric.statistic)
      metrics.set(.vague, metric.isVague)
      metrics.set(.rules, metric.rules.joined(separator: "; "))
      metrics.set(found.span)
      metrics.set(.correction, found.correction)
      try metrics.write()
    }
    let firstFactor = take("factors", document.factors.count)
    for (index, factor) in document.factors.enumerated() {
      let id = firstFactor + Int64(index)
      factors.set(.id, id)
      factors.set(.documentID, bases.document)
      factors.set(.statementID, bases.statements + Int64(factor.statement))
      factors.set(.recordID, Self.id(bases.records, factor.record))
      factors.set(.kind, factor.kind.rawValue)
      factors.set(.correction, factor.correction)
      try factors.write()
      for theme in factor.themes {
        factorThemes.set(.factorID, id)
        factorThemes.set(.theme, theme.theme)
        factorThemes.set(.entry, theme.entry)
        factorThemes.set(.words, JSONValue(theme.words).text)
        try factorThemes.write()
      }
    }
  }

  private mutating func insertPlans(of document: ParsedDocument, _ bases: Bases) throws {
    let firstPhase = take("phases", document.phases.count)
    for (index, phase) in document.phases.enumerated() {
      let id = firstPhase + Int64(index)
      let frame = phase.timeFrame
      phases.set(.id, id)
      phases.set(.documentID, bases.document)
      phases.set(.recordID, Self.id(bases.records, phase.record))
      phases.set(.planSectionID, bases.sections + Int64(phase.plan))
      phases.set(.sectionID, bases.sections + Int64(phase.section))
      phases.set(.ordinal, phase.ordinal)
      phases.set(.noun, phase.noun)
      phases.set(.name, phase.name)
      phases.set(.timeText, frame?.text)
      phases.set(.unit, frame?.unit?.rawValue)
      phases.set(.isLength, frame?.isLength)
      phases.set(.fromTime, frame?.from)
      phases.set(.toTime, frame?.to)
      phases.set(.isOngoing, frame?.isOngoing)
      phases.set(phase.span)
      try phases.write()
      for (ordinal, task) in phase.tasks.enumerated() {
        phaseTasks.set(.phaseID, id)
        phaseTasks.set(.statementID, bases.statements + Int64(task))
        phaseTasks.set(.ordinal, ordinal)
        try phaseTasks.write()
      }
    }
    let firstCriterion = take("criteria", document.criteria.count)
    for (index, criterion) in document.criteria.enumerated() {
      criteria.set(.id, firstCriterion + Int64(index))
      criteria.set(.documentID, bases.document)
      criteria.set(.recordID, Self.id(bases.records, criterion.record))
      criteria.set(.tableID, bases.tables + Int64(criterion.table))
      criteria.set(.ordinal, criterion.ordinal)
      criteria.set(.name, criterion.name)
      criteria.set(.weight, criterion.weight)
      criteria.set(.factors, criterion.factors.joined(separator: ", "))
      criteria.set(.method, criterion.method)
      criteria.set(criterion.span)
      try criteria.write()
    }
  }

  /// The id of an element by its index, nil for none.
  private static func id(_ first: Int64, _ index: Int?) -> Int64? { index.map { first + Int64($0) } }

  private mutating func take(_ table: String, _ count: Int) -> Int64 {
    let first = nextID[table] ?? 1
    nextID[table] = first + Int64(count)
    return first
  }
}
