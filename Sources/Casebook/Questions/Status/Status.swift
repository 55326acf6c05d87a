internal import Foundation
internal import FullText

extension KnowledgeBase {
  /// What is in the index, how large it is, and whether its parts belong together.
  public func status() throws -> Answer {
    let corpus = try corpus()
    var answer = Answer(
      schema: "casebook.status/1", columns: [Answer.Column("name"), Answer.Column("value")], layout: .list)
    func add(_ name: String, _ value: JSONValue, _ display: String? = nil) {
      answer.items.append([Answer.Cell(.string(name)), Answer.Cell(value, display: display)])
    }
    add("index", .string(folder.path))
    add("generation", .integer(Int(corpus.generation)))
    for table in Corpus.countedTables { add(table.table, .integer(try corpus.count(table))) }
    for (kind, count) in try corpus.recordCounts { add("records: \(kind.name)", .integer(count)) }
    let pairs = NearDuplicates.pairs(try corpus.sketches.map(\.sketch))
    add("near-duplicates", .integer(pairs.count))
    if !pairs.isEmpty {
      answer.notes.append(Answer.Note("documents share most of their text", remedy: .listDuplicates))
    }
    add("document bytes", .integer(try corpus.documentBytes))
    add("record store bytes", .integer(Self.size(folder.records)))
    add("text index bytes", .integer(Self.size(folder.text)))
    let health = textHealth(corpus.generation)
    add("health", .string(health?.text ?? "good"))
    if let health { answer.notes.append(health) }
    answer.total = answer.items.count
    return answer
  }

  /// What keeps records and text index apart, nil when they are of one generation.
  private func textHealth(_ generation: UInt64) -> Answer.Note? {
    do {
      let snapshot = try TextIndex.open(folder)
      guard let payload = TextIndex.Payload(snapshot.payload) else {
        return Answer.Note("the text index was not made by casebook", remedy: .reindex)
      }
      if payload.generation == generation { return nil }
      return Answer.Note(
        "records are at generation \(generation), the text index at \(payload.generation): the last ingestion was stopped",
        remedy: .ingest)
    } catch {
      return Answer.Note("the text index cannot be read (\(error))", remedy: .reindex)
    }
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { return 0 }
    guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_size) }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.reduce(0) { sum, name in
      var status = stat()
      return stat(path + "/" + name, &status) == 0 ? sum + Int(status.st_size) : sum
    }
  }

  /// The sources of the index.
  public func sources() throws -> Answer {
    return Answer(
      schema: "casebook.sources/1", rows: try corpus().sources
    ) {
      Answer.Field("label", title: "Source") { $0.label }
      Answer.Field("path", title: "Path") { $0.path }
      Answer.Field("is_folder", title: "Kind") {
        Answer.Cell(.bool($0.isFolder), display: $0.isFolder ? "folder" : "file")
      }
      Answer.Field("documents", title: "Documents", isNumeric: true) { $0.documents }
      Answer.Field("bytes", title: "Bytes", isNumeric: true) { $0.bytes }
    }
  }

  // MARK: - Check

  /// Verifies everything: the files' own checksums, the references between records, that both parts are of one generation,
  /// and that every citation lies inside its document. An empty answer means that all is well.
  public func check() throws -> Answer {
    var problems: [(part: String, problem: String)] = []
    var checked: [String] = []
    let corpus: Corpus
    do {
      corpus = try self.corpus()
      problems += try corpus.storeProblems().map { ("records", $0) }
      problems += try corpus.corrections.filter { $0.state == .lost }.map {
        ("corrections", "\($0.correction.entryPlace): \(StoredCorrection.lossMessage($0.correction))")
      }
      for table: any StoredColumn.Type in [DocumentColumn.self, StatementColumn.self, MetricColumn.self] {
        checked.append("\(try corpus.count(table)) \(table.table)")
      }
    } catch let error as CasebookError {
      return Self.report([("records", error.description)], checked: [])
    }
    if !SourceList.isSound(folder) {
      problems.append(
        ("sources", "\(SourceList.fileName) does not match its checksum: the next ingestion writes it again"))
    }
    do {
      let report = try IndexCheck.check(path: folder.text)
      problems += report.problems.map { ("text index", "\($0)") }
      if report.problems.isEmpty, let health = textHealth(corpus.generation) {
        problems.append(("text index", health.text))
      }
    } catch {
      problems.append(("text index", "\(error)"))
    }
    return Self.report(problems, checked: checked)
  }

  private static func report(_ problems: [(part: String, problem: String)], checked: [String]) -> Answer {
    Answer(
      schema: "casebook.check/1",
      columns: [Answer.Column("part", title: "Part"), Answer.Column("problem", title: "Problem")],
      items: problems.map { [Answer.Cell($0.part), Answer.Cell($0.problem)] },
      notes: problems.isEmpty ? ["all is well: \(checked.joined(separator: ", ")), and the text index"] : [])
  }
}
