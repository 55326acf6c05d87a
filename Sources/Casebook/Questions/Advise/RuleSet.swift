internal import Words

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
  static func all(_ corpus: Corpus) throws -> [RuleSet] {
    let outline = try corpus.outline(.roles([.selectionRules]))
    var sets = Builder()
    for index in outline.sections.indices where outline.sections[index].role == .selectionRules {
      let title = CorpusOutline.name(outline.sections[index].title)
      let statements = outline.statementsOfSection[index].map { outline.statements[$0] }.filter { !$0.isNested }
      let listed = statements.filter { $0.kind != .sentence }
      let rules = (listed.isEmpty ? statements : listed).map { ($0.fullText, outline.citation(of: $0)) }
      let place = outline.citation(ofSection: index)
      let parent = outline.sections[index].parent ?? index
      let around = CorpusOutline.name(outline.sections[parent].title)
      if let (option, isAgainst) = option(inHeading: title) {
        sets.add(
          rules, for: option, isAgainst: isAgainst, of: choice(of: option, below: parent, outline), at: place,
          outline.document(of: index))
        continue
      }
      if let isAgainst = bareCondition(title), parent != index, !around.isEmpty {
        // "Best for" below the heading that names the option.
        let choice = outline.sections[parent].parent.map { CorpusOutline.name(outline.sections[$0].title) } ?? around
        let head = outline.citation(ofSection: parent)
        sets.add(rules, for: around, isAgainst: isAgainst, of: choice, at: head, outline.document(of: index))
        continue
      }
      // "Platform pattern: when the network grows", "Choose the platform pattern when the network grows", or a table row.
      for statement in statements {
        guard let (option, rules, isAgainst) = rule(statement) else { continue }
        let citation = outline.citation(of: statement)
        sets.add(
          rules.map { ($0, citation) }, for: option, isAgainst: isAgainst,
          of: choice(of: option, below: index, outline),
          at: citation, outline.document(of: index))
      }
    }
    return sets.sets
  }

  /// The name of the choice that an option belongs to: the heading above it, or the one above that where the first only
  /// names the option.
  private static func choice(of option: String, below section: Int, _ outline: CorpusOutline) -> String {
    let heading = CorpusOutline.name(outline.sections[section].title)
    guard key(of: option) == key(of: heading), let parent = outline.sections[section].parent else { return heading }
    return CorpusOutline.name(outline.sections[parent].title)
  }

  /// What an option is told by: its words without those that any option may have.
  private static func key(of option: String) -> String {
    let key = slug(option.split(separator: " ").filter { !isGeneric($0) }.joined(separator: " "))
    return key.isEmpty ? slug(option) : key
  }

  /// Gathers the rules of each option. Complexity: O(1) for each rule.
  private struct Builder {
    /// What makes two mentions of an option the same.
    private struct Identity: Hashable {
      var key: String
      var choice: String
      var file: String
      var source: String
    }

    private(set) var sets: [RuleSet] = []
    private var places: [Identity: Int] = [:]
    private var keys: Set<String> = []
    /// The number of the last option whose key needed one.
    private var numbers: [String: Int] = [:]

    /// Rules for an option that is known already, for or against it, join those it has.
    mutating func add(
      _ rules: [(String, Citation)], for option: String, isAgainst: Bool, of choice: String, at citation: Citation,
      _ document: CorpusOutline.Document
    ) {
      guard !option.isEmpty, !rules.isEmpty else { return }
      let base = RuleSet.key(of: option)
      let identity = Identity(key: base, choice: choice, file: citation.file, source: document.source)
      let at = places[identity] ?? sets.count
      if at == sets.count {
        var key = base
        while !keys.insert(key).inserted {
          numbers[base, default: 1] += 1
          key = "\(base)-\(numbers[base, default: 2])"
        }
        places[identity] = at
        sets.append(
          RuleSet(
            option: option, key: key, choice: choice, source: document.source, hash: document.hash, citation: citation,
            rules: []))
      }
      for (text, place) in rules {
        sets[at].rules.append(
          Rule(
            id: "\(sets[at].key).\(sets[at].rules.count + 1)", text: RuleSet.condition(text), isAgainst: isAgainst,
            citation: place))
      }
    }
  }

  /// A condition without the full stop of its sentence.
  private static func condition(_ text: String) -> String {
    guard text.hasSuffix("."), !text.hasSuffix("..") else { return text }
    return String(text.dropLast())
  }

  private static func isGeneric(_ word: Substring) -> Bool {
    ["a", "an", "the", "pattern", "patterns", "model", "approach", "option", "strategy"].contains(word.lowercased())
  }

  private static let verbs: Set<String> = [
    "choose", "pick", "select", "use", "prefer", "adopt", "consider", "take", "favour", "favor",
  ]
  private static let verbsAgainst: Set<String> = ["avoid", "skip"]
  /// Verbs of two words.
  private static let longVerbs: Set<String> = ["go with", "go for", "opt for", "decide for", "settle for", "turn to"]
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
      guard let (length, against) = verb(words), words.count >= length + 2, let last = words.last?.lowercased(),
        ["when", "if", "where"].contains(last)
      else { return nil }
      isAgainst = against
      words.removeFirst(length)
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

  /// How many words at the start are the verb of a rule, and whether it speaks against: "choose", "go with", "do not use".
  private static func verb(_ words: [Substring]) -> (length: Int, isAgainst: Bool)? {
    let lower = words.prefix(5).map { $0.lowercased() }
    var start = 0
    if lower.first == "do", lower.dropFirst().first == "not" { start = 2 }
    if ["don't", "don’t", "never"].contains(lower.first) { start = 1 }
    guard start < lower.count else { return nil }
    if verbs.contains(lower[start]) { return (start + 1, start > 0) }
    if verbsAgainst.contains(lower[start]) { return (start + 1, start == 0) }
    guard start + 1 < lower.count, longVerbs.contains("\(lower[start]) \(lower[start + 1])") else { return nil }
    return (start + 2, start > 0)
  }

  /// The conditions of "you need licences, when capital is short, and when the partner is patient".
  private static func conditions(_ words: ArraySlice<Substring>) -> [String] {
    var parts: [[Substring]] = [[]]
    for word in words {
      if ["when", "if"].contains(word.lowercased()) {
        while let last = parts[parts.count - 1].last, ["and", "or", ","].contains(last.lowercased()) {
          parts[parts.count - 1].removeLast()
        }
        parts.append([])
      } else {
        parts[parts.count - 1].append(word)
      }
    }
    return parts.map { part in
      var text = part.joined(separator: " ")
      while let last = text.last, ",;".contains(last) { text.removeLast() }
      return text
    }.filter { !$0.isEmpty }
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
    let isCondition: (Substring) -> Bool = { ["when", "if"].contains($0.lowercased()) }
    if let (length, isAgainst) = verb(words), let at = words.firstIndex(where: isCondition), at > length {
      let option = withoutArticle(Array(words[length..<at]))
      return questionWords.contains(option.lowercased()) ? nil : (option, conditions(words[(at + 1)...]), isAgainst)
    }
    // "If partners need local licences, choose a joint venture."
    guard let first = words.first, isCondition(first), let comma = words.firstIndex(where: { $0.hasSuffix(",") }),
      comma + 2 < words.count, let (length, isAgainst) = verb(Array(words[(comma + 1)...])),
      comma + length + 1 < words.count
    else { return nil }
    let rest = words[(comma + length + 1)...].prefix { !["over", "instead", "rather"].contains($0.lowercased()) }
    let option = condition(withoutArticle(Array(rest)))
    guard option.split(separator: " ").count <= 6, !questionWords.contains(option.lowercased()) else { return nil }
    return (option, conditions(words[1...comma]), isAgainst)
  }
}
