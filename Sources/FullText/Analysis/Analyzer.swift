/// A word of a text as the index knows it.
struct Token: Equatable {
  /// The term: what is looked up.
  var term: [UInt8]
  /// The place among the words of the text; words dropped leave a gap.
  var position: Int
  /// Where it stands in the text, in UTF-8 bytes.
  var range: Range<Int>
}

/// The steps that an ``AnalyzerName`` describes.
///
/// Tokenizers give byte ranges of the text and every filter but `synonyms` and `ngram` maps one surface form to at most one term, whatever
/// surrounds it. So an index maps each distinct surface form once (``term(of:)``), and not each occurrence: stemming costs 200 ns a word.
///
/// Not thread-safe, because stemmers are not: one object is for one thread at a time.
final class Analyzer {
  enum Tokenizer: Equatable {
    case words, whitespace, keyword
    case ngram(minimum: Int, maximum: Int)
  }

  enum Filter {
    case lower, fold, possessive
    case stop(Set<[UInt8]>)
    case stem(Stemmer)
    case length(ClosedRange<Int>)
  }

  struct Synonym {
    var words: [[UInt8]]
    /// The place of each word behind the first: words of the rule that the filters drop leave a gap.
    var offsets: [Int] = []
    var replacement: [UInt8]
  }

  /// Longer words are dropped: they are data, not language, and a posting list for each costs more than it gives.
  static let maximumTermLength = 255

  let tokenizer: Tokenizer
  private let filters: [Filter]
  /// By first word, longest first.
  private let synonyms: [[UInt8]: [Synonym]]

  /// Whether the words of the text are the tokenizer's ranges and ``term(of:)`` maps each alone.
  var mapsSurfaceForms: Bool {
    if case .ngram = tokenizer { return false }
    return synonyms.isEmpty
  }
  /// Whether a surface form is its own term.
  var isIdentity: Bool { filters.isEmpty && mapsSurfaceForms }

  /// Reads the line of an analyzer. Throws ``FullTextError/invalid(_:)`` for a step that does not exist.
  convenience init(_ name: AnalyzerName) throws { try self.init(name, language: "") }

  /// The same for documents of one language.
  init(_ unresolved: AnalyzerName, language: String) throws {
    let name = unresolved.resolved(language)
    var filters: [Filter] = []
    var rules: [Synonym] = []
    var tokenizer: Tokenizer?
    for step in name.line.split(separator: " ") {
      let parts = step.split(separator: ":", maxSplits: 1)
      let argument = parts.count > 1 ? String(parts[1]) : ""
      let numbers = argument.split(separator: ":").compactMap { Int($0) }
      switch parts[0] {
      case "words" where tokenizer == nil: tokenizer = .words
      case "whitespace" where tokenizer == nil: tokenizer = .whitespace
      case "keyword" where tokenizer == nil: tokenizer = .keyword
      case "ngram"
      where tokenizer == nil && numbers.count == 2 && numbers[0] > 0 && numbers[0] <= numbers[1] && numbers[1] <= 32:
        tokenizer = .ngram(minimum: numbers[0], maximum: numbers[1])
      case "lower": filters.append(.lower)
      case "fold": filters.append(.fold)
      case "possessive": filters.append(.possessive)
      case "stop": filters.append(.stop(StopWords.list(argument)))
      case "stopwords":
        filters.append(.stop(Set(argument.split(separator: ",").map { Array(AnalyzerName.unescape($0).utf8) })))
      case "stem":
        guard let stemmer = Stemmer(argument) else { throw FullTextError.invalid("no stemmer is called \(argument)") }
        filters.append(.stem(stemmer))
      case "length" where numbers.count == 2 && numbers[0] <= numbers[1]:
        filters.append(.length(numbers[0]...numbers[1]))
      case "synonyms":
        for rule in argument.split(separator: ";") {
          let sides = rule.split(separator: ">", maxSplits: 1).map { AnalyzerName.unescape($0) }
          guard sides.count == 2 else { throw FullTextError.invalid("not a synonym rule: \(rule)") }
          let words = sides[0].split(separator: " ").map { Array($0.utf8) }
          if !words.isEmpty { rules.append(Synonym(words: words, replacement: Array(sides[1].utf8))) }
        }
      default: throw FullTextError.invalid("the analyzer \(name.rawValue) has an unknown step: \(step)")
      }
    }
    guard let tokenizer else { throw FullTextError.invalid("the analyzer \(name.rawValue) has no tokenizer") }
    self.tokenizer = tokenizer
    self.filters = filters
    // Rules are matched on terms, so that case, accents and inflection do not matter to them.
    var synonyms: [[UInt8]: [Synonym]] = [:]
    for rule in rules {
      let words = rule.words.enumerated().compactMap { offset, word in
        Self.apply(filters, to: word).map { (term: $0, offset: offset) }
      }
      guard let first = words.first, let replacement = Self.apply(filters, to: rule.replacement) else { continue }
      synonyms[first.term, default: []].append(
        Synonym(
          words: words.map(\.term), offsets: words.map { $0.offset - first.offset }, replacement: replacement))
    }
    self.synonyms = synonyms.mapValues { $0.sorted { $0.words.count > $1.words.count } }
  }

