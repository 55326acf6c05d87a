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
    for sourced in try corpus().documents {
      let document = sourced.document
      for quotation in document.quotations() {
        let statement = document.statements[quotation.statement]
        let record = statement.record.map { document.records[$0] }
        if let words, !words.matches([quotation.text, record?.title]) { continue }
        let said = quotation.speaker
        if let speaker, !speaker.matches([said?.name, said?.role, said?.organisation]) { continue }
        rows.append(
          QuoteRow(
            quotation: quotation, record: record, source: sourced.source, hash: document.hash,
            citation: document.citation(statement.span)))
      }
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

private struct QuoteRow {
  var quotation: Quotation
  var record: Record?
  var source: String
  var hash: String
  var citation: Citation
}

extension ParsedDocument {
  /// What people say in the document, word for word.
  func quotations() -> [Quotation] {
    let indices = statements.indices.filter { ![.code, .heading].contains(statements[$0].kind) }
      .sorted { (statements[$0].span.start, $0) < (statements[$1].span.start, $1) }
    let items = indices.map { index in
      let statement = statements[index]
      return QuotationFinder.Item(
        text: statement.fullText, isQuote: statement.kind == .quote, attribution: statement.attribution,
        isAside: statement.isAside)
    }
    let names = metadata.filter { entry in
      ["author", "authors", "name", "people", "speaker"].contains(Self.lastName(of: entry.key))
    }
    return QuotationFinder(items, names: names.map(\.value), author: spokenBy).quotations().map { found in
      var found = found
      found.statement = indices[found.statement]
      return found
    }
  }
  private static func lastName(of key: String) -> String {
    key.lowercased().split(separator: ".").last.map(String.init) ?? ""
  }

  /// The person whose words a document is, by its metadata: an author with a post at the customer's.
  private var spokenBy: Speaker? {
    func value(_ keys: Set<String>) -> String? {
      metadata.first { keys.contains(Self.lastName(of: $0.key)) && !$0.value.isEmpty }?.value
    }
    guard let name = value(["author", "speaker", "interviewee"]), SpeakerWords.isName(name),
      let role = value(["position", "role", "job_title", "jobtitle"]), SpeakerWords.hasRoleWord(role)
    else { return nil }
    return Speaker(
      name: name, role: role, organisation: value(["customer", "company", "organisation", "organization", "client"]))
  }
}

extension Statement {
  /// A block quote that is a note to the reader: it has a lead-in or a mark, or is not part of the story by its words.
  fileprivate var isAside: Bool {
    guard kind == .quote else { return false }
    if label != nil || text.hasPrefix("[!") || text.hasPrefix("[") || text.hasSuffix(":") { return true }
    guard let first = text.firstIndex(of: ":") else {
      return purpose?.role == "other" && (purpose?.confidence ?? 0) >= 0.8
    }
    let lead = text[..<first].split(separator: " ").count
    return lead <= 2 || purpose?.role == "other" && (purpose?.confidence ?? 0) >= 0.8
  }
}
