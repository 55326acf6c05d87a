internal import Markup
package import Recognition

/// What recognition of names and kinds reads of the document.
extension DocumentBuilder {
  /// No more links than this are kept: what has more is a directory.
  private static let maximumLinks = 2000

  /// The links and images of blocks, in document order.
  static func links(in blocks: [Block]) -> [DocumentText.Link] {
    var links: [DocumentText.Link] = []
    var stack = Array(blocks.reversed())
    while let block = stack.popLast(), links.count < maximumLinks {
      take(block.inlines, of: block.text, to: &links)
      stack.append(contentsOf: block.children.reversed())
    }
    return links
  }

  private static func take(_ inlines: [Inline], of text: SourceText, to links: inout [DocumentText.Link]) {
    for inline in inlines {
      switch inline.kind {
      case .link(let destination):
        links.append(DocumentText.Link(text: text.string.utf8(inline.range), destination: destination, isImage: false))
      case .image(let source):
        links.append(DocumentText.Link(text: text.string.utf8(inline.range), destination: source, isImage: true))
      default: continue
      }
    }
  }

  /// The document so far, as recognition reads it.
  func documentText() -> DocumentText {
    let sections = document.sections
    return DocumentText(
      path: document.path, title: document.title, heading: document.heading, subheading: document.subheading,
      site: markup.metadata.site?.value, address: document.url,
      fields: document.metadata.map {
        DocumentText.Field(
          key: $0.key, value: $0.value,
          isFrontMatter: $0.origin == Metadata.Origin.frontMatter.rawValue
            || $0.origin == Metadata.Origin.yaml.rawValue)
      },
      headings: sections.dropFirst().map {
        DocumentText.Heading(title: $0.title, level: $0.level, role: $0.role?.rawValue)
      },
      passages: document.statements.map {
        DocumentText.Passage(
          kind: DocumentText.Passage.Kind(rawValue: $0.kind.rawValue) ?? .sentence, heading: $0.section - 1,
          label: $0.label, text: $0.text, attribution: $0.attribution)
      } + firstRows(),
      links: links)
  }

  /// The header rows of tables of two columns: "Customer | Acme" is a fact like the rows below it.
  private func firstRows() -> [DocumentText.Passage] {
    outline.pieces.compactMap { piece in
      guard case .table(let table) = piece.kind, table.columnCount == 2, table.headerRows == [0],
        let label = table[0, 0]?.text.string, let value = table[0, 1]?.text.string, !label.isEmpty, !value.isEmpty
      else { return nil }
      return DocumentText.Passage(kind: .row, heading: piece.section - 1, label: label, text: value, attribution: nil)
    }
  }
}

extension DocumentParser {
  /// What recognition reads of a document; for the programs that train it.
  package func documentText(path: String, bytes: [UInt8]) -> DocumentText {
    let name = path.split(separator: "/").last ?? Substring(path)
    let format = DocumentFormat(pathExtension: name.split(separator: ".").last ?? "") ?? .markdown
    var builder = DocumentBuilder(parser: self, markup: reader.read(bytes, format: format), path: path, bytes: bytes)
    builder.readOutline()
    return builder.documentText()
  }
}
