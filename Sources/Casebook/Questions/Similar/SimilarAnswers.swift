internal import Conversion
internal import Words

extension KnowledgeBase {
  /// The records most like one, with what they share: themes, terms, organisations and tags.
  ///
  /// The score is the cosine of themes (half), of terms (four tenths) and the share of organisations and tags in common
  /// (one tenth). Rare themes and terms weigh more.
  ///
  /// - Parameters:
  ///   - name: as for ``show(_:)``. Compared are the records of the same kind.
  ///   - limit: how many at most.
  public func similar(_ name: String, limit: Int = 5) throws -> Answer {
    let lexicon = try themes()
    let corpus = try corpus()
    let (records, statements, outline) = (try corpus.records, try corpus.factors, try corpus.outline())
    let tags = try corpus.tags.mapValues { Set($0.map { WordMatcher.fold($0) }) }
    let record = try records.record(named: name)
    let others = records.entries.filter { $0.kind == record.kind && $0.id != record.id }
    var profiles: [Int64: Profile] = [:]
    for entry in others + [record] {
      profiles[entry.id] = Profile(
        organisations: Set((entry.subjects + entry.others).map { WordMatcher.fold($0) }), tags: tags[entry.id] ?? [])
    }
    func owner(_ id: Int64?) -> Int64? { id.flatMap { records.lineage($0).first { profiles[$0.id] != nil }?.id } }
    for statement in outline.statements {
      if let id = owner(statement.record) { profiles[id]?.terms.formUnion(Terms.of(statement.fullText)) }
    }
    for statement in statements {
      if let id = owner(statement.record) { profiles[id]?.themes.formUnion(statement.themes.map(\.theme)) }
    }
    guard let own = profiles[record.id] else { return Answer(schema: "casebook.similar/1", columns: []) }
    let termWeights = TermWeights(profiles.values.map(\.terms))
    let themeWeights = TermWeights(profiles.values.map(\.themes))
    let words = Terms.words(of: outline.statements.filter { owner($0.record) == record.id }.map(\.fullText))
    var scored: [Likeness] = []
    for entry in others {
      guard let profile = profiles[entry.id] else { continue }
      let score = own.likeness(to: profile, themeWeights, termWeights)
      // What would be shown as 0 shares a word that half of the records have, and nothing else.
      if score >= 0.005 { scored.append(Likeness(score: score, entry: entry, profile: profile)) }
    }
    scored.sort { a, b in a.score != b.score ? a.score > b.score : a.entry.key < b.entry.key }
    var answer = Answer(
      schema: "casebook.similar/1", title: "Like \(record.title) (\(PagedText.place(record.file, record.line)))",
      columns: [
        Answer.Column("rank", title: "Rank", isNumeric: true), Answer.Column("record", title: "Record"),
        Answer.Column("key"), Answer.Column("score", title: "Score", isNumeric: true),
        Answer.Column("themes", title: "Shared themes"), Answer.Column("terms", title: "Shared terms"),
        Answer.Column("organisations", title: "Organisations"), Answer.Column("tags", title: "Tags"),
        Answer.Column("source"), Answer.Column("file"), Answer.Column("line"), Answer.Column.place,
      ])
    for (index, item) in scored.prefix(limit).enumerated() {
      let themes = themeWeights.rarestFirst(own.themes.intersection(item.profile.themes))
      let terms = Array(
        termWeights.rarestFirst(own.terms.intersection(item.profile.terms)).filter { Terms.isTelling($0) }.prefix(8))
      let organisations = own.organisations.intersection(item.profile.organisations).sorted()
      let tags = own.tags.intersection(item.profile.tags).sorted()
      let names = themes.map { lexicon.name(of: $0) }.joined(separator: ", ")
      var row: [Answer.Cell] = [
        Answer.Cell(index + 1), Answer.Cell(item.entry.title), Answer.Cell(item.entry.key),
        Answer.Cell(.number(Self.rounded(item.score)), display: Self.text(item.score)),
      ]
      row.append(Answer.Cell(JSONValue(themes), display: names))
      row.append(Answer.Cell(JSONValue(terms.map { words[$0] ?? $0 })))
      row.append(Answer.Cell(JSONValue(organisations)))
      row.append(Answer.Cell(JSONValue(tags)))
      row.append(Answer.Cell(item.entry.source))
      row.append(Answer.Cell(item.entry.file))
      row.append(Answer.Cell(item.entry.line))
      row.append(Answer.Cell(PagedText.place(item.entry.file, item.entry.line)))
      answer.items.append(row)
    }
    answer.total = scored.count
    return answer
  }

  private struct Likeness {
    var score: Double
    var entry: RecordDirectory.Entry
    var profile: Profile
  }

  private struct Profile {
    var organisations: Set<String>
    var tags: Set<String>
    var terms: Set<String> = []
    var themes: Set<String> = []

    func likeness(to other: Profile, _ themeWeights: TermWeights, _ termWeights: TermWeights) -> Double {
      let marks = organisations.union(tags)
      let otherMarks = other.organisations.union(other.tags)
      let all = marks.union(otherMarks).count
      let common = marks.intersection(otherMarks).count
      let markShare: Double = all == 0 ? 0 : Double(common) / Double(all)
      let themeCosine: Double = themeWeights.cosine(themes, other.themes)
      let termCosine: Double = termWeights.cosine(terms, other.terms)
      return 0.5 * themeCosine + 0.4 * termCosine + 0.1 * markShare
    }
  }
}
