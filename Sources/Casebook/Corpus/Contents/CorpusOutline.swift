internal import GRDB

/// Sections and statements of the index as trees: what questions about lists, rules and plans walk through.
///
/// Elements refer to each other by index into the arrays here; the order is that of the index.
struct CorpusOutline: Sendable {
  struct Document: Hashable {
    var id: Int64
    var source: String
    var file: String
    var hash: String
    var title: String
  }

  struct Section: Hashable {
    var id: Int64
    var document: Int
    var parent: Int?
    var record: Int64?
    var level: Int
    var origin: Casebook.Section.Origin
    var title: String
    var role: Role?
    var isRoleInherited: Bool
    var span: Span
  }

  struct Statement: Hashable {
    var id: Int64
    var section: Int
    var record: Int64?
    var kind: Casebook.Statement.Kind
    var role: Role?
    var label: String?
    var text: String
    var isNested: Bool
    var span: Span

    /// Label and text in one line.
    var fullText: String {
      guard let label else { return text }
      return text.isEmpty ? label : "\(label): \(text)"
    }
  }

  /// Which documents are of interest, as a condition on `d` (documents).
  enum Scope: Hashable {
    case all
    /// Documents with a section of one of these roles.
    case roles(Set<Role>)
    /// Documents with phases.
    case phases

    fileprivate var condition: String {
      switch self {
      case .all: "1"
      case .roles(let roles):
        "EXISTS (SELECT 1 FROM sections x WHERE x.document_id = d.id AND x.role IN ("
          + roles.map { "'" + $0.rawValue.filter { $0.isLetter || $0 == "-" } + "'" }.sorted().joined(separator: ", ")
          + "))"
      case .phases: "EXISTS (SELECT 1 FROM phases x WHERE x.document_id = d.id)"
      }
    }
  }

  private(set) var documents: [Document] = []
  private(set) var sections: [Section] = []
  private(set) var statements: [Statement] = []
  private(set) var children: [[Int]] = []
  /// Statements of each section, not those of the sections below it.
  private(set) var statementsOfSection: [[Int]] = []
  private(set) var sectionOfID: [Int64: Int] = [:]
  private(set) var statementOfID: [Int64: Int] = [:]

  init(_ db: Database, scope: Scope = .all) throws {
    var documentOfID: [Int64: Int] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(DocumentColumn.list("d.")), s.label FROM documents d JOIN sources s ON s.id = d.source_id
        WHERE \(scope.condition) ORDER BY s.label, d.path
        """)
    let label = DocumentColumn.count
    while let row = try rows.next() {
      documentOfID[row[DocumentColumn.id]] = documents.count
      documents.append(
        Document(
          id: row[DocumentColumn.id], source: row[label], file: row[DocumentColumn.path],
          hash: row[DocumentColumn.hash],
          title: row[DocumentColumn.title]))
    }
    // The condition is asked of each document once, not of each row of theirs.
    let condition =
      switch scope {
      case .all: "TRUE"
      default: "d.id IN (\(documentOfID.keys.sorted().map(String.init).joined(separator: ", ")))"
      }
    try readSections(db, condition, documentOfID)
    try readStatements(db, condition)
  }

  private mutating func readSections(_ db: Database, _ condition: String, _ documentOfID: [Int64: Int]) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(SectionColumn.list("x."))
        FROM sections x JOIN documents d ON d.id = x.document_id JOIN sources s ON s.id = d.source_id
        WHERE \(condition) ORDER BY s.label, d.path, x.id
        """)
    while let row = try rows.next() {
      guard let document = documentOfID[row[SectionColumn.documentID]] else { continue }
      let parentID: Int64? = row[SectionColumn.parentID]
      let role: String? = row[SectionColumn.role]
      let rule: String? = row[SectionColumn.roleRule]
      let parent = parentID.flatMap { sectionOfID[$0] }
      let id: Int64 = row[SectionColumn.id]
      sectionOfID[id] = sections.count
      if let parent { children[parent].append(sections.count) }
      sections.append(
        Section(
          id: id, document: document, parent: parent, record: row[SectionColumn.recordID],
          level: row[SectionColumn.level],
          origin: Casebook.Section.Origin(rawValue: row[SectionColumn.origin]) ?? .heading,
          title: row[SectionColumn.title], role: role.map { Role(rawValue: $0) },
          isRoleInherited: rule == Casebook.Section.inheritedRule, span: row.span(SectionColumn.self)))
      children.append([])
    }
    statementsOfSection = Array(repeating: [], count: sections.count)
  }

  private mutating func readStatements(_ db: Database, _ condition: String) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(StatementColumn.list("t."))
        FROM statements t JOIN documents d ON d.id = t.document_id JOIN sources s ON s.id = d.source_id
        WHERE \(condition) ORDER BY s.label, d.path, t.id
        """)
    while let row = try rows.next() {
      guard let section = sectionOfID[row[StatementColumn.sectionID]] else { continue }
      let role: String? = row[StatementColumn.role]
      let parent: Int64? = row[StatementColumn.parentID]
      let id: Int64 = row[StatementColumn.id]
      statementsOfSection[section].append(statements.count)
      statementOfID[id] = statements.count
      statements.append(
        Statement(
          id: id, section: section, record: row[StatementColumn.recordID],
          kind: Casebook.Statement.Kind(rawValue: row[StatementColumn.kind]) ?? .sentence,
          role: role.map { Role(rawValue: $0) }, label: row[StatementColumn.label], text: row[StatementColumn.text],
          isNested: parent != nil, span: row.span(StatementColumn.self)))
    }
  }

  // MARK: - Places and names

  func document(of section: Int) -> Document { documents[sections[section].document] }

  func citation(ofSection index: Int) -> Citation {
    Citation(file: document(of: index).file, span: sections[index].span)
  }

  func citation(of statement: Statement) -> Citation {
    Citation(file: document(of: statement.section).file, span: statement.span)
  }

  /// Headings from the outermost to the section itself, without the document's own.
  func path(_ section: Int) -> [String] {
    var path: [String] = []
    var at: Int? = section
    while let index = at, sections[index].origin != .document {
      path.append(Self.name(sections[index].title))
      at = sections[index].parent
    }
    return path.reversed()
  }

  /// A heading without its decoration and number: "1. Types" is "Types".
  static func name(_ title: String) -> String {
    let parsed = HeadingTitle(title)
    return parsed.remark.map { "\(parsed.name) (\($0))" } ?? parsed.name
  }

  /// The section and all below it, in document order.
  func subtree(_ section: Int) -> [Int] {
    var found: [Int] = []
    var pending = [section]
    while let at = pending.popLast() {
      found.append(at)
      pending += children[at].reversed()
    }
    return found
  }
}

extension Citation {
  init(file: String, span: Span) {
    self.init(
      file: file, line: span.line, endLine: span.endLine, column: span.column, start: span.start, end: span.end)
  }
}
