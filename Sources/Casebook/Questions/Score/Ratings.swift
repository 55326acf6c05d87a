internal import Yams

/// Ratings of candidates by criterion, as a file gives them.
///
/// A table has a row for each candidate and a column for each criterion, or the other way round. YAML maps candidates to
/// criteria and ratings, or the other way round:
///
///     Acme: {Strategic Fit: 4, Market Impact: 3}
public struct Ratings: Sendable, Hashable {
  /// One rating, as written.
  struct Rating: Sendable, Hashable {
    var candidate: String
    var criterion: String
    var value: Double?
    var text: String
    var line: Int
    /// Of the criterion's name, where it stands apart.
    var criterionLine: Int
  }

  /// Where the ratings come from, for messages.
  public let name: String
  /// The place of the matrix they were read against, where the index has several.
  var matrixPlace: String?
  var ratings: [Rating]
  /// In the order of the file, each with its line.
  var candidates: [(name: String, line: Int)] {
    var seen: Set<String> = []
    return ratings.filter { seen.insert($0.candidate).inserted }.map { ($0.candidate, $0.line) }
  }

  /// Larger files are no ratings.
  static let largestFile = 4 << 20

  /// - Parameters:
  ///   - name: the file's path; its extension tells the format: .yaml, .yml and .json are YAML, all others tables.
  ///   - criteria: names of criteria that tell which way round the file is.
  /// - Throws: ``KnowledgeError/badInput(file:line:problem:hint:)`` with the line that cannot be read.
  init(name: String, text: String, matrix: DecisionMatrix) throws {
    self.name = name
    guard text.utf8.count <= Self.largestFile else {
      throw KnowledgeError.badInput(
        file: name, line: 1, problem: "larger than ratings can be", hint: "give at most 4 MB")
    }
    let lower = name.lowercased()
    if lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") || lower.hasSuffix(".json") {
      ratings = try Self.yaml(name, text)
    } else {
      ratings = try Self.table(name, text)
    }
    guard !ratings.isEmpty else {
      throw KnowledgeError.badInput(
        file: name, line: 1, problem: "no ratings", hint: "give one row a candidate and one column a criterion")
    }
    try orient(matrix)
  }

  /// Ratings typed in or made by a program.
  init(name: String, entries: [(candidate: String, criterion: String, value: Double?)]) {
    self.name = name
    ratings = entries.enumerated().map {
      Rating(
        candidate: $1.candidate, criterion: $1.criterion, value: $1.value, text: $1.value.map { "\($0)" } ?? "",
        line: $0 + 1, criterionLine: $0 + 1)
    }
  }

  /// The ratings that the matrix's own table gives.
  init(of matrix: DecisionMatrix) {
    name = matrix.citation.file
    matrixPlace = matrix.citation.place
    ratings = matrix.rated.flatMap { candidate in
      zip(matrix.criteria, candidate.cells).map { criterion, cell in
        Rating(
          candidate: candidate.name, criterion: criterion.name, value: Double(cell), text: cell,
          line: criterion.citation.line,
          criterionLine: criterion.citation.line)
      }
    }
  }

  /// Turns the ratings round when the file has criteria as rows, and gives criteria the names of the matrix.
  private mutating func orient(_ matrix: DecisionMatrix) throws {
    func known(_ names: [String]) -> Int { Set(names).filter { matrix.criterion(named: $0) != nil }.count }
    if known(ratings.map(\.candidate)) > known(ratings.map(\.criterion)) {
      for index in ratings.indices {
        (ratings[index].candidate, ratings[index].criterion) = (ratings[index].criterion, ratings[index].candidate)
        (ratings[index].line, ratings[index].criterionLine) = (ratings[index].criterionLine, ratings[index].line)
      }
    }
    for index in ratings.indices {
      guard let criterion = matrix.criterion(named: ratings[index].criterion) else {
        throw KnowledgeError.badInput(
          file: name, line: ratings[index].criterionLine,
          problem: "'\(ratings[index].criterion)' is no criterion of '\(matrix.title)' (\(matrix.citation.place))",
          hint: KnowledgeError.hint(for: ratings[index].criterion, in: matrix.criteria.map(\.name)))
      }
      ratings[index].criterion = matrix.criteria[criterion].name
    }
    var seen: [[String]: Int] = [:]
    for rating in ratings {
      let key = [rating.candidate, rating.criterion]
      if let line = seen[key] {
        throw KnowledgeError.badInput(
          file: name, line: rating.line,
          problem: "'\(rating.candidate)' is rated twice for '\(rating.criterion)', first in line \(line)",
          hint: "keep one of them")
      }
      seen[key] = rating.line
    }
  }

  private static func table(_ name: String, _ text: String) throws -> [Rating] {
    let rows = DelimitedText.rows(text)
    guard let header = rows.first, header.cells.count >= 2 else {
      throw KnowledgeError.badInput(
        file: name, line: 1, problem: "not a table", hint: "begin with a header: candidate, and the criteria")
    }
    var ratings: [Rating] = []
    for row in rows.dropFirst() {
      guard let candidate = row.cells.first, !candidate.isEmpty else {
        throw KnowledgeError.badInput(
          file: name, line: row.line, problem: "a row without a name", hint: "name the candidate in the first column")
      }
      if row.cells.count > header.cells.count {
        throw KnowledgeError.badInput(
          file: name, line: row.line, problem: "\(row.cells.count) cells where the header has \(header.cells.count)",
          hint: "give as many cells as columns")
      }
      for column in 1..<header.cells.count where !header.cells[column].isEmpty {
        let cell = column < row.cells.count ? row.cells[column] : ""
        ratings.append(
          Rating(
            candidate: candidate, criterion: header.cells[column], value: DelimitedText.number(cell), text: cell,
            line: row.line,
            criterionLine: header.line))
      }
    }
    return ratings
  }

  private static func yaml(_ name: String, _ text: String) throws -> [Rating] {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      var line = 1
      if let error = error as? YamlError {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): line = mark.line
        default: break
        }
      }
      throw KnowledgeError.badInput(file: name, line: line, problem: "not valid YAML", hint: "check this line")
    }
    func bad(_ node: Node, _ problem: String) -> KnowledgeError {
      .badInput(
        file: name, line: node.mark?.line ?? 1, problem: problem,
        hint: "write `Candidate: {Criterion: 4}`, one candidate a line")
    }
    guard let root else { return [] }
    // A list of candidates, each with a name, is as good as a mapping.
    var entries: [(String, Node)] = []
    if let list = root.sequence {
      for item in list {
        guard let mapping = item.mapping,
          let named = mapping.first(where: { ["name", "candidate", "partner"].contains($0.key.string?.lowercased()) }),
          let candidate = named.value.string
        else { throw bad(item, "an entry without a name") }
        if let inner = mapping.first(where: { ["ratings", "scores"].contains($0.key.string?.lowercased()) }) {
          entries.append((candidate, inner.value))
        } else {
          entries.append((candidate, Node.mapping(Node.Mapping(mapping.filter { $0.key != named.key }))))
        }
      }
    } else if let mapping = root.mapping {
      for (key, value) in mapping { entries.append((key.string ?? "", value)) }
    } else {
      throw bad(root, "expected candidates with ratings")
    }
    var ratings: [Rating] = []
    for (candidate, node) in entries {
      guard let mapping = node.mapping else { throw bad(node, "'\(candidate)' has no ratings") }
      for (key, value) in mapping {
        guard let criterion = key.string, let text = value.string else {
          throw bad(value, "a rating that is no number")
        }
        ratings.append(
          Rating(
            candidate: candidate, criterion: criterion, value: Double(text),
            text: text == "null" || text == "~" ? "" : text,
            line: key.mark?.line ?? 1, criterionLine: key.mark?.line ?? 1))
      }
    }
    return ratings
  }
}
