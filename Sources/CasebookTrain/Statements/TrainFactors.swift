import ArgumentParser
import Foundation
import Learning
import Statements

/// Trains the weights by which a statement of a document is a factor.
struct TrainFactors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "factors",
    abstract: "Train which statements of a document are factors, lessons or pitfalls.",
    discussion: """
      STATEMENTS is what `casebook classify --evidence FILE...` prints of the documents; TRUTH holds one JSON object per \
      document with the lines of its factors and their first words. Documents are divided into folds; the figures that are \
      printed are of documents not seen.
      """)

  @Option(help: "Statements with their evidence, JSON lines.")
  var statements: String
  @Option(help: "Truth of the documents, JSON lines.")
  var truth: [String]
  @Option(help: "Folder for the weights.")
  var weights = "Sources/CModels/weights"
  @Option(help: "Folds for the figures.")
  var folds = 8
  @Option(help: "Strength of the pull towards zero.")
  var penalty = 1.0

  private struct Line: Decodable {
    var file: String
    var line: Int
    var text: String
    var evidence: [Float]
  }

  private struct Truth: Decodable {
    struct Factor: Decodable {
      var line: Int
      var quote: String
    }
    var file: String
    var factors: [Factor]
  }

  private struct Row {
    var file: String
    var line: Int
    var values: [Float]
    /// How surely it is a factor: 1 where it holds the truth's words, less where another statement of the line does.
    var target: Double
    var isOnLine: Bool
  }

  func run() throws {
    let decoder = JSONDecoder()
    func lines<T: Decodable>(_ path: String, as: T.Type) throws -> [T] {
      try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n")).map {
        try decoder.decode(T.self, from: $0)
      }
    }
    let truths = Dictionary(
      try truth.flatMap { try lines($0, as: Truth.self) }.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first }
    )
    let rows = try lines(statements, as: Line.self).compactMap { line in
      truths[line.file].map { Self.row(line, $0) }
    }
    print(
      "\(rows.count) statements of \(truths.count) documents, \(rows.count(where: \.isOnLine)) on lines with a factor")
    report(rows, truths)
    let fitted = fit(rows)
    var result = LinearWeights(classes: ["factor"], biases: [Float(fitted.bias)])
    for (name, weight) in zip(FactorEvidence.names, fitted.weights) {
      result.rows[FeatureHash.text(name)] = [(0, Float(weight))]
    }
    let bytes = result.bytes()
    try Data(bytes).write(to: URL(filePath: weights).appending(path: "statement-factors.model"))
    print("statement-factors: \(bytes.count) bytes")
    for (name, weight) in zip(FactorEvidence.names, fitted.weights) {
      print("\((weight * 100).rounded() / 100)\t\(name)")
    }
  }

  private func fit(_ rows: [Row]) -> DenseLogisticRegression {
    DenseLogisticRegression(rows.map { ($0.values, $0.target, 1) }, penalty: penalty)
  }

  private static func row(_ line: Line, _ truth: Truth) -> Row {
    let near = truth.factors.filter { $0.line == line.line || $0.line == line.line - 1 }
    let words = normal(line.text)
    let holds = truth.factors.contains { factor in
      abs(factor.line - line.line) <= 1
        && words.contains(normal(factor.quote).split(separator: " ").prefix(6).joined(separator: " "))
    }
    return Row(
      file: line.file, line: line.line, values: line.evidence, target: holds ? 1 : near.isEmpty ? 0 : 0.6,
      isOnLine: !near.isEmpty)
  }

  private static func normal(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }

  /// Precision of statements and recall of lines, on documents that the weights were not fitted to.
  private func report(_ rows: [Row], _ truths: [String: Truth]) {
    let files = Array(Set(rows.map(\.file))).sorted()
    let foldOf = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($0.element, $0.offset % folds) })
    var scored: [(row: Row, score: Double)] = []
    for fold in 0..<folds {
      let model = fit(rows.filter { foldOf[$0.file] != fold })
      for row in rows where foldOf[row.file] == fold {
        scored.append((row, Double(sigmoid(Float(model.score(row.values))))))
      }
    }
    for threshold in stride(from: 0.40, through: 0.70, by: 0.05) {
      let given = scored.filter { $0.score >= threshold }
      let right = given.count { $0.row.isOnLine }
      let found = Dictionary(grouping: given, by: \.row.file).mapValues { Set($0.map(\.row.line)) }
      var (recalled, wanted, documents) = (0, 0, 0)
      for (file, truth) in truths where !truth.factors.isEmpty {
        let lines = Set(truth.factors.map(\.line))
        let have = found[file] ?? []
        let hits = lines.count { have.contains($0) || have.contains($0 + 1) }
        recalled += hits
        wanted += lines.count
        documents += hits > 0 ? 1 : 0
      }
      let round = { (a: Int, b: Int) in (Double(a) / Double(max(b, 1)) * 1000).rounded() / 1000 }
      print(
        "from \((threshold * 100).rounded() / 100): \(given.count) given, P \(round(right, given.count)) R \(round(recalled, wanted)), documents \(documents)"
      )
    }
  }
}
