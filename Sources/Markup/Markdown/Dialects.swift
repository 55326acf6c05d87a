/// Marks of dialects that the parser does not know: MDX modules and comments, Obsidian comments, links, callouts and block ids,
/// MkDocs admonitions and tabs, attribute lists of kramdown and Pandoc.
///
/// They are blanked in a copy of the text that has the same length, so that every other byte keeps its place.
struct Dialects {
  private var bytes: [UInt8]
  private var start: Int
  private(set) var hasChanged = false
  /// Closing marks that do not come any more.
  private var absent: Set<String> = []

  /// White space to us and a letter to the parser: blanks inside a line are made of it.
  private static let filler = TemplateTags.filler

  private init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    self.start = start
  }

  /// The text with such marks blanked; nil where there are none. Complexity: O(bytes).
  static func blank(_ bytes: [UInt8], from start: Int) -> [UInt8]? {
    guard bytes.withUnsafeBufferPointer({ mayHaveMarks($0, from: start) }) else { return nil }
    var dialects = Dialects(bytes, from: start)
    dialects.read()
    return dialects.hasChanged ? dialects.bytes : nil
  }

  /// Whether any of the marks' first bytes stand where a mark can begin.
  private static func mayHaveMarks(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var previous: UInt8 = 0x0A
    for offset in start..<bytes.count {
      let byte = bytes[offset]
      defer { previous = byte }
      switch byte {
      case UInt8(ascii: "{") where offset + 1 < bytes.count:
        if previous == UInt8(ascii: "=") { return true }
        switch bytes[offset + 1] {
        case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "#"): return true
        default: break
        }
      case UInt8(ascii: "["):
        if offset + 1 < bytes.count, bytes[offset + 1] == byte || bytes[offset + 1] == UInt8(ascii: "!") { return true }
      case UInt8(ascii: "%"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        if previous == byte { return true }
      case UInt8(ascii: "^"): if previous == 0x20 { return true }
      case UInt8(ascii: "i"), UInt8(ascii: "e"):
        if previous == 0x0A, offset + 6 < bytes.count,
          bytes[offset + 6] == 0x20 || bytes[offset + 6] == UInt8(ascii: "{")
        {
          return true
        }
      default: break
      }
    }
    return false
  }

  // MARK: Lines

  private mutating func read() {
    var line = start
    var fence: (mark: UInt8, count: Int)?
    var isBlank = true
    var isModule = false
    while line < bytes.count {
      let end = lineEnd(line)
      defer { line = min(end + 1, bytes.count) }
      let head = firstContent(line, end)
      if let open = fence {
        if run(of: open.mark, at: head, end) >= open.count { fence = nil }
        isBlank = false
        continue
      }
      guard head < end else {
        isBlank = true
        isModule = false
        continue
      }
      let dashes = max(run(of: UInt8(ascii: "`"), at: head, end), run(of: UInt8(ascii: "~"), at: head, end))
      if dashes >= 3, head - line < 4 || !isBlank {
        fence = (bytes[head], dashes)
        isBlank = false
        continue
      }
      // Indented code.
      if isBlank, head - line >= 4, bytes[line] == 0x20 || bytes[line] == 0x09 {
        continue
      }
      if head == line, isBlank || isModule, let stop = moduleEnd(line, end) {
        blank(line..<stop, with: 0x20)
        isModule = true
        line = max(line, stop)
        if stop > end {
          line = stop
          continue
        }
        continue
      }
      isModule = false
      readBlock(line, head, end)
      readInline(head, end)
      isBlank = false
    }
  }

  /// `import Tabs from '@theme/Tabs';`, `export const rate = 0.5;`: where the statement ends, at the end of a line.
  private func moduleEnd(_ line: Int, _ end: Int) -> Int? {
    if starts("import ", line, end) {
      var last = end
      while last > line, bytes[last - 1] <= 0x20 || bytes[last - 1] == UInt8(ascii: ";") { last -= 1 }
      guard last > line + 8, bytes[last - 1] == UInt8(ascii: "'") || bytes[last - 1] == UInt8(ascii: "\"") else {
        return nil
      }
      let next = bytes[line + 7]
      let isBare = next == UInt8(ascii: "'") || next == UInt8(ascii: "\"")
      return isBare || contains(" from ", line, end) || contains("}from", line, end) ? end : nil
    }
    guard starts("export ", line, end) else { return nil }
    let isDeclared = [
      "const ", "let ", "var ", "function ", "async ", "class ", "default function", "default class", "{",
    ]
    .contains { starts($0, line + 7, end) }
    guard
      isDeclared
        || starts("default ", line + 7, end) && (bytes[end - 1] == UInt8(ascii: ";") || contains("(", line, end))
    else { return nil }
    guard
      contains("=", line, end) || contains("(", line, end) || contains("{", line, end)
        || bytes[end - 1] == UInt8(ascii: ";")
    else { return nil }
    // It goes on while a bracket is open.
    var depth = 0
    var at = line
    let limit = min(bytes.count, line + 20_000)
    while at < limit {
      switch bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case 0x0A: if depth <= 0 { return at }
      default: break
      }
      at += 1
    }
    return depth <= 0 ? at : end
  }

  /// Marks that open a block.
  private mutating func readBlock(_ line: Int, _ head: Int, _ end: Int) {
    switch bytes[head] {
    case UInt8(ascii: ">"): readCallout(head, end)
    case UInt8(ascii: "!"), UInt8(ascii: "?"):
      guard run(of: bytes[head], at: head, end) == 3 else { return }
      readAdmonition(line, head, end, markEnd: head + 3)
    case UInt8(ascii: "="):
      guard run(of: bytes[head], at: head, end) == 3, contains("\"", head, end) else { return }
      readAdmonition(line, head, end, markEnd: head + 3)
    case UInt8(ascii: ":"):
      // "::: tip A title": the title stays.
      let marks = run(of: UInt8(ascii: ":"), at: head, end)
      guard marks >= 3 else { return }
      var at = head + marks
      while at < end, bytes[at] == 0x20 { at += 1 }
      while at < end, bytes[at] | 0x20 >= 0x61, bytes[at] | 0x20 <= 0x7A || bytes[at] == UInt8(ascii: "-") { at += 1 }
      if at < end, bytes[at] == UInt8(ascii: "[") || bytes[at] == UInt8(ascii: "{") || bytes[at] == 0x20 {
        blank(head..<at, with: Self.filler)
      }
    case UInt8(ascii: "<"): readComponent(head)
    case UInt8(ascii: "["):
      if equals("[TOC]", head, end) || equals("[[_TOC_]]", head, end) { blank(head..<end, with: 0x20) }
    default: break
    }
  }

  /// `<Chart data={[1, 2]} title={"Costs"} />`: values that a program works out go, texts in braces stay as texts in quotes.
  private mutating func readComponent(_ head: Int) {
    guard head + 1 < bytes.count, bytes[head + 1] &- 65 < 26 else { return }
    var at = head + 1
    let limit = min(bytes.count, head + 4_000)
    while at + 2 < limit, bytes[at] != UInt8(ascii: ">") {
      guard bytes[at] == UInt8(ascii: "="), bytes[at + 1] == UInt8(ascii: "{") else {
        at += 1
        continue
      }
      var depth = 0
      var end = at + 1
      repeat {
        if bytes[end] == UInt8(ascii: "{") { depth += 1 }
        if bytes[end] == UInt8(ascii: "}") { depth -= 1 }
        end += 1
      } while end < limit && depth > 0
      guard depth == 0 else { return }
      let quote = bytes[at + 2]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), bytes[end - 2] == quote, end - at > 5 {
        blank((at + 1)..<(at + 2), with: 0x20)
        blank((end - 1)..<end, with: 0x20)
      } else {
        var name = at
        while name > head, bytes[name - 1] > 0x20 { name -= 1 }
        blank(name..<end, with: 0x20)
      }
      at = end
    }
  }

  /// `> [!NOTE] Title`: a box, not a quotation. Its lines lose their marks.
  private mutating func readCallout(_ head: Int, _ end: Int) {
    var open = head + 1
    while open < end, bytes[open] == 0x20 { open += 1 }
    guard open + 3 < end, bytes[open] == UInt8(ascii: "["), bytes[open + 1] == UInt8(ascii: "!") else { return }
    var close = open + 2
    while close < end, bytes[close] | 0x20 >= 0x61, bytes[close] | 0x20 <= 0x7A || bytes[close] == UInt8(ascii: "-") {
      close += 1
    }
    guard close > open + 2, close < end, bytes[close] == UInt8(ascii: "]") || bytes[close] == UInt8(ascii: "|") else {
      return
    }
    while close < end, bytes[close] != UInt8(ascii: "]") { close += 1 }
    guard close < end else { return }
    close += 1
    if close < end, bytes[close] == UInt8(ascii: "-") || bytes[close] == UInt8(ascii: "+") { close += 1 }
    // Spaces before a title would be those of code.
    blank(head..<close, with: bytes[close..<end].contains { $0 > 0x20 } ? Self.filler : 0x20)
    var line = end + 1
    while line < bytes.count {
      let lineEnd = lineEnd(line)
      let mark = firstContent(line, lineEnd)
      guard mark < lineEnd, bytes[mark] == UInt8(ascii: ">") else { return }
      blank(mark..<(mark + 1), with: 0x20)
      line = lineEnd + 1
    }
  }

  /// `!!! note "Title"`, `??? tip`, `=== "Tab"` with an indented body: the mark and the kind go, the body is text and not code.
  private mutating func readAdmonition(_ line: Int, _ head: Int, _ end: Int, markEnd: Int) {
    var at = markEnd
    if at < end, bytes[at] == UInt8(ascii: "+") { at += 1 }
    guard at < end, bytes[at] == 0x20 else { return }
    var title = at
    while title < end, bytes[title] != UInt8(ascii: "\"") { title += 1 }
    if bytes[head] != UInt8(ascii: "=") {
      // The kind is words in lower case.
      guard
        bytes[at..<title].allSatisfy({
          $0 == 0x20 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x2D || $0 == 0x0D
        })
      else { return }
    }
    blank(head..<min(title + 1, end), with: title < end ? Self.filler : 0x20)
    if title < end {
      var last = end
      while last > title, bytes[last - 1] != UInt8(ascii: "\"") { last -= 1 }
      if last > title + 1 { blank((last - 1)..<last, with: Self.filler) }
    }
    let indentation = head - line + 4
    var next = end + 1
    while next < bytes.count {
      let nextEnd = lineEnd(next)
      let content = firstContent(next, nextEnd)
      if content < nextEnd {
        guard content - next >= indentation || bytes[next] == 0x09 else { return }
        let stop = bytes[next] == 0x09 ? next + 1 : next + indentation
        blank(next..<stop, with: Self.filler)
      }
      next = nextEnd + 1
    }
  }

  // MARK: Inside lines

  private mutating func readInline(_ head: Int, _ end: Int) {
    var at = head
    while at < end {
      switch bytes[at] {
      case UInt8(ascii: "`"):
        // Code is left alone.
        let ticks = run(of: UInt8(ascii: "`"), at: at, end)
        var close = at + ticks
        while close < end, close - at < 2_000, run(of: UInt8(ascii: "`"), at: close, end) != ticks {
          close += max(1, run(of: UInt8(ascii: "`"), at: close, end))
        }
        at = close < end && close - at < 2_000 ? close + ticks : at + ticks
        continue
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "{"): at = max(at, readBrace(at, end) - 1)
      case UInt8(ascii: "%") where at + 1 < end && bytes[at + 1] == UInt8(ascii: "%"):
        if let close = findClosing("%%", from: at + 2) { blank(at..<(close + 2), with: 0x20) }
      case UInt8(ascii: "[") where at + 1 < end && bytes[at + 1] == UInt8(ascii: "["): readWikiLink(at, end)
      case UInt8(ascii: "=") where at + 2 < end && bytes[at + 1] == UInt8(ascii: "=") && bytes[at + 2] > 0x20:
        if bytes[at + 2] != UInt8(ascii: "="), let close = find("==", from: at + 3, limit: min(end, at + 300)),
          bytes[close - 1] > 0x20
        {
          blank(at..<(at + 2), with: Self.filler)
          blank(close..<(close + 2), with: Self.filler)
          at = close + 1
        }
      case UInt8(ascii: "^") where at > head && bytes[at - 1] == 0x20: readBlockID(at, end)
      default: break
      }
      at += 1
    }
  }

  /// `{/* comment */}`, `{:.class}`, `{#id}` behind text; where it ends.
  private mutating func readBrace(_ at: Int, _ end: Int) -> Int {
    guard at + 1 < end else { return at }
    if bytes[at + 1] == UInt8(ascii: "/"), at + 2 < end, bytes[at + 2] == UInt8(ascii: "*") {
      guard let close = findClosing("*/}", from: at + 3) else { return at }
      blank(at..<(close + 3), with: 0x20)
      return close + 3
    }
    let mark = bytes[at + 1]
    guard mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".") || mark == UInt8(ascii: "#"), at > start,
      bytes[at - 1] > 0x20
    else { return at }
    var close = at + 2
    while close < end, close - at <= 200, bytes[close] != UInt8(ascii: "}") { close += 1 }
    guard close < end, close - at <= 200, Self.isAttributes(bytes[(at + 1)..<close]) else { return at }
    blank(at..<(close + 1), with: close + 1 == end || bytes[close + 1] <= 0x20 ? 0x20 : Self.filler)
    return close + 1
  }

  /// Classes, ids and `key="value"`, as kramdown and Pandoc write them.
  private static func isAttributes(_ list: ArraySlice<UInt8>) -> Bool {
    var list = list
    if list.first == UInt8(ascii: ":") { list = list.dropFirst() }
    let words = list.split(separator: 0x20)
    return !words.isEmpty
      && words.allSatisfy { word in
        guard let first = word.first else { return false }
        if first == UInt8(ascii: ".") || first == UInt8(ascii: "#") {
          return word.count > 1
            && word.dropFirst().allSatisfy {
              $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2D || $0 == 0x5F
                || $0 == 0x2E
            }
        }
        return word.contains(UInt8(ascii: "="))
      }
  }

  /// `[[Page]]`, `[[Page|words]]`, `![[file]]`: the words stay, an embedded file goes.
  private mutating func readWikiLink(_ at: Int, _ end: Int) {
    guard at == start || bytes[at - 1] != UInt8(ascii: "["), at + 2 < end, bytes[at + 2] != UInt8(ascii: "["),
      let close = find("]]", from: at + 2, limit: min(end, at + 300)), close > at + 2,
      close + 2 >= end || bytes[close + 2] != UInt8(ascii: "]")
    else { return }
    let inner = (at + 2)..<close
    guard !bytes[inner].contains(UInt8(ascii: "[")) else { return }
    if at > start, bytes[at - 1] == UInt8(ascii: "!") {
      blank((at - 1)..<(close + 2), with: Self.filler)
      return
    }
    var words = inner.lowerBound
    if let bar = bytes[inner].firstIndex(of: UInt8(ascii: "|")) { words = bar + 1 }
    blank(at..<words, with: Self.filler)
    blank(close..<(close + 2), with: Self.filler)
  }

  /// ` ^block-id` at the end of a line.
  private mutating func readBlockID(_ at: Int, _ end: Int) {
    var last = end
    while last > at, bytes[last - 1] <= 0x20 { last -= 1 }
    guard last > at + 2,
      bytes[(at + 1)..<last].allSatisfy({
        $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: "-")
      })
    else { return }
    blank(at..<last, with: 0x20)
  }

  // MARK: Bytes

  private mutating func blank(_ range: Range<Int>, with byte: UInt8) {
    for index in range where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = byte }
    hasChanged = true
  }

  private func lineEnd(_ line: Int) -> Int {
    var at = line
    while at < bytes.count, bytes[at] != 0x0A { at += 1 }
    return at
  }

  private func firstContent(_ line: Int, _ end: Int) -> Int {
    var at = line
    while at < end, bytes[at] <= 0x20 { at += 1 }
    return at
  }

  private func run(of byte: UInt8, at start: Int, _ end: Int) -> Int {
    var at = start
    while at < end, bytes[at] == byte { at += 1 }
    return at - start
  }

  private func starts(_ text: String, _ at: Int, _ end: Int) -> Bool {
    at + text.utf8.count <= end && bytes[at..<(at + text.utf8.count)].elementsEqual(text.utf8)
  }

  private func equals(_ text: String, _ head: Int, _ end: Int) -> Bool {
    starts(text, head, end) && bytes[(head + text.utf8.count)..<end].allSatisfy { $0 <= 0x20 }
  }

  /// A closing mark anywhere behind; one that was not found is not looked for again.
  private mutating func findClosing(_ text: String, from: Int) -> Int? {
    if absent.contains(text) { return nil }
    if let place = find(text, from: from, limit: bytes.count) { return place }
    absent.insert(text)
    return nil
  }

  private func contains(_ text: String, _ from: Int, _ end: Int) -> Bool { find(text, from: from, limit: end) != nil }

  private func find(_ text: String, from: Int, limit: Int) -> Int? {
    let needle = Array(text.utf8)
    guard let first = needle.first else { return nil }
    var at = from
    // Comments longer than this are no comments.
    let limit = min(limit, from + 100_000)
    while at + needle.count <= limit {
      if bytes[at] == first, bytes[at..<(at + needle.count)].elementsEqual(needle) { return at }
      at += 1
    }
    return nil
  }
}
