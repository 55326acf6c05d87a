/// Finds where blocks stand in the source: md4c gives offsets for text but none for blocks.
///
/// Blocks arrive in document order, so everything before `cursor` is taken. A block's first line is the one its first
/// text stands on; what comes before the text on that line are container marks (`>`, `-`, `1.`) and the block's own
/// mark. That reading is safe because a leaf's first line cannot start with a container mark: it would be a container.
struct BlockLocator {
  /// A container mark at the head of a line.
  struct Mark {
    enum Kind { case quote, bullet, number }
    var kind: Kind
    var offset: Int
  }

  let source: UnsafeBufferPointer<UInt8>
  /// Behind the last block that was located.
  var cursor: Int
  /// Containers that were opened and whose mark has not been found, outermost first.
  private(set) var pending: [(id: Int, kind: Mark.Kind)] = []
  /// Container starts found: id, offset.
  private(set) var found: [(id: Int, offset: Int)] = []
  private var marks: [Mark] = []
  /// Bytes that searches may still look at; without it, searches that find nothing would add up to quadratic time.
  private var budget: Int

  init(source: UnsafeBufferPointer<UInt8>, start: Int) {
    self.source = source
    cursor = start
    budget = source.count * 8 + 4096
  }

  // MARK: Containers

  mutating func open(_ kind: Mark.Kind, id: Int) { pending.append((id, kind)) }

  /// A container is left that nothing stood in: looks for its mark from the cursor on.
  mutating func closeUnlocated(id: Int) {
    guard pending.contains(where: { $0.id == id }) else { return }
    var line = lineStart(of: min(cursor, source.count))
    while line < source.count, budget > 0 {
      marks.removeAll(keepingCapacity: true)
      let content = prefix(ofLineAt: line, limit: source.count)
      marks.removeAll { $0.offset < cursor }
      if !marks.isEmpty {
        resolve(before: line)
        cursor = max(cursor, content)
        break
      }
      let next = lineEnd(from: line)
      budget -= next - line
      line = next
    }
    pending.removeAll { $0.id == id }
  }

  mutating func forgetFound() { found.removeAll(keepingCapacity: true) }

  /// Gives the pending containers the marks of the line just read, innermost last; marks on lines before it serve those
  /// that are left (`-` with its content on the next line).
  private mutating func resolve(before line: Int) {
    if pending.isEmpty { return }
    var index = marks.count
    while let container = pending.last {
      var place: Int?
      while index > 0 {
        index -= 1
        if marks[index].kind == container.kind, marks[index].offset >= cursor {
          place = marks[index].offset
          break
        }
      }
      guard let place else { break }
      found.append((container.id, place))
      pending.removeLast()
    }
    if pending.isEmpty { return }
    var line = line
    var steps = 0
    while !pending.isEmpty, line > cursor, steps < 64 {
      steps += 1
      line = lineStart(of: line - 1)
      marks.removeAll(keepingCapacity: true)
      _ = prefix(ofLineAt: line, limit: source.count)
      index = marks.count
      while let container = pending.last, index > 0 {
        index -= 1
        if marks[index].kind == container.kind, marks[index].offset >= cursor {
          found.append((container.id, marks[index].offset))
          pending.removeLast()
        }
      }
    }
    for container in pending { found.append((container.id, max(cursor, line))) }
    pending.removeAll(keepingCapacity: true)
  }

  // MARK: Leaves

  /// The start of a leaf whose first text stands at `text`.
  mutating func leafStart(text: Int) -> Int {
    let line = lineStart(of: text)
    marks.removeAll(keepingCapacity: true)
    let start = prefix(ofLineAt: line, limit: text)
    resolve(before: line)
    return max(start, min(cursor, text))
  }

