internal import GRDB
internal import Words

/// All records of an index with their organisations, to find by name and to go from a part to what it is part of.
struct RecordDirectory: Sendable {
  struct Entry: Hashable {
    var id: Int64
    var document: Int64
    var section: Int64
    var key: String
    var kind: RecordKind
    var title: String
    var number: String?
    var parent: Int64?
    var source: String
    var file: String
    var hash: String
    var line: Int
    var subjects: [String]
    var others: [String]
    /// Industry, place, size and date, as far as the document tells them as facts.
    var facets: [Facet]
    /// Tags, categories and industries of its document.
    var tags: [String]
    /// The entry that corrected it: `corrections.yaml:12`.
    var correction: String?

    /// The values of a facet.
    func facet(_ name: Facet.Name) -> [String] { facets.filter { $0.name == name }.map(\.value) }
  }

  /// In the order of the index.
  let entries: [Entry]
  private let byID: [Int64: Int]
  /// Patterns in the order of the index.
  let patterns: [Entry]
  /// The first pattern of each organisation that is a pattern's subject, by its folded name.
  private let patternOfSubject: [String: Int]

  init(_ db: Database) throws {
    var organisations: [Int64: [(String, Bool)]] = [:]
    let named = try Row.fetchCursor(db, sql: "SELECT \(OrganisationColumn.list()) FROM organisations ORDER BY rowid")
    while let row = try named.next() {
      organisations[row[OrganisationColumn.recordID], default: []].append(
        (row[OrganisationColumn.name], row[OrganisationColumn.isSubject]))
    }
    var facets: [Int64: [Facet]] = [:]
    let facts = try Row.fetchCursor(db, sql: "SELECT \(FacetColumn.list()) FROM facets ORDER BY rowid")
    while let row = try facts.next() {
      guard let name = Facet.Name(rawValue: row[FacetColumn.name]) else { continue }
      facets[row[FacetColumn.recordID], default: []].append(Facet(name: name, value: row[FacetColumn.value]))
    }
    var tags: [Int64: [String]] = [:]
    let tagged = try Row.fetchCursor(db, sql: "SELECT \(TagColumn.list()) FROM tags ORDER BY rowid")
    while let row = try tagged.next() { tags[row[TagColumn.recordID], default: []].append(row[TagColumn.tag]) }
    let corrections = CorrectionPlaces(try StoredCorrection.all(db))
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(RecordColumn.list("r.")), s.label, d.path, d.hash
        FROM records r JOIN documents d ON d.id = r.document_id JOIN sources s ON s.id = d.source_id
        ORDER BY s.label, d.path, r.id
        """)
    let next = RecordColumn.count
    entries = rows.map { row in
      let id: Int64 = row[RecordColumn.id]
      let names = organisations[id] ?? []
      return Entry(
        id: id, document: row[RecordColumn.documentID], section: row[RecordColumn.sectionID],
        key: row[RecordColumn.key], kind: RecordKind(rawValue: row[RecordColumn.kind]), title: row[RecordColumn.title],
        number: row[RecordColumn.number], parent: row[RecordColumn.parentID], source: row[next], file: row[next + 1],
        hash: row[next + 2], line: row[RecordColumn.line], subjects: names.filter(\.1).map(\.0),
        others: names.filter { !$0.1 }.map(\.0), facets: facets[id] ?? [], tags: tags[id] ?? [],
        correction: corrections.place(of: row[RecordColumn.correction], source: row[next]))
    }
    byID = Dictionary(entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    patterns = entries.filter { $0.kind == .pattern }
    var patternOfSubject: [String: Int] = [:]
    for (index, pattern) in patterns.enumerated() {
      for subject in pattern.subjects {
        let folded = WordMatcher.fold(subject)
        if patternOfSubject[folded] == nil { patternOfSubject[folded] = index }
      }
    }
    self.patternOfSubject = patternOfSubject
  }

  subscript(id: Int64) -> Entry? { byID[id].map { entries[$0] } }

  /// A record and those around it, from the inside.
  func lineage(_ id: Int64) -> [Entry] {
    var lineage: [Entry] = []
    var next: Int64? = id
    while let current = next, let entry = self[current], lineage.count < 64 {
      lineage.append(entry)
      next = entry.parent
    }
    return lineage
  }

  func organisations(around id: Int64) -> [String] {
    var names: [String] = []
    for entry in lineage(id) {
      for name in entry.subjects + entry.others where !names.contains(name) { names.append(name) }
      // What stands around a case says nothing about whom the case is about.
      if entry.kind == .caseStudy || entry.kind == .pattern || entry.kind == .profile { break }
    }
    return names
  }

  /// The industries of a record, or of what it is a part of; its tags where nothing names an industry.
  func industries(around id: Int64) -> [String] {
    let lineage = lineage(id)
    let named = lineage.first { !$0.facet(.industry).isEmpty }?.facet(.industry)
    return named ?? lineage.first { !$0.tags.isEmpty }?.tags ?? []
  }

  // MARK: - Patterns

  static func groupName(_ pattern: Entry) -> String {
    pattern.number.map { "Pattern \($0): \(pattern.title)" } ?? pattern.title
  }

  /// Place of each pattern's group: by number, then in the order of the index.
  var groupOrder: [String: Int] {
    let sorted = patterns.enumerated().sorted { a, b in
      let (x, y) = (a.element.number.flatMap { Int($0) } ?? Int.max, b.element.number.flatMap { Int($0) } ?? Int.max)
      return x != y ? x < y : a.offset < b.offset
    }
    return Dictionary(
      sorted.enumerated().map { (Self.groupName($1.element), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The pattern or theme a factor of a record stands under, and why.
  func group(of record: Int64, themes: [String], lexicon: ThemeLexicon) -> (String, String) {
    let lineage = lineage(record)
    if let pattern = lineage.first(where: { $0.kind == .pattern }) { return (Self.groupName(pattern), "pattern") }
    if let story = lineage.first(where: { $0.kind == .caseStudy }) {
      let subjects = Set(story.subjects.map { WordMatcher.fold($0) })
      if let first = subjects.compactMap({ patternOfSubject[$0] }).min(),
        let name = patterns[first].subjects.first(where: { subjects.contains(WordMatcher.fold($0)) })
      {
        return (Self.groupName(patterns[first]), "case of \(name)")
      }
    }
    if let theme = themes.first { return ("Theme: \(lexicon.name(of: theme))", "theme") }
    return ("No pattern or theme", "none")
  }

  /// Groups of the patterns that a number or (a part of) a name names; a whole name before parts.
  func patternGroups(named name: String) -> [String] { unique(patterns(named: name)) }

  /// The patterns that a number or (a part of) a name names; a whole name before parts.
  func patterns(named name: String) -> [Entry] {
    var digits = WordMatcher.fold(name)
    if digits.hasPrefix("pattern ") { digits = String(digits.dropFirst("pattern ".count)) }
    let numbered = patterns.filter { $0.number == digits }
    if !numbered.isEmpty { return numbered }
    let folded = slug(name)
    let exact = patterns.filter { slug($0.title) == folded || slug(Self.groupName($0)) == folded || $0.key == name }
    if !exact.isEmpty { return exact }
    let matcher = WordMatcher(name)
    guard !matcher.isEmpty else { return [] }
    return patterns.filter { matcher.matches([$0.title] + $0.subjects.map { Optional($0) }) }
  }

  private func unique(_ found: [Entry]) -> [String] {
    var names: [String] = []
    for entry in found where !names.contains(Self.groupName(entry)) { names.append(Self.groupName(entry)) }
    return names
  }

  // MARK: - By name

  /// The one record that a key, the end of a key, or words of a title name.
  func record(named name: String) throws -> Entry {
    if let exact = entries.first(where: { $0.key == name }) { return exact }
    let folded = slug(name)
    let ends = entries.filter { entry in
      let last = entry.key.split(whereSeparator: { $0 == "#" || $0 == "/" }).last.map(String.init) ?? entry.key
      return last == name || slug(entry.title) == folded || last.split(separator: ".").first.map(String.init) == name
    }
    if ends.count == 1 { return ends[0] }
    if ends.count > 1 { throw ambiguous(name, ends) }
    let matcher = WordMatcher(name)
    let parts =
      matcher.isEmpty
      ? []
      : entries.filter { entry in
        matcher.matches([entry.title, entry.number.map { "\(entry.kind.name) \($0)" }])
      }
    if parts.count == 1 { return parts[0] }
    // A case or pattern is meant before a part of a document that bears its name.
    let main = parts.filter { $0.kind == .caseStudy || $0.kind == .pattern }
    if main.count == 1 { return main[0] }
    if parts.count > 1 { throw ambiguous(name, main.isEmpty ? parts : main) }
    throw CasebookError.notFound(what: "record", name: name, near: Suggestion.near(name, in: entries.map(\.title)))
  }

  private func ambiguous(_ name: String, _ found: [Entry]) -> CasebookError {
    var keys = found.prefix(6).map(\.key)
    if found.count > keys.count { keys.append("… \(found.count - keys.count) more") }
    return .ambiguous(what: "record", name: name, candidates: keys)
  }
}
