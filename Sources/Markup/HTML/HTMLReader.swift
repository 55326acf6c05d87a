/// Reads HTML: bytes to tree (libxml2), tree to main content, main content to blocks.
enum HTMLReader {
  /// Reads a whole document. What `DocumentReader` knows (lines, encoding, repairs) is left for it to fill in.
  static func read(
    _ decoded: DecodedText, options: DocumentReader.Options = DocumentReader.Options()
  ) -> MarkupDocument {
    let page = HTMLPage(decoded)
    var document = MarkupDocument(format: .html, lines: LineTable([]), diagnostics: page.diagnostics)
    document.metadata = HTMLMetadata.read(page)
    if options.mainContentOnly {
      document.blocks = mainBlocks(page, keepsTitle: true)
    } else {
      var builder = HTMLBlockBuilder(tree: page.tree, places: page.places)
      document.blocks = builder.blocks(in: [0])
    }
    document.blocks = page.withTemplateQuotes(document.blocks)
    return document
  }

  /// The blocks of a stretch of HTML inside a document of another format; ranges are in the original file.
  ///
  /// Tags that are not closed within it end with it. Empty where libxml2 is not there.
  static func blocks(fragment range: Range<Int>, of decoded: DecodedText) -> [Block] {
    let source = HTMLSource(decoded.bytes[range])
    var builder = HTMLBlockBuilder(
      tree: HTMLTree(source), places: HTMLPlaces(base: range.lowerBound, bytes: decoded.bytes, map: decoded.map))
    return builder.blocks(in: [0])
  }

  /// The text of the main content, without the title.
  static func mainText(_ decoded: DecodedText) -> String {
    let page = HTMLPage(decoded)
    return page.withTemplateQuotes(mainBlocks(page, keepsTitle: false)).plainText
  }

  /// The blocks of the main content.
  ///
  /// - Parameter keepsTitle: whether the title, captions and the like are among them.
  private static func mainBlocks(_ page: HTMLPage, keepsTitle: Bool) -> [Block] {
    func blocks(_ content: MainContent, _ tree: HTMLTree) -> [Block] {
      let dropped = keepsTitle ? content.dropped : zip(content.dropped, content.beside).map { $0 || $1 }
      var builder = HTMLBlockBuilder(tree: tree, places: page.places, dropped: dropped)
      // Text that is copied from a page has its digits as they are.
      builder.collector.raisesDigits = keepsTitle
      return builder.blocks(in: content.roots)
    }
    let content = MainContent.find(in: page.tree, places: page.places)
    let length = content.textLength(page.tree)
    guard length < 250 else { return blocks(content, page.tree) }
    // Next to nothing: the text may stand where browsers do not look for it.
    if let tree = page.tree.revealed() {
      let other = MainContent.find(in: tree, places: page.places)
      if other.textLength(tree) > max(3 * length, 150) { return blocks(other, tree) }
    }
    let article = LinkedArticle.blocks(page)
    let articleLength = article.reduce(Float(0)) {
      $0 + TextStatistics.measure(Array($1.text.string.utf8)[...]).characters
    }
    return articleLength > max(3 * length, 150) ? article : blocks(content, page.tree)
  }

  /// Every table of a document in the order of start tags: nested, hidden and layout tables included.
  static func tables(_ decoded: DecodedText) -> [Table] {
    let page = HTMLPage(decoded)
    return HTMLTableReader(tree: page.tree, places: page.places).tables()
  }
}

/// A document on its way to blocks.
struct HTMLPage {
  let decoded: DecodedText
  let tree: HTMLTree
  let places: HTMLPlaces
  /// Of the front matter.
  let entries: [Metadata.Entry]
  let templateQuotes: [TemplateQuote]
  private(set) var diagnostics: [Diagnostic]

