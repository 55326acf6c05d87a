import ArgumentParser

/// The commands that put the knowledge in the documents to work.
enum KnowledgeCommands {
  static var group: CommandGroup {
    CommandGroup(name: "Knowledge", subcommands: [PlanCommand.self, ScoreCommand.self, AdviseCommand.self, ThemesCommand.self])
  }
}
