internal import GRDB

/// The rules by which a document says when to choose an option.
struct RuleSet {
  struct Rule {
    /// Unique among all rule sets: "platform.1".
    var id: String
    var text: String
    var citation: Citation
  }

  /// "Platform Pattern".
  var option: String
  var key: String
  /// The heading around the options: options of one choice share it.
  var choice: String
  var source: String
  var hash: String
  var citation: Citation
  var rules: [Rule]

  /// All rule sets of the index, in its order.
  static func all(_ db: Database) throws -> [RuleSet] {
    let outline = try CorpusOutline(db, scope: .roles([.selectionRules]))
    var sets: [RuleSet] = []
    for index in outline.sections.indices where outline.sections[index].role == .selectionRules {
      let section = outline.sections[index]
      let statements = outline.statementsOfSection[index].map { outline.statements[$0] }.filter { !$0.isNested }
      let parent = section.parent ?? index
      let choice = CorpusOutline.name(outline.sections[parent].title)
      func add(_ option: String, _ choice: String, _ citation: Citation, _ rules: [(String, Citation)]) {
        guard !option.isEmpty, !rules.isEmpty else { return }
        var key = slug(option.split(separator: " ").filter { !Self.isGeneric($0) }.joined(separator: " "))
        if key.isEmpty { key = slug(option) }
        let base = key
        var count = 2
        while sets.contains(where: { $0.key == key }) {
          key = "\(base)-\(count)"
          count += 1
        }
        let document = outline.document(of: index)
        sets.append(
          RuleSet(
            option: option, key: key, choice: choice, source: document.source, hash: document.hash, citation: citation,
            rules: rules.enumerated().map { Rule(id: "\(key).\($0 + 1)", text: $1.0, citation: $1.1) }))
      }
      if let option = Self.option(inHeading: CorpusOutline.name(section.title)) {
        let listed = statements.filter { $0.kind != .sentence }
        let rules = listed.isEmpty ? statements : listed
        add(option, choice, outline.citation(ofSection: index), rules.map { ($0.fullText, outline.citation(of: $0)) })
        continue
      }
      // "Platform pattern: when the network grows", "Choose the platform pattern when the network grows", or a table row.
      for statement in statements {
        guard let (option, rules) = Self.rule(statement) else { continue }
        let citation = outline.citation(of: statement)
        add(option, CorpusOutline.name(section.title), citation, rules.map { ($0, citation) })
      }
    }
    return sets
  }

  private static func isGeneric(_ word: Substring) -> Bool {
    ["a", "an", "the", "pattern", "patterns", "model", "approach", "option", "strategy"].contains(word.lowercased())
  }

  private static let verbs: Set<String> = [
    "choose", "pick", "select", "use", "prefer", "adopt", "consider", "take", "favour", "favor",
  ]

  /// "Choose a Platform Pattern When", "When to choose a platform pattern".
  static func option(inHeading heading: String) -> String? {
    var words = heading.split(whereSeparator: { $0.isWhitespace || $0 == ":" })
    guard let first = words.first?.lowercased() else { return nil }
    if first == "when" {
      guard words.count >= 4, words[1].lowercased() == "to", verbs.contains(words[2].lowercased()) else { return nil }
      words.removeFirst(3)
      return withoutArticle(words)
    }
    guard verbs.contains(first), words.count >= 3, let last = words.last?.lowercased(),
      ["when", "if", "where"].contains(last)
    else { return nil }
    words.removeFirst()
    words.removeLast()
    return withoutArticle(words)
  }

  private static func withoutArticle(_ words: [Substring]) -> String {
    var words = words
    if words.count > 1, ["a", "an", "the"].contains(words[0].lowercased()) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  /// A statement that names option and condition in one.
  private static func rule(_ statement: CorpusOutline.Statement) -> (String, [String])? {
    if let label = statement.label {
      if statement.kind == .row {
        let parts = statement.text.split(separator: ";").map { $0.trimmingSpaces() }.filter { part in
          let header = part.prefix { $0 != ":" }.lowercased()
          return ["when", "if", "best for", "suits", "fits"].contains { header.contains($0) }
        }
        let rules = parts.map { part in String(part.drop { $0 != ":" }.dropFirst().trimmingSpaces()) }
        return rules.isEmpty ? nil : (label, rules)
      }
      let lower = statement.text.lowercased()
      return lower.hasPrefix("when ") || lower.hasPrefix("if ") || lower.hasPrefix("best ")
        ? (label, [statement.text]) : nil
    }
    let words = statement.text.split(separator: " ")
    guard let first = words.first?.lowercased(), verbs.contains(first),
      let at = words.firstIndex(where: { ["when", "if"].contains($0.lowercased()) }), at >= 2
    else { return nil }
    return (withoutArticle(Array(words[1..<at])), [words[(at + 1)...].joined(separator: " ")])
  }
}
