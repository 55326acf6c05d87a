internal import Words

/// A list of a document: the bullets, rows or definitions of one section.
struct ItemList {
  struct Item {
    var label: String?
    var text: String
    var citation: Citation

    var fullText: String {
      guard let label else { return text }
      return text.isEmpty ? label : "\(label): \(text)"
    }

    /// The names that the text lists: "Google, Microsoft and IBM." Empty where it is no list of names.
    var names: [String] {
      var text = Substring(text).trimmingSpaces()
      while let last = text.last, ".;:".contains(last) { text.removeLast() }
      var parts = text.split(separator: ",").map { $0.trimmingSpaces() }
      guard let last = parts.popLast() else { return [] }
      // The last one may stand behind "and", with a comma before it or without.
      var end = [last]
      for glue in ["and ", "& "] where last.hasPrefix(glue) { end = [last.dropFirst(glue.count).trimmingSpaces()] }
      if end == [last], let range = last.firstRange(of: " and ") ?? last.firstRange(of: " & ") {
        end = [last[..<range.lowerBound].trimmingSpaces(), last[range.upperBound...].trimmingSpaces()]
      }
      parts += end
      let isName: (Substring) -> Bool = { part in
        let words = part.split(separator: " ")
        return (1...4).contains(words.count) && (part.first.map { $0.isUppercase || $0.isNumber } ?? false)
      }
      return parts.count >= 3 && parts.allSatisfy(isName) ? parts.map(String.init) : []
    }
  }

  /// The heading above the list.
  var title: String
  /// Headings around it, from the outermost, without its own.
  var path: [String]
  var document: String
  var record: RecordDirectory.Entry?
  var role: Role?
  var source: String
  var hash: String
  var citation: Citation
  var items: [Item]

  /// Whether it tells part of the story of a case or pattern.
  var isStory: Bool { record?.kind == .caseStudy || record?.kind == .pattern }

  /// All lists with two items or more, and bullets and rows that are the one KPI of their group, in the order of the index.
  static func all(_ outline: CorpusOutline, _ records: RecordDirectory) -> [ItemList] {
    outline.sections.indices.compactMap { index in
      let items = outline.statementsOfSection[index].map { outline.statements[$0] }.filter { statement in
        switch statement.kind {
        case .bullet: !statement.isNested
        case .row, .definition: true
        // "**Members**: Google, Microsoft": labelled paragraphs are a list that has no bullets.
        case .sentence: statement.label != nil
        default: false
        }
      }
      let section = outline.sections[index]
      let isOneOfKPIs = section.role == .kpis && items.first.map { $0.kind != .sentence } ?? false
      guard items.count >= (isOneOfKPIs ? 1 : 2) else { return nil }
      let path = outline.path(index)
      let document = outline.document(of: index)
      return ItemList(
        title: path.last ?? document.title, path: Array(path.dropLast()), document: document.title,
        record: section.record.flatMap { records[$0] }, role: section.role, source: document.source,
        hash: document.hash, citation: outline.citation(ofSection: index),
        items: items.map { Item(label: $0.label, text: $0.text, citation: outline.citation(of: $0)) })
    }
  }

  private func isSame(as other: ItemList) -> Bool { source == other.source && citation == other.citation }

  /// Whether the other list stands below the heading of this one.
  private func holds(_ other: ItemList) -> Bool {
    source == other.source && citation.file == other.citation.file && other.path.count > path.count
      && other.path.starts(with: path + [title])
  }

  /// The lists that a name means: a place, a title, words of a title, words of a heading around them (then all below it),
  /// or words of all of these together.
  static func matching(_ name: String, in lists: [ItemList]) -> [ItemList] {
    let folded = slug(name)
    let matcher = WordMatcher(name)
    guard !matcher.isEmpty else { return [] }
    let tests: [(ItemList) -> Bool] = [
      { $0.citation.place == name || $0.citation.file == name },
      { slug($0.title) == folded },
      { $0.path.contains { slug($0) == folded } },
      { matcher.matches([$0.title]) },
      { list in list.path.contains { matcher.matches([$0]) } },
      { slug($0.document) == folded || matcher.matches([$0.document]) },
      { matcher.matches([$0.title, $0.document, $0.record?.title, $0.citation.file] + $0.path.map { Optional($0) }) },
    ]
    for test in tests {
      let found = lists.filter(test)
      if !found.isEmpty { return lists.filter { list in found.contains { $0.isSame(as: list) || $0.holds(list) } } }
    }
    return []
  }
}
