import ArgumentParser

/// Trains the models that are linked into the program, from folders of labelled data that are not part of the repository.
@main
struct CasebookTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "casebook-train",
    abstract: "Train the models of Sources/CModels/weights from labelled data.",
    subcommands: [
      DocumentTexts.self, TrainWords.self, TrainRecognition.self, TrainStatements.self, TrainFactors.self,
      TrainTagger.self, TrainFigures.self,
    ])
}
