internal import Quantities

extension Question {
  /// Questions about figures, and those that set them side by side.
  static let figures: [Question] = [
    Question(
      "metrics", tool: "list_metrics",
      summary: "List figures with what they measure, whose they are, and where they stand.",
      documentation: """
        All conditions given have to hold. Every figure has its value as a number and as written, its label, subject, category, \
        date, role, and file and line. Units of time and data are converted where figures are compared; a currency never is \
        without a rate.
        """,
      parameters: [
        Parameter(
          "query", .string, "Words that label, subject, record or statement have to hold.", isPositional: true),
        Parameter("org", .string, "Only those about an organisation."),
        Parameter("mentions", .string, "Only those that name an organisation and are about another."),
        Parameter("case", .string, "Only those of a record, by title or key."),
        Parameter(
          "kind", .strings, "Kinds of figures: \(MetricKind.allCases.map(\.rawValue).joined(separator: ", "))."),
        Parameter("category", .choice(MetricCategory.allCases.map(\.rawValue)), "What is measured, roughly."),
        Parameter(
          "role", .strings,
          "\(MetricRole.allCases.map(\.rawValue).joined(separator: ", ")), none or all; all but goals, possibilities and estimates unless given."
        ),
        Parameter("industry", .string, "Only those of cases of an industry."),
        Parameter("label", .string, "Words of the metric's label."),
        Parameter(
          "unit", .string, "hours, GB, USD, %: only what has this unit or converts to it, and the values in it."),
        Parameter("direction", .choice(Direction.allCases.map(\.rawValue)), "Only changes that go this way."),
        Parameter("period", .string, "year, month, week, day, run rate, yoy ..."),
        Parameter("year", .integer(1...9999), "A year that its date or statement names."),
        Parameter("min", .string, "Smallest value, in any unit: 1B, 2h, 20%."),
        Parameter("max", .string, "Largest value, in any unit."),
        Parameter("rate", .strings, "What one unit of a currency is in USD, or in that of `unit`: EUR=1.08."),
        Parameter("sort", .choice(MetricsQuestion.Sort.allCases.map(\.rawValue)), "The order."),
        Parameter("reverse", .boolean, "The other way round."),
        Parameter("by", .choice(MetricGrouping.allCases.map(\.rawValue)), "Group the rows."),
        Parameter(
          "columns", .choice(MetricGrouping.allCases.map(\.rawValue)),
          "A pivot table: one column each of these, one row each of `by`."),
        Parameter("quality", .boolean, "Say how well supported each figure is: date, source, period, mentions."),
        Parameter("explain", .boolean, "What was understood of each figure, and the rules that decided."),
        Parameter("dates", .boolean, "Dates and time lines too."), .limit,
      ], whenEmpty: "leave out a condition; `mentions` finds figures of others that name an organisation"
    ) { try $1.metrics(metricsQuestion($0)) },
    Question(
      "kpis", summary: "List KPI sets by group, or a table of them to fill.",
      documentation:
        "What documents recommend to measure. What cases report about themselves is a question for metrics.",
      parameters: [
        Parameter("group", .string, "Words of a group, of a set, or of the headings around.", isPositional: true),
        Parameter("template", .boolean, "Add columns for target, actual value and owner."),
      ], whenEmpty: "leave out the group to see all"
    ) { try $1.kpis($0.string("group"), isTemplate: $0.flag("template")) },
    Question(
      "list", tool: "list_tables", summary: "List the tables of the documents.",
      documentation: "Each with its columns and place.",
      parameters: [
        Parameter("words", .string, "Words of a table's title, columns or file.", isPositional: true), .limit,
      ],
      whenEmpty: "leave out the words to see all"
    ) { try $1.tables($0.string("words") ?? "", limit: $0.integer("limit")) },
  ]

  private static func roles(_ arguments: QuestionArguments) throws -> MetricsQuestion.RoleChoice {
    let names = arguments.strings("role").flatMap { $0.split(separator: ",").map { $0.lowercased() } }
    if names.isEmpty { return .facts }
    if names == ["all"] { return .all }
    let roles = try names.filter { $0 != "none" }.map { name in
      guard let role = MetricRole(word: name) else {
        throw CasebookError.badArgument(
          name: "role", value: name,
          expected: "\(MetricRole.allCases.map(\.rawValue).joined(separator: ", ")), none or all")
      }
      return role
    }
    return .only(Set(roles), unstated: names.contains("none"))
  }

