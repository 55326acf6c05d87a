/// The columns of each table of the record store, in the order of ``StoreSchema``. Whoever writes a row and whoever reads
/// one names its columns by these; a test compares them with the tables themselves.

enum SketchColumn: Int, StoredColumn {
  static let table = "sketches"
  case documentID, sketch
}

enum SourceColumn: Int, StoredColumn {
  static let table = "sources"
  case id, label, path, isFolder
}

enum DocumentColumn: Int, StoredColumn {
  static let table = "documents"
  case id, sourceID, path, format, hash, reader, bytes, lines, encoding, title, heading, subheading, language
  case published, modified, url
}

enum MetadataColumn: Int, PlacedColumn {
  static let table = "metadata"
  case documentID, key, value, origin, line, endLine, column, byteStart, byteEnd
}

enum ProvenanceColumn: Int, PlacedColumn {
  static let table = "provenance"
  case documentID, label, text, line, endLine, column, byteStart, byteEnd
}

enum SectionColumn: Int, PlacedColumn {
  static let table = "sections"
  case id, documentID, parentID, recordID, level, origin, title, number, role, roleRule, contentEnd, line, endLine
  case column, byteStart, byteEnd
}

enum RecordColumn: Int, PlacedColumn {
  static let table = "records"
  case id, documentID, key, kind, kindRule, title, number, sectionID, parentID, line, endLine, column, byteStart
  case byteEnd, correction
}

enum FacetColumn: Int, StoredColumn {
  static let table = "facets"
  case recordID, name, value
}

enum OrganisationColumn: Int, StoredColumn {
  static let table = "organisations"
  case recordID, name, isSubject, rule
}

enum TagColumn: Int, StoredColumn {
  static let table = "tags"
  case recordID, tag
}

enum StatementColumn: Int, PlacedColumn {
  static let table = "statements"
  case id, documentID, sectionID, recordID, parentID, kind, role, purpose, confidence, label, text, attribution, line
  case endLine, column, byteStart, byteEnd
}

enum MetricColumn: Int, PlacedColumn {
  static let table = "metrics"
  case id, documentID, statementID, recordID, tableID, raw, kind, low, high, comparator, unit, currency, magnitude
  case period, direction, role, label, subject, category, asOf, measure, whole, statistic, vague, rules, line
  case endLine, column, byteStart, byteEnd, correction
}

enum FactorColumn: Int, StoredColumn {
  static let table = "factors"
  case id, documentID, statementID, recordID, kind, correction
}

enum FactorThemeColumn: Int, StoredColumn {
  static let table = "factor_themes"
  case factorID, theme, entry, words
}

enum PhaseColumn: Int, PlacedColumn {
  static let table = "phases"
  case id, documentID, recordID, planSectionID, sectionID, ordinal, noun, name, timeText, unit, isLength, fromTime
  case toTime, isOngoing, line, endLine, column, byteStart, byteEnd
}

enum PhaseTaskColumn: Int, StoredColumn {
  static let table = "phase_tasks"
  case phaseID, statementID, ordinal
}

enum TableColumn: Int, PlacedColumn {
  static let table = "tables"
  case id, documentID, sectionID, recordID, caption, grid, headerRows, headerColumns, columnTypes, columnUnits
  case rowLines, line, endLine, column, byteStart, byteEnd
}

enum CriterionColumn: Int, PlacedColumn {
  static let table = "criteria"
  case id, documentID, recordID, tableID, ordinal, name, weight, factors, method, line, endLine, column, byteStart
  case byteEnd
}

enum RepairColumn: Int, PlacedColumn {
  static let table = "repairs"
  case documentID, original, repaired, encoding, line, endLine, column, byteStart, byteEnd
}

enum DiagnosticColumn: Int, PlacedColumn {
  static let table = "diagnostics"
  case documentID, severity, code, message, line, endLine, column, byteStart, byteEnd
}

/// Not of a document: what the lists of corrections hold. `key` is what elements name in their column `correction`.
enum CorrectionColumn: Int, StoredColumn {
  static let table = "corrections"
  case sourceID, list, line, key, document, placeLine, words, figure, said, isVerdict, state
}
