/// Finds template tags outside of the code that they are left alone in: code blocks and spans of Markdown; scripts, styles,
/// comments and code of HTML.
struct TemplateScanner {
  let bytes: [UInt8]
  private var offset: Int
  private let format: DocumentFormat
  private var protectsCode: Bool { format == .markdown }
  /// A longer tag is not one.
  static let maximumTag = 64 << 10

  /// The forms of tags: what opens and closes them.
  private enum Form: Int, CaseIterable {
    case output, statement, comment, embedded

    var closer: [UInt8] {
      switch self {
      case .output: Array("}}".utf8)
      case .statement: Array("%}".utf8)
      case .comment: Array("#}".utf8)
      case .embedded: Array("%>".utf8)
      }
    }
  }

  /// For each form: up to here no closer was found, so that no stretch is searched twice in vain.
  private var searched = [Int](repeating: 0, count: Form.allCases.count)
  /// For each form: an end tag of HTML that stands before the next closer.
  private var endTags = [Int](repeating: 0, count: Form.allCases.count)
  /// Up to where no closing run of backticks was found, by their length.
  private var searchedTicks = [Int](repeating: 0, count: 64)
  /// The same for the ends of HTML's code, by their place in `codeEnds`.
  private var missingCodeEnds: Set<Int> = []

  init(bytes: [UInt8], start: Int, format: DocumentFormat) {
    self.bytes = bytes
    offset = start
    self.format = format
  }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  mutating func tags() -> [TemplateTag] {
    var tags: [TemplateTag] = []
    var isLineHead = true
    var rawStart: Int?
    while offset < bytes.count {
      if isLineHead, protectsCode, skipFencedCode() { continue }
      let current = bytes[offset]
      isLineHead = current == 0x0A || current == 0x0D
      switch current {
      case UInt8(ascii: "`") where protectsCode:
        skipCodeSpan()
        continue
      case UInt8(ascii: "\\") where protectsCode:
        offset += 2
        continue
      case UInt8(ascii: "{"):
        let next = byte(offset + 1)
        let form: Form? =
          switch next {
          case UInt8(ascii: "{"): .output
          case UInt8(ascii: "%"): .statement
          case UInt8(ascii: "#") where byte(offset + 2) <= 0x20 || byte(offset + 2) == UInt8(ascii: "-"): .comment
          default: nil
          }
        if let form, var tag = tag(form) {
          offset = tag.range.upperBound
          if tag.name == "raw", form == .statement { rawStart = tags.count + 1 }
          if tag.name == "endraw" { rawStart = nil }
          tag.isText = rawStart.map { tags.count >= $0 } ?? false
          if tag.name == "comment" || tag.name == "endcomment" {
            if let start = commentStart(&tags, tag) { tag.range = start..<tag.range.upperBound }
          }
          tags.append(tag)
          continue
        }
      case UInt8(ascii: "<") where byte(offset + 1) == UInt8(ascii: "%"):
        if let tag = tag(.embedded) {
          offset = tag.range.upperBound
          tags.append(tag)
          continue
        }
      case UInt8(ascii: "<") where format == .html:
        if skipHTMLCode() { continue }
      default: break
      }
      offset += 1
    }
    return tags
  }

  /// `{% comment %} … {% endcomment %}`: the tags between go, and the closing tag grows over the text.
  private func commentStart(_ tags: inout [TemplateTag], _ tag: TemplateTag) -> Int? {
    guard tag.name == "endcomment", let index = tags.lastIndex(where: { $0.name == "comment" }) else { return nil }
    let start = tags[index].range.lowerBound
    tags.removeSubrange(index...)
    return start
  }

  private mutating func tag(_ form: Form) -> TemplateTag? {
    guard let close = closer(form) else { return nil }
    let range = offset..<(close + 2)
    var start = offset + 2
    var end = close
    // `{{<`, `{{%`, `{{-`, `{%-`, `<%=` and their ends are part of the braces.
    while start < end, "<%-=".utf8.contains(bytes[start]) { start += 1 }
    while end > start, ">%-".utf8.contains(bytes[end - 1]) { end -= 1 }
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    var role = TemplateTag.Role.opening
    if form == .output, !"<%".utf8.contains(byte(offset + 2)) { role = .call }
    if start < end, bytes[start] == UInt8(ascii: "/") {
      role = .closing
      start += 1
      while start < end, bytes[start] <= 0x20 { start += 1 }
    }
    if start < end, bytes[end - 1] == UInt8(ascii: "/") {
      // `{{< figure />}}` closes itself.
      end -= 1
      if role == .opening { role = .call }
    }
    var nameEnd = start
    while nameEnd < end, bytes[nameEnd] > 0x20, !"\"'`=:,|(".utf8.contains(bytes[nameEnd]) { nameEnd += 1 }
    let name = form == .comment ? "" : String(decoding: bytes[start..<nameEnd], as: UTF8.self)
    if form == .statement, name.hasPrefix("end"), name.count > 3 { role = .closing }
    var tag = TemplateTag(range: range, content: nameEnd..<end, name: name, role: role)
    tag.isShortcode = form == .output && "<%".utf8.contains(byte(offset + 2))
    return tag
  }

