import Learning

extension FigureSite {
  /// The dates that may be the figure's: of its sentence and of those beside it.
  var dateCandidates: [(first: Int, last: Int, text: String)] {
    let near = words.dates.filter { abs(words.sentence[$0.first] - words.sentence[lo]) <= 1 && !isOwn($0.first) }
    guard near.count > 12 else { return near }
    func distance(_ date: (first: Int, last: Int, text: String)) -> Int {
      min(abs(date.first - hi), abs(lo - date.last))
    }
    return near.sorted { (distance($0), $0.first) < (distance($1), $1.first) }.prefix(12).sorted { $0.first < $1.first }
  }

  /// What the model of years sees of a date: side and distance, the words around it, figures and dates between.
  func features(
    ofDate date: (first: Int, last: Int, text: String), among all: [(first: Int, last: Int, text: String)],
    into sink: inout FeatureSink
  ) {
    let isBefore = date.last < lo
    let side = isBefore ? "B" : "A"
    let between = isBefore ? date.last + 1..<lo : hi + 1..<max(hi + 1, date.first)
    let whole = 0...max(0, words.count - 1)
    func word(_ index: Int) -> String { words.word(index, in: whole) }
    let back = words.sentence[lo] - words.sentence[date.first]
    sink.add("side", side, Self.bucket(between.count))
    sink.add("kind", kind, side)
    sink.add("sentences back", String(back))
    let previous = word(date.first - 1)
    sink.add("previous", previous, side)
    sink.add("previous two", word(date.first - 2), previous)
    sink.add("next", word(date.last + 1), side)
    let figures = min(3, words.figures(in: between).count)
    let dates = min(2, all.filter { between.contains($0.first) }.count)
    sink.add("figures between", Self.small[figures], side)
    sink.add("dates between", Self.small[dates], side)
    sink.add("dates", Self.small[min(4, all.count)], side)
    let crowd = "\(min(2, figures))\(dates)"
    sink.add("crowd", crowd, side, "\(min(3, all.count))\(min(4, words.figures.count))")
    func distance(_ first: Int, _ last: Int) -> Int { min(abs(first - hi), abs(lo - last)) }
    let nearest = all.min { distance($0.first, $0.last) < distance($1.first, $1.last) }
    sink.add("nearest date", side, nearest?.first == date.first ? "y" : "n")
    let around = words.figures(in: date.first - 40..<date.last + 40)
    let owner = around.min {
      min(abs($0.first - date.last), abs($0.last - date.first))
        < min(abs($1.first - date.last), abs($1.last - date.first))
    }
    sink.add("nearest figure", side, owner?.first == lo ? "y" : "n")
    var (verbs, marks) = (0, Set<String>())
    for at in between {
      if words.isVerb(at) { verbs += 1 }
      if [",", ";", "(", ")", ":", "and", "to", "from", "but"].contains(words.lower[at]) {
        marks.insert(words.lower[at])
      }
    }
    for mark in marks.sorted() { sink.add("between", mark, side) }
    sink.add("verbs between", Self.small[min(3, verbs)], side)
    let start = words.sentenceStarts[words.sentence[date.first]]
    sink.add("begins sentence", date.first - start < 3 ? "y" : "n", side)
    sink.add("before figure", lo > a ? self.word(lo - 1) : "#", side)
    sink.add("duration", kind == "duration" ? previous : "-")
  }

  /// What speaks for none of the dates.
  func featuresOfNoDate(among all: [(first: Int, last: Int, text: String)], into sink: inout FeatureSink) {
    sink.add("none")
    sink.add("none,kind", kind)
    sink.add("none,count", Self.small[min(4, all.count)])
  }
}
