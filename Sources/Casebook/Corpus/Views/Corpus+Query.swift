internal import GRDB
internal import GRDBSQLite
internal import Words

/// What a query of one's own gave.
struct QueryResult: Sendable {
  var columns: [String]
  /// At most as many as were asked for.
  var rows: [[JSONValue]]
  /// How many there are in all.
  var total: Int
}

extension Corpus {
  /// Instructions of SQLite's machine after which a query is stopped: some ten seconds of a machine of today. It is counted and
  /// not timed, so that the same query ends the same way everywhere.
  private static let mostSteps = 500_000_000
  private static let stepsPerCheck: Int32 = 1_000_000

  /// Answers one SELECT over the views, see ``CorpusView``.
  ///
  /// - Throws: ``CasebookError/badQuery(problem:near:)`` for what is no single statement that only reads, what SQLite refuses, and
  ///   what takes more than half a billion steps.
  func query(_ sql: String, limit: Int) throws -> QueryResult {
    let words = Set(sql.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
    // On a connection of its own: the views hide tables that other questions read.
    let own = try another()
    try own.installViews(for: words)
    return try own.read { db in
      do {
        return try Self.run(sql, limit: limit, db)
      } catch let error as DatabaseError
        where [.SQLITE_ERROR, .SQLITE_INTERRUPT, .SQLITE_MISUSE, .SQLITE_TOOBIG, .SQLITE_RANGE].contains(
          error.resultCode)
      {
        throw Self.explained(error)
      }
    }
  }

  private static func run(_ sql: String, limit: Int, _ db: Database) throws -> QueryResult {
    let statement = try db.makeStatement(sql: sql)
    let first = sql.drop { !$0.isLetter }.prefix { $0.isLetter }.lowercased()
    let isQuestion =
      ["select", "with", "values", "explain"].contains(first) || sql.hasPrefix("--") || sql.hasPrefix("/*")
    guard statement.isReadonly, isQuestion, !statement.columnNames.isEmpty else {
      throw CasebookError.badQuery(problem: "it would not only read: begin with SELECT or WITH", near: [])
    }
    guard statement.arguments.isEmpty, sqlite3_bind_parameter_count(statement.sqliteStatement) == 0 else {
      throw CasebookError.badQuery(problem: "it has parameters (? or :name): write the values", near: [])
    }
    return try counted(db) {
      var result = QueryResult(columns: statement.columnNames, rows: [], total: 0)
      let cursor = try Row.fetchCursor(statement)
      while let row = try cursor.next() {
        result.total += 1
        if result.rows.count < limit { result.rows.append(row.databaseValues.map(Self.value)) }
      }
      return result
    }
  }

  /// Runs the body with a bound on the instructions that SQLite executes.
  private static func counted<Result>(_ db: Database, _ body: () throws -> Result) throws -> Result {
    var left = mostSteps / Int(stepsPerCheck)
    return try withUnsafeMutablePointer(to: &left) { counter in
      sqlite3_progress_handler(
        db.sqliteConnection, stepsPerCheck,
        { context in
          guard let counter = context?.assumingMemoryBound(to: Int.self) else { return 1 }
          counter.pointee -= 1
          return counter.pointee > 0 ? 0 : 1
        }, counter)
      defer { sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }
      return try body()
    }
  }

  static func value(_ value: DatabaseValue) -> JSONValue {
    switch value.storage {
    case .null: .null
    case .int64(let number): .integer(Int(number))
    case .double(let number): .number(number)
    case .string(let text): .string(text)
    case .blob(let bytes): .string("\(bytes.count) bytes")
    }
  }

  /// SQLite's message, and the names that are near the one it does not know.
  private static func explained(_ error: DatabaseError) -> CasebookError {
    if error.resultCode == .SQLITE_INTERRUPT {
      return .badQuery(
        problem: "it takes more than \(mostSteps / 1_000_000) million steps: narrow it by WHERE", near: [])
    }
    var message = error.message ?? "\(error.resultCode)"
    if message.hasPrefix("Multiple statements") { message = "it has several statements: ask them one by one" }
    if message.hasPrefix("cannot modify") { message = "it would not only read: begin with SELECT or WITH" }
    var near: [String] = []
    if let name = unknown("no such table: ", in: message) {
      near = CorpusView.all.map(\.name).filter { Spelling.isNear($0, name) }
    } else if let name = unknown("no such column: ", in: message) {
      near = Set(CorpusView.all.flatMap { $0.columns.map(\.name) }).filter { Spelling.isNear($0, name) }.sorted()
    }
    return .badQuery(problem: message, near: near)
  }

  /// The name after a message's words, without the table's.
  private static func unknown(_ words: String, in message: String) -> String? {
    guard message.hasPrefix(words) else { return nil }
    return message.dropFirst(words.count).split(separator: ".").last.map(String.init)
  }
}
