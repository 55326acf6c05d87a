/// A question for what changed in the index.
public struct ChangesQuestion: Sendable, Hashable {
  /// A generation, or a day as 2026-01-05: what changed after the one, or on the other and later. nil gives all that is known.
  public var since: String?
  /// Most rows to give; nil gives all.
  public var limit: Int?

  /// A question; without `since` for all that the index remembers.
  public init(since: String? = nil, limit: Int? = nil) {
    self.since = since
    self.limit = limit
  }
}

extension KnowledgeBase {
  /// Which documents are new, changed, moved and gone, and which of their figures, with old and new value, label and both places;
  /// newest generation first.
  ///
  /// - Throws: ``CasebookError/badArgument(name:value:expected:)`` for what is neither a generation nor a day.
  public func changes(_ question: ChangesQuestion = ChangesQuestion()) throws -> Answer {
    let corpus = try corpus()
    let generations = try corpus.generations
    let first = generations.first?.number ?? 1
    let since = try question.since.map { try generation(before: $0, generations, now: Int(corpus.generation)) } ?? 0
    let all = try corpus.history(after: since)
    let rows = question.limit.map { Array(all.prefix($0)) } ?? all
    var notes: [Answer.Note] = []
    if first > 1, since < first - 1 {
      let bound = "\(IndexHistory.mostGenerations) generations and \(IndexHistory.mostChanges) changes"
      notes.append(Answer.Note("the history begins with generation \(first): it keeps \(bound)"))
    } else if corpus.generation <= 1 {
      notes.append(Answer.Note("the index has one generation, in which all is new"))
    }
    for generation in generations where generation.number > since {
      if let reason = generation.reason {
        notes.append(Answer.Note("generation \(generation.number): \(reason), so nothing is compared"))
      }
    }
    return Answer(
      schema: "casebook.changes/1", rows: rows, total: all.count, layout: .table(groupedBy: "generation"), notes: notes
    ) {
      Answer.Field("generation", title: "Generation") { row in
        Answer.Cell(
          .integer(row.generation), display: "Generation \(row.generation)" + (row.date.map { ", \($0)" } ?? ""))
      }
      Answer.Field("date") { $0.date }
      Answer.Field("of") { $0.isFigure ? "figure" : "document" }
      Answer.Field("change", title: "Change") { row in
        Answer.Cell(.string(row.change), display: row.isFigure ? "  \(row.change) figure" : "\(row.change) document")
      }
      Answer.Field("title", title: "What") { row in
        Answer.Cell(.string(row.title), display: row.isFigure ? row.shownLabel : row.shownTitle)
      }
      Answer.Field("subject", title: "Subject") { $0.subject }
      Answer.Field("label") { $0.label }
      Answer.Field("old_label") { $0.oldLabel }
      Answer.Field("old_value", title: "Before") { $0.oldValue }
      Answer.Field("value", title: "Now") { $0.value }
      Answer.Field("figures") { $0.figures }
      Answer.Field("old_place", title: "Was at") { $0.oldPlace }
      Answer.CitationFields(placed: false) { ($0.source, $0.citation) }
      Answer.Field("place", title: "Where") { row in
        row.isFigure ? (row.change == "gone" ? nil : row.citation.place) : row.change == "gone" ? nil : row.path
      }
    }
  }

  /// The last generation that is not asked for.
  private func generation(before text: String, _ generations: [HistoryGeneration], now: Int) throws -> Int {
    if let number = Int(text) {
      guard (0...max(now, 0)).contains(number) else {
        throw CasebookError.badArgument(name: "since", value: text, expected: "a generation from 0 to \(now), or a day")
      }
      return number
    }
    guard let day = CivilDate(text) else {
      throw CasebookError.badArgument(name: "since", value: text, expected: "a generation, or a day as 2026-01-05")
    }
    let marks = GenerationMarks(folder)
    var isDated = false
    var last = 0
    for generation in generations {
      guard let written = generation.date.flatMap({ CivilDate($0) }) ?? marks.day(generation.number) else { continue }
      isDated = true
      if written < day { last = generation.number }
    }
    guard isDated else {
      throw CasebookError.badArgument(
        name: "since", value: text, expected: "a generation from 0 to \(now): this index knows no days")
    }
    return last
  }
}

extension HistoryRow {
  fileprivate var shownLabel: String {
    guard change == "renamed", let oldLabel, let label, label != oldLabel else { return label ?? "" }
    return "\(label) (was: \(oldLabel))"
  }

  fileprivate var shownTitle: String {
    let count = figures.map { $0 == 1 ? "1 figure" : "\($0) figures" }
    return count.map { "\(title), \($0)" } ?? title
  }

  /// Where it was: of a figure its line in the version before, of a document its path.
  fileprivate var oldPlace: String? {
    if isFigure { return oldLine.map { "\(path):\($0)" } }
    return oldPath ?? (change == "gone" ? path : nil)
  }
}
