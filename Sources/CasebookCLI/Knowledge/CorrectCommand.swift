import ArgumentParser
import Casebook

struct Correct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "Write down what is read wrongly, once: an entry of corrections.yaml.",
    discussion: """
        casebook correct stories/luna.md:12 --label "ticket sales" --subject "Luna Ferries"
        casebook correct stories/luna.md:14 --figure "40 %" --not figure
        casebook correct stories/luna.md --kind "case study" --organisation "Luna Ferries"
        casebook correct stories/luna.md:12 stories/fleet.md:30 --right stories/luna.md:12

      The entry names the place by its words, so it survives edits of the document. The next ingestion applies it and reads
      that document again; answers say which line of the list corrected a value. `casebook list corrections` shows all.
      """)

  @Argument(
    help: ArgumentHelp(
      "Where: file:line as answers cite it, or a record's key or title. Two places or more are those of a conflict.",
      valueName: "place"))
  var places: [String]
  @Option(name: .long, help: "The figure that is meant, as written, where the line has several.")
  var figure: String?
  @Option(name: .long, help: "Whose figure it is; none: nobody's.")
  var subject: String?
  @Option(name: .long, help: "What the figure measures.")
  var label: String?
  @Option(name: .long, help: "Its category: revenue, cost, adoption ...", completion: Completions.categories)
  var category: String?
  @Option(name: .long, help: "The year or date it is of.")
  var year: String?
  @Option(name: .long, help: "Its role: result, before, goal, change, benchmark, window, potential or hypothesis.")
  var role: String?
  @Option(name: .long, help: "Whom the record is about.")
  var organisation: String?
  @Option(name: .long, help: "What the record is: case study, incident report, template ...")
  var kind: String?
  @Option(name: .long, help: "The theme of the factor.", completion: Completions.themes)
  var theme: String?
  @Option(name: .long, help: "That the statement is a factor, lesson, value or pitfall.")
  var factor: String?
  @Option(name: .long, help: "figure or factor: the place is none.")
  var not: String?
  @Option(name: .long, help: ArgumentHelp("Of a conflict: the right place, or both or neither.", valueName: "place"))
  var right: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The list to write to. Default: the first of casebook.yaml, else the source's own.", valueName: "file"))
  var to: String?
  @Flag(name: .long, help: "Print the list as it would be; write nothing.")
  var dryRun = false
  @OptionGroup var index: IndexOptions

  private var values: [Correction.Field: String] {
    let given: [(Correction.Field, String?)] = [
      (.subject, subject), (.label, label), (.category, category), (.year, year), (.role, role),
      (.organisation, organisation), (.kind, kind), (.theme, theme), (.factor, factor), (.not, not),
    ]
    return Dictionary(uniqueKeysWithValues: given.compactMap { field, value in value.map { (field, $0) } })
  }

  func validate() throws {
    if values.isEmpty, right == nil { throw ValidationError("say what is right: --label, --subject, --not figure ...") }
    if right != nil, !values.isEmpty { throw ValidationError("--right decides a conflict: give nothing else with it") }
  }

  func run() throws {
    try reporting(isQuestion: false) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      let draft = try knowledge.correction(
        CorrectionRequest(
          places: places, figure: figure, values: values, right: right, list: to ?? settings.corrections.first))
      if dryRun {
        Terminal.write(draft.text)
        return
      }
      try draft.write()
      Terminal.write(
        "\(draft.path):\(draft.line): \(draft.summary)\n"
          + (right == nil ? "`casebook ingest` applies it.\n" : "`casebook ingest` takes it in.\n"))
    }
  }
}
