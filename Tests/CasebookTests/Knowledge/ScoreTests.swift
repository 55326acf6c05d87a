import Testing

@testable import Casebook
@testable import CasebookCLI

/// Candidates scored by a decision matrix of a document.
struct ScoreTests {
  private static let matrix = """
    # Choosing

    | Criterion | Weight | Factors | Method |
    | --- | --- | --- | --- |
    | Fit | 50% | culture, goals | 1-5 scale |
    | Reach | 30% | customers | 1-5 scale |
    | Price | 20% | cost | 1-5 scale |
    """

  private static func knowledge(_ matrix: String = Self.matrix) throws -> (Workspace, KnowledgeBase) {
    let workspace = Workspace()
    try workspace.write("choosing.md", matrix)
    try workspace.ingest()
    return (workspace, try workspace.knowledge())
  }

  private static func column(_ name: String, _ answer: Answer) -> [JSONValue] {
    answer.column(name).map { column in answer.items.map { $0[column].value } } ?? []
  }

  private func score(_ text: String, file: String = "r.csv", _ question: ScoreQuestion = ScoreQuestion()) throws
    -> Answer
  {
    let (workspace, knowledge) = try Self.knowledge()
    return try withExtendedLifetime(workspace) {
      try knowledge.score(knowledge.ratings(file: file, text: text, question), question)
    }
  }

  @Test("Totals are weighted means, best first, equal ones with one rank")
  func totals() throws {
    let answer = try score("name,Fit,Reach,Price\nA,3,4,5\nB,5,3,1\nC,3,4,5\n")
    #expect(Self.column("candidate", answer) == [.string("A"), .string("C"), .string("B")])
    #expect(Self.column("total", answer) == [.number(3.7), .number(3.7), .number(3.6)])
    #expect(Self.column("rank", answer) == [.integer(1), .integer(1), .integer(3)])
    #expect(Self.column("line", answer) == [.integer(2), .integer(4), .integer(3)])
  }

