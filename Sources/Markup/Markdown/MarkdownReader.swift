/// Reads Markdown into blocks.
enum MarkdownReader {
  static func read(_ text: DecodedText, options: DocumentReader.Options) -> MarkupDocument {
    let frontMatter = FrontMatter.split(text)
    var document = MarkupDocument(format: .markdown, lines: LineTable([]))
    document.metadata = Metadata(entries: frontMatter.entries)
    document.diagnostics = frontMatter.diagnostics
    return document
  }
}
