import ArgumentParser

/// The commands that hold statements against each other.
enum ComparisonCommands {
  static var group: CommandGroup {
    CommandGroup(name: "Comparison", subcommands: [Compare.self, Conflicts.self, Lint.self])
  }
}
