public import ArgumentParser
public import Casebook
internal import Quantities

struct Metrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "Print the metric table.",
    discussion: """
        casebook metrics --org Microsoft --by category
        casebook metrics --by org --columns category
        casebook metrics --kind currency --plot
        casebook metrics --min 1B --unit USD --rate EUR=1.08

      All conditions given have to hold. --by groups the rows; with --columns it makes a pivot table, whose cells hold the
      figures; --plot draws bars, each scale of values by itself. Units of time and data are converted where figures are compared;
      a currency never is without a rate.

      Groups: \(MetricGrouping.allCases.map(\.rawValue).joined(separator: ", ")).
      """)

  @Argument(help: ArgumentHelp("Words that label, subject, record or statement have to hold.", valueName: "query"))
  var words: [String] = []
  @Option(name: .long, help: "Only those about an organisation.", completion: Completions.organisations)
  var org: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Only those that name an organisation and are about another.", valueName: "organisation"),
    completion: Completions.organisations)
  var mentions: String?
  @Option(
    name: .customLong("case"), help: ArgumentHelp("Only those of a record, by title or key.", valueName: "name"),
    completion: Completions.records)
  var record: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "currency, percent, percent_points, multiplier, count, duration, ratio, rank, score, data_size, change, date or timeline; several with commas."
    ))
  var kind: String?
  @Option(name: .long, help: "revenue, cost, adoption, growth, market share ...", completion: Completions.categories)
  var category: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "result, before, goal, change, benchmark, window, potential, hypothesis, none or all; several with commas. Default: all but goals, possibilities and estimates.",
      valueName: "roles"))
  var role: String?
  @Option(name: .long, help: "Only those of cases of an industry.", completion: Completions.industries)
  var industry: String?
  @Option(name: .long, help: "Words of the metric's label.")
  var label: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "hours, GB, USD, %, developers ...: only what has this unit or converts to it, and the values in it.",
      valueName: "unit"))
  var unit: String?
  @Option(name: .long, help: "year, month, week, day, run rate, yoy ...")
  var period: String?
  @Option(name: .long, help: "A year that its as-of date or statement names.")
  var year: Int?
  @Option(name: .long, help: ArgumentHelp("Smallest value, in any unit: 1B, 2h, 20%.", valueName: "value"))
  var min: String?
  @Option(name: .long, help: ArgumentHelp("Largest value, in any unit.", valueName: "value"))
  var max: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What one unit of a currency is in USD, or in the currency of --unit: EUR=1.08. May be repeated.",
      valueName: "rate"))
  var rate: [String] = []
  @Option(name: .long, help: "place, value, subject, label or category.")
  var sort = MetricsQuestion.Sort.place
  @Flag(name: .long, help: "Sort the other way round.")
  var reverse = false
  @Option(name: .long, help: ArgumentHelp("Group the rows.", valueName: "group"))
  var by: MetricGrouping?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these columns, in this order: who, what, value, when, role, where, case ... With --by and one group: a pivot table, a column each of these.",
      valueName: "names"))
  var columns: String?
  @Option(name: .long, help: "increase or decrease: only changes that go this way.")
  var direction: Direction?
  @Flag(name: .long, help: "Draw bars next to the values.")
  var plot = false
  @Option(
    name: .long, help: ArgumentHelp("Write the bars as an image.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var svg: String?
  @Flag(name: .long, help: "Say how well supported each figure is: date, source, period, mentions.")
  var quality = false
  @Flag(name: .long, help: "Each figure by itself: what was understood of it, and the rules that decided.")
  var explain = false
  @Flag(name: .long, help: "Dates and time lines too.")
  var dates = false
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit: Int?

  func validate() throws {
    try validateLimit(limit)
    _ = try kinds()
    _ = try roles()
    if let by, by == pivot { throw ValidationError("--columns \(by.rawValue): the rows are that already") }
    if explain, by != nil || plot {
      throw ValidationError("--explain: figures stand by themselves; leave out \(plot ? "--plot" : "--by")")
    }
    if pivot != nil, plot { throw ValidationError("--plot: a pivot table has no bars; leave out --columns") }
    if let category, MetricCategory(rawValue: category.lowercased()) == nil {
      throw ValidationError(
        "--category '\(category)': expected \(MetricCategory.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  /// The columns of a pivot table; nil where columns of the table are chosen, or none.
  private var pivot: MetricGrouping? { by == nil ? nil : columns.flatMap { MetricGrouping(rawValue: $0) } }

  private func kinds() throws -> Set<MetricKind> {
    guard let kind else { return [] }
    return Set(
      try kind.split(separator: ",").map { name in
        guard
          let kind = MetricKind(rawValue: name.lowercased().map { $0 == " " || $0 == "-" ? "_" : String($0) }.joined())
        else {
          throw ValidationError(
            "--kind '\(name)': expected \(MetricKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return kind
      })
  }

  private func roles() throws -> MetricsQuestion.RoleChoice {
    guard let role else { return .facts }
    let names = role.split(separator: ",").map { $0.lowercased() }
    if names == ["all"] { return .all }
    let roles = try names.filter { $0 != "none" }.map { name in
      guard let role = MetricRole(word: name) else {
        throw ValidationError(
          "--role '\(name)': expected \(MetricRole.allCases.map(\.rawValue).joined(separator: ", ")), none or all")
      }
      return role
    }
    return .only(Set(roles), unstated: names.contains("none"))
  }

  /// What the index has of the condition that no metric meets.
  private func hint(_ knowledge: KnowledgeBase) throws -> String {
    let rows = try knowledge.metricRows(MetricsQuestion())
    func most(_ values: [String?]) -> String {
      var counts: [String: Int] = [:]
      for value in values.compactMap({ $0 }) { counts[value, default: 0] += 1 }
      let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8).map(\.key)
      return names.joined(separator: ", ")
    }
    if let unit, try knowledge.metricRows(MetricsQuestion(unit: unit)).isEmpty {
      return "; no figure is in '\(unit)' or converts to it; common units: \(most(rows.map(\.metric.unit)))"
    }
    if let period, !rows.contains(where: { $0.metric.period?.contains(period.lowercased()) == true }) {
      return "; no figure is per '\(period)'; periods: \(most(rows.map(\.metric.period)))"
    }
    if let org, try knowledge.metricRows(MetricsQuestion(organisation: org)).isEmpty {
      let others = try knowledge.metricRows(MetricsQuestion(mentions: org)).count
      if others > 0 { return "; no figure is about '\(org)'; --mentions '\(org)' has \(others) about others" }
      return
        "; no organisation is called '\(org)'; most figures are of: \(most(rows.map { $0.subject.isEmpty ? nil : $0.subject }))"
    }
    return ""
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      var rates = CurrencyRates()
      if let unit, unit.count == 3, unit.allSatisfy({ $0.isASCII && $0.isUppercase }) { rates.target = unit }
      for text in rate { try rates.add(text) }
      var question = MetricsQuestion(
        words.joined(separator: " "), organisation: org, mentions: mentions, record: record, kinds: try kinds(),
        category: category, roles: try roles(), industry: industry,
        label: label, unit: unit, period: period, year: year, minimum: min, maximum: max, includesDates: dates,
        rates: rates, sort: sort, isReversed: reverse, grouping: by, columns: pivot, plots: plot,
        includesQuality: quality, explains: explain, limit: limit)
      question.direction = direction
      var answer = try knowledge.metrics(question)
      if let svg {
        let chart = try knowledge.chart(question)
        guard !chart.groups.isEmpty else { throw Failure("no figure can be drawn: leave out a condition") }
        try FileWriter.write(chart.svg, to: svg)
        Terminal.note("\(svg): \(Summary.plural(chart.groups.reduce(0) { $0 + $1.bars.count }, "bar"))")
        return
      }
      if let columns, pivot == nil { answer = try answer.choosing(TableOptions.names(columns)) }
      var message = "no metrics found"
      if answer.items.isEmpty {
        message += try hint(knowledge)
        if message == "no metrics found", !words.isEmpty,
          let near = try SearchIndex(folder: index.folder(settings)).suggestion(for: words.joined(separator: " "))
        {
          message += "; did you mean: \(near)?"
        }
      }
      try output.print(answer, settings: settings, emptyMessage: message)
    }
  }
}

extension MetricsQuestion.Sort: ExpressibleByArgument {}
extension MetricGrouping: ExpressibleByArgument {}
extension Direction: ExpressibleByArgument {}
