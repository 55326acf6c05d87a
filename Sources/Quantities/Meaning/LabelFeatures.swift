import Language
import Learning

/// What the label model sees of a candidate.
private enum LabelTemplate: UInt8 {
  case form, formKind, side, sideKind, headTag, head, headKind, headEnd, nominal, last, first, length, adjacent
  case before, after, beforeKind, afterKind, between, betweenFirst, betweenLast, aroundBefore, aroundAfter, colonBehind
  case name, pronoun, emptyHead, beginsSentence, figuresBetween, nounsBetween, verbsBetween, markBetween, noMarkBetween
}

extension FigureSite {
  /// The features of a candidate: its form, side and distance, what stands between it and the figure, its words and their
  /// parts of speech, and the words around both.
  func features(of candidate: LabelCandidate, into features: inout ClauseFeatures) {
    typealias Label = LabelTemplate
    let range = candidate.range
    let isBehind = range.lowerBound > hi
    let side = UInt64(isBehind)
    let form = UInt64(candidate.form.rawValue)
    let distance = isBehind ? range.lowerBound - hi - 1 : lo - range.upperBound
    let far = Self.bucket(distance)
    features.add(Label.form, form)
    features.add(Label.formKind, form, kindHash)
    features.add(Label.side, side, far)
    features.add(Label.sideKind, side, kindHash, far)
    let between = between(range)
    addBetween(between, side, form, &features)

    let head = candidate.head
    let headWord = hashes(head)
    features.add(Label.headTag, tag(head), kindHash)
    features.add(Label.head, headWord.whole)
    features.add(Label.headKind, headWord.whole, kindHash)
    features.add(Label.headEnd, headWord.end3)
    if candidate.form == .verb, Nominals.noun(words.lower[head], kind: kind) != nil {
      features.add(Label.nominal, kindHash, side)
    }
    let last = word(range.upperBound - 1)
    features.add(Label.last, last)
    features.add(Label.first, word(range.lowerBound))
    features.add(Label.length, UInt64(upTo: 9, range.count), form)
    features.add(Label.adjacent, distance <= 0 ? side + 1 : 0, kindHash, form)
    let before = word(lo - 1)
    let after = word(hi + 1)
    features.add(Label.before, before, side)
    features.add(Label.after, after, side)
    features.add(Label.beforeKind, before, side, kindHash, form)
    features.add(Label.afterKind, after, side, kindHash, form)
    if !between.isEmpty {
      if between.count <= 4 { features.add(Label.between, path(between), side) }
      features.add(Label.betweenFirst, word(between.lowerBound), side)
      features.add(Label.betweenLast, word(between.upperBound - 1), side, form)
    }
    features.add(Label.aroundBefore, word(range.lowerBound - 1), side)
    let next = range.upperBound
    features.add(Label.aroundAfter, word(next), side)
    if next <= b, words.marks[next] == ClauseWords.colon { features.add(Label.colonBehind, side) }
    var names = 0
    var hasPronoun = false
    for at in range {
      if words.speech.isProperNoun[words.tag(at)] { names += 1 }
      if words.speech.isPronoun[words.tag(at)] { hasPronoun = true }
    }
    if names > 0 { features.add(Label.name, kindHash, UInt64(names == range.count)) }
    if hasPronoun { features.add(Label.pronoun) }
    if Self.emptyHeads.contains(last) { features.add(Label.emptyHead, kindHash) }
    if words.isFirst(range.lowerBound) || range.lowerBound > a && words.isFirst(range.lowerBound - 1) {
      features.add(Label.beginsSentence, side)
    }
  }

  /// Words in a row as one value.
  func path(_ range: Range<Int>) -> UInt64 {
    var hash = UInt64(range.count)
    for at in range { hash = FeatureHash.mixed(hash, words.hashes[at].whole) }
    return hash
  }

  private func addBetween(
    _ between: Range<Int>, _ side: UInt64, _ form: UInt64, _ features: inout ClauseFeatures
  ) {
    typealias Label = LabelTemplate
    var (nouns, verbs) = (0, 0)
    var marks: UInt32 = 0
    for at in between {
      if words.isNoun(at), !words.isFigure[at] { nouns += 1 }
      if words.isVerb(at) { verbs += 1 }
      marks |= 1 << UInt32(words.marks[at])
    }
    let figures = words.figures(in: between).count
    features.add(Label.figuresBetween, UInt64(upTo: 2, figures), side)
    features.add(Label.nounsBetween, UInt64(upTo: 4, nouns), side, kindHash)
    features.add(Label.verbsBetween, UInt64(upTo: 3, verbs), side, kindHash)
    for mark in 1...ClauseWords.markNames.count where marks & 1 << UInt32(mark) != 0 {
      features.add(Label.markBetween, UInt64(mark), side)
    }
    if marks >> 1 == 0 { features.add(Label.noMarkBetween, side, form) }
  }

  /// Nouns that measure nothing by themselves.
  private static let emptyHeads = HashSet(
    """
    percent % year years month months week weeks day days hour hours minute minutes second seconds million billion times \
    time x $ number total lot kind part end today
    """)
}
