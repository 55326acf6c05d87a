/// Roles as data: which words in a heading tell which role.
///
/// Built from YAML files; see the built-in `roles.yaml` for the format. A phrase decides where it is the head of a noun
/// phrase of the heading: in "Integration Strategy for Banks" the head is "strategy", in "Strategy Report" it is
/// "report", which tells nothing. The value is immutable: share it between threads.
public struct RoleLexicon: Sendable {
  /// What a phrase number of the index stands for.
  struct Rule: Sendable {
    enum Kind: Sendable {
      case role, exception, skip, `break`, join, filler, name
    }

    var kind: Kind
    /// The entry it belongs to; -1 for grammar.
    var entry: Int32 = -1
    /// Index into `phrases`.
    var phrase: Int32 = -1
    /// The place of its file among the files.
    var rank = 0
    var confidence = 1.0
    var under: [Role] = []
    var notUnder: [Role] = []
    /// Anything may follow: the phrase ends in "..".
    var isOpen = false
  }

  private typealias Example = (entry: String, example: LexiconExample, file: String, shouldMatch: Bool)

  /// The roles that the lexicon knows, in the order of the files.
  public let roles: [Role]
  /// Names for people, by role.
  public let names: [Role: String]
  /// What each role holds, by role.
  public let descriptions: [Role: String]
  private let index: PhraseIndex
  private let rules: [Rule]
  /// The phrases as written.
  private let phrases: [String]
  private let examples: [Example]

  /// Reads lexicons from YAML: the built-in first, then the user's, whose entries extend or replace those before.
  /// Errors name the texts "lexicon 1", "lexicon 2" and so on; `init(sources:)` takes better names.
  public init(yaml: [String]) throws(LexiconError) {
    try self.init(sources: yaml.enumerated().map { LexiconSource(name: "lexicon \($0.offset + 1)", text: $0.element) })
  }

  /// Reads lexicons from named YAML texts: the built-in first, then the user's, whose entries extend or replace those
  /// before.
  public init(sources: [LexiconSource]) throws(LexiconError) {
    let files = try sources.map { source throws(LexiconError) in
      try LexiconReader(kind: .roles, source: source).read()
    }
    var draft = Draft()
    for file in files { try draft.add(file.grammar, of: file.source) }
    let merged = try LexiconCompiler.merge(files)
    var examples: [Example] = []
    for (entry, item) in merged.enumerated() {
      for sourced in item.phrases {
        let (phrase, file) = (sourced.item, sourced.file)
        let rule = Rule(
          kind: sourced.isPositive ? .role : .exception, entry: Int32(truncatingIfNeeded: entry), rank: sourced.rank,
          confidence: phrase.confidence, under: phrase.under.map(Role.init(rawValue:)),
          notUnder: (item.entry.notUnder + phrase.notUnder).map(Role.init(rawValue:)))
        try draft.add(phrase, as: rule, file: file)
      }
      examples += item.examples.map { (item.entry.id, $0.item, $0.file, $0.isPositive) }
    }
    roles = merged.map { Role(rawValue: $0.entry.id) }
    names = Dictionary(uniqueKeysWithValues: merged.map { (Role(rawValue: $0.entry.id), $0.entry.name ?? $0.entry.id) })
    descriptions = Dictionary(
      uniqueKeysWithValues: merged.map { (Role(rawValue: $0.entry.id), $0.entry.summary ?? "") })
    index = draft.builder.build()
    rules = draft.rules
    phrases = draft.phrases
    self.examples = examples
  }

  /// The role that a heading tells, or nil where it only names a topic.
  ///
  /// - Parameters:
  ///   - heading: The heading's text, without markup; a number before it and a colon behind it do no harm.
  ///   - parents: The roles of the sections around it, outermost first, those without a role left out. The nearest one
  ///     tells apart what the heading leaves open: "Metrics" are results in a case study, and KPIs in a plan.
  /// - Complexity: O(bytes of the heading).
  public func role(ofHeading heading: String, parents: [Role] = []) -> RoleMatch? {
    var text = heading
    var words: [ScannedWord] = []
    let first = text.withUTF8 { bytes in
      WordScanner.scan(bytes, with: index.trie, into: &words)
      return HeadingGrammar.wordsBeforeText(words, bytes)
    }
    guard first < words.count, words.count - first <= HeadingGrammar.longestHeading else { return nil }
    var hits: [PhraseIndex.Hit] = []
    index.match(words, from: first, into: &hits)
    guard !hits.isEmpty else { return nil }
    var grammar = HeadingGrammar(words: words, first: first)
    for hit in hits { grammar.note(rules[Int(hit.phrase)].kind, hit) }
    if grammar.begin > first {
      // What begins the heading stands behind the article.
      var others: [PhraseIndex.Hit] = []
      index.match(words, from: grammar.begin, into: &others)
      for hit in others where rules[Int(hit.phrase)].kind == .name { grammar.note(.name, hit) }
      hits += others
    }
    if grammar.isName { return nil }
    guard let best = best(of: hits, grammar, parents.last) else { return nil }
    let rule = rules[Int(best.hit.phrase)]
    return RoleMatch(
      role: roles[Int(rule.entry)], entry: phrases[Int(rule.phrase)],
      range: Int(words[Int(best.hit.begin)].begin)..<Int(words[Int(best.hit.end) - 1].end),
      confidence: rule.confidence * best.place.confidence)
  }

