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
      schema: "casebook.patterns/1",
      columns: [
        Answer.Column("number", title: "No.", isNumeric: true), Answer.Column("pattern", title: "Pattern"),
        Answer.Column("family", title: "Family"), Answer.Column("models", title: "Model"),
        Answer.Column("phases", title: "Phases", isNumeric: true),
        Answer.Column("metrics", title: "Metrics", isNumeric: true),
        Answer.Column("factors", title: "Factors", isNumeric: true), Answer.Column("cases", title: "Cases"),
        Answer.Column("key"), Answer.Column("source"), Answer.Column("file"), Answer.Column("line"),
        Answer.Column.place,
      ],
      items: entries.map { entry in
        let id = entry.record.id
        return [
          Answer.Cell(entry.record.number), Answer.Cell(entry.record.title), Answer.Cell(entry.family),
          Answer.Cell(JSONValue(entry.record.subjects)), Answer.Cell(phases[id] ?? 0), Answer.Cell(metrics[id] ?? 0),
          Answer.Cell(factors[id] ?? 0),
          Answer.Cell(
            JSONValue(entry.cases.map(\.key)), display: entry.cases.map(\.title).joined(separator: ", ")),
          Answer.Cell(entry.record.key), Answer.Cell(entry.record.source), Answer.Cell(entry.record.file),
          Answer.Cell(entry.record.line), Answer.Cell("\(entry.record.file):\(entry.record.line)"),
        ]
      })
  }
}
