import Casebook

/// A search, parsed.
///
/// Searches come often and are short. The argument parser takes longer to set itself up than the search takes, so the flags
/// of a plain search are read here; whatever is not plain is left to the parser, which says what is wrong with it.
struct SearchRequest {
  var question: SearchQuestion
  var index: String?
  var format: OutputFormat?
  var timing: Bool
  var color: Terminal.ColorChoice?
  var paths: OutputOptions.PathStyle?

  func run() throws {
    try reporting(timing) {
      let settings = try Settings.load()
      let searcher = try SearchIndex(folder: IndexOptions.folder(index, settings))
      let result = try searcher.search(question)
      try OutputOptions.print(
        Answer(result), as: format, settings: settings, emptyMessage: "nothing found for: \(question.text)",
        color: color, paths: paths)
    }
  }

  init(question: SearchQuestion, index: String?, format: OutputFormat?, timing: Bool) {
    self.question = question
    self.index = index
    self.format = format
    self.timing = timing
  }

  /// nil when the arguments are not those of a plain search.
  ///
  /// - Parameter arguments: as `Search.protectingWords` orders them: flags, `--`, words.
  init?(_ arguments: [String]) {
    guard arguments.first == "search", let end = arguments.firstIndex(of: "--"),
      arguments[(end + 1)...].contains(where: { !$0.allSatisfy(\.isWhitespace) })
    else {
      return nil
    }
    self.init(
      question: SearchQuestion(arguments[(end + 1)...].joined(separator: " ")), index: nil, format: nil, timing: false)
    var at = 1
    while at < end {
      let parts = arguments[at].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if name == "--timing", parts.count == 1 {
        timing = true
        at += 1
        continue
      }
      guard let value = parts.count == 2 ? String(parts[1]) : at + 1 < end ? arguments[at + 1] : nil else { return nil }
      guard take(name, value) else { return nil }
      at += parts.count == 2 ? 1 : 2
    }
  }

  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--index": index = value
    case "--format", "-f":
      guard let known = OutputFormat(rawValue: value) else { return false }
      format = known
    case "--limit", "-n":
      guard let number = Int(value), (1...100_000).contains(number) else { return false }
      question.limit = number
    case "--offset":
      guard let number = Int(value), (0...1_000_000).contains(number) else { return false }
      question.offset = number
    default: return false
    }
    return true
  }
}