  private typealias Candidate = (hit: PhraseIndex.Hit, place: HeadingGrammar.Place)

  private func best(of hits: [PhraseIndex.Hit], _ grammar: HeadingGrammar, _ parent: Role?) -> Candidate? {
    var best: Candidate?
    for hit in hits {
      let rule = rules[Int(hit.phrase)]
      guard rule.kind == .role else { continue }
      if !rule.under.isEmpty, parent.map(rule.under.contains) != true { continue }
      if let parent, rule.notUnder.contains(parent) { continue }
      guard let place = grammar.place(of: hit, isOpen: rule.isOpen) else { continue }
      if isExcepted(hit, entry: rule.entry, hits) { continue }
      if let current = best, !isBetter((hit, place), than: current) { continue }
      best = (hit, place)
    }
    return best
  }

  /// The earlier part of the heading first; what the enclosing section decides before what it doesn't; a noun before a
  /// mere "overview"; then the longer phrase, then that of the later file, so that users' phrases win.
  private func isBetter(_ left: Candidate, than right: Candidate) -> Bool {
    let (a, b) = (rules[Int(left.hit.phrase)], rules[Int(right.hit.phrase)])
    if left.place.segment != right.place.segment { return left.place.segment < right.place.segment }
    if a.under.isEmpty != b.under.isEmpty { return !a.under.isEmpty }
    if left.place.nounPhrase != right.place.nounPhrase { return left.place.nounPhrase < right.place.nounPhrase }
    if left.place.isFiller != right.place.isFiller { return !left.place.isFiller }
    let lengths = (left.hit.end - left.hit.begin, right.hit.end - right.hit.begin)
    if lengths.0 != lengths.1 { return lengths.0 > lengths.1 }
    if a.rank != b.rank { return a.rank > b.rank }
    return left.hit.phrase < right.hit.phrase
  }

  private func isExcepted(_ hit: PhraseIndex.Hit, entry: Int32, _ hits: [PhraseIndex.Hit]) -> Bool {
    hits.contains { other in
      let rule = rules[Int(other.phrase)]
      return rule.kind == .exception && rule.entry == entry && other.begin < hit.end && hit.begin < other.end
    }
  }

  /// The examples of the lexicon that do not hold; empty for a sound lexicon.
  public func failingExamples() -> [LexiconExampleFailure] {
    examples.compactMap { entry, example, file, shouldMatch in
      let match = role(ofHeading: example.text, parents: example.parents.map(Role.init(rawValue:)))
      guard (match?.role.rawValue == entry) != shouldMatch else { return nil }
      return LexiconExampleFailure(
        entry: entry, example: example.text, shouldMatch: shouldMatch,
        found: match.map { "\($0.role) by \($0.entry)" }, file: file, line: example.line)
    }
  }
}

extension RoleLexicon {
  /// A lexicon while it is built.
  private struct Draft {
    var builder = PhraseIndex.Builder()
    var rules: [Rule] = []
    var phrases: [String] = []

    mutating func add(_ grammar: LexiconGrammar, of file: String) throws(LexiconError) {
      let parts: [([LexiconPhrase], Rule.Kind)] = [
        (grammar.skip, .skip), (grammar.breaks, .break), (grammar.joins, .join), (grammar.fillers, .filler),
        (grammar.names, .name),
      ]
      for (phrases, kind) in parts {
        for phrase in phrases { try add(phrase, as: Rule(kind: kind), file: file) }
      }
    }

    mutating func add(_ phrase: LexiconPhrase, as rule: Rule, file: String) throws(LexiconError) {
      var rule = rule
      rule.phrase = Int32(truncatingIfNeeded: phrases.count)
      phrases.append(phrase.text)
      let alternatives = try LexiconCompiler.singlePattern(phrase, file: file, &builder.vocabulary)
      try LexiconCompiler.checkRoom(builder, phrase, file)
      for var alternative in alternatives {
        var spelled = rule
        if case .gap? = alternative.slots.last {
          alternative.slots.removeLast()
          spelled.isOpen = true
        }
        builder.add(alternative, number: rules.count)
        rules.append(spelled)
      }
    }
  }
}
