import ArgumentParser
import Foundation
import Learning
import Quantities

/// `casebook-train figures`: what a figure of running text measures, whose it is, when it held, its role and category.
struct TrainFigures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "Train the models of a figure's meaning from labelled sentences.")

  @Argument(
    help: "Files of JSON lines with text, document and metrics (raw, label_any, label_span, subject, as_of ...).")
  var files: [String]
  @Option(help: "Folder for the weights.")
  var output = "Sources/CModels/weights"
  @Option(help: "How many parts the publishers are split into for the figures held back.")
  var folds = 4
  @Flag(help: "Only score on the parts held back; write nothing.")
  var dry = false

  func run() throws {
    let examples = try FigureExamples.read(files)
    print("\(examples.count) figures of \(Set(examples.map(\.group)).count) publishers")
    var labels = [String](repeating: "", count: examples.count)
    var tallies = FigureTallies()
    var certainties = CertaintyTallies()
    for fold in 0..<folds {
      let (train, held) = split(examples, fold)
      let models = try FigureModelSet(train: train.map { examples[$0] }, labels: nil)
      for index in held {
        let choice = models.labelChoice(examples[index])
        labels[index] = choice.text
        guard examples[index].truth.label_any != [""], examples[index].study != nil else { continue }
        certainties.count(choice.certainty, isRight: examples[index].isLabel(choice.text))
      }
    }
    for fold in 0..<folds {
      let (train, held) = split(examples, fold)
      let models = try FigureModelSet(train: train.map { examples[$0] }, labels: train.map { labels[$0] })
      for index in held { tallies.count(examples[index], models.answer(examples[index], label: labels[index])) }
    }
    print("held back by publisher: \(tallies)")
    print("labels right, by how sure from: \(certainties)")
    guard !dry else { return }
    let all = try FigureModelSet(train: examples, labels: labels)
    for (name, weights) in all.weights { try WeightsFile.write(weights.bytes(), name, to: output) }
  }

  private func split(_ examples: [FigureExample], _ fold: Int) -> (train: [Int], held: [Int]) {
    var (train, held): ([Int], [Int]) = ([], [])
    for (index, example) in examples.enumerated() {
      if Int(FeatureHash.text(example.group) % UInt64(folds)) == fold {
        held.append(index)
      } else {
        train.append(index)
      }
    }
    return (train, held)
  }
}

/// A labelled figure with what the program sees of it.
struct FigureExample {
  var group: String
  var truth: Truth
  /// Nil when the program does not find the figure.
  var study: FigureStudy?

  /// What a reader says of a figure; the fields of the files.
  struct Truth: Decodable {
    var raw: String
    var label_any: [String]
    var label_span: String?
    var subject: OneOrMore?
    var subject_alt: OneOrMore?
    var category: String?
    var as_of: String?
    var role: String?
    var role_alt: OneOrMore?
    var role_from_heading: Bool?

    var subjects: [String] { (subject?.values ?? []) + (subject == nil ? [] : subject_alt?.values ?? []) }
    var knownRole: String {
      guard role_from_heading != true, let role else { return "none" }
      return role == "goal" ? "target" : role
    }
  }

  /// A string or several.
  struct OneOrMore: Decodable {
    var values: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let one = try? container.decode(String.self) {
        values = [one]
      } else {
        values = try container.decode([String].self)
      }
    }
  }

  /// Whether a text is a right label.
  func isLabel(_ text: String) -> Bool {
    let lower = text.lowercased()
    return text.split(separator: " ").count <= 8 && truth.label_any.contains { lower.contains($0) }
  }

  /// How good a text is as a label: 0 when it is none, more the more of the reader's words it holds and no others.
  func labelTarget(_ text: String) -> Float {
    guard isLabel(text) else { return 0 }
    guard let span = truth.label_span else { return 1 }
    let wanted = Set(span.lowercased().split { !($0.isLetter || $0.isNumber) })
    let have = Set(text.lowercased().split { !($0.isLetter || $0.isNumber) })
    guard !wanted.isEmpty, !have.isEmpty else { return 0.3 }
    return 0.3 + 0.7 * 2 * Float(wanted.intersection(have).count) / Float(wanted.count + have.count)
  }

  func isSubject(_ name: String) -> Bool { truth.subjects.contains { $0.lowercased() == name.lowercased() } }

  func isDate(_ text: String) -> Bool {
    guard let wanted = truth.as_of?.prefix(4) else { return false }
    return text.contains(wanted)
  }
}

/// Reads the files and pairs each labelled figure with the program's own.
enum FigureExamples {
  private struct Row: Decodable {
    var id: String?
    var document: String?
    var text: String
    var metrics: [FigureExample.Truth]
  }

  static func read(_ files: [String]) throws -> [FigureExample] {
    var result: [FigureExample] = []
    let extractor = MetricExtractor()
    for file in files {
      for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
        let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
        let studies = extractor.studies(in: row.text)
        let group = (row.document ?? row.id ?? "").split(separator: "/").first.map(String.init) ?? ""
        for truth in row.metrics {
          guard let place = row.text.range(of: truth.raw, options: .literal) else { continue }
          let start = row.text.utf8.distance(from: row.text.startIndex, to: place.lowerBound)
          let end = start + truth.raw.utf8.count
          let study = studies.first { $0.range.lowerBound < end && $0.range.upperBound > start }
          result.append(FigureExample(group: group, truth: truth, study: study))
        }
      }
    }
    return result
  }
}
