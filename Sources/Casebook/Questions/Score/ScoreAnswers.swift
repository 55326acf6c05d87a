internal import Conversion
internal import Words

/// A question for scores by a decision matrix.
public struct ScoreQuestion: Sendable, Hashable {
  /// Words of the matrix's title, of its document's, or its place; nil: the only one there is.
  public var matrix: String?
  /// Words of a list whose items are the criteria, in place of a matrix; all weigh the same unless `weights` says else.
  public var list: String?
  /// Replaces weights: name and percent.
  public var weights: [String: Double]
  /// Scales the weights so that they sum to 100.
  public var normalizes: Bool
  /// "1-5"; nil: as the matrix says, else 1 to 5.
  public var scale: String?

  /// A question for the only matrix of the index with its own weights; each part given changes that.
  public init(
    matrix: String? = nil, list: String? = nil, weights: [String: Double] = [:], normalizes: Bool = false,
    scale: String? = nil
  ) {
    self.matrix = matrix
    self.list = list
    self.weights = weights
    self.normalizes = normalizes
    self.scale = scale
  }
}

/// A criterion as someone who rates candidates needs it.
public struct RatingPrompt: Sendable, Hashable {
  /// The criterion's name.
  public var criterion: String
  /// What to look at.
  public var factors: [String]
  /// How the document wants it scored.
  public var method: String?
  /// Lowest and highest rating.
  public var scale: ClosedRange<Double>
}

extension KnowledgeBase {
  /// The decision matrices of the index: each criterion with weight, factors and method; weights checked to sum to 100.
  public func scoreMatrices(_ question: ScoreQuestion = ScoreQuestion()) throws -> Answer {
    let matrices = try matrices(corpus())
    let shown =
      try question.matrix.map { name in
        let (first, also) = try DecisionMatrix.chosen(name, in: matrices)
        return [first] + also
      } ?? matrices
    var notes: [Answer.Note] = []
    for matrix in shown {
      if let problem = Self.weightProblem(matrix) { notes.append(Answer.Note("\(matrix.citation.place): \(problem)")) }
      if !matrix.rated.isEmpty {
        notes.append(
          Answer.Note(
            "\(matrix.citation.place) rates \(matrix.rated.map(\.name).joined(separator: ", "))", remedy: .rankRated))
      }
    }
    return Answer(
      schema: "casebook.matrices/1",
      rows: shown.flatMap { matrix in
        matrix.criteria.enumerated().map { (matrix: matrix, ordinal: $0 + 1, criterion: $1) }
      }, layout: .table(groupedBy: "matrix"), notes: notes
    ) {
      Answer.Field("matrix", title: "Matrix") { "\($0.matrix.title) (\($0.matrix.citation.place))" }
      Answer.Field("ordinal", title: "No.", isNumeric: true) { $0.ordinal }
      Answer.Field("criterion", title: "Criterion") { $0.criterion.name }
      Answer.Field("weight", title: "Weight %", isNumeric: true) { $0.criterion.weight }
      Answer.Field("factors", title: "Factors") { $0.criterion.factors }
      Answer.Field("method", title: "Scored by") { $0.criterion.method }
      Answer.Field("sum") { $0.matrix.sum }
      Answer.Field("sums_to_100") { $0.matrix.sumsToHundred }
      Answer.CitationFields { ($0.matrix.source, $0.criterion.citation) }
    }
  }

  /// What is to be rated, and on which scale.
  public func ratingPrompts(_ question: ScoreQuestion) throws -> [RatingPrompt] {
    let (matrix, _) = try chosenMatrix(question)
    let scale = try Self.scale(of: matrix, question).range
    return matrix.criteria.map {
      RatingPrompt(criterion: $0.name, factors: $0.factors, method: $0.method, scale: scale)
    }
  }

  /// The ratings of a file, read against the matrix that the question means; where it means none and the index has several,
  /// against the one whose criteria the file names.
  public func ratings(file name: String, text: String, _ question: ScoreQuestion) throws -> Ratings {
    do { return try Ratings(name: name, text: text, matrix: chosenMatrix(question).0) } catch let error
      as KnowledgeError
    {
      guard case .severalToChooseFrom = error, question.matrix == nil else { throw error }
      let read = try matrices(corpus()).compactMap { matrix -> Ratings? in
        var ratings = try? Ratings(name: name, text: text, matrix: matrix)
        ratings?.matrixPlace = matrix.citation.place
        return ratings
      }
      guard read.count == 1 else { throw error }
      return read[0]
    }
  }

