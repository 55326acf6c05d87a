public import Quantities
internal import Words

extension KnowledgeBase {
  /// Records or organisations side by side: the figures on matching metrics, then the factors by theme.
  ///
  /// Figures match when they measure the same: the same scale, category and counted noun, or the same sort of measure per the
  /// same time. Matching rows come first.
  ///
  /// - Parameters:
  ///   - names: keys or words of titles of records, or names of organisations; two at least.
  ///   - rates: currencies to convert.
  ///   - includesFactors: the factors too, not the figures alone.
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``,
  ///   ``CasebookError/badArgument(name:value:expected:)`` for fewer than two.
  public func compare(
    _ names: [String], rates: CurrencyRates = CurrencyRates(), includesFactors: Bool = true
  ) throws -> Answer {
    guard names.count >= 2 else {
      throw CasebookError.badArgument(
        name: "compare", value: names.joined(separator: " "), expected: "two or more records or organisations")
    }
    let lexicon = try themes()
    let corpus = try corpus()
    let (documents, directory) = (try corpus.documents, try corpus.records)
    let sides = try names.map { try ComparisonSide(named: $0, documents: documents, directory: directory) }
    var table = ComparisonTable(sides, documents: documents, rates: rates, lexicon: lexicon)
    var answer = table.answer(includesFactors: includesFactors)
    answer.notes += notesOnChanges(table.cited)
    return answer
  }
}

/// One of the things compared: a record with those inside it, or every record about an organisation.
struct ComparisonSide {
  var title: String
  /// Records that belong to it, by document.
  var records: [Int: Set<Int>]
  /// Where it stands: its first record.
  var place: (document: Int, record: Int)
  /// Figures of other records whose subject it is.
  var organisation: String?

  /// - Throws: ``CasebookError``.
  init(named name: String, documents: [SourcedDocument], directory: RecordDirectory) throws {
    let folded = WordMatcher.fold(name)
    var about: [(document: Int, record: Int)] = []
    var written = name
    for (index, item) in documents.enumerated() {
      for (recordIndex, record) in item.document.records.enumerated() {
        guard
          let organisation = record.organisations.first(where: { $0.isSubject && WordMatcher.fold($0.name) == folded })
        else { continue }
        about.append((index, recordIndex))
        written = organisation.name
      }
    }
    if let first = about.first {
      self.init(title: written, records: [:], place: first, organisation: folded)
      for item in about { take(item.record, in: item.document, of: documents) }
      return
    }
    let entry = try directory.record(named: name)
    guard
      let document = documents.firstIndex(where: { $0.source == entry.source && $0.document.path == entry.file }),
      let record = documents[document].document.records.firstIndex(where: { $0.key == entry.key })
    else { throw CasebookError.notFound(what: "record", name: name, near: []) }
    self.init(title: entry.title, records: [:], place: (document, record), organisation: nil)
    take(record, in: document, of: documents)
  }

  private init(title: String, records: [Int: Set<Int>], place: (document: Int, record: Int), organisation: String?) {
    self.title = title
    self.records = records
    self.place = place
    self.organisation = organisation
  }

  /// A record and those inside it. Records are in the order of their headings, so the outer one comes first.
  private mutating func take(_ record: Int, in document: Int, of documents: [SourcedDocument]) {
    var inside: Set<Int> = [record]
    for (index, other) in documents[document].document.records.enumerated() {
      if let parent = other.parent, inside.contains(parent) { inside.insert(index) }
    }
    records[document, default: []].formUnion(inside)
  }

  func holds(_ record: Int?, in document: Int) -> Bool {
    guard let record, let known = records[document] else { return false }
    return known.contains(record)
  }
}

/// The rows of a comparison.
struct ComparisonTable {
  private let sides: [ComparisonSide]
  private let documents: [SourcedDocument]
  private let rates: CurrencyRates
  private let lexicon: ThemeLexicon
  /// Files that the answer cites, with the hash they were read at.
  private(set) var cited: [(source: String, file: String, hash: String)] = []

  private struct Row {
    var section: String
    var name: String
    /// One a side.
    var cells: [Answer.Cell]
  }

  init(_ sides: [ComparisonSide], documents: [SourcedDocument], rates: CurrencyRates, lexicon: ThemeLexicon) {
    self.sides = sides
    self.documents = documents
    self.rates = rates
    self.lexicon = lexicon
  }

  mutating func answer(includesFactors: Bool) -> Answer {
    let rows = recordRows() + metricRows() + (includesFactors ? factorRows() : [])
    var names: [String] = []
    for side in sides {
      var name = side.title
      var count = 2
      while names.contains(name) || name == "section" || name == "row" {
        name = "\(side.title) (\(count))"
        count += 1
      }
      names.append(name)
    }
    return Answer(
      schema: "casebook.comparison/2",
      columns: [Answer.Column("section", title: "Section"), Answer.Column("row", title: "")]
        + names.map { Answer.Column($0, title: $0, isData: true) },
      items: rows.map { [Answer.Cell($0.section), Answer.Cell($0.name)] + $0.cells },
      layout: .table(groupedBy: "section"))
  }

