import CMD4C

/// Builds blocks from the parser's events.
///
/// One pass over the events with a stack of open containers; leaves are put together in one reused `LeafText`.
struct BlockTreeBuilder: ~Copyable {
  /// Containers deeper than this are dissolved into the one around them: a tree this deep is still safe to compare,
  /// copy and free, which all go down level by level.
  static let maximumDepth = 100

  /// An open container. Offsets are those of the decoded text.
  struct Frame {
    var kind: Block.Kind
    var isTight = false
    var id: Int
    /// -1 until it is found.
    var start = -1
    var end = 0
    /// Where its children start on the stack of blocks.
    var childStart: Int
    /// An item's own text.
    var head: Piece?
  }

  /// A leaf's text, or one line of it that stands for itself.
  struct Piece {
    var text: SourceText
    var inlines: [Inline]
    var lead: Lead?
    var role = ParagraphLines.Role.text
    /// In the decoded text.
    var range: Range<Int>
    var markup: RawMarkup?
  }

  /// The leaf that is being read.
  enum LeafKind {
    case paragraph
    case heading(level: Int)
    case code(fence: UInt8, attribute: Int)
    case html
    case cell(isHeader: Bool, alignment: Table.Alignment)
  }

  /// The decoded text with template tags blanked.
  let source: UnsafeBufferPointer<UInt8>
  /// The decoded text as it is: code is read from it.
  let original: UnsafeBufferPointer<UInt8>
  /// Where in it the parser's input starts.
  let base: Int
  let map: OffsetMap
  let attributes: [MarkdownAttribute]
  /// Keep what is needed to write the document as HTML again, and change nothing.
  let isRaw: Bool
  let html: HTMLInMarkdown
  let footnotes: [Footnotes.Mark]
  var nextFootnote = 0
  /// A paragraph starts with a dash: it may say whose words the ones before are.
  var hasDashLine = false
  /// Where, in the file, bold lines start that stand in a list without being indented.
  var lazyLeads: Set<Int> = []

  var blocks = BlockStack()
  var locator: BlockLocator
  var frames: [Frame]
  /// For each open container of the parser, whether it has a frame.
  private var hasFrame: [Bool] = []
  private var nextID = 1
  var leaf = LeafText()
  var leafKind: LeafKind?
  /// The first and last source offsets that the leaf's events name; -1 for none.
  var leafFirst = -1
  var leafLast = -1
  var table: MarkdownTable?
  /// HTML elements that are open over blocks of Markdown, innermost last.
  var openElements: [OpenElement] = []
  /// No element that is open from here on is ever closed.
  var hasUnclosedRegion = false

  /// An element that a block was made of and that goes on behind it: `<details>`, an empty line, Markdown.
  struct OpenElement {
    var name: String
    /// How many containers are open around it, and its place on the stack of blocks.
    var depth: Int
    var index: Int
  }

  init(
    source: UnsafeBufferPointer<UInt8>, original: UnsafeBufferPointer<UInt8>, base: Int, map: OffsetMap,
    attributes: [MarkdownAttribute], isRaw: Bool,
    html: HTMLInMarkdown, footnotes: [Footnotes.Mark]
  ) {
    self.source = source
    self.original = original
    self.base = base
    self.map = map
    self.attributes = attributes
    self.isRaw = isRaw
    self.html = html
    self.footnotes = footnotes
    locator = BlockLocator(source: source, start: base)
    frames = [Frame(kind: .paragraph, id: 0, start: base, childStart: 0)]
  }

  mutating func build(_ events: [MarkdownEvent]) -> [Block] {
    var index = 0
    while index < events.count {
      let event = events[index]
      switch event.kind {
      case .text: text(event)
      case .enterSpan: enterSpan(event)
      case .leaveSpan: leaveSpan(event)
      case .enterBlock:
        switch MD_BLOCKTYPE(UInt32(event.type)) {
        case MD_BLOCK_TABLE: startTable(events[index...])
        case MD_BLOCK_HTML where !isRaw:
          if let last = readHTMLRegion(events, from: index) { index = last } else { enterBlock(event) }
        default: enterBlock(event)
        }
      case .leaveBlock: leaveBlock(event)
      }
      index += 1
    }
    // Events that were cut off leave blocks open.
    endLeaf()
    while frames.count > 1 { closeContainer() }
    closeElements(depth: 1)
    return assembled(blocks.take(from: 0))
  }

