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
  private var documents: RowWriter
  private var sketches: RowWriter
  private var metadata: RowWriter
  private var provenance: RowWriter
  private var sections: RowWriter
  private var records: RowWriter
  private var organisations: RowWriter
  private var tags: RowWriter
  private var statements: RowWriter
  private var metrics: RowWriter
  private var factors: RowWriter
  private var factorThemes: RowWriter
  private var phases: RowWriter
  private var phaseTasks: RowWriter
  private var tables: RowWriter
  private var criteria: RowWriter
  private var repairs: RowWriter
  private var diagnostics: RowWriter

  init(_ db: Database) throws {
    for table in [
      "documents", "sections", "records", "statements", "metrics", "factors", "phases", "tables", "criteria",
    ] {
      nextID[table] = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0) + 1
    }
    documents = try RowWriter(db, table: "documents", columns: 16)
    sketches = try RowWriter(db, table: "sketches", columns: 2)
    metadata = try RowWriter(db, table: "metadata", columns: 9)
    provenance = try RowWriter(db, table: "provenance", columns: 8)
    sections = try RowWriter(db, table: "sections", columns: 16)
    records = try RowWriter(db, table: "records", columns: 14)
    organisations = try RowWriter(db, table: "organisations", columns: 4)
    tags = try RowWriter(db, table: "tags", columns: 2)
    statements = try RowWriter(db, table: "statements", columns: 15)
    metrics = try RowWriter(db, table: "metrics", columns: 30)
    factors = try RowWriter(db, table: "factors", columns: 5)
    factorThemes = try RowWriter(db, table: "factor_themes", columns: 4)
    phases = try RowWriter(db, table: "phases", columns: 19)
    phaseTasks = try RowWriter(db, table: "phase_tasks", columns: 3)
    tables = try RowWriter(db, table: "tables", columns: 16)
    criteria = try RowWriter(db, table: "criteria", columns: 14)
    repairs = try RowWriter(db, table: "repairs", columns: 9)
    diagnostics = try RowWriter(db, table: "diagnostics", columns: 9)
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
    documents.add(bases.document)
    documents.add(source)
    documents.add(document.path)
    documents.add(document.format)
    documents.add(document.hash)
    documents.add(document.reader)
    documents.add(document.byteCount)
    documents.add(document.lineCount)
    documents.add(document.encoding)
    documents.add(document.title)
    documents.add(document.heading)
    documents.add(document.subheading)
    documents.add(document.language)
    documents.add(document.published)
    documents.add(document.modified)
    documents.add(document.url)
    try documents.write()
    if !sketch.isEmpty {
      sketches.add(bases.document)
      sketches.add(TextSketch.bytes(of: sketch))
      try sketches.write()
    }
    for entry in document.metadata {
      metadata.add(bases.document)
      metadata.add(entry.key)
      metadata.add(entry.value)
      metadata.add(entry.origin)
      metadata.add(entry.span)
      try metadata.write()
    }
    for line in document.provenance {
      provenance.add(bases.document)
      provenance.add(line.label)
      provenance.add(line.text)
      provenance.add(line.span)
      try provenance.write()
    }
    for repair in document.repairs {
      repairs.add(bases.document)
      repairs.add(repair.original)
      repairs.add(repair.repaired)
      repairs.add(repair.encoding)
      repairs.add(repair.span)
      try repairs.write()
    }
    for diagnostic in document.diagnostics {
      diagnostics.add(bases.document)
      diagnostics.add(diagnostic.severity)
      diagnostics.add(diagnostic.code)
      diagnostics.add(diagnostic.message)
      diagnostics.add(diagnostic.span)
      try diagnostics.write()
    }
  }

  private mutating func insertOutline(of document: ParsedDocument, _ bases: Bases) throws {
    for (index, section) in document.sections.enumerated() {
      sections.add(bases.sections + Int64(index))
      sections.add(bases.document)
      sections.add(Self.id(bases.sections, section.parent))
      sections.add(Self.id(bases.records, section.record))
      sections.add(section.level)
      sections.add(section.origin.rawValue)
      sections.add(section.title)
      sections.add(section.number)
      sections.add(section.role?.rawValue)
      sections.add(section.roleRule)
      sections.add(section.contentEnd)
      sections.add(section.span)
      try sections.write()
    }
    for (index, record) in document.records.enumerated() {
      let id = bases.records + Int64(index)
      records.add(id)
      records.add(bases.document)
      records.add(record.key)
      records.add(record.kind.rawValue)
      records.add(record.kindRule)
      records.add(record.title)
      records.add(record.number)
      records.add(bases.sections + Int64(record.section))
      records.add(Self.id(bases.records, record.parent))
      records.add(record.span)
      try records.write()
      for organisation in record.organisations {
        organisations.add(id)
        organisations.add(organisation.name)
        organisations.add(organisation.isSubject)
        organisations.add(organisation.rule)
        try organisations.write()
      }
      for tag in record.tags {
        tags.add(id)
        tags.add(tag)
        try tags.write()
      }
    }
  }

  private mutating func insertStatements(of document: ParsedDocument, _ bases: Bases) throws {
    for (index, statement) in document.statements.enumerated() {
      statements.add(bases.statements + Int64(index))
      statements.add(bases.document)
      statements.add(bases.sections + Int64(statement.section))
      statements.add(Self.id(bases.records, statement.record))
      statements.add(Self.id(bases.statements, statement.parent))
      statements.add(statement.kind.rawValue)
      statements.add(statement.role?.rawValue)
      statements.add(statement.label)
      statements.add(statement.text)
      statements.add(statement.attribution)
      statements.add(statement.span)
      try statements.write()
    }
    for (index, table) in document.tables.enumerated() {
      tables.add(bases.tables + Int64(index))
      tables.add(bases.document)
      tables.add(bases.sections + Int64(table.section))
      tables.add(Self.id(bases.records, table.record))
      tables.add(table.caption)
      tables.add(JSONValue(table.grid).text)
      tables.add(JSONValue(table.headerRows).text)
      tables.add(JSONValue(table.headerColumns).text)
      tables.add(JSONValue(table.columnTypes).text)
      tables.add(JSONValue(table.columnUnits).text)
      tables.add(JSONValue(table.rowLines).text)
      tables.add(table.span)
      try tables.write()
    }
  }

  private mutating func insertEvidence(of document: ParsedDocument, _ bases: Bases) throws {
    let firstMetric = take("metrics", document.metrics.count)
    for (index, found) in document.metrics.enumerated() {
      let metric = found.metric
      metrics.add(firstMetric + Int64(index))
      metrics.add(bases.document)
      metrics.add(bases.statements + Int64(found.statement))
      metrics.add(Self.id(bases.records, found.record))
      metrics.add(Self.id(bases.tables, found.table))
      metrics.add(metric.text)
      metrics.add(metric.kind.rawValue)
      metrics.add(metric.low)
      metrics.add(metric.high)
      metrics.add(metric.comparator?.rawValue)
      metrics.add(metric.unit)
      metrics.add(metric.currency)
      metrics.add(metric.magnitude)
      metrics.add(metric.period)
      metrics.add(metric.direction?.rawValue)
      metrics.add(metric.role?.rawValue)
      metrics.add(metric.label)
      metrics.add(metric.subject)
      metrics.add(metric.category?.rawValue)
      metrics.add(metric.asOf)
      metrics.add(metric.measure)
      metrics.add(metric.whole)
      metrics.add(metric.statistic)
      metrics.add(metric.isVague)
      metrics.add(metric.rules.joined(separator: "; "))
      metrics.add(found.span)
      try metrics.write()
    }
    let firstFactor = take("factors", document.factors.count)
    for (index, factor) in document.factors.enumerated() {
      let id = firstFactor + Int64(index)
      factors.add(id)
      factors.add(bases.document)
      factors.add(bases.statements + Int64(factor.statement))
      factors.add(Self.id(bases.records, factor.record))
      factors.add(factor.kind.rawValue)
      try factors.write()
      for theme in factor.themes {
        factorThemes.add(id)
        factorThemes.add(theme.theme)
        factorThemes.add(theme.entry)
        factorThemes.add(theme.words.joined(separator: ", "))
        try factorThemes.write()
      }
    }
  }

  private mutating func insertPlans(of document: ParsedDocument, _ bases: Bases) throws {
    let firstPhase = take("phases", document.phases.count)
    for (index, phase) in document.phases.enumerated() {
      let id = firstPhase + Int64(index)
      let frame = phase.timeFrame
      phases.add(id)
      phases.add(bases.document)
      phases.add(Self.id(bases.records, phase.record))
      phases.add(bases.sections + Int64(phase.plan))
      phases.add(bases.sections + Int64(phase.section))
      phases.add(phase.ordinal)
      phases.add(phase.noun)
      phases.add(phase.name)
      phases.add(frame?.text)
      phases.add(frame?.unit?.rawValue)
      phases.add(frame?.isLength)
      phases.add(frame?.from)
      phases.add(frame?.to)
      phases.add(frame?.isOngoing)
      phases.add(phase.span)
      try phases.write()
      for (ordinal, task) in phase.tasks.enumerated() {
        phaseTasks.add(id)
        phaseTasks.add(bases.statements + Int64(task))
        phaseTasks.add(ordinal)
        try phaseTasks.write()
      }
    }
    let firstCriterion = take("criteria", document.criteria.count)
    for (index, criterion) in document.criteria.enumerated() {
      criteria.add(firstCriterion + Int64(index))
      criteria.add(bases.document)
      criteria.add(Self.id(bases.records, criterion.record))
      criteria.add(bases.tables + Int64(criterion.table))
      criteria.add(criterion.ordinal)
      criteria.add(criterion.name)
      criteria.add(criterion.weight)
      criteria.add(criterion.factors.joined(separator: ", "))
      criteria.add(criterion.method)
      criteria.add(criterion.span)
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
