import Foundation

@testable import Casebook

/// The table of what people want of the documents' systems: `Fixtures/systems.tsv`.
struct SystemsTable {
  /// One question and what its answer holds.
  struct Check: Sendable, CustomStringConvertible {
    var row: Int
    var system: String
    var isSeeds: Bool
    var ask: [String]
    /// nil: the values are of all rows.
    var file: String?
    /// Ranges of lines with the number of rows in each; nil for any number.
    var lines: [(range: ClosedRange<Int>, count: Int?)]
    /// By column: the values of the rows in those lines, in order.
    var exactly: [String: [JSONValue]]
    var amongOthers: [String: [JSONValue]]

    var description: String { "\(row) \(system): \(ask.joined(separator: " "))" }
  }

  static func checks() throws -> [Check] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/systems.tsv")
    let rows = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return try rows.dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let values =
        cells[6] == "-" ? nil : try JSONDecoder().decode([String: [String: [Value]]].self, from: Data(cells[6].utf8))
      func columns(_ name: String) -> [String: [JSONValue]] { (values?[name] ?? [:]).mapValues { $0.map(\.json) } }
      return Check(
        row: Int(cells[0]) ?? 0, system: cells[1], isSeeds: cells[2] == "seeds", ask: words(cells[3]),
        file: cells[4] == "-" ? nil : cells[4], lines: cells[5] == "-" ? [] : ranges(cells[5]),
        exactly: columns("is"), amongOthers: columns("has"))
    }
  }

  /// "20-24:5,27-31:*".
  private static func ranges(_ text: String) -> [(range: ClosedRange<Int>, count: Int?)] {
    text.split(separator: ",").compactMap { part in
      let numbers = part.split(whereSeparator: { $0 == "-" || $0 == ":" })
      guard numbers.count == 3, let low = Int(numbers[0]), let high = Int(numbers[1]) else { return nil }
      return (low...high, Int(numbers[2]))
    }
  }

  /// Words as a shell tells them apart.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "'" && word.isEmpty || character == "\"" {
        quote = character
      } else if character == " ", quote == nil {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// A value of the table.
  private struct Value: Decodable {
    var json: JSONValue

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        json = .null
      } else if let flag = try? container.decode(Bool.self) {
        json = .bool(flag)
      } else if let number = try? container.decode(Double.self) {
        json = .number(number)
      } else if let values = try? container.decode([Value].self) {
        json = .array(values.map(\.json))
      } else {
        json = .string(try container.decode(String.self))
      }
    }
  }
}

/// Asks a knowledge base the questions of the table.
struct SystemsRunner {
  let knowledge: KnowledgeBase

  func answer(_ ask: [String]) throws -> Answer {
    let rest = Array(ask.dropFirst())
    func option(_ name: String) -> String? {
      rest.firstIndex(of: "--" + name).flatMap { $0 + 1 < rest.count ? rest[$0 + 1] : nil }
    }
    /// The words that are no option.
    let name = rest.prefix { !$0.hasPrefix("--") }.joined(separator: " ")
    let optional = name.isEmpty ? nil : name
    switch ask.first {
    case "show": return try knowledge.show(name)
    case "metrics": return try knowledge.metrics(MetricsQuestion("", record: option("case"), includesDates: true))
    case "factors":
      let kinds = option("kind").flatMap { Factor.Kind(rawValue: $0) }.map { Set([$0]) } ?? [.factor]
      return try knowledge.factors(FactorsQuestion(pattern: option("pattern"), kinds: kinds))
    case "matrix": return try matrix(option)
    case "checklist": return try knowledge.checklist(name)
    case "kpis": return try knowledge.kpis(name)
    case "find":
      return try knowledge.find(FindQuestion(name, role: option("role"), type: option("type"), kind: option("kind")))
    case "meta": return try knowledge.metadata(name)
    case "list": return try knowledge.list(.records, tag: option("tag"))
    case "plans": return try knowledge.plan(PlanQuestion())
    case "plan": return phases(try knowledge.plan(PlanQuestion(name: name)), only: rest.contains("--phases"))
    case "plan-check": return try knowledge.planChecks(name)
    case "calendar":
      return calendar(try knowledge.planCalendar(PlanQuestion(name: name, start: CivilDate("2026-01-05"))))
    case "patterns": return try knowledge.patterns()
    case "evidence": return try knowledge.evidence(name)
    case "rules": return try knowledge.rules()
    case "advise": return try knowledge.advise(answers(rest))
    case "turns": return try knowledge.adviceTurns(answers(rest))
    case "matrices": return try knowledge.scoreMatrices(ScoreQuestion(matrix: optional))
    case "score", "sensitivity":
      let table = "candidate,Strategic Fit,Market Impact,Technical Compatibility,Financial Value,Risk Assessment\n"
      let ratings = try knowledge.ratings(
        file: "r.csv", text: table + "Globex,5,4,2,3,3.5\nAcme,4,3,5,4,4\n", ScoreQuestion())
      return ask.first == "score"
        ? try knowledge.score(ratings, ScoreQuestion()) : try knowledge.sensitivity(ratings, ScoreQuestion())
    case "score-list": return try scoreByList(name)
    case "risks":
      return try knowledge.risks(file: "plan.md", text: "- \(name)\n", parser: Workspace.parser)
    case "template":
      let parts = try knowledge.caseTemplate().parts
      return Answer(
        schema: "test", columns: [Answer.Column("role")], items: parts.map { [Answer.Cell($0.role.rawValue)] })
    default: throw Unknown(question: ask.joined(separator: " "))
    }
  }

