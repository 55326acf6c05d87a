public import ArgumentParser
public import Casebook

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find statements by keyword, best first.",
    discussion: """
        casebook search "network effects" --limit 5
        casebook search +cost kind:case-study -org:microsoft
        casebook search 'onboard*' --format json

      Words are optional and ranked; "two words" is a phrase, +word is required, -word excluded, word* a beginning.
      Filters: kind: org: role: tag: industry: file: (as kind:case-study, org:microsoft, -file:reports).
      """)

  @Argument(help: ArgumentHelp("What to look for.", valueName: "query"))
  var words: [String]
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Maximum number of hits.")
  var limit = 10
  @Option(name: .long, help: "Hits to skip.")
  var offset = 0

  func validate() throws {
    if words.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { throw ValidationError("no words to search for") }
    if limit < 1 || limit > 100_000 { throw ValidationError("--limit \(limit): expected 1 to 100000") }
    if offset < 0 || offset > 1_000_000 { throw ValidationError("--offset \(offset): expected 0 to 1000000") }
  }

  func run() throws {
    var request = SearchRequest(
      question: SearchQuestion(words.joined(separator: " "), limit: limit, offset: offset), index: index.index,
      format: output.format, timing: output.timing)
    request.color = output.color
    request.paths = output.paths
    try request.run()
  }

  /// The arguments of a search with its words behind `--`, so that words that begin with a minus sign are no flags.
  static func protectingWords(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName ?? "search" else { return arguments }
    let (flags, words) = split(Array(arguments.dropFirst()))
    return ["search"] + flags + (words.isEmpty ? [] : ["--"] + words)
  }

  private static let valued: Set<String> = [
    "--index", "--limit", "--offset", "--format", "-f", "-n", "--color", "--paths",
  ]
  private static let unvalued: Set<String> = ["--timing", "--help", "-h", "--version"]

  /// Everything that is no flag of ours is a word of the query; all after `--` is.
  static func split(_ arguments: [String]) -> (flags: [String], words: [String]) {
    var flags: [String] = []
    var words: [String] = []
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      let name = String(argument.prefix { $0 != "=" })
      if argument == "--" {
        words += arguments[(index + 1)...]
        break
      } else if unvalued.contains(argument) || (valued.contains(name) && name != argument) {
        flags.append(argument)
      } else if valued.contains(argument) {
        flags += arguments[index..<min(index + 2, arguments.count)]
        index += 1
      } else if argument.hasPrefix("--") {
        flags.append(argument)
      } else {
        words.append(argument)
      }
      index += 1
    }
    return (flags, words)
  }
}

