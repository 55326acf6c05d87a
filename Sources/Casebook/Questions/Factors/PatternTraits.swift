internal import Conversion
internal import Words

/// What a pattern of the knowledge base is made of, factors and phases, to find in cases that name no pattern.
struct PatternTraits {
  /// One factor or phase of a pattern.
  struct Trait: Sendable {
    var name: String
    /// `file:line` of it.
    var place: String
    var isPhase: Bool
    /// Terms of each of its texts: the factor, or the phase's name and tasks.
    var texts: [Set<String>]
    var themes: Set<String>
  }

  /// A factor of a case and the trait that ties it to the pattern.
  struct Tie {
    var statement: FactorStatement
    var story: RecordDirectory.Entry
    /// The trait it has in common with the pattern.
    var trait: String
    /// What ties it: the trait with its place, the words and themes both have, and the phases of the case.
    var evidence: String
    /// How strongly, from 0 to 1: half by this tie, half by how much of the pattern the case has.
    var strength: Double
  }

  /// A case has so many of a pattern's factors and phases, and this share of them, or it is not like it.
  static let leastTraits = 2
  private static let leastShareOfTraits = 0.5
  /// Two words in common may be chance: they make up this share of a factor's words, by their rarity, or of a phase's.
  private static let leastShare = 0.34
  private static let leastShareOfPhase = 0.5
  /// Themes that most cases have tie nothing: the share of cases from which on one does not count.
  private static let commonTheme = 0.5

  let traits: [Trait]

  /// - Parameter patterns: the ids of the records that are the pattern; the same may be told in several documents.
  init(_ patterns: Set<Int64>, _ corpus: Corpus) throws {
    let records = try corpus.records
    var traits: [Trait] = []
    for statement in try corpus.factors
    where statement.kind != .pitfall && records.lineage(statement.record).contains(where: { patterns.contains($0.id) })
    {
      let terms = Terms.of(statement.fullText).filter { Terms.isTelling($0) }
      traits.append(
        Trait(
          name: statement.label ?? Self.opening(of: statement.text), place: statement.citation.place, isPhase: false,
          texts: [terms], themes: Set(statement.themes.map(\.theme))))
    }
    let keys = Set(patterns.compactMap { records[$0] }.map { [$0.source, $0.key] })
    for sourced in try corpus.documents {
      let document = sourced.document
      for phase in document.phases {
        guard let record = phase.record,
          document.lineage(of: record).contains(where: { keys.contains([sourced.source, $0.key]) })
        else { continue }
        let texts = [phase.name] + phase.tasks.map { document.statements[$0].fullText }
        traits.append(
          Trait(
            name: phase.name, place: document.citation(phase.span).place, isPhase: true,
            texts: texts.map { text in Terms.of(text).filter { Terms.isTelling($0) } }, themes: []))
      }
    }
    self.traits = traits
  }

  private static func opening(of text: String) -> String {
    let words = text.split(separator: " ")
    return words.prefix(6).joined(separator: " ") + (words.count > 6 ? " …" : "")
  }

  // MARK: - Cases

  /// The factors of cases that are like the pattern, the most alike first.
  ///
  /// - Parameters:
  ///   - kinds: of the factors wanted.
  ///   - isOwn: whether a case belongs to the pattern already.
  func ties(
    _ corpus: Corpus, kinds: Set<Factor.Kind>, lexicon: ThemeLexicon, isOwn: (RecordDirectory.Entry) -> Bool
  ) throws -> [Tie] {
    guard traits.count >= Self.leastTraits else { return [] }
    let (records, outline) = (try corpus.records, try corpus.outline())
    func story(_ record: Int64?) -> RecordDirectory.Entry? {
      record.flatMap { records.lineage($0).first { $0.kind == .caseStudy } }
    }
    var cases: [Int64: [FactorStatement]] = [:]
    var themes: [Int64: Set<String>] = [:]
    for statement in try corpus.factors {
      guard let story = story(statement.record) else { continue }
      themes[story.id, default: []].formUnion(statement.themes.map(\.theme))
      if !isOwn(story) { cases[story.id, default: []].append(statement) }
    }
    var texts: [Int64: [(terms: Set<String>, place: String)]] = [:]
    for statement in outline.statements where statement.kind != .code {
      guard let story = story(statement.record), !isOwn(story) else { continue }
      texts[story.id, default: []].append(
        (
          Terms.of(statement.fullText).filter { Terms.isTelling($0) },
          PagedText.place(outline.document(of: statement.section).file, statement.span.line)
        ))
    }
    let weights = TermWeights(texts.sorted { $0.key < $1.key }.flatMap { $0.value.map(\.terms) })
    let common = Self.commonThemes(themes)
    var ties: [Tie] = []
    for (id, statements) in cases.sorted(by: { $0.key < $1.key }) {
      guard let story = records[id] else { continue }
      ties += self.ties(
        of: story, statements.filter { kinds.contains($0.kind) }, texts[id] ?? [], weights, common, lexicon)
    }
    return ties.enumerated().sorted { a, b in
      a.element.strength != b.element.strength ? a.element.strength > b.element.strength : a.offset < b.offset
    }.map(\.element)
  }

