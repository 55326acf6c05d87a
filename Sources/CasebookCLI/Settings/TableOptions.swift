import ArgumentParser
import Casebook

/// Which columns a table has, and in which order its rows are.
struct TableOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only these columns, in this order: who, what, value, when, role, where, case, or names as in CSV.",
      valueName: "names"))
  var columns: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Order the rows by a column; COLUMN:desc turns the order round.", valueName: "column"))
  var sort: String?

  /// Names with commas between.
  static func names(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
  }

  /// The limit to ask with: rows are cut after they are sorted.
  func limit(_ limit: Int?) -> Int? { sort == nil ? limit : nil }

  /// The answer as the flags want it.
  ///
  /// - Parameter limit: of the rows, where they were asked for without.
  func shaped(_ answer: Answer, limit: Int?) throws -> Answer {
    var answer = answer
    if let sort {
      answer = try answer.sorted(by: sort)
      if let limit { answer = answer.prefix(limit) }
    }
    guard let columns else { return answer }
    let names = Self.names(columns)
    return names.isEmpty ? answer : try answer.choosing(names)
  }
}
