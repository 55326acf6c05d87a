import Statements
import Testing

@testable import Casebook

@Suite("Factors in running text")
struct FactorTests {
  private func factors(_ text: String) throws -> [String] {
    let document = try Workspace.parse(text)
    return document.factors.map { document.statements[$0.statement].text }
  }

  private static let story = """
    # How Harbour Line sells tickets by phone

    Harbour Line is a ferry company in the north with twelve boats and four hundred people.

    ## The new app

    The app was built in the spring of 2022.
    Thanks to weekly tests with passengers, the app was easy to use from the first day and the queues were gone.
    In hindsight we should have trained the ticket office much earlier, because staff could not help customers.

    ## About us

    Harbour Line was founded in 1911.
    """

  @Test("a sentence that says why it worked is a factor under any heading")
  func prose() throws {
    let found = try factors(Self.story)
    #expect(found.contains { $0.hasPrefix("Thanks to weekly tests") })
  }

  @Test("facts about the company are no factors, nor are headings and fragments")
  func noFactors() throws {
    let found = try factors(Self.story)
    #expect(!found.contains { $0.hasPrefix("Harbour Line") })
    #expect(!found.contains("The new app"))
    #expect(try factors("# Harbour Line\n\nEasy to use.\n\nFrom 1911.\n").isEmpty)
  }

  @Test("a text that a page holds twice is one factor")
  func repeated() throws {
    let sentence = "Thanks to weekly tests with passengers, the app was easy to use from the first day for everybody."
    let found = try factors(
      "# Harbour Line\n\nThey said: it took a year.\n\n\(sentence)\n\n> \(sentence)\n\n\(sentence)\n")
    #expect(found.count { $0.hasPrefix("Thanks to weekly tests") } == 1)
  }

  @Test("what a pattern or framework tells to do is no factor of a story")
  func frameworks() throws {
    let text = """
      ---
      kind: framework
      ---
      # How to choose a partner

      Teams that train their staff early succeed more often, because staff can help customers from the first day.
      """
    #expect(try factors(text).isEmpty)
  }

  @Test("each statement but code has a purpose with its confidence")
  func purposes() throws {
    let document = try Workspace.parse(Self.story + "\n\n```\nlet x = 1\n```\n")
    for statement in document.statements {
      if statement.kind == .code {
        #expect(statement.purpose == nil)
      } else {
        #expect(statement.purpose.map { $0.confidence > 0 && $0.confidence <= 1 } == true)
      }
    }
  }

  @Test("a phrase of a user's own lexicon decides a theme, also one the model does not know")
  func ownLexicon() throws {
    let own = """
      themes:
        - id: sea
          name: The sea
          words: [ferries]
        - id: openness
          words: [weekly boat]
      """
    let parser = try DocumentParser(themeLexicons: [LexiconSource(name: "own.yaml", text: own)])
    let themes = parser.statements.themes(of: StatementInput(text: "The ferries met the weekly boat.")).map(\.theme)
    #expect(Set(themes).isSuperset(of: ["sea", "openness"]))
  }

  @Test("an id comes back as it was written, whatever its type")
  func identities() {
    #expect(JSONMembers.text(of: "id", in: #"{"id": 7.50, "text": "x"}"#) == "7.50")
    #expect(JSONMembers.text(of: "id", in: #"{"text": "\"id\": 1", "id" : {"a": [1, "}"]} }"#) == #"{"a": [1, "}"]}"#)
    #expect(JSONMembers.text(of: "id", in: #"{"a": {"id": 1}, "id":null}"#) == "null")
    #expect(JSONMembers.text(of: "id", in: #"{"text": "x"}"#) == nil)
    #expect(JSONMembers.text(of: "id", in: #"{"id": "a,b", "t": 1}"#) == #""a,b""#)
  }
}
