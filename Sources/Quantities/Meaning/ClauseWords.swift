import Language
import Learning

/// The words of a segment as the models see them: forms, parts of speech, sentences, and which words are figures.
struct ClauseWords {
  /// Each token as written.
  let forms: [String]
  /// Each token in lower case.
  let lower: [String]
  /// The hashes of each token; those of ``WordHashes/outside`` in sentences that have nothing to do with a figure.
  let hashes: [WordHashes]
  /// The mark that each token is, from one on in the order of ``markNames``; 0 for words.
  let marks: [UInt8]
  /// Tokens that may be part of a name, in the sentences of figures and those before.
  private(set) var isName: [Bool] = []
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
    var marks: [UInt8] = []
    var sentence: [Int] = []
    var starts: [Int] = []
    for index in 0..<count {
      let token = parser.tokens[index]
      if starts.isEmpty || token.flags.contains(.sentence) { starts.append(index) }
      let form = String(decoding: parser.bytes[token.start..<token.end], as: UTF8.self)
      forms.append(form)
      lower.append(token.flags.isDisjoint(with: [.capital, .innerCapital, .allCaps]) ? form : form.lowercased())
      marks.append(Self.marksByForm[form] ?? 0)
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
    var hashes = [WordHashes](repeating: .outside, count: count)
    var names: [Int] = []
    // Of the sentence behind only the dates are looked at, and the words around them.
    for number in wanted.union(wanted.map { $0 + 1 }).sorted() where number >= 0 && number + 1 < starts.count {
      let range = starts[number]..<starts[number + 1]
      guard range.count <= Self.longest else { continue }
      for at in range { hashes[at] = WordHashes(lower[at]) }
      guard wanted.contains(number) else { continue }
      names += range
      let tokens = range.map { SyntaxToken(parser.bytes[parser.tokens[$0].start..<parser.tokens[$0].end]) }
      for (offset, tag) in tagger.tag(tokens).enumerated() { tags[range.lowerBound + offset] = tag }
    }
    self.forms = forms
    self.lower = lower
    isPossessive = possessive
    self.joined = joined
    self.marks = marks
    self.hashes = hashes
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
    isName = SubjectCandidates.nameTokens(self, among: names)
  }

  var count: Int { forms.count }

  /// The figures, dates left out, that begin in a range; O(1).
  func figures(in range: Range<Int>) -> ArraySlice<(first: Int, last: Int, kind: MetricKind)> {
    let low = figuresBefore[min(max(0, range.lowerBound), count)]
    return figures[low..<max(low, figuresBefore[min(max(0, range.upperBound), count)])]
  }

  /// The tag's number of a token.
  func tag(_ index: Int) -> Int { Int(tags[index]) }
  /// The tag's number and one; 0 outside of the range.
  func tag(_ index: Int, in range: ClosedRange<Int>) -> UInt64 {
    range.contains(index) ? UInt64(tags[index]) + 1 : 0
  }
  /// Whether a token's tag is one of those named.
  func isTag(_ index: Int, _ names: TagSet) -> Bool { names.contains(tag(index)) }
  /// The hash of the word in lower case; that of `#` outside of the range.
  func word(_ index: Int, in range: ClosedRange<Int>) -> UInt64 {
    range.contains(index) ? hashes[index].whole : WordHashes.outside.whole
  }

  func isNoun(_ index: Int) -> Bool { speech.isNoun[tag(index)] }
  func isModifier(_ index: Int) -> Bool { speech.isModifier[tag(index)] }
  func isVerb(_ index: Int) -> Bool { speech.isVerb[tag(index)] }
  func isMark(_ index: Int) -> Bool { marks[index] != 0 }
  /// A form of be, have or do.
  func isAuxiliary(_ index: Int) -> Bool { Self.auxiliaries.contains(hashes[index].whole) }
  /// A verb of its own: no form of be, have, do.
  func isMainVerb(_ index: Int) -> Bool { isVerb(index) && !isAuxiliary(index) }

  func isJoined(_ index: Int) -> Bool { index < joined.count && joined[index] }

  /// The first token of a sentence.
  func isFirst(_ index: Int) -> Bool { sentenceStarts[sentence[index]] == index }

  static let markNames = [
    ".", ",", ";", ":", "(", ")", "\"", "–", "—", "→", "“", "”", "|", "•", "!", "?",
  ]
  /// The numbers of single marks.
  static let comma: UInt8 = 2
  static let colon: UInt8 = 4
  private static let marksByForm = Dictionary(
    uniqueKeysWithValues: markNames.enumerated().map { ($0.element, UInt8($0.offset + 1)) })
  private static let auxiliaries = HashSet(
    "is are was were be been being am has have had having do does did")

  /// The text from one token to another, without markup.
  func text(_ range: Range<Int>, _ parser: FigureParser) -> String {
    FigureReader.plain(range, parser)
  }
}

/// Words in lower case, by their hashes.
struct HashSet: Sendable {
  private let hashes: FeatureSet

  /// The words of a text, separated by spaces.
  init(_ words: String) {
    var hashes = FeatureSet(minimumCapacity: 64)
    for word in words.split(separator: " ") { _ = hashes.insert(FeatureHash.text(word)) }
    self.hashes = hashes
  }

  func contains(_ hash: UInt64) -> Bool { hashes.contains(hash) }
}

/// Some tags of the tagger.
struct TagSet: Sendable {
  private let bits: UInt64

  init(_ names: Set<String>) {
    var bits: UInt64 = 0
    for (tag, name) in PartsOfSpeech.shared.names.enumerated().prefix(64) where names.contains(name) {
      bits |= 1 << UInt64(tag)
    }
    self.bits = bits
  }

  func contains(_ tag: Int) -> Bool { tag < 64 && bits & 1 << UInt64(tag) != 0 }
}

extension PartsOfSpeech {
  /// Those of the linked tagger.
  static let shared = PartsOfSpeech(Tagger.shared?.tags ?? [])
}
