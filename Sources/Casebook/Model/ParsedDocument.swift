public import Quantities

/// Everything that one document tells: the result of reading it, before it meets any store or index.
///
/// A pure function of the document's path and bytes. Elements refer to each other by index into the arrays here.
public struct ParsedDocument: Sendable, Hashable, Codable {
  /// Relative to its source, with `/` between its parts.
  public var path: String
  /// "markdown", "html" or "yaml".
  public var format: String
  /// XXH64 of the bytes, in lower-case hexadecimal.
  public var hash: String
  /// Identifies the version, options and lexicons it was read with: another value means it would be read differently.
  public var reader: String
  /// Size of the file in bytes.
  public var byteCount: Int
  /// Lines of the file.
  public var lineCount: Int
  /// IANA name of the encoding; in a repair, the one that had been misread.
  public var encoding: String
  /// The front matter's or page's title, else the first heading, else the file's name.
  public var title: String
  /// The heading that titles the document; the title itself may be the front matter's or the page's.
  public var heading: String?
  /// The line below the title, where the document has one.
  public var subheading: String?
  /// BCP 47 tag, where the document tells.
  public var language: String?
  /// Date of publication, as the document writes it.
  public var published: String?
  /// Date of the last change, as the document writes it.
  public var modified: String?
  /// The canonical address of a page.
  public var url: String?
  /// Front matter, JSON-LD and the page's head, in document order.
  public var metadata: [MetadataEntry] = []
  /// Where the document's facts come from, in its own words.
  public var provenance: [ProvenanceLine] = []
  /// In document order; the first is the document itself.
  public var sections: [Section] = []
  /// In document order; the first is the document itself.
  public var records: [Record] = []
  /// In document order.
  public var statements: [Statement] = []
  /// In document order.
  public var metrics: [DocumentMetric] = []
  /// In document order.
  public var factors: [Factor] = []
  /// In document order.
  public var phases: [Phase] = []
  /// In document order.
  public var criteria: [Criterion] = []
  /// In document order.
  public var tables: [DocumentTable] = []
  /// In document order.
  public var repairs: [RepairEntry] = []
  /// In document order.
  public var diagnostics: [DiagnosticEntry] = []
  /// Keys of the corrections whose place was found, in the order of application.
  public var corrections: [String] = []

  /// A document of which nothing is known yet but its file.
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
  /// As the document writes it; nested keys are joined with dots.
  public var key: String
  /// The value.
  public var value: String
  /// What made it.
  public var origin: String
  /// Where it stands.
  public var span: Span
}

/// What a document says about how it came to be: research date, version, status, methodology, sources.
public struct ProvenanceLine: Sendable, Hashable, Codable {
  /// The lead-in, where there is one.
  public var label: String
  /// The words, without the lead-in.
  public var text: String
  /// Where it stands.
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

  /// The rule of a role that the section around it told.
  static let inheritedRule = "inherited"

  /// Index of the one around it.
  public var parent: Int?
  /// 0 for the document, 1 to 6 for headings, more for leads and items below them.
  public var level: Int
  /// What made it.
  public var origin: Origin
  /// The front matter's or page's title, else the first heading, else the file's name.
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
  /// What it is.
  public var kind: RecordKind
  /// What told the kind.
  public var kindRule: String
  /// The front matter's or page's title, else the first heading, else the file's name.
  public var title: String
  /// "4" in "Case Study 4: ...".
  public var number: String?
  /// Section whose content it is.
  public var section: Int
  /// The record around it.
  public var parent: Int?
  /// Who it is about, and who else takes part.
  public var organisations: [Organisation] = []
  /// Tags, categories and industries of the document.
  public var tags: [String] = []
  /// Industry, location, size and date, as far as the document tells them as facts.
  public var facets: [Facet] = []
  /// Key of the correction that was applied last.
  public var correction: String?
  /// Where it stands.
  public var span: Span
}

/// A fact about a case by which cases are told apart.
public struct Facet: Sendable, Hashable, Codable {
  /// What it says. Raw values are what is written to JSON, SQL and CSV.
  public enum Name: String, Sendable, Hashable, Codable, CaseIterable {
    case industry, location, size, date
  }

  /// What it says.
  public var name: Name
  /// As the document writes it.
  public var value: String
}

/// An organisation that takes part in a record.
public struct Organisation: Sendable, Hashable, Codable {
  /// As the document writes it.
  public var name: String
  /// The record is about it; otherwise it only takes part.
  public var isSubject: Bool
  /// What told it: "title", "front matter: company", "JSON-LD" ...
  public var rule: String
}

/// The unit of evidence: one bullet, sentence, table row or number block.
public struct Statement: Sendable, Hashable, Codable {
  /// What it is.
  public enum Kind: String, Sendable, Hashable, Codable {
    case bullet, sentence, row, stat, quote, definition, code, caption
    /// A heading that states a figure.
    case heading
    /// Front matter that is text for people: a subheading, a synopsis.
    case metadata
  }

  /// What it is.
  public var kind: Kind
  /// Index of the section it stands in.
  public var section: Int
  /// Index of the record it belongs to.
  public var record: Int?
  /// What the heading around it promises; nil when it promises nothing known.
  public var role: Role?
  /// What the statement itself is for, by its words and headings; nil for code.
  public var purpose: Purpose?
  /// The lead-in: "Revenue Impact" in "**Revenue Impact**: $60+ billion".
  public var label: String?
  /// Without the label.
  public var text: String
  /// The bullet it is nested in.
  public var parent: Int?
  /// Speaker and company of a quote.
  public var attribution: String?
  /// Where it stands.
  public var span: Span

