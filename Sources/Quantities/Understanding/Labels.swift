internal import Words

extension FigureReader {
  /// Fills in what is measured, whose it is, its category and its date.
  func describe(_ metric: inout Metric, _ figure: Figure, _ index: Int) {
    let phrase = phraseAfter(figure)
    let before = phrase.isMeasure ? nil : phraseBefore(figure, index)
    metric.whole = wholeText(figure)
    metric.subject = subject(figure, phrase: phrase.tokens)
    metric.category = category(figure, phrase: phrase.tokens, before: before?.tokens ?? 0..<0)
    metric.label = label(figure, phrase: phrase, before: before, category: metric.category)
    metric.measure = measure(figure, phrase: phrase, before: before)
    metric.asOf = asOf(figure, index)
  }

  func describeDate(_ metric: inout Metric, _ figure: Figure) {
    metric.label = leadText
    metric.subject = context.subject
  }

  /// A run of words that names what is measured.
  struct Phrase {
    var tokens: Range<Int>
    /// It holds a noun of measure or a counted noun, and so says enough by itself.
    var isMeasure: Bool
  }

  /// The words behind the figure: up to the next figure, a mark that ends a clause, or a new clause.
  func phraseAfter(_ figure: Figure) -> Phrase {
    let p = parser
    var at = figure.noun.isEmpty ? figure.end + 1 : figure.noun.lowerBound
    let limit = min(right, min(nextStart, at + 14))
    // Step over words of period and bound.
    while at < limit {
      if let (_, last) = periodWords(at),
        !isPartOfPhrase(last + 1) || p.token(last + 1).kind == .mark || p.word(at) != .unknown
      {
        at = last + 1
        continue
      }
      if p.isHyphen(at) || p.word(at) == .a || p.word(at) == .an || p.word(at) == .the || p.word(at) == .so
        || p.traits(at).contains(.statistic)
      {
        at += 1
        continue
      }
      break
    }
    let first = at
    // A conjunction opens words of their own.
    switch p.word(first) {
    case .and, .or, .which, .who: return Phrase(tokens: first..<first, isMeasure: !figure.noun.isEmpty)
    default: break
    }
    while at < limit {
      let token = p.token(at)
      if token.kind == .mark {
        if CodePoint.isHyphen(token.code), p.isJoined(at) { at += 1; continue }
        if token.code == Mark.slash || token.code == 0x26 || token.code == Mark.quote { at += 1; continue }
        break
      }
      if token.kind == .number, at == first { break }
      at += 1
    }
    // A trailing connection word is none of it.
    while at > first,
      !p.traits(at - 1).isDisjoint(with: [.preposition]) || p.word(at - 1) == .and || p.word(at - 1) == .to
        || p.word(at - 1) == .or
        || p.traits(at - 1).contains(.determiner) || p.token(at - 1).kind == .mark
    {
      at -= 1
    }
    let tokens = first..<max(first, at)
    var isMeasure = false
    for index in tokens
    where !p.info(index).topics.isEmpty && !(index == first && p.traits(index).contains(.preposition)) {
      isMeasure = true
    }
    if let word = tokens.first, p.traits(word).contains(.preposition), p.word(word) != .of { isMeasure = false }
    if !figure.noun.isEmpty { isMeasure = true }
    return Phrase(tokens: tokens, isMeasure: isMeasure)
  }

  private func isPartOfPhrase(_ index: Int) -> Bool { parser.isWord(index) && !parser.traits(index).contains(.stop) }