  @Test(
    "The same ratings in other forms give the same totals",
    arguments: [
      ("r.csv", "criterion;A;B\nFit;3;5\nReach;4;3\nPrice;5;1\n"),
      ("r.tsv", "name\tFit\tReach\tPrice\nA\t3\t4\t5\nB\t5\t3\t1\n"),
      ("r.yaml", "A: {Fit: 3, Reach: 4, Price: 5}\nB: {Fit: 5, Reach: 3, Price: 1}\n"),
      ("r.yml", "- name: A\n  Fit: 3\n  Reach: 4\n  Price: 5\n- name: B\n  ratings: {fit: 5, reach: 3, price: 1}\n"),
      ("r.json", #"{"Fit": {"A": 3, "B": 5}, "Reach": {"A": 4, "B": 3}, "Price": {"A": 5, "B": 1}}"#),
      ("r.csv", "\"name\",\"Fit\",\"Reach\",\"Price\"\r\n\"A\",\"3\",4,5\r\n# a remark\r\n\r\nB,5,3,1"),
    ])
  func forms(file: String, text: String) throws {
    let answer = try score(text, file: file)
    #expect(Self.column("candidate", answer) == [.string("A"), .string("B")])
    #expect(Self.column("total", answer) == [.number(3.7), .number(3.6)])
  }

  @Test("Missing, unreadable and out-of-scale ratings are named with their line, never guessed")
  func problems() throws {
    let answer = try score("name,Fit,Reach,Price\nA,3,,5\nB,5,9,1\nC,4,good,2\nD,1,1,1\n")
    #expect(Self.column("candidate", answer) == [.string("D"), .string("A"), .string("B"), .string("C")])
    #expect(Self.column("rank", answer) == [.integer(1), .null, .null, .null])
    #expect(Self.column("missing", answer)[1] == .array([.string("Reach")]))
    #expect(Self.column("low", answer)[1] == .number(2.8))
    #expect(Self.column("high", answer)[1] == .number(4))
    let notes = answer.notes.map(\.description).joined(separator: "\n")
    #expect(notes.contains("r.csv:2: A, Reach: no rating"))
    #expect(notes.contains("r.csv:3: B, Reach: 9 is outside the scale 1 to 5"))
    #expect(notes.contains("r.csv:4: C, Reach: 'good' is no number"))
  }

  @Test("At the weight that sensitivity names, the two candidates are level")
  func sensitivity() throws {
    let (workspace, knowledge) = try Self.knowledge()
    let ratings = try knowledge.ratings(
      file: "r.csv", text: "name,Fit,Reach,Price\nA,3,4,5\nB,5,3,1\n", ScoreQuestion())
    let swaps = try knowledge.sensitivity(ratings, ScoreQuestion())
    #expect(!swaps.items.isEmpty)
    for row in swaps.items {
      guard case .string(let criterion) = row[0].value, case .number(let becomes) = row[2].value else { continue }
      var question = ScoreQuestion(weights: [criterion: becomes])
      // The others keep their proportions when all is scaled to 100.
      let others = ["Fit": 50.0, "Reach": 30, "Price": 20].filter { $0.key != criterion }
      let rest = others.values.reduce(0, +)
      for (name, weight) in others { question.weights[name] = weight / rest * (100 - becomes) }
      let totals = Self.column("total", try knowledge.score(ratings, question))
      guard case .number(let first) = totals[0], case .number(let second) = totals[1] else {
        Issue.record("no totals")
        continue
      }
      #expect(abs(first - second) < 1e-3)
    }
    withExtendedLifetime(workspace) {}
  }

  @Test("Weights that do not sum to 100 stop the scoring, with the line, unless they are to be scaled")
  func weights() throws {
    let (workspace, knowledge) = try Self.knowledge(Self.matrix.replacing("20%", with: "17%"))
    let ratings = try knowledge.ratings(file: "r.csv", text: "name,Fit,Reach,Price\nA,1,1,1\n", ScoreQuestion())
    do {
      _ = try knowledge.score(ratings, ScoreQuestion())
      Issue.record("weights of 97 were taken")
    } catch {
      #expect("\(error)".contains("choosing.md:3"))
      #expect("\(error)".contains("sum to 97"))
    }
    #expect(try knowledge.scoreMatrices().notes.first?.text.contains("sum to 97, not 100") == true)
    #expect(try knowledge.score(ratings, ScoreQuestion(normalizes: true)).items.count == 1)
    #expect(try knowledge.score(ratings, ScoreQuestion(weights: ["price": 20])).items.count == 1)
    withExtendedLifetime(workspace) {}
  }

  @Test(
    "Bad files are errors with file, line and a suggestion",
    arguments: [
      ("r.csv", "name,Fitt,Reach\nA,1,2\n", "r.csv:1: 'Fitt' is no criterion"),
      ("r.csv", "name,Fit,Reach\nA,1,2,3\n", "r.csv:2: 4 cells"),
      ("r.csv", "name,Fit\nA,1\nA,2\n", "r.csv:3: 'A' is rated twice"),
      ("r.csv", "", "r.csv:1: not a table"), ("r.yaml", "A: 3\n", "r.yaml:1: 'A' has no ratings"),
      ("r.yaml", "A: {Fit: 3\n", "not valid YAML"), ("r.yaml", "A:\n  Fit: 3\n  Costs: 4\n", "r.yaml:3: 'Costs'"),
    ])
  func badFiles(file: String, text: String, expected: String) throws {
    do {
      _ = try score(text, file: file)
      Issue.record("taken: \(text)")
    } catch {
      #expect("\(error)".contains(expected), "\(error)")
    }
  }

  private static let rated = """
    # Depots

    ## Supplier choice

    | Criterion | Weight | ColdTech | FrostAir |
    |---|---|---|---|
    | Holding time | 60% | 4 | 5 |
    | Price | 40% | 3 | 2 |
    | **Total** | **100%** | 3.6 | 3.9 |
    """

  @Test("Candidates that the matrix's own table rates are ranked; a total it states wrongly is named with its line")
  func ratedByDocument() throws {
    let (workspace, knowledge) = try Self.knowledge(Self.rated)
    defer { withExtendedLifetime(workspace) {} }
    let answer = try knowledge.score(knowledge.documentRatings(ScoreQuestion()), ScoreQuestion())
    #expect(Self.column("candidate", answer) == [.string("FrostAir"), .string("ColdTech")])
    #expect(Self.column("total", answer) == [.number(3.8), .number(3.6)])
    #expect(answer.notes.contains("choosing.md:9: the document says 3.9 for FrostAir, its ratings give 3.8"))
    #expect(!answer.notes.contains { $0.text.contains("ColdTech,") || $0.text.contains("for ColdTech") })
    #expect(try knowledge.scoreMatrices().items.count == 2)
  }

  @Test(
    "Matrices in other layouts: criteria as columns, shares of one, a list that names weights",
    arguments: [
      "# A\n\n| | Cost | Speed |\n|---|---|---|\n| Weight | 0.7 | 0.3 |\n| X | 3 | 5 |\n| Y | 4 | 3 |\n",
      "# A\n\n| Criterion | Weight |\n|---|---|\n| Cost | 0.7 |\n| Speed | 0.3 |\n",
      "# A\n\n| # | Criterion | Weight (%) |\n|---|---|---|\n| 1 | Cost | 70 |\n| 2 | Speed | 30 |\n| | Total | 100 |\n",
      "# A\n\n## Evaluation criteria\n\n- **Cost (70%)**: price, fees\n- **Speed (30%)**: days\n",
      "# A\n\n## Evaluation criteria\n\n- Cost: 70%\n- Speed: 30%\n",
    ])
  func layouts(text: String) throws {
    let (workspace, knowledge) = try Self.knowledge(text)
    defer { withExtendedLifetime(workspace) {} }
    let matrices = try knowledge.scoreMatrices()
    #expect(Self.column("criterion", matrices) == [.string("Cost"), .string("Speed")])
    #expect(Self.column("weight", matrices) == [.number(70), .number(30)])
    #expect(Self.column("sums_to_100", matrices) == [.bool(true), .bool(true)])
  }

  @Test("Of several matrices the ratings choose the one whose criteria they name; without them the choice is named")
  func several() throws {
    let workspace = Workspace()
    try workspace.write("choosing.md", Self.matrix)
    try workspace.write("other.md", Self.rated)
    try workspace.ingest()
    let knowledge = try workspace.knowledge()
    let question = ScoreQuestion()
    let answer = try knowledge.score(
      knowledge.ratings(file: "r.csv", text: "name,Holding time,Price\nA,3,4\n", question), question)
    #expect(Self.column("total", answer) == [.number(3.4)])
    do {
      _ = try knowledge.ratingPrompts(question)
      Issue.record("one of two matrices was guessed")
    } catch {
      #expect("\(error)".contains("choosing.md:3"))
      #expect(ErrorWords.text(error).contains("--matrix"))
    }
  }
}
