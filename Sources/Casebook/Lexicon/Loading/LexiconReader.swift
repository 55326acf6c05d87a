internal import Words
internal import Yams

/// Reads the YAML of a lexicon into entries, with the line of each thing, and says what to do about what it can't read.
struct LexiconReader {
  /// `roles` or `themes`.
  enum Kind: String {
    case roles, themes
  }

  let kind: Kind
  let source: LexiconSource

  init(kind: Kind, source: LexiconSource) {
    self.kind = kind
    self.source = source
  }

  func read() throws(LexiconError) -> LexiconFile {
    guard source.text.utf8.count <= LexiconSource.largestText else {
      throw error(nil, "the file is larger than a lexicon can be", "Give a YAML lexicon of at most 4 MB.")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: source.text)
    } catch {
      throw yamlError(error)
    }
    var file = LexiconFile(source: source.name)
    guard let root else { return file }
    let keys = kind == .roles ? ["roles", "grammar"] : ["themes"]
    for (key, value) in try pairs(root, "the lexicon", keys) {
      switch key {
      case "grammar": file.grammar = try grammar(value)
      default: file.entries = try sequence(value, key).map { node throws(LexiconError) in try entry(node) }
      }
    }
    return file
  }

  private func grammar(_ node: Node) throws(LexiconError) -> LexiconGrammar {
    var grammar = LexiconGrammar()
    for (key, value) in try pairs(node, "grammar", ["skip", "breaks", "joins", "fillers", "names"]) {
      let phrases = try self.phrases(value, key)
      switch key {
      case "skip": grammar.skip = phrases
      case "breaks": grammar.breaks = phrases
      case "joins": grammar.joins = phrases
      case "fillers": grammar.fillers = phrases
      default: grammar.names = phrases
      }
    }
    return grammar
  }

  private func entry(_ node: Node) throws(LexiconError) -> LexiconEntry {
    var keys = ["id", "name", "description", "words", "except", "matches", "rejects", "replace", "remove"]
    if kind == .roles { keys.append("not-under") }
    var entry = LexiconEntry(id: "", line: node.mark?.line ?? 0)
    for (key, value) in try pairs(node, "an entry", keys) {
      switch key {
      case "id": entry.id = try id(value)
      case "name": entry.name = try string(value, key)
      case "description": entry.summary = try string(value, key)
      case "words": entry.words = try phrases(value, key)
      case "except": entry.except = try phrases(value, key)
      case "matches": entry.matches = try examples(value, key)
      case "rejects": entry.rejects = try examples(value, key)
      case "not-under": entry.notUnder = try strings(value, key)
      case "replace": entry.replaces = try flag(value, key)
      default: entry.removes = try flag(value, key)
      }
    }
    guard !entry.id.isEmpty else {
      throw error(node, "an entry has no id", "Add `id:` with a name in kebab case, such as network-effects.")
    }
    return entry
  }

  /// Phrases, plain or in groups that share conditions.
  private func phrases(_ node: Node, _ name: String) throws(LexiconError) -> [LexiconPhrase] {
    var phrases: [LexiconPhrase] = []
    for item in try sequence(node, name) {
      guard case .mapping = item else {
        phrases.append(LexiconPhrase(text: try string(item, name), line: item.mark?.line ?? 0))
        continue
      }
      var group = LexiconPhrase(text: "", line: 0)
      var members: [Node] = []
      let keys = kind == .roles ? ["words", "under", "not-under", "confidence"] : ["words", "label"]
      for (key, value) in try pairs(item, "a group of words", keys) {
        switch key {
        case "words": members = try sequence(value, key)
        case "under": group.under = try strings(value, key)
        case "not-under": group.notUnder = try strings(value, key)
        case "confidence": group.confidence = try fraction(value, key)
        default: group.labelOnly = try flag(value, key)
        }
      }
      guard !members.isEmpty else {
        throw error(item, "a group of words has no words", "Add `words:` with a list of phrases.")
      }
      for member in members {
        var phrase = group
        phrase.text = try string(member, name)
        phrase.line = member.mark?.line ?? 0
        phrases.append(phrase)
      }
    }
    return phrases
  }

  /// Examples: a text, or a text with the roles of the sections around it.
  private func examples(_ node: Node, _ name: String) throws(LexiconError) -> [LexiconExample] {
    try sequence(node, name).map { item throws(LexiconError) in
      guard case .mapping = item, kind == .roles else {
        return LexiconExample(text: try string(item, name), line: item.mark?.line ?? 0)
      }
      var example = LexiconExample(text: "", line: item.mark?.line ?? 0)
      for (key, value) in try pairs(item, "an example", ["heading", "parents"]) {
        if key == "heading" {
          example.text = try string(value, key)
        } else {
          example.parents = try strings(value, key)
        }
      }
      return example
    }
  }
}

