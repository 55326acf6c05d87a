public import ArgumentParser
public import Casebook

struct Metrics: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the metric table.")

  @Argument(help: ArgumentHelp("Words that label, subject, record or statement have to hold.", valueName: "query"))
  var words: [String] = []
  @Option(name: .long, help: "Only those of an organisation.")
  var org: String?
  @Option(name: .customLong("case"), help: ArgumentHelp("Only those of a record, by title or key.", valueName: "name"))
  var record: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "currency, percent, percent_points, multiplier, count, duration, ratio, rank, score, data_size, change, date or timeline; several with commas."
    ))
  var kind: String?
  @Option(name: .long, help: "revenue, cost, adoption, growth, market share ...")
  var category: String?
  @Option(name: .long, help: "Words of the metric's label.")
  var label: String?
  @Option(name: .long, help: "year, month, week, day, run rate, yoy ...")
  var period: String?
  @Option(name: .long, help: "A year that its as-of date or statement names.")
  var year: Int?
  @Option(name: .long, help: ArgumentHelp("Smallest value, in any unit: 1B, 2h, 20%.", valueName: "value"))
  var min: String?
  @Option(name: .long, help: ArgumentHelp("Largest value, in any unit.", valueName: "value"))
  var max: String?
  @Option(name: .long, help: "place, value, subject, label or category.")
  var sort = MetricsQuestion.Sort.place
  @Flag(name: .long, help: "Dates and time lines too.")
  var dates = false
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit: Int?

  func validate() throws {
    try validateLimit(limit)
    _ = try kinds()
    if let category, MetricCategory(rawValue: category.lowercased()) == nil {
      throw ValidationError(
        "--category '\(category)': expected \(MetricCategory.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

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

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      let question = MetricsQuestion(
        words.joined(separator: " "), organisation: org, record: record, kinds: try kinds(), category: category,
        label: label, period: period,
        year: year, minimum: min, maximum: max, includesDates: dates, sort: sort, limit: limit)
      try output.print(knowledge.metrics(question), settings: settings, emptyMessage: "no metrics found")
    }
  }
}

extension MetricsQuestion.Sort: ExpressibleByArgument {}
