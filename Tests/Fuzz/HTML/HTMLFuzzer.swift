import Markup

/// libFuzzer's entry: any bytes are read as HTML, and what must hold of every document is checked.
///
/// Build with `-sanitize=fuzzer,address -parse-as-library`; a crash, a trap or a failed check is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = Array(UnsafeBufferPointer(start: start, count: count))
  let document = DocumentReader().read(source, format: .html)
  check(document.blocks, within: 0..<source.count)
  for entry in document.metadata.entries {
    precondition(entry.range.lowerBound >= 0 && entry.range.upperBound <= source.count, "metadata leaves the file")
  }
  for table in DocumentReader.tables(source, format: .html) {
    precondition(table.grid.count == table.rowCount, "the grid has another number of rows")
    for row in table.grid {
      for case let cell? in row { precondition(table.cells.indices.contains(cell), "a place without its cell") }
    }
  }
  _ = DocumentReader.mainText(source)
  return 0
}

/// Ranges are nested and ascending, and texts stay within their blocks.
private func check(_ blocks: [Block], within range: Range<Int>) {
  var open = [(blocks, range)]
  while let (blocks, around) = open.popLast() {
    var last = around.lowerBound
    for block in blocks {
      precondition(block.range.lowerBound >= last, "blocks go back")
      precondition(block.range.upperBound <= around.upperBound, "a block leaves its parent")
      last = block.range.lowerBound
      if !block.text.isEmpty {
        let source = block.text.sourceRange
        precondition(source.lowerBound >= block.range.lowerBound, "a text starts before its block")
        precondition(source.upperBound <= block.range.upperBound, "a text ends behind its block")
      }
      for inline in block.inlines {
        precondition(inline.range.upperBound <= block.text.string.utf8.count, "inline markup leaves its text")
      }
      open.append((block.children, block.range))
    }
  }
}
