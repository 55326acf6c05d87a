/// Adds to the figures of a segment what the words around them and the context say, and turns them into metrics.
struct FigureReader {
  var parser: FigureParser
  let surroundings: Surroundings
  var context: MetricContext { surroundings.context }
  /// The lead-in label's tokens, when the segment begins with one: `**Label**: …`.
  private(set) var lead: Range<Int>
  /// The lead-in label's text: the context's, else the one in the text.
  private(set) var leadText: String?
  /// Topics of the lead-in and the other labels.
  private(set) var leadTopics: Topics
  /// Sentence and clause limits of the figure at hand.
  var left = 0
  var right = 0
  /// Where the neighbouring figures end and begin.
  var previousEnd = -1
  var nextStart = 0
  /// Filled for training programs when not nil.
  var studies: [FigureStudy]?

  init(parser: FigureParser, surroundings: Surroundings) {
    self.parser = parser
    self.surroundings = surroundings
    lead = Self.leadTokens(parser)
    if let label = surroundings.context.label, !label.isEmpty {
      leadText = label
      leadTopics = surroundings.labelTopics
    } else {
      leadText = lead.isEmpty ? nil : Self.plain(lead, parser)
      leadTopics = lead.reduce(into: surroundings.labelTopics) { $0.formUnion(parser.info($1).topics) }
    }
  }

  /// `Label:` at the start of a segment: a few words, no figure among them, then a colon.
  private static func leadTokens(_ parser: FigureParser) -> Range<Int> {
    for index in 0..<min(12, parser.tokens.count) where parser.isMark(index, Mark.colon) {
      guard index > 0,
        !parser.isJoined(index + 1)
          || parser.token(index + 1).flags.contains(.strong) != parser.token(index).flags.contains(.strong),
        parser.token(0).flags.contains(.capital) || parser.token(0).flags.contains(.strong)
      else { return 0..<0 }
      if parser.figures.prefix(4).contains(where: { $0.first < index && $0.kind != .date && $0.kind != .timeline }) {
        return 0..<0
      }
      for at in 1..<index where parser.beginsSentence(at) { return 0..<0 }
      return 0..<index
    }
    return 0..<0
  }

  mutating func read(into result: inout [Metric]) {
    applyUnit()
    resolveBare()
    let base = result.count
    var places = [Int](repeating: -1, count: parser.figures.count)
    var kept: [Int] = []
    for index in parser.figures.indices where !parser.figures[index].isBare {
      places[index] = base + kept.count
      kept.append(index)
    }
    for (place, index) in kept.enumerated() {
      previousEnd = place > 0 ? parser.figures[kept[place - 1]].end : -1
      nextStart =
        place + 1 < kept.count
        ? parser.figures[kept[place + 1]].comparatorStart ?? parser.figures[kept[place + 1]].first : parser.tokens.count
      setWindow(index)
      if let local = localLead(parser.figures[index]) {
        lead = local
        leadText = plain(local)
        leadTopics = local.reduce(into: surroundings.headerTopics) { $0.formUnion(parser.info($1).topics) }
      }
      var figure = parser.figures[index]
      refineKind(&figure)
      if figure.kind != .date && figure.kind != .timeline {
        readPeriod(&figure)
        if figure.period.isEmpty, figure.rules.contains(Metric.unitFromHeading), let period = surroundings.unit?.period
        {
          figure.period = [period]
        }
        readDirection(&figure)
        readRole(&figure, index)
        readStatistic(&figure)
      }
      parser.figures[index] = figure
      var metric = metric(of: figure)
      if let partner = figure.partner, places[partner] >= 0 { metric.partner = places[partner] }
      if figure.kind != .date && figure.kind != .timeline {
        describe(&metric, figure, index)
      } else {
        describeDate(&metric, figure)
      }
      // "$60 billion Azure revenue (40% growth)": a bracket goes on about the same subject.
      if parser.isMark((figure.comparatorStart ?? figure.first) - 1, Mark.open), figure.kind != .date,
        metric.subject == context.subject,
        let last = result.last, result.count > base, previousEnd >= left, previousEnd > figure.first - 9
      {
        metric.subject = last.subject ?? metric.subject
      }
      result.append(metric)
    }
    readMeaning(kept, from: base, into: &result)
  }

  private func metric(of figure: Figure) -> Metric {
    let start = parser.token(figure.first).start
    let end = parser.token(figure.last).end
    var metric = Metric(
      text: String(decoding: parser.bytes[start..<end], as: UTF8.self), range: start..<end, kind: figure.kind)
    metric.low = figure.low
    metric.high = figure.high
    metric.comparator = figure.isVague ? nil : figure.comparator
    metric.unit = figure.unit
    metric.currency = figure.currency
    metric.magnitude = figure.magnitude
    metric.period = figure.period.isEmpty ? nil : figure.period.joined(separator: ",")
    metric.direction = figure.direction
    metric.role = figure.role
    metric.statistic = figure.statistic
    metric.isVague = figure.isVague
    metric.isWord = figure.isWord
    metric.rules = figure.rules
    return metric
  }

  // MARK: Bare numbers

  /// Numbers without unit, noun and bound stay only where their place says what they are.
  private mutating func resolveBare() {
    for index in parser.figures.indices where parser.figures[index].isBare {
      let figure = parser.figures[index]
      if figure.rules.contains("one") { continue }
      if let rule = reasonToKeep(figure) {
        parser.figures[index].isBare = false
        parser.figures[index].note(rule)
      }
    }
    // A bare number counts as what it is compared with does.
    for index in parser.figures.indices where parser.figures[index].isBare {
      guard let partner = parser.figures[index].partner, !parser.figures[partner].isBare else { continue }
      parser.figures[index].isBare = false
      parser.figures[index].note("compared with another figure")
    }
  }

