/// What is known about the place a statement stands in. All of it is optional; the more is given, the better label, subject
/// and category become.
public struct MetricContext: Sendable, Hashable {
  /// The statement's lead-in label: "Revenue Impact" of `**Revenue Impact**: $60B`.
  public var label: String?
  /// The heading path, outermost first, without markup.
  public var headings: [String]
  /// Title of the record the statement belongs to.
  public var recordTitle: String?
  /// The organisation the record is about.
  public var subject: String?
  /// Other organisations the record names.
  public var otherOrganisations: [String]
  /// Header of the table column the text stands in.
  public var columnHeader: String?
  /// Header of the table row the text stands in.
  public var rowHeader: String?
  /// The table's caption.
  public var tableCaption: String?
  /// The label that follows the value of a number block.
  public var followingLabel: String?
  /// The label that precedes the value of a number block.
  public var precedingLabel: String?
  /// The document's own date, as written.
  public var documentDate: String?
  /// The text is a cell of a table, below its headers.
  public var isCell: Bool
  /// The unit of bare numbers, as the column, row, caption or heading states it: `$M`, `EUR m`, `hours`, `in thousands`.
  public var unit: String?
  /// The date that the headings of the column or row give the figures, as written: `2022`.
  public var date: String?
  /// BCP 47 language of the text; decides what `1.234` means where digits alone do not.
  public var language: String?

  /// A context of what is known; nothing by default.
  public init(
    label: String? = nil, headings: [String] = [], recordTitle: String? = nil, subject: String? = nil,
    otherOrganisations: [String] = [], columnHeader: String? = nil, rowHeader: String? = nil,
    tableCaption: String? = nil, followingLabel: String? = nil, precedingLabel: String? = nil,
    documentDate: String? = nil, isCell: Bool = false, unit: String? = nil, date: String? = nil,
    language: String? = nil
  ) {
    self.label = label
    self.headings = headings
    self.recordTitle = recordTitle
    self.subject = subject
    self.otherOrganisations = otherOrganisations
    self.columnHeader = columnHeader
    self.rowHeader = rowHeader
    self.tableCaption = tableCaption
    self.followingLabel = followingLabel
    self.precedingLabel = precedingLabel
    self.documentDate = documentDate
    self.isCell = isCell
    self.unit = unit
    self.date = date
    self.language = language
  }
}
