internal import ArgumentParser
internal import Foundation
internal import Learning
internal import Recognition

/// Trains the models by which a document's organisations and kind are told, and says what they do on publishers held back.
struct TrainRecognition: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recognition",
    abstract:
      "Train document-names.model and document-kinds.model: whom a document is about, who else is named, what kind it is.",
    discussion:
      "Folders and truth files are given in pairs. Each publisher's documents are held back once, for the figures.")

  @Option(help: "A folder of documents; may be repeated.")
  var folder: [String]

  @Option(help: "The truth of a folder's documents, one JSON object a line; in the order of the folders.")
  var truth: [String]

  @Option(help: "Statements of more documents, one JSON object a line.")
  var pool: String?

  @Option(help: "The table that labels documents of the pool: path, kind, organisations it is about.")
  var labels: String?

  @Option(help: "Where the weights are written.")
  var output = "Sources/CModels/weights"

  @Flag(help: "Print the strongest features of each class.")
  var list = false

  func run() throws {
    let usage = WordUsage(model: try TrainedModel.read("\(output)/word-case.model"))
    var documents: [LabelledDocument] = []
    for (folder, truth) in zip(folder, truth) { documents += try LabelledDocument.read(folder: folder, truth: truth) }
    if let pool, let labels { documents += try LabelledDocument.read(pool: pool, labels: labels) }
    let names = NameTraining(documents, usage: usage)
    let kinds = KindTraining(documents)
    print("documents \(documents.count), names \(names.count)")
    kinds.reportHeldOut()
    try names.reportHeldOut(isStory: kinds.heldOutStories())
    let weights = names.train(documents.indices.map { $0 })
    try TrainedModel.write(weights, to: "\(output)/document-names.model")
    let kindWeights = kinds.train(documents.indices.map { $0 })
    try TrainedModel.write(kindWeights, to: "\(output)/document-kinds.model")
    if list {
      print(weights.listing(names: names.featureNames))
      print(kindWeights.listing(names: kinds.featureNames, perClass: 30))
    }
  }
}

/// Trains the model of how words are written.
struct TrainWords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words", abstract: "Train word-case.model: which words are mostly written in lower case.")

  @Option(help: "Statements, one JSON object a line with document and text.")
  var pool: String

  @Option(help: "Where the weights are written.")
  var output = "Sources/CModels/weights"

  private struct Row: Decodable {
    var document: String
    var text: String
  }

  func run() throws {
    var lower: [String: Int] = [:]
    var capital: [String: Int] = [:]
    var publishers: [String: Set<Substring>] = [:]
    for line in try LabelledDocument.lines(pool) {
      let row = try JSONDecoder().decode(Row.self, from: line)
      let publisher = row.document.prefix { $0 != "+" }
      // A sentence's first word has its capital from there.
      for word in row.text.split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" && $0 != "-" }).dropFirst() {
        if word.first?.isLowercase == true, !word.contains(where: \.isUppercase) {
          lower[String(word), default: 0] += 1
          publishers[String(word), default: []].insert(publisher)
        } else if word.first?.isUppercase == true {
          capital[word.lowercased(), default: 0] += 1
        }
      }
    }
    var weights = LinearWeights(classes: ["common"], biases: [0])
    for (word, count) in lower where word.count > 1 && publishers[word, default: []].count >= 3 {
      let other = capital[word, default: 0]
      guard count * 10 > other * 7 else { continue }
      let odds = Foundation.log((Float(count) + 0.5) / (Float(other) + 0.5))
      weights.rows[WordUsage.feature(FeatureHash.text(word))] = [(0, max(0.3, odds))]
    }
    print("words \(weights.rows.count)")
    try TrainedModel.write(weights, to: "\(output)/word-case.model")
  }
}

/// Models as files.
enum TrainedModel {
  static func write(_ weights: LinearWeights, to file: String) throws {
    try Data(weights.bytes()).write(to: URL(filePath: file))
  }

  static func read(_ file: String) throws -> LinearModel { try model(Array(try Data(contentsOf: URL(filePath: file)))) }

  /// A model whose bytes stay as long as the program runs.
  static func model(_ bytes: [UInt8]) throws -> LinearModel {
    let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    raw.copyBytes(from: bytes)
    return try LinearModel(UnsafeRawBufferPointer(raw))
  }
}
