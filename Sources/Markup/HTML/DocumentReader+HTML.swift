extension DocumentReader {
  /// Every table of a document in the order of their start tags: nested, hidden and layout tables included, and those
  /// outside the main content.
  ///
  /// A nested table is part of its cell's text and a table of its own; `Table.parent` tells which it stands in.
  public static func tables(_ bytes: [UInt8], format: DocumentFormat, options: Options = Options()) -> [Table] {
    guard bytes.count <= options.maximumBytes else { return [] }
    switch format {
    case .html: return HTMLReader.tables(TextDecoder.decode(bytes, format: format, options: options))
    case .markdown, .yaml: return DocumentReader(options: options).read(bytes, format: format).blocks.tables
    }
  }

  /// The main text of an HTML page as a reader would copy it: the text of its blocks, one line each, without the page's
  /// title.
  ///
  /// Empty where nothing can be read (see the diagnostics of `read`).
  public static func mainText(_ bytes: [UInt8], options: Options = Options()) -> String {
    guard bytes.count <= options.maximumBytes else { return "" }
    return HTMLReader.mainText(TextDecoder.decode(bytes, format: .html, options: options))
  }
}

extension [Block] {
  /// The tables among the blocks, in document order.
  var tables: [Table] {
    var result: [Table] = []
    var stack: [ArraySlice<Block>] = [self[...]]
    while var rest = stack.popLast() {
      guard let block = rest.popFirst() else { continue }
      stack.append(rest)
      if let table = block.table { result.append(table) }
      stack.append(block.children[...])
    }
    return result
  }

  /// The text of the blocks and all within them, one line each; tables by row, cells set apart by tabs.
  var plainText: String {
    var lines: [String] = []
    var stack: [ArraySlice<Block>] = [self[...]]
    var attributions: [(depth: Int, text: String)] = []
    while var rest = stack.popLast() {
      while let last = attributions.last, last.depth > stack.count {
        lines.append(last.text)
        attributions.removeLast()
      }
      guard let block = rest.popFirst() else { continue }
      stack.append(rest)
      if !block.text.isEmpty { lines.append(block.text.string) }
      if let table = block.table { lines += table.lines }
      if let attribution = block.attribution { attributions.append((stack.count, attribution.text.string)) }
      stack.append(block.children[...])
    }
    lines += attributions.reversed().map(\.text)
    return lines.joined(separator: "\n")
  }
}

extension Table {
  /// Rows as lines, each cell once, set apart by tabs.
  fileprivate var lines: [String] {
    var lines = caption.map { [$0.string] } ?? []
    for row in grid {
      var line = ""
      var last = -1
      for case let cell? in row where cell != last {
        last = cell
        if !line.isEmpty { line += "\t" }
        line += cells[cell].text.string
      }
      lines.append(line)
    }
    return lines
  }
}
