import Language
import Learning

extension FigureSite {
  /// What the models of roles and categories see of a figure: what kind it is, its label, what the grammar says of it, the
  /// words around it, its verb, the cue words near, and the figures beside it.
  func features(
    of figure: Figure, category: MetricCategory?, label: String, noun: [String], into sink: inout FeatureSink
  ) {
    addLabel(label, noun, &sink)
    addCues(&sink)
    sink.add("kind", kind)
    let unit = figure.unit ?? "-"
    sink.add("unit", ["currency", "duration", "data_size"].contains(kind) ? unit : "-")
    sink.add("unit,kind", unit, kind)
    sink.add("comparator", figure.comparator?.rawValue ?? "-", kind)
    sink.add("direction", figure.direction?.rawValue ?? "-", kind)
    sink.add("period", figure.period.joined(separator: ","), kind)
    sink.add("rule role", figure.role?.rawValue ?? "-", kind)
    sink.add("rule category", category?.rawValue ?? "-", kind)
    addNeighbours(&sink)
    addVerb(&sink)
    addFigures(&sink)
  }

  private func addLabel(_ label: String, _ noun: [String], _ sink: inout FeatureSink) {
    let labelWords = label.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "%" || $0 == "$") }.map(
      String.init)
    for (offset, word) in labelWords.reversed().enumerated() {
      let start = String(word.prefix(5))
      sink.add("label", word)
      sink.add("label start", start)
      sink.add("label start,kind", start, kind)
      for category in CueWords.categories(word) {
        sink.add("label cue", category)
        sink.add("label cue,kind", category, kind)
        if offset == 0 { sink.add("label head cue", category, kind) }
      }
    }
    if let head = labelWords.last {
      sink.add("label head", String(head.prefix(6)))
      sink.add("label head,kind", String(head.prefix(6)), kind)
    }
    for word in noun {
      sink.add("noun start", String(word.prefix(5)))
      for category in CueWords.categories(word) {
        sink.add("noun cue", category)
        sink.add("noun cue,kind", category, kind)
      }
    }
  }

  private func addCues(_ sink: inout FeatureSink) {
    for offset in 1...7 {
      if offset <= 6 {
        for role in CueWords.roles(word(lo - offset)) {
          sink.add("role cue before", role, Self.small[min(4, offset)])
          sink.add("role cue before,kind", role, kind)
          sink.add("role cue", role)
        }
        if offset <= 5 {
          for role in CueWords.roles(word(hi + offset)) {
            sink.add("role cue behind", role, Self.small[min(3, offset)])
            sink.add("role cue behind,kind", role, kind)
          }
        }
        for category in CueWords.categories(word(hi + offset)) {
          sink.add("cue behind", category, Self.small[min(3, offset - 1)])
          sink.add("cue behind,kind", category, kind)
          sink.add("cue near behind", category)
        }
      }
      for category in CueWords.categories(word(lo - offset)) {
        sink.add("cue before", category)
        sink.add("cue before,kind", category, kind)
      }
    }
    if verb >= 0 { for category in CueWords.categories(word(verb)) { sink.add("cue verb", category, kind) } }
    for at in nearby {
      for category in CueWords.categories(words.lower[at]) { sink.add("cue in sentence", category) }
      for role in CueWords.roles(words.lower[at]) { sink.add("role cue in sentence", role) }
    }
  }

  /// The sentence, or what is near in a very long one.
  private var nearby: ClosedRange<Int> { max(a, lo - 50)...min(b, hi + 50) }

  private func addNeighbours(_ sink: inout FeatureSink) {
    for offset in 1...4 {
      sink.add("before", Self.small[offset], word(lo - offset))
      sink.add("behind", Self.small[offset], word(hi + offset))
    }
    sink.add("two before", word(lo - 2), word(lo - 1))
    sink.add("two behind", word(hi + 1), word(hi + 2))
    sink.add("three before", word(lo - 3), word(lo - 2), word(lo - 1))
    sink.add("around", word(lo - 1), word(hi + 1))
    sink.add("one before,kind", word(lo - 1), kind)
    sink.add("one behind,kind", word(hi + 1), kind)
    sink.add("tags before", tag(lo - 2), tag(lo - 1))
    sink.add("tags behind", tag(hi + 1), tag(hi + 2))
    for at in max(a, lo - 8)..<lo { sink.add("left", words.lower[at]) }
    for at in hi + 1..<max(hi + 1, min(b + 1, hi + 8)) { sink.add("right", words.lower[at]) }
    for at in max(a, lo - 5)..<max(max(a, lo - 5), lo - 1) { sink.add("left pair", word(at), word(at + 1)) }
    for at in hi + 1..<max(hi + 1, min(b, hi + 5)) { sink.add("right pair", word(at), word(at + 1)) }
    for at in nearby {
      sink.add("word", String(words.lower[at].prefix(6)))
      if words.speech.isModal[words.tag(at)] { sink.add("modal", words.lower[at], at < lo ? "L" : "R") }
    }
    for at in a..<min(b + 1, a + 3) { sink.add("beginning", words.lower[at]) }
  }

  private func addVerb(_ sink: inout FeatureSink) {
    guard verb >= 0 else { return }
    sink.add("verb", word(verb))
    sink.add("verb tag", tag(verb), kind)
    sink.add("verb start", String(word(verb).prefix(6)), kind)
    sink.add("verb side", verb < lo ? "L" : "R", kind)
    for offset in 1...3 {
      let before = word(verb - offset)
      sink.add("before verb", Self.small[offset], before)
      if ClauseWords.auxiliaries.contains(before) || tag(verb - offset) == "MD" { sink.add("auxiliary", before, kind) }
    }
  }

  private func addFigures(_ sink: inout FeatureSink) {
    let own = Array(words.figures(in: a..<b + 1))
    sink.add("figures", Self.small[min(4, own.count)])
    guard let place = own.firstIndex(where: { $0.first == lo }) else { return }
    sink.add("order", Self.small[min(3, place)], Self.small[min(4, own.count)])
    func path(_ range: Range<Int>) -> String {
      range.count < 5 ? range.map { words.lower[$0] }.joined(separator: " ") : "far"
    }
    if place > 0 {
      let other = own[place - 1]
      let isSame = other.kind.rawValue == kind ? "same" : "other"
      sink.add("figure before", isSame, path(other.last + 1..<max(other.last + 1, lo)))
      sink.add("kind before", other.kind.rawValue, kind)
    }
    if place + 1 < own.count {
      let other = own[place + 1]
      let isSame = other.kind.rawValue == kind ? "same" : "other"
      sink.add("figure behind", isSame, path(hi + 1..<max(hi + 1, other.first)))
      sink.add("kind behind", other.kind.rawValue, kind)
    }
  }
}
