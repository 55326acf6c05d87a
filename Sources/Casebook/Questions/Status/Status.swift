internal import Foundation
internal import FullText
internal import GRDB

extension KnowledgeBase {
  /// What is in the index, how large it is, and whether its parts belong together.
  public func status() throws -> Answer {
    let store = try records()
    var answer = Answer(
      schema: "casebook.status/1", columns: [Answer.Column("name"), Answer.Column("value")], layout: .list)
    func add(_ name: String, _ value: JSONValue, _ display: String? = nil) {
      answer.items.append([Answer.Cell(.string(name)), Answer.Cell(value, display: display)])
    }
    add("index", .string(folder.path))
    let generation = try store.read { db in
      let generation = try RecordStore.generation(db)
      add("generation", .integer(Int(generation)))
      let tables = [
        "sources", "documents", "records", "statements", "metrics", "factors", "phases", "criteria", "tables",
        "repairs", "diagnostics",
      ]
      for table in tables { add(table, .integer(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0)) }
      for row in try Row.fetchAll(db, sql: "SELECT kind, count(*) FROM records GROUP BY kind ORDER BY kind") {
        add("records: \(RecordKind(rawValue: row[0]).name)", .integer(row[1]))
      }
      let pairs = NearDuplicates.pairs(try NearDuplicates.entries(db).map(\.sketch))
      add("near-duplicates", .integer(pairs.count))
      if !pairs.isEmpty { answer.notes.append("documents share most of their text: casebook list duplicates") }
      add("document bytes", .integer(try Int.fetchOne(db, sql: "SELECT coalesce(sum(bytes), 0) FROM documents") ?? 0))
      return generation
    }
    add("record store bytes", .integer(Self.size(folder.records)))
    add("text index bytes", .integer(Self.size(folder.text)))
    let health = textHealth(generation)
    add("health", .string(health ?? "good"))
    if let health { answer.notes.append(health) }
    answer.total = answer.items.count
    return answer
  }

  /// What keeps records and text index apart, nil when they are of one generation.
  private func textHealth(_ generation: UInt64) -> String? {
    do {
      let snapshot = try Snapshot.open(path: folder.text)
      guard let payload = TextIndex.Payload(snapshot.payload) else {
        return "the text index was not made by casebook: run `casebook reindex`"
      }
      if payload.generation == generation { return nil }
      return
        "records are at generation \(generation), the text index at \(payload.generation): the last ingestion was stopped; run `casebook ingest` or `casebook reindex`"
    } catch {
      return "the text index cannot be read (\(error)): run `casebook reindex`"
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
    let items = try records().read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT s.label, s.path, s.is_folder, (SELECT count(*) FROM documents d WHERE d.source_id = s.id),
            (SELECT coalesce(sum(bytes), 0) FROM documents d WHERE d.source_id = s.id) FROM sources s ORDER BY s.label
          """
      ).map { row in
        [
          Answer.Cell(row[0] as String), Answer.Cell(row[1] as String),
          Answer.Cell(.bool(row[2]), display: row[2] ? "folder" : "file"),
          Answer.Cell(row[3] as Int), Answer.Cell(row[4] as Int),
        ]
      }
    }
    return Answer(
      schema: "casebook.sources/1",
      columns: [
        Answer.Column("label", title: "Source"), Answer.Column("path", title: "Path"),
        Answer.Column("is_folder", title: "Kind"),
        Answer.Column("documents", title: "Documents", isNumeric: true),
        Answer.Column("bytes", title: "Bytes", isNumeric: true),
      ],
      items: items)
  }

  // MARK: - Check

  /// Verifies everything: the files' own checksums, the references between records, that both parts are of one generation,
  /// and that every citation lies inside its document. An empty answer means that all is well.
  public func check() throws -> Answer {
    var problems: [(part: String, problem: String)] = []
    let store: RecordStore
    do {
      store = try records()
    } catch let error as CasebookError {
      return Self.report([("records", error.description)], checked: [])
    }
    var checked: [String] = []
    var generation: UInt64 = 0
    do {
      generation = try store.read { db in
        for line in try String.fetchAll(db, sql: "PRAGMA integrity_check") where line != "ok" {
          problems.append(("records", line))
        }
        for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20) {
          problems.append(
            (
              "records",
              "\(row[0] as String) row \(row[1] as Int64? ?? 0) refers to a missing row of \(row[2] as String)"
            ))
        }
        problems += try Self.strayCitations(db)
        checked.append("\(try Int.fetchOne(db, sql: "SELECT count(*) FROM documents") ?? 0) documents")
        checked.append("\(try Int.fetchOne(db, sql: "SELECT count(*) FROM statements") ?? 0) statements")
        checked.append("\(try Int.fetchOne(db, sql: "SELECT count(*) FROM metrics") ?? 0) metrics")
        return try RecordStore.generation(db)
      }
    } catch let error as CasebookError {
      problems.append(("records", error.description))
    }
    do {
      let report = try IndexCheck.check(path: folder.text)
      problems += report.problems.map { ("text index", "\($0)") }
      if report.problems.isEmpty, let health = textHealth(generation) { problems.append(("text index", health)) }
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

  /// Citations whose bytes lie outside their document.
  private static func strayCitations(_ db: Database) throws -> [(part: String, problem: String)] {
    var problems: [(String, String)] = []
    for table in [
      "sections", "records", "statements", "metrics", "phases", "tables", "criteria", "repairs", "diagnostics",
    ] {
      let count =
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM \(table) x JOIN documents d ON d.id = x.document_id
            WHERE x.byte_start < 0 OR x.byte_end < x.byte_start OR x.byte_end > d.bytes OR x.line < 1 OR x.line > d.lines
            """) ?? 0
      if count > 0 { problems.append(("records", "\(count) citations of \(table) lie outside their document")) }
    }
    return problems
  }
}
