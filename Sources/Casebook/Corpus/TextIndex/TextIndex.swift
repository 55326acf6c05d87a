internal import FullText

/// How records are laid out in the full-text index, written and read here alone.
///
/// One entry is one section of a document with what stands directly in it. It carries the titles around it, so that a
/// question finds "revenue" in the results of a case whose title alone names the company; and it stores all that a search
/// shows, so that a search opens nothing else.
enum TextIndex {
  static let folderName = "text"

  static let schema = Schema([
    .text("title", analyzer: .english, weight: 3),
    .text("heading", analyzer: .english, weight: 2),
    .text("body", analyzer: .english, weight: 1),
    // Filters. Words of theirs are matched, not whole values: org:google finds "Google Cloud".
    .text("kind", analyzer: .standard, weight: 0),
    .text("org", analyzer: .standard, weight: 0),
    .text("role", analyzer: .standard, weight: 0),
    .text("tag", analyzer: .standard, weight: 0),
    .text("file", analyzer: .standard, weight: 0),
    .stored("entry"),
  ])

  /// Fields that words without a field are looked up in.
  static let defaultFields = ["title", "heading", "body"]

  /// What the manifest of the text index says about the records it was made from.
  struct Payload: Equatable {
    var generation: UInt64
    var documents: Int
    var records: Int

    var bytes: [UInt8] { Array("casebook 1 \(generation) \(documents) \(records)".utf8) }

    init(generation: UInt64, documents: Int, records: Int) {
      self.generation = generation
      self.documents = documents
      self.records = records
    }

    /// nil when the bytes are not a payload of ours.
    init?(_ bytes: [UInt8]) {
      let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
      guard parts.count == 5, parts[0] == "casebook", parts[1] == "1", let generation = UInt64(parts[2]) else {
        return nil
      }
      guard let documents = Int(parts[3]), let records = Int(parts[4]) else { return nil }
      self.init(generation: generation, documents: documents, records: records)
    }
  }

  /// The entries of a document, in its order.
  static func entries(of document: ParsedDocument, source: String) -> [Document] {
    var statements: [[Int]] = Array(repeating: [], count: document.sections.count)
    for (index, statement) in document.statements.enumerated() { statements[statement.section].append(index) }
    let recordSections = Set(document.records.map(\.section))
    var entries: [Document] = []
    for (index, section) in document.sections.enumerated() {
      guard !statements[index].isEmpty || recordSections.contains(index) else { continue }
      entries.append(
        entry(
          section: index, section, statements: statements[index].map { document.statements[$0] }, of: document,
          source: source))
    }
    return entries
  }

  /// The words of a value to filter by: "cases/hugging-face.md" is four, whatever the word breaks of running text say.
  static func filterText(_ value: String) -> String {
    if value.utf8.allSatisfy({ $0 < 0x80 }) {
      return String(
        decoding: value.utf8.map { byte in
          switch byte {
          case 0x61...0x7A, 0x30...0x39, 0x41...0x5A: byte
          default: UInt8(ascii: " ")
          }
        }, as: UTF8.self)
    }
    return String(value.map { $0.isLetter || $0.isNumber ? $0 : " " })
  }

  private static func entry(
    section index: Int, _ section: Section, statements: [Statement], of document: ParsedDocument, source: String
  ) -> Document {
    let record = section.record.map { document.records[$0] }
    var headings: [String] = []
    var at: Int? = index
    while let current = at, current > 0, current != record?.section {
      headings.append(document.sections[current].title)
      at = document.sections[current].parent
    }
    headings.reverse()
    var stored = StoredEntry(
      source: source, file: document.path, hash: document.hash, key: record?.key ?? document.path,
      kind: record?.kind.rawValue ?? RecordKind.document.rawValue,
      title: record?.title ?? document.title, heading: headings.joined(separator: " › "), role: section.role?.rawValue,
      line: section.span.line, column: section.span.column, start: section.span.start, end: section.span.end, lines: [])
    var entry = Document()
    entry.add("title", .text(stored.title))
    if index != 0, document.title != stored.title { entry.add("heading", .text(document.title)) }
    if index == 0 {
      for title in [document.heading, document.subheading] {
        if let title, title != stored.title { entry.add("heading", .text(title)) }
      }
    }
    if !headings.isEmpty { entry.add("heading", .text(headings.joined(separator: "\n"))) }
    for statement in statements {
      let text = statement.fullText
      entry.add("body", .text(text))
      stored.lines.append(
        StoredEntry.Line(
          line: statement.span.line, column: statement.span.column, start: statement.span.start,
          end: statement.span.end, text: text))
    }
    entry.add("kind", .text(filterText(stored.kind)))
    for organisation in record?.organisations ?? [] { entry.add("org", .text(filterText(organisation.name))) }
    if let role = section.role { entry.add("role", .text(filterText(role.rawValue))) }
    for tag in record?.tags ?? [] { entry.add("tag", .text(filterText(tag))) }
    if let parent = record?.parent {
      for tag in document.records[parent].tags { entry.add("tag", .text(filterText(tag))) }
    }
    entry.add("file", .text(filterText(document.path)))
    entry.add("entry", .bytes(stored.bytes))
    return entry
  }
}

