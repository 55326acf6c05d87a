internal import Conversion
internal import Foundation
internal import Quantities
internal import Words

/// What to put right, as a person says it: where, and what is true.
public struct CorrectionRequest: Sendable, Hashable {
  /// `file:line` as answers cite it, or the key or title of a record. Several are the places of a conflict.
  public var places: [String]
  /// The figure that is meant, as written, where the line has several.
  public var figure: String?
  /// What is right, as it is typed; an empty text or "none" says that there is none.
  public var values: [Correction.Field: String]
  /// Of a conflict: the right place, or "both" or "neither".
  public var right: String?
  /// The list to write to; nil: the `corrections.yaml` of the source.
  public var list: String?

  /// A request.
  public init(
    places: [String], figure: String? = nil, values: [Correction.Field: String] = [:], right: String? = nil,
    list: String? = nil
  ) {
    self.places = places
    self.figure = figure
    self.values = values
    self.right = right
    self.list = list
  }
}

/// A list of corrections as it will be, not yet written.
public struct CorrectionDraft: Sendable, Hashable {
  /// The file.
  public var path: String
  /// Its text as it is; nil where there is no file.
  public var before: String?
  /// Its text with the correction.
  public var text: String
  /// The line of the entry.
  public var line: Int
  /// What the entry says, in one line.
  public var summary: String

  /// Puts the text in the place of the file's, all at once.
  ///
  /// - Throws: ``CasebookError/io(path:operation:reason:)``
  public func write() throws {
    guard text != before else { return }
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw CasebookError.io(path: path, operation: "write", reason: FileScanner.reason(of: error))
    }
  }
}

extension KnowledgeBase {
  /// Works out what a correction makes of its list: the words by which the place is found after edits, the entry's place in
  /// the list, and its text. Nothing is written, and the index is changed by the next ingestion only.
  ///
  /// - Throws: ``CasebookError`` where the place, the figure or a value is not known; an error that names the line where the
  ///   list cannot be extended.
  public func correction(_ request: CorrectionRequest) throws -> CorrectionDraft {
    let corpus = try corpus()
    let themes = try themes().themes
    let correction: Correction
    let source: String
    if let right = request.right {
      let found = try request.places.map { try corpus.statement(at: $0) }
      guard found.count >= 2, let first = found.first else {
        throw CasebookError.badArgument(
          name: "right", value: right, expected: "two places or more, as file:line, that contradict each other")
      }
      let places = found.map(\.place)
      guard
        right == "both" || right == "neither" || places.contains(where: { PagedText.place($0.file, $0.line) == right })
      else {
        throw CasebookError.badArgument(
          name: "right", value: right, expected: "one of the places as file:line, or both or neither")
      }
      correction = Correction(place: first.place, verdict: Correction.Verdict(places: places, right: right))
      source = first.source
    } else {
      (correction, source) = try self.correction(request, corpus, themes)
    }
    let sources = SourceList(of: folder)
    guard let path = request.list ?? sources.corrections(of: source) else {
      throw CasebookError.badArgument(
        name: "place", value: correction.place.file,
        expected: "a document of a folder: what came on standard input has no list; name one")
    }
    let before = try? FileReader.read(path, maximumBytes: 16 << 20)
    let old = before.map { String(decoding: $0, as: UTF8.self) }
    var text = try CorrectionText(old ?? "", name: path, themes: themes)
    let line = try text.add(correction)
    return CorrectionDraft(path: path, before: old, text: text.text, line: line, summary: correction.summary)
  }

  private func correction(_ request: CorrectionRequest, _ corpus: Corpus, _ themes: [Theme]) throws -> (
    Correction, String
  ) {
    guard let name = request.places.first, request.places.count == 1 else {
      throw CasebookError.badArgument(
        name: "place", value: request.places.joined(separator: " "), expected: "one place, as file:line, or one record")
    }
    var values: [Correction.Field: String] = [:]
    for (field, text) in request.values {
      guard let value = Correction.value(text, of: field, themes: themes) else {
        let known = Correction.values(of: field, themes: themes) ?? []
        let near = Suggestion.near(text, in: known)
        throw CasebookError.badArgument(
          name: field.rawValue, value: text, expected: (near.isEmpty ? known : near).joined(separator: ", "))
      }
      values[field] = value
    }
    let targets = Set(values.filter { $0.key != .not || $0.value == "figure" }.map(\.key.target))
    if Correction.Place(name) == nil {
      let record = try corpus.records.record(named: name)
      guard !targets.contains(.figure), !targets.contains(.factor) else {
        throw CasebookError.badArgument(
          name: "place", value: name, expected: "the place of the statement, as file:line")
      }
      let place = Correction.Place(file: record.file, line: record.line, words: record.title)
      return (Correction(place: place, values: values), record.source)
    }
    let found = try corpus.statement(at: name)
    var place = found.place
    guard targets.contains(.figure) else { return (Correction(place: place, values: values), found.source) }
    let figures = found.figures.filter { figure in
      request.figure.map { PlaceFinder($0).isIn(figure) || figure == $0 } ?? true
    }
    guard let figure = figures.first else {
      throw CasebookError.notFound(what: "figure", name: request.figure ?? name, near: found.figures)
    }
    if figures.count > 1, values[.not] == nil || request.figure != nil {
      throw CasebookError.ambiguous(what: "figure", name: request.figure ?? name, candidates: figures)
    }
    place.words = Self.words(around: figure, in: place.words)
    let isAlone = found.figures.filter { PlaceFinder($0).isIn(place.words) || place.words.contains($0) }.count == 1
    return (
      Correction(place: place, figure: isAlone || figures.count > 1 ? nil : figure, values: values), found.source
    )
  }

