internal import Words

/// The patterns of an index with the families they belong to and the cases behind them.
struct PatternDirectory {
  struct Entry {
    var record: RecordDirectory.Entry
    /// As the front matter or the heading around the pattern names it.
    var family: String?
    /// Cases about an organisation that is the pattern's model.
    var cases: [RecordDirectory.Entry]
  }

  /// Key of what is said of all patterns.
  static let general = "all-patterns"

  let entries: [Entry]

  init(_ corpus: Corpus) throws {
    let records = try corpus.records
    let families = try corpus.patternFamilies()
    var casesOfSubject: [String: [Int]] = [:]
    for (index, entry) in records.entries.enumerated() where entry.kind == .caseStudy {
      for subject in entry.subjects { casesOfSubject[WordMatcher.fold(subject), default: []].append(index) }
    }
    // Patterns of the same organisations share one list.
    var casesOfSubjects: [Set<String>: [RecordDirectory.Entry]] = [:]
    entries = records.patterns.map { pattern in
      let subjects = Set(pattern.subjects.map { WordMatcher.fold($0) })
      let cases =
        casesOfSubjects[subjects]
        ?? Set(subjects.flatMap { casesOfSubject[$0] ?? [] }).sorted().map { records.entries[$0] }
      casesOfSubjects[subjects] = cases
      return Entry(
        record: pattern,
        family: families.declared[pattern.id] ?? families.headings[pattern.id].map { CorpusOutline.name($0) },
        cases: cases)
    }
  }

  /// Words that every family's name has, or none needs.
  static let genericWords: Set<String> = [
    "pattern", "patterns", "model", "models", "business", "success", "family", "families", "approach", "approaches",
    "first",
    "driven", "the", "a", "an", "strategy", "strategies", "and", "of", "for",
  ]

  /// The words that tell one family from another: "api" in "API-First Business Model Success Patterns".
  static func distinctiveWords(_ name: String) -> Set<String> {
    Set(WordMatcher.words(of: name).map { String($0) }).subtracting(genericWords)
  }

  /// Patterns of the family that a name means: by their families, else by their titles.
  func entries(ofFamily name: String) -> [Entry] {
    let wanted = Self.distinctiveWords(name)
    guard !wanted.isEmpty else { return [] }
    let byFamily = entries.filter { $0.family.map { wanted.isSubset(of: Self.distinctiveWords($0)) } ?? false }
    if !byFamily.isEmpty { return byFamily }
    return entries.filter { wanted.isSubset(of: Self.distinctiveWords($0.record.title)) }
  }

  /// The columns of a statement that stands in no pattern but speaks of patterns: all of them, or those of a family.
  func generalColumns(of statement: FactorStatement, _ outline: CorpusOutline) -> [String] {
    guard let section = outline.sectionOfID[statement.section] else { return [] }
    let path = (outline.path(section) + [outline.document(of: section).title]).joined(separator: " ")
    let words = Set(WordMatcher.words(of: path).map { String($0) })
    guard words.contains("pattern") || words.contains("patterns") else { return [] }
    if let label = statement.label, !words.isDisjoint(with: ["specific", "family", "families", "each", "by"]),
      !words.contains("universal") || words.contains("specific")
    {
      let family = entries(ofFamily: label)
      if !family.isEmpty { return family.map(\.record.key) }
    }
    return words.isDisjoint(with: ["universal", "all", "every", "cross", "common", "shared", "general"])
      ? [] : [Self.general]
  }
}
