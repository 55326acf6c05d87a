/// What the context says of every figure of a text, worked out once.
struct Surroundings {
  let context: MetricContext
  /// Topics of the column header, of the labels around, and of the heading or caption above.
  let headerTopics: Topics
  let labelTopics: Topics
  let headingTopics: Topics
  /// The text stands under a heading of a plan.
  let isPlan: Bool

  init(_ context: MetricContext) {
    self.context = context
    headerTopics = Self.topics(of: context.columnHeader)
    labelTopics = [context.label, context.followingLabel, context.precedingLabel].reduce(headerTopics) {
      $0.union(Self.topics(of: $1))
    }
    headingTopics = Self.topics(of: context.headings.last).union(Self.topics(of: context.tableCaption))
    isPlan = (context.headings.suffix(2) + [context.recordTitle ?? ""]).contains { heading in
      heading.split(whereSeparator: { !$0.isLetter }).contains { Self.planWords.contains($0.lowercased()) }
    }
  }

  private static let planWords: Set<String> = [
    "roadmap", "plan", "plans", "planning", "phase", "phases", "target", "targets", "goal", "goals", "objective",
    "objectives", "milestone", "milestones",
    "timeline",
  ]

  /// What the words of a text say of categories.
  static func topics(of text: String?) -> Topics {
    guard let text, !text.isEmpty else { return [] }
    return text.split(whereSeparator: { !$0.isLetter }).reduce(into: Topics()) {
      $0.formUnion(Lexicon.shared.info(of: $1).topics)
    }
  }
}
