internal import Conversion
internal import Words

/// A question for the matrix of factors: which themes stand in which cases or patterns.
public struct FactorMatrixQuestion: Sendable, Hashable {
  /// What the columns are.
  public enum Columns: String, Sendable, Hashable, CaseIterable { case cases, patterns, organisations }

  /// What the columns are.
  public var columns: Columns
  /// Kinds of statements that count.
  public var kinds: Set<Factor.Kind>
  /// Only columns that these words name: a case, pattern or organisation.
  public var filter: String?
  /// Cells show the places, not only how many there are.
  public var showsPlaces: Bool
  /// Words of an industry: only cases of it.
  public var industry: String?
  /// The statements themselves, below their themes, in place of the grid.
  public var showsQuotes: Bool

  /// A question for the themes of all cases; each part given changes that.
  public init(
    columns: Columns = .cases, kinds: Set<Factor.Kind> = [.factor, .lesson, .value], filter: String? = nil,
    showsPlaces: Bool = false, industry: String? = nil, showsQuotes: Bool = false
  ) {
    self.columns = columns
    self.kinds = kinds
    self.filter = filter
    self.showsPlaces = showsPlaces
    self.industry = industry
    self.showsQuotes = showsQuotes
  }
}

extension KnowledgeBase {
  /// Themes by case, pattern or organisation: each cell holds the places of the statements that say it.
  ///
  /// The last row holds the statements that fit no theme. Among patterns, what a document says of all of them is a column
  /// of its own, and what it says of a family counts for each pattern of that family.
  public func factorMatrix(_ question: FactorMatrixQuestion) throws -> Answer {
    let lexicon = try themes()
    let matrix = try FactorMatrix(corpus(), question)
    if question.showsQuotes { return matrix.quotes(lexicon) }
    var columns = [Answer.Column("theme"), Answer.Column("name", title: "Theme")]
    for (index, column) in matrix.columns.enumerated() {
      columns.append(
        Answer.Column(column.key, title: column.short(index + 1), isNumeric: !question.showsPlaces, isData: true))
    }
    columns.append(Answer.Column("total", title: "Total", isNumeric: true))
    var answer = Answer(schema: "casebook.factor-matrix/2", columns: columns)
    for id in lexicon.themes.map(\.id) + [nil] {
      let cells = matrix.columns.map { column in column.cells[id ?? FactorMatrix.noTheme] ?? [] }
      let total = cells.reduce(0) { $0 + $1.count }
      guard total > 0 else { continue }
      answer.items.append(
        [Answer.Cell(id), Answer.Cell(id.map { lexicon.name(of: $0) } ?? "(no theme)")]
          + cells.map { citations in
            let places = citations.map(\.citation.place)
            let display = question.showsPlaces ? places.joined(separator: ", ") : String(places.count)
            return Answer.Cell(.array(citations.map(\.object)), display: places.isEmpty ? "" : display)
          } + [Answer.Cell(total)])
    }
    answer.total = answer.items.count
    answer.notes = matrix.columns.enumerated().map { "\($1.short($0 + 1)): \($1.title) (\($1.place))" as Answer.Note }
    return answer
  }
}

/// The statements of an index by theme and by what they are said of.
struct FactorMatrix {
  struct Column {
    var key: String
    var title: String
    var number: String?
    var prefix: String
    var place: String
    var cells: [String: [Cell]] = [:]

    /// "C4", "P2": the number of the record, or its place among the columns.
    func short(_ position: Int) -> String { prefix.isEmpty ? title : prefix + (number ?? String(position)) }
  }

  /// A statement in a cell.
  struct Cell {
    var text: String
    var source: String
    var citation: Citation

    /// The statement, as it is cited in JSON.
    var object: JSONValue {
      .object([
        JSONValue.Member("text", .string(text)), JSONValue.Member("source", .string(source)),
        JSONValue.Member("file", .string(citation.file)), JSONValue.Member("line", .integer(citation.line)),
        JSONValue.Member("column", .integer(citation.column)), JSONValue.Member("start", .integer(citation.start)),
        JSONValue.Member("end", .integer(citation.end)),
      ])
    }
  }

  /// In place of a theme's id. No id has spaces.
  static let noTheme = "no theme"

  private(set) var columns: [Column] = []

