internal import Words
internal import Yams

/// The text of a `corrections.yaml`, to which entries are added without touching what a person wrote.
///
/// A new entry comes before the first that stands later in the documents, and below the comments of the one before it; an
/// entry about the same place and figure takes its values. The rest stays byte for byte, comments included, and the same
/// entry added twice gives the same bytes.
package struct CorrectionText {
  /// Why a file is not changed.
  package struct Refusal: Error, CustomStringConvertible {
    /// What is wrong, on which line, and what to do.
    package var description: String
  }

  /// An entry as lines of the file.
  private struct Entry {
    var lines: Range<Int>
    var correction: Correction
  }

  private var lines: [String]
  private var entries: [Entry] = []
  /// Columns before the dash of an entry.
  private var indent = ""
  private let name: String
  private let themes: [Theme]

  /// - Throws: ``Refusal`` where the file is not written as a list of entries, one below another, or has an entry that
  ///   cannot be read.
  package init(_ text: String, name: String, themes: [Theme]) throws(Refusal) {
    self.name = name
    self.themes = themes
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let file = CorrectionFile(Array(text.utf8), name: name, themes: themes)
    if let problem = file.problems.first {
      throw Refusal(description: "\(name):\(problem.line): \(problem.message); nothing was written: correct it first")
    }
    for correction in file.corrections {
      let first = correction.entryLine - 1
      guard lines.indices.contains(first), lines[first].drop(while: { $0 == " " }).hasPrefix("- ") else {
        throw Refusal(
          description:
            "\(name):\(correction.entryLine): nothing was written: write each entry as lines below a dash of its own")
      }
      entries.append(Entry(lines: first..<first, correction: correction))
    }
    if let first = entries.first { indent = String(lines[first.lines.lowerBound].prefix { $0 == " " }) }
    for index in entries.indices { entries[index].lines = extent(of: index) }
    if entries.isEmpty, let open = lines.first(where: { !Self.isRemark($0) && $0 != "---" }), open != "corrections:" {
      throw Refusal(description: "\(name): nothing was written: expected `corrections:` with entries below it")
    }
  }

  private static func isRemark(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    return text.isEmpty || text.hasPrefix("#")
  }

  /// From the dash to the last line that is not a remark on what follows.
  private func extent(of index: Int) -> Range<Int> {
    let first = entries[index].lines.lowerBound
    var end = index + 1 < entries.count ? entries[index + 1].lines.lowerBound : lines.count
    while end > first + 1, Self.isRemark(lines[end - 1]) { end -= 1 }
    return first..<end
  }

  /// The whole text; ends with a line break.
  package var text: String { lines.map { $0 + "\n" }.joined() }

  /// Adds an entry, or gives its values to the entry about the same place.
  ///
  /// - Returns: the entry's line.
  /// - Throws: ``Refusal`` where the entry that would change has comments of a person within it.
  package mutating func add(_ correction: Correction) throws(Refusal) -> Int {
    if let known = entries.firstIndex(where: { Self.isSamePlace($0.correction, correction) }) {
      var merged = entries[known].correction
      merged.values.merge(correction.values) { $1 }
      merged.verdict = correction.verdict ?? merged.verdict
      let lines = entries[known].lines
      if merged == entries[known].correction { return lines.lowerBound + 1 }
      if let comment = lines.first(where: { self.lines[$0].contains("#") && Self.isRemark(self.lines[$0]) })
        ?? lines.first(where: { self.lines[$0].contains(" #") })
      {
        throw Refusal(
          description:
            "\(name):\(comment + 1): nothing was written: this entry is about the same place and has a comment, which would be lost; change it by hand"
        )
      }
      self.lines.replaceSubrange(lines, with: Self.lines(of: merged, indent: indent))
      self = try CorrectionText(text, name: name, themes: themes)
      return lines.lowerBound + 1
    }
    if entries.isEmpty, !lines.contains("corrections:") { lines.append("corrections:") }
    let next = entries.firstIndex { Self.precedes(correction, $0.correction) }
    let at =
      next.map { $0 == 0 ? remarksStart(above: entries[0].lines.lowerBound) : entries[$0 - 1].lines.upperBound }
      ?? entries.last?.lines.upperBound ?? ((lines.firstIndex(of: "corrections:") ?? lines.count - 1) + 1)
    lines.insert(contentsOf: Self.lines(of: correction, indent: indent), at: at)
    self = try CorrectionText(text, name: name, themes: themes)
    return at + 1
  }

  /// The first of the comment lines directly above a line, below the file's own head.
  private func remarksStart(above line: Int) -> Int {
    var start = line
    while start > 0, lines[start - 1].drop(while: { $0 == " " }).hasPrefix("#") { start -= 1 }
    // Comments from the first line on are about the file.
    return start == 0 ? line : start
  }

  private static func isSamePlace(_ a: Correction, _ b: Correction) -> Bool {
    guard a.verdict == nil, b.verdict == nil else {
      return a.verdict != nil && b.verdict != nil && a.verdict?.places == b.verdict?.places
    }
    return a.place.file == b.place.file && a.place.words == b.place.words && a.figure == b.figure
      && (!a.place.words.isEmpty || a.place.line == b.place.line)
  }

  /// The order of new entries: by file, then line; verdicts after all others.
  private static func precedes(_ a: Correction, _ b: Correction) -> Bool {
    let (x, y) = (a.verdict == nil ? 0 : 1, b.verdict == nil ? 0 : 1)
    if x != y { return x < y }
    if a.place.file != b.place.file { return a.place.file.utf8.lexicographicallyPrecedes(b.place.file.utf8) }
    return a.place.line < b.place.line
  }

  // MARK: - Writing

  /// An entry as it is written.
  private static func lines(of correction: Correction, indent: String) -> [String] {
    var lines: [String] = []
    if let verdict = correction.verdict {
      lines = ["conflict:", "  places:"]
      for place in verdict.places {
        let parts = ["file: \(quoted(place.file))", "  line: \(place.line)"]
        lines += ["  - \(parts[0])", "  \(parts[1])"]
        if !place.words.isEmpty { lines.append("    words: \(quoted(place.words))") }
      }
      lines.append("  right: \(quoted(verdict.right))")
    } else {
      lines = ["file: \(quoted(correction.place.file))", "line: \(correction.place.line)"]
      if !correction.place.words.isEmpty { lines.append("words: \(quoted(correction.place.words))") }
      if let figure = correction.figure { lines.append("figure: \(quoted(figure))") }
      for (field, value) in correction.values.sorted(by: { $0.key < $1.key }) {
        lines.append("\(field.rawValue): \(value.isEmpty ? "none" : quoted(value))")
      }
    }
    return lines.enumerated().map { indent + ($0.offset == 0 ? "- " : "  ") + $0.element }
  }

  /// A text as YAML: plain where it can be nothing else, else in double quotes.
  private static func quoted(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true && text.last != " "
      && text.allSatisfy { $0.isLetter || $0.isNumber || " _-/.".contains($0) } && text.lowercased() != "null"
      && !["yes", "no", "true", "false", "on", "off"].contains(text.lowercased())
    if isPlain { return text }
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": escaped += "\\\(scalar)"
      case "\n": escaped += "\\n"
      case "\t": escaped += "\\t"
      case "\r": escaped += "\\r"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || (0x80...0x9F).contains(scalar.value)
        || [0x2028, 0x2029, 0xFEFF].contains(scalar.value):
        let hex = String(scalar.value, radix: 16, uppercase: true)
        escaped += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"\(escaped)\""
  }
}