  private static func commonThemes(_ themes: [Int64: Set<String>]) -> Set<String> {
    guard themes.count >= 4 else { return [] }
    var counts: [String: Int] = [:]
    for found in themes.values { for theme in found { counts[theme, default: 0] += 1 } }
    return Set(counts.filter { Double($0.value) > commonTheme * Double(themes.count) }.keys)
  }

  private func ties(
    of story: RecordDirectory.Entry, _ statements: [FactorStatement], _ texts: [(terms: Set<String>, place: String)],
    _ weights: TermWeights, _ common: Set<String>, _ lexicon: ThemeLexicon
  ) -> [Tie] {
    var found: [Int: Double] = [:]
    var phases: [(trait: Int, place: String)] = []
    for (index, trait) in traits.enumerated() where trait.isPhase {
      for text in texts {
        let score =
          trait.texts.map { Self.share(of: $0, in: text.terms, weights, least: Self.leastShareOfPhase).score }.max()
          ?? 0
        guard score > found[index] ?? 0 else { continue }
        if found[index] == nil { phases.append((index, text.place)) }
        found[index] = score
      }
    }
    var tied: [(statement: FactorStatement, trait: Int, score: Double, evidence: String)] = []
    for statement in statements {
      let terms = Terms.of(statement.fullText).filter { Terms.isTelling($0) }
      var best: (trait: Int, score: Double, evidence: String)?
      for (index, trait) in traits.enumerated() where !trait.isPhase {
        let words = Self.share(of: trait.texts[0], in: terms, weights)
        let themes = trait.themes.intersection(statement.themes.map(\.theme)).subtracting(common).sorted()
        let score = words.score + (themes.isEmpty ? 0 : 0.5)
        guard score > best?.score ?? 0 else { continue }
        var parts: [String] = []
        if !themes.isEmpty { parts.append("theme \(themes.map { lexicon.name(of: $0) }.joined(separator: ", "))") }
        if words.score > 0 {
          let written = Terms.words(of: [statement.fullText])
          let shared = weights.rarestFirst(words.shared).prefix(5).map { written[$0] ?? $0 }
          parts.append("words \(shared.joined(separator: ", "))")
        }
        best = (index, min(score, 1), "\(trait.name) (\(trait.place)): \(parts.joined(separator: "; "))")
      }
      guard let best else { continue }
      tied.append((statement, best.trait, best.score, best.evidence))
      found[best.trait] = max(found[best.trait] ?? 0, best.score)
    }
    let share = Double(found.count) / Double(traits.count)
    guard found.count >= Self.leastTraits, share >= Self.leastShareOfTraits else { return [] }
    let stages = phases.sorted { $0.trait < $1.trait }.prefix(2).map {
      "; phase \(traits[$0.trait].name) (\(traits[$0.trait].place)) at \($0.place)"
    }
    return tied.map { tie in
      Tie(
        statement: tie.statement, story: story, trait: traits[tie.trait].name, evidence: tie.evidence + stages.joined(),
        strength: ((tie.score + share) * 50).rounded() / 100)
    }
  }

  /// How much of a trait's terms a text has, by their rarity; nothing where it has one alone or too few.
  private static func share(
    of trait: Set<String>, in text: Set<String>, _ weights: TermWeights, least: Double = leastShare
  ) -> (score: Double, shared: Set<String>) {
    let shared = trait.intersection(text)
    guard shared.count >= 2 else { return (0, []) }
    func sum(_ terms: Set<String>) -> Double { terms.sorted().reduce(0) { $0 + weights.weight($1) } }
    let score = sum(shared) / max(sum(trait), 1e-9)
    return score >= least ? (score, shared) : (0, [])
  }
}
