import Language
import Learning

/// What the models of roles and categories see of a figure.
enum FigureTemplate: UInt8 {
  case label, labelStart, labelStartKind, labelCue, labelCueKind, labelHeadCue, labelHead, labelHeadKind
  case nounStart, nounCue, nounCueKind
  case roleCueBefore, roleCueBeforeKind, roleCue, roleCueBehind, roleCueBehindKind, roleCueInSentence
  case cueBehind, cueBehindKind, cueNearBehind, cueBefore, cueBeforeKind, cueVerb, cueInSentence
  case kind, unit, unitKind, comparator, direction, period, ruleRole, ruleCategory
  case before, behind, twoBefore, twoBehind, threeBefore, around, oneBeforeKind, oneBehindKind, tagsBefore, tagsBehind
  case left, right, leftPair, rightPair, word, modal, beginning
  case verb, verbTag, verbStart, verbSide, beforeVerb, auxiliary
  case firstFinite, nearFinite, behindFinite, firstTag, tenses, chainVerb, chain, chainGovernor, chainSubject
  case knownRole
  case figures, order, figureBefore, kindBefore, figureBehind, kindBehind
}

/// The words of a figure's label and of its own noun, as features see them.
struct LabelWords {
  var label: [WordHashes]
  var noun: [WordHashes]

  /// - Parameters:
  ///   - label: as it is shown.
  ///   - noun: the tokens of the figure's noun, in lower case.
  init(label: String, noun: [WordHashes]) {
    self.noun = noun
    self.label = Array(label.lowercased().utf8).split {
      !($0 >= 0x80 || $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "$"))
    }.map { $0.withUnsafeBufferPointer { WordHashes($0) } }
  }
}

extension FigureSite {
  /// What kind the figure is, its label, what the grammar says of it, the words around it, its verb, the cue words near,
  /// and the figures beside it.
  func features(
    of figure: Figure, category: MetricCategory?, role: MetricRole?, _ labelWords: LabelWords,
    into features: inout ClauseFeatures
  ) {
    typealias Its = FigureTemplate
    addLabel(labelWords, &features)
    addCues(&features)
    features.add(Its.kind, kindHash)
    let unit = figure.unit.map { FeatureHash.text($0) } ?? 0
    features.add(Its.unit, kind == .currency || kind == .duration || kind == .dataSize ? unit : 0)
    features.add(Its.unitKind, unit, kindHash)
    features.add(Its.comparator, figure.comparator.map { FeatureHash.text($0.rawValue) } ?? 0, kindHash)
    features.add(Its.direction, figure.direction.map { FeatureHash.text($0.rawValue) } ?? 0, kindHash)
    features.add(
      Its.period, figure.period.isEmpty ? 0 : FeatureHash.text(figure.period.joined(separator: ",")), kindHash)
    features.add(Its.ruleRole, figure.role.map { FeatureHash.text($0.rawValue) } ?? 0, kindHash)
    features.add(Its.ruleCategory, category.map { FeatureHash.text($0.rawValue) } ?? 0, kindHash)
    let known = role.map { FeatureHash.text($0.rawValue) } ?? 0
    features.add(Its.knownRole, known)
    features.add(Its.knownRole, known, kindHash)
    features.add(Its.knownRole, known, category.map { FeatureHash.text($0.rawValue) } ?? 0, 1)
    addNeighbours(&features)
    addVerb(&features)
    addFigures(&features)
    addTense(&features)
  }

  private func forEachCategory(_ word: WordHashes, _ body: (UInt64) -> Void) {
    var bits = word.cues.categories
    while bits != 0 {
      body(CueWords.categoryHashes[bits.trailingZeroBitCount])
      bits &= bits - 1
    }
  }

  private func forEachRole(_ word: WordHashes, _ body: (UInt64) -> Void) {
    var bits = word.cues.roles
    while bits != 0 {
      body(CueWords.roleHashes[bits.trailingZeroBitCount])
      bits &= bits - 1
    }
  }

  private func addLabel(_ words: LabelWords, _ features: inout ClauseFeatures) {
    typealias Its = FigureTemplate
    for (offset, word) in words.label.reversed().enumerated() {
      features.add(Its.label, word.whole)
      features.add(Its.labelStart, word.start5)
      features.add(Its.labelStartKind, word.start5, kindHash)
      forEachCategory(word) { category in
        features.add(Its.labelCue, category)
        features.add(Its.labelCueKind, category, kindHash)
        if offset == 0 { features.add(Its.labelHeadCue, category, kindHash) }
      }
    }
    if let head = words.label.last {
      features.add(Its.labelHead, head.start6)
      features.add(Its.labelHeadKind, head.start6, kindHash)
    }
    for word in words.noun {
      features.add(Its.nounStart, word.start5)
      forEachCategory(word) { category in
        features.add(Its.nounCue, category)
        features.add(Its.nounCueKind, category, kindHash)
      }
    }
  }