  /// The words before the figure that its verb speaks of: "load time for the site was reduced by".
  func phraseBefore(_ figure: Figure, _ index: Int) -> Phrase? {
    let p = parser
    var end = (figure.comparatorStart ?? figure.first)
    var floor = max(left, end - 24)
    // Behind a figure joined by "to" or an arrow, its words are those of the first.
    if figure.role == .result, let partner = figure.partner, partner < index {
      end = p.figures[partner].comparatorStart ?? p.figures[partner].first
      floor = max(left, end - 24)
    }
    for other in p.figures[max(0, index - 8)..<index] where other.end < end && other.end >= floor && !other.isBare {
      floor = other.end + 1
    }
    // Cut at the last clause mark.
    for at in stride(from: end - 1, through: floor, by: -1) {
      let token = p.token(at)
      if token.kind == .mark,
        token.code == Mark.comma || token.code == Mark.semicolon || token.code == Mark.emDash
          || token.code == Mark.colon
      {
        // "Utilisation, which led the company here, has grown from": the words are those before the relative clause.
        if token.code == Mark.comma, let open = relativeClause(before: at, floor), isPredicate(at + 1) {
          end = open
        } else if at < end - 2 {
          floor = at + 1
        }
        break
      }
    }
    // Verbs of change and prepositions directly before the figure are not named.
    while end > floor {
      let traits = p.traits(end - 1)
      if isVerbLike(end - 1) {
        end -= 1
        continue
      }
      guard
        p.token(end - 1).kind == .mark
          || !traits.isDisjoint(with: [.stop, .changeVerb, .increase, .decrease, .preposition])
      else { break }
      if !traits.isDisjoint(with: [.increase, .decrease]),
        p.text(end - 1).hasSuffix("tion") || p.text(end - 1).hasSuffix("ment") || p.text(end - 1) == "growth"
      {
        break
      }
      end -= 1
    }
    // The clause's words from its last verb or conjunction on.
    var start = end
    while start > floor, end - start < 8 {
      let traits = p.traits(start - 1)
      let word = p.word(start - 1)
      if p.token(start - 1).kind == .mark, !p.isHyphen(start - 1), p.token(start - 1).code != 0x26 { break }
      if traits.contains(.stop), !traits.contains(.preposition), !traits.contains(.determiner) { break }
      if end - start >= 1, isVerbLike(start - 1), word != .up, word != .down { break }
      start -= 1
    }
    while start < end, !p.traits(start).isDisjoint(with: [.preposition, .determiner, .stop]) { start += 1 }
    guard start < end else { return nil }
    return Phrase(tokens: start..<end, isMeasure: true)
  }

  /// The comma that opens a relative clause which the comma at `close` closes.
  private func relativeClause(before close: Int, _ floor: Int) -> Int? {
    let p = parser
    for at in stride(from: close - 2, to: floor, by: -1) where p.isMark(at, Mark.comma) {
      return p.word(at + 1) == .which || p.word(at + 1) == .who ? at : nil
    }
    return nil
  }

  /// "has increased", "rose": a verb goes on with the clause.
  private func isPredicate(_ index: Int) -> Bool {
    isVerbLike(index) || Self.auxiliaries.contains(Substring(parser.text(index)))
  }

  /// Verbs before a figure, by the lexicon or their ending: "reported", "reached", "cut".
  private func isVerbLike(_ index: Int) -> Bool {
    guard parser.isWord(index), parser.isLower(index) || index == left else { return false }
    let traits = parser.traits(index)
    let text = parser.text(index)
    if traits.contains(.aim), !text.hasPrefix("target"), !text.hasPrefix("goal") { return true }
    if !traits.isDisjoint(with: [.changeVerb, .increase, .decrease]), text != "growth", !text.hasSuffix("ment"),
      !text.hasSuffix("tion"), !text.hasPrefix("saving"),
      !text.hasPrefix("loss")
    {
      return true
    }
    if text.hasSuffix("ed"), text.count > 4 { return true }
    return [
      "compared", "including", "totaling", "totalling", "worth", "handle", "handles", "produces", "produce", "has",
      "uses", "takes", "took", "won", "spent", "paid", "made",
    ]
    .contains(text)
  }

