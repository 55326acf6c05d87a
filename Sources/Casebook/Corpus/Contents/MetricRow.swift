internal import GRDB
public import Quantities

/// A metric with its place.
public struct MetricRow: Sendable, Hashable {
  /// The figure and what it means.
  public var metric: Metric
  /// Whose figure it is: the metric's own subject, else the organisation of its record.
  public var subject: String
  /// Organisations of the record.
  public var organisations: [String]
  /// Industries of the record, as its document names them.
  public var industries: [String]
  /// The lead-in of its statement.
  public var statementLabel: String?
  /// The statement it stands in.
  public var quote: String
  /// The record's title.
  public var record: String
  /// Key of the record, for `casebook show`.
  public var recordKey: String
  /// What the record is.
  public var recordKind: RecordKind
  /// The heading its statement stands under.
  public var heading: String
  /// Label of the source.
  public var source: String
  /// Where it stands.
  public var citation: Citation
  /// The entry that corrected it: `corrections.yaml:12`; nil where nobody did.
  public var correction: String?
  var hash: String
}

extension MetricRow {
  /// All of the index, in its order.
  static func all(_ db: Database, _ records: RecordDirectory) throws -> [MetricRow] {
    let corrections = CorrectionPlaces(try StoredCorrection.all(db))
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(MetricColumn.list("m.")), t.label, t.text, h.title, s.label, d.path, d.hash
        FROM metrics m JOIN statements t ON t.id = m.statement_id JOIN sections h ON h.id = t.section_id
          JOIN documents d ON d.id = m.document_id JOIN sources s ON s.id = d.source_id
        ORDER BY s.label, d.path, m.byte_start, m.byte_end
        """)
    let next = MetricColumn.count
    var rows: [MetricRow] = []
    while let row = try cursor.next() {
      let metric = Metric(row)
      let recordID: Int64? = row[MetricColumn.recordID]
      let record = recordID.flatMap { records[$0] }
      rows.append(
        MetricRow(
          metric: metric, subject: metric.subject ?? record?.subjects.joined(separator: ", ") ?? "",
          organisations: recordID.map { records.organisations(around: $0) } ?? [],
          industries: recordID.map { records.industries(around: $0) } ?? [], statementLabel: row[next],
          quote: row[next + 1], record: record?.title ?? "", recordKey: record?.key ?? "",
          recordKind: record?.kind ?? .document, heading: row[next + 2], source: row[next + 3],
          citation: Citation(file: row[next + 4], span: row.span(MetricColumn.self)),
          correction: corrections.place(of: row[MetricColumn.correction], source: row[next + 3]), hash: row[next + 5]))
    }
    return rows
  }
}
