import Language
import Learning

extension FigureSite {
  /// What the label model sees of a candidate: its form, side and distance, what stands between it and the figure, its words
  /// and their parts of speech, and the words around both.
  func features(of candidate: LabelCandidate, into sink: inout FeatureSink) {
    let range = candidate.range
    let isBehind = range.lowerBound > hi
    let side = isBehind ? "A" : "B"
    let form = Self.small[candidate.form.rawValue]
    let distance = isBehind ? range.lowerBound - hi - 1 : lo - range.upperBound
    let far = Self.bucket(distance)
    sink.add("form", form)
    sink.add("form,kind", form, kind)
    sink.add("side", side, far)
    sink.add("side,kind", side, kind, far)
    let between = between(range)
    addBetween(between, side, form, &sink)

    let head = candidate.head
    sink.add("head tag", tag(head), kind)
    sink.add("head", word(head))
    sink.add("head,kind", word(head), kind)
    sink.add("head end", String(word(head).suffix(3)))
    if candidate.form == .verb, Nominals.noun(word(head), kind: kind) != nil { sink.add("nominal", kind, side) }
    let last = word(range.upperBound - 1)
    sink.add("last", last)
    sink.add("first", word(range.lowerBound))
    sink.add("length", Self.small[min(9, range.count)], form)
    sink.add("adjacent", distance <= 0 ? side : "no", kind, form)
    let before = lo > a ? word(lo - 1) : "<s>"
    let after = hi < b ? word(hi + 1) : "</s>"
    sink.add("before", before, side)
    sink.add("after", after, side)
    sink.add("before,kind", before + side, kind, form)
    sink.add("after,kind", after + side, kind, form)
    if !between.isEmpty {
      if between.count <= 4 { sink.add("between", between.map { word($0) }.joined(separator: " "), side) }
      sink.add("between first", word(between.lowerBound), side)
      sink.add("between last", word(between.upperBound - 1), side, form)
    }
    sink.add("around before", range.lowerBound > a ? word(range.lowerBound - 1) : "<s>", side)
    let next = range.upperBound <= b ? word(range.upperBound) : "</s>"
    sink.add("around after", next, side)
    if next == ":" { sink.add("colon behind", side) }
    let names = range.filter { words.speech.isProperNoun[words.tag($0)] }.count
    if names > 0 { sink.add("name", kind, names == range.count ? "all" : "some") }
    if range.contains(where: { speechName($0).hasPrefix("PRP") }) { sink.add("pronoun") }
    if Self.emptyHeads.contains(last) { sink.add("empty head", kind) }
    if words.isFirst(range.lowerBound) || range.lowerBound > a && words.isFirst(range.lowerBound - 1) {
      sink.add("begins sentence", side)
    }
  }

  private func speechName(_ index: Int) -> String { words.speech.names[words.tag(index)] }

  private func addBetween(_ between: Range<Int>, _ side: String, _ form: String, _ sink: inout FeatureSink) {
    var (nouns, verbs) = (0, 0)
    var marks = Set<String>()
    for at in between {
      if words.isNoun(at), !words.isFigure[at] { nouns += 1 }
      if words.isVerb(at) { verbs += 1 }
      if words.isMark(at) { marks.insert(words.forms[at]) }
    }
    let figures = words.figures(in: between).count
    sink.add("figures between", Self.small[min(2, figures)], side)
    sink.add("nouns between", Self.small[min(4, nouns)], side, kind)
    sink.add("verbs between", Self.small[min(3, verbs)], side, kind)
    for mark in marks.sorted() { sink.add("mark between", mark, side) }
    if marks.isEmpty { sink.add("no mark between", side, form) }
  }

  /// Nouns that measure nothing by themselves.
  static let emptyHeads: Set<String> = [
    "percent", "%", "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute",
    "minutes", "second", "seconds", "million", "billion", "times", "time", "x", "$", "number", "total", "lot", "kind",
    "part", "end", "today",
  ]
}
