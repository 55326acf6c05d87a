/// What is in an index, in few numbers, and names that one could ask for.
package struct Overview: Sendable, Hashable {
  package var documents: Int
  package var caseStudies: Int
  package var patterns: Int
  package var metrics: Int
  package var factors: Int
  package var generation: Int
  /// The case with most figures.
  package var record: String?
  /// The organisation with most figures.
  package var organisation: String?
  /// The theme that is said most.
  package var theme: String?
  /// The category that most figures have.
  package var category: String?
  package var industry: String?
}

extension KnowledgeBase {
  /// What is in the index, and what one could ask for. Complexity: counts of tables.
  package func overview() throws -> Overview {
    let corpus = try corpus()
    let kinds = try corpus.recordCounts
    func count(_ kind: RecordKind) -> Int { kinds.first { $0.kind == kind }?.count ?? 0 }
    return Overview(
      documents: try corpus.count(DocumentColumn.self), caseStudies: count(.caseStudy), patterns: count(.pattern),
      metrics: try corpus.count(MetricColumn.self), factors: try corpus.count(FactorColumn.self),
      generation: Int(corpus.generation), record: try corpus.mostFrequent(.records),
      organisation: try corpus.mostFrequent(.organisations), theme: try corpus.mostFrequent(.themes),
      category: try corpus.mostFrequentCategory(), industry: try corpus.mostFrequent(.industries))
  }

  /// Names that begin so, to be offered while one is written.
  package func names(_ kind: IndexName, beginning prefix: String, limit: Int) throws -> [String] {
    try corpus().names(kind, beginning: prefix, limit: limit)
  }
}
