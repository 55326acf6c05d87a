import ArgumentParser
import Casebook

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show roadmaps and processes as a timeline, checklist or calendar.",
    discussion: """
        casebook plan "due diligence"
        casebook plan roadmap --format md > checklist.md
        casebook plan roadmap --ics --start 2026-01-05 > roadmap.ics
        casebook plan --check

      Plans are headings that count phases or steps, or name times ("Pilot (Weeks 3-4)"), tables with a column of steps and
      one of times, and lists that begin with dates. Without a name: all plans of the index. With one: its phases, time
      frames and tasks, each with its line; overlaps, gaps and contradictions with other plans are named. Fiscal quarters
      ("Q3 FY2025") order the phases; they become dates by --start, for no document says when its fiscal year begins.
      """)

  @Argument(help: ArgumentHelp("A plan's title, words of it, or its place (file:line).", valueName: "name"))
  var name: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp("First day: turns time frames into dates, and moves a plan that has dates.", valueName: "date"))
  var start: String?
  @Flag(name: .long, help: "Write an iCalendar file (RFC 5545); a plan without dates needs --start.")
  var ics = false
  @Flag(name: .long, help: "Only what does not fit: overlaps, gaps, contradictions between plans.")
  var check = false
  @Flag(name: .long, help: "With --check: exit with 2 when something does not fit.")
  var strict = false
  @Option(name: .long, help: ArgumentHelp("Length of steps that name no time: '2 weeks'.", valueName: "length"))
  var length: String?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let start, CivilDate(start) == nil {
      throw ValidationError("--start '\(start)': expected a date as 2026-01-05")
    }
    if ics, name.isEmpty { throw ValidationError("--ics needs the name of a plan: see `casebook plan`") }
    if strict, !check { throw ValidationError("--strict is for --check") }
    if ics, check { throw ValidationError("--ics and --check exclude each other") }
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      let format = output.format ?? settings.format ?? .table
      let wanted = name.isEmpty ? nil : name.joined(separator: " ")
      if check {
        let answer = try knowledge.planChecks(wanted)
        try output.print(answer, settings: settings, emptyMessage: "everything fits", isFound: true)
        if strict, !answer.items.isEmpty { throw Exit.error }
        return
      }
      let question = PlanQuestion(
        name: wanted, start: start.flatMap { CivilDate($0) }, stepLength: length, showsTimeline: format == .table)
      if ics {
        Terminal.write(try knowledge.planCalendar(question))
      } else if wanted != nil, format == .md {
        Terminal.write(try knowledge.planChecklist(question))
      } else {
        try output.print(knowledge.plan(question), settings: settings, emptyMessage: "no plans in the index")
      }
    }
  }
}
