import Language
import Learning

extension FigureSite {
  /// Tense and mood: the first finite verb, those beside the figure, and the chain of verbs that ends in the figure's own.
  func addTense(_ features: inout ClauseFeatures) {
    typealias Its = FigureTemplate
    var first = -1
    var nearest = -1
    var behind = -1
    var (hasPast, hasPerfect, hasModal, hasInfinitive) = (false, false, false, false)
    for at in nearby {
      let isFinite = words.speech.isFinite[words.tag(at)]
      if isFinite {
        if first < 0 { first = at }
        if at < lo { nearest = at } else if at > hi, behind < 0 { behind = at }
        if words.isTag(at, Self.past) { hasPast = true }
        if words.speech.isModal[words.tag(at)] { hasModal = true }
      }
      if words.isTag(at, Self.participles), at > a,
        Self.have.contains(words.hashes[at - 1].whole) || at > a + 1 && Self.have.contains(words.hashes[at - 2].whole)
      {
        hasPerfect = true
      }
      if words.isTag(at, Self.base), at > a, words.isTag(at - 1, Self.to) { hasInfinitive = true }
    }
    func what(_ at: Int) -> UInt64 {
      guard at >= 0 else { return 0 }
      return words.isAuxiliary(at) || words.speech.isModal[words.tag(at)]
        ? words.hashes[at].whole : UInt64(words.tag(at) + 1)
    }
    features.add(Its.firstFinite, what(first))
    features.add(Its.nearFinite, what(nearest))
    features.add(Its.nearFinite, what(nearest), kindHash)
    features.add(Its.behindFinite, what(behind))
    features.add(Its.firstTag, tag(a))
    features.add(Its.firstTag, tag(a), kindHash)
    features.add(Its.tenses, UInt64(hasPast), UInt64(hasPerfect), UInt64(hasModal))
    features.add(Its.tenses, 2 + UInt64(hasInfinitive), UInt64(hasModal), kindHash)
    // The chain of verbs that ends in the figure's verb: "is expected to bring", "has been able to cut".
    guard verb >= 0 else { return }
    var at = verb
    var chain = UInt64(words.tag(verb) + 1)
    var steps = 0
    while at > a, steps < 6 {
      at -= 1
      let isVerb = words.isVerb(at) || words.speech.isModal[words.tag(at)]
      if isVerb {
        features.add(Its.chainVerb, words.hashes[at].start5)
        chain = FeatureHash.mixed(chain, what(at))
      } else if words.isTag(at, Self.to) {
        chain = FeatureHash.mixed(chain, 99)
      } else if !words.isTag(at, Self.chainFill) {
        // "a goal to achieve", "plans to": what governs an infinitive.
        if words.isTag(at + 1, Self.to) { features.add(Its.chainGovernor, words.hashes[at].start5) }
        break
      }
      steps += 1
    }
    features.add(Its.chain, chain, UInt64(verb < lo))
    if at > a { features.add(Its.chainSubject, words.hashes[at].whole, what(verb)) }
  }

  private static let past = TagSet(["VBD"])
  private static let participles = TagSet(["VBN"])
  private static let base = TagSet(["VB"])
  private static let to = TagSet(["TO"])
  private static let chainFill = TagSet(["RB", "JJ"])
  private static let have = HashSet("have has had having 've")
}