  /// At most five words before a figure and five after it: so many stay when the sentence is edited elsewhere.
  private static func words(around figure: String, in text: String) -> String {
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    let wanted = figure.split(separator: " ")
    guard !wanted.isEmpty, parts.count > wanted.count,
      let start = (0...(parts.count - wanted.count)).first(where: { start in
        zip(wanted, parts[start...]).allSatisfy { $1.contains($0) }
      })
    else { return text }
    return parts[max(0, start - 5)..<min(parts.count, start + wanted.count + 5)].joined(separator: " ")
  }

  /// The entries of all lists of corrections, with what became of them.
  func listCorrections(limit: Int?) throws -> Answer {
    let all = try corpus().corrections
    let shown = limit.map { Array(all.prefix($0)) } ?? all
    return Answer(schema: "casebook.corrections/1", rows: shown, total: all.count) {
      Answer.Field("entry", title: "Entry") { $0.correction.entryPlace }
      Answer.Field("state", title: "State") { $0.state.rawValue }
      Answer.Field("corrects", title: "Corrects") {
        PagedText.place($0.correction.place.file, $0.correction.place.line)
      }
      Answer.Field("words", title: "Words") { $0.correction.place.words }
      Answer.Field("figure") { $0.correction.figure }
      Answer.Field("says", title: "Says") { $0.correction.summary }
      Answer.Field("source") { $0.source }
    }
  }
}

extension SourceList {
  /// Where the list of corrections of a source is, or would be.
  func corrections(of source: String) -> String? {
    guard let path = paths[source], path != SourcePath.standardInput else { return nil }
    let folder = files.contains(source) ? path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } : path
    let known = CorrectionFile.names.map { folder + "/" + $0 }
    return known.first { FileManager.default.fileExists(atPath: $0) } ?? known[0]
  }
}

extension Corpus {
  /// What is said at a place.
  struct Said {
    var place: Correction.Place
    var source: String
    /// The figures of the statement, as written.
    var figures: [String]
  }

  /// The statement on a line, the one with a figure where there are several.
  func statement(at name: String) throws -> Said {
    guard let place = Correction.Place(name) else {
      throw CasebookError.badArgument(name: "place", value: name, expected: "file:line, as answers cite it")
    }
    let holders = try documents.filter { $0.document.path == place.file }
    guard let sourced = holders.first else {
      throw CasebookError.notFound(
        what: "document", name: place.file, near: Suggestion.near(place.file, in: try documents.map(\.document.path)))
    }
    guard holders.count == 1 else {
      throw CasebookError.ambiguous(what: "document", name: place.file, candidates: holders.map(\.source))
    }
    let document = sourced.document
    let figures = Dictionary(grouping: document.metrics, by: \.statement)
    let onLine = document.statements.indices.filter { index in
      let span = document.statements[index].span
      // A sentence of a paragraph in one line is told by where its figure is.
      return span.line <= place.line && place.line <= span.endLine
        || figures[index]?.contains { $0.span.line == place.line } == true
    }
    let best =
      onLine.first { figures[$0]?.contains { $0.span.line == place.line && $0.metric.isFigure } == true }
      ?? onLine.first
    guard let best else {
      throw CasebookError.notFound(what: "statement", name: name, near: [])
    }
    let amounts = (figures[best] ?? []).filter { $0.metric.kind != .date && $0.metric.kind != .timeline }
    return Said(
      place: Correction.Place(file: place.file, line: place.line, words: document.statements[best].fullText),
      source: sourced.source, figures: (amounts.isEmpty ? figures[best] ?? [] : amounts).map(\.metric.text))
  }
}