  private func addCues(_ features: inout ClauseFeatures) {
    typealias Its = FigureTemplate
    for offset in 1...7 {
      let (before, behind) = (hashes(lo - offset), hashes(hi + offset))
      if offset <= 6 {
        forEachRole(before) { role in
          features.add(Its.roleCueBefore, role, UInt64(upTo: 4, offset))
          features.add(Its.roleCueBeforeKind, role, kindHash)
          features.add(Its.roleCue, role)
        }
        if offset <= 5 {
          forEachRole(behind) { role in
            features.add(Its.roleCueBehind, role, UInt64(upTo: 3, offset))
            features.add(Its.roleCueBehindKind, role, kindHash)
          }
        }
        forEachCategory(behind) { category in
          features.add(Its.cueBehind, category, UInt64(upTo: 3, offset - 1))
          features.add(Its.cueBehindKind, category, kindHash)
          features.add(Its.cueNearBehind, category)
        }
      }
      forEachCategory(before) { category in
        features.add(Its.cueBefore, category)
        features.add(Its.cueBeforeKind, category, kindHash)
      }
    }
    if verb >= 0 { forEachCategory(hashes(verb)) { features.add(Its.cueVerb, $0, kindHash) } }
    for at in nearby {
      forEachCategory(words.hashes[at]) { features.add(Its.cueInSentence, $0) }
      forEachRole(words.hashes[at]) { features.add(Its.roleCueInSentence, $0) }
    }
  }

  /// The sentence, or what is near in a very long one.
  var nearby: ClosedRange<Int> { max(a, lo - 50)...min(b, hi + 50) }

  private func addNeighbours(_ features: inout ClauseFeatures) {
    typealias Its = FigureTemplate
    for offset in 1...4 {
      features.add(Its.before, UInt64(offset), word(lo - offset))
      features.add(Its.behind, UInt64(offset), word(hi + offset))
    }
    features.add(Its.twoBefore, word(lo - 2), word(lo - 1))
    features.add(Its.twoBehind, word(hi + 1), word(hi + 2))
    features.add(Its.threeBefore, word(lo - 3), word(lo - 2), word(lo - 1))
    features.add(Its.around, word(lo - 1), word(hi + 1))
    features.add(Its.oneBeforeKind, word(lo - 1), kindHash)
    features.add(Its.oneBehindKind, word(hi + 1), kindHash)
    features.add(Its.tagsBefore, tag(lo - 2), tag(lo - 1))
    features.add(Its.tagsBehind, tag(hi + 1), tag(hi + 2))
    for at in max(a, lo - 8)..<lo { features.add(Its.left, words.hashes[at].whole) }
    for at in hi + 1..<max(hi + 1, min(b + 1, hi + 8)) { features.add(Its.right, words.hashes[at].whole) }
    for at in max(a, lo - 5)..<max(max(a, lo - 5), lo - 1) { features.add(Its.leftPair, word(at), word(at + 1)) }
    for at in hi + 1..<max(hi + 1, min(b, hi + 5)) { features.add(Its.rightPair, word(at), word(at + 1)) }
    for at in nearby {
      features.add(Its.word, words.hashes[at].start6)
      if words.speech.isModal[words.tag(at)] { features.add(Its.modal, words.hashes[at].whole, UInt64(at < lo)) }
    }
    for at in a..<min(b + 1, a + 3) { features.add(Its.beginning, words.hashes[at].whole) }
  }

  private func addVerb(_ features: inout ClauseFeatures) {
    typealias Its = FigureTemplate
    guard verb >= 0 else { return }
    let own = hashes(verb)
    features.add(Its.verb, own.whole)
    features.add(Its.verbTag, tag(verb), kindHash)
    features.add(Its.verbStart, own.start6, kindHash)
    features.add(Its.verbSide, UInt64(verb < lo), kindHash)
    for offset in 1...3 {
      let at = verb - offset
      features.add(Its.beforeVerb, UInt64(offset), word(at))
      if at >= a, words.isAuxiliary(at) || words.speech.isModal[words.tag(at)] {
        features.add(Its.auxiliary, word(at), kindHash)
      }
    }
  }

  private func addFigures(_ features: inout ClauseFeatures) {
    typealias Its = FigureTemplate
    let own = words.figures(in: a..<b + 1)
    features.add(Its.figures, UInt64(upTo: 4, own.count))
    guard let place = own.firstIndex(where: { $0.first == lo }) else { return }
    let order = place - own.startIndex
    features.add(Its.order, UInt64(upTo: 3, order), UInt64(upTo: 4, own.count))
    func near(_ range: Range<Int>) -> UInt64 { range.count < 5 ? path(range) : 1 << 32 }
    if place > own.startIndex {
      let other = own[place - 1]
      features.add(
        Its.figureBefore, UInt64(other.kind == kind), near(other.last + 1..<max(other.last + 1, lo)))
      features.add(Its.kindBefore, FeatureHash.text(other.kind.rawValue), kindHash)
    }
    if place + 1 < own.endIndex {
      let other = own[place + 1]
      features.add(Its.figureBehind, UInt64(other.kind == kind), near(hi + 1..<max(hi + 1, other.first)))
      features.add(Its.kindBehind, FeatureHash.text(other.kind.rawValue), kindHash)
    }
  }
}
