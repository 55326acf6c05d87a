import Testing

@testable import Casebook
@testable import CasebookCLI

/// Options ranked by the rules of a document, and the matrix of factors.
struct AdviseTests {
  private static let rules = """
    # Picking a database

    ## Selection rules

    ### Choose a relational store when

    - the data have a schema
    - reports join tables

    ### Choose the document store if

    - records differ
    - reads are by key
    """

  private static func knowledge(_ text: String = Self.rules) throws -> (Workspace, KnowledgeBase) {
    let workspace = Workspace()
    try workspace.write("rules.md", text)
    try workspace.ingest()
    return (workspace, try workspace.knowledge())
  }

  private static func column(_ name: String, _ answer: Answer) -> [JSONValue] {
    answer.column(name).map { column in answer.items.map { $0[column].value } } ?? []
  }

  @Test("Options are ranked by the rules that hold, less those that do not")
  func ranking() throws {
    let (workspace, knowledge) = try Self.knowledge()
    let answer = try knowledge.advise(["document-store.1": .yes, "relational-store.1": .no])
    #expect(Self.column("option", answer) == [.string("document store"), .string("relational store")])
    #expect(Self.column("score", answer) == [.number(50), .number(-50)])
    #expect(Self.column("possible", answer) == [.number(100), .number(0)])
    #expect(Self.column("rank", answer) == [.integer(1), .integer(2)])
    withExtendedLifetime(workspace) {}
  }

  @Test("The answers that would change who is first are named, and do change it")
  func turns() throws {
    let (workspace, knowledge) = try Self.knowledge()
    let given: [String: RuleAnswer] = ["document-store.1": .yes, "relational-store.1": .unknown]
    let turns = try knowledge.adviceTurns(given)
    #expect(!turns.items.isEmpty)
    for row in turns.items {
      var changed = given
      changed[row[0].text] = RuleAnswer(rawValue: row[1].text)
      let first = Self.column("option", try knowledge.advise(changed)).prefix { _ in true }
      let ranks = Self.column("rank", try knowledge.advise(changed))
      let leaders = zip(first, ranks).filter { $0.1 == .integer(1) }.map(\.0)
      #expect(leaders != [.string("document store")])
    }
    withExtendedLifetime(workspace) {}
  }

