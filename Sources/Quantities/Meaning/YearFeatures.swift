import Learning

/// What the model of years sees of a date.
private enum YearTemplate: UInt8 {
  case side, kind, sentencesBack, previous, previousTwo, next, figuresBetween, datesBetween, dates, crowd, nearestDate
  case nearestFigure, between, verbsBetween, beginsSentence, beforeFigure, duration
  case none, noneKind, noneCount
}

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

  /// The features of a date: side and distance, the words around it, figures and dates between.
  func features(
    ofDate date: (first: Int, last: Int, text: String), among all: [(first: Int, last: Int, text: String)],
    into features: inout ClauseFeatures
  ) {
    typealias Year = YearTemplate
    let isBefore = date.last < lo
    let side = UInt64(isBefore)
    let between = isBefore ? date.last + 1..<lo : hi + 1..<max(hi + 1, date.first)
    let whole = 0...max(0, words.count - 1)
    func word(_ index: Int) -> UInt64 { words.word(index, in: whole) }
    let back = words.sentence[lo] - words.sentence[date.first]
    features.add(Year.side, side, Self.bucket(between.count))
    features.add(Year.kind, kindHash, side)
    features.add(Year.sentencesBack, UInt64(back + 1))
    let previous = word(date.first - 1)
    features.add(Year.previous, previous, side)
    features.add(Year.previousTwo, word(date.first - 2), previous)
    features.add(Year.next, word(date.last + 1), side)
    let figures = min(3, words.figures(in: between).count)
    let dates = min(2, all.filter { between.contains($0.first) }.count)
    features.add(Year.figuresBetween, UInt64(figures), side)
    features.add(Year.datesBetween, UInt64(dates), side)
    features.add(Year.dates, UInt64(upTo: 4, all.count), side)
    features.add(
      Year.crowd, UInt64(min(2, figures) * 3 + dates), side,
      UInt64(min(3, all.count) * 5 + min(4, words.figures.count)))
    func distance(_ first: Int, _ last: Int) -> Int { min(abs(first - hi), abs(lo - last)) }
    let nearest = all.min { distance($0.first, $0.last) < distance($1.first, $1.last) }
    features.add(Year.nearestDate, side, UInt64(nearest?.first == date.first))
    let around = words.figures(in: date.first - 40..<date.last + 40)
    let owner = around.min {
      min(abs($0.first - date.last), abs($0.last - date.first))
        < min(abs($1.first - date.last), abs($1.last - date.first))
    }
    features.add(Year.nearestFigure, side, UInt64(owner?.first == lo))
    var verbs = 0
    var seen: [UInt64] = []
    for at in between {
      if words.isVerb(at) { verbs += 1 }
      let hash = words.hashes[at].whole
      if Self.dividers.contains(hash), !seen.contains(hash) { seen.append(hash) }
    }
    for hash in seen { features.add(Year.between, hash, side) }
    features.add(Year.verbsBetween, UInt64(upTo: 3, verbs), side)
    let start = words.sentenceStarts[words.sentence[date.first]]
    features.add(Year.beginsSentence, UInt64(date.first - start < 3), side)
    features.add(Year.beforeFigure, self.word(lo - 1), side)
    features.add(Year.duration, kind == .duration ? previous : 0)
  }

  private static let dividers = HashSet(", ; ( ) : and to from but")

  /// What speaks for none of the dates.
  func featuresOfNoDate(
    among all: [(first: Int, last: Int, text: String)], into features: inout ClauseFeatures
  ) {
    typealias Year = YearTemplate
    features.add(Year.none)
    features.add(Year.noneKind, kindHash)
    features.add(Year.noneCount, UInt64(upTo: 4, all.count))
  }
}
