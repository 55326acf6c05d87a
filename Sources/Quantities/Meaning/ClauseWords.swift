import Language

/// The words of a segment as the models see them: forms, parts of speech, sentences, and which words are figures.
struct ClauseWords {
  /// Each token as written.
  let forms: [String]
  /// Each token in lower case.
  let lower: [String]
  /// Genitives: "Nav's".
  let isPossessive: [Bool]
  /// Tokens that no white space goes before.
  let joined: [Bool]
  /// The number of the sentence of each token.
  let sentence: [Int]
  /// First token of each sentence, and the end of the last.
  let sentenceStarts: [Int]
  /// Tokens of a figure of any kind, dates included.
  let isFigure: [Bool]
  /// The figures that are no dates: first and last token, kind.
  let figures: [(first: Int, last: Int, kind: MetricKind)]
  /// The dates: first and last token, and how they are written.
  let dates: [(first: Int, last: Int, text: String)]
  /// How many figures that are no dates begin before each token.
  private let figuresBefore: [Int]
  let speech: PartsOfSpeech
  private let tags: [UInt8]

  /// Longer sentences are no sentences; their words keep the first tag.
  static let longest = 400

  /// The words of a parsed segment; nil without a tagger.
  init?(_ parser: FigureParser, figures kept: [Figure]) {
    guard let tagger = Tagger.shared else { return nil }
    let count = parser.tokens.count
    var forms: [String] = []
    var lower: [String] = []
    var possessive: [Bool] = []
    var joined: [Bool] = []
    var sentence: [Int] = []
    var starts: [Int] = []
    for index in 0..<count {
      let token = parser.tokens[index]
      if starts.isEmpty || token.flags.contains(.sentence) { starts.append(index) }
      let form = String(decoding: parser.bytes[token.start..<token.end], as: UTF8.self)
      forms.append(form)
      lower.append(token.flags.isDisjoint(with: [.capital, .innerCapital, .allCaps]) ? form : form.lowercased())
      possessive.append(token.flags.contains(.possessive))
      joined.append(index > 0 && !token.spaced)
      sentence.append(starts.count - 1)
    }
    starts.append(count)
    var isFigure = [Bool](repeating: false, count: count)
    var figures: [(first: Int, last: Int, kind: MetricKind)] = []
    var dates: [(first: Int, last: Int, text: String)] = []
    var wanted = Set<Int>()
    for figure in kept where figure.last < count {
      for at in figure.first...figure.last { isFigure[at] = true }
      if figure.kind == .date || figure.kind == .timeline {
        if figure.kind == .date { dates.append((figure.first, figure.last, parser.dateText(figure))) }
      } else {
        figures.append((figure.first, figure.last, figure.kind))
        for number in sentence[figure.first] - 2...sentence[figure.first] { wanted.insert(number) }
      }
    }
    var tags = [UInt8](repeating: 0, count: count)
    for number in wanted where number >= 0 {
      let range = starts[number]..<starts[number + 1]
      guard range.count <= Self.longest else { continue }
      let tokens = range.map { SyntaxToken(parser.bytes[parser.tokens[$0].start..<parser.tokens[$0].end]) }
      for (offset, tag) in tagger.tag(tokens).enumerated() { tags[range.lowerBound + offset] = tag }
    }
    self.forms = forms
    self.lower = lower
    isPossessive = possessive
    self.joined = joined
    self.sentence = sentence
    sentenceStarts = starts
    self.isFigure = isFigure
    var begins = [Int](repeating: 0, count: count + 1)
    for figure in figures { begins[figure.first + 1] += 1 }
    for index in 0..<count { begins[index + 1] += begins[index] }
    figuresBefore = begins
    self.figures = figures
    self.dates = dates
    self.tags = tags
    speech = .shared
  }

  var count: Int { forms.count }

  /// The figures, dates left out, that begin in a range; O(1).
  func figures(in range: Range<Int>) -> ArraySlice<(first: Int, last: Int, kind: MetricKind)> {
    let low = figuresBefore[min(max(0, range.lowerBound), count)]
    return figures[low..<max(low, figuresBefore[min(max(0, range.upperBound), count)])]
  }