  /// The ratings that a matrix's own table gives.
  ///
  /// - Throws: ``KnowledgeError/nothingToUse(what:hint:)`` where no table rates candidates.
  public func documentRatings(_ question: ScoreQuestion) throws -> Ratings {
    let rated = try matrices(corpus()).filter { !$0.rated.isEmpty }
    guard !rated.isEmpty else {
      throw KnowledgeError.nothingToUse(
        what: "decision matrix that rates candidates", hint: .writeRatings)
    }
    return Ratings(of: try DecisionMatrix.chosen(question.matrix, in: rated).0)
  }

  /// Ratings that were typed in.
  public func ratings(entries: [(candidate: String, criterion: String, value: Double?)]) -> Ratings {
    Ratings(name: "ratings", entries: entries)
  }

  /// Candidates by weighted total, best first. Whoever lacks a rating has no rank, but the range of what is possible.
  ///
  /// - Throws: ``KnowledgeError/badDocument(place:problem:hint:)`` when the weights do not sum to 100.
  public func score(_ ratings: Ratings, _ question: ScoreQuestion) throws -> Answer {
    let sheet = try sheet(ratings, question)
    return Answer(schema: "casebook.score/2", rows: sheet.scores.candidates, notes: notes(sheet, ratings)) {
      Answer.Field("rank", title: "Rank", isNumeric: true) { $0.rank }
      Answer.Field("candidate", title: "Candidate") { $0.name }
      Answer.Field("total", title: "Total", isNumeric: true) {
        Answer.Cell(JSONValue($0.total.map(Self.rounded)), display: $0.total.map(Self.text) ?? "")
      }
      Answer.Field("low") { Self.rounded($0.low) }
      Answer.Field("high") { Self.rounded($0.high) }
      Answer.Field("possible", title: "Possible") {
        Answer.Cell(.null, display: $0.total == nil ? "\(Self.text($0.low))-\(Self.text($0.high))" : "")
      }
      Answer.Field("missing", title: "Missing") { candidate in candidate.missing.map { sheet.scores.names[$0] } }
      for (index, name) in sheet.scores.names.enumerated() {
        Answer.Field(
          name, title: "\(name) \(Self.text(sheet.scores.weights[index]))%", isNumeric: true, isData: true
        ) {
          $0.ratings[index]
        }
      }
      Answer.Field("file") { _ in ratings.name }
      Answer.Field("line") { $0.line }
      Answer.Field("matrix_source") { _ in sheet.matrix.source }
      Answer.Field("matrix_file") { _ in sheet.matrix.citation.file }
      Answer.Field("matrix_line") { _ in sheet.matrix.citation.line }
    }
  }

  /// Which change of a weight swaps which candidates, the smallest first. The other weights keep their proportions.
  public func sensitivity(_ ratings: Ratings, _ question: ScoreQuestion, limit: Int? = nil) throws -> Answer {
    let sheet = try sheet(ratings, question)
    let swaps = sheet.scores.swaps()
    let shown = limit.map { Array(swaps.prefix($0)) } ?? swaps
    return Answer(
      schema: "casebook.sensitivity/1", rows: shown, total: swaps.count
    ) {
      Answer.Field("criterion", title: "Criterion") { sheet.matrix.criteria[$0.criterion].name }
      Answer.Field("weight", title: "Weight %", isNumeric: true) { Self.rounded(sheet.scores.weights[$0.criterion]) }
      Answer.Field("becomes", title: "Becomes %", isNumeric: true) { Self.rounded($0.weight) }
      Answer.Field("change", title: "Change", isNumeric: true) {
        Answer.Cell(.number(Self.rounded($0.change)), display: "\($0.change > 0 ? "+" : "")\(Self.text($0.change))")
      }
      Answer.Field("overtakes", title: "Then ahead") { sheet.scores.candidates[$0.behind].name }
      Answer.Field("overtaken", title: "Behind") { sheet.scores.candidates[$0.ahead].name }
      Answer.Field("for_rank", title: "For rank", isNumeric: true) { sheet.scores.candidates[$0.ahead].rank }
      Answer.Field("file") { sheet.matrix.criteria[$0.criterion].citation.file }
      Answer.Field("line") { sheet.matrix.criteria[$0.criterion].citation.line }
      Answer.Field("place", title: "Where") { sheet.matrix.criteria[$0.criterion].citation.place }
    }
  }