extension LexiconReader {
  private func pairs(_ node: Node, _ name: String, _ known: [String]) throws(LexiconError) -> [(String, Node)] {
    guard case .mapping(let mapping) = node else {
      throw error(node, "\(name) must be a mapping", "Write `key: value` lines with the keys \(list(known)).")
    }
    var pairs: [(String, Node)] = []
    for (key, value) in mapping {
      let word = key.scalar?.string ?? ""
      guard known.contains(word) else {
        let near = known.first { Spelling.isNear(word, $0) }
        let remedy = near.map { "Did you mean `\($0)`?" } ?? "Use one of \(list(known))."
        throw error(key, "\(name) has an unknown key `\(word)`", remedy)
      }
      pairs.append((word, value))
    }
    return pairs
  }

  private func sequence(_ node: Node, _ name: String) throws(LexiconError) -> [Node] {
    switch node {
    case .sequence(let nodes): return Array(nodes)
    case .scalar(let scalar) where scalar.string.isEmpty || scalar.string == "~": return []
    default: throw error(node, "`\(name)` must be a list", "Write one item a line, each behind `- `.")
    }
  }

  private func string(_ node: Node, _ name: String) throws(LexiconError) -> String {
    guard case .scalar(let scalar) = node else {
      throw error(
        node, "`\(name)` must be a text", "Write it on one line; put it in quotes where it holds `: ` or `#`.")
    }
    return scalar.string
  }

  private func strings(_ node: Node, _ name: String) throws(LexiconError) -> [String] {
    try sequence(node, name).map { item throws(LexiconError) in try id(item) }
  }

  private func id(_ node: Node) throws(LexiconError) -> String {
    let id = try string(node, "id")
    let isKebab = !id.isEmpty && id.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || (97...122).contains($0) }
    guard isKebab else {
      throw error(node, "`\(id)` is no id", "Use lower case letters, digits and hyphens, such as success-factors.")
    }
    return id
  }

  private func flag(_ node: Node, _ name: String) throws(LexiconError) -> Bool {
    switch node.scalar?.string {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw error(node, "`\(name)` must be true or false", "Write `\(name): true`, or leave it out.")
    }
  }

  private func fraction(_ node: Node, _ name: String) throws(LexiconError) -> Double {
    guard let value = node.scalar.flatMap({ Double($0.string) }), value > 0, value <= 1 else {
      throw error(node, "`\(name)` must be a number above 0 and at most 1", "Write for example `\(name): 0.6`.")
    }
    return value
  }

  private func error(_ node: Node?, _ problem: String, _ remedy: String) -> LexiconError {
    LexiconError(file: source.name, line: node?.mark?.line ?? 0, problem: problem, remedy: remedy)
  }

  private func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }

  private func yamlError(_ error: any Error) -> LexiconError {
    let remedy = "Mend the YAML there: mind indentation, and quote texts that hold `: `, `#` or `*`."
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
      .composer(_, let problem, let mark, _)?:
      return LexiconError(file: source.name, line: mark.line, problem: "not valid YAML: \(problem)", remedy: remedy)
    case .duplicatedKeysInMapping(let duplicates, let context)?:
      let keys = duplicates.map { "\($0)" }.sorted().joined(separator: ", ")
      return LexiconError(
        file: source.name, line: context.mark.line, problem: "a key stands twice in one mapping: \(keys)",
        remedy: "Keep one of them.")
    default:
      return LexiconError(file: source.name, line: 0, problem: "not valid YAML: \(error)", remedy: remedy)
    }
  }
}
