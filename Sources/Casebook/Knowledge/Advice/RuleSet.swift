internal import GRDB

/// The rules by which a document says when to choose an option.
struct RuleSet {
  struct Rule {
    /// Unique among all rule sets: "platform.1".
    var id: String
    var text: String
    /// Where it holds, it speaks against the option: "Not suitable for ...".
    var isAgainst: Bool
    var citation: Citation

    /// Whether an answer makes it speak for the option (yes), against it (no), or neither.
    func bearing(_ answer: RuleAnswer?) -> RuleAnswer {
      switch answer ?? .unknown {
      case .yes: isAgainst ? .no : .yes
      case .no: isAgainst ? .yes : .no
      case .unknown: .unknown
      }
    }
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

  /// The choice, told from others of the same heading by its file.
  var choiceID: String { "\(choice) (\(citation.file))" }

  /// All rule sets of the index, in its order.
  static func all(_ db: Database) throws -> [RuleSet] {
    let outline = try CorpusOutline(db, scope: .roles([.selectionRules]))
    var sets: [RuleSet] = []
    for index in outline.sections.indices where outline.sections[index].role == .selectionRules {
      let title = CorpusOutline.name(outline.sections[index].title)
      let statements = outline.statementsOfSection[index].map { outline.statements[$0] }.filter { !$0.isNested }
      let listed = statements.filter { $0.kind != .sentence }
      let rules = (listed.isEmpty ? statements : listed).map { ($0.fullText, outline.citation(of: $0)) }
      let place = outline.citation(ofSection: index)
      let parent = outline.sections[index].parent ?? index
      let around = CorpusOutline.name(outline.sections[parent].title)
      if let (option, isAgainst) = option(inHeading: title) {
        add(rules, for: option, isAgainst: isAgainst, of: around, at: place, outline.document(of: index), to: &sets)
        continue
      }
      if let isAgainst = bareCondition(title), parent != index, !around.isEmpty {
        // "Best for" below the heading that names the option.
        let choice = outline.sections[parent].parent.map { CorpusOutline.name(outline.sections[$0].title) } ?? around
        let head = outline.citation(ofSection: parent)
        add(rules, for: around, isAgainst: isAgainst, of: choice, at: head, outline.document(of: index), to: &sets)
        continue
      }
      // "Platform pattern: when the network grows", "Choose the platform pattern when the network grows", or a table row.
      for statement in statements {
        guard let (option, rules, isAgainst) = rule(statement) else { continue }
        let citation = outline.citation(of: statement)
        add(
          rules.map { ($0, citation) }, for: option, isAgainst: isAgainst, of: title, at: citation,
          outline.document(of: index), to: &sets)
      }
    }
    return sets
  }

  /// Rules for an option that is known already, for or against it, join those it has.
  private static func add(
    _ rules: [(String, Citation)], for option: String, isAgainst: Bool, of choice: String, at citation: Citation,
    _ document: CorpusOutline.Document, to sets: inout [RuleSet]
  ) {
    guard !option.isEmpty, !rules.isEmpty else { return }
    let words = option.split(separator: " ").filter { !isGeneric($0) }
    var key = slug(words.joined(separator: " "))
    if key.isEmpty { key = slug(option) }
    let at: Int
    if let known = sets.firstIndex(where: {
      slug($0.option) == slug(option) && $0.choice == choice && $0.citation.file == citation.file
        && $0.source == document.source
    }) {
      at = known
    } else {
      let base = key
      var count = 2
      while sets.contains(where: { $0.key == key }) {
        key = "\(base)-\(count)"
        count += 1
      }
      at = sets.count
      sets.append(
        RuleSet(
          option: option, key: key, choice: choice, source: document.source, hash: document.hash, citation: citation,
          rules: []))
    }
    for (text, place) in rules {
      sets[at].rules.append(
        Rule(
          id: "\(sets[at].key).\(sets[at].rules.count + 1)", text: text, isAgainst: isAgainst, citation: place))
    }
  }

  private static func isGeneric(_ word: Substring) -> Bool {
    ["a", "an", "the", "pattern", "patterns", "model", "approach", "option", "strategy"].contains(word.lowercased())
  }

