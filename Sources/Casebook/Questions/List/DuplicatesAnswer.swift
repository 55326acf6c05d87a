extension KnowledgeBase {
  /// Pairs of documents that share most of their text, with the estimated share and both places.
  public func duplicates(limit: Int? = nil) throws -> Answer {
    let entries = try corpus().sketches
    let pairs = NearDuplicates.pairs(entries.map(\.sketch))
    return Answer(
      schema: "casebook.duplicates/1",
      columns: [
        Answer.Column("title", title: "Document"), Answer.Column("source"), Answer.Column("file"),
        Answer.Column("line"),
        Answer.Column("place", title: "Where"),
        Answer.Column("other_title"), Answer.Column("other_source"), Answer.Column("other_file"),
        Answer.Column("other_line"), Answer.Column("other_place", title: "And where"),
        Answer.Column("resemblance", title: "Same phrases", isNumeric: true),
      ],
      items: pairs.prefix(limit ?? Int.max).map { pair in
        let (first, second) = (entries[pair.first], entries[pair.second])
        return [
          Answer.Cell(first.title), Answer.Cell(first.source), Answer.Cell(first.path), Answer.Cell(first.line),
          Answer.Cell("\(first.path):\(first.line)"),
          Answer.Cell(second.title), Answer.Cell(second.source), Answer.Cell(second.path), Answer.Cell(second.line),
          Answer.Cell("\(second.path):\(second.line)"),
          Answer.Cell(
            .number((pair.resemblance * 100).rounded() / 100),
            display: "\(Int((pair.resemblance * 100).rounded())) %"),
        ]
      },
      total: pairs.count)
  }
}
