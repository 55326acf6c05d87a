import ArgumentParser
import Foundation
import Learning
import Statements

/// Trains the models of statements: their themes and their roles.
struct TrainStatements: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements",
    abstract: "Train the themes and roles of statements.",
    discussion: """
      FOLDER holds train-*.jsonl (labelled statements), pool.jsonl.xz (statements in their order) and silver.jsonl.xz (what a \
      fine-tuned encoder says of them). Publishers are divided into folds; the thresholds come from rows of publishers that \
      the model did not see, and so do the figures that are printed. The same files give the same bytes.
      """)

  @Option(name: .customLong("themes"), help: "Folder of labelled statements.")
  var folder: String
  @Option(help: "Folder for the weights.")
  var weights = "Sources/CModels/weights"
  @Option(help: "Folds for thresholds and figures.")
  var folds = 2
  @Option(help: "A file with the publishers to hold back for good, one per line: trains no weights, prints figures.")
  var held: String?
  @Option(help: "Least micro precision of themes on rows not seen.")
  var precision = 0.65
  @Option(help: "Weights below this share of the largest are left out.")
  var floor: Float = 0.02
  @Option(help: "File for the strongest features of each class.")
  var listing: String?

  func run() throws {
    let files = try StatementFiles(folder: URL(filePath: folder))
    print("\(files.labelled.count) labelled and \(files.silver.count) silver rows, \(files.themes.count) themes")
    let training = StatementTraining(files)
    let kept = try held.map {
      Set(try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n").map(String.init))
    }
    let (calibrations, threshold) = try calibrate(files, training, without: kept ?? [])
    var themes = training.themeWeights { kept?.contains($0) == true }
    themes.rescale(calibrations.map { ($0.slope, $0.intercept - threshold) })
    let roles = training.roleWeights { kept?.contains($0) == true }
    func blobs(_ floor: Float) -> [(String, [UInt8])] {
      [
        ("statement-themes", themes.wide.bytes(floor: floor)), ("statement-themes-hidden", themes.hidden.bytes()),
        ("statement-themes-head", themes.head.bytes()), ("statement-roles", roles.bytes(floor: floor * 1.5)),
      ]
    }
    if let kept {
      // What smaller models would cost.
      for floor in [floor, floor * 1.5, floor * 2, floor * 3] {
        let parts = blobs(floor)
        let models = try parts.map { try model($0.1) }
        let classifier = StatementClassifier(
          themes: try HiddenLayer(wide: models[0], hidden: models[1], head: models[2]), roles: models[3])
        report("held out for good", files.labelled.filter { kept.contains($0.publisher) }, classifier, training)
        print("  floor \(floor): \(parts.map { String($0.1.count) }.joined(separator: " + ")) bytes")
      }
    }
    for (name, bytes) in blobs(floor) {
      print("\(name): \(bytes.count) bytes")
      if kept == nil { try Data(bytes).write(to: URL(filePath: weights).appending(path: "\(name).model")) }
    }
  }

  /// Calibrations and the threshold from scores of rows whose publishers a model did not see.
  private func calibrate(
    _ files: StatementFiles, _ training: StatementTraining, without kept: Set<String>
  ) throws -> ([(slope: Float, intercept: Float)], Float) {
    var scored = ScoredRows()
    for fold in 0..<folds {
      let isHeld = { (publisher: String) in
        kept.contains(publisher) || FeatureHash.feature(FeatureHash.text(publisher)) % UInt64(folds) == UInt64(fold)
      }
      let weights = training.themeWeights(without: isHeld)
      let model = try HiddenLayer(
        wide: try model(weights.wide.bytes()), hidden: try model(weights.hidden.bytes()),
        head: try model(weights.head.bytes()))
      for row in files.labelled where isHeld(row.publisher) && !kept.contains(row.publisher) {
        let features = StatementFeatures(row.input, for: .themes).unique
        scored.scores.append(model.scores(features, value: StatementFeatures.value(ofCount: features.count)))
        scored.truths.append(Set((row.themes ?? []).compactMap { files.themes.firstIndex(of: $0) }))
      }
    }
    let calibrations = files.themes.indices.map { scored.calibration(of: $0) }
    for row in scored.scores.indices {
      for target in calibrations.indices {
        scored.scores[row][target] =
          calibrations[target].slope * scored.scores[row][target] + calibrations[target].intercept
      }
    }
    var best: (threshold: Float, f1: Double) = (0, -1)
    for step in -30...10 {
      let threshold = Float(step) / 10
      let figures = scored.figures(above: threshold, limit: StatementClassifier.mostThemes)
      if figures.precision >= precision, figures.f1 > best.f1 { best = (threshold, figures.f1) }
    }
    let figures = scored.figures(above: best.threshold, limit: StatementClassifier.mostThemes)
    print("publishers not seen, \(scored.scores.count) rows: themes \(Self.text(figures)), threshold \(best.threshold)")
    return (calibrations, best.threshold)
  }

  /// A model of some bytes. They are kept until the program ends, as those of a resource are.
  private func model(_ bytes: [UInt8]) throws -> LinearModel {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    return try LinearModel(UnsafeRawBufferPointer(copy))
  }

  private func report(
    _ name: String, _ rows: [StatementRow], _ classifier: StatementClassifier, _ training: StatementTraining
  ) {
    var scored = ScoredRows()
    var (right, alike) = (0, 0)
    for row in rows {
      let verdict = classifier.classify(row.input)
      var scores = [Float](repeating: -1, count: training.themes.count)
      for theme in verdict.themes { if let at = training.themes.firstIndex(of: theme.id) { scores[at] = theme.score } }
      scored.scores.append(scores)
      scored.truths.append(Set((row.themes ?? []).compactMap { training.themes.firstIndex(of: $0) }))
      if verdict.role.rawValue == row.role { right += 1 }
      if [row.role, row.otherRole].contains(verdict.role.rawValue) { alike += 1 }
    }
    let figures = scored.figures(above: 0, limit: 99)
    let share = { (count: Int) in (Double(count) / Double(max(rows.count, 1)) * 1000).rounded() / 1000 }
    print("\(name), \(rows.count) rows: themes \(Self.text(figures)); roles \(share(right)) (\(share(alike)))")
  }

  private static func text(_ figures: (precision: Double, recall: Double, f1: Double)) -> String {
    let round = { (value: Double) in (value * 1000).rounded() / 1000 }
    return "P \(round(figures.precision)) R \(round(figures.recall)) F1 \(round(figures.f1))"
  }
}