  private static let verbs: Set<String> = [
    "choose", "pick", "select", "use", "prefer", "adopt", "consider", "take", "favour", "favor",
  ]
  private static let verbsAgainst: Set<String> = ["avoid", "skip"]
  /// Objects that name no option: "when to use which transport".
  private static let questionWords: Set<String> = [
    "which", "what", "each", "it", "this", "them", "these", "one", "the",
  ]

  /// "Choose a Platform Pattern When", "When to choose a platform pattern", "Avoid the API model if".
  static func option(inHeading heading: String) -> (option: String, isAgainst: Bool)? {
    var words = heading.split(whereSeparator: { $0.isWhitespace || $0 == ":" })
    guard let first = words.first?.lowercased() else { return nil }
    var isAgainst = false
    if first == "when" {
      words.removeFirst()
      if words.first?.lowercased() == "not" {
        isAgainst = true
        words.removeFirst()
      }
      guard words.count >= 3, words[0].lowercased() == "to" else { return nil }
      let verb = words[1].lowercased()
      guard verbs.contains(verb) || verbsAgainst.contains(verb) else { return nil }
      isAgainst = isAgainst != verbsAgainst.contains(verb)
      words.removeFirst(2)
    } else {
      isAgainst = verbsAgainst.contains(first)
      guard verbs.contains(first) || isAgainst, words.count >= 3, let last = words.last?.lowercased(),
        ["when", "if", "where"].contains(last)
      else { return nil }
      words.removeFirst()
      words.removeLast()
    }
    let option = withoutArticle(words)
    let named = option.split(separator: " ").first?.lowercased() ?? ""
    return questionWords.contains(named) ? nil : (option, isAgainst)
  }

  /// A heading that is a condition and leaves it to the heading around it to say of what: "Best for", "When not to use it",
  /// "Not suitable for". Whether what stands below speaks against the option; nil for any other heading.
  static func bareCondition(_ heading: String) -> Bool? {
    let words = heading.lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init)
    guard let last = words.last, (2...5).contains(words.count) else { return nil }
    if words[0] == "when" {
      guard words.contains("to"), words.contains(where: { verbs.contains($0) || verbsAgainst.contains($0) }) else {
        return nil
      }
      guard verbs.union(verbsAgainst).union(questionWords).contains(last) else { return nil }
      return words.contains("not") != words.contains { verbsAgainst.contains($0) }
    }
    guard ["for", "when", "if", "where", "in"].contains(last) else { return nil }
    if words[0] == "not" || verbsAgainst.contains(words[0]) { return true }
    if verbs.contains(words[0]) { return words.count == 2 || questionWords.contains(words[1]) ? false : nil }
    let suits: Set<String> = [
      "best", "ideal", "good", "great", "perfect", "suitable", "suited", "appropriate", "recommended", "works", "fits",
      "suits",
    ]
    return suits.contains(words[0]) ? false : nil
  }

  private static func withoutArticle(_ words: [Substring]) -> String {
    var words = words
    if words.count > 1, ["a", "an", "the"].contains(words[0].lowercased()) { words.removeFirst() }
    return words.joined(separator: " ")
  }

  /// A statement that names option and condition in one.
  private static func rule(_ statement: CorpusOutline.Statement) -> (String, [String], isAgainst: Bool)? {
    if let label = statement.label {
      if statement.kind == .row {
        let parts = statement.text.split(separator: ";").map { $0.trimmingSpaces() }.filter { part in
          let header = part.prefix { $0 != ":" }.lowercased()
          return ["when", "if", "best for", "suits", "fits"].contains { header.contains($0) }
        }
        let rules = parts.map { part in String(part.drop { $0 != ":" }.dropFirst().trimmingSpaces()) }
        return rules.isEmpty ? nil : (label, rules, false)
      }
      let lower = statement.text.lowercased()
      return lower.hasPrefix("when ") || lower.hasPrefix("if ") || lower.hasPrefix("best ")
        ? (label, [statement.text], false) : nil
    }
    let words = statement.text.split(separator: " ")
    guard let first = words.first?.lowercased(), verbs.contains(first) || verbsAgainst.contains(first),
      let at = words.firstIndex(where: { ["when", "if"].contains($0.lowercased()) }), at >= 2
    else { return nil }
    return (
      withoutArticle(Array(words[1..<at])), [words[(at + 1)...].joined(separator: " ")], verbsAgainst.contains(first)
    )
  }
}
