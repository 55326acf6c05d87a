internal import FullText
internal import Words

/// A keyword question.
public struct SearchQuestion: Sendable, Hashable {
  /// As typed: words, "phrases", +must, -not, AND, OR, NOT, prefix*, and filters `kind:` `org:` `role:` `tag:` `file:`.
  public var text: String
  /// Most hits to give.
  public var limit: Int
  /// Hits to pass over, for paging.
  public var offset: Int

  /// A question as typed.
  public init(_ text: String, limit: Int = 10, offset: Int = 0) {
    self.text = text
    self.limit = limit
    self.offset = offset
  }
}

/// One hit: a statement. Where only titles match, it is the first statement below them.
public struct SearchHit: Sendable, Hashable {
  /// Place among the hits, from 1.
  public var rank: Int
  /// How well the statement and the titles around it match; only the order within one answer means something.
  public var score: Float
  /// The record's key, for `casebook show`.
  public var key: String
  /// What it is.
  public var kind: RecordKind
  /// The record's title.
  public var title: String
  /// Headings below the record, joined by " › "; empty for the record's own text.
  public var heading: String
  /// What the heading around it promises; nil when it promises nothing known.
  public var role: String?
  /// Label of the source.
  public var source: String
  /// Where it stands.
  public var citation: Citation
  /// The statement, shortened around its matches.
  public var snippet: String
  /// UTF-8 ranges of `snippet`.
  public var matches: [Range<Int>]
}

/// Hits of a search.
public struct SearchResult: Sendable, Hashable {
  /// Best first.
  public var hits: [SearchHit]
  /// Statements that match.
  public var total: Int
  /// What was understood differently than it may have been meant.
  public var notes: [Answer.Note]
  /// The question with words that no document has replaced by near ones, where there are any. When nothing was found for
  /// the question as typed, the hits are those of this one.
  public var suggestion: String?
}

/// Answers keyword questions from the text index alone: the record store stays closed, which is most of what a cold
/// search would wait for.
public struct SearchIndex: Sendable {
  private let snapshot: Snapshot
  private let folder: IndexFolder

  /// - Throws: ``CasebookError/noIndex(folder:)``, or the text index's own errors.
  public init(folder: IndexFolder) throws {
    self.folder = folder
    do {
      snapshot = try TextIndex.open(folder)
    } catch FullTextError.noIndex {
      throw CasebookError.noIndex(folder: folder.path)
    }
    // An index of another version has other fields.
    guard TextIndex.schema.fields.allSatisfy({ snapshot.schema[$0.name] == $0 }) else {
      throw CasebookError.indexTooOld(file: folder.text, found: 2, known: 3)
    }
  }

  /// The best statements. When nothing is found and a word is near one of the documents, that is looked for instead.
  public func search(_ question: SearchQuestion) throws -> SearchResult {
    var result = try hits(question)
    guard let near = try suggestion(for: question.text) else { return result }
    if result.total > 0 {
      result.notes.append("some words are in no document; did you mean: \(near)?")
    } else {
      var other = question
      other.text = near
      let found = try hits(other)
      if found.total > 0 {
        result = found
        result.notes.insert("nothing found for: \(question.text); searched for: \(near)", at: 0)
      }
    }
    result.suggestion = near
    return result
  }

  private func hits(_ question: SearchQuestion) throws -> SearchResult {
    let query = SearchQuery(question.text)
    let top = try snapshot.search(query.query, limit: question.limit + question.offset, countsExactly: true)
    var result = SearchResult(hits: [], total: top.total, notes: query.notes.map { Answer.Note($0) }, suggestion: nil)
    var freshness = Freshness(folder: folder)
    var changed: Set<String> = []
    for (index, hit) in top.hits.enumerated().dropFirst(question.offset) {
      guard let (section, line) = try entry(of: hit.document) else { continue }
      result.hits.append(self.hit(section, line, rank: index + 1, score: hit.score, marks: query.marks))
      if freshness.hasChanged(source: section.source, file: section.file, hash: section.hash),
        changed.insert(section.file).inserted
      {
        result.notes.append(
          Answer.Note("\(section.file) changed since it was ingested: lines may have moved", remedy: .ingest))
      }
    }
    return result
  }

  // MARK: - Entries

  /// The entry of a document with its section.
  private func entry(of document: DocumentID) throws -> (section: StoredSection, line: StoredEntry.Line?)? {
    guard let stored = try stored(document) else { return nil }
    switch stored.section {
    case .own(let section): return (section, stored.line)
    case .before(let distance):
      guard distance <= Int(document.rawValue),
        let first = try self.stored(DocumentID(rawValue: document.rawValue - UInt32(distance))),
        case .own(let section) = first.section
      else { throw CasebookError.damaged(file: folder.text, detail: "an entry has no section") }
      return (section, stored.line)
    }
  }

  private func stored(_ document: DocumentID) throws -> StoredEntry? {
    for value in try snapshot.storedFields(of: document)["entry"] {
      guard case .bytes(let bytes) = value else { continue }
      guard let entry = StoredEntry(bytes) else {
        throw CasebookError.damaged(file: folder.text, detail: "a stored entry cannot be read")
      }
      return entry
    }
    return nil
  }

