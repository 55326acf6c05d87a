internal import Words

/// A question for what people said.
public struct QuotesQuestion: Sendable, Hashable {
  /// Words that the quotation, or the title of its record, has to hold.
  public var words: String?
  /// Words of the speaker's name, role or organisation.
  public var speaker: String?
  /// Words of an organisation that the record is about, or that the speaker belongs to.
  public var organisation: String?
  /// Words of an industry of the record.
  public var industry: String?
  /// Most rows to give; nil gives all.
  public var limit: Int?

  /// A question with these conditions; all given have to hold.
  public init(
    words: String? = nil, speaker: String? = nil, organisation: String? = nil, industry: String? = nil,
    limit: Int? = nil
  ) {
    self.words = words
    self.speaker = speaker
    self.organisation = organisation
    self.industry = industry
    self.limit = limit
  }
}

extension KnowledgeBase {
  /// Quotations with who said them, in the order of the index.
  public func quotes(_ question: QuotesQuestion) throws -> Answer {
    let words = question.words.map { WordMatcher($0) }
    let speaker = question.speaker.map { WordMatcher($0) }
    var rows: [QuoteRow] = []
    let corpus = try corpus()
    let directory = try corpus.records
    let organisation = question.organisation.map { WordMatcher($0) }
    let industry = question.industry.map { WordMatcher($0) }
    let entries = Dictionary(directory.entries.map { ("\($0.source)/\($0.key)", $0) }) { first, _ in first }
    for row in try corpus.quoteRows() {
      let entry = row.record.flatMap { entries["\(row.source)/\($0.key)"] }
      if let organisation, !organisation.matches([row.quotation.speaker?.organisation]),
        entry.map({ entry in
          directory.lineage(entry.id).contains { $0.subjects.contains { organisation.matches([$0]) } }
        })
          != true
      {
        continue
      }
      if let industry,
        entry.map({ directory.industries(around: $0.id).contains { industry.matches([$0]) } }) != true
      {
        continue
      }
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
