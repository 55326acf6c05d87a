extension Question {
  /// Every question, in the order in which people meet them. Made when first asked for.
  package static let all: [Question] =
    finding + citing + writing + querying + figures + stories + comparing + deciding + health

  /// The question of a command or tool.
  package static func named(_ name: String) -> Question? { all.first { $0.name == name || $0.tool == name } }

  /// Questions that find and show what is in the documents.
  private static let finding: [Question] = [
    Question(
      "search", summary: "Find statements by keyword, best first.",
      documentation: """
        Words are optional and ranked; "two words" is a phrase, +word is required, -word excluded, word* a beginning. Filters: \
        kind: org: role: tag: industry: file: (as kind:case-study, org:microsoft, -file:reports). Each hit is a statement with its file and \
        line; the snippet is the document's own words.
        """,
      parameters: [
        Parameter("query", .string, "What to look for.", isRequired: true, isPositional: true), .limit,
        Parameter("offset", .integer(0...1_000_000), "Hits to skip, for the next page."),
      ], whenEmpty: "try fewer or other words; word* finds beginnings"
    ) { arguments, knowledge in
      let question = SearchQuestion(
        arguments.string("query") ?? "", limit: arguments.integer("limit") ?? 10,
        offset: arguments.integer("offset") ?? 0)
      return try Answer(SearchIndex(folder: knowledge.folder).search(question))
    },
    Question(
      "show", tool: "get_record", summary: "Show a record or document as a whole, each statement with its line.",
      documentation: "A record's key (as other answers give it), the end of a key, or words of its title.",
      parameters: [
        Parameter(
          "id", .string, "A record's key, the end of it, or words of its title.", isRequired: true, isPositional: true)
      ], whenEmpty: "list_records shows what there is"
    ) { try $1.show($0.string("id") ?? "") },
    Question(
      "list", tool: "list_records", summary: "List what is in the index: cases, patterns, documents, tables ...",
      documentation:
        "Without `what`: all records, each with its kind, organisations, and how many figures and factors it has.",
      parameters: [
        Parameter("what", .choice(Listing.allCases.map(\.rawValue)), "What to list.", isPositional: true),
        Parameter("org", .string, "Only records of an organisation."),
        Parameter("tag", .string, "Only records with a tag."),
        Parameter("industry", .string, "Only records of an industry."), .limit,
      ], whenEmpty: "leave out the conditions to see all records"
    ) { arguments, knowledge in
      try knowledge.list(
        arguments.string("what").flatMap { Listing(rawValue: $0) } ?? .records, organisation: arguments.string("org"),
        tag: arguments.string("tag"), industry: arguments.string("industry"), limit: arguments.integer("limit"))
    },
    Question(
      "find", tool: "find_statements", summary: "Browse statements by role, type, kind and organisation.",
      documentation: "Statements by what the headings around them say; give at least one condition.",
      parameters: [
        Parameter("words", .string, "Words that label or text have to hold.", isPositional: true),
        Parameter("role", .string, "Role of the section: criteria, structure, trends, pitfalls ..."),
        Parameter("type", .string, "Words of the headings around, or of the document's title."),
        Parameter("kind", .string, "bullet, row, sentence ..., or the kind of record: case-study, framework ..."),
        Parameter("org", .string, "Only records of an organisation."),
        Parameter("industry", .string, "Only records of an industry."), .limit,
      ], whenEmpty: "search looks at all words of all statements"
    ) { arguments, knowledge in
      try knowledge.find(
        FindQuestion(
          arguments.string("words") ?? "", role: arguments.string("role"), type: arguments.string("type"),
          kind: arguments.string("kind"), organisation: arguments.string("org"),
          industry: arguments.string("industry"), limit: arguments.integer("limit")))
    },
    Question(
      "quotes", summary: "List what people said, with speaker, role and organisation.",
      documentation: """
        Block quotes, and words in quotation marks whose speaker the text names ("..., said Jane Roe, CFO of Luna").
        """,
      parameters: [
        Parameter("words", .string, "Words of the quotation or its record's title.", isPositional: true),
        Parameter("by", .string, "Words of the speaker's name, role or organisation."),
        Parameter("org", .string, "Only those of an organisation's cases, or by its people."),
        Parameter("industry", .string, "Only those of cases of an industry."), .limit,
      ], whenEmpty: "leave out a condition"
    ) { arguments, knowledge in
      try knowledge.quotes(
        QuotesQuestion(
          words: arguments.string("words"), speaker: arguments.string("by"), organisation: arguments.string("org"),
          industry: arguments.string("industry"), limit: arguments.integer("limit")))
    },
  ]

  /// References to what was found.
  private static let citing: [Question] = [
    Question(
      "cite",
      summary: "Write the reference of a statement or document: words, title, author, date, address, file and line.",
      documentation: "Title, author, date and address are those that the document states of itself.",
      parameters: [
        Parameter(
          "places", .strings, "file:line as answers show it, or a record's key or words of its title.",
          isRequired: true,
          isPositional: true),
        Parameter(
          "style", .choice(SourceReference.Style.allCases.map(\.rawValue)), "How it is written; text unless given."),
      ]
    ) { arguments, knowledge in
      try knowledge.cite(
        arguments.strings("places"),
        style: arguments.string("style").flatMap { SourceReference.Style(rawValue: $0) } ?? .text)
    }
  ]

  /// Pages to be kept.
  private static let writing: [Question] = [
    Question(
      "report", tool: "write_report",
      summary: "Write a page about a case, theme or organisation: figures, quotations, factors, with a reference each.",
      documentation:
        "Rows in sections; reference is Markdown for a footnote, and rows of one place share its number. Give one of the three.",
      parameters: [
        Parameter("case", .string, "A record, by its key or words of its title.", isPositional: true),
        Parameter("theme", .string, "A theme, by its id or name."),
        Parameter("org", .string, "An organisation, by words of its name."), .limit,
      ]
    ) { arguments, knowledge in
      let given = [
        arguments.string("case").map { ReportSubject.record($0) }, arguments.string("theme").map { .theme($0) },
        arguments.string("org").map { .organisation($0) },
      ].compactMap { $0 }
      guard given.count == 1 else {
        throw CasebookError.badArgument(name: "case", value: "", expected: "one of case, theme and org")
      }
      return try knowledge.report(given[0], limit: arguments.integer("limit"))
    }
  ]

  /// Questions of one's own.
  private static let querying: [Question] = [
    Question(
      "sql", tool: "query",
      summary: "Answer an SQL query over the views of the index, read only; without a query, list the views.",
      documentation: """
        SQLite's SQL over the views documents, records, organisations, statements, metrics, factors, themes, quotes, phases and \
        criteria. Rows cite by source, path, line and place.
        """,
      parameters: [
        Parameter("query", .string, "One query that begins with select or with.", isPositional: true), .limit,
      ],
      whenEmpty: "leave out a condition; without a query the views are listed"
    ) { arguments, knowledge in
      guard let query = arguments.string("query") else { return try knowledge.views() }
      return try knowledge.query(query, limit: arguments.integer("limit") ?? 200)
    }
  ]

  /// Questions about the index itself.
  private static let health: [Question] = [
    Question(
      "changes", summary: "List what changed: documents, and figures with old and new value, label and both places.",
      documentation: """
        Newest generation first; each ingestion that changed something is one. The index keeps 200 generations and 50,000 changes; the \
        first generation, in which all is new, lists nothing.
        """,
      parameters: [
        Parameter(
          "since", .string,
          "A generation, or a day as 2026-01-05: only what changed after the one, or on the other and later."),
        .limit,
      ], whenEmpty: "nothing changed since; status says which generation it is"
    ) { arguments, knowledge in
      try knowledge.changes(ChangesQuestion(since: arguments.string("since"), limit: arguments.integer("limit")))
    },
    Question(
      "lint", summary: "Check documents: missing figures, dates, evidence and sections, and contradictions.",
      documentation: "Every document of the index, by rules that each issue names.",
      parameters: [
        Parameter("rule", .strings, "Only these rules."), Parameter("skip", .strings, "Not these rules."),
        Parameter("verbose", .boolean, "Notes too."),
      ], whenEmpty: "nothing is wrong"
    ) { arguments, knowledge in
      func rules(_ name: String) throws -> Set<LintIssue.Rule> {
        Set(
          try arguments.strings(name).map { word in
            guard let rule = LintIssue.Rule(rawValue: word.lowercased()) else {
              throw CasebookError.badArgument(
                name: name, value: word, expected: LintIssue.Rule.allCases.map(\.rawValue).joined(separator: ", "))
            }
            return rule
          })
      }
      let question = LintQuestion(
        rules: try rules("rule"), skipped: try rules("skip"), includesNotes: arguments.flag("verbose"))
      return try knowledge.lint(question).answer
    },
    Question(
      "status", summary: "Say what is in the index, how large it is, and whether its parts belong together.",
      documentation: "Names and values.", parameters: []
    ) { try $1.status() },
    Question(
      "sources", summary: "List the folders and files that were ingested.",
      documentation: "Each source with its path and how many documents it has.", parameters: []
    ) { try $1.sources() },
  ]
}