/// All that a search shows of an entry, kept in the text index as bytes.
///
///     entry: string × 8 (source, file, hash, key, kind, title, heading, role), varint line, column, start,
///            end - start (of the heading), varint count, count × line
///     line: varint line, column, start, end - start, string
///     string: varint byte count, UTF-8
struct StoredEntry: Hashable {
  struct Line: Hashable {
    var line: Int
    var column: Int
    var start: Int
    var end: Int
    var text: String
  }

  var source: String
  var file: String
  var hash: String
  var key: String
  var kind: String
  var title: String
  var heading: String
  var role: String?
  /// Of the heading.
  var line: Int
  var column: Int
  var start: Int
  var end: Int
  var lines: [Line]

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func put(_ value: Int) {
      var value = UInt(clamping: value)
      while value >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
        value >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: value))
    }
    func put(_ string: String) {
      put(string.utf8.count)
      bytes += string.utf8
    }
    for string in [source, file, hash, key, kind, title, heading, role ?? ""] { put(string) }
    for value in [line, column, start, end - start] { put(value) }
    put(lines.count)
    for line in lines {
      for value in [line.line, line.column, line.start, line.end - line.start] { put(value) }
      put(line.text)
    }
    return bytes
  }

  init(
    source: String, file: String, hash: String, key: String, kind: String, title: String, heading: String,
    role: String?, line: Int,
    column: Int, start: Int, end: Int, lines: [Line]
  ) {
    self.source = source
    self.file = file
    self.hash = hash
    self.key = key
    self.kind = kind
    self.title = title
    self.heading = heading
    self.role = role
    self.line = line
    self.column = column
    self.start = start
    self.end = end
    self.lines = lines
  }

  /// nil when the bytes are damaged.
  init?(_ bytes: [UInt8]) {
    var index = 0
    func take() -> Int? {
      var value: UInt = 0
      var shift: UInt = 0
      while index < bytes.count, shift < 63 {
        let byte = bytes[index]
        index += 1
        value |= UInt(byte & 0x7F) << shift
        if byte < 0x80 { return Int(exactly: value) }
        shift += 7
      }
      return nil
    }
    func string() -> String? {
      guard let count = take(), count <= bytes.count - index else { return nil }
      defer { index += count }
      return String(decoding: bytes[index..<index + count], as: UTF8.self)
    }
    guard let source = string(), let file = string(), let hash = string(), let key = string(), let kind = string(),
      let title = string()
    else { return nil }
    guard let heading = string(), let role = string(), let line = take(), let column = take() else { return nil }
    guard let start = take(), let length = take(), let count = take(), count <= bytes.count else { return nil }
    let (end, isTooLong) = start.addingReportingOverflow(length)
    guard !isTooLong else { return nil }
    var lines: [Line] = []
    for _ in 0..<count {
      guard let line = take(), let column = take(), let start = take(), let length = take(), let text = string() else {
        return nil
      }
      let (end, overflow) = start.addingReportingOverflow(length)
      guard !overflow else { return nil }
      lines.append(Line(line: line, column: column, start: start, end: end, text: text))
    }
    self.init(
      source: source, file: file, hash: hash, key: key, kind: kind, title: title, heading: heading,
      role: role.isEmpty ? nil : role, line: line,
      column: column, start: start, end: end, lines: lines)
  }
}