  // MARK: - What is compared

  private mutating func recordRows() -> [Row] {
    let cells = sides.map { side -> Answer.Cell in
      var objects: [JSONValue] = []
      var shown: [String] = []
      for document in side.records.keys.sorted() {
        let parsed = documents[document].document
        for index in (side.records[document] ?? []).sorted() {
          let record = parsed.records[index]
          // Records inside a record are parts of it.
          if let parent = record.parent, side.records[document]?.contains(parent) == true { continue }
          let place = parsed.citation(record.span)
          objects.append(
            .object([
              .init("record", .string(record.title)), .init("kind", .string(record.kind.rawValue)),
              .init("key", .string(record.key)),
              .init("source", .string(documents[document].source)), .init("file", .string(place.file)),
              .init("line", .integer(place.line)),
            ]))
          shown.append("\(record.title) (\(place.place))")
          cited.append((documents[document].source, parsed.path, parsed.hash))
        }
      }
      return Answer.Cell(.array(objects), display: shown.joined(separator: "; "))
    }
    return [Row(section: "Compared", name: "Records", cells: cells)]
  }

  // MARK: - Metrics

  private struct Figure {
    var side: Int
    var document: Int
    var index: Int
    var claim: Claim?
    var key: [String]
    /// The key in the document's own words.
    var name: String
    /// nil where figures of its category measure different things.
    var coarseKey: [String]?
  }

  private mutating func metricRows() -> [Row] {
    let figures = figures()
    var sidesOfKey: [[String]: Set<Int>] = [:]
    for figure in figures { sidesOfKey[figure.key, default: []].insert(figure.side) }
    var rows: [(key: [String], name: String, figures: [Figure])] = []
    var rowOfKey: [[String]: Int] = [:]
    for figure in figures {
      // The finer key where it matches another side, else that of a category that is one measure.
      let isMatched = (sidesOfKey[figure.key]?.count ?? 0) > 1
      let key = isMatched ? figure.key : figure.coarseKey ?? figure.key
      if let row = rowOfKey[key] {
        rows[row].figures.append(figure)
      } else {
        rowOfKey[key] = rows.count
        rows.append((key, key == figure.key ? figure.name : key.joined(separator: ", "), [figure]))
      }
    }
    let matching = rows.filter { Set($0.figures.map(\.side)).count > 1 }.sorted {
      let (x, y) = (Set($0.figures.map(\.side)).count, Set($1.figures.map(\.side)).count)
      return x != y ? x > y : $0.key.lexicographicallyPrecedes($1.key)
    }
    let single = rows.filter { Set($0.figures.map(\.side)).count == 1 }.sorted {
      $0.key.lexicographicallyPrecedes($1.key)
    }
    return matching.map { row("Metrics that match", $0.name, $0.figures) }
      + single.map { row("Metrics of one alone", $0.name, $0.figures) }
  }

  private static let noCategory = "other"

  private func figures() -> [Figure] {
    let builder = ClaimBuilder(documents, rates: rates)
    let claims = builder.claims()
    var claimOf: [[Int]: Claim] = [:]
    for claim in claims { claimOf[[claim.document, claim.metricIndex]] = claim }
    var figures: [Figure] = []
    for (side, compared) in sides.enumerated() {
      for (index, item) in documents.enumerated() {
        for (metricIndex, found) in item.document.metrics.enumerated() where found.metric.isFigure {
          let claim = claimOf[[index, metricIndex]]
          let isOwn = compared.holds(found.record ?? item.document.statements[found.statement].record, in: index)
          let isNamed = compared.organisation.map { claim?.subject.names == [$0] } ?? false
          guard isOwn || isNamed else { continue }
          // In a record of several organisations the others' own figures are not this one's.
          if let name = compared.organisation, let claim, claim.subject.rule == .statement,
            !claim.subject.names.contains(name),
            sides.contains(where: { $0.organisation.map { claim.subject.names.contains($0) } ?? false })
          {
            continue
          }
          let scale = claim.map { $0.value.scale.heading } ?? "No value"
          let category = found.metric.category?.rawValue ?? Self.noCategory
          let measure = Self.measure(of: found.metric, claim, builder.vocabulary)
          let written = Self.written(measure, in: item.document.statements[found.statement].fullText)
          let manner = Self.manner(found.metric)
          figures.append(
            Figure(
              side: side, document: index, index: metricIndex, claim: claim,
              key: [category, measure, manner, scale].filter { !$0.isEmpty },
              name: [category, written == category ? "" : written, manner, scale].filter { !$0.isEmpty }.joined(
                separator: ", "),
              coarseKey: Self.isOneMeasure(found.metric) ? [category, scale] : nil))
        }
      }
    }
    return figures
  }

  /// Whether all figures of a category, of one scale, measure the same: revenue in dollars does; counts are of what they count.
  private static func isOneMeasure(_ metric: Metric) -> Bool {
    guard let category = metric.category else { return false }
    if category == .headcount { return true }
    let measures: Set<MetricCategory> = [
      .revenue, .revenueShare, .valuation, .marketShare, .satisfaction, .retention, .margin, .roi, .commission,
      .ownership, .productivity,
    ]
    return metric.kind != .count && measures.contains(category)
  }

