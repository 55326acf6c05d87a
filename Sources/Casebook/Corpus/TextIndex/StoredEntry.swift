/// All that a search shows of a section, kept with its first entry.
struct StoredSection: Hashable {
  var source: String
  var file: String
  var hash: String
  var key: String
  var kind: String
  var title: String
  var heading: String
  var role: String?
  /// Of the heading.
  var line: Int
  var column: Int
  var start: Int
  var end: Int
}

/// All that a search shows of an entry, kept in the text index as bytes.
///
///     entry: varint distance, section (when the distance is 0), varint count (0 or 1), count × line
///     section: string × 8 (source, file, hash, key, kind, title, heading, role), varint line, column, start,
///              end - start (of the heading)
///     line: varint line, column, start, end - start, string
///     string: varint byte count, UTF-8
///
/// `distance` says how many entries before this one the section is kept. Entries of a document are added together and
/// deleted together, so what lies between them in the index never changes.
struct StoredEntry: Hashable {
  enum Place: Hashable {
    /// The section is kept here.
    case own(StoredSection)
    /// It is kept with the entry that is so many before this one.
    case before(Int)
  }

  struct Line: Hashable {
    var line: Int
    var column: Int
    var start: Int
    var end: Int
    var text: String
  }

  var section: Place
  /// nil for a section without statements.
  var line: Line?

  init(section: Place, line: Line?) {
    self.section = section
    self.line = line
  }

  var bytes: [UInt8] {
    var writer = Writer()
    switch section {
    case .before(let distance): writer.put(distance)
    case .own(let section):
      writer.put(0)
      for string in [
        section.source, section.file, section.hash, section.key, section.kind, section.title, section.heading,
        section.role ?? "",
      ] { writer.put(string) }
      for value in [section.line, section.column, section.start, section.end - section.start] { writer.put(value) }
    }
    writer.put(line == nil ? 0 : 1)
    if let line {
      for value in [line.line, line.column, line.start, line.end - line.start] { writer.put(value) }
      writer.put(line.text)
    }
    return writer.bytes
  }

  /// nil when the bytes are damaged.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    guard let distance = reader.number() else { return nil }
    if distance > 0 {
      section = .before(distance)
    } else {
      guard let source = reader.string(), let file = reader.string(), let hash = reader.string(),
        let key = reader.string(), let kind = reader.string(), let title = reader.string()
      else { return nil }
      guard let heading = reader.string(), let role = reader.string(), let place = reader.place() else { return nil }
      section = .own(
        StoredSection(
          source: source, file: file, hash: hash, key: key, kind: kind, title: title, heading: heading,
          role: role.isEmpty ? nil : role, line: place.line, column: place.column, start: place.start, end: place.end))
    }
    guard let count = reader.number(), count <= 1 else { return nil }
    if count == 1 {
      guard let place = reader.place(), let text = reader.string() else { return nil }
      line = Line(line: place.line, column: place.column, start: place.start, end: place.end, text: text)
    }
  }

  private struct Writer {
    var bytes: [UInt8] = []

    mutating func put(_ value: Int) {
      var value = UInt(clamping: value)
      while value >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
        value >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: value))
    }

    mutating func put(_ string: String) {
      put(string.utf8.count)
      bytes += string.utf8
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func number() -> Int? {
      var value: UInt = 0
      var shift: UInt = 0
      while index < bytes.count, shift < 63 {
        let byte = bytes[index]
        index += 1
        value |= UInt(byte & 0x7F) << shift
        if byte < 0x80 { return Int(exactly: value) }
        shift += 7
      }
      return nil
    }

    mutating func string() -> String? {
      guard let count = number(), count <= bytes.count - index else { return nil }
      defer { index += count }
      return String(decoding: bytes[index..<index + count], as: UTF8.self)
    }

    mutating func place() -> (line: Int, column: Int, start: Int, end: Int)? {
      guard let line = number(), let column = number(), let start = number(), let length = number() else { return nil }
      let (end, isTooLong) = start.addingReportingOverflow(length)
      return isTooLong ? nil : (line, column, start, end)
    }
  }
}
