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
    // Most documents quote nobody.
    guard items.contains(where: \.mayQuote) else { return [] }
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
