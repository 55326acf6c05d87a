internal import Conversion

extension KnowledgeBase {
  /// Pairs of documents that share most of their text, with the estimated share and both places.
  public func duplicates(limit: Int? = nil) throws -> Answer {
    let entries = try corpus().sketches
    let pairs = NearDuplicates.pairs(entries.map(\.sketch))
    return Answer(
      schema: "casebook.duplicates/1",
      rows: pairs.prefix(limit ?? Int.max).map {
        (first: entries[$0.first], second: entries[$0.second], resemblance: $0.resemblance)
      }, total: pairs.count
    ) {
      Answer.Field("title", title: "Document") { $0.first.title }
      Answer.Field("source") { $0.first.source }
      Answer.Field("file") { $0.first.path }
      Answer.Field("line") { $0.first.line }
      Answer.Field("place", title: "Where") { PagedText.place($0.first.path, $0.first.line) }
      Answer.Field("other_title") { $0.second.title }
      Answer.Field("other_source") { $0.second.source }
      Answer.Field("other_file") { $0.second.path }
      Answer.Field("other_line") { $0.second.line }
      Answer.Field("other_place", title: "And where") { PagedText.place($0.second.path, $0.second.line) }
      Answer.Field("resemblance", title: "Same phrases", isNumeric: true) {
        Answer.Cell(
          .number(($0.resemblance * 100).rounded() / 100), display: "\(Int(($0.resemblance * 100).rounded())) %")
      }
    }
  }
}
