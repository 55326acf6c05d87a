internal import GRDB
internal import GRDBSQLite

/// Writes rows into one table of the record store.
///
/// The values of a row are given one after another, in the order of the table's columns, and written with ``write()``. They
/// are bound by hand, and texts from a buffer of its own: GRDB's arguments, boxed values and SQLite's own copies of each text
/// would cost as much again as the work of SQLite. A value, so that its state is not guarded at each access.
struct RowWriter {
  private let db: Database
  private let statement: GRDB.Statement
  private let insert: SQLiteStatement
  private let columns: Int
  /// The last column that was given a value.
  private var column: CInt = 0
  /// The texts and blobs of the row, one behind another.
  private var bytes: [UInt8] = []
  /// Where the value of a column stands in `bytes`; bound when the row is whole, as the buffer may move until then.
  private var texts: [(column: CInt, start: Int, count: Int, isText: Bool)] = []

  /// - Parameter columns: how many the table has.
  /// - Throws: when the table has another number of columns, or is missing.
  init(_ db: Database, table: String, columns: Int) throws {
    self.db = db
    self.columns = columns
    let marks = repeatElement("?", count: columns).joined(separator: ",")
    statement = try db.makeStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
    insert = statement.sqliteStatement
  }

  // MARK: - Values

  mutating func add(_ value: Int64) {
    column += 1
    sqlite3_bind_int64(insert, column, value)
  }

  mutating func add(_ value: Int64?) { if let value { add(value) } else { addNull() } }
  mutating func add(_ value: Int) { add(Int64(value)) }
  mutating func add(_ value: Bool) { add(value ? 1 as Int64 : 0) }
  mutating func add(_ value: Bool?) { if let value { add(value) } else { addNull() } }

  mutating func add(_ value: Double?) {
    guard let value else { return addNull() }
    column += 1
    sqlite3_bind_double(insert, column, value)
  }

  mutating func add(_ value: String) {
    column += 1
    let start = bytes.count
    bytes.append(contentsOf: value.utf8)
    texts.append((column, start, bytes.count - start, true))
  }

  mutating func add(_ value: String?) { if let value { add(value) } else { addNull() } }

  mutating func add(_ value: [UInt8]) {
    column += 1
    texts.append((column, bytes.count, value.count, false))
    bytes.append(contentsOf: value)
  }

  /// The five columns of a place.
  mutating func add(_ span: Span) {
    add(span.line)
    add(span.endLine)
    add(span.column)
    add(span.start)
    add(span.end)
  }

  private mutating func addNull() {
    column += 1
    sqlite3_bind_null(insert, column)
  }

  // MARK: - Rows

  /// Writes the row of the values given since the last.
  mutating func write() throws {
    precondition(Int(column) == columns, "a row has a value for each column")
    // A text needs an address even where it is empty.
    bytes.append(0)
    let code = bytes.withUnsafeBytes { buffer in
      for text in texts {
        let start = buffer.baseAddress.map { $0 + text.start }
        // No destructor: SQLite reads the bytes where they stand, while it steps, and no later.
        if text.isText {
          sqlite3_bind_text(
            insert, text.column, start?.assumingMemoryBound(to: CChar.self), CInt(clamping: text.count), nil)
        } else {
          sqlite3_bind_blob(insert, text.column, start, CInt(clamping: text.count), nil)
        }
      }
      let code = sqlite3_step(insert)
      sqlite3_reset(insert)
      return code
    }
    column = 0
    bytes.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(db.sqliteConnection)),
        sql: statement.sql)
    }
  }
}
