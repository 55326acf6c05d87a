internal import FullText

/// How records are laid out in the full-text index, written and read here alone.
///
/// One entry is one statement: what a search finds, counts, excludes and shows. It carries the titles around it, so that a
/// question finds "revenue" in the results of a case whose title alone names the company; and it stores all that a search
/// shows, so that a search opens nothing else. The first statement of a section also stands for the section itself: where
/// only titles match, it is found. A record without statements has an entry of its own.
enum TextIndex {
  static let folderName = "text"

  static let schema = Schema([
    .text(Field.body, analyzer: .english),
    // The titles of the record and the headings between it and the statement: they raise what is found, and find nothing alone.
    .text(Field.title, analyzer: .english),
    .text(Field.heading, analyzer: .english),
    // Titles and headings again, of the first statement of a section alone.
    .text(Field.lead, analyzer: .english),
    // Filters. Words of theirs are matched, not whole values: org:google finds "Google Cloud".
    .text("kind", analyzer: .standard, weight: 0),
    .text("org", analyzer: .standard, weight: 0),
    .text("role", analyzer: .standard, weight: 0),
    .text("tag", analyzer: .standard, weight: 0),
    .text("industry", analyzer: .standard, weight: 0),
    .text("file", analyzer: .standard, weight: 0),
    .stored("entry"),
    .stored(Schema.keyField),
    .keyword(Schema.idField, isStored: false),
  ])

  /// The fields of words.
  enum Field {
    static let body = "body"
    static let title = "title"
    static let heading = "heading"
    static let lead = "lead"
  }

  /// Fields to filter by.
  static let filterFields: Set<String> = ["kind", "org", "role", "tag", "industry", "file"]

  /// What the manifest of the text index says about the records it was made from.
  struct Payload: Equatable {
    /// 1: an entry is a section. 2: an entry is a statement. 3: entries have keys. 4: industries.
    static let version = "4"

    var generation: UInt64
    var documents: Int
    var records: Int

    var bytes: [UInt8] { Array("casebook \(Self.version) \(generation) \(documents) \(records)".utf8) }

    init(generation: UInt64, documents: Int, records: Int) {
      self.generation = generation
      self.documents = documents
      self.records = records
    }

    /// nil when the bytes are not a payload of ours, or one of another version.
    init?(_ bytes: [UInt8]) {
      let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
      guard parts.count == 5, parts[0] == "casebook", parts[1] == Self.version, let generation = UInt64(parts[2]) else {
        return nil
      }
      guard let documents = Int(parts[3]), let records = Int(parts[4]) else { return nil }
      self.init(generation: generation, documents: documents, records: records)
    }
  }

  /// The state of the text index that belongs to the records.
  ///
  /// Records are committed first, then the text index publishes what it prepared. A process that is killed between the two
  /// leaves a prepared state, which counts: so answers from either part are of one generation.
  ///
  /// - Throws: the errors of the text index.
  static func open(_ folder: IndexFolder) throws -> Snapshot {
    try prepared(folder) ?? Snapshot.open(path: folder.text)
  }

  /// The prepared state, where the records are of its generation. Nearly always there is none.
  static func prepared(_ folder: IndexFolder) -> Snapshot? {
    guard let snapshot = Snapshot.openPrepared(path: folder.text), let payload = Payload(snapshot.payload),
      let records = try? RecordStore.openForReading(path: folder.records),
      let generation = try? records.read(RecordStore.generation), generation == payload.generation
    else { return nil }
    return snapshot
  }

  /// What the entries of a document are replaced and removed by.
  static func id(source: String, path: String) -> String {
    ContentHash.hexadecimal(of: Array("\(source)\u{0}\(path)".utf8))
  }

  /// Every so many entries of a document have a key, the others follow them.
  private static let keyDistance = 16

