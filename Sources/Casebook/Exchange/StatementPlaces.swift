/// What is known about each statement of a document by where it is: what a flat export writes beside it.
struct StatementPlaces {
  let document: ParsedDocument
  private let metrics: [[DocumentMetric]]
  private let factors: [[Factor]]

  init(_ document: ParsedDocument) {
    self.document = document
    var metrics: [[DocumentMetric]] = Array(repeating: [], count: document.statements.count)
    for metric in document.metrics { metrics[metric.statement].append(metric) }
    var factors: [[Factor]] = Array(repeating: [], count: document.statements.count)
    for factor in document.factors { factors[factor.statement].append(factor) }
    self.metrics = metrics
    self.factors = factors
  }

  /// The figures of a statement.
  func metrics(of statement: Int) -> [DocumentMetric] { metrics[statement] }

  /// The factors that a statement is.
  func factors(of statement: Int) -> [Factor] { factors[statement] }

  /// The record a statement belongs to: the document's own where it names none.
  func record(of statement: Int) -> Record? {
    if let index = document.statements[statement].record { return document.records[index] }
    return document.records.first
  }

  /// The headings around a statement, from the outside.
  func headings(of statement: Int) -> [String] {
    document.headingPath(of: document.statements[statement].section)
  }
}
