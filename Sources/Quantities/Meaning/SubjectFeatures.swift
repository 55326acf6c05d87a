import Language
import Learning
import Words

/// What the subject model sees of a name, and of no name.
private enum SubjectTemplate: UInt8 {
  case sentencesBack, side, lastTag, variant, bounded, distance, previous, previousTwo, next, nextTag, previousTag
  case genitive, first, length, capitals, innerCapital, last, name, end, count, tag, firstTag, figuresBetween
  case verbsBetween, markBetween, order, nearest, inLabel, pronounInSentence, sameVerb, verb, verbTag
  case firstNextTag, tagsAround, kindPrevious, verbsNamesBetween, commasDistance, actor, actorVerb, beside, acronym
  case ordinaryWords
  case labelSide, labelNear, labelTail, labelNext, shape, determiner, governor, governorTag, follower, followerTag
  case none, noneKind, noneCount, nonePronoun, noneVerb, noneFirst, noneBefore
}

extension FigureSite {
  /// The features of a name: where it stands, its words, the words around it and what stands between it and the figure.
  ///
  /// - Parameters:
  ///   - label: the bytes of the figure's label.
  ///   - labelRange: its tokens, where it is of the sentence.
  func features(
    ofName range: Range<Int>, among all: [Range<Int>], label: [UInt8], at labelRange: Range<Int>?,
    into features: inout ClauseFeatures
  ) {
    typealias Subject = SubjectTemplate
    let (first, end) = (range.lowerBound, range.upperBound)
    let isBefore = end <= lo
    let side = UInt64(isBefore)
    let between = isBefore ? end..<lo : hi + 1..<max(hi + 1, first)
    let whole = 0...max(0, words.count - 1)
    func word(_ index: Int) -> UInt64 { words.word(index, in: whole) }
    func tag(_ index: Int) -> UInt64 { words.tag(index, in: whole) }
    let back = words.sentence[lo] - words.sentence[first]
    let behind = end < words.count ? end : -1
    let afterTag = tag(behind)
    let isNounBehind = behind >= 0 && words.isNoun(behind)
    features.add(Subject.sentencesBack, UInt64(upTo: 9, back))
    features.add(Subject.side, side)
    features.add(Subject.lastTag, tag(end - 1), UInt64(isNounBehind))
    let hasGenitive = range.dropLast().contains { words.isPossessive[$0] }
    features.add(Subject.variant, UInt64(isNounBehind), tag(end - 1), UInt64(hasGenitive))
    features.add(
      Subject.bounded, UInt64(first > 0 && words.isTag(first - 1, Self.beforeNames)),
      UInt64(behind >= 0 && words.isTag(behind, Self.behindNames)))
    features.add(Subject.distance, side, Self.bucket(between.count))
    let isFirst = words.isFirst(first)
    let previous = isFirst || first == 0 ? 0 : word(first - 1)
    features.add(Subject.previous, previous, side)
    features.add(Subject.previousTwo, first > 1 ? word(first - 2) : 0, previous)
    features.add(Subject.next, behind >= 0 && behind <= b ? word(behind) : 0, side)
    features.add(Subject.nextTag, afterTag, side)
    features.add(Subject.previousTag, tag(first - 1), side)
    features.add(Subject.genitive, UInt64(words.isPossessive[end - 1]), side)
    features.add(Subject.first, UInt64(isFirst), side)
    features.add(Subject.length, UInt64(upTo: 9, range.count))
    let form = words.forms[end - 1]
    let isCapitals = form.allSatisfy { !$0.isLowercase }
    features.add(Subject.capitals, UInt64(isCapitals), UInt64(form.count < 5))
    features.add(Subject.innerCapital, UInt64(!isCapitals && form.dropFirst().contains(where: \.isUppercase)))
    let last = words.hashes[end - 1]
    features.add(Subject.last, last.whole)
    features.add(Subject.name, path(range))
    features.add(Subject.end, last.end3)
    features.add(Subject.count, UInt64(upTo: 4, all.count - 1))
    features.add(Subject.tag, tag(end - 1), side)
    features.add(Subject.firstTag, tag(first), UInt64(isFirst))
    var (verbs, marks) = (0, UInt32(0))
    for at in between {
      if words.isVerb(at) { verbs += 1 }
      marks |= 1 << UInt32(words.marks[at])
    }
    features.add(Subject.figuresBetween, UInt64(upTo: 2, words.figures(in: between).count), side)
    features.add(Subject.verbsBetween, UInt64(upTo: 3, verbs), side)
    // Commas, semicolons, colons, brackets.
    for mark in 2...6 where marks & 1 << UInt32(mark) != 0 { features.add(Subject.markBetween, UInt64(mark), side) }
    addVerb(behind: end, side, &features)
    let place = all.firstIndex(of: range) ?? 0
    features.add(Subject.order, UInt64(upTo: 3, place), UInt64(upTo: 4, all.count))
    let nearest = all.min { distance($0) < distance($1) }
    features.add(Subject.nearest, side, UInt64(nearest == range))
    addConjunctions(range, isBefore, between, &features)
    let isInLabel = ByteSearch.first(Array(name(range).utf8), in: label, label.indices) != nil
    features.add(Subject.inLabel, UInt64(isInLabel))
    features.add(Subject.pronounInSentence, UInt64(hasPronoun), side)
    if let labelRange { addLabel(range, labelRange, side, &features) }
    features.add(Subject.shape, tag(first - 1), tag(first), tag(end - 1), afterTag)
    features.add(
      Subject.determiner, UInt64(first > 0 && Self.articles.contains(word(first - 1))), UInt64(isNounBehind),
      UInt64(words.isTag(end - 1, Self.commonTags)))
    addGovernor(range, side, &features)
  }

