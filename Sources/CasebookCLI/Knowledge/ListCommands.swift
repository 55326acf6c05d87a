import ArgumentParser
import Casebook

struct KPIsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpis", abstract: "List KPI sets by group, or a table of them to fill.",
    discussion: """
        casebook kpis
        casebook kpis customer --template --format csv

      What cases report about themselves is left out: that is `casebook metrics`.
      """)

  @Argument(help: ArgumentHelp("Words of a group, of a set, or of the headings around.", valueName: "group"))
  var name: [String] = []
  @Flag(name: .long, help: "Add columns for target, actual value and owner.")
  var template = false
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let wanted = name.isEmpty ? nil : name.joined(separator: " ")
      try output.print(
        KnowledgeBase(folder: index.folder(settings)).kpis(wanted, isTemplate: template), settings: settings,
        emptyMessage: "no KPIs in the index")
    }
  }
}

struct ChecklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "List the lists of the documents, or one to tick off.",
    discussion: """
        casebook checklist --role criteria
        casebook checklist "agreement" --format md
        casebook checklist "partner portal"

      Agreements, criteria, governance bodies, requirements: every list of the documents under its heading. A heading that
      holds several lists gives all of them; --format md gives boxes to tick.
      """)

  @Argument(
    help: ArgumentHelp("A list's title, words of it or of a heading around it, or file:line.", valueName: "name"))
  var name: [String] = []
  @Option(name: .long, help: "Only lists of a role: criteria, structure, process ...")
  var role: String?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      let wanted = name.isEmpty ? nil : name.joined(separator: " ")
      if let wanted, (output.format ?? settings.format) == .md {
        Terminal.write(try knowledge.checklistMarkdown(wanted))
      } else {
        try output.print(
          knowledge.checklist(wanted, role: role), settings: settings, emptyMessage: "no lists in the index")
      }
    }
  }
}

struct FindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Browse statements by role, type, kind and organisation.",
    discussion: """
        casebook find --type "channel partners"
        casebook find --role structure --type governance
        casebook find --role trends
        casebook find compliance --kind case-study
        casebook find --meta status=complete
      """)

  @Argument(help: ArgumentHelp("Words that label or text have to hold.", valueName: "words"))
  var words: [String] = []
  @Option(name: .long, help: "Role of the section: criteria, structure, trends, pitfalls ...")
  var role: String?
  @Option(name: .long, help: "Words of the headings around, or of the document's title.")
  var type: String?
  @Option(name: .long, help: "bullet, row, sentence ..., or the kind of record: case-study, framework ...")
  var kind: String?
  @Option(name: .long, help: "Only records of an organisation.", completion: Completions.organisations)
  var org: String?
  @Option(name: .long, help: "Only records of an industry.", completion: Completions.industries)
  var industry: String?
  @Option(
    name: .long,
    help: ArgumentHelp("What documents say of themselves: words of a key, or key=value.", valueName: "key=value"))
  var meta: String?
  @OptionGroup var table: TableOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows to show.")
  var limit: Int?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try validateLimit(limit)
    let others = !words.isEmpty || role != nil || type != nil || kind != nil || org != nil || industry != nil
    if !others, meta == nil {
      throw ValidationError("nothing to look for: give words, --role, --type, --kind, --org, --industry or --meta")
    }
    if others, meta != nil { throw ValidationError("--meta stands alone") }
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      if let meta {
        try output.print(
          KnowledgeBase(folder: index.folder(settings)).metadata(meta), settings: settings,
          emptyMessage: "nothing found")
        return
      }
      let question = FindQuestion(
        words.joined(separator: " "), role: role, type: type, kind: kind, organisation: org,
        industry: industry, limit: table.limit(limit))
      try output.print(
        table.shaped(KnowledgeBase(folder: index.folder(settings)).find(question), limit: limit), settings: settings,
        emptyMessage: "nothing found")
    }
  }
}

struct RisksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risks",
    abstract: "Compare a plan with the pitfalls and failure patterns of the documents.",
    discussion: """
        casebook risks plan.md

      The file is a list of statements: Markdown, HTML or plain text. A pitfall is `named` where a statement shares telling
      words with it, `related` where one only shares its theme, `open` where the file says nothing of it.
      """)

  @Argument(help: ArgumentHelp("The file; - for Markdown on standard input.", valueName: "file"))
  var file: String
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(
        folder: index.folder(settings), themeLexicons: Settings.lexicons(settings.themes))
      let parser = try DocumentParser(
        roleLexicons: Settings.lexicons(settings.roles), themeLexicons: Settings.lexicons(settings.themes))
      try output.print(
        knowledge.risks(file: file == "-" ? "stdin.md" : file, text: UserFile.text(file), parser: parser),
        settings: settings)
    }
  }
}