  init(_ corpus: Corpus, _ question: FactorMatrixQuestion) throws {
    let records = try corpus.records
    let patterns = try PatternDirectory(corpus)
    let statements = try corpus.factors.filter { question.kinds.contains($0.kind) }
    let industry = question.industry.map { WordMatcher($0) }
    let outline = question.columns == .patterns ? try corpus.outline(.roles([.successFactors])) : nil
    var cells: [String: [String: [Cell]]] = [:]
    func add(_ statement: FactorStatement, to key: String) {
      for theme in statement.themes.isEmpty ? [Self.noTheme] : statement.themes.map(\.theme) {
        cells[key, default: [:]][theme, default: []].append(
          Cell(text: statement.fullText, source: statement.source, citation: statement.citation))
      }
    }
    for statement in statements {
      let lineage = records.lineage(statement.record)
      if let industry, !records.industries(around: statement.record).contains(where: { industry.matches([$0]) }) {
        continue
      }
      switch question.columns {
      case .cases:
        if let story = lineage.first(where: { $0.kind == .caseStudy }) { add(statement, to: story.key) }
      case .organisations:
        guard let story = lineage.first(where: { $0.kind == .caseStudy || $0.kind == .pattern || $0.kind == .profile })
        else { continue }
        for name in story.subjects { add(statement, to: name) }
      case .patterns:
        if let pattern = lineage.first(where: { $0.kind == .pattern }) {
          add(statement, to: pattern.key)
        } else if let outline {
          for key in patterns.generalColumns(of: statement, outline) { add(statement, to: key) }
        }
      }
    }
    // What says nothing has no column.
    columns = Self.columns(question.columns, records, patterns, cells).filter { !$0.cells.isEmpty }
    if let filter = question.filter {
      let matcher = WordMatcher(filter)
      let found = columns.filter { matcher.matches([$0.title, $0.number.map { "pattern case \($0)" }]) }
      guard !found.isEmpty else {
        throw CasebookError.notFound(
          what: "column", name: filter, near: Suggestion.near(filter, in: columns.map(\.title)))
      }
      columns = found
    }
  }

  /// The statements behind the cells, below their themes.
  func quotes(_ lexicon: ThemeLexicon) -> Answer {
    let rows = (lexicon.themes.map(\.id) + [Self.noTheme]).flatMap { theme in
      columns.flatMap { column in (column.cells[theme] ?? []).map { (theme: theme, column: column, cell: $0) } }
    }
    return Answer(
      schema: "casebook.factor-quotes/1", rows: rows, layout: .table(groupedBy: "name")
    ) {
      Answer.Field("theme") { $0.theme == Self.noTheme ? nil : $0.theme }
      Answer.Field("name", title: "Theme") { $0.theme == Self.noTheme ? "(no theme)" : lexicon.name(of: $0.theme) }
      Answer.Field("column", title: "Of") { $0.column.title }
      Answer.Field("key") { $0.column.key }
      Answer.Field("statement", title: "Statement") { $0.cell.text }
      Answer.CitationFields { ($0.cell.source, $0.cell.citation) }
    }
  }

  private static func columns(
    _ kind: FactorMatrixQuestion.Columns, _ records: RecordDirectory, _ patterns: PatternDirectory,
    _ cells: [String: [String: [Cell]]]
  ) -> [Column] {
    switch kind {
    case .organisations:
      return cells.keys.sorted().map { name in
        let first = (cells[name] ?? [:]).values.flatMap { $0 }.map(\.citation).min {
          ($0.file, $0.line) < ($1.file, $1.line)
        }
        return Column(key: name, title: name, prefix: "", place: first?.place ?? "", cells: cells[name] ?? [:])
      }
    case .cases, .patterns:
      let entries = kind == .cases ? records.entries.filter { $0.kind == .caseStudy } : patterns.entries.map(\.record)
      let numbers = entries.map(\.number)
      // Numbers name columns only when every record has one of its own.
      let areNumbered = !numbers.contains(nil) && Set(numbers.compactMap { $0 }).count == entries.count
      var columns = entries.map { entry in
        Column(
          key: entry.key, title: entry.title, number: areNumbered ? entry.number : nil,
          prefix: kind == .cases ? "C" : "P",
          place: PagedText.place(entry.file, entry.line), cells: cells[entry.key] ?? [:])
      }
      if areNumbered { columns.sort { (Int($0.number ?? "") ?? 0) < (Int($1.number ?? "") ?? 0) } }
      if let general = cells[PatternDirectory.general] {
        let first = general.values.flatMap { $0 }.map(\.citation).min { ($0.file, $0.line) < ($1.file, $1.line) }
        columns.append(
          Column(
            key: PatternDirectory.general, title: "All", prefix: "", place: first?.place ?? "", cells: general))
      }
      return columns
    }
  }
}
