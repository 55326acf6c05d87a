/// Everything that one document tells: the result of reading it, before it meets any store or index.
///
/// A pure function of the document's path and bytes. Elements refer to each other by index into the arrays here.
public struct ParsedDocument: Sendable, Hashable {
  public var path: String
  /// "markdown", "html" or "yaml".
  public var format: String
  /// XXH64 of the bytes, in lower-case hexadecimal.
  public var hash: String
  /// Identifies the version, options and lexicons it was read with: another value means it would be read differently.
  public var reader: String
  public var byteCount: Int
  public var lineCount: Int
  public var encoding: String
  public var title: String
  /// The heading that titles the document; the title itself may be the front matter's or the page's.
  public var heading: String?
  public var subheading: String?
  /// BCP 47 tag, where the document tells.
  public var language: String?
  public var published: String?
  public var modified: String?
  public var url: String?
  public var metadata: [MetadataEntry] = []
  public var provenance: [ProvenanceLine] = []
  public var sections: [Section] = []
  public var records: [Record] = []
  public var statements: [Statement] = []
  public var metrics: [DocumentMetric] = []
  public var factors: [Factor] = []
  public var phases: [Phase] = []
  public var criteria: [Criterion] = []
  public var tables: [DocumentTable] = []
  public var repairs: [RepairEntry] = []
  public var diagnostics: [DiagnosticEntry] = []

  public init(
    path: String, format: String, hash: String, reader: String, byteCount: Int, lineCount: Int, encoding: String,
    title: String
  ) {
    self.path = path
    self.format = format
    self.hash = hash
    self.reader = reader
    self.byteCount = byteCount
    self.lineCount = lineCount
    self.encoding = encoding
    self.title = title
  }
}

/// One key and value of front matter, JSON-LD or the page's head.
public struct MetadataEntry: Sendable, Hashable, Codable {
  public var key: String
  public var value: String
  public var origin: String
  public var span: Span
}

/// What a document says about how it came to be: research date, version, status, methodology, sources.
public struct ProvenanceLine: Sendable, Hashable, Codable {
  public var label: String
  public var text: String
  public var span: Span
}

/// A heading and what it holds, up to the next heading of its level.
public struct Section: Sendable, Hashable, Codable {
  /// What made it a section.
  public enum Origin: String, Sendable, Hashable, Codable {
    /// The document itself: the text above the first heading.
    case document
    case heading
    /// A line that is bold as a whole, or a lead-in that ends with a colon before a list.
    case lead
    /// A labelled list item with items of its own.
    case item
  }

  public var parent: Int?
  /// 0 for the document, 1 to 6 for headings, more for leads and items below them.
  public var level: Int
  public var origin: Origin
  public var title: String
  /// The number in front of the title ("3", "1.2"), if any.
  public var number: String?
  /// Role of this section, its own or inherited from the section around it.
  public var role: Role?
  /// What told the role; "inherited" when the section around it did.
  public var roleRule: String?
  /// The record it belongs to.
  public var record: Int?
  /// Of the heading.
  public var span: Span
  /// First line after what it holds.
  public var contentEnd: Int
}

/// A section or document recognised as an entity: a case study, a pattern, a framework.
public struct Record: Sendable, Hashable, Codable {
  /// Stable within an index: the document's path, and the heading path below it.
  public var key: String
  public var kind: RecordKind
  /// What told the kind.
  public var kindRule: String
  public var title: String
  /// "4" in "Case Study 4: ...".
  public var number: String?
  /// Section whose content it is.
  public var section: Int
  /// The record around it.
  public var parent: Int?
  public var organisations: [Organisation] = []
  public var tags: [String] = []
  public var span: Span
}

/// An organisation that takes part in a record.
public struct Organisation: Sendable, Hashable, Codable {
  public var name: String
  /// The record is about it; otherwise it only takes part.
  public var isSubject: Bool
  /// What told it: "title", "front matter: company", "JSON-LD" ...
  public var rule: String
}

/// The unit of evidence: one bullet, sentence, table row or number block.
public struct Statement: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable {
    case bullet, sentence, row, stat, quote, definition, code, caption
  }

  public var kind: Kind
  public var section: Int
  public var record: Int?
  public var role: Role?
  /// The lead-in: "Revenue Impact" in "**Revenue Impact**: $60+ billion".
  public var label: String?
  /// Without the label.
  public var text: String
  /// The bullet it is nested in.
  public var parent: Int?
  /// Speaker and company of a quote.
  public var attribution: String?
  public var span: Span

  /// Label and text in one line.
  public var fullText: String {
    guard let label else { return text }
    return text.isEmpty ? label : "\(label): \(text)"
  }
}

/// A metric of a statement.
public struct DocumentMetric: Sendable, Hashable {
  public var statement: Int
  public var record: Int?
  public var table: Int?
  public var metric: Metric
  /// Of the figure itself.
  public var span: Span
}

/// A statement that says why something worked or did not.
public struct Factor: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case factor, lesson, value, pitfall
  }

  public var kind: Kind
  public var statement: Int
  public var record: Int?
  public var themes: [FactorTheme] = []
}

/// Why a factor belongs to a theme.
public struct FactorTheme: Sendable, Hashable, Codable {
  public var theme: String
  /// The lexicon's entry that matched.
  public var entry: String
  /// The words that decided.
  public var words: [String]
}

/// A step of a plan, with its time frame and tasks.
public struct Phase: Sendable, Hashable, Codable {
  public var record: Int?
  /// The section that holds the phases of one plan.
  public var plan: Int
  /// Section or statement that holds its tasks.
  public var section: Int
  public var ordinal: Int
  /// "Phase", "Step", "Stage".
  public var noun: String
  public var name: String
  public var timeFrame: TimeFrame?
  /// Statements.
  public var tasks: [Int] = []
  public var span: Span
}

/// When a phase takes place, or how long it takes.
public struct TimeFrame: Sendable, Hashable, Codable {
  public enum Unit: String, Sendable, Hashable, Codable { case day, week, month, quarter, year }

  /// As written: "Months 1-3".
  public var text: String
  public var unit: Unit?
  /// `Months 1-3`: a place on the plan's time line. `2-4 weeks`: a length.
  public var isLength: Bool
  public var from: Double?
  /// nil when open ("Years 5+").
  public var to: Double?
  public var isOngoing: Bool
}

/// One row of a decision matrix.
public struct Criterion: Sendable, Hashable, Codable {
  public var record: Int?
  public var table: Int
  public var ordinal: Int
  public var name: String
  /// In percent.
  public var weight: Double?
  public var factors: [String]
  public var method: String?
  public var span: Span
}

/// A table of a document, as data.
public struct DocumentTable: Sendable, Hashable, Codable {
  public var section: Int
  public var record: Int?
  public var caption: String?
  /// `grid[row][column]`; a cell that spans several places is repeated.
  public var grid: [[String]]
  public var headerRows: [Int]
  public var headerColumns: [Int]
  /// "number", "currency", "percent", "date" or "text", and the unit, for each column.
  public var columnTypes: [String]
  public var columnUnits: [String?]
  /// Of the whole table, and the first line of each row.
  public var span: Span
  public var rowLines: [Int]
}

/// A place where broken text was put right.
public struct RepairEntry: Sendable, Hashable, Codable {
  public var original: String
  public var repaired: String
  public var encoding: String
  public var span: Span
}

/// Something a person should know about a document.
public struct DiagnosticEntry: Sendable, Hashable, Codable {
  public var severity: String
  public var code: String
  public var message: String
  public var span: Span
}