  // MARK: - Inside

  private struct Sheet {
    var matrix: DecisionMatrix
    var also: [DecisionMatrix]
    var scores: ScoreSheet
    var scaleNote: Answer.Note?
  }

  private func sheet(_ ratings: Ratings, _ question: ScoreQuestion) throws -> Sheet {
    var question = question
    if question.matrix == nil, question.list == nil { question.matrix = ratings.matrixPlace }
    let (matrix, also) = try chosenMatrix(question)
    let weights = try Self.weights(of: matrix, question)
    let scale = try Self.scale(of: matrix, question)
    return Sheet(
      matrix: matrix, also: also,
      scores: ScoreSheet(
        criteria: matrix.criteria.map(\.name), weights: weights, scale: scale.range, ratings: ratings),
      scaleNote: scale.note)
  }

  /// Matrices that are tables, then lists of criteria that name weights.
  private func matrices(_ corpus: Corpus) throws -> [DecisionMatrix] {
    let tables = try DecisionMatrix.all(corpus)
    let lists = try itemLists(corpus).compactMap { MatrixRatings.matrix(of: $0) }
    // The rows of a matrix are a list as well.
    let known = Set(tables.flatMap { table in table.criteria.map { "\(table.source) \($0.citation.place)" } })
    return tables
      + lists.filter { list in !list.criteria.contains { known.contains("\(list.source) \($0.citation.place)") } }
  }

  private func chosenMatrix(_ question: ScoreQuestion) throws -> (DecisionMatrix, [DecisionMatrix]) {
    guard let name = question.list else {
      return try DecisionMatrix.chosen(question.matrix, in: matrices(corpus()))
    }
    let lists = try itemLists(corpus())
    let found = ItemList.matching(name, in: lists)
    guard let first = found.first else {
      throw CasebookError.notFound(what: "list", name: name, near: Suggestion.near(name, in: lists.map(\.title)))
    }
    let items = found.filter { $0.citation.file == first.citation.file && $0.source == first.source }.flatMap(\.items)
    let criteria = items.map { item in
      DecisionMatrix.Criterion(
        name: item.label ?? item.text, weight: 100 / Double(items.count), factors: item.label == nil ? [] : [item.text],
        method: nil, citation: item.citation)
    }
    return (
      DecisionMatrix(
        title: first.title, record: first.record?.title ?? "", document: first.document, source: first.source,
        hash: first.hash, citation: first.citation, criteria: criteria), []
    )
  }

  private static func weightProblem(_ matrix: DecisionMatrix) -> String? {
    if let criterion = matrix.criteria.first(where: { $0.weight == nil }) {
      return "'\(criterion.name)' has no weight"
    }
    return matrix.sumsToHundred ? nil : "the weights sum to \(text(matrix.sum)), not 100"
  }

  private static func weights(of matrix: DecisionMatrix, _ question: ScoreQuestion) throws -> [Double] {
    var weights = matrix.criteria.map(\.weight)
    for (name, value) in question.weights.sorted(by: { $0.key < $1.key }) {
      guard let index = matrix.criterion(named: name) else {
        throw CasebookError.notFound(
          what: "criterion", name: name, near: Suggestion.near(name, in: matrix.criteria.map(\.name)))
      }
      guard value >= 0, value <= 1000 else {
        throw CasebookError.badArgument(name: "weight", value: "\(name)=\(text(value))", expected: "0 to 100")
      }
      weights[index] = value
    }
    if let index = weights.firstIndex(of: nil) {
      throw KnowledgeError.badDocument(
        place: matrix.criteria[index].citation.place, problem: "'\(matrix.criteria[index].name)' has no weight",
        hint: .giveWeight(criterion: matrix.criteria[index].name))
    }
    let known = weights.compactMap { $0 }
    let sum = known.reduce(0, +)
    if abs(sum - 100) < 0.05 { return known.map { $0 * 100 / sum } }
    guard question.normalizes, sum > 0 else {
      throw KnowledgeError.badDocument(
        place: matrix.citation.place, problem: "the weights sum to \(text(sum)), not 100",
        hint: .correctWeights)
    }
    return known.map { $0 * 100 / sum }
  }

