/// Reads Markdown into blocks.
enum MarkdownReader {
  static func read(_ text: DecodedText, options: DocumentReader.Options) -> MarkupDocument {
    let frontMatter = FrontMatter.split(text)
    var document = MarkupDocument(format: .markdown, lines: LineTable([]))
    document.metadata = Metadata(entries: frontMatter.entries)
    document.metadata.assignPurposes()
    document.diagnostics = frontMatter.diagnostics
    let result = blocks(text.bytes, from: frontMatter.bodyStart, map: text.map)
    document.blocks = result.blocks
    document.diagnostics += result.diagnostics
    return document
  }

  /// Blocks and what was noticed on the way.
  struct Result {
    var blocks: [Block]
    var diagnostics: [Diagnostic]
  }

  /// Reads the Markdown that starts at `start` of valid UTF-8.
  ///
  /// - Parameters:
  ///   - map: from `bytes` to the original file.
  ///   - isRaw: what the specification says and nothing else, with what is needed to write it as HTML again.
  static func blocks(_ bytes: [UInt8], from start: Int, map: OffsetMap, isRaw: Bool = false) -> Result {
    let count = bytes.count - start
    var input = [UInt8]()
    input.reserveCapacity(count + MarkdownEvents.padding)
    input.append(contentsOf: bytes[start...])
    input.append(contentsOf: repeatElement(0, count: MarkdownEvents.padding))
    let events = MarkdownEvents(parsing: input, count: count)
    var diagnostics: [Diagnostic] = []
    if events.isTruncated {
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "too-complex",
          message: "the document has more markup than a document of its size can have; the rest is not read",
          range: map.sourceRange(of: start..<bytes.count)))
    }
    let blocks = bytes.withUnsafeBufferPointer { source in
      var builder = BlockTreeBuilder(
        source: source, base: start, map: map, attributes: events.attributes, isRaw: isRaw)
      return builder.build(events.events)
    }
    return Result(blocks: blocks, diagnostics: diagnostics)
  }
}