  private func hit(_ section: StoredSection, _ line: StoredEntry.Line?, rank: Int, score: Float, marks: Query)
    -> SearchHit
  {
    // A section without statements is cited by its heading.
    let citation =
      line.map {
        Citation(file: section.file, line: $0.line, column: $0.column, start: $0.start, end: $0.end)
      }
      ?? Citation(
        file: section.file, line: section.line, column: section.column, start: section.start, end: section.end)
    let text = line?.text ?? ""
    let snippet = Snippet(text, matches: self.matches(of: marks, in: text), length: 200)
    return SearchHit(
      rank: rank, score: score, key: section.key, kind: RecordKind(rawValue: section.kind), title: section.title,
      heading: section.heading, role: section.role, source: section.source, citation: citation, snippet: snippet.text,
      matches: snippet.matches)
  }

  /// Where the words of a query stand in a text, also those that are written in another way.
  private func matches(of query: Query, in text: String) -> [Range<Int>] {
    var ranges = snapshot.highlights(of: query, field: TextIndex.Field.body, in: text)
    for compound in WordForms.compounds(in: text) where !ranges.contains(where: { $0.overlaps(compound.range) }) {
      let isMatch = compound.forms.contains {
        !snapshot.highlights(of: query, field: TextIndex.Field.body, in: $0).isEmpty
      }
      if isMatch { ranges.append(compound.range) }
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  // MARK: - Near words

  /// The words of a query with those that nothing holds replaced by near ones that stand in the documents, as they stand
  /// there: "did you mean". nil where nothing is near. Filters, patterns, numbers and what is excluded stay as they are.
  public func suggestion(for text: String) throws -> String? {
    let typed = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard (1...16).contains(typed.count) else { return nil }
    var isChanged = false
    let words = try typed.map { token -> String in
      guard let (start, word, end) = Self.plainWord(of: token), try count(word) == 0,
        let near = try nearestWord(to: word)
      else { return token }
      isChanged = true
      return start + near + end
    }
    return isChanged ? words.joined(separator: " ") : nil
  }

  /// A typed word without the signs around it. nil for what is no plain word of four letters or more.
  private static func plainWord(of token: String) -> (start: String, word: String, end: String)? {
    let start = token.prefix { "+(\"".contains($0) }
    let rest = token.dropFirst(start.count)
    let word = rest.prefix { $0.isLetter || $0 == "-" || $0 == "'" }
    let end = rest.dropFirst(word.count)
    guard word.count >= 4, word.first != "-", end.allSatisfy({ ")\"?!,.;".contains($0) }) else { return nil }
    return (String(start), String(word), String(end))
  }

  private func count(_ word: String) throws -> Int { try snapshot.count(SearchQuery(word).query) }

  /// The word of the documents that is the fewest edits away; the index has stems, people read words. A mistake in the
  /// first letter is rarer, and looked for last.
  private func nearestWord(to word: String) throws -> String? {
    let distance = word.count < 6 ? 1 : 2
    for prefixLength in [1, 0] {
      func fuzzy(_ field: String) -> Query {
        .fuzzy(field: field, text: word, distance: distance, prefixLength: prefixLength)
      }
      let query = Query.or([TextIndex.Field.body, TextIndex.Field.lead].map(fuzzy))
      var near: [String] = []
      for hit in try snapshot.search(query, limit: 5).hits {
        guard let (section, line) = try entry(of: hit.document) else { continue }
        for text in [section.title, section.heading, line?.text ?? ""] where text.utf8.count < 10_000 {
          near += snapshot.highlights(of: fuzzy(TextIndex.Field.body), field: TextIndex.Field.body, in: text)
            .map { text.utf8($0).lowercased() }
          near += WordForms.forms(in: text).map { $0.lowercased() }
        }
      }
      if let nearest = Suggestion.nearest(word.lowercased(), in: near) { return nearest }
    }
    return nil
  }
}

extension Answer {
  /// The hits as rows.
  public init(_ result: SearchResult) {
    self.init(
      schema: "casebook.search/1", rows: result.hits, total: result.total,
      layout: .hits(title: "title", place: "place", text: "snippet"), notes: result.notes
    ) {
      Answer.Field("rank", isNumeric: true) { $0.rank }
      Answer.Field("score", isNumeric: true) { JSONValue.number((Double($0.score) * 1000).rounded() / 1000) }
      Answer.Field("kind", title: "Kind") { Answer.Cell(.string($0.kind.rawValue), display: $0.kind.name) }
      Answer.Field("title", title: "Record") { $0.title }
      Answer.Field("heading", title: "Section") { $0.heading }
      Answer.Field("role") { $0.role }
      Answer.Field("key") { $0.key }
      Answer.Field("snippet", title: "Text") {
        Answer.Cell(.string($0.snippet), display: $0.snippet, matches: $0.matches)
      }
      Answer.CitationFields { ($0.source, $0.citation) }
    }
  }
}
