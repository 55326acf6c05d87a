internal import FullText
internal import Words

/// A keyword question.
public struct SearchQuestion: Sendable, Hashable {
  /// As typed: words, "phrases", +must, -not, prefix*, and filters `kind:` `org:` `role:` `tag:` `file:`.
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

/// One hit: a section of a document, with the statement in it that matches best.
public struct SearchHit: Sendable, Hashable {
  /// Place among the hits, from 1.
  public var rank: Int
  /// BM25 over title, headings and text; only the order within one answer means something.
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
  /// Sections that match.
  public var total: Int
  /// What was understood differently than it may have been meant.
  public var notes: [String]
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
      snapshot = try Snapshot.open(path: folder.text)
    } catch FullTextError.noIndex {
      throw CasebookError.noIndex(folder: folder.path)
    }
  }

  /// The best sections, with the statement that matches in each.
  public func search(_ question: SearchQuestion) throws -> SearchResult {
    var (query, words, notes) = SearchQuery.parse(question.text)
    let top = try snapshot.search(query, limit: question.limit + question.offset, countsExactly: true)
    var freshness = Freshness(folder: folder)
    var hits: [SearchHit] = []
    var changed: Set<String> = []
    for (index, hit) in top.hits.enumerated().dropFirst(question.offset) {
      guard let entry = try entry(of: hit.document) else { continue }
      hits.append(self.hit(entry, rank: index + 1, score: hit.score, words: words))
      if freshness.hasChanged(source: entry.source, file: entry.file, hash: entry.hash),
        changed.insert(entry.file).inserted
      {
        notes.append("\(entry.file) changed since it was ingested: lines may have moved; run `casebook ingest`")
      }
    }
    return SearchResult(hits: hits, total: top.total, notes: notes)
  }

  /// The words of a query with those that nothing holds replaced by near ones that stand in the documents, as they stand
  /// there: "did you mean". nil where nothing is near, and for queries that are more than words.
  public func suggestion(for text: String) throws -> String? {
    let typed = text.split(whereSeparator: \.isWhitespace)
    guard (1...8).contains(typed.count), typed.allSatisfy({ $0.allSatisfy { $0.isLetter || $0 == "-" } }) else {
      return nil
    }
    var isChanged = false
    let words = try typed.map { word -> String in
      let (query, _, _) = SearchQuery.parse(String(word))
      guard word.count >= 4, try snapshot.search(query, limit: 1).hits.isEmpty,
        let near = try nearestWord(to: String(word))
      else { return String(word) }
      isChanged = true
      return near
    }
    return isChanged ? words.joined(separator: " ") : nil
  }

  /// The word of the documents that is the fewest edits away; the index has stems, people read words.
  private func nearestWord(to word: String) throws -> String? {
    let distance = word.count < 6 ? 1 : 2
    let fuzzy = Query.or(
      TextIndex.defaultFields.map { Query.fuzzy(field: $0, text: word, distance: distance, prefixLength: 1) })
    var near: [String] = []
    for hit in try snapshot.search(fuzzy, limit: 5).hits {
      guard let entry = try entry(of: hit.document) else { continue }
      for text in [entry.title, entry.heading] + entry.lines.map(\.text) where text.utf8.count < 10_000 {
        near += snapshot.highlights(
          of: .fuzzy(field: "body", text: word, distance: distance, prefixLength: 1), field: "body", in: text
        ).map { text.utf8($0).lowercased() }
      }
    }
    return Suggestion.nearest(word.lowercased(), in: near)
  }

  private func entry(of document: DocumentID) throws -> StoredEntry? {
    for value in try snapshot.storedFields(of: document)["entry"] {
      guard case .bytes(let bytes) = value else { continue }
      guard let entry = StoredEntry(bytes) else {
        throw CasebookError.damaged(file: folder.text, detail: "a stored entry cannot be read")
      }
      return entry
    }
    return nil
  }

  private func hit(_ entry: StoredEntry, rank: Int, score: Float, words: Query) -> SearchHit {
    // The line with the most different matched words is shown; the first of equals.
    var best: (line: StoredEntry.Line, matches: [Range<Int>], distinct: Int)?
    for line in entry.lines {
      let matches = snapshot.highlights(of: words, field: "body", in: line.text)
      let distinct = Set(matches.map { line.text.utf8($0).lowercased() }).count
      if distinct > best?.distinct ?? 0 { best = (line, matches, distinct) }
    }
    // Where only titles match, the first line of the section is shown and cited; a section without lines by its heading.
    let line = best?.line ?? entry.lines.first
    let citation =
      line.map {
        Citation(file: entry.file, line: $0.line, column: $0.column, start: $0.start, end: $0.end)
      } ?? Citation(file: entry.file, line: entry.line, column: entry.column, start: entry.start, end: entry.end)
    let text = line?.text ?? ""
    let snippet = Snippet(text, matches: best?.matches ?? [], length: 200)
    return SearchHit(
      rank: rank, score: score, key: entry.key, kind: RecordKind(rawValue: entry.kind), title: entry.title,
      heading: entry.heading,
      role: entry.role, source: entry.source, citation: citation, snippet: snippet.text, matches: snippet.matches)
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
