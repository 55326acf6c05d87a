internal import Words

extension Question {
  /// Questions about what made it work.
  static let stories: [Question] = [
    Question(
      "factors", summary: "List success factors by pattern, theme, organisation or case.",
      documentation: """
        A factor stands under the pattern it is part of; a case's factor under the pattern whose model is that organisation; any \
        other under its first theme. Each is a sentence of a document, with its line.
        """,
      parameters: [
        Parameter(
          "pattern", .string, "A pattern's name, part of it or its number; a theme; or /a regular expression/."),
        Parameter("theme", .string, "Only those of a theme, under their patterns."),
        Parameter("org", .string, "Only those of an organisation."),
        Parameter("case", .string, "Only those of a record, by title or key."),
        Parameter("industry", .string, "Only those of cases of an industry."),
        Parameter("role", .string, "Only statements that are for this: lesson, recommendation ..."),
        Parameter("kind", .choice(Factor.Kind.allCases.map(\.rawValue) + ["all"]), "What kind; factor unless given."),
        Parameter("min_cases", .integer(1...100_000), "Only themes that so many cases say."), .limit,
      ], whenEmpty: "kind all takes lessons, values and pitfalls too"
    ) { arguments, knowledge in
      try knowledge.factors(
        FactorsQuestion(
          pattern: arguments.string("pattern"), theme: arguments.string("theme"),
          organisation: arguments.string("org"), record: arguments.string("case"),
          industry: arguments.string("industry"), role: arguments.string("role"), kinds: kinds(arguments) ?? [.factor],
          minimumCases: arguments.integer("min_cases"),
          limit: arguments.integer("limit")))
    },
    Question(
      "factors", tool: "factor_matrix", summary: "Set themes against cases, patterns or organisations.",
      documentation: "Each cell says how often a theme is said, with the places.",
      parameters: [
        Parameter("by", .choice(FactorMatrixQuestion.Columns.allCases.map(\.rawValue)), "What the columns are."),
        Parameter("pattern", .string, "Only columns that these words name."),
        Parameter("industry", .string, "Only those of cases of an industry."),
        Parameter("kind", .choice(Factor.Kind.allCases.map(\.rawValue) + ["all"]), "All but pitfalls unless given."),
        Parameter("quotes", .boolean, "The statements behind the matrix, below their themes."),
      ]
    ) { arguments, knowledge in
      try knowledge.factorMatrix(
        FactorMatrixQuestion(
          columns: arguments.string("by").flatMap { FactorMatrixQuestion.Columns(rawValue: $0) } ?? .cases,
          kinds: kinds(arguments) ?? [.factor, .lesson, .value], filter: arguments.string("pattern"),
          showsPlaces: true, industry: arguments.string("industry"), showsQuotes: arguments.flag("quotes")))
    },
    Question(
      "themes", summary: "List the themes of factors, or the statements of one with the words that decided.",
      documentation: "Without a theme: every theme with how often it is said.",
      parameters: [
        Parameter("theme", .string, "A theme's id or name.", isPositional: true),
        Parameter("none", .boolean, "Statements that fit no theme."),
      ], whenEmpty: "leave out the theme to see all"
    ) { arguments, knowledge in
      if arguments.flag("none") { return try knowledge.themeStatements(nil) }
      return try arguments.string("theme").map { try knowledge.themeStatements($0) } ?? knowledge.themeList()
    },
    Question(
      "patterns", summary: "List the patterns with family, model, phases, metrics and factors.",
      documentation: "get_record shows one as a whole, evidence what speaks for and against it.", parameters: [],
      whenEmpty: "no document describes a pattern"
    ) { try $1.patterns() },
    Question(
      "evidence", summary: "Show what in the cases speaks for a pattern, trait or theme, and what against it.",
      documentation: "Each row is a statement and says why it is there.",
      parameters: [
        Parameter(
          "name", .string, "A pattern's number or name, a trait, or a theme.", isRequired: true, isPositional: true),
        .limit,
      ], whenEmpty: "no statement speaks for or against it"
    ) { try $1.evidence($0.string("name") ?? "", limit: $0.integer("limit")) },
    Question(
      "checklist", summary: "List the lists of the documents, or the items of one.",
      documentation: "Agreements, criteria, governance bodies, requirements: every list under its heading.",
      parameters: [
        Parameter(
          "name", .string, "A list's title, words of it or of a heading around it, or file:line.", isPositional: true),
        Parameter("role", .string, "Only lists of a role: criteria, structure, process ..."),
      ], whenEmpty: "leave out the name to see all lists"
    ) { try $1.checklist($0.string("name"), role: $0.string("role")) },
  ]

  private static func kinds(_ arguments: QuestionArguments) -> Set<Factor.Kind>? {
    arguments.string("kind").map { Factor.Kind(rawValue: $0).map { [$0] } ?? Set(Factor.Kind.allCases) }
  }