  init(_ decoded: DecodedText) {
    self.decoded = decoded
    let front = FrontMatter.split(decoded)
    entries = front.entries
    diagnostics = front.diagnostics
    let scan = TemplateTags.scan(decoded, from: front.bodyStart, format: .html)
    templateQuotes = scan.quotes
    let bytes: ArraySlice<UInt8>
    if let blanked = scan.blanked, blanked.count == decoded.bytes.count {
      bytes = blanked[front.bodyStart...]
    } else {
      bytes = decoded.bytes[front.bodyStart...]
    }
    let source = HTMLSource(bytes)
    places = HTMLPlaces(base: front.bodyStart, bytes: decoded.bytes, map: decoded.map)
    let whole = HTMLTree(source)
    switch whole.status {
    case .tooDeep, .tooMuchWork:
      // Tags that nest thousands deep have no meaning; the text and its lines have.
      tree = HTMLTree(source.flattened())
    default: tree = whole
    }
    if let diagnostic = HTMLPage.diagnostic(whole.status, at: places.original(0..<source.count)) {
      diagnostics.append(diagnostic)
    }
  }

  private static func diagnostic(_ status: HTMLTree.Status, at range: Range<Int>) -> Diagnostic? {
    switch status {
    case .complete: return nil
    case .missingLibrary:
      return Diagnostic(
        severity: .error, code: "libxml2-missing",
        message: "HTML needs libxml2: install it (Debian and Ubuntu: apt install libxml2; macOS has it)", range: range)
    case .unsupportedLibrary:
      return Diagnostic(
        severity: .error, code: "libxml2-unsupported",
        message: "the libxml2 found here failed its trial parse: install version 2.9 or later", range: range)
    case .outOfMemory:
      return Diagnostic(
        severity: .error, code: "out-of-memory", message: "the document was read in part: memory is out", range: range)
    case .tooMany:
      return Diagnostic(
        severity: .warning, code: "too-many-elements",
        message: "the document was read in part: it has more than \(HTMLTree.maximumRecords) elements or texts",
        range: range)
    case .tooDeep, .tooMuchWork:
      return Diagnostic(
        severity: .warning, code: "nested-too-deep",
        message: "elements are nested thousands deep: only lines, headings and paragraphs were read", range: range)
    }
  }

  /// Puts the quotes that template calls make in the place of what stands between their tags.
  func withTemplateQuotes(_ blocks: [Block]) -> [Block] {
    if templateQuotes.isEmpty { return blocks }
    var result: [Block] = []
    var next = 0
    for block in blocks {
      while next < templateQuotes.count {
        let quote = templateQuotes[next]
        let range = decoded.originalRange(of: quote.range)
        if block.range.lowerBound < range.lowerBound { break }
        if block.range.lowerBound < range.upperBound { break }
        if let made = made(quote, range) { result.append(made) }
        next += 1
      }
      if next < templateQuotes.count {
        let quote = templateQuotes[next]
        let range = decoded.originalRange(of: quote.range)
        if range.lowerBound <= block.range.lowerBound, block.range.upperBound <= range.upperBound {
          if case .between = quote.words {
            if let last = result.last, last.kind == .quote, last.range == range {
              result[result.count - 1].children.append(block)
            } else {
              result.append(Block(kind: .quote, children: [block], attribution: quote.attribution, range: range))
            }
            continue
          }
        }
      }
      result.append(block)
    }
    while next < templateQuotes.count {
      if let made = made(templateQuotes[next], decoded.originalRange(of: templateQuotes[next].range)) {
        result.append(made)
      }
      next += 1
    }
    return result
  }

  /// A quote whose words stand in the call itself; one whose words stand between tags was made from their blocks.
  private func made(_ quote: TemplateQuote, _ range: Range<Int>) -> Block? {
    guard case .inCall(let paragraphs) = quote.words else { return nil }
    let children = paragraphs.map { Block(kind: .paragraph, text: $0, range: $0.sourceRange) }
    return Block(kind: .quote, children: children, attribution: quote.attribution, range: range)
  }
}
