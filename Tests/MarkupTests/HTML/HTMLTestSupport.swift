@testable import Markup

/// Reads HTML with everything on the page, or the main content only.
func readHTML(_ html: String, mainContentOnly: Bool = false) -> MarkupDocument {
  var options = DocumentReader.Options()
  options.mainContentOnly = mainContentOnly
  return DocumentReader(options: options).read(Array(html.utf8), format: .html)
}

/// The tree as lines: kind, text, attribution, indented by depth.
func outline(_ blocks: [Block], depth: Int = 0) -> String {
  var lines: [String] = []
  for block in blocks {
    var line = String(repeating: "  ", count: depth) + name(block.kind)
    if !block.text.isEmpty { line += " \(block.text.string)" }
    if let lead = block.lead {
      let bytes = Array(block.text.string.utf8)
      line += " {\(String(decoding: bytes[lead.label], as: UTF8.self))"
      line += "|\(String(decoding: bytes[lead.value], as: UTF8.self))}"
    }
    if let attribution = block.attribution {
      line += " [\(attribution.speaker ?? "")|\(attribution.role ?? "")|\(attribution.organisation ?? "")]"
    }
    if let table = block.table { line += " \(table.rowCount)x\(table.columnCount)" }
    lines.append(line)
    if !block.children.isEmpty { lines.append(outline(block.children, depth: depth + 1)) }
  }
  return lines.joined(separator: "\n")
}

private func name(_ kind: Block.Kind) -> String {
  switch kind {
  case .heading(let level): "h\(level)"
  case .list(let ordered, let start): ordered ? "ol(\(start))" : "ul"
  case .item(let task): task.map { $0 ? "item(x)" : "item( )" } ?? "item"
  case .code(let language): "code(\(language ?? ""))"
  default: String(describing: kind)
  }
}

/// What must hold of the blocks of every document; the first thing that does not, nil when all does.
func violation(_ document: MarkupDocument, source: [UInt8]) -> String? {
  var open: [(blocks: [Block], range: Range<Int>)] = [(document.blocks, 0..<source.count)]
  while let (blocks, around) = open.popLast() {
    var last = around.lowerBound
    for block in blocks {
      if block.range.lowerBound < last { return "\(block.kind) at \(block.range) starts before \(last)" }
      if block.range.upperBound > around.upperBound { return "\(block.kind) at \(block.range) leaves \(around)" }
      last = block.range.lowerBound
      if let problem = violation(block.text, block.range, source, document.repairs) {
        return "\(block.kind): \(problem)"
      }
      for inline in block.inlines where inline.range.upperBound > block.text.string.utf8.count {
        return "\(inline.kind) at \(inline.range) leaves its text"
      }
      if let lead = block.lead,
        max(lead.label.upperBound, lead.value.upperBound) > block.text.string.utf8.count
      {
        return "a lead-in leaves its text"
      }
      for cell in block.table?.cells ?? [] {
        if let problem = violation(cell.text, block.range, source, document.repairs) { return "cell: \(problem)" }
      }
      open.append((block.children, block.range))
    }
  }
  return nil
}

private func violation(
  _ text: SourceText, _ range: Range<Int>, _ source: [UInt8], _ repairs: [Repair]
) -> String? {
  let bytes = Array(text.string.utf8)
  var end = 0
  var sourceStart = range.lowerBound
  for run in text.runs {
    if run.textStart != end { return "runs leave a gap at \(end)" }
    end = run.textStart + run.textCount
    if end > bytes.count { return "a run leaves its text" }
    if run.sourceStart < sourceStart {
      return "runs go back from \(sourceStart) to \(run.sourceStart), at \(run.textStart) in \(text.string)"
    }
    sourceStart = run.sourceStart
    let sourceEnd = run.sourceStart + run.sourceCount
    if sourceEnd > range.upperBound || sourceEnd > source.count { return "a run leaves its block" }
    // A character that was put in for bytes (a repair, U+FFFD) may be as long as they are.
    let isReplaced =
      repairs.contains { $0.range.overlaps(run.sourceStart..<sourceEnd) }
      || String(decoding: bytes[run.textStart..<end], as: UTF8.self) == "\u{FFFD}"
    if run.isVerbatim, !isReplaced, bytes[run.textStart..<end] != source[run.sourceStart..<sourceEnd] {
      let found = String(decoding: source[run.sourceStart..<sourceEnd], as: UTF8.self)
      return "a verbatim run differs from the file: \(run.textStart) in \(text.string), \(found)"
    }
  }
  return end == bytes.count ? nil : "runs end at \(end) of \(bytes.count)"
}

/// A small generator of repeatable numbers (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
