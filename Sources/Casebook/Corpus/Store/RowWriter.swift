internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// Writes rows into one table of the record store.
///
/// The values of a row are given by column, in the order of the columns, and written with ``write()``. They are
/// bound by hand, and texts from a buffer of its own: GRDB's arguments, boxed values and SQLite's own copies of each text would
/// cost as much again as the work of SQLite. A value, so that its state is not guarded at each access.
struct RowWriter<Column: StoredColumn> {
  private let db: Database
  private let statement: GRDB.Statement
  private let insert: SQLiteStatement
  /// The last column that was given a value, from 1, as SQLite counts.
  private var column: CInt = 0
  /// The texts and blobs of the row, one behind another.
  private var bytes: [UInt8] = []
  /// Where the value of a column stands in `bytes`; bound when the row is whole, as the buffer may move until then.
  private var texts: [(column: CInt, start: Int, count: Int, isText: Bool)] = []

  /// - Throws: when the table is missing, or has not these columns.
  init(_ db: Database) throws {
    self.db = db
    let marks = repeatElement("?", count: Column.count).joined(separator: ",")
    statement = try db.makeStatement(sql: "INSERT INTO \(Column.table) (\(Column.list())) VALUES (\(marks))")
    insert = statement.sqliteStatement
  }

  // MARK: - Values

  /// Values are given in the order of the columns, so that none is forgotten between two.
  private mutating func begin(_ next: Column) {
    precondition(Int(column) == next.rawValue, "values are given in the order of the columns, each once")
    column += 1
  }

  mutating func set(_ name: Column, _ value: Int64) {
    begin(name)
    sqlite3_bind_int64(insert, column, value)
  }

  mutating func set(_ name: Column, _ value: Int64?) { if let value { set(name, value) } else { setNull(name) } }
  mutating func set(_ name: Column, _ value: Int) { set(name, Int64(value)) }
  mutating func set(_ name: Column, _ value: Bool) { set(name, value ? 1 as Int64 : 0) }
  mutating func set(_ name: Column, _ value: Bool?) { if let value { set(name, value) } else { setNull(name) } }

  mutating func set(_ name: Column, _ value: Double?) {
    guard let value else { return setNull(name) }
    begin(name)
    sqlite3_bind_double(insert, column, value)
  }

  mutating func set(_ name: Column, _ value: String) {
    begin(name)
    let start = bytes.count
    bytes.append(contentsOf: value.utf8)
    replaceZeros(from: start)
    texts.append((column, start, bytes.count - start, true))
  }

  /// SQLite's readers take U+0000, which an escape of YAML or JSON can make, for the end of a text: it becomes U+FFFD.
  private mutating func replaceZeros(from start: Int) {
    let hasZero = bytes.withUnsafeBytes { all in
      guard let base = all.baseAddress, all.count > start else { return false }
      return memchr(base + start, 0, all.count - start) != nil
    }
    guard hasZero else { return }
    let text = bytes[start...].flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }
    bytes.replaceSubrange(start..., with: text)
  }

  mutating func set(_ name: Column, _ value: String?) { if let value { set(name, value) } else { setNull(name) } }

  mutating func set(_ name: Column, _ value: [UInt8]) {
    begin(name)
    texts.append((column, bytes.count, value.count, false))
    bytes.append(contentsOf: value)
  }

  private mutating func setNull(_ name: Column) {
    begin(name)
    sqlite3_bind_null(insert, column)
  }

  // MARK: - Rows

  /// Writes the row of the values given since the last.
  mutating func write() throws {
    precondition(Int(column) == Column.count, "a row has a value for each column")
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

extension RowWriter where Column: PlacedColumn {
  /// The five columns of a place.
  mutating func set(_ span: Span) {
    set(.line, span.line)
    set(.endLine, span.endLine)
    set(.column, span.column)
    set(.byteStart, span.start)
    set(.byteEnd, span.end)
  }
}