  /// The offset of what closes the tag at `offset`: strings in the tag may hold the closer, unless they are not closed.
  private mutating func closer(_ form: Form) -> Int? {
    if offset < endTags[form.rawValue] { return nil }
    let closer = form.closer
    let limit = min(bytes.count - 1, offset + Self.maximumTag)
    var plain = max(offset + 2, searched[form.rawValue])
    while plain < limit, bytes[plain] != closer[0] || bytes[plain + 1] != closer[1] { plain += 1 }
    guard plain < limit else {
      searched[form.rawValue] = max(searched[form.rawValue], limit)
      return nil
    }
    // Braces of a page's text or scripts; what closes them much later would take the elements between with it.
    if format == .html, form != .comment, let tag = endTag(from: offset + 2, to: plain) {
      endTags[form.rawValue] = tag
      return nil
    }
    if form == .comment { return plain }
    var index = offset + 2
    while index < limit {
      let current = bytes[index]
      if current == closer[0], bytes[index + 1] == closer[1] { return index }
      if current == UInt8(ascii: "\"") || current == UInt8(ascii: "`") || current == UInt8(ascii: "'") {
        // An apostrophe inside a word opens no string.
        let isApostrophe =
          current == UInt8(ascii: "'") && bytes[index - 1] > 0x20 && !"=:(,[".utf8.contains(bytes[index - 1])
        if !isApostrophe {
          var end = index + 1
          while end < limit, bytes[end] != current { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
          if end >= limit { return plain }
          index = end
        }
      }
      index += 1
    }
    return plain
  }

  // MARK: Code

  private func endTag(from start: Int, to end: Int) -> Int? {
    var index = start
    while index + 1 < end {
      if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "/") { return index }
      index += 1
    }
    return nil
  }

  /// The code of HTML: how it starts and ends.
  private static let codeEnds: [(start: [UInt8], end: [UInt8])] = [
    ("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<pre", "</pre"), ("<code", "</code"),
    ("<textarea", "</textarea"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// Skips a comment or an element of code that starts here; one without an end holds nothing.
  private mutating func skipHTMLCode() -> Bool {
    for (place, code) in Self.codeEnds.enumerated() where has(code.start, at: offset) {
      let start = offset + code.start.count
      let isName = byte(start) > 0x20 && byte(start) != UInt8(ascii: ">") && byte(start) != UInt8(ascii: "/")
      if place > 0 && isName || missingCodeEnds.contains(place) { continue }
      var index = start
      while index + code.end.count <= bytes.count {
        if bytes[index] == code.end[0], has(code.end, at: index) {
          offset = index + code.end.count
          return true
        }
        index += 1
      }
      missingCodeEnds.insert(place)
    }
    return false
  }

  /// Whether a name of lowercase letters stands here, in any case.
  private func has(_ name: [UInt8], at start: Int) -> Bool {
    guard start + name.count <= bytes.count else { return false }
    for (place, letter) in name.enumerated() {
      let byte = bytes[start + place]
      if byte != letter, !(letter >= 0x61 && letter <= 0x7A && byte | 0x20 == letter) { return false }
    }
    return true
  }

  /// Skips a fenced code block that starts on this line, or the line when it is inside one.
  private mutating func skipFencedCode() -> Bool {
    var index = offset
    while index < bytes.count, index - offset < 12, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: ">") {
      index += 1
    }
    let mark = byte(index)
    guard mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return false }
    var count = 0
    while byte(index + count) == mark { count += 1 }
    guard count >= 3 else { return false }
    var line = FrontMatterBlock.lineEnd(bytes, from: index)
    // Backticks behind the fence: a code span after all.
    if mark == UInt8(ascii: "`"), bytes[(index + count)..<line].contains(mark) { return false }
    while line < bytes.count {
      let next = FrontMatterBlock.lineEnd(bytes, from: line)
      var head = line
      while head < next, bytes[head] == 0x20 || bytes[head] == UInt8(ascii: ">") { head += 1 }
      var length = 0
      while head + length < next, bytes[head + length] == mark { length += 1 }
      line = next
      if length >= count { break }
    }
    offset = line
    return true
  }

  /// Skips a code span, or the backticks when nothing closes them before the paragraph ends.
  private mutating func skipCodeSpan() {
    var count = 0
    while byte(offset + count) == UInt8(ascii: "`") { count += 1 }
    let start = offset + count
    offset = start
    guard count < searchedTicks.count, start >= searchedTicks[count] else { return }
    var index = start
    while index < bytes.count {
      if bytes[index] == 0x0A, byte(index + 1) == 0x0A || byte(index + 1) == 0x0D { break }
      if bytes[index] == UInt8(ascii: "`") {
        var length = 0
        while byte(index + length) == UInt8(ascii: "`") { length += 1 }
        if length == count {
          offset = index + length
          return
        }
        index += length
      } else {
        index += 1
      }
    }
    searchedTicks[count] = index
  }
}