  /// What a share is a part of: "Fortune 500" in "65% of Fortune 500".
  private func wholeText(_ figure: Figure) -> String? {
    guard figure.kind == .percent || figure.kind == .ratio, parser.word(figure.end + 1) == .of else { return nil }
    var first = figure.end + 2
    while parser.traits(first).contains(.determiner) { first += 1 }
    var at = first
    let limit = min(right, min(nextStart, first + 6))
    while at < limit, parser.isWord(at) || parser.isHyphen(at) || parser.isNumber(at) {
      let traits = parser.traits(at)
      if traits.contains(.preposition) || parser.word(at) == .using || traits.contains(.stop) && !traits.contains(.mass)
      {
        break
      }
      at += 1
      if parser.isPlural(at - 1), !parser.isPlural(at) { break }
    }
    return at > first ? plain(first..<at) : nil
  }

  /// The label: the phrase behind the figure, with the lead-in where that says more.
  private func label(_ figure: Figure, phrase: Phrase, before: Phrase?, category: MetricCategory?) -> String? {
    let lead = leadText.flatMap { Self.isGenericLead($0) ? nil : $0 }
    if figure.kind == .duration, parser.isHyphen(figure.last + 1), parser.word(figure.last + 2) == .old { return "age" }
    if figure.role == .window { return "time window" + (phrase.tokens.isEmpty ? "" : ": " + plain(phrase.tokens)) }
    var text = phrase.tokens.isEmpty ? "" : labelText(phrase.tokens)
    let startsLoose =
      phrase.tokens.first.map { parser.traits($0).contains(.preposition) && parser.word($0) != .of } ?? true
    if let header = context.columnHeader, figure.kind != .date {
      let row = context.rowHeader ?? ""
      if surroundings.rowIsMeasure { return row }
      if text.isEmpty || !phrase.isMeasure {
        // "Empty runs: Target 2025": the row tells what is measured, the column which of its figures it is.
        if row.isEmpty, category != .weight, let lead { return lead + ": " + header }
        return row.isEmpty || category == .weight ? header : header + ": " + row
      }
      return header + ": " + text
    }
    if let stat = context.followingLabel ?? context.precedingLabel { return stat }
    if category == .threshold, !text.lowercased().contains("threshold") {
      text += text.isEmpty ? "threshold" : " threshold"
    }
    if figure.kind == .duration, lead == nil || Self.namesPhase(lead), let phase = phaseText(figure) { return phase }
    if let lead {
      if text.isEmpty || startsLoose { return lead }
      if covers(text, lead) { return text }
      return lead + ": " + text
    }
    if phrase.isMeasure, !startsLoose, !text.isEmpty {
      if let before, figure.noun.isEmpty { return plain(before.tokens) + ": " + text }
      return text
    }
    if let before { return plain(before.tokens) }
    if !text.isEmpty, !startsLoose { return text }
    return leadText ?? context.recordTitle.map { _ in context.headings.last ?? "" }.flatMap { $0.isEmpty ? nil : $0 }
  }

  static func namesPhase(_ lead: String?) -> Bool {
    guard let first = lead?.split(separator: " ").first else { return false }
    return Vocabulary.shared.info(of: first).traits.contains(.numbered)
  }

  /// "Phase 1: Initial Screening (2-4 weeks)": the words before the bracket.
  private func phaseText(_ figure: Figure) -> String? {
    let open = (figure.comparatorStart ?? figure.first) - 1
    guard parser.isMark(open, Mark.open), open > 0 else { return nil }
    var first = open
    while first > 0, open - first < 10, !parser.beginsSentence(first) { first -= 1 }
    return plain(first..<open)
  }

  /// Lead-ins that only say that figures follow.
  static func isGenericLead(_ lead: String) -> Bool {
    let words = Wording.split(lead.lowercased())
    if !words.isEmpty, words.allSatisfy({ genericWords.contains($0) || $0.allSatisfy(\.isNumber) }) { return true }
    // "The results have been impressive:" is a clause that announces, and names no measure.
    return words.count >= 3 && words.contains { auxiliaries.contains($0) }
  }