  private func reasonToKeep(_ figure: Figure) -> String? {
    let last = parser.tokens.count - 1
    let isAlone = figure.first == 0 && figure.last == last
    if context.columnHeader != nil || context.followingLabel != nil || context.precedingLabel != nil,
      last - (figure.last - figure.first) <= 2
    {
      return isReference(context.columnHeader ?? context.followingLabel ?? context.precedingLabel)
        ? nil : "alone in a cell or number block"
    }
    // "01", "02": steps of a list laid out as blocks.
    if isAlone {
      return parser.bytes[parser.token(figure.first).start] == UInt8(ascii: "0") && parser.length(figure.first) == 2
        ? nil : "alone in its text"
    }
    if isScored(figure) { return "score" }
    let value = lead.isEmpty ? 0 : lead.upperBound + 1
    let start = figure.comparatorStart ?? figure.first
    if start == value, context.label != nil || !lead.isEmpty, isClosed(figure.last) {
      let label = context.label ?? parser.rawText(lead.lowerBound, lead.upperBound - 1)
      return isReference(label) ? nil : "value of a label"
    }
    if let local = localLead(figure), isClosed(figure.last) {
      return isReference(plain(local)) ? nil : "value of a label"
    }
    return nil
  }

  /// A label of the figure's own, behind the first: "Uptime" in "NPS: 72; CSAT: 4.6/5; Uptime: 99.9%".
  private func localLead(_ figure: Figure) -> Range<Int>? {
    let colon = (figure.comparatorStart ?? figure.first) - 1
    guard colon > lead.upperBound, parser.isMark(colon, Mark.colon) else { return nil }
    var first = colon
    while first > 0, colon - first < 5, parser.isWord(first - 1) || parser.isHyphen(first - 1),
      !parser.beginsSentence(first) || first == colon
    {
      first -= 1
    }
    guard first < colon, parser.beginsSentence(first) || parser.isMark(first - 1, Mark.comma),
      parser.token(first).flags.contains(.capital)
    else {
      return nil
    }
    return first..<colon
  }

  private func isClosed(_ last: Int) -> Bool {
    let next = last + 1
    return next >= parser.tokens.count || parser.beginsSentence(next) || parser.isMark(next, Mark.comma)
      || parser.isMark(next, Mark.open)
      || parser.isMark(next, Mark.semicolon) || parser.isMark(next, Mark.dot)
  }

  /// Labels whose value is a name in digits: versions, numbers, codes.
  private func isReference(_ label: String?) -> Bool {
    guard let words = label?.split(whereSeparator: { !$0.isLetter }), let last = words.last else { return false }
    if Vocabulary.shared.info(of: last).traits.contains(.numbered) { return true }
    return [
      "id", "phone", "tel", "fax", "zip", "isbn", "issn", "order", "priority", "number", "no", "index", "code", "date",
      "year", "years", "time", "ref",
    ]
    .contains(last.lowercased())
  }

  /// "NPS of 72", "a score of 85", "rated 4.5".
  private func isScored(_ figure: Figure) -> Bool {
    for at in max(0, figure.first - 3)..<figure.first
    where parser.traits(at).contains(.ratingNoun) && !parser.beginsSentence(at + 1) { return true }
    return false
  }

  // MARK: Windows and kinds

  /// The words that belong to the figure: to the neighbouring figures or the sentence's ends.
  private mutating func setWindow(_ index: Int) {
    let figure = parser.figures[index]
    var at = figure.first
    let floor = max(0, figure.first - 40)
    while at > floor, !parser.beginsSentence(at) { at -= 1 }
    left = at
    if !lead.isEmpty, left < lead.upperBound { left = min(figure.first, lead.upperBound + 1) }
    at = figure.end + 1
    let ceiling = min(parser.tokens.count, figure.end + 40)
    while at < ceiling, !parser.beginsSentence(at) { at += 1 }
    right = at
  }

  private func refineKind(_ figure: inout Figure) {
    guard figure.kind == .count else { return }
    if let head = figure.noun.last {
      let name = parser.text(head)
      if name == "stars" || name == "star" {
        if isScored(figure) || (figure.low ?? 0) != (figure.low ?? 0).rounded()
          || figure.noun.count == 1 && (figure.low ?? 9) <= 5
        {
          figure.kind = .score
        }
      } else if name == "points" || name == "pts" {
        if isShareContext(figure) {
          figure.kind = .percentPoints
          figure.unit = "pp"
        } else {
          if isRatingContext(figure) { figure.kind = .score }
          figure.unit = "points"
        }
        // "+12 points": points are a unit, not things that are counted.
        if head == figure.last + 1 {
          figure.last = head
          figure.end = max(figure.end, head)
          figure.noun = 0..<0
        }
      }
    } else if figure.unit == nil, isScored(figure) {
      figure.kind = .score
    }
  }

  private func isRatingContext(_ figure: Figure) -> Bool {
    for at in left..<right
    where parser.traits(at).contains(.ratingNoun) || parser.info(at).topics.contains(.satisfaction) { return true }
    return false
  }

  /// Whether points are points of a share: its measure is one, or the figure beside it is in percent.
  private func isShareContext(_ figure: Figure) -> Bool {
    var at = left
    while at < right, at <= figure.last || !parser.isMark(at, Mark.comma) {
      if !parser.info(at).topics.isDisjoint(with: [.share, .margin, .retention]) { return true }
      at += 1
    }
    // "Occupancy averaged 78.4%, up 2.1 points", "eased 0.2 points to 3.4%"
    return parser.figures.contains {
      $0.kind == .percent && $0.first >= left && $0.last < right && abs($0.first - figure.first) <= 8
    }
  }
}