  /// Where a name stands to the words of the label: "durability of S3", "Acme's revenue", "adoption" behind the name it is of.
  private func addLabel(
    _ range: Range<Int>, _ label: Range<Int>, _ side: UInt64, _ features: inout ClauseFeatures
  ) {
    typealias Subject = SubjectTemplate
    let (first, end) = (range.lowerBound, range.upperBound)
    let isBefore = end <= label.lowerBound
    let place: UInt64 = isBefore ? 0 : first >= label.upperBound ? 1 : 2
    let gap = isBefore ? end..<label.lowerBound : place == 1 ? label.upperBound..<first : 0..<0
    features.add(Subject.labelSide, place, side, Self.bucket(gap.count))
    if gap.count == 1 || gap.count == 2 {
      features.add(Subject.labelNear, place, words.hashes[gap.lowerBound].whole, UInt64(gap.count))
    }
    if gap.isEmpty, place < 2 { features.add(Subject.labelNear, place, UInt64(words.isPossessive[end - 1])) }
    features.add(
      Subject.labelTail, UInt64(words.isTag(end - 1, Self.commonTags)), UInt64(label.contains(end - 1)),
      UInt64(label.contains(first)))
    if end < words.count, words.isNoun(end) {
      features.add(Subject.labelNext, UInt64(label.contains(end)), UInt64(label.contains(first)))
    }
  }

  /// What governs a name's phrase, the nearest word before it but determiners and modifiers, and what follows the phrase.
  private func addGovernor(_ range: Range<Int>, _ side: UInt64, _ features: inout ClauseFeatures) {
    typealias Subject = SubjectTemplate
    let whole = 0...max(0, words.count - 1)
    let sentence = words.sentence[range.lowerBound]
    var at = range.lowerBound - 1
    func isInside(_ at: Int) -> Bool { at >= 0 && words.sentence[at] == sentence }
    while isInside(at), range.lowerBound - at < 5, words.isModifier(at) || words.isTag(at, Self.determiners) { at -= 1 }
    features.add(Subject.governor, isInside(at) ? words.hashes[at].whole : 0, side)
    features.add(
      Subject.governorTag, isInside(at) ? words.tag(at, in: whole) : 0, side,
      UInt64(sentence == words.sentence[lo]))
    var next = range.upperBound
    while next < words.count, next - range.upperBound < 4, words.isNoun(next) { next += 1 }
    let follower = next < words.count ? words.hashes[next].start5 : 0
    features.add(Subject.follower, follower, side, UInt64(next > range.upperBound))
    features.add(Subject.followerTag, words.tag(next, in: whole), words.tag(at, in: whole), side)
  }

  private static let determiners = TagSet(["DT", "PRP$"])
  private static let commonTags = TagSet(["NN", "NNS"])
  private static let articles = HashSet("the a an our their its this")
  private static let beforeNames = TagSet(["NNP", "NNPS", "JJ", "CD"])
  private static let behindNames = TagSet(["NNP", "NNPS", "CD", "NN", "NNS"])