  /// The entries of a document, in its order. Keys put documents into the order of the index: by label of the source, then by path, as bytes.
  static func entries(of document: ParsedDocument, source: String) -> [Document] {
    var statements: [[Int]] = Array(repeating: [], count: document.sections.count)
    for (index, statement) in document.statements.enumerated() { statements[statement.section].append(index) }
    let recordSections = Set(document.records.map(\.section))
    var entries: [Document] = []
    for (index, section) in document.sections.enumerated() {
      guard !statements[index].isEmpty || recordSections.contains(index) else { continue }
      append(
        section: index, section, statements: statements[index].map { document.statements[$0] }, of: document,
        source: source, to: &entries)
    }
    for place in stride(from: 0, to: entries.count, by: keyDistance) {
      let digits = String(place)
      let number = String(repeating: "0", count: max(0, 8 - digits.count)) + digits
      entries[place].add(Schema.keyField, .text("\(source)\u{0}\(document.path)\u{0}\(number)"))
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

  private static func append(
    section index: Int, _ section: Section, statements: [Statement], of document: ParsedDocument, source: String,
    to entries: inout [Document]
  ) {
    let record = section.record.map { document.records[$0] }
    var headings: [String] = []
    var at: Int? = index
    while let current = at, current > 0, current != record?.section {
      headings.append(document.sections[current].title)
      at = document.sections[current].parent
    }
    headings.reverse()
    let stored = StoredSection(
      source: source, file: document.path, hash: document.hash, key: record?.key ?? document.path,
      kind: record?.kind.rawValue ?? RecordKind.document.rawValue,
      title: record?.title ?? document.title, heading: headings.joined(separator: " › "), role: section.role?.rawValue,
      line: section.span.line, column: section.span.column, start: section.span.start, end: section.span.end)
    var titles: [String] = []
    if index != 0, document.title != stored.title { titles.append(document.title) }
    if index == 0 { titles += [document.heading, document.subheading].compactMap { $0 }.filter { $0 != stored.title } }
    titles += headings

    var common = Document()
    add(stored.title, to: Field.title, of: &common)
    for title in titles { add(title, to: Field.heading, of: &common) }
    common.add("kind", .text(filterText(stored.kind)))
    for organisation in record?.organisations ?? [] { common.add("org", .text(filterText(organisation.name))) }
    if let role = section.role { common.add("role", .text(filterText(role.rawValue))) }
    for tag in record?.tags ?? [] { common.add("tag", .text(filterText(tag))) }
    if let parent = record?.parent {
      for tag in document.records[parent].tags { common.add("tag", .text(filterText(tag))) }
    }
    for industry in industries(of: section.record, document) { common.add("industry", .text(filterText(industry))) }
    common.add("file", .text(filterText(document.path)))

    for place in 0..<max(1, statements.count) {
      var entry = common
      if place == 0 {
        for title in [stored.title] + titles { add(title, to: Field.lead, of: &entry) }
      }
      var line: StoredEntry.Line?
      if place < statements.count {
        let statement = statements[place]
        let text = statement.fullText
        add(text, to: Field.body, of: &entry)
        line = StoredEntry.Line(
          line: statement.span.line, column: statement.span.column, start: statement.span.start,
          end: statement.span.end, text: text)
      }
      entry.add("entry", .bytes(StoredEntry(section: place == 0 ? .own(stored) : .before(place), line: line).bytes))
      entries.append(entry)
    }
  }

  /// The industries that a record or one around it names; its tags where none does.
  private static func industries(of record: Int?, _ document: ParsedDocument) -> [String] {
    var lineage: [Record] = []
    var at = record
    while let index = at, lineage.count < 64 {
      lineage.append(document.records[index])
      at = document.records[index].parent
    }
    let named = lineage.lazy.map { $0.facets.filter { $0.name == .industry }.map(\.value) }.first { !$0.isEmpty }
    return named ?? lineage.lazy.map(\.tags).first { !$0.isEmpty } ?? []
  }

  /// Adds a text and, each apart so that no phrase runs across them, the other ways to write its words.
  private static func add(_ text: String, to field: String, of entry: inout Document) {
    entry.add(field, .text(text))
    for form in WordForms.forms(in: text) { entry.add(field, .text(form)) }
  }
}
