import Language

/// A run of words that may say what a figure measures.
struct LabelCandidate: Hashable {
  /// What it was made as; of equal runs the simplest counts.
  enum Form: Int, Comparable {
    case noun, nounWithTail, verb, verbWithObject, subjectWithVerb, following

    static func < (first: Form, second: Form) -> Bool { first.rawValue < second.rawValue }
  }

  var range: Range<Int>
  /// The word that carries it.
  var head: Int
  var form: Form
}

/// Finds the runs of words of a figure's sentence that may be its label: noun phrases alone and with what follows them,
/// verbs with their objects or subjects, and the words right behind the figure.
struct LabelCandidates {
  let site: FigureSite
  private var found: [Range<Int>: LabelCandidate] = [:]
  /// A clause inside the sentence that says something else: ", which worried the team for years,".
  private let relative: Range<Int>

  private static let relatives = HashSet("which who whose")

  /// Longest label, in tokens.
  static let longest = 8

  init(_ site: FigureSite) {
    self.site = site
    let words = site.words
    var close: Int?
    var relative = 0..<0
    for at in stride(from: site.lo - 1, through: max(site.a, site.lo - 40), by: -1)
    where words.marks[at] == ClauseWords.comma {
      if let close, Self.relatives.contains(words.hashes[at + 1].whole) {
        relative = at..<close
        break
      }
      close = at
    }
    self.relative = relative
  }

  /// The candidates in the order of the text.
  static func all(_ site: FigureSite) -> [LabelCandidate] {
    var search = LabelCandidates(site)
    search.run()
    return search.found.values.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private mutating func run() {
    let words = site.words
    let end = site.b + 1
    // Long paragraphs without a full stop: what is far away is no label.
    for index in max(site.a, site.lo - 60)..<min(end, site.hi + 60) where !site.isOwn(index) {
      let isNounLike =
        words.isNoun(index)
        || words.speech.isGerund[words.tag(index)] && index + 1 < end && !words.isNoun(index + 1)
          && (index == site.a || !words.isVerb(index - 1))
      if isNounLike, !words.isFigure[index] { addNoun(index, end) }
      if words.isMainVerb(index) { addVerb(index, end) }
    }
    var last = site.hi + 1
    while last < end, last - site.hi <= Self.longest, !words.isFigure[last], !words.isMark(last) { last += 1 }
    add(site.hi + 1..<last, head: min(site.hi + 1, end - 1), .following)
  }

  /// The first word of the noun phrase that ends with `index`.
  private func phraseStart(_ index: Int) -> Int {
    let words = site.words
    var first = index
    while first > site.a, words.isModifier(first - 1), !site.isOwn(first - 1),
      !(words.speech.isNumber[words.tag(first - 1)] && words.isFigure[first - 1])
    {
      first -= 1
    }
    return first
  }

  private mutating func addNoun(_ index: Int, _ end: Int) {
    let words = site.words
    // Only the last noun of a compound carries a phrase.
    if index + 1 < end, !words.isFigure[index + 1], words.isNoun(index + 1) { return }
    let first = phraseStart(index)
    add(first..<index + 1, head: index, .noun)
    var last = index + 1
    var tails = 0
    while last < end, last - first < Self.longest, !words.isFigure[last], !words.isMark(last),
      !words.speech.isBreak[words.tag(last)], !words.speech.isFinite[words.tag(last)]
    {
      last += 1
      if words.isNoun(last - 1), !(last < end && words.isNoun(last)) {
        add(first..<last, head: index, .nounWithTail)
        tails += 1
        if tails == 2 { return }
      }
    }
  }

  private mutating func addVerb(_ index: Int, _ end: Int) {
    let words = site.words
    add(index..<index + 1, head: index, .verb)
    var last = index + 1
    while last < end, last - index < 7, !words.isFigure[last], !words.isMark(last),
      !words.speech.isBreak[words.tag(last)]
    {
      last += 1
      if words.isNoun(last - 1) { break }
    }
    add(index..<last, head: index, .verbWithObject)
    var before = index - 1
    while before >= site.a, index - before < 6, !words.isFigure[before], !words.isMark(before),
      !words.speech.isBreak[words.tag(before)]
    {
      if words.isNoun(before) {
        add(phraseStart(before)..<index + 1, head: index, .subjectWithVerb)
        return
      }
      before -= 1
    }
  }

  private mutating func add(_ range: Range<Int>, head: Int, _ form: LabelCandidate.Form) {
    let words = site.words
    var (first, last) = (range.lowerBound, range.upperBound)
    while first < last, words.speech.isEdge[words.tag(first)] || words.isMark(first) { first += 1 }
    while last > first, words.speech.isTail[words.tag(last - 1)] || words.isMark(last - 1) { last -= 1 }
    guard first < last, last - first <= Self.longest, last <= site.lo || first > site.hi,
      !relative.overlaps(first..<last)
    else { return }
    if let known = found[first..<last], known.form <= form { return }
    found[first..<last] = LabelCandidate(range: first..<last, head: head, form: form)
  }
}

extension LabelCandidate {
  /// Whether its words, as they are shown, are those of another candidate and more.
  func holds(_ other: LabelCandidate) -> Bool {
    form != .verb && form != .subjectWithVerb && other.range.lowerBound >= range.lowerBound
      && other.range.upperBound <= range.upperBound
  }

  /// The label as it is shown: the words of the text, and for a verb alone the noun it is known by.
  func text(_ site: FigureSite, _ parser: FigureParser) -> String {
    if form == .verb, let noun = Nominals.noun(site.words.lower[head], kind: site.kind) { return noun }
    if form == .subjectWithVerb {
      if let noun = Nominals.noun(site.words.lower[head], kind: site.kind) { return noun }
      // "server load fell": what fell is measured.
      var last = head
      while last > range.lowerBound + 1, !site.words.isNoun(last - 1) { last -= 1 }
      return site.words.text(range.lowerBound..<last, parser)
    }
    return site.words.text(range, parser)
  }
}