  private static let genericWords: Set<Substring> = [
    "success", "metrics", "metric", "impact", "results", "result", "outcome", "outcomes", "key", "performance",
    "figures", "numbers", "kpis", "kpi", "highlights", "market", "statistics", "facts", "data", "measures",
    "indicators", "summary", "overview", "note", "model", "phase",
  ]

  private static let auxiliaries: Set<Substring> = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "did", "does",
  ]

  /// Whether the words of the lead-in are all said in the text.
  private func covers(_ text: String, _ lead: String) -> Bool {
    let said = Set(Self.stems(text))
    return Self.stems(lead).allSatisfy(said.contains)
  }

  static func stems(_ text: String) -> [String] {
    Wording.split(text.lowercased()).filter { $0.utf8.count > 2 && $0.count > 2 }.map { String($0.prefix(5)) }
  }

  /// A phrase as a label: a leading "of" is dropped.
  private func labelText(_ tokens: Range<Int>) -> String {
    var first = tokens.lowerBound
    while first < tokens.upperBound, parser.word(first) == .of || parser.traits(first).contains(.determiner) {
      first += 1
    }
    return plain(first..<tokens.upperBound)
  }

  /// The text of tokens without markup: words with the spaces of the source, folded.
  func plain(_ tokens: Range<Int>) -> String { Self.plain(tokens, parser) }

  static func plain(_ tokens: Range<Int>, _ parser: FigureParser) -> String {
    var out = ""
    for index in tokens {
      let token = parser.token(index)
      if !out.isEmpty, token.spaced { out += " " }
      var end = token.end
      // A genitive's ending stands outside its token.
      if token.flags.contains(.possessive) {
        let bytes = parser.bytes
        if end < bytes.count, bytes[end] == 0x27 {
          end = min(bytes.count, end + 2)
        } else if end + 3 < bytes.count, bytes[end] == 0xE2 {
          end += 4
        }
        if end > bytes.count { end = bytes.count }
      }
      out += String(decoding: parser.bytes[token.start..<max(token.start, end)], as: UTF8.self)
    }
    return out
  }

  /// The short name for matching: the nouns of the phrase, or of the lead-in.
  private func measure(_ figure: Figure, phrase: Phrase, before: Phrase?) -> String? {
    let source = !figure.noun.isEmpty ? figure.noun : phrase.isMeasure ? phrase.tokens : before?.tokens ?? lead
    let label = surroundings.rowIsMeasure ? context.rowHeader : context.label ?? context.columnHeader
    if source.isEmpty || source == lead, let label, !label.isEmpty {
      return label.lowercased()
    }
    var words: [String] = []
    for index in source where words.count < 8 && parser.isWord(index) {
      let traits = parser.traits(index)
      if traits.isDisjoint(with: [.determiner, .periodAdverb, .statistic]), parser.word(index) != .annual,
        parser.word(index) != .of || !words.isEmpty
      {
        words.append(parser.text(index))
      }
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// The date a figure holds for: "as of July 2025", "in 2024", "by 2024" in its sentence, else the document's.
  private func asOf(_ figure: Figure, _ index: Int) -> String? {
    var best: (distance: Int, text: String)?
    let near = max(0, index - 8)..<min(parser.figures.count, index + 9)
    for other in parser.figures[near] where other.kind == .date && other.first >= left && other.last < right {
      switch parser.word(other.first - 1) {
      case .in, .by, .of, .at, .during, .on, .since: break
      default:
        guard parser.isMark(other.first - 1, Mark.open) else { continue }
      }
      let distance = other.first > figure.last ? other.first - figure.last : figure.first - other.last
      if distance < best?.distance ?? 16 { best = (distance, parser.dateText(other)) }
    }
    if best == nil, let date = context.date { return date }
    if best == nil, surroundings.columnIsTime, surroundings.role == nil, let column = context.columnHeader {
      return column
    }
    return best?.text ?? context.documentDate
  }
}
