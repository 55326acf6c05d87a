import ArgumentParser
import Casebook

struct Lint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check documents: missing figures, dates, evidence and sections, and contradictions.",
    discussion: """
        casebook lint
        casebook lint drafts/story.md --verbose

      Without a PATH every document of the index is checked; files and folders need not be in it, and - is standard input.
      Documents that are checked together are compared with each other.

      Rules:
      \(LintIssue.Rule.allCases.map { "  \($0.rawValue)\($0.severity == .note ? " (note)" : ""): \($0.summary)" }.joined(separator: "\n"))

      Exit status: 0, or 2 with --strict and warnings (notes do not count).
      """)

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "path"))
  var paths: [String] = []
  @Option(name: .long, help: "Only these rules; several with commas.")
  var rule: String?
  @Option(name: .long, help: "Not these rules; several with commas.")
  var skip: String?
  @Flag(name: .shortAndLong, help: "Notes too.")
  var verbose = false
  @Flag(name: .long, help: "Exit with 2 when there are warnings.")
  var strict = false
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    _ = try Self.rules(rule, "--rule")
    _ = try Self.rules(skip, "--skip")
  }

  private static func rules(_ names: String?, _ option: String) throws -> Set<LintIssue.Rule> {
    Set(
      try (names ?? "").split(separator: ",").map { name in
        guard let rule = LintIssue.Rule(rawValue: name.lowercased()) else {
          throw ValidationError(
            "\(option) '\(name)': expected \(LintIssue.Rule.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return rule
      })
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let question = LintQuestion(
        rules: try Self.rules(rule, "--rule"), skipped: try Self.rules(skip, "--skip"), includesNotes: verbose)
      let report: LintReport
      if paths.isEmpty {
        report = try KnowledgeBase(folder: index.folder(settings)).lint(question)
      } else {
        let parser = try DocumentParser(
          roleLexicons: Settings.lexicons(settings.roles), themeLexicons: Settings.lexicons(settings.themes))
        let linter = DocumentLinter(parser: parser, converters: settings.converters)
        if paths == ["-"] {
          let bytes = Terminal.readInput()
          let isHTML = bytes.prefix(512).first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "<")
          report = linter.lint(bytes, named: isHTML ? "stdin.html" : "stdin.md", question)
        } else {
          report = try linter.lint(paths: paths, question)
        }
      }
      try output.print(report.answer, settings: settings, isFound: true)
      let summary =
        Summary.plural(report.warnings, "warning") + " in " + Summary.plural(report.documents, "document")
        + (report.hiddenNotes > 0
          ? "; \(Summary.plural(report.hiddenNotes, "note")) not shown: --verbose shows them" : "")
      Terminal.note(summary)
      if strict, report.warnings > 0 { throw Exit.error }
    }
  }
}