  struct Unknown: Error { var question: String }

  /// Two candidates rated by the items of a list: A with 3 for all, B with 4.
  private func scoreByList(_ name: String) throws -> Answer {
    let question = ScoreQuestion(list: name, scale: "1-5")
    let criteria = try knowledge.ratingPrompts(question).map(\.criterion)
    let entries = [("A", 3.0), ("B", 4.0)].flatMap { candidate, value in
      criteria.map { (candidate: candidate, criterion: $0, value: Optional(value)) }
    }
    return try knowledge.score(knowledge.ratings(entries: entries), question)
  }

  /// The whole matrix, or the places of one column as rows.
  private func matrix(_ option: (String) -> String?) throws -> Answer {
    let columns = option("by").flatMap { FactorMatrixQuestion.Columns(rawValue: $0) } ?? .cases
    let kinds = option("kind").flatMap { Factor.Kind(rawValue: $0) }.map { Set([$0]) } ?? [.factor]
    let matrix = try knowledge.factorMatrix(FactorMatrixQuestion(columns: columns, kinds: kinds))
    guard let wanted = option("column"), let index = matrix.columns.firstIndex(where: { $0.name.contains(wanted) })
    else { return matrix }
    var places: Set<String> = []
    for row in matrix.items {
      guard case .array(let cells) = row[index].value else { continue }
      for cell in cells {
        if case .string(let file)? = cell["file"], case .integer(let line)? = cell["line"] {
          places.insert("\(file):\(line)")
        }
      }
    }
    return Answer(
      schema: "test", columns: [Answer.Column("file"), Answer.Column("line")],
      items: places.sorted().map { place in
        let parts = place.split(separator: ":")
        return [Answer.Cell(String(parts[0])), Answer.Cell(Int(parts[1]))]
      })
  }

  private func phases(_ answer: Answer, only isOnly: Bool) -> Answer {
    guard let kind = answer.column("kind") else { return answer }
    var answer = answer
    answer.items = answer.items.filter { ($0[kind].text == "phase") == isOnly }
    return answer
  }

  private func answers(_ words: [String]) -> [String: RuleAnswer] {
    var answers: [String: RuleAnswer] = [:]
    for word in words {
      let parts = word.split(separator: "=")
      for rule in parts[1].split(separator: ",") { answers[String(rule)] = parts[0] == "yes" ? .yes : .no }
    }
    return answers
  }

  /// The events of a calendar: start and end.
  private func calendar(_ text: String) -> Answer {
    func date(_ event: Substring, _ name: String) -> String? {
      let line = event.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + ";VALUE=DATE:") }
      guard let digits = line?.suffix(8), digits.count == 8 else { return nil }
      return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
    }
    let events = text.split(separator: "BEGIN:VEVENT").dropFirst()
    return Answer(
      schema: "test", columns: [Answer.Column("start"), Answer.Column("end")],
      items: events.map { [Answer.Cell(date($0, "DTSTART")), Answer.Cell(date($0, "DTEND"))] })
  }
}