  /// Blocks with quotes and attribution lines joined.
  private func assembled(_ blocks: consuming [Block]) -> [Block] {
    hasDashLine && !isRaw ? QuoteAssembly.assemble(blocks) : blocks
  }

  // MARK: Blocks

  private mutating func enterBlock(_ event: MarkdownEvent) {
    switch MD_BLOCKTYPE(UInt32(event.type)) {
    case MD_BLOCK_QUOTE:
      openContainer(.quote, mark: .quote)
    case MD_BLOCK_UL:
      openContainer(.list(ordered: false, start: 1), isTight: event.detail == 1)
    case MD_BLOCK_OL:
      openContainer(.list(ordered: true, start: Int(event.value)), isTight: event.detail == 1)
    case MD_BLOCK_LI:
      let isOrdered = if case .list(true, _) = frames[frames.count - 1].kind { true } else { false }
      let task: Bool? = event.detail == 0 ? nil : event.detail != 0x20
      openContainer(.item(task: task), mark: isOrdered ? .number : .bullet)
    case MD_BLOCK_HR:
      endLeaf()
      let range = locator.rule() ?? locator.cursor..<locator.cursor
      locateContainers()
      locator.cursor = range.upperBound
      append(Block(kind: .rule, range: map.sourceRange(of: range)), end: range.upperBound)
    case MD_BLOCK_H: startLeaf(.heading(level: Int(event.detail)))
    case MD_BLOCK_P: startLeaf(.paragraph)
    case MD_BLOCK_HTML: startLeaf(.html)
    case MD_BLOCK_CODE: startLeaf(.code(fence: event.detail, attribute: Int(event.value)))
    case MD_BLOCK_TR: startRow()
    case MD_BLOCK_TH: startLeaf(.cell(isHeader: true, alignment: Self.alignment(event.detail)))
    case MD_BLOCK_TD: startLeaf(.cell(isHeader: false, alignment: Self.alignment(event.detail)))
    default: break
    }
  }

  private mutating func leaveBlock(_ event: MarkdownEvent) {
    switch MD_BLOCKTYPE(UInt32(event.type)) {
    case MD_BLOCK_QUOTE, MD_BLOCK_UL, MD_BLOCK_OL, MD_BLOCK_LI:
      endLeaf()
      if hasFrame.popLast() == true { closeContainer() }
    case MD_BLOCK_H, MD_BLOCK_P, MD_BLOCK_HTML, MD_BLOCK_CODE, MD_BLOCK_TH, MD_BLOCK_TD:
      endLeaf()
    case MD_BLOCK_TR:
      table?.endRow()
    case MD_BLOCK_TABLE:
      endTable()
    default: break
    }
  }

  // MARK: Containers

  private mutating func openContainer(_ kind: Block.Kind, isTight: Bool = false, mark: BlockLocator.Mark.Kind? = nil) {
    endLeaf()
    // A list needs room for its items.
    guard frames.count < Self.maximumDepth - (mark == nil ? 1 : 0) else {
      hasFrame.append(false)
      return
    }
    hasFrame.append(true)
    frames.append(Frame(kind: kind, isTight: isTight, id: nextID, childStart: blocks.count))
    if let mark { locator.open(mark, id: nextID) }
    nextID += 1
  }

  /// Notes the starts of containers that the locator has found.
  mutating func locateContainers() {
    if locator.found.isEmpty { return }
    for place in locator.found.indices {
      let (id, offset) = locator.found[place]
      // Frames are few, and their ids ascend.
      var index = frames.count - 1
      while index > 0, frames[index].id != id { index -= 1 }
      guard index > 0 else { continue }
      frames[index].start = offset
      // A list starts with its first item.
      if index > 0, frames[index - 1].start < 0, case .list = frames[index - 1].kind {
        frames[index - 1].start = offset
      }
    }
    locator.forgetFound()
  }

