internal import Words

/// A question for what people said.
public struct QuotesQuestion: Sendable, Hashable {
  /// Words that the quotation, or the title of its record, has to hold.
  public var words: String?
  /// Words of the speaker's name, role or organisation.
  public var speaker: String?
  /// Most rows to give; nil gives all.
  public var limit: Int?

  /// A question with these conditions; all given have to hold.
  public init(words: String? = nil, speaker: String? = nil, limit: Int? = nil) {
    self.words = words
    self.speaker = speaker
    self.limit = limit
  }
}

extension KnowledgeBase {
  /// Quotations with who said them, in the order of the index.
  public func quotes(_ question: QuotesQuestion) throws -> Answer {
    let words = question.words.map { WordMatcher($0) }
    let speaker = question.speaker.map { WordMatcher($0) }
    var rows: [QuoteRow] = []
    for row in try corpus().quoteRows() {
      if let words, !words.matches([row.quotation.text, row.record?.title]) { continue }
      let said = row.quotation.speaker
      if let speaker, !speaker.matches([said?.name, said?.role, said?.organisation]) { continue }
      rows.append(row)
    }
    let total = rows.count
    if let limit = question.limit { rows = Array(rows.prefix(limit)) }
    return Answer(
      schema: "casebook.quotes/1", rows: rows, total: total,
      notes: notesOnChanges(rows.map { ($0.source, $0.citation.file, $0.hash) })
    ) {
      Answer.Field("quote", title: "Quote") { $0.quotation.text }
      Answer.Field("speaker", title: "Speaker") { $0.quotation.speaker?.name }
      Answer.Field("role", title: "Role") { $0.quotation.speaker?.role }
      Answer.Field("organisation", title: "Organisation") { $0.quotation.speaker?.organisation }
      Answer.Field("record", title: "Record") { $0.record?.title }
      Answer.Field("key") { $0.record?.key }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }
}
