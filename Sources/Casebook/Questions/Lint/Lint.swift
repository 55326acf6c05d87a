package import Conversion
internal import Foundation

/// Which issues are wanted.
public struct LintQuestion: Sendable, Hashable {
  /// Empty: all.
  public var rules: Set<LintIssue.Rule>
  /// Rules to leave out.
  public var skipped: Set<LintIssue.Rule>
  /// Notes too; those of rules named in ``rules`` are always given.
  public var includesNotes: Bool

  /// Warnings of all rules, unless told otherwise.
  public init(rules: Set<LintIssue.Rule> = [], skipped: Set<LintIssue.Rule> = [], includesNotes: Bool = false) {
    self.rules = rules
    self.skipped = skipped
    self.includesNotes = includesNotes
  }

  func wants(_ issue: LintIssue) -> Bool {
    if skipped.contains(issue.rule) { return false }
    if !rules.isEmpty { return rules.contains(issue.rule) }
    return includesNotes || issue.rule.severity == .warning
  }
}

/// What a check of documents brought to light.
public struct LintReport: Sendable {
  /// The issues, one a row.
  public var answer: Answer
  /// Issues that are warnings, among those asked for.
  public var warnings: Int
  /// Notes that were not asked for.
  public var hiddenNotes: Int
  /// Documents that were checked.
  public var documents: Int

  init(_ issues: [LintIssue], documents: Int, question: LintQuestion, notes: [Answer.Note]) {
    let wanted = issues.filter { question.wants($0) }
    warnings = wanted.filter { $0.rule.severity == .warning }.count
    hiddenNotes =
      issues.filter { !question.wants($0) && $0.rule.severity == .note && !question.skipped.contains($0.rule) }.count
    self.documents = documents
    answer = Answer(
      schema: "casebook.lint/1", rows: wanted, notes: notes
    ) {
      Answer.Field("place", title: "Where") { $0.citation.place }
      Answer.Field("severity", title: "Severity") { $0.rule.severity.rawValue }
      Answer.Field("rule", title: "Rule") { $0.rule.rawValue }
      Answer.Field("message", title: "What") { $0.message }
      Answer.Field("quote") { $0.quote }
      Answer.Field("record") { $0.record }
      Answer.Field("key") { $0.recordKey }
      Answer.CitationFields(placed: false) { ($0.source, $0.citation) }
    }
  }
}

extension KnowledgeBase {
  /// Checks every document of the index.
  public func lint(_ question: LintQuestion = LintQuestion()) throws -> LintReport {
    let corpus = try corpus()
    let documents = try corpus.documents
    let issues = Linter.issues(documents) + (try corpus.corrections).compactMap { LintIssue(lost: $0) }
    let cited = issues.filter { question.wants($0) && $0.rule != .lostCorrection }.map {
      ($0.source, $0.citation.file, $0.hash)
    }
    return LintReport(issues, documents: documents.count, question: question, notes: notesOnChanges(cited))
  }
}

extension LintIssue {
  /// A correction whose place is gone, where its entry stands; nil for one that is applied.
  fileprivate init?(lost row: StoredCorrection) {
    guard row.state == .lost else { return nil }
    let correction = row.correction
    self.init(
      rule: .lostCorrection, message: StoredCorrection.lossMessage(correction), quote: correction.place.words,
      record: correction.place.file, recordKey: correction.place.file, source: row.source ?? "",
      citation: Citation(file: correction.list, line: correction.entryLine, column: 1, start: 0, end: 0), hash: "")
  }
}

/// Checks documents that need not be in any index.
public struct DocumentLinter: Sendable {
  private let reading: DocumentReading

  /// Checks documents as this parser reads them.
  public init(parser: DocumentParser) { self.init(parser: parser, converters: Converters()) }

  /// The same with converters of a user.
  package init(parser: DocumentParser, converters: Converters) {
    reading = DocumentReading(parser: parser, converters: converters)
  }

  /// Checks files and folders; the documents are compared with each other, not with an index. Folders are read as ingestion
  /// reads them: hidden and ignored files are passed over. A file named on its own is read whatever its name.
  ///
  /// - Throws: ``CasebookError/noSuchPath(_:)``, ``CasebookError/unreadable(path:reason:)``.
  public func lint(paths: [String], _ question: LintQuestion = LintQuestion()) throws -> LintReport {
    var documents: [SourcedDocument] = []
    var notes: [Answer.Note] = []
    for path in paths {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw CasebookError.noSuchPath(path)
      }
      if !isFolder.boolValue {
        documents.append(try document(.file(path), named: path))
        continue
      }
      let prefix = path == "." ? "" : path.hasSuffix("/") ? path : path + "/"
      let scan = try FileScanner.scan(folder: path, types: reading.types)
      notes += scan.unread.notes.map { Answer.Note($0.message) }
      for file in scan.files {
        do {
          documents.append(try document(file.file, named: prefix + file.path))
        } catch let error as CasebookError {
          notes.append(Answer.Note("\(error)"))
        }
      }
    }
    return LintReport(Linter.issues(documents), documents: documents.count, question: question, notes: notes)
  }

  /// Checks one document given as bytes, under a name whose extension tells its format.
  public func lint(_ bytes: [UInt8], named name: String, _ question: LintQuestion = LintQuestion()) -> LintReport {
    let document = SourcedDocument(source: "", document: reading.parser.parse(path: name, bytes: bytes))
    return LintReport(Linter.issues([document]), documents: 1, question: question, notes: [])
  }

  private func document(_ file: IngestPlan.File, named name: String) throws -> SourcedDocument {
    do {
      let bytes = try reading.bytes(of: file, path: name)
      return SourcedDocument(source: "", document: try reading.parse(path: name, bytes: bytes))
    } catch {
      switch error {
      case .file(.tooLarge(let bytes), _):
        throw CasebookError.unreadable(path: name, reason: "\(bytes / 1_000_000) MB is too large")
      case .file(.binary, _): throw CasebookError.unreadable(path: name, reason: "it is binary, not text")
      case .file(.system(let reason), _): throw CasebookError.unreadable(path: name, reason: reason)
      case .conversion(let failure): throw CasebookError.unreadable(path: name, reason: failure.description)
      }
    }
  }
}