  private mutating func closeContainer() {
    guard frames.count > 1 else { return }
    if frames[frames.count - 1].start < 0 {
      locator.closeUnlocated(id: frames[frames.count - 1].id)
      locateContainers()
    }
    closeElements(depth: frames.count)
    var frame = frames.removeLast()
    var children = blocks.take(from: frame.childStart)
    if case .list = frame.kind, !isRaw { LeadIns.labelItems(&children) }
    if frame.start < 0 { frame.start = frame.end > 0 ? frame.end : locator.cursor }
    frame.end = max(frame.end, frame.start)
    if frame.end == frame.start, case .item = frame.kind {
      // An empty item is its mark.
      frame.end = max(frame.end, min(locator.cursor, locator.trimmedLineEnd(frame.start)))
    }
    var block = Block(
      kind: frame.kind, text: frame.head?.text ?? SourceText(), inlines: frame.head?.inlines ?? [],
      lead: frame.head?.lead, children: assembled(children), range: map.sourceRange(of: frame.start..<frame.end))
    // Where marks could not be told apart, a container holds what is in it all the same.
    for child in block.children {
      block.range =
        min(block.range.lowerBound, child.range.lowerBound)..<max(block.range.upperBound, child.range.upperBound)
    }
    if isRaw {
      var markup = frame.head?.markup ?? RawMarkup()
      markup.isTight = frame.isTight
      block.markup = markup
    } else if frame.kind == .quote {
      QuoteAssembly.attribute(&block)
      QuoteAssembly.unwrap(&block)
    }
    guard case .list = frame.kind, !lazyLeads.isEmpty else {
      append(block, end: frame.end)
      return
    }
    for part in splitAtLazyLeads(block) { append(part, end: frame.end) }
  }

  mutating func append(_ block: consuming Block, end: Int) {
    let top = frames.count - 1
    blocks.append(block)
    frames[top].end = max(frames[top].end, end)
  }

  // MARK: Tables

  /// - Parameter events: from the table's start on: its first text tells where it is.
  private mutating func startTable(_ events: ArraySlice<MarkdownEvent>) {
    endLeaf()
    var first: Int?
    var isInHeader = true
    for event in events {
      if event.kind == .leaveBlock {
        if event.type == UInt8(MD_BLOCK_TABLE.rawValue) { break }
        if event.type == UInt8(MD_BLOCK_TR.rawValue) { isInHeader = false }
      }
      if event.kind == .text, event.offset >= 0 {
        first = base + Int(event.offset)
        break
      }
    }
    let start = locator.tableHeader(text: first, isInHeader: isInHeader) ?? locator.cursor
    locateContainers()
    table = MarkdownTable(header: start..<locator.trimmedLineEnd(start))
  }

  private mutating func startRow() {
    guard let row = table?.row, let isHeader = table?.isAtHeader else { return }
    if isHeader {
      table?.startRow(row)
      return
    }
    var next = locator.nextRow(after: row.upperBound)
    // The delimiter row is not a row of the table.
    if table?.rowCount == 1, let delimiters = next { next = locator.nextRow(after: delimiters.upperBound) }
    table?.startRow(next)
  }

  private mutating func endTable() {
    guard let finished = table else { return }
    table = nil
    var end = finished.end
    if finished.rowCount == 1, let delimiters = locator.nextRow(after: end) { end = delimiters.upperBound }
    locator.cursor = end
    var grid = finished.table()
    if !isRaw { grid.columns = MarkdownTable.columns(of: grid) }
    append(Block(kind: .table, table: grid, range: map.sourceRange(of: finished.start..<end)), end: end)
  }

  private static func alignment(_ value: UInt8) -> Table.Alignment {
    switch MD_ALIGN(UInt32(value)) {
    case MD_ALIGN_LEFT: .left
    case MD_ALIGN_CENTER: .center
    case MD_ALIGN_RIGHT: .right
    default: .none
    }
  }
}
