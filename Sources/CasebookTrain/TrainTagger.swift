import ArgumentParser
import Foundation
import Language
import Learning

/// `casebook-train tagger`: parts of speech.
struct TrainTagger: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tagger", abstract: "Train the part-of-speech tagger from a treebank.")

  @Argument(help: "Folder with train.conllu, dev.conllu and test.conllu.")
  var treebank: String
  @Option(help: "Folder for the weights.")
  var output = "Sources/CModels/weights"
  @Option(help: "How often the sentences are gone through.")
  var epochs = 8
  @Option(help: "Features changed less often get no weight.")
  var minimum = 3
  @Option(help: "Name of the file that is only scored.")
  var scored = "dev.conllu"

  func run() throws {
    let folder = URL(fileURLWithPath: treebank)
    let train = try Treebank.sentences(folder.appendingPathComponent("train.conllu"))
    let held = try Treebank.sentences(folder.appendingPathComponent(scored))
    let names = Array(Set(train.flatMap(\.tags))).sorted()
    let bytes = weights(train, names)
    try WeightsFile.write(bytes, "tagger", to: output)
    try bytes.withUnsafeBytes { bytes in
      let tagger = Tagger(try LinearModel(bytes))
      var (words, right) = (0, 0)
      for sentence in held {
        for (tag, truth) in zip(tagger.tag(sentence.tokens), sentence.tags) {
          words += 1
          if tagger.tags[Int(tag)] == truth { right += 1 }
        }
      }
      print("\(scored): \(words) tokens, \(String(format: "%.4f", Double(right) / Double(max(1, words)))) right")
    }
  }

  private func weights(_ train: [TreebankSentence], _ names: [String]) -> [UInt8] {
    let number = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    var trainer = PerceptronTrainer(classCount: names.count)
    var random = SplitMix(seed: 7)
    var order = Array(train.indices)
    var features: [UInt64] = []
    for _ in 0..<epochs {
      order.shuffle(using: &random)
      for index in order {
        let sentence = train[index]
        let tokens = sentence.tokens
        var guesses: [UInt8] = []
        for at in tokens.indices {
          Tagger.features(tokens, at, guesses, into: &features)
          let guess = trainer.scores(features).bestIndex
          trainer.learn(features, truth: number[sentence.tags[at], default: 0], guess: guess)
          guesses.append(UInt8(guess))
        }
      }
    }
    return trainer.averaged(classes: names, minimumTouches: minimum).bytes()
  }
}

/// Writes weights where `Sources/CModels/models.c` embeds them.
enum WeightsFile {
  static func write(_ bytes: [UInt8], _ name: String, to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: folder).appendingPathComponent("\(name).model"))
    print("\(name): \(bytes.count) bytes")
  }
}
