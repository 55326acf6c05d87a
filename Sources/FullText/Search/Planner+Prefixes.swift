/// Words of which only the beginning is known.
extension Planner {
  /// How many different words the last word of a phrase may stand for.
  static let maximumPhraseExpansions = 10_000

  func prefix(_ field: String, _ text: String, _ boost: Float) throws -> Plan {
    let index = try inverted(field)
    if snapshot.schema.fields[index].analyzerName != nil,
      let split = analyzers.splittingLastWord(text, field: index), split.count > 0
    {
      return try phrasePrefix(field, text, boost)
    }
    let prefix = try analyzers.normalized(text, field: index)
    let stems = analyzers.stems(ofWordsBeginning: prefix, field: index)
    let found = try anyTerm(field, prefix: prefix, boost) { term, _ in term.starts(with: prefix) ? .match : .end }
    if stems.isEmpty { return found }
    var infos = snapshot.segments.map { _ in [TermInfo]() }
    if case .anyTerm(_, let begun, _) = found { infos = begun }
    for stem in stems {
      for (segment, info) in try termPlan(index, stem, boost).infos.enumerated() {
        if let info { infos[segment].append(info) }
      }
    }
    return infos.allSatisfy(\.isEmpty) ? .none : .anyTerm(field: index, infos: infos, score: boost)
  }

  /// A phrase for each word that the last one may be, the best of which counts.
  func phrasePrefix(_ field: String, _ text: String, _ boost: Float) throws -> Plan {
    let index = try inverted(field)
    guard case .text(_, _, let hasPositions) = snapshot.schema.fields[index].kind else {
      return try prefix(field, text, boost)
    }
    guard let (words, count, last) = analyzers.splittingLastWord(text, field: index) else { return .empty }
    guard let first = words.first else { return try prefix(field, last, boost) }
    guard hasPositions else {
      throw FullTextError.unsupportedQuery("the field \(field) keeps no positions, so phrases cannot be searched")
    }
    var terms: [Plan.TermPlan] = []
    for token in words { terms.append(try termPlan(index, token.term, boost)) }
    if terms.contains(where: { $0.documentFrequency == 0 }) { return .none }
    let offsets = words.map { $0.position - first.position } + [count - first.position]
    var plans: [Plan] = []
    for term in try expansions(of: last, field: index) {
      let last = try termPlan(index, term, boost)
      if last.documentFrequency == 0 { continue }
      let all = terms + [last]
      plans.append(
        .phrase(
          Plan.PhrasePlan(
            field: index, terms: all, offsets: offsets, slop: 0, idf: all.reduce(0) { $0 + $1.idf },
            boost: boost * snapshot.fieldWeight(index))))
    }
    if plans.isEmpty { return .none }
    return plans.count == 1 ? plans[0] : .disMax(plans, tieBreaker: 0)
  }

  /// The terms of words that begin so, in order.
  private func expansions(of text: String, field: Int) throws -> [[UInt8]] {
    let prefix = try analyzers.normalized(text, field: field)
    var terms = Set(analyzers.stems(ofWordsBeginning: prefix, field: field))
    for segment in snapshot.segments {
      guard let dictionary = segment.text(field)?.dictionary, dictionary.termCount > 0 else { continue }
      var scanner = try TermScanner(dictionary, from: prefix)
      while try scanner.next(without: nil), scanner.term.starts(with: prefix) {
        terms.insert(scanner.term)
        guard terms.count <= Self.maximumPhraseExpansions else {
          throw FullTextError.limit(
            "the end of the phrase stands for more than \(Self.maximumPhraseExpansions) words: make it longer")
        }
      }
    }
    return terms.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