  /// What a statement is for, and how sure that is.
  public struct Purpose: Sendable, Hashable, Codable {
    /// "result", "success-factor", "lesson", "pitfall", "challenge", "solution", "recommendation", "context", "quote",
    /// "process" or "other".
    public var role: String
    /// Its probability, in hundredths.
    public var confidence: Double
  }

  /// Label and text in one line.
  public var fullText: String {
    guard let label else { return text }
    return text.isEmpty ? label : "\(label): \(text)"
  }
}

/// A metric of a statement.
public struct DocumentMetric: Sendable, Hashable {
  /// Index of the statement it stands in.
  public var statement: Int
  /// Index of the record it belongs to.
  public var record: Int?
  /// Index of the table it stands in.
  public var table: Int?
  /// The figure and what it means.
  public var metric: Metric
  /// Of the figure itself.
  public var span: Span
  /// Key of the correction that was applied last.
  public var correction: String?
}

/// A statement that says why something worked or did not.
public struct Factor: Sendable, Hashable, Codable {
  /// What it is.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case factor, lesson, value, pitfall
  }

  /// What it is.
  public var kind: Kind
  /// Index of the statement it stands in.
  public var statement: Int
  /// Index of the record it belongs to.
  public var record: Int?
  /// Themes, the most probable first; those of phrases below a heading that promises factors in the order of the lexicon.
  public var themes: [FactorTheme] = []
  /// Key of the correction that was applied last.
  public var correction: String?
}

/// Why a factor belongs to a theme.
public struct FactorTheme: Sendable, Hashable, Codable {
  /// Id of the theme.
  public var theme: String
  /// The lexicon's phrase that matched, or "model" where the trained model decided.
  public var entry: String
  /// The words that decided.
  public var words: [String]
}

/// A step of a plan, with its time frame and tasks.
public struct Phase: Sendable, Hashable, Codable {
  /// Index of the record it belongs to.
  public var record: Int?
  /// The section that holds the phases of one plan.
  public var plan: Int
  /// Section or statement that holds its tasks.
  public var section: Int
  /// Place in its plan or matrix, from 1.
  public var ordinal: Int
  /// "Phase", "Step", "Stage".
  public var noun: String
  /// As the document writes it.
  public var name: String
  /// When it takes place, or how long it takes; nil when the document does not say.
  public var timeFrame: TimeFrame?
  /// Statements.
  public var tasks: [Int] = []
  /// Where it stands.
  public var span: Span
}

/// When a phase takes place, or how long it takes.
public struct TimeFrame: Sendable, Hashable, Codable {
  /// What a time frame counts. `date`: days of the calendar, as ``CivilDate`` numbers them from 1970-01-01.
  /// `fiscal-quarter`: quarters of fiscal years, four times the year plus 0 to 3; when a year begins is not known.
  public enum Unit: String, Sendable, Hashable, Codable {
    case day, week, month, quarter, year, date
    case fiscalQuarter = "fiscal-quarter"
  }

  /// As written: "Months 1-3".
  public var text: String
  /// What the times count; nil for ongoing phases.
  public var unit: Unit?
  /// `Months 1-3`: a place on the plan's time line. `2-4 weeks`: a length.
  public var isLength: Bool
  /// First time, in `unit`; for a length its lower end.
  public var from: Double?
  /// The last time, which still belongs to it; nil when open ("Years 5+").
  public var to: Double?
  /// Without an end, by the document's own word.
  public var isOngoing: Bool
}

/// One row of a decision matrix.
public struct Criterion: Sendable, Hashable, Codable {
  /// Index of the record it belongs to.
  public var record: Int?
  /// Index of the table it stands in.
  public var table: Int
  /// Place in its plan or matrix, from 1.
  public var ordinal: Int
  /// As the document writes it.
  public var name: String
  /// In percent.
  public var weight: Double?
  /// In document order.
  public var factors: [String]
  /// How the criterion is judged.
  public var method: String?
  /// Where it stands.
  public var span: Span
}

/// A table of a document, as data.
public struct DocumentTable: Sendable, Hashable, Codable {
  /// Index of the section it stands in.
  public var section: Int
  /// Index of the record it belongs to.
  public var record: Int?
  /// The table's caption.
  public var caption: String?
  /// `grid[row][column]`; a cell that spans several places is repeated.
  public var grid: [[String]]
  /// Rows that hold headers, from 0.
  public var headerRows: [Int]
  /// Columns that hold headers, from 0.
  public var headerColumns: [Int]
  /// "number", "currency", "percent", "date" or "text", and the unit, for each column.
  public var columnTypes: [String]
  /// Unit shared by each column, nil where there is none.
  public var columnUnits: [String?]
  /// Of the whole table, and the first line of each row.
  public var span: Span
  /// First line of each row in the file.
  public var rowLines: [Int]
}

/// A place where broken text was put right.
public struct RepairEntry: Sendable, Hashable, Codable {
  /// The text as it stands in the file.
  public var original: String
  /// The text as it is read.
  public var repaired: String
  /// IANA name of the encoding; in a repair, the one that had been misread.
  public var encoding: String
  /// Where it stands.
  public var span: Span
}

/// Something a person should know about a document.
public struct DiagnosticEntry: Sendable, Hashable, Codable {
  /// "note", "warning" or "error".
  public var severity: String
  /// A stable word for the kind of message.
  public var code: String
  /// What is wrong and what to do, in one line.
  public var message: String
  /// Where it stands.
  public var span: Span
}
