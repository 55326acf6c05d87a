internal import Words

/// Themes as data: which words make which theme.
///
/// Built from YAML files; see the built-in `themes.yaml` for the format. Matching is one pass over the text, and each
/// match says which words decided. The value is immutable: share it between threads.
public struct ThemeLexicon: Sendable {
  /// What a phrase number of the index stands for.
  private struct Rule: Sendable {
    var theme: Int32
    /// Index into `entries`.
    var entry: Int32
    /// Which phrase of a conjunction, and how many it has.
    var part: UInt8
    var parts: UInt8
    var isException: Bool
    var labelOnly: Bool
  }

  /// All themes, in the order of the files.
  public let themes: [Theme]
  private let index: PhraseIndex
  private let rules: [Rule]
  /// The phrases as written.
  private let entries: [String]
  private let examples: [(theme: Theme.ID, text: String, shouldMatch: Bool, file: String, line: Int)]

  /// Reads lexicons from YAML: the built-in first, then the user's, whose entries extend or replace those before.
  /// Errors name the texts "lexicon 1", "lexicon 2" and so on; `init(sources:)` takes better names.
  public init(yaml: [String]) throws(LexiconError) {
    try self.init(sources: yaml.enumerated().map { LexiconSource(name: "lexicon \($0.offset + 1)", text: $0.element) })
  }

  /// Reads lexicons from named YAML texts: the built-in first, then the user's, whose entries extend or replace those
  /// before.
  public init(sources: [LexiconSource]) throws(LexiconError) {
    let files = try sources.map { source throws(LexiconError) in
      try LexiconReader(kind: .themes, source: source).read()
    }
    let merged = try LexiconCompiler.merge(files)
    var builder = PhraseIndex.Builder()
    var themes: [Theme] = []
    var rules: [Rule] = []
    var entries: [String] = []
    var examples: [(theme: Theme.ID, text: String, shouldMatch: Bool, file: String, line: Int)] = []
    for item in merged {
      let id = item.entry.id
      let theme = Int32(truncatingIfNeeded: themes.count)
      themes.append(Theme(id: id, name: item.entry.name ?? id, description: item.entry.summary ?? ""))
      for sourced in item.phrases {
        let (phrase, file) = (sourced.item, sourced.file)
        let pattern = try LexiconCompiler.pattern(phrase, file: file, &builder.vocabulary)
        for (part, alternatives) in pattern.conjuncts.enumerated() {
          try LexiconCompiler.checkRoom(builder, phrase, file)
          for alternative in alternatives { builder.add(alternative, number: rules.count) }
          rules.append(
            Rule(
              theme: theme, entry: Int32(truncatingIfNeeded: entries.count), part: UInt8(clamping: part),
              parts: UInt8(clamping: pattern.conjuncts.count), isException: !sourced.isPositive,
              labelOnly: phrase.labelOnly))
        }
        entries.append(phrase.text)
      }
      for example in item.examples {
        examples.append((id, example.item.text, example.isPositive, example.file, example.item.line))
      }
    }
    self.themes = themes
    self.rules = rules
    self.entries = entries
    self.examples = examples
    index = builder.build()
  }

  /// All phrases, as they are written.
  var phrases: Set<String> { Set(entries) }

  /// The themes of a statement, in the order of the lexicon; none where no words decide.
  ///
  /// A statement with a label is given as label and text joined by ": ". O(bytes of text), about 10 ns a byte.
  public func themes(of text: String) -> [ThemeMatch] {
    index.search(text) { words, hits in
      guard !hits.isEmpty else { return [] }
      let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) ?? text.utf8.startIndex
      return matches(in: words, hits, labelEnd: text.utf8.distance(from: text.utf8.startIndex, to: colon))
    }
  }

  private func matches(in words: [ScannedWord], _ hits: [PhraseIndex.Hit], labelEnd: Int) -> [ThemeMatch] {
    var exceptions: [Int32: WordRanges] = [:]
    for hit in hits where rules[Int(hit.phrase)].isException {
      exceptions[rules[Int(hit.phrase)].theme, default: WordRanges()].append(hit.begin..<hit.end)
    }
    let kept = hits.filter { hit in
      let rule = rules[Int(hit.phrase)]
      if rule.isException || (rule.labelOnly && Int(words[Int(hit.end) - 1].end) > labelEnd) { return false }
      return exceptions[rule.theme]?.overlaps(hit.begin..<hit.end) != true
    }
    // Conjunctions hold when each part was found somewhere.
    var parts: [Int32: UInt64] = [:]
    for hit in kept where rules[Int(hit.phrase)].parts > 1 {
      parts[rules[Int(hit.phrase)].entry, default: 0] |= 1 << UInt64(min(rules[Int(hit.phrase)].part, 63))
    }
    var found: [Int32: (first: Int32, entry: Int32, words: Set<Int32>)] = [:]
    for hit in kept {
      let rule = rules[Int(hit.phrase)]
      if rule.parts > 1, parts[rule.entry]?.nonzeroBitCount != Int(rule.parts) { continue }
      var match = found[rule.theme] ?? (hit.begin, rule.entry, [])
      if hit.begin < match.first { (match.first, match.entry) = (hit.begin, rule.entry) }
      for word in hit.begin..<hit.end where hit.names(word) { match.words.insert(word) }
      found[rule.theme] = match
    }
    return found.sorted { $0.key < $1.key }.map { theme, match in
      ThemeMatch(
        theme: themes[Int(theme)].id, words: ranges(of: match.words, in: words), entry: entries[Int(match.entry)])
    }
  }

  /// Byte ranges of the words, those side by side as one.
  private func ranges(of indices: Set<Int32>, in words: [ScannedWord]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var last: Int32 = -2
    for index in indices.sorted() {
      let word = words[Int(index)]
      if index == last + 1, let range = ranges.popLast() {
        ranges.append(range.lowerBound..<Int(word.end))
      } else {
        ranges.append(Int(word.begin)..<Int(word.end))
      }
      last = index
    }
    return ranges
  }
}

extension ThemeLexicon {
  /// The one theme that a person means by `named`: its id or name in any spelling of case, or else the only theme whose
  /// id or name holds it. Nil where none does or several do: then ask `themes(matching:)`.
  public func theme(named: String) -> Theme? {
    let found = themes(matching: named)
    return found.count == 1 ? found[0] : nil
  }

  /// The themes that a person may mean by `named`: those of that id or name, else those whose id or name holds it, else
  /// those spelt nearly so.
  public func themes(matching named: String) -> [Theme] {
    let wanted = WordScanner.foldedWords(of: named).joined(separator: " ")
    guard !wanted.isEmpty else { return [] }
    let spellings = themes.map { theme in
      [theme.id, theme.name].map { WordScanner.foldedWords(of: $0).joined(separator: " ") }
    }
    let tests: [(String) -> Bool] = [
      { $0 == wanted }, { " \($0)".contains(" \(wanted)") }, { Spelling.isNear($0, wanted) },
    ]
    for test in tests {
      let found = themes.indices.filter { spellings[$0].contains(where: test) }
      if !found.isEmpty { return found.map { themes[$0] } }
    }
    return []
  }

  /// The examples of the lexicon that do not hold; empty for a sound lexicon.
  public func failingExamples() -> [LexiconExampleFailure] {
    examples.compactMap { example in
      let match = themes(of: example.text).first { $0.theme == example.theme }
      guard (match != nil) != example.shouldMatch else { return nil }
      return LexiconExampleFailure(
        entry: example.theme, example: example.text, shouldMatch: example.shouldMatch, found: match?.entry,
        file: example.file, line: example.line)
    }
  }
}