  private func addVerb(behind end: Int, _ side: UInt64, _ features: inout ClauseFeatures) {
    typealias Subject = SubjectTemplate
    var found = -1
    for at in end..<max(end, min(words.count, end + 6)) {
      if words.isVerb(at) {
        found = at
        break
      }
      // A full stop, a comma, a semicolon.
      if words.marks[at] >= 1, words.marks[at] <= 3 { break }
    }
    let far = found < 0 ? 10 : UInt64(upTo: 9, found - end)
    features.add(Subject.sameVerb, UInt64(found >= 0 && found == verb), side, far)
    if found >= 0 {
      features.add(Subject.verb, words.hashes[found].whole, far)
      features.add(Subject.verbTag, UInt64(words.tag(found)), side)
    }
  }

  /// Features that say something only together: whether a name begins the sentence and acts, owns the figure's words, or stands
  /// alone before the figure.
  private func addConjunctions(
    _ range: Range<Int>, _ isBefore: Bool, _ between: Range<Int>, _ features: inout ClauseFeatures
  ) {
    typealias Subject = SubjectTemplate
    let (first, end) = (range.lowerBound, range.upperBound)
    let whole = 0...max(0, words.count - 1)
    let side = UInt64(isBefore)
    let isFirst = UInt64(words.isFirst(first))
    let afterTag = words.tag(end, in: whole)
    let beforeTag = words.tag(first - 1, in: whole)
    features.add(Subject.firstNextTag, isFirst, afterTag, side)
    features.add(Subject.tagsAround, beforeTag, afterTag, side)
    features.add(Subject.kindPrevious, kindHash, words.word(first - 1, in: whole), side)
    var (verbs, names, commas) = (0, 0, 0)
    for at in between {
      if words.isMainVerb(at) { verbs += 1 }
      if words.speech.isProperNoun[words.tag(at)] { names += 1 }
      if words.marks[at] == ClauseWords.comma || words.marks[at] == 3 { commas += 1 }
    }
    features.add(Subject.verbsNamesBetween, UInt64(upTo: 3, verbs), UInt64(upTo: 3, names))
    features.add(Subject.commasDistance, UInt64(upTo: 3, commas), Self.bucket(between.count), side)
    // The actor: only auxiliaries and adverbs stand between the name and the verb before the figure.
    if isBefore, verb >= end, verb < lo {
      let gap = end..<verb
      let isActor = gap.count <= 3 && gap.allSatisfy { !words.isNoun($0) && !words.isMark($0) }
      features.add(Subject.actor, UInt64(isActor), isFirst)
      if isActor { features.add(Subject.actorVerb, words.hashes[verb].whole) }
    }
    // The owner: "Acme’s 30 shops", "X has 30", "by X".
    if isBefore, lo - end <= 1 { features.add(Subject.beside, UInt64(words.isPossessive[end - 1]), kindHash) }
    let isShort = range.count == 1 && SubjectFinder.isAcronym(Substring(words.forms[first]))
    features.add(Subject.acronym, UInt64(isShort), side)
    let isOrdinary = range.allSatisfy { !SubjectFinder.isName(Substring(words.forms[$0])) }
    features.add(Subject.ordinaryWords, UInt64(isOrdinary), isFirst)
  }

  private func distance(_ range: Range<Int>) -> Int { min(abs(range.upperBound - lo), abs(range.lowerBound - hi)) }

  private var hasPronoun: Bool { sentence.contains { Self.pronouns.contains(words.hashes[$0].whole) } }

  private static let pronouns = HashSet("we they our their it its i")

  /// What speaks for no name of the sentence: pronouns that act, no candidates, how the sentence begins.
  func featuresOfNoName(among all: [Range<Int>], into features: inout ClauseFeatures) {
    typealias Subject = SubjectTemplate
    features.add(Subject.none)
    features.add(Subject.noneKind, kindHash)
    features.add(Subject.noneCount, UInt64(upTo: 5, all.count))
    for at in sentence where Self.actors.contains(words.hashes[at].whole) {
      features.add(Subject.nonePronoun, words.hashes[at].whole)
    }
    features.add(Subject.noneVerb, verb >= 0 ? words.hashes[verb].whole : 0)
    features.add(Subject.noneFirst, word(a))
    features.add(Subject.noneBefore, word(lo - 1))
  }

  private static let actors = HashSet("we they our their it its i you he she my your")
}
