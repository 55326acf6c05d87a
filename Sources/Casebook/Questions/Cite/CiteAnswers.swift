internal import Conversion
internal import Words

extension KnowledgeBase {
  /// The references of statements and documents.
  ///
  /// - Parameter names: each a place (`file:line`, as answers show it), the end of one, or a record's key or words of its title.
  /// - Throws: ``CasebookError/notFound(what:name:near:)``, ``CasebookError/ambiguous(what:name:candidates:)``.
  public func references(_ names: [String]) throws -> [SourceReference] {
    let corpus = try corpus()
    let directory = try corpus.records
    return try names.map { name in
      if let place = PagedText.parse(name), let entries = Self.entries(of: place.file, directory) {
        if Set(entries.map(\.source)).count > 1 || Set(entries.map(\.file)).count > 1 {
          throw CasebookError.ambiguous(
            what: "document", name: place.file, candidates: Set(entries.map { "\($0.source): \($0.file)" }).sorted())
        }
        return try Self.reference(corpus, entries, at: (place.line, place.column), name)
      }
      let entry = try directory.record(named: name)
      return try Self.reference(corpus, [entry], at: nil, name)
    }
  }

  /// The references as rows, each written in a style.
  public func cite(_ names: [String], style: SourceReference.Style = .text) throws -> Answer {
    let references = try references(names)
    var answer = Answer(schema: "casebook.references/1", rows: references) {
      Answer.Field("reference", title: "Reference") { Answer.Cell($0.text(style)) }
      Answer.Field("quote") { $0.quote }
      Answer.Field("title") { $0.title }
      Answer.Field("authors") { JSONValue($0.authors) }
      Answer.Field("published") { $0.published }
      Answer.Field("url") { $0.url }
      Answer.Field("record") { $0.record }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
    for reference in references where reference.othersOnLine > 0 {
      answer.notes.append(
        "\(reference.citation.place) has \(reference.othersOnLine + 1) statements, this is the first: \(reference.citation.file):LINE:COLUMN means another"
      )
    }
    var changed: [(source: String, file: String, hash: String)] = []
    let directory = try corpus().records
    for reference in references {
      guard
        let entry = directory.entries.first(where: {
          $0.source == reference.source && $0.file == reference.citation.file
        })
      else { continue }
      changed.append((entry.source, entry.file, entry.hash))
    }
    answer.notes += notesOnChanges(changed)
    return answer
  }

  /// The records of the document with this path, or the end of this path; nil where there is none.
  private static func entries(of file: String, _ directory: RecordDirectory) -> [RecordDirectory.Entry]? {
    let exact = directory.entries.filter { $0.file == file }
    if !exact.isEmpty { return exact }
    let ending = directory.entries.filter { $0.file.hasSuffix("/" + file) }
    return ending.isEmpty ? nil : ending
  }

  private static func reference(
    _ corpus: Corpus, _ entries: [RecordDirectory.Entry], at place: (line: Int, column: Int?)?, _ name: String
  ) throws -> SourceReference {
    let entry = entries[0]
    let document = try corpus.document(entry.document).document
    var record = entry
    var citation = Citation(
      file: document.path, line: entry.line, endLine: entry.line, column: 1, start: 0, end: 0)
    var quote: String?
    var others = 0
    if let (line, column) = place {
      let statements = document.statements.filter { $0.span.line <= line && line <= $0.span.endLine }
      // A column means the statement that begins there or before.
      let meant = column.flatMap { column in
        statements.last { $0.span.line < line || $0.span.line == line && $0.span.column <= column }
      }
      guard let statement = meant ?? statements.first else {
        throw CasebookError.notFound(what: "statement at", name: name, near: nearPlaces(document, line))
      }
      others = column == nil ? statements.count - 1 : 0
      citation = document.citation(statement.span)
      quote = statement.fullText
      record = entries.last { $0.line <= line } ?? entry
    } else if let section = document.records.first(where: { $0.title == entry.title })?.section {
      citation = document.citation(document.sections[section].span)
    }
    return reference(
      to: document, source: entry.source, citation, quote: quote, record: record.title, othersOnLine: others)
  }

  /// The reference to a place of a document.
  static func reference(
    to document: ParsedDocument, source: String, _ citation: Citation, quote: String? = nil, record: String,
    othersOnLine: Int = 0
  ) -> SourceReference {
    SourceReference(
      title: document.title, authors: authors(of: document), published: document.published ?? dated(document),
      url: address(of: document), source: source, citation: citation, quote: quote, record: record,
      othersOnLine: othersOnLine)
  }

  private static func nearPlaces(_ document: ParsedDocument, _ line: Int) -> [String] {
    let lines = Set(document.statements.map(\.span.line)).sorted { abs($0 - line) < abs($1 - line) }
    return lines.prefix(2).map { PagedText.place(document.path, $0) }
  }

  private static func values(_ document: ParsedDocument, of keys: Set<String>) -> [String] {
    document.metadata.filter { entry in
      let parts = entry.key.lowercased().split(separator: ".").map(String.init)
      guard let last = parts.last else { return false }
      return keys.contains(last) || parts.count > 1 && last == "name" && keys.contains(parts[parts.count - 2])
    }.map(\.value).filter { !$0.isEmpty }
  }

  private static func authors(of document: ParsedDocument) -> [String] {
    var names = values(document, of: ["author", "authors", "byline", "article:author"])
    if names.isEmpty {
      names = document.provenance.filter { ["author", "authors", "by", "written by"].contains($0.label.lowercased()) }
        .map(\.text)
    }
    // Addresses of author pages are no names; a byline has more than the name.
    return names.filter { !$0.contains("://") }.map(withoutByline).filter { !$0.isEmpty }.unique()
  }

  /// "By Jane Roe 4/28/2020" is Jane Roe.
  private static func withoutByline(_ text: String) -> String {
    var words = text.split(separator: " ")
    if let first = words.first, first.lowercased() == "by", words.count > 1 { words.removeFirst() }
    while let last = words.last, words.count > 1, last.contains(where: \.isNumber) { words.removeLast() }
    return words.joined(separator: " ")
  }

  private static func dated(_ document: ParsedDocument) -> String? {
    values(document, of: ["date", "published"]).first
  }

  private static func address(of document: ParsedDocument) -> String? {
    ([document.url].compactMap { $0 } + values(document, of: ["url", "canonical", "source", "permalink"])).first {
      $0.hasPrefix("http")
    }
  }
}
