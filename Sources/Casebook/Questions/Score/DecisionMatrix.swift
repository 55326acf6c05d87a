internal import Words

/// A decision matrix as a document gives it: criteria with weights, factors and how each is scored.
struct DecisionMatrix {
  struct Criterion: Hashable {
    var name: String
    /// In percent.
    var weight: Double?
    var factors: [String]
    var method: String?
    var citation: Citation
  }

  var title: String
  var record: String
  var document: String
  var source: String
  var hash: String
  var citation: Citation
  var criteria: [Criterion]
  /// Candidates that the table itself rates, in its order.
  var rated: [RatedCandidate] = []

  var sum: Double { criteria.compactMap(\.weight).reduce(0, +) }
  var isComplete: Bool { criteria.allSatisfy { $0.weight != nil } }
  /// Weights are whole or half percents in practice; anything nearer than this is rounding.
  var sumsToHundred: Bool { isComplete && abs(sum - 100) < 0.05 }

  /// All matrices of the index, in its order.
  static func all(_ corpus: Corpus) throws -> [DecisionMatrix] {
    var matrices: [DecisionMatrix] = []
    var last: Int64?
    var tables: [StoredTable] = []
    for row in try corpus.criteria {
      let table = row.table
      if table.id != last {
        last = table.id
        tables.append(table)
        matrices.append(
          DecisionMatrix(
            title: table.caption ?? CorpusOutline.name(table.section), record: table.record ?? "",
            document: table.document, source: table.source, hash: table.hash, citation: table.citation, criteria: []))
      }
      matrices[matrices.count - 1].criteria.append(
        Criterion(
          name: row.name, weight: row.weight, factors: row.factors.filter { !$0.isEmpty }, method: row.method,
          citation: row.citation))
    }
    for index in matrices.indices {
      matrices[index].rated = MatrixRatings.rated(
        matrices[index].criteria, grid: tables[index].grid, lines: tables[index].rowLines)
    }
    return matrices
  }

  /// The one matrix that a name means, or the only one there is. Matrices that agree in criteria and weights count as
  /// one: the others are returned beside it.
  static func chosen(_ name: String?, in matrices: [DecisionMatrix]) throws -> (DecisionMatrix, also: [DecisionMatrix])
  {
    guard !matrices.isEmpty else {
      throw KnowledgeError.nothingToUse(
        what: "decision matrix in the index", hint: "a table with a column of weights makes one")
    }
    var found = matrices
    if let name {
      let folded = slug(name)
      let matcher = WordMatcher(name)
      let tests: [(DecisionMatrix) -> Bool] = [
        { $0.citation.place == name || $0.citation.file == name },
        { slug($0.title) == folded || slug($0.document) == folded },
        { matcher.matches([$0.title, $0.record, $0.document, $0.citation.file]) },
      ]
      found = tests.lazy.map { matrices.filter($0) }.first { !$0.isEmpty } ?? []
      if found.isEmpty {
        throw CasebookError.notFound(
          what: "decision matrix", name: name,
          near: Suggestion.near(name, in: matrices.map(\.title) + matrices.map(\.document)))
      }
    }
    func key(_ matrix: DecisionMatrix) -> [String] {
      matrix.criteria.map { "\(slug($0.name))=\($0.weight ?? -1)" }
    }
    let first = found[0]
    let same = found.dropFirst().filter { key($0) == key(first) }
    guard same.count + 1 == found.count else {
      throw KnowledgeError.severalToChooseFrom(
        what: name.map { "decision matrices '\($0)' names" } ?? "decision matrices",
        candidates: found.map { "\($0.title) (\($0.citation.place))" },
        hint: .chooseMatrix)
    }
    return (first, Array(same))
  }

  /// The one criterion that a name means; nil where none or several do.
  func criterion(named name: String) -> Int? {
    let folded = slug(name)
    if let exact = criteria.firstIndex(where: { slug($0.name) == folded }) { return exact }
    let matcher = WordMatcher(name)
    guard !matcher.isEmpty else { return nil }
    let found = criteria.indices.filter { matcher.matches([criteria[$0].name]) }
    return found.count == 1 ? found[0] : nil
  }

  /// The scale that a method names: "1-5 scale", "score from 1 to 10".
  static func scale(_ text: String) -> ClosedRange<Double>? {
    guard let match = text.firstMatch(of: #/(\d{1,3})\s*(?:-|–|—|to|\.\.|…)\s*(\d{1,4})/#), let low = Double(match.1),
      let high = Double(match.2), low < high
    else { return nil }
    return low...high
  }
}
