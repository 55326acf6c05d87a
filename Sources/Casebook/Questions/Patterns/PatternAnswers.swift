internal import Conversion
internal import Words

extension PatternDirectory {
  /// The one pattern that a number, a title, or words of title or model name.
  ///
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``.
  func named(_ name: String) throws -> Entry? {
    var digits = WordMatcher.fold(name)
    if digits.hasPrefix("pattern ") { digits = String(digits.dropFirst("pattern ".count)) }
    let folded = slug(name)
    let matcher = WordMatcher(name)
    guard !matcher.isEmpty else { return nil }
    let tests: [(Entry) -> Bool] = [
      { $0.record.key == name }, { $0.record.number == digits },
      { slug($0.record.title) == folded || slug(RecordDirectory.groupName($0.record)) == folded },
      { matcher.matches([$0.record.title] + $0.record.subjects.map { Optional($0) }) },
    ]
    for test in tests {
      let found = entries.filter(test)
      // The same pattern may stand in several sources.
      let titles = Set(found.map { slug(RecordDirectory.groupName($0.record)) })
      if titles.count == 1 { return found[0] }
      if titles.count > 1 {
        throw CasebookError.ambiguous(
          what: "pattern", name: name, candidates: found.map { RecordDirectory.groupName($0.record) })
      }
    }
    return nil
  }
}

extension KnowledgeBase {
  /// The patterns of the index with family, model, and what is known of each.
  public func patterns() throws -> Answer {
    let corpus = try corpus()
    let records = try corpus.records
    let directory = try PatternDirectory(corpus)
    let phases = try corpus.counts(of: PhaseColumn.self)
    let metrics = try corpus.counts(of: MetricColumn.self)
    let factors = try corpus.factorCounts()
    let order = records.groupOrder
    let entries = directory.entries.enumerated().sorted { a, b in
      let (x, y) = (
        order[RecordDirectory.groupName(a.element.record)] ?? 0,
        order[RecordDirectory.groupName(b.element.record)] ?? 0
      )
      return x != y ? x < y : a.offset < b.offset
    }.map(\.element)
    return Answer(
      schema: "casebook.patterns/1", rows: entries
    ) {
      Answer.Field("number", title: "No.", isNumeric: true) { $0.record.number }
      Answer.Field("pattern", title: "Pattern") { $0.record.title }
      Answer.Field("family", title: "Family") { $0.family }
      Answer.Field("models", title: "Model") { JSONValue($0.record.subjects) }
      Answer.Field("phases", title: "Phases", isNumeric: true) { phases[$0.record.id] ?? 0 }
      Answer.Field("metrics", title: "Metrics", isNumeric: true) { metrics[$0.record.id] ?? 0 }
      Answer.Field("factors", title: "Factors", isNumeric: true) { factors[$0.record.id] ?? 0 }
      Answer.Field("cases", title: "Cases") {
        Answer.Cell(JSONValue($0.cases.map(\.key)), display: $0.cases.map(\.title).joined(separator: ", "))
      }
      Answer.Field("key") { $0.record.key }
      Answer.Field("source") { $0.record.source }
      Answer.Field("file") { $0.record.file }
      Answer.Field("line") { $0.record.line }
      Answer.Field("place", title: "Where") { PagedText.place($0.record.file, $0.record.line) }
    }
  }
}