  private static func scale(of matrix: DecisionMatrix, _ question: ScoreQuestion) throws -> (
    range: ClosedRange<Double>, note: Answer.Note?
  ) {
    if let scale = question.scale {
      guard let range = DecisionMatrix.scale(scale) else {
        throw CasebookError.badArgument(name: "scale", value: scale, expected: "two numbers, as 1-5")
      }
      return (range, nil)
    }
    for criterion in matrix.criteria {
      if let range = criterion.method.flatMap({ DecisionMatrix.scale($0) }) {
        let others = matrix.criteria.filter { $0.method.flatMap { DecisionMatrix.scale($0) } == nil }
        return (
          range,
          others.isEmpty
            ? nil
            : "scale \(text(range.lowerBound))-\(text(range.upperBound)) as '\(criterion.name)' has it (\(criterion.citation.place)), used for all criteria"
        )
      }
    }
    return (1...5, Answer.Note("the matrix names no scale: 1-5 is used", remedy: .setScale))
  }

  private func notes(_ sheet: Sheet, _ ratings: Ratings) -> [Answer.Note] {
    let weights =
      "Weights: '\(sheet.matrix.title)' (\(sheet.matrix.citation.place))"
      + (sheet.also.isEmpty ? "" : ", the same in \(sheet.also.map(\.citation.place).joined(separator: ", "))")
    var notes = [Answer.Note(weights)]
    if Set(sheet.matrix.criteria.map(\.weight)).count == 1, sheet.matrix.criteria.count > 1 {
      notes.append("the criteria carry no weights of their own: all count alike")
    }
    if let note = sheet.scaleNote { notes.append(note) }
    notes += sheet.scores.problems.map {
      Answer.Note("\(ratings.name):\($0.line): \($0.candidate), \($0.criterion): \($0.problem)")
    }
    if ratings == Ratings(of: sheet.matrix) { notes += Self.statedTotals(sheet) }
    let top = sheet.scores.candidates.filter { $0.rank == 1 }.map(\.name)
    if top.count > 1 {
      notes.append("\(top.joined(separator: " and ")) are level: any change of a weight on which they differ decides")
    } else if let swap = sheet.scores.swaps().first(where: { sheet.scores.candidates[$0.ahead].rank == 1 }) {
      notes.append(
        "Nearest change at the top: '\(sheet.scores.names[swap.criterion])' at \(Self.text(swap.weight))% instead of \(Self.text(sheet.scores.weights[swap.criterion]))% puts \(sheet.scores.candidates[swap.behind].name) level with \(sheet.scores.candidates[swap.ahead].name)"
      )
    } else if sheet.scores.candidates.filter({ $0.total != nil }).count > 1 {
      notes.append("No change of a single weight puts another candidate at the top")
    }
    return notes + notesOnChanges([(sheet.matrix.source, sheet.matrix.citation.file, sheet.matrix.hash)])
  }

  /// Totals that the document itself states and that its weights do not give.
  private static func statedTotals(_ sheet: Sheet) -> [Answer.Note] {
    sheet.matrix.rated.compactMap { rated in
      guard let text = rated.total, let stated = Double(text), let line = rated.totalLine,
        let total = sheet.scores.candidates.first(where: { $0.name == rated.name })?.total
      else { return nil }
      let digits = text.firstIndex(of: ".").map { text[$0...].count - 1 } ?? 0
      var tolerance = 0.5 + 1e-6
      for _ in 0..<min(digits, 9) { tolerance /= 10 }
      guard abs(stated - total) > tolerance else { return nil }
      return
        "\(PagedText.place(sheet.matrix.citation.file, line)): the document says \(text) for \(rated.name), its ratings give \(Self.text(total))"
    }
  }

  static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  /// With at most two digits after the point.
  static func text(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    return JSONValue.text(of: hundredths)
  }
}