  /// Questions that put the knowledge in the documents to work.
  static let deciding: [Question] = [
    Question(
      "advise", tool: "match_pattern",
      summary: "Find which option fits, by the 'Choose X when' rules of the documents.",
      documentation: """
        Without answers: the rules, each with its id. With rules that hold and rules that do not: the options, best first, with \
        the rules for and against each and the cases behind it.
        """,
      parameters: [
        Parameter("yes", .strings, "Ids of rules that hold."), Parameter("no", .strings, "Ids of rules that do not."),
        Parameter("choice", .string, "Which choice, where documents know several: words of its heading."),
        Parameter("what_if", .boolean, "Which single answer would change what is first."),
      ]
    ) { arguments, knowledge in
      var answers: [String: RuleAnswer] = [:]
      for rule in arguments.strings("yes") { answers[rule] = .yes }
      for rule in arguments.strings("no") {
        guard answers[rule] == nil else {
          throw CasebookError.badArgument(name: "no", value: rule, expected: "a rule that `yes` does not have")
        }
        answers[rule] = .no
      }
      let choice = arguments.string("choice")
      if answers.isEmpty { return try knowledge.rules(choice: choice) }
      return try arguments.flag("what_if")
        ? knowledge.adviceTurns(answers, choice: choice) : knowledge.advise(answers, choice: choice)
    },
    Question(
      "score", tool: "score_partner", summary: "Score and rank candidates by a decision matrix of the documents.",
      documentation: """
        Without ratings: the matrices of the index with criteria, weights and scale. With ratings: weighted totals and ranks; \
        missing ratings and those outside the scale are named.
        """,
      parameters: [
        Parameter("ratings", .ratings, "A number for each criterion of each candidate.", isPositional: true),
        Parameter("rated", .boolean, "Rank the candidates that the matrix's own table rates."),
        Parameter("matrix", .string, "Which matrix: words of its title or document, or file:line."),
        Parameter("list", .string, "Items of a list as criteria, in place of a matrix: words of its heading."),
        Parameter("weight", .strings, "Replace a weight: \"Strategic Fit=40\"."),
        Parameter("normalize", .boolean, "Scale the weights so that they sum to 100."),
        Parameter("scale", .string, "Lowest and highest rating: 1-5."),
        Parameter("sensitivity", .boolean, "Which change of a weight swaps which ranks."), .limit,
      ]
    ) { arguments, knowledge in
      var weights: [String: Double] = [:]
      for weight in arguments.strings("weight") {
        guard let equals = weight.lastIndex(of: "="),
          let value = Double(weight[weight.index(after: equals)...].filter { $0 != "%" && $0 != " " })
        else {
          throw CasebookError.badArgument(name: "weight", value: weight, expected: "name=percent, as Strategic Fit=40")
        }
        weights[String(weight[..<equals].trimmingSpaces())] = value
      }
      let question = ScoreQuestion(
        matrix: arguments.string("matrix"), list: arguments.string("list"), weights: weights,
        normalizes: arguments.flag("normalize"), scale: arguments.string("scale"))
      let entries = arguments.ratings("ratings")
      guard !entries.isEmpty || arguments.flag("rated") else { return try knowledge.scoreMatrices(question) }
      let ratings =
        entries.isEmpty ? try knowledge.documentRatings(question) : knowledge.ratings(entries: entries)
      return try arguments.flag("sensitivity")
        ? knowledge.sensitivity(ratings, question, limit: arguments.integer("limit"))
        : knowledge.score(ratings, question)
    },
    Question(
      "plan", summary: "Show roadmaps and processes: phases, time frames and tasks, each with its line.",
      documentation: """
        Without a name: all plans of the index. With one: its phases; overlaps, gaps and contradictions with other plans are named.
        """,
      parameters: [
        Parameter(
          "name", .string, "A plan's title, words of it, or its place (file:line).", isPositional: true),
        Parameter("start", .string, "First day (2026-01-05): turns time frames into dates."),
        Parameter("length", .string, "Length of steps that name no time: '2 weeks'."),
        Parameter("check", .boolean, "Only what does not fit: overlaps, gaps, contradictions between plans."),
      ], whenEmpty: "no document has a plan under this name"
    ) { arguments, knowledge in
      if arguments.flag("check") { return try knowledge.planChecks(arguments.string("name")) }
      var start: CivilDate?
      if let text = arguments.string("start") {
        start = CivilDate(text)
        if start == nil {
          throw CasebookError.badArgument(name: "start", value: text, expected: "a date as 2026-01-05")
        }
      }
      return try knowledge.plan(
        PlanQuestion(
          name: arguments.string("name"), start: start, stepLength: arguments.string("length"), showsTimeline: false))
    },
    Question(
      "risks", summary: "Compare a plan with the pitfalls and failure patterns of the documents.",
      documentation: """
        A pitfall is `named` where a statement of the plan shares telling words with it, `related` where one only shares its theme, \
        `open` where the plan says nothing of it.
        """,
      parameters: [
        Parameter("text", .string, "The plan, as Markdown.", isRequired: true, isPositional: true)
      ]
    ) { arguments, knowledge in
      try knowledge.risks(
        file: "plan.md", text: arguments.string("text") ?? "",
        parser: DocumentParser(themeLexicons: knowledge.themeLexicons))
    },
  ]
}
