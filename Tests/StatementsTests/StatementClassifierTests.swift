import Learning
import Testing

@testable import Statements

@Suite("Roles and themes of statements")
struct StatementClassifierTests {
  let classifier: StatementClassifier

  init() throws { classifier = try StatementClassifier.builtIn() }

  @Test(
    "a statement has the themes that it is about",
    arguments: [
      ("The training programme certified two hundred engineers in a year.", "enablement"),
      ("All plans are audited for privacy law and security before they are sold.", "compliance-and-trust"),
      ("Invoices are now paid in hours and the process costs half as much.", "performance-and-cost"),
      ("Volunteers from the community answer questions and review each other's code.", "community"),
    ])
  func themes(_ example: (text: String, theme: String)) {
    let found = classifier.themes(of: StatementInput(text: example.text))
    #expect(found.contains { $0.id == example.theme }, "\(found)")
    #expect(found.allSatisfy { $0.score >= 0.5 && $0.score <= 1 })
  }

  @Test("a statement without a factor has no theme")
  func noTheme() {
    #expect(classifier.themes(of: StatementInput(text: "The office is at 12 Harbour Street.")).isEmpty)
    #expect(classifier.themes(of: StatementInput(text: "")).isEmpty)
  }

  @Test("the heading tells a role that the words leave open")
  func heading() {
    let text = "The pilot was small and the team met every day."
    let free = classifier.classify(StatementInput(text: text)).score(.lesson)
    #expect(classifier.classify(StatementInput(heading: "Lessons learned", text: text)).score(.lesson) > 2 * free)
  }

  @Test("probabilities of roles sum to one")
  func probabilities() {
    let verdict = classifier.classify(StatementInput(text: "We should have told the customers earlier."))
    #expect(verdict.roleScores.count == StatementRole.allCases.count)
    #expect(abs(verdict.roleScores.reduce(0, +) - 1) < 1e-4)
    #expect(verdict.score(verdict.role) == verdict.roleScores.max())
  }

  @Test("the words that decided stand in the statement")
  func why() {
    let input = StatementInput(text: "The training programme certified two hundred engineers in a year.")
    let reading = classifier.themeReading(of: input.text, below: classifier.themeWeights(of: input))
    let words = reading.words(for: "enablement")
    #expect(words.contains("training"))
    #expect(words.allSatisfy { input.text.contains($0) })
    #expect(reading.words(for: "no such theme").isEmpty)
  }

  @Test("the headings of a path are told apart from the nearest one")
  func paths() {
    let input = StatementInput(heading: "Results", joinedPath: "Story > Year one > Results", text: "x")
    #expect(input.path == ["Story", "Year one"])
  }

  @Test("heading scores computed once per section equal those computed per statement")
  func headingsOnce() {
    let input = StatementInput(heading: "What we learned", path: ["The story of a mill", "Year two"], text: "")
    let (roles, themes) = (classifier.roleWeights(of: input), classifier.themeWeights(of: input))
    for text in ["Start small, and measure.", "", "The mill saved 20 % of its water, and the town paid less."] {
      var whole = input
      whole.text = text
      #expect(classifier.roleScores(text, below: roles) == classifier.roleScores(whole))
      let reading = classifier.themeReading(of: text, below: themes)
      #expect(reading.scores.map(\.score) == classifier.themeScores(whole).map(\.score))
    }
  }
}