  /// Calls `body` with the range of every word of the text, in order.
  @inline(__always)
  func forEachSurface(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int) throws -> Void
  ) rethrows {
    switch tokenizer {
    case .words: try unsafe WordBreaks.forEachWord(text, body)
    case .whitespace, .ngram:
      var index = 0
      while index < text.count {
        while index < text.count, unsafe Self.isSpace(text[index]) { index += 1 }
        let start = index
        while index < text.count, unsafe !Self.isSpace(text[index]) { index += 1 }
        if index > start { try body(start, index) }
      }
    case .keyword: try body(0, text.count)
    }
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  /// The term of a surface form, or nil when it is dropped.
  func term(of surface: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    if surface.count > Self.maximumTermLength * 4 { return nil }
    return unsafe Self.apply(filters, to: Array(surface))
  }

  /// A part of a word as the filters that change single characters leave it.
  func normalized(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for filter in filters {
      switch filter {
      case .lower: text = TextFolding.lowercased(text)
      case .fold: text = TextFolding.folded(text)
      case .possessive, .stop, .stem, .length: break
      }
    }
    return text
  }

  /// The stems that are shorter than what was typed of a word: of `reducti` it is `reduct`, the stem of "reduction". What was typed is completed
  /// with the endings that stemmers take off, and those stems count that do not begin with it themselves.
  func stems(ofWordsBeginning prefix: [UInt8]) -> [[UInt8]] {
    let isStemmed = filters.contains { if case .stem = $0 { true } else { false } }
    guard isStemmed, prefix.count > 2 else { return [] }
    var stems: Set<[UInt8]> = []
    for ending in Self.endings {
      guard let stem = Self.apply(filters, to: prefix + ending.utf8), !stem.starts(with: prefix) else { continue }
      stems.insert(stem)
    }
    return stems.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// What may follow in a word whose stem has ended: endings of English, and parts of them.
  private static let endings = [
    "", "s", "e", "es", "ed", "d", "ing", "ng", "g", "ion", "on", "n", "ions", "ons", "ns", "al", "ally", "ly", "y",
    "ity", "ty", "ies",
    "ment", "ments", "ent", "ness", "ation", "tion", "ive", "ve", "ence", "ance", "nce", "ce", "able", "ble", "le",
  ]

  private static func apply(_ filters: [Filter], to word: [UInt8]) -> [UInt8]? {
    var word = word
    for filter in filters {
      switch filter {
      case .lower: word = TextFolding.lowercased(word)
      case .fold: word = TextFolding.folded(word)
      case .possessive: word = TextFolding.withoutPossessive(word)
      case .stop(let list): if list.contains(word) { return nil }
      case .stem(let stemmer): word = stemmer.stem(word)
      case .length(let range): if !range.contains(word.count) { return nil }
      }
      if word.isEmpty { return nil }
    }
    return word.count > maximumTermLength ? nil : word
  }

  /// The words of a text, with their places.
  func tokens(_ text: UnsafeBufferPointer<UInt8>) -> [Token] {
    var tokens: [Token] = []
    var position = 0
    if case .ngram(let minimum, let maximum) = tokenizer {
      unsafe WordBreaks.forEachWord(text) { start, end in
        guard let word = unsafe term(of: UnsafeBufferPointer(rebasing: text[start..<end])) else { return }
        let starts = word.indices.filter { word[$0] & 0xC0 != 0x80 } + [word.count]
        for from in 0..<(starts.count - 1) {
          for length in minimum...maximum where from + length < starts.count {
            let term = Array(word[starts[from]..<starts[from + length]])
            tokens.append(Token(term: term, position: position, range: start..<end))
          }
          position += 1
        }
      }
      return tokens
    }
    unsafe forEachSurface(text) { start, end in
      if let term = unsafe term(of: UnsafeBufferPointer(rebasing: text[start..<end])) {
        tokens.append(Token(term: term, position: position, range: start..<end))
      }
      position += 1
    }
    return synonyms.isEmpty ? tokens : replacingSynonyms(tokens)
  }

  /// The words of a text, with their places.
  func tokens(_ text: String) -> [Token] {
    var text = text
    return text.withUTF8 { unsafe tokens($0) }
  }

  /// A sequence replaced by one word takes one place, and what follows moves up.
  private func replacingSynonyms(_ tokens: [Token]) -> [Token] {
    var result: [Token] = []
    var removed = 0
    var index = 0
    while index < tokens.count {
      var token = tokens[index]
      var length = 1
      for rule in synonyms[token.term] ?? [] where index + rule.words.count <= tokens.count {
        let words = tokens[index..<(index + rule.words.count)]
        let stand = zip(words, rule.offsets).allSatisfy { $0.position - token.position == $1 }
        if stand, zip(words, rule.words).allSatisfy({ $0.term == $1 }) {
          token.term = rule.replacement
          length = rule.words.count
          break
        }
      }
      let last = tokens[index + length - 1]
      token.range = token.range.lowerBound..<last.range.upperBound
      let width = last.position - token.position
      token.position -= removed
      removed += width
      result.append(token)
      index += length
    }
    return result
  }
}
