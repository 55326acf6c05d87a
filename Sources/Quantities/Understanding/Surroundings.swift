/// What the context says of every figure of a text, worked out once.
struct Surroundings {
  let context: MetricContext
  /// Topics of the column header, of the labels around, and of the heading or caption above.
  let headerTopics: Topics
  let labelTopics: Topics
  let headingTopics: Topics
  /// The text stands under a heading of a plan.
  let isPlan: Bool
  /// A table whose rows are measures and whose columns are times, stages or owners, not the other way round.
  let rowIsMeasure: Bool
  /// The column is a time ("2024", "Q3") or a stage ("Before", "Target").
  let columnIsTime: Bool
  /// The unit of bare numbers.
  let unit: UnitNote?
  /// The role that the column or the label gives its figures.
  let role: MetricRole?

  init(_ context: MetricContext) {
    self.context = context
    unit = context.unit.flatMap { UnitNote($0, counts: true) }
    headerTopics = Self.topics(of: context.columnHeader)
    var labels = [context.label, context.followingLabel, context.precedingLabel].reduce(headerTopics) {
      $0.union(Self.topics(of: $1))
    }
    let stage = Self.stage(context.columnHeader)
    role = stage ?? Self.stage(context.label).flatMap { $0 == .target || $0 == .baseline ? $0 : nil }
    columnIsTime = stage != nil || Self.isTime(context.columnHeader)
    let rowTopics = Self.topics(of: context.rowHeader)
    rowIsMeasure = context.columnHeader != nil && !rowTopics.isEmpty && (columnIsTime || headerTopics.isEmpty)
    if rowIsMeasure { labels.formUnion(rowTopics) }
    labelTopics = labels
    headingTopics = Self.topics(of: context.headings.last).union(Self.topics(of: context.tableCaption))
    isPlan =
      context.headings.suffix(2).contains { Self.namesPlan($0) }
      || context.recordTitle.map { Self.namesPlan($0) } == true
  }

  /// Whether a header is a year, quarter or month.
  private static func isTime(_ header: String?) -> Bool {
    guard let header else { return false }
    let bytes = Array(header.utf8)
    var lexer = MetricLexer(bytes)
    var tokens: [Token] = []
    guard lexer.next(into: &tokens), tokens.count <= 4 else { return false }
    var parser = FigureParser(bytes: bytes, tokens: tokens, lexicon: .shared, commaDecimal: false)
    parser.parse()
    return parser.figures.first.map { $0.kind == .date && $0.first == 0 } ?? false
  }

  /// "Before", "After", "Target", "Industry average" as headers and labels.
  static func stage(_ header: String?) -> MetricRole? {
    guard let words = header.flatMap({ Self.words($0, limit: 4) }) else { return nil }
    for word in words {
      switch word {
      case "before", "baseline", "previous", "previously", "old", "prior": return .baseline
      case "after", "now", "today", "achieved", "actual": return .result
      case "target", "targets", "goal", "goals", "planned": return .target
      case "benchmark": return .benchmark
      case "industry" where words.contains("average"): return .benchmark
      default: break
      }
    }
    return nil
  }

  /// The words of a text in lower case; nil when there are more than `limit`.
  private static func words(_ text: String, limit: Int) -> [Substring]? {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      let words = text.lowercased().split { !$0.isLetter }
      return words.count <= limit ? words : nil
    }
    var words: [Substring] = []
    var word: [UInt8] = []
    func close() {
      if !word.isEmpty { words.append(Substring(String(decoding: word, as: UTF8.self))) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      let letter = byte | 0x20
      if letter &- 0x61 < 26 {
        word.append(letter)
      } else {
        close()
        if words.count > limit { return nil }
      }
    }
    close()
    return words.count <= limit ? words : nil
  }

  /// Whether a heading names a plan.
  private static func namesPlan(_ heading: String) -> Bool {
    if heading.utf8.allSatisfy({ $0 < 0x80 }) {
      var word: [UInt8] = []
      for byte in heading.utf8 {
        let letter = byte | 0x20
        if letter &- 0x61 < 26 {
          word.append(letter)
          continue
        }
        if namesPlan(word) { return true }
        word.removeAll(keepingCapacity: true)
      }
      return namesPlan(word)
    }
    return heading.split(whereSeparator: { !$0.isWordLetter }).contains { planWords.contains($0.lowercased()) }
  }

  /// Whether a word in lower case names a plan. They begin with one of a few letters, and most words do not.
  private static func namesPlan(_ word: [UInt8]) -> Bool {
    guard let first = word.first, word.count >= shortestPlanWord, planInitials.contains(first) else { return false }
    return planWords.contains(String(decoding: word, as: UTF8.self))
  }

  private static let planInitials = Set(planWords.compactMap(\.utf8.first))
  private static let shortestPlanWord = planWords.map(\.utf8.count).min() ?? 0
  private static let planWords: Set<String> = [
    "roadmap", "plan", "plans", "planning", "phase", "phases", "target", "targets", "goal", "goals", "objective",
    "objectives", "milestone", "milestones",
    "timeline",
  ]

  /// What the words of a text say of categories.
  static func topics(of text: String?) -> Topics {
    guard let text, !text.isEmpty else { return [] }
    let bytes = Array(text.utf8)
    if bytes.allSatisfy({ $0 < 0x80 }) {
      var topics = Topics()
      var start = 0
      while start < bytes.count {
        var hash = Vocabulary.hashSeed
        var end = start
        while end < bytes.count, (bytes[end] | 0x20) &- 0x61 < 26 {
          hash = Vocabulary.step(hash, bytes[end] | 0x20)
          end += 1
        }
        if end > start {
          let lexicon = Vocabulary.shared
          topics.formUnion(lexicon.infos[Int(lexicon.id(bytes, start, end, hash: hash))].topics)
        }
        start = end + 1
      }
      return topics
    }
    return text.split(whereSeparator: { !$0.isWordLetter }).reduce(into: Topics()) {
      $0.formUnion(Vocabulary.shared.info(of: $1).topics)
    }
  }
}

extension Character {
  /// A letter; told by its byte where it is ASCII, as most are.
  fileprivate var isWordLetter: Bool {
    guard let ascii = asciiValue else { return isLetter }
    return (ascii | 0x20) &- 0x61 < 26
  }
}
