import ArgumentParser
import Casebook
import Foundation
import Markup

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score and rank candidates by a decision matrix of the documents.",
    discussion: """
        casebook score --template --candidates Acme,Globex > ratings.csv
        casebook score ratings.csv
        casebook score --rated
        casebook score ratings.csv --weight "Strategic Fit=40" --normalize --sensitivity

      Matrices are tables with a column or row of weights, and lists of criteria that name theirs ("Location (40%)").
      Without ratings: the matrices of the index. With a file of ratings (CSV or YAML, candidates by criteria, either way
      round): weighted totals and ranks; missing ratings and those outside the scale are named. --rated takes the ratings
      that the document's own table gives. --sensitivity says which change of a weight swaps which ranks. On a terminal,
      --candidates asks for the ratings one by one.
      """)

  @Argument(
    help: ArgumentHelp("File with ratings: .csv, .tsv, .yaml; - for CSV on standard input.", valueName: "ratings"))
  var file: String?
  @Option(
    name: .long, help: ArgumentHelp("Which matrix: words of its title or document, or file:line.", valueName: "name"))
  var matrix: String?
  @Option(
    name: .long,
    help: ArgumentHelp("Items of a list as criteria, in place of a matrix: words of its heading.", valueName: "name"))
  var list: String?
  @Option(
    name: .customLong("weight"), help: ArgumentHelp("Replace a weight; may be repeated.", valueName: "name=percent"))
  var weights: [String] = []
  @Flag(name: .long, help: "Scale the weights so that they sum to 100.")
  var normalize = false
  @Option(name: .long, help: ArgumentHelp("Lowest and highest rating: 1-5.", valueName: "low-high"))
  var scale: String?
  @Option(name: .long, help: ArgumentHelp("Names, with commas between: asked for their ratings.", valueName: "names"))
  var candidates: String?
  @Flag(name: .long, help: "Rank the candidates that the matrix's own table rates.")
  var rated = false
  @Flag(name: .long, help: "Write an empty table of ratings to fill.")
  var template = false
  @Flag(name: .long, help: "Which change of a weight swaps which ranks.")
  var sensitivity = false
  @Option(name: [.customShort("n"), .long], help: "Most changes of weights to show.")
  var limit: Int?
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    _ = try parsedWeights()
    try validateLimit(limit)
    if file != nil, candidates != nil {
      throw ValidationError("--candidates is for ratings that are asked, not for a file")
    }
    if rated, file != nil || candidates != nil || template || list != nil {
      throw ValidationError("--rated takes the ratings from the document: give no others")
    }
    if template, file != nil { throw ValidationError("--template writes a new table; it reads none") }
  }

  private func parsedWeights() throws -> [String: Double] {
    var parsed: [String: Double] = [:]
    for weight in weights {
      guard let equals = weight.lastIndex(of: "="),
        let value = Double(weight[weight.index(after: equals)...].filter { $0 != "%" && $0 != " " })
      else { throw ValidationError("--weight '\(weight)': expected name=percent, as 'Strategic Fit=40'") }
      parsed[weight[..<equals].trimmingCharacters(in: .whitespaces)] = value
    }
    return parsed
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      let knowledge = try KnowledgeBase(folder: index.folder(settings))
      let question = ScoreQuestion(
        matrix: matrix, list: list, weights: try parsedWeights(), normalizes: normalize, scale: scale)
      if template {
        Terminal.write(try Self.template(knowledge.ratingPrompts(question), names))
        return
      }
      guard let ratings = try ratings(knowledge, question) else {
        try output.print(
          knowledge.scoreMatrices(question), settings: settings, emptyMessage: "no decision matrix in the index")
        return
      }
      if sensitivity {
        try output.print(
          knowledge.sensitivity(ratings, question, limit: limit), settings: settings,
          emptyMessage: "no change of a single weight swaps two candidates")
      } else {
        try output.print(knowledge.score(ratings, question), settings: settings)
      }
    }
  }

  private var names: [String] {
    (candidates ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  private func ratings(_ knowledge: KnowledgeBase, _ question: ScoreQuestion) throws -> Ratings? {
    if rated { return try knowledge.documentRatings(question) }
    if let file { return try knowledge.ratings(file: file, text: UserFile.text(file), question) }
    guard !names.isEmpty else { return nil }
    guard isatty(STDIN_FILENO) == 1 else {
      throw Failure(
        "--candidates asks for ratings on a terminal: give a file instead (casebook score --template makes one)")
    }
    var entries: [(candidate: String, criterion: String, value: Double?)] = []
    let prompts = try knowledge.ratingPrompts(question)
    for name in names {
      Terminal.note(name)
      for prompt in prompts { entries.append((name, prompt.criterion, Self.ask(prompt))) }
    }
    return knowledge.ratings(entries: entries)
  }

  /// Asks until the answer is a rating; an empty line leaves it open.
  private static func ask(_ prompt: RatingPrompt) -> Double? {
    let range = "\(prompt.scale.lowerBound.formatted())-\(prompt.scale.upperBound.formatted())"
    while true {
      Terminal.write(
        Array("  \(prompt.criterion) (\(prompt.factors.joined(separator: ", "))) [\(range)]: ".utf8), to: STDERR_FILENO)
      guard let line = readLine() else { return nil }
      let text = line.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { return nil }
      if let value = Double(text), prompt.scale.contains(value) { return value }
      Terminal.note("  expected a number from \(range), or nothing")
    }
  }

  private static func template(_ prompts: [RatingPrompt], _ names: [String]) -> String {
    func field(_ text: String) -> String {
      text.contains(",") || text.contains("\"") ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
    }
    var text = prompts.map { prompt in
      "# \(prompt.criterion): \(prompt.factors.joined(separator: ", "))\(prompt.method.map { " (\($0))" } ?? "")\n"
    }.joined()
    text += (["candidate"] + prompts.map { field($0.criterion) }).joined(separator: ",") + "\n"
    for name in names.isEmpty ? ["Candidate A", "Candidate B"] : names {
      text += field(name) + String(repeating: ",", count: prompts.count) + "\n"
    }
    return text
  }
}

/// Files that the user names.
enum UserFile {
  /// - Throws: ``CasebookError/noSuchPath(_:)``.
  static func text(_ path: String) throws -> String {
    if path == "-" { return PlainText.string(Terminal.readInput()) }
    guard let data = FileManager.default.contents(atPath: path) else { throw CasebookError.noSuchPath(path) }
    return PlainText.string([UInt8](data))
  }
}