  @Test("Answers come from YAML and CSV; unknown rules and answers are errors with the line")
  func files() throws {
    let (workspace, knowledge) = try Self.knowledge()
    let expected: [String: RuleAnswer] = ["relational-store.1": .yes, "document-store.2": .no]
    #expect(
      try knowledge.ruleAnswers(file: "a.yaml", text: "relational-store.1: yes\ndocument-store.2: n\n") == expected)
    #expect(
      try knowledge.ruleAnswers(file: "a.csv", text: "rule,answer\nrelational-store.1,yes\ndocument-store.2,no\n")
        == expected)
    for (text, part) in [
      ("relational.1: yes\n", "a.yaml:1: no rule 'relational.1'"),
      ("document-store.1: perhaps\n", "'perhaps' is no answer"),
    ] {
      do {
        _ = try knowledge.ruleAnswers(file: "a.yaml", text: text)
        Issue.record("taken: \(text)")
      } catch {
        #expect("\(error)".contains(part))
      }
    }
    withExtendedLifetime(workspace) {}
  }

  @Test("Without an answer all options are level, and that is said")
  func noAnswers() throws {
    let (workspace, knowledge) = try Self.knowledge()
    let answer = try knowledge.advise([:])
    #expect(Self.column("rank", answer) == [.integer(1), .integer(1)])
    #expect(answer.notes.first?.text.contains("no rule is answered") == true)
    withExtendedLifetime(workspace) {}
  }

  @Test("Documents without rules are an error that says what makes one")
  func noRules() throws {
    let (workspace, knowledge) = try Self.knowledge("# Nothing\n\n- here\n")
    #expect(throws: KnowledgeError.self) { try knowledge.rules() }
    withExtendedLifetime(workspace) {}
  }

  @Test(
    "Headings that choose",
    arguments: [
      ("Choose Platform Pattern When", "Platform Pattern"), ("Use a monolith if", "monolith"),
      ("When to choose the API model", "API model"), ("Pick an agency where", "agency"),
    ])
  func headings(heading: String, option: String) {
    #expect(RuleSet.option(inHeading: heading)?.option == option)
  }

  @Test(
    "Headings that do not choose",
    arguments: [
      "When it failed", "Choose wisely", "Use cases", "Selection framework", "When to use which transport",
      "When to use it",
    ])
  func otherHeadings(heading: String) {
    #expect(RuleSet.option(inHeading: heading) == nil)
  }

  @Test("Lists of names are told from sentences")
  func names() {
    func names(_ text: String) -> [String] {
      ItemList.Item(label: nil, text: text, citation: Citation(file: "a", line: 1, column: 1, start: 0, end: 1)).names
    }
    #expect(names("Google, Microsoft and IBM.") == ["Google", "Microsoft", "IBM"])
    #expect(names("Google, Microsoft, and Stability AI") == ["Google", "Microsoft", "Stability AI"])
    #expect(names("fast, cheap and good").isEmpty)
    #expect(names("Google and IBM").isEmpty)
    #expect(names("").isEmpty)
  }

  private static let types = """
    # Growth

    ## Types

    ### Reseller model

    **Best for:**
    - Entering a market without own staff
    - Products that need no explanation

    **Not suitable for:**
    - Products that change every month

    ### Joint venture

    **When not to use:**
    - Either side may want to leave soon
    """

  @Test("Conditions below the heading of an option are its rules, for it and against it")
  func conditions() throws {
    let (workspace, knowledge) = try Self.knowledge(Self.types)
    defer { withExtendedLifetime(workspace) {} }
    let rules = try knowledge.rules()
    #expect(
      Self.column("rule", rules)
        == ["reseller.1", "reseller.2", "reseller.3", "joint-venture.1"].map { .string($0) })
    #expect(Self.column("against", rules) == [.bool(false), .bool(false), .bool(true), .bool(true)])
    #expect(Self.column("line", rules) == [8, 9, 12, 17].map { .integer($0) })
    let answer = try knowledge.advise(["reseller.3": .yes, "joint-venture.1": .no])
    #expect(Self.column("option", answer) == [.string("Joint venture"), .string("Reseller model")])
    #expect(Self.column("score", answer) == [.number(100), .number(-33.3333)])
  }

  @Test("Of several choices the answers tell which; answers to two are an error that names them")
  func choices() throws {
    let workspace = Workspace()
    try workspace.write("rules.md", Self.rules)
    try workspace.write("types.md", Self.types)
    try workspace.ingest()
    let knowledge = try workspace.knowledge()
    #expect(try knowledge.rules().items.count == 8)
    #expect(try knowledge.advise(["reseller.1": .yes]).items.count == 2)
    for answers in [["reseller.1": RuleAnswer.yes, "document-store.1": .yes], [:]] {
      do {
        _ = try knowledge.advise(answers)
        Issue.record("one of two choices was guessed")
      } catch {
        #expect("\(error)".contains("rules.md") && "\(error)".contains("types.md"))
        #expect(ErrorWords.text(error).contains("--choice"))
      }
    }
  }

  @Test(
    "Headings that are a condition of what stands around them",
    arguments: [
      ("Best for", false), ("Not suitable for", true), ("When to use", false), ("When not to use it", true),
      ("Avoid when", true), ("Use when", false), ("Best used for", false),
    ])
  func bareConditions(heading: String, isAgainst: Bool) {
    #expect(RuleSet.bareCondition(heading) == isAgainst)
  }

  @Test(
    "Headings that are no bare condition", arguments: ["Best practices", "When it failed", "Use a boat when", "For"])
  func noBareConditions(heading: String) {
    #expect(RuleSet.bareCondition(heading) == nil)
  }

  @Test("Sentences are rules in several wordings, each condition one")
  func sentences() throws {
    let (workspace, knowledge) = try Self.knowledge(
      """
      # Routes

      ## Choosing a model

      ### Reseller

      **Best for:**
      - goods that need fitting
      - teams without staff abroad

      ### Marketplace listing

      **Pick a marketplace listing if:**
      - customers buy there already

      ### Joint venture

      Go with a joint venture when you need licences, when capital is short, and when the partner is patient.
      Do not choose a joint venture when either side may leave soon.

      ### Referral

      If the product sells itself after a demo, opt for the referral model.
      """)
    defer { withExtendedLifetime(workspace) {} }
    let rules = try knowledge.rules()
    #expect(
      Self.column("rule", rules)
        == [
          "reseller.1", "reseller.2", "marketplace-listing.1", "joint-venture.1", "joint-venture.2",
          "joint-venture.3", "joint-venture.4", "referral.1",
        ].map { .string($0) })
    #expect(
      Self.column("text", rules).dropFirst(3).prefix(3) == [
        .string("you need licences"), .string("capital is short"), .string("the partner is patient"),
      ])
    #expect(Self.column("text", rules).last == .string("the product sells itself after a demo"))
    #expect(
      Self.column("against", rules).map { $0 == .bool(true) } == [
        false, false, false, false, false, false, true, false,
      ])
    #expect(Set(Self.column("choice", rules)).count == 1)
  }
}
