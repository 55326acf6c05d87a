@testable import Markup

/// Writes blocks that were read in raw mode as HTML again, the way the CommonMark specification's examples have it.
struct CommonMarkHTML {
  private var output: [UInt8] = []

  static func render(_ blocks: [Block]) -> String {
    var renderer = CommonMarkHTML()
    for block in blocks { renderer.block(block, isTight: false) }
    return String(decoding: renderer.output, as: UTF8.self)
  }

  private mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

  private mutating func endLine() {
    if let last = output.last, last != 0x0A { output.append(0x0A) }
  }

  private mutating func block(_ block: Block, isTight: Bool) {
    switch block.kind {
    case .heading(let level):
      write("<h\(level)>")
      inline(block)
      write("</h\(level)>\n")
    case .paragraph:
      if block.markup?.isHTML == true {
        write(block.text.string)
      } else if isTight {
        inline(block)
      } else {
        write("<p>")
        inline(block)
        write("</p>\n")
      }
    case .rule: write("<hr />\n")
    case .quote:
      write("<blockquote>\n")
      for child in block.children { self.block(child, isTight: false) }
      write("</blockquote>\n")
    case .list(let ordered, let start):
      write(ordered ? (start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n") : "<ul>\n")
      for item in block.children { self.item(item, isTight: block.markup?.isTight ?? false) }
      write(ordered ? "</ol>\n" : "</ul>\n")
    case .code(let language):
      if let language, !language.isEmpty {
        write("<pre><code class=\"language-\(Self.escaped(language))\">")
      } else {
        write("<pre><code>")
      }
      write(Self.escaped(block.text.string))
      write("</code></pre>\n")
    default: write("<!-- \(block.kind) -->\n")
    }
  }

  private mutating func item(_ item: Block, isTight: Bool) {
    write("<li>")
    if !item.text.isEmpty || !item.inlines.isEmpty {
      if isTight {
        inline(item)
      } else {
        write("\n<p>")
        inline(item)
        write("</p>\n")
      }
    }
    for (index, child) in item.children.enumerated() {
      let isText = child.kind == .paragraph && child.markup?.isHTML != true
      if !(isTight && isText && index == 0 && item.text.isEmpty) { endLine() }
      block(child, isTight: isTight)
    }
    write("</li>\n")
  }

  // MARK: Inline

  private mutating func inline(_ block: Block) {
    let bytes = Array(block.text.string.utf8)
    var next = 0
    var range = 0..<bytes.count
    if case .heading = block.kind {
      // White space at the ends of a heading says nothing.
      while let first = range.first, bytes[first] == 0x20 || bytes[first] == 0x09 { range.removeFirst() }
      while let last = range.last, bytes[last] == 0x20 || bytes[last] == 0x09 { range.removeLast() }
    }
    spans(block, bytes, range, &next, end: block.inlines.count)
  }

  /// Writes a stretch of text and the inlines from `next` on that lie in it.
  private mutating func spans(_ block: Block, _ bytes: [UInt8], _ range: Range<Int>, _ next: inout Int, end: Int) {
    var offset = range.lowerBound
    while next < end {
      let inline = block.inlines[next]
      let isInside = inline.range.upperBound <= range.upperBound && inline.range.lowerBound >= offset
      guard isInside else { break }
      text(block, bytes, offset..<inline.range.lowerBound)
      let index = next
      next += 1
      if case .image(let source) = inline.kind {
        var alt = next
        while alt < end, block.inlines[alt].range.upperBound <= inline.range.upperBound,
          block.inlines[alt].range.lowerBound < inline.range.upperBound
        {
          alt += 1
        }
        next = alt
        let words = String(decoding: bytes[inline.range], as: UTF8.self)
        write("<img src=\"\(Self.address(source))\" alt=\"\(Self.escaped(words))\"\(title(block, index)) />")
      } else {
        let (open, close) = tags(inline.kind, block, index)
        write(open)
        spans(block, bytes, inline.range, &next, end: inline.range.isEmpty ? next : end)
        write(close)
      }
      offset = max(offset, inline.range.upperBound)
    }
    text(block, bytes, offset..<max(offset, range.upperBound))
  }

  private func tags(_ kind: Inline.Kind, _ block: Block, _ index: Int) -> (String, String) {
    switch kind {
    case .strong: ("<strong>", "</strong>")
    case .emphasis: ("<em>", "</em>")
    case .code: ("<code>", "</code>")
    case .strikethrough: ("<del>", "</del>")
    case .link(let destination): ("<a href=\"\(Self.address(destination))\"\(title(block, index))>", "</a>")
    default: ("", "")
    }
  }

  private func title(_ block: Block, _ index: Int) -> String {
    guard let title = block.markup?.titles[index] else { return "" }
    return " title=\"\(Self.escaped(title))\""
  }

  private mutating func text(_ block: Block, _ bytes: [UInt8], _ range: Range<Int>) {
    let markup = block.markup ?? RawMarkup()
    var offset = range.lowerBound
    while offset < range.upperBound {
      if let html = markup.htmlSpans.first(where: { $0.contains(offset) }) {
        let end = min(html.upperBound, range.upperBound)
        output.append(contentsOf: bytes[offset..<end])
        offset = end
      } else if bytes[offset] == 0x0A {
        write(markup.hardBreaks.contains(offset) ? "<br />\n" : "\n")
        offset += 1
      } else {
        write(Self.escaped(String(decoding: [bytes[offset]], as: Unicode.ASCII.self), byte: bytes[offset]))
        if bytes[offset] >= 0x80 { output.append(bytes[offset]) }
        offset += 1
      }
    }
  }

  private static func escaped(_ text: String, byte: UInt8) -> String { byte >= 0x80 ? "" : escaped(text) }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func address(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let isSafe =
        byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        || "-_.+!*(),%#@?=;:/,$~'&".utf8.contains(byte)
      if byte == UInt8(ascii: "&") {
        result += "&amp;"
      } else if byte == UInt8(ascii: "'") {
        result += "&#x27;"
      } else if isSafe {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}

/// The examples in the text of the CommonMark specification.
struct SpecificationExample {
  var number: Int
  var section: String
  var markdown: String
  var html: String

  static func read(_ text: String) -> [SpecificationExample] {
    var examples: [SpecificationExample] = []
    var section = ""
    var markdown: [Substring] = []
    var html: [Substring] = []
    var state = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      switch state {
      case 0 where line.hasPrefix("```````````````````````````````` example"):
        state = 1
        markdown = []
        html = []
      case 0 where line.hasPrefix("#"): section = String(line.drop { $0 == "#" || $0 == " " })
      case 1 where line == ".": state = 2
      case 1: markdown.append(line)
      case 2 where line == "````````````````````````````````":
        state = 0
        func joined(_ lines: [Substring]) -> String {
          String(lines.map { $0 + "\n" }.joined().map { $0 == "→" ? "\t" : $0 })
        }
        examples.append(
          SpecificationExample(
            number: examples.count + 1, section: section, markdown: joined(markdown), html: joined(html)))
      case 2: html.append(line)
      default: break
      }
    }
    return examples
  }
}