  private static func metricsQuestion(_ arguments: QuestionArguments) throws -> MetricsQuestion {
    let kinds = try arguments.strings("kind").flatMap { $0.split(separator: ",").map(String.init) }.map { name in
      let word = name.lowercased().map { $0 == " " || $0 == "-" ? "_" : String($0) }.joined()
      guard let kind = MetricKind(rawValue: word) else {
        throw CasebookError.badArgument(
          name: "kind", value: name, expected: MetricKind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return kind
    }
    let unit = arguments.string("unit")
    var rates = CurrencyRates()
    if let unit, unit.count == 3, unit.allSatisfy({ $0.isASCII && $0.isUppercase }) { rates.target = unit }
    for text in arguments.strings("rate") { try rates.add(text) }
    let grouping = arguments.string("by").flatMap { MetricGrouping(rawValue: $0) }
    let columns = arguments.string("columns").flatMap { MetricGrouping(rawValue: $0) }
    if let columns, grouping == nil || grouping == columns {
      throw CasebookError.badArgument(
        name: "columns", value: columns.rawValue, expected: "another grouping than `by`, which has to be given")
    }
    var question = MetricsQuestion(
      arguments.string("query") ?? "", organisation: arguments.string("org"), mentions: arguments.string("mentions"),
      record: arguments.string("case"), kinds: Set(kinds), category: arguments.string("category"),
      roles: try roles(arguments), industry: arguments.string("industry"),
      label: arguments.string("label"), unit: unit, period: arguments.string("period"), year: arguments.integer("year"),
      minimum: arguments.string("min"), maximum: arguments.string("max"), includesDates: arguments.flag("dates"),
      rates: rates, sort: arguments.string("sort").flatMap { MetricsQuestion.Sort(rawValue: $0) } ?? .place,
      isReversed: arguments.flag("reverse"), grouping: grouping, columns: columns,
      includesQuality: arguments.flag("quality"), explains: arguments.flag("explain"),
      limit: arguments.integer("limit"))
    question.direction = arguments.string("direction").flatMap { Direction(rawValue: $0) }
    return question
  }

  /// Questions that hold statements against each other.
  static let comparing: [Question] = [
    Question(
      "compare", summary: "Put records or organisations side by side: figures that match, and factors by theme.",
      documentation:
        "Each name is a record, by its key or words of its title, or an organisation, whose records are taken together.",
      parameters: [
        Parameter("names", .strings, "Two or more records or organisations.", isRequired: true, isPositional: true),
        Parameter("rate", .strings, "Convert a currency to USD: EUR=1.08."),
        Parameter("metrics", .boolean, "The figures alone, without the factors."),
      ]
    ) { arguments, knowledge in
      let names = arguments.strings("names")
      guard names.count >= 2 else {
        throw CasebookError.badArgument(
          name: "names", value: names.joined(separator: ", "), expected: "two or more records or organisations")
      }
      var rates = CurrencyRates()
      for text in arguments.strings("rate") { try rates.add(text) }
      return try knowledge.compare(names, rates: rates, includesFactors: !arguments.flag("metrics"))
    },
    Question(
      "conflicts", summary: "Find statements that disagree, and those that confirm each other.",
      documentation: """
        Figures of the same subject and measure are compared across all documents; each finding names both places and the reason \
        why they are taken to mean the same. Where it is not sure, it is a near-conflict.
        """,
      parameters: [
        Parameter("query", .string, "Words that the findings have to hold.", isPositional: true),
        Parameter("org", .string, "Only those of an organisation."),
        Parameter(
          "kind", .strings, "Only these kinds: \(Finding.Kind.allCases.map(\.rawValue).joined(separator: ", "))."),
        Parameter("all", .boolean, "Also what is repeated in one document, what holds, and what was kept apart."),
        Parameter("problems", .boolean, "Only what is wrong or may be."),
        Parameter("without_verdict", .boolean, "Leave out what a verdict of corrections.yaml decides."),
        Parameter("rate", .strings, "Convert a currency to USD: EUR=1.08."), .limit,
      ], whenEmpty: "nothing contradicts, and nothing confirms, under these conditions"
    ) { arguments, knowledge in
      var kinds: Set<Finding.Kind> =
        arguments.flag("problems") ? Set(Finding.Kind.allCases.filter(\.isProblem)) : []
      for name in arguments.strings("kind").flatMap({ $0.split(separator: ",").map(String.init) }) {
        guard let kind = Finding.Kind(rawValue: name.lowercased()) else {
          throw CasebookError.badArgument(
            name: "kind", value: name, expected: Finding.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        kinds.insert(kind)
      }
      var rates = CurrencyRates()
      for text in arguments.strings("rate") { try rates.add(text) }
      return try knowledge.conflicts(
        ConflictsQuestion(
          arguments.string("query") ?? "", organisation: arguments.string("org"), kinds: kinds,
          includesAll: arguments.flag("all"), withoutVerdict: arguments.flag("without_verdict"), rates: rates,
          limit: arguments.integer("limit")))
    },
    Question(
      "similar", summary: "Find the cases most like one, and why.",
      documentation: "Compared are themes, terms, organisations and tags of the records of the same kind.",
      parameters: [
        Parameter(
          "case", .string, "A case's key, the end of it, or words of its title.", isRequired: true, isPositional: true),
        .limit,
      ], whenEmpty: "no other record shares anything with it"
    ) { try $1.similar($0.string("case") ?? "", limit: $0.integer("limit") ?? 5) },
  ]
}
