internal import Conversion
internal import Words
internal import Yams

/// An answer to a rule.
public enum RuleAnswer: String, Sendable, Hashable, CaseIterable {
  case yes, no, unknown

  /// "y", "Yes", "true", "1" and the like; nil for anything else.
  public init?(text: String) {
    switch text.lowercased() {
    case "yes", "y", "true", "1", "ja", "oui": self = .yes
    case "no", "n", "false", "0", "nein", "non": self = .no
    case "unknown", "u", "?", "", "null", "~", "-": self = .unknown
    default: return nil
    }
  }
}

/// A rule as someone who answers it needs it.
public struct RulePrompt: Sendable, Hashable {
  /// The rule's id: "platform.1".
  public var id: String
  /// What the rule speaks for.
  public var option: String
  /// The rule as the document has it.
  public var text: String
  /// Where it holds, it speaks against the option.
  public var isAgainst: Bool
  /// `file:line`.
  public var place: String
}

extension KnowledgeBase {
  /// The rules of all options, in the order of the index.
  ///
  /// - Parameter choice: words of the heading around the options, where documents know several choices.
  public func rulePrompts(choice: String? = nil) throws -> [RulePrompt] {
    try oneChoice(ruleSets(corpus(), choice), choice).flatMap { set in
      set.rules.map {
        RulePrompt(
          id: $0.id, option: set.option, text: $0.text, isAgainst: $0.isAgainst, place: $0.citation.place)
      }
    }
  }

  /// The rules as rows: what can be answered. Without a choice, those of all choices.
  public func rules(choice: String? = nil) throws -> Answer {
    let sets = try ruleSets(corpus(), choice)
    return Answer(
      schema: "casebook.rules/1", rows: sets.flatMap { set in set.rules.map { (set: set, rule: $0) } },
      layout: .table(groupedBy: Set(sets.map(\.choice)).count > 1 ? "choice" : "option")
    ) {
      Answer.Field("choice") { $0.set.choice }
      Answer.Field("option", title: "Option") { $0.set.option }
      Answer.Field("rule", title: "Rule") { $0.rule.id }
      Answer.Field("text", title: "Choose it when") {
        Answer.Cell(.string($0.rule.text), display: $0.rule.isAgainst ? "" : $0.rule.text)
      }
      Answer.Field("against", title: "Not when") {
        Answer.Cell(.bool($0.rule.isAgainst), display: $0.rule.isAgainst ? $0.rule.text : "")
      }
      Answer.CitationFields { ($0.set.source, $0.rule.citation) }
    }
  }

  /// Answers of a file: `rule: yes`, one a line (YAML), or a table with the columns rule and answer.
  ///
  /// - Throws: ``KnowledgeError/badInput(file:line:problem:hint:)`` for an unknown rule or answer.
  public func ruleAnswers(file name: String, text: String, choice: String? = nil) throws -> [String: RuleAnswer] {
    let known = try ruleSets(corpus(), choice).flatMap { $0.rules.map(\.id) }
    var answers: [String: RuleAnswer] = [:]
    func add(_ rule: String, _ answer: String, _ line: Int) throws {
      guard known.contains(rule) else {
        throw KnowledgeError.badInput(
          file: name, line: line, problem: "no rule '\(rule)'", hint: KnowledgeError.hint(for: rule, in: known))
      }
      guard let answer = RuleAnswer(text: answer) else {
        throw KnowledgeError.badInput(
          file: name, line: line, problem: "'\(answer)' is no answer to \(rule)", hint: "write yes, no or unknown")
      }
      answers[rule] = answer
    }
    guard text.utf8.count <= Ratings.largestFile else {
      throw KnowledgeError.badInput(
        file: name, line: 1, problem: "larger than answers can be", hint: "give at most 4 MB")
    }
    if name.lowercased().hasSuffix(".csv") || name.lowercased().hasSuffix(".tsv") {
      for (index, row) in DelimitedText.rows(text).enumerated() {
        guard row.cells.count >= 2 else {
          throw KnowledgeError.badInput(
            file: name, line: row.line, problem: "a row without an answer", hint: "write rule,answer")
        }
        if index == 0, !known.contains(row.cells[0]), RuleAnswer(text: row.cells[1]) == nil { continue }
        try add(row.cells[0], row.cells[1], row.line)
      }
      return answers
    }
    guard let root = try? Yams.compose(yaml: text), let mapping = root.mapping else {
      throw KnowledgeError.badInput(
        file: name, line: 1, problem: "no answers", hint: "write `\(known.first ?? "rule"): yes`, one rule a line")
    }
    for (key, value) in mapping { try add(key.string ?? "", value.string ?? "?", key.mark?.line ?? 1) }
    return answers
  }

