/// How lines of a converted document tell pages.
///
/// The text of a document that has pages gives each page a thousand lines: line 3012 is line 12 of page 3. So a place needs nothing
/// but a file and a line, a line number grows through the document, and everything that knows lines knows pages. Lines of a page are
/// those that are printed, in reading order.
package enum PagedText {
  /// Lines that a page has in the text.
  package static let linesPerPage = 1000

  /// Extensions of files that have pages: PDF and its like, and slides.
  private static let extensions: Set<String> = ["pdf", "pptx", "odp", "ppt", "ps", "djvu", "xps"]

  /// Whether lines of the file tell pages, by its name.
  package static func isPaged(_ file: String) -> Bool {
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")),
      file.utf8.distance(from: dot, to: file.utf8.endIndex) <= 5
    else { return false }
    return extensions.contains(file[dot...].dropFirst().lowercased())
  }

  /// The page, and the line on it; nil where the file has no pages.
  package static func page(ofLine line: Int, in file: String) -> (page: Int, line: Int)? {
    guard isPaged(file) else { return nil }
    return line < linesPerPage ? (1, 0) : (line / linesPerPage, line % linesPerPage)
  }

  /// `report.pdf:p3:12`, and `notes.md:12` for a file without pages.
  package static func place(_ file: String, _ line: Int) -> String {
    guard let (page, line) = page(ofLine: line, in: file) else { return "\(file):\(line)" }
    return line == 0 ? "\(file):p\(page)" : "\(file):p\(page):\(line)"
  }

  /// A place as ``place(_:_:)`` writes it, and a column behind it where there is one: `report.pdf:p3:12`, `notes.md:12:5`. nil for
  /// other texts. `report.pdf:p3` is the beginning of the page.
  package static func parse(_ text: String) -> (file: String, line: Int, column: Int?)? {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    func number(_ part: Substring?) -> Int? { part.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
    var numbers: [Int] = []
    while numbers.count < 2, parts.count > 1, let last = number(parts.last) {
      numbers.insert(last, at: 0)
      parts.removeLast()
    }
    if parts.count > 1, let last = parts.last, last.first == "p", let page = number(last.dropFirst()), page < 1_000_000
    {
      let file = parts.dropLast().joined(separator: ":")
      return isPaged(file) ? (file, line(page: page, line: numbers.first ?? 0), numbers.dropFirst().first) : nil
    }
    guard let first = numbers.first else { return nil }
    return (parts.joined(separator: ":"), first, numbers.dropFirst().first)
  }

  /// The line of a page.
  package static func line(page: Int, line: Int) -> Int { page * linesPerPage + min(max(line, 0), linesPerPage - 1) }
}

/// Writes text whose lines tell pages.
struct PagedWriter {
  private(set) var bytes: [UInt8] = []
  /// The line that is being written, from 1.
  private(set) var line = 1

  /// Goes on at a line of a page; stays where it is when that lies behind.
  mutating func move(page: Int, line wanted: Int) {
    let wanted = PagedText.line(page: page, line: wanted)
    guard wanted > line else { return }
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: wanted - line))
    line = wanted
  }

  /// Writes markup without a line end.
  mutating func markup(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes text of the document; a line end in it becomes a space.
  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      // Template calls mean nothing in a printed page.
      case UInt8(ascii: "{"): bytes.append(contentsOf: "&#123;".utf8)
      case 0x00..<0x20: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
  }
}