struct Factors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors", abstract: "List success factors by pattern.",
    discussion: """
        casebook factors
        casebook factors --pattern "Research-to-API"
        casebook factors --theme community --industry health
        casebook factors --matrix --by organisations --format csv

      A factor stands under the pattern it is part of; a case's factor under the pattern whose model is that organisation;
      any other under its first theme. Asked for a pattern, factors of other cases that have its factors and phases follow,
      with what ties each to the pattern and how strongly. --matrix sets themes against cases, patterns or organisations instead.
      """)

  @Argument(help: ArgumentHelp("Same as --pattern.", valueName: "pattern"), completion: Completions.records)
  var name: String?
  @Option(name: .shortAndLong, help: "A pattern's name, part of it or its number; a theme; or /a regular expression/.")
  var pattern: String?
  @Option(name: .long, help: "Only those of a theme, under their patterns.", completion: Completions.themes)
  var theme: String?
  @Option(name: .long, help: "Only those of an organisation.", completion: Completions.organisations)
  var org: String?
  @Option(
    name: .customLong("case"), help: ArgumentHelp("Only those of a record, by title or key.", valueName: "name"),
    completion: Completions.records)
  var record: String?
  @Option(name: .long, help: "Only those of cases of an industry.", completion: Completions.industries)
  var industry: String?
  @Option(name: .long, help: "Only statements that are for this, by their words or heading: lesson, recommendation ...")
  var role: String?
  @Option(name: .long, help: "factor, lesson, value, pitfall or all. Default: factor; all but pitfalls with --matrix.")
  var kind: String?
  @Option(name: .long, help: ArgumentHelp("Only themes that so many cases say.", valueName: "n"))
  var minCases: Int?
  @Flag(name: .long, help: "Themes by case, with how often each is said; places in CSV, JSON and Markdown.")
  var matrix = false
  @Flag(name: .long, help: "With --matrix: the statements behind it, below their themes.")
  var quotes = false
  @Option(name: .long, help: "Columns of the matrix: cases, patterns or organisations.")
  var by = FactorMatrixQuestion.Columns.cases
  @OptionGroup var table: TableOptions
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit: Int?

  func validate() throws {
    if let kind, kind != "all", Factor.Kind(rawValue: kind) == nil {
      throw ValidationError(
        "--kind \(kind): expected \(Factor.Kind.allCases.map(\.rawValue).joined(separator: ", ")) or all")
    }
    if name != nil, pattern != nil { throw ValidationError("the pattern was given twice: give it once") }
    if let minCases, minCases < 1 { throw ValidationError("--min-cases \(minCases): expected a whole number from 1") }
    if quotes, !matrix { throw ValidationError("--quotes opens the matrix: add --matrix") }
    if matrix, role != nil { throw ValidationError("--role: the matrix has all roles; leave it out") }
    if matrix, theme != nil { throw ValidationError("--theme: the matrix has a row for each theme") }
    try validateLimit(limit)
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      let kinds = kind.map { Factor.Kind(rawValue: $0).map { Set([$0]) } ?? Set(Factor.Kind.allCases) }
      if matrix {
        let question = FactorMatrixQuestion(
          columns: by, kinds: kinds ?? [.factor, .lesson, .value], filter: name ?? pattern ?? record ?? org,
          showsPlaces: [.md, .csv].contains(output.format ?? settings.format), industry: industry, showsQuotes: quotes)
        try output.print(knowledge.factorMatrix(question), settings: settings, emptyMessage: "no factors found")
        return
      }
      let question = FactorsQuestion(
        pattern: name ?? pattern, theme: theme, organisation: org, record: record, industry: industry,
        role: role, kinds: kinds ?? [.factor], minimumCases: minCases,
        limit: table.limit(limit))
      let others = kind == nil ? "; --kind all takes lessons, values and pitfalls too" : ""
      try output.print(
        table.shaped(knowledge.factors(question), limit: limit), settings: settings,
        emptyMessage: "no factors found" + others)
    }
  }
}

func validateLimit(_ limit: Int?) throws {
  if let limit, limit < 1 { throw ValidationError("--limit \(limit): expected a whole number from 1") }
}

extension Listing: ExpressibleByArgument {}

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a record or document as a whole, each statement with its line.",
    discussion: """
        casebook show hugging-face
        casebook show "Hugging Face" --format md
      """)

  @Argument(
    help: ArgumentHelp("A record's key, the end of it, or words of its title.", valueName: "id"),
    completion: Completions.records)
  var name: [String]
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      try output.print(
        KnowledgeBase(folder: index.folder(settings)).show(name.joined(separator: " ")), settings: settings,
        isFound: true)
    }
  }
}

struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what is in the index.",
    discussion: """
        casebook list cases
        casebook list documents --org Microsoft
        casebook list duplicates

      What: \(Listing.allCases.map(\.rawValue).joined(separator: ", ")).
      """)

  @Argument(help: ArgumentHelp("What to list.", valueName: "what"))
  var what = Listing.records
  @Option(name: .long, help: "Only records of an organisation.", completion: Completions.organisations)
  var org: String?
  @Option(name: .long, help: "Only records with a tag.", completion: Completions.tags)
  var tag: String?
  @Option(name: .long, help: "Only records of an industry.", completion: Completions.industries)
  var industry: String?
  @OptionGroup var table: TableOptions
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit: Int?

  func validate() throws { try validateLimit(limit) }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let answer = try KnowledgeBase(folder: index.folder(settings)).list(
        what, organisation: org, tag: tag, industry: industry, limit: table.limit(limit))
      try output.print(
        table.shaped(answer, limit: limit), settings: settings, emptyMessage: "no \(what.rawValue) in the index")
    }
  }
}