  /// The options of a choice, best first, with the rules that speak for and against each and the cases behind it.
  ///
  /// An option's score is the share of its rules that speak for it, less that of those that speak against it: a rule for it
  /// speaks against it where it does not hold, and the other way round.
  ///
  /// - Parameters:
  ///   - answers: by rule id; what is missing is unknown.
  ///   - choice: words of the heading around the options; nil: the choice that the answered rules belong to.
  /// - Throws: ``CasebookError/notFound(what:name:near:)`` for an unknown rule,
  ///   ``KnowledgeError/severalToChooseFrom(what:candidates:hint:)`` where the answers belong to several choices.
  public func advise(_ answers: [String: RuleAnswer], choice: String? = nil) throws -> Answer {
    let corpus = try corpus()
    let sets = try answeredSets(corpus, answers, choice)
    let patterns = try PatternDirectory(corpus)
    let advice = Advice(sets: sets, answers: answers)
    func cell(_ standing: Advice.Standing, _ wanted: RuleAnswer) -> Answer.Cell {
      let rules = sets[standing.set].rules.filter { $0.bearing(answers[$0.id]) == wanted }
      return Answer.Cell(
        .array(
          rules.map { rule in
            .object([
              .init("rule", .string(rule.id)), .init("text", .string(rule.text)),
              .init("file", .string(rule.citation.file)), .init("line", .integer(rule.citation.line)),
            ])
          }), display: rules.map { "\($0.id) :\($0.citation.line)" }.joined(separator: ", "))
    }
    let rows = advice.standings.map { standing in
      let set = sets[standing.set]
      return (standing: standing, set: set, patterns: patterns.entries(ofFamily: set.option))
    }
    var answer = Answer(schema: "casebook.advice/1", rows: rows) {
      Answer.Field("rank", title: "Rank", isNumeric: true) { $0.standing.rank }
      Answer.Field("option", title: "Option") { $0.set.option }
      Answer.Field("score", title: "Score %", isNumeric: true) { Self.percent($0.standing.score) }
      Answer.Field("possible", title: "Possible %", isNumeric: true) { Self.percent($0.standing.possible) }
      Answer.Field("yes", title: "For") { cell($0.standing, .yes) }
      Answer.Field("no", title: "Against") { cell($0.standing, .no) }
      Answer.Field("unknown", title: "Unknown") { cell($0.standing, .unknown) }
      Answer.Field("patterns", title: "Patterns") { row in
        Answer.Cell(
          JSONValue(row.patterns.map { RecordDirectory.groupName($0.record) }),
          display: row.patterns.map { $0.record.number.map { "Pattern \($0)" } ?? $0.record.title }
            .joined(separator: ", "))
      }
      Answer.Field("cases", title: "Cases") { row in
        let cases = row.patterns.flatMap(\.cases)
        return Answer.Cell(
          JSONValue(cases.map { "\($0.title) (\(PagedText.place($0.file, $0.line)))" }.unique()),
          display: cases.map { $0.title.shortTitle }.unique().joined(separator: ", "))
      }
      Answer.Field("choice") { $0.set.choice }
      Answer.CitationFields { ($0.set.source, $0.set.citation) }
    }
    if answers.values.allSatisfy({ $0 == .unknown }) {
      answer.notes.append(Answer.Note("no rule is answered, so all options are level", remedy: .answerRules))
    } else {
      let turns = advice.turns()
      answer.notes += turns.prefix(6).map { turn in
        "\(turn.rule) \(turn.answer.rawValue) instead of \((answers[turn.rule] ?? .unknown).rawValue) would put \(turn.leaders.map { sets[$0].option }.joined(separator: " and ")) first"
      }
      if turns.isEmpty { answer.notes.append("no single answer would change who is first") }
    }
    answer.notes += notesOnChanges(sets.map { ($0.source, $0.citation.file, $0.hash) })
    return answer
  }

  /// A share as percent.
  private static func percent(_ share: Double) -> Answer.Cell {
    Answer.Cell(.number(rounded(share * 100)), display: text((share * 100).rounded()))
  }

  /// What single answer would change who is first, as rows.
  public func adviceTurns(_ answers: [String: RuleAnswer], choice: String? = nil) throws -> Answer {
    let sets = try answeredSets(corpus(), answers, choice)
    let rules = sets.flatMap(\.rules)
    return Answer(
      schema: "casebook.advice-turns/1",
      rows: Advice(sets: sets, answers: answers).turns().compactMap { turn in
        rules.first { $0.id == turn.rule }.map { (turn: turn, rule: $0) }
      }
    ) {
      Answer.Field("rule", title: "Rule") { $0.turn.rule }
      Answer.Field("answer", title: "If it were") { $0.turn.answer.rawValue }
      Answer.Field("now", title: "Not") { (answers[$0.turn.rule] ?? .unknown).rawValue }
      Answer.Field("first", title: "Then first") { row in row.turn.leaders.map { sets[$0].option } }
      Answer.Field("text", title: "Says") { $0.rule.text }
      Answer.Field("file") { $0.rule.citation.file }
      Answer.Field("line") { $0.rule.citation.line }
      Answer.Field("place", title: "Where") { $0.rule.citation.place }
    }
  }