  /// The end of the line that `offset` is on, without white space at the end.
  func trimmedLineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < source.count, source[end] != 0x0A, source[end] != 0x0D { end += 1 }
    while end > offset, source[end - 1] == 0x20 || source[end - 1] == 0x09 { end -= 1 }
    return end
  }

  /// A thematic break, from the cursor on.
  mutating func rule() -> Range<Int>? {
    search { locator, offset in locator.isRule(at: offset) }
  }

  /// An ATX heading without text, from the cursor on.
  mutating func emptyHeading() -> Range<Int>? {
    search { locator, offset in
      var end = offset
      while end < locator.source.count, locator.source[end] == UInt8(ascii: "#") { end += 1 }
      return (1...6).contains(end - offset) && (end == locator.source.count || locator.source[end] <= 0x20)
    }
  }

  /// The opening fence of a code block, from the cursor on: its whole line.
  mutating func openingFence(_ mark: UInt8) -> Range<Int>? {
    search { locator, offset in locator.isFence(at: offset, mark) }
  }

  /// A leaf of which no text is known, from the cursor on: the next line that is not blank.
  mutating func nextContent() -> Range<Int>? {
    search { locator, offset in
      offset < locator.source.count && locator.source[offset] > 0x20
    }
  }

  /// Where a code block ends whose last text ends at `offset`: behind its closing fence, if it has one.
  func closingFence(_ mark: UInt8, after offset: Int) -> Int {
    var line = offset
    if line > 0, source[line - 1] != 0x0A { line = lineEnd(from: line) }
    var steps = 0
    while line < source.count, steps < 4096 {
      steps += 1
      var content = line
      while content < source.count, source[content] == 0x20 || source[content] == 0x09 || source[content] == 0x3E {
        content += 1
      }
      if isFence(at: content, mark) { return trimmedLineEnd(content) }
      if content < source.count, source[content] != 0x0A, source[content] != 0x0D { break }
      line = lineEnd(from: line)
    }
    return offset
  }

  /// The header line of a table, from the cursor on: the line above the first delimiter row. `text`: the table's first
  /// text, when it has any.
  mutating func tableHeader(text: Int?, isInHeader: Bool) -> Int? {
    if let text, isInHeader {
      let next = lineEnd(from: text)
      marks.removeAll(keepingCapacity: true)
      let delimiters = next < source.count ? prefix(ofLineAt: next, limit: source.count) : next
      if next < source.count, isDelimiterRow(at: delimiters) || isDelimiterRow(at: next) {
        return leafStart(text: text)
      }
    }
    var line = lineStart(of: min(cursor, source.count))
    let last = text.map { lineStart(of: $0) }
    while line < source.count {
      let next = lineEnd(from: line)
      if next < source.count {
        marks.removeAll(keepingCapacity: true)
        let header = prefix(ofLineAt: line, limit: source.count)
        let headerMarks = marks
        let delimiters = prefix(ofLineAt: next, limit: source.count)
        let isEmpty = header >= source.count || source[header] == 0x0A || source[header] == 0x0D
        if header >= cursor, !isEmpty, isDelimiterRow(at: delimiters) || isDelimiterRow(at: next) {
          marks = headerMarks
          resolve(before: line)
          return header
        }
      }
      if let last, line >= last { break }
      line = next
    }
    guard let text else { return nil }
    return leafStart(text: text)
  }

  /// The content of the line behind the one `offset` is on: start (behind quote marks) and trimmed end.
  func nextRow(after offset: Int) -> Range<Int>? {
    var start = lineEnd(from: offset)
    guard start < source.count else { return nil }
    while start < source.count, source[start] == 0x20 || source[start] == 0x09 || source[start] == 0x3E { start += 1 }
    return start..<trimmedLineEnd(start)
  }

  /// Behind the underline of a setext heading whose last text line is the one `offset` is on.
  func underlineEnd(after offset: Int) -> Int? {
    guard let row = nextRow(after: offset), let mark = row.isEmpty ? nil : source[row.lowerBound] else { return nil }
    guard mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else { return nil }
    return row.allSatisfy { source[$0] == mark } ? row.upperBound : nil
  }

  /// The nearest line from the cursor on whose content satisfies `isMatch`.
  private mutating func search(_ isMatch: (BlockLocator, Int) -> Bool) -> Range<Int>? {
    var line = lineStart(of: min(cursor, source.count))
    while line < source.count, budget > 0 {
      marks.removeAll(keepingCapacity: true)
      let content = prefix(ofLineAt: line, limit: source.count) { isMatch($0, $1) }
      if content >= cursor, isMatch(self, content) {
        resolve(before: line)
        return content..<trimmedLineEnd(content)
      }
      let next = lineEnd(from: line)
      budget -= next - line
      line = next
    }
    return nil
  }

  // MARK: Lines

  func lineStart(of offset: Int) -> Int {
    var start = min(offset, source.count)
    while start > 0, source[start - 1] != 0x0A, source[start - 1] != 0x0D { start -= 1 }
    return start
  }

  /// The start of the next line.
  func lineEnd(from start: Int) -> Int {
    var offset = start
    while offset < source.count {
      let byte = source[offset]
      offset += 1
      if byte == 0x0A { break }
      if byte == 0x0D {
        if offset < source.count, source[offset] == 0x0A { offset += 1 }
        break
      }
    }
    return offset
  }

  /// Reads container marks from a line start on, into `marks`; stops at `limit` or where `isContent` says so.
  ///
  /// - Returns: where the line's content starts.
  private mutating func prefix(
    ofLineAt start: Int, limit: Int, isContent: (BlockLocator, Int) -> Bool = { _, _ in false }
  ) -> Int {
    var offset = start
    while true {
      while offset < limit, source[offset] == 0x20 || source[offset] == 0x09 { offset += 1 }
      guard offset < limit else { break }
      let mark = offset
      switch source[offset] {
      case UInt8(ascii: ">"):
        offset += 1
        marks.append(Mark(kind: .quote, offset: mark))
        continue
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        if isContent(self, offset) { return offset }
        offset += 1
        guard isMarkEnd(offset) else { return mark }
        marks.append(Mark(kind: .bullet, offset: mark))
      case 0x30...0x39:
        var end = offset
        while end < source.count, end - offset < 9, source[end] >= 0x30, source[end] <= 0x39 { end += 1 }
        guard end < source.count, source[end] == UInt8(ascii: ".") || source[end] == UInt8(ascii: ")"),
          isMarkEnd(end + 1)
        else { return mark }
        offset = end + 1
        marks.append(Mark(kind: .number, offset: mark))
      default:
        return offset
      }
      // The box of a task.
      if offset + 4 < limit, source[offset] == 0x20, source[offset + 1] == UInt8(ascii: "["),
        source[offset + 3] == UInt8(ascii: "]"), source[offset + 4] <= 0x20
      {
        offset += 4
      }
    }
    return min(offset, limit)
  }

  private func isMarkEnd(_ offset: Int) -> Bool { offset >= source.count || source[offset] <= 0x20 }

  private func isRule(at start: Int) -> Bool {
    guard start < source.count else { return false }
    let mark = source[start]
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") else { return false }
    var count = 0
    var offset = start
    while offset < source.count, source[offset] != 0x0A, source[offset] != 0x0D {
      if source[offset] == mark {
        count += 1
      } else if source[offset] != 0x20, source[offset] != 0x09 {
        return false
      }
      offset += 1
    }
    return count >= 3
  }

  private func isFence(at start: Int, _ mark: UInt8) -> Bool {
    var offset = start
    while offset < source.count, source[offset] == mark { offset += 1 }
    return offset - start >= 3
  }

  private func isDelimiterRow(at start: Int) -> Bool {
    var dashes = 0
    var others = 0
    var offset = start
    while offset < source.count, source[offset] != 0x0A, source[offset] != 0x0D {
      switch source[offset] {
      case UInt8(ascii: "-"): dashes += 1
      case UInt8(ascii: "|"), UInt8(ascii: ":"): others += 1
      case 0x20, 0x09: break
      default: return false
      }
      offset += 1
    }
    return dashes > 0 && others > 0
  }
}
