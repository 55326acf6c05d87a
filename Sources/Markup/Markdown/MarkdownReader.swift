/// Reads Markdown into blocks.
enum MarkdownReader {
  static func read(_ text: DecodedText, options: DocumentReader.Options) -> MarkupDocument {
    let frontMatter = FrontMatter.split(text)
    var document = MarkupDocument(format: .markdown, lines: LineTable([]))
    document.metadata = Metadata(entries: frontMatter.entries)
    document.metadata.assignPurposes()
    document.diagnostics = frontMatter.diagnostics
    let templates = TemplateTags.scan(text, from: frontMatter.bodyStart, format: .markdown)
    var blanked = Dialects.blank(templates.blanked ?? text.bytes, from: frontMatter.bodyStart) ?? templates.blanked
    let grids = GridTables(text, blanked ?? text.bytes, from: frontMatter.bodyStart)
    if !grids.tables.isEmpty { blanked = grids.blank(blanked ?? text.bytes) }
    let result = blocks(text, blanked: blanked, from: frontMatter.bodyStart)
    document.blocks = grids.place(in: TemplateQuotePlacement.place(templates.quotes, in: result.blocks, text), text)
    document.diagnostics += result.diagnostics
    return document
  }

  /// Blocks and what was noticed on the way.
  struct Result {
    var blocks: [Block]
    var diagnostics: [Diagnostic]
  }

  /// Reads the Markdown that starts at `start`.
  ///
  /// - Parameters:
  ///   - blanked: the same bytes with template tags blanked.
  ///   - isRaw: what the specification says and nothing else, with what is needed to write it as HTML again.
  static func blocks(
    _ text: DecodedText, blanked: [UInt8]? = nil, from start: Int = 0, isRaw: Bool = false
  ) -> Result {
    let bytes = blanked ?? text.bytes
    let footnotes = isRaw ? nil : bytes.withUnsafeBufferPointer { Footnotes($0, from: start) }
    let (events, diagnostics) = parse(bytes, from: start, footnotes: footnotes, of: text, isRaw: isRaw)
    let markup = HTMLInMarkdown(text: text, blanked: blanked)
    let blocks = bytes.withUnsafeBufferPointer { source in
      text.bytes.withUnsafeBufferPointer { original in
        var builder = BlockTreeBuilder(
          source: source, original: original, base: start, map: text.map, attributes: events.attributes, isRaw: isRaw,
          html: markup, footnotes: footnotes?.marks ?? [])
        return builder.build(events.events)
      }
    }
    return Result(blocks: blocks, diagnostics: diagnostics)
  }

  /// Runs the parser, on a masked copy of the text that is gone when this returns.
  private static func parse(
    _ bytes: [UInt8], from start: Int, footnotes: Footnotes?, of text: DecodedText, isRaw: Bool
  ) -> (MarkdownEvents, [Diagnostic]) {
    var input = ParserInput(bytes[start...])
    for mark in footnotes?.marks ?? [] { input.mask(mark.range.lowerBound - start) }
    for indentation in footnotes?.indentations ?? [] {
      for offset in indentation { input.mask(offset - start, as: TemplateTags.filler) }
    }
    let sourceCount = input.count
    if !isRaw { input.partTables() }
    input.widenDelimiterRows()
    var events = MarkdownEvents(parsing: input.bytes, count: input.count)
    var diagnostics: [Diagnostic] = []
    if events.isTruncated {
      input.maskAll()
      events = MarkdownEvents(parsing: input.bytes, count: input.count)
      diagnostics.append(
        Diagnostic(
          severity: .warning, code: "too-complex",
          message:
            "more markup than a document of \(sourceCount) bytes can mean: inline markup and tables are not read",
          range: text.originalRange(of: start..<bytes.count)))
    }
    if events.isTruncated {
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "too-complex", message: "too many blocks: the rest of the document is not read",
          range: text.originalRange(of: start..<bytes.count)))
    }
    events.remove(input.insertions)
    return (events, diagnostics)
  }
}