  private func ruleSets(_ corpus: Corpus, _ choice: String?) throws -> [RuleSet] {
    let all = try RuleSet.all(corpus)
    guard !all.isEmpty else {
      throw KnowledgeError.nothingToUse(
        what: "selection rules in the index", hint: "headings such as 'Choose X when' with a list make them")
    }
    var sets = all
    if let choice {
      let matcher = WordMatcher(choice)
      sets = all.filter { matcher.matches([$0.choice, $0.citation.file]) || $0.citation.place == choice }
      guard !sets.isEmpty else {
        throw CasebookError.notFound(
          what: "choice", name: choice, near: Suggestion.near(choice, in: all.map(\.choice)))
      }
    }
    return sets
  }

  /// The rule sets that the answers speak of, all of one choice.
  private func answeredSets(_ corpus: Corpus, _ answers: [String: RuleAnswer], _ choice: String?) throws -> [RuleSet] {
    let sets = try ruleSets(corpus, choice)
    let known = sets.flatMap { $0.rules.map(\.id) }
    for rule in answers.keys.sorted() where !known.contains(rule) {
      throw CasebookError.notFound(what: "rule", name: rule, near: Suggestion.near(rule, in: known))
    }
    let answered = Set(sets.filter { set in set.rules.contains { answers[$0.id] != nil } }.map(\.choiceID))
    return try oneChoice(answered.isEmpty ? sets : sets.filter { answered.contains($0.choiceID) }, choice)
  }

  /// - Throws: ``KnowledgeError/severalToChooseFrom(what:candidates:hint:)`` where the options are not of one choice.
  private func oneChoice(_ sets: [RuleSet], _ name: String?) throws -> [RuleSet] {
    let choices = sets.map(\.choiceID).unique()
    guard choices.count > 1 else { return sets }
    throw KnowledgeError.severalToChooseFrom(
      what: name.map { "choices '\($0)' names" } ?? "choices",
      candidates: choices, hint: .chooseChoice)
  }
}

/// Options ranked by the answers to their rules.
struct Advice {
  struct Standing {
    var set: Int
    var rank: Int
    /// Share of rules that speak for it, less that of those that speak against it: -1 to 1.
    var score: Double
    /// The score if every unknown rule spoke for it.
    var possible: Double
  }

  /// An answer that would change who is first.
  struct Turn {
    var rule: String
    var answer: RuleAnswer
    var leaders: [Int]
  }

  let sets: [RuleSet]
  let answers: [String: RuleAnswer]

  private func score(_ set: RuleSet, _ answers: [String: RuleAnswer]) -> (score: Double, possible: Double) {
    var score = 0.0
    var open = 0.0
    for rule in set.rules {
      switch rule.bearing(answers[rule.id]) {
      case .yes: score += 1
      case .no: score -= 1
      case .unknown: open += 1
      }
    }
    let count = Double(max(set.rules.count, 1))
    return (score / count, (score + open) / count)
  }

  /// Best first; equal scores share a rank.
  var standings: [Standing] {
    var standings = sets.indices.map { index in
      let (score, possible) = score(sets[index], answers)
      return Standing(set: index, rank: 0, score: score, possible: possible)
    }
    standings.sort { $0.score != $1.score ? $0.score > $1.score : $0.set < $1.set }
    for index in standings.indices {
      standings[index].rank =
        index > 0 && standings[index].score == standings[index - 1].score ? standings[index - 1].rank : index + 1
    }
    return standings
  }

  /// For each rule, the answers that would change who is first. Complexity: O(rules * options).
  func turns() -> [Turn] {
    var scores = sets.map { score($0, answers).score }
    func leaders() -> [Int] {
      guard let best = scores.max() else { return [] }
      return scores.indices.filter { scores[$0] == best }
    }
    let now = leaders()
    var turns: [Turn] = []
    for (index, set) in sets.enumerated() {
      let unchanged = scores[index]
      for rule in set.rules {
        let current = answers[rule.id] ?? .unknown
        for other in [RuleAnswer.yes, .no] where other != current {
          // A rule belongs to one option, so no other score moves.
          var changed = answers
          changed[rule.id] = other
          scores[index] = score(set, changed).score
          let leaders = leaders()
          if leaders != now { turns.append(Turn(rule: rule.id, answer: other, leaders: leaders)) }
        }
      }
      scores[index] = unchanged
    }
    return turns
  }
}

extension String {
  /// What stands before the colon of a title: "Hugging Face" of "Hugging Face: an open platform".
  fileprivate var shortTitle: String {
    firstRange(of: ": ").map { String(self[..<$0.lowerBound]) } ?? self
  }
}