  /// The tag's number of a token.
  func tag(_ index: Int) -> Int { Int(tags[index]) }
  /// The tag's name; `#` outside of the range.
  func tagName(_ index: Int, in range: ClosedRange<Int>) -> String {
    range.contains(index) ? speech.names[Int(tags[index])] : "#"
  }
  /// The word in lower case; `#` outside of the range.
  func word(_ index: Int, in range: ClosedRange<Int>) -> String { range.contains(index) ? lower[index] : "#" }

  func isNoun(_ index: Int) -> Bool { speech.isNoun[tag(index)] }
  func isModifier(_ index: Int) -> Bool { speech.isModifier[tag(index)] }
  func isVerb(_ index: Int) -> Bool { speech.isVerb[tag(index)] }
  func isMark(_ index: Int) -> Bool { Self.marks.contains(forms[index]) }
  /// A verb of its own: no form of be, have, do.
  func isMainVerb(_ index: Int) -> Bool { isVerb(index) && !Self.auxiliaries.contains(lower[index]) }

  func isJoined(_ index: Int) -> Bool { index < joined.count && joined[index] }

  /// The first token of a sentence.
  func isFirst(_ index: Int) -> Bool { sentenceStarts[sentence[index]] == index }

  static let marks: Set<String> = [".", ",", ";", ":", "(", ")", "\"", "–", "—", "→", "“", "”", "|", "•", "!", "?"]
  static let auxiliaries: Set<String> = [
    "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does", "did",
  ]

  /// The text from one token to another, without markup.
  func text(_ range: Range<Int>, _ parser: FigureParser) -> String {
    FigureReader.plain(range, parser)
  }
}

extension PartsOfSpeech {
  /// Those of the linked tagger.
  static let shared = PartsOfSpeech(Tagger.shared?.tags ?? [])
}

/// Where a figure stands: what the features of all its models are made from.
struct FigureSite {
  let words: ClauseWords
  /// First and last token of the figure.
  let lo: Int
  let hi: Int
  let kind: String
  /// First and last token of its sentence.
  let a: Int
  let b: Int
  /// The verb that says most about it: the nearest before, else the nearest behind; -1 without one.
  let verb: Int

  /// The place of a figure.
  ///
  /// - Parameter start: where its sentence begins for it, behind a lead-in that says nothing.
  init(_ words: ClauseWords, _ figure: Figure, from start: Int = 0) {
    self.words = words
    lo = figure.first
    hi = figure.last
    kind = figure.kind.rawValue
    let number = words.sentence[lo]
    a = min(lo, max(start, words.sentenceStarts[number]))
    b = max(words.sentenceStarts[number + 1] - 1, hi)
    var verb = -1
    for at in stride(from: lo - 1, through: max(a, lo - 14), by: -1) where words.isMainVerb(at) {
      verb = at
      break
    }
    if verb < 0 {
      for at in hi + 1..<max(hi + 1, min(b + 1, hi + 12)) where words.isMainVerb(at) {
        verb = at
        break
      }
    }
    self.verb = verb
  }

  var sentence: ClosedRange<Int> { a...b }
  func word(_ index: Int) -> String { words.word(index, in: a...b) }
  func tag(_ index: Int) -> String { words.tagName(index, in: a...b) }
  func isOwn(_ index: Int) -> Bool { index >= lo && index <= hi }

  /// The tokens between the figure and a range beside it.
  func between(_ range: Range<Int>) -> Range<Int> {
    if range.lowerBound > hi { return hi + 1..<range.lowerBound }
    return min(range.upperBound, lo)..<lo
  }

  static func bucket(_ distance: Int) -> String {
    switch distance {
    case ...0: "0"
    case 1: "1"
    case 2: "2"
    case 3: "3"
    case 4...5: "4-5"
    case 6...8: "6-8"
    case 9...14: "9-14"
    default: "15+"
    }
  }

  static let small = (0...9).map { String($0) }
}
