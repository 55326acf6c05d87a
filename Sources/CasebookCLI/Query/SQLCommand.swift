import ArgumentParser
import Casebook

struct SQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Answer an SQL query over the views of the index, read only.",
    discussion: """
        casebook sql
        casebook sql "select subject, label, value, place from metrics where category = 'cost' order by low desc"
        casebook sql "select industry, count(*) from records group by 1" --format csv
        casebook sql - < query.sql

      Without a query it lists the views with their columns. Rows cite: place is file:line.
      """)

  @Argument(
    help: ArgumentHelp("One query that begins with select or with; - reads it from standard input.", valueName: "query")
  )
  var query: [String] = []
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions
  @Option(name: [.customShort("n"), .long], help: "Most rows to show; the others are counted.")
  var limit = 200

  func validate() throws { try validateLimit(limit) }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      let sql = query == ["-"] ? String(decoding: Terminal.readInput(), as: UTF8.self) : query.joined(separator: " ")
      if sql.allSatisfy(\.isWhitespace) {
        try output.print(knowledge.views(), settings: settings)
      } else {
        try output.print(knowledge.query(sql, limit: limit), settings: settings, emptyMessage: "no rows")
      }
    }
  }
}
