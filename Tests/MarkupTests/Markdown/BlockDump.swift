@testable import Markup

/// Blocks as lines of text, to be compared with a literal in a test: kind, place, text, lead-in, inline markup.
enum BlockDump {
  static func dump(_ source: String, format: DocumentFormat = .markdown) -> String {
    dump(DocumentReader().read(Array(source.utf8), format: format))
  }

  static func dump(_ document: MarkupDocument) -> String {
    var lines: [String] = []
    var stack: [(block: Block, depth: Int)] = document.blocks.reversed().map { ($0, 0) }
    while let (block, depth) = stack.popLast() {
      lines.append(String(repeating: "  ", count: depth) + line(block, document))
      for child in block.children.reversed() { stack.append((child, depth + 1)) }
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ block: Block, _ document: MarkupDocument) -> String {
    let start = document.lines.position(at: block.range.lowerBound)
    let end = document.lines.position(at: block.range.upperBound)
    var parts = ["\(name(block.kind)) \(start.line):\(start.column)-\(end.line):\(end.column)"]
    if !block.text.isEmpty { parts.append("'\(block.text.string)'") }
    let bytes = Array(block.text.string.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    if let lead = block.lead { parts.append("[\(text(lead.label)) | \(text(lead.value))]") }
    if let attribution = block.attribution { parts.append("by '\(attribution.text.string)'") }
    for inline in block.inlines { parts.append("\(name(inline.kind))(\(text(inline.range)))") }
    if let table = block.table {
      for row in 0..<table.rowCount {
        parts.append((0..<table.columnCount).map { table[row, $0]?.text.string ?? "" }.joined(separator: ","))
      }
    }
    return parts.joined(separator: " ")
  }

  private static func name(_ kind: Block.Kind) -> String {
    switch kind {
    case .heading(let level): "h\(level)"
    case .list(let ordered, let start): ordered ? "ol(\(start))" : "ul"
    case .item(let task): task.map { $0 ? "item[x]" : "item[ ]" } ?? "item"
    case .code(let language): "code(\(language ?? ""))"
    case .footnote(let label): "footnote(\(label))"
    default: "\(kind)"
    }
  }

  private static func name(_ kind: Inline.Kind) -> String {
    switch kind {
    case .link(let destination): "link<\(destination)>"
    case .image(let source): "image<\(source)>"
    case .footnoteReference(let label): "note<\(label)>"
    default: "\(kind)"
    }
  }
}