  /// What is measured: the counted noun, the sorts of measure that the words name ("revenue", "growth revenue"), else the
  /// measure's own name.
  private static func measure(of metric: Metric, _ claim: Claim?, _ vocabulary: Vocabulary) -> String {
    if claim?.head != nil, let noun = metric.unit { return noun }
    let sorts = claim.map { vocabulary.words(of: $0.sorts).sorted() } ?? []
    return sorts.isEmpty ? metric.measure ?? metric.label ?? "" : sorts.joined(separator: " ")
  }

  /// The words of a statement that stand for the stems of a measure; the measure itself where they are none of its words.
  private static func written(_ measure: String, in text: String) -> String {
    let words = Wording.words(of: text, among: Set(measure.split(separator: " ").map(String.init)))
    return words.isEmpty ? measure : words.joined(separator: " ")
  }

  /// "run rate", "per year": sums per time are compared with their like.
  private static func manner(_ metric: Metric) -> String {
    guard let period = metric.period, !period.isEmpty else { return "" }
    if period.contains("run rate") || period.contains("ARR") { return "run rate" }
    return period == "yoy" ? "year over year" : "per \(period)"
  }

  private mutating func row(_ section: String, _ name: String, _ figures: [Figure]) -> Row {
    let cells = sides.indices.map { side -> Answer.Cell in
      let own = figures.filter { $0.side == side }
      var shown: [(text: String, places: [String])] = []
      var objects: [JSONValue] = []
      for figure in own {
        let document = documents[figure.document].document
        let found = document.metrics[figure.index]
        let metric = found.metric
        let place = document.citation(found.span)
        let statement = document.statements[found.statement]
        // Of a table's cell the row says more than the column.
        let label = (statement.kind == .row ? statement.label : nil) ?? metric.label ?? statement.label ?? ""
        objects.append(
          .object([
            .init("value", .string(metric.boundedText)), .init("low", .init(metric.low)),
            .init("high", .init(metric.high)),
            .init("comparator", .init(metric.comparator?.rawValue)), .init("unit", .init(metric.unit)),
            .init("period", .init(metric.period)), .init("label", .string(label)),
            .init("quote", .string(statement.fullText)),
            .init("source", .string(documents[figure.document].source)), .init("file", .string(place.file)),
            .init("line", .integer(place.line)), .init("start", .integer(place.start)),
            .init("end", .integer(place.end)),
          ]))
        let text = metric.displayText + (label.isEmpty ? "" : " (\(Self.short(label)))")
        if let at = shown.firstIndex(where: { $0.text == text }) {
          shown[at].places.append(place.place)
        } else {
          shown.append((text, [place.place]))
        }
        cited.append((documents[figure.document].source, document.path, document.hash))
      }
      return Answer.Cell(
        .array(objects),
        display: shown.map { "\($0.text) [\($0.places.joined(separator: ", "))]" }.joined(separator: "; "))
    }
    return Row(section: section, name: name, cells: cells)
  }

  private static func short(_ label: String) -> String { label.count > 60 ? label.prefix(59) + "…" : label }

  // MARK: - Factors

  private mutating func factorRows() -> [Row] {
    var statements: [String: [Int: [(document: Int, statement: Int)]]] = [:]
    for (side, compared) in sides.enumerated() {
      for (index, item) in documents.enumerated() {
        for factor in item.document.factors where factor.kind == .factor || factor.kind == .lesson {
          guard compared.holds(factor.record, in: index) else { continue }
          for theme in factor.themes.isEmpty ? [""] : factor.themes.map(\.theme) {
            statements[theme, default: [:]][side, default: []].append((index, factor.statement))
          }
        }
      }
    }
    let order = statements.keys.sorted { a, b in
      if a.isEmpty != b.isEmpty { return b.isEmpty }
      let (x, y) = (statements[a]?.count ?? 0, statements[b]?.count ?? 0)
      return x != y ? x > y : lexicon.name(of: a) < lexicon.name(of: b)
    }
    return order.map { theme in
      let cells = sides.indices.map { side -> Answer.Cell in
        var objects: [JSONValue] = []
        var shown: [String] = []
        for (index, statementIndex) in statements[theme]?[side] ?? [] {
          let document = documents[index].document
          let statement = document.statements[statementIndex]
          let place = document.citation(statement.span)
          objects.append(
            .object([
              .init("text", .string(statement.fullText)), .init("source", .string(documents[index].source)),
              .init("file", .string(place.file)), .init("line", .integer(place.line)),
              .init("start", .integer(place.start)), .init("end", .integer(place.end)),
            ]))
          shown.append("\(statement.fullText) [\(place.place)]")
          cited.append((documents[index].source, document.path, document.hash))
        }
        return Answer.Cell(.array(objects), display: shown.joined(separator: "; "))
      }
      return Row(
        section: "Success factors and lessons, by theme", name: theme.isEmpty ? "no theme" : lexicon.name(of: theme),
        cells: cells)
    }
  }
}
