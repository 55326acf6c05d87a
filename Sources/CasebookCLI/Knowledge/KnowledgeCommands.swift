public import ArgumentParser
public import Casebook

/// The commands that put the knowledge in the documents to work.
enum KnowledgeCommands {
  static var group: CommandGroup {
    CommandGroup(
      name: "Knowledge",
      subcommands: [
        PatternsCommand.self, EvidenceCommand.self, ThemesCommand.self, AdviseCommand.self, ScoreCommand.self,
        PlanCommand.self, KPIsCommand.self, ChecklistCommand.self, RisksCommand.self, FindCommand.self,
        SimilarCommand.self, NewCommand.self,
      ])
  }
}

extension FactorMatrixQuestion.Columns: ExpressibleByArgument {}
