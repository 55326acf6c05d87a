import Casebook
import Testing

@Suite("Roles of headings")
struct RoleLexiconTests {
  /// Read once: cases are many.
  private static let builtIn = Result { try RoleLexicon.builtIn() }
  private let lexicon: RoleLexicon

  init() throws {
    lexicon = try Self.builtIn.get()
  }

  @Test("each example in the built-in lexicon holds")
  func examplesHold() {
    #expect(lexicon.failingExamples() == [])
  }

  @Test("the lexicon has every known role, each with a name and a description")
  func allRoles() {
    #expect(Set(lexicon.roles) == Set(Role.known))
    for role in Role.known {
      #expect(lexicon.names[role]?.isEmpty == false)
      #expect(lexicon.descriptions[role]?.isEmpty == false)
    }
  }

  @Test("roles of the source documents' headings: at least 98 of 100 right", .enabled(if: LexiconFixture.seeds != nil))
  func fixture() throws {
    let documents = try LexiconFixture.documents()
    var right = 0
    var wrong: [String] = []
    var sections: [(level: Int, role: Role?)] = []
    var file = ""
    for row in try LexiconFixture.rows("roles.tsv") {
      if row.file != file { (file, sections) = (row.file, []) }
      let line = try #require(documents[row.file]?[row.line - 1])
      let (level, text) = LexiconFixture.heading(line)
      while let last = sections.last, last.level >= level { sections.removeLast() }
      let role = lexicon.role(ofHeading: text, parents: sections.compactMap(\.role))?.role
      sections.append((level, role))
      if role?.rawValue ?? "-" == row.columns[0] {
        right += 1
      } else {
        wrong.append("\(row.place) \(text): \(row.columns[0]), found \(role?.rawValue ?? "-")")
      }
    }
    #expect(right + wrong.count > 300)
    #expect(right * 100 >= (right + wrong.count) * 98, "\(right) right; \(wrong.joined(separator: "; "))")
  }

  @Test(
    "what real case studies call their sections",
    arguments: [
      ("Challenge", "challenge"), ("The Challenge", "challenge"), ("Solution", "solution"), ("Impact", "result"),
      ("Result", "result"), ("Why OCaml", "success-factors"), ("Why NATS?", "success-factors"),
      ("Implementation Steps", "solution"), ("Benefits", "result"), ("Conclusion", "conclusion"),
      ("Community and challenges", "challenge"), ("Approach / System design", "solution"), ("Takeaways", "lessons"),
      ("Contributing Factors", "challenge"), ("Action Items", "recommendations"), ("Timeline", "process"),
      ("TL;DR", "overview"), ("Why It Worked", "success-factors"), ("What did we do?", "solution"),
    ])
  func caseStudies(heading: String, role: String) {
    #expect(lexicon.role(ofHeading: heading)?.role.rawValue == role)
  }

  @Test(
    "a heading that only names a topic has no role",
    arguments: [
      "Strategic Technology Partnerships", "Case Study 3: Results of a merger", "Pattern 4: Enterprise API Strategy",
      "Community Platform", "Want similar results?", "Strategy Report", "", "3.", "2024", "🎯", "Contact",
      "Service-oriented architecture within a monorepo",
      String(repeating: "one of many ", count: 20) + "results",
    ])
  func topics(heading: String) {
    #expect(lexicon.role(ofHeading: heading) == nil)
  }

  @Test(
    "numbers, emoji, colons and case do not matter",
    arguments: ["3. Results", "3.1 Results:", "IV. RESULTS", "a) results", "📈 Results", "§ 3 Results", "The results"])
  func decoration(heading: String) {
    #expect(lexicon.role(ofHeading: heading)?.role == .result)
  }

  @Test("the nearest enclosing section decides whether metrics are results or KPIs")
  func parents() {
    #expect(lexicon.role(ofHeading: "Success Metrics")?.role == .result)
    #expect(lexicon.role(ofHeading: "Success Metrics", parents: [.kpis])?.role == .kpis)
    #expect(lexicon.role(ofHeading: "Success Metrics", parents: [.kpis, .result])?.role == .result)
    #expect(lexicon.role(ofHeading: "Integration Challenges", parents: [.pitfalls]) == nil)
    #expect(lexicon.role(ofHeading: "Implementation Steps", parents: [.successFactors])?.role == .solution)
  }

  @Test("a match says which phrase decided and where it stands")
  func evidence() throws {
    let heading = "Bank A: Success Factors"
    #expect(lexicon.role(ofHeading: heading)?.role == .successFactors)
    let match = try #require(lexicon.role(ofHeading: "✅ Our Key Results in 2024"))
    #expect(
      String("✅ Our Key Results in 2024".utf8.dropFirst(match.range.lowerBound).prefix(match.range.count)) == "Results")
    #expect(match.entry.contains("result*"))
    #expect(match.confidence > 0.8 && match.confidence <= 1)
  }

  @Test("a phrase that is the whole heading is surer than a part of it")
  func confidence() throws {
    let whole = try #require(lexicon.role(ofHeading: "Results"))
    let part = try #require(lexicon.role(ofHeading: "Clinical Results"))
    let second = try #require(lexicon.role(ofHeading: "Community and Results"))
    #expect(whole.confidence > part.confidence)
    #expect(part.confidence > second.confidence)
  }

  @Test("a user's lexicon adds roles, extends, replaces and removes them")
  func userLexicon() throws {
    let mine = LexiconSource(
      name: "mine.yaml",
      text: """
        roles:
          - id: customer-story
            name: Customer story
            words: [customer story, war stor*]
            matches: [Our customer story]
          - id: result
            words: [payback]
          - id: quote
            remove: true
          - id: trends
            replace: true
            words: [crystal ball]
        """)
    let extended = try RoleLexicon.builtIn(extendedBy: [mine])
    #expect(extended.role(ofHeading: "War stories")?.role.rawValue == "customer-story")
    #expect(extended.role(ofHeading: "Payback")?.role == .result)
    #expect(extended.role(ofHeading: "Results")?.role == .result)
    #expect(extended.role(ofHeading: "Testimonials") == nil)
    #expect(extended.role(ofHeading: "Outlook") == nil)
    #expect(extended.role(ofHeading: "The crystal ball")?.role == .trends)
    #expect(extended.failingExamples() == [])
  }

  @Test("a user's phrase wins over a built-in one of the same length")
  func laterWins() throws {
    let mine = LexiconSource(name: "mine.yaml", text: "roles:\n  - id: context\n    words: [approach]\n")
    #expect(try RoleLexicon.builtIn(extendedBy: [mine]).role(ofHeading: "Approach")?.role == .context)
  }

  @Test("roles are written as their ids")
  func coding() throws {
    #expect(Role.successFactors.description == "success-factors")
    #expect(Role(rawValue: "kpis") == .kpis)
  }
}
