/// Turns a tree, or the kept parts of it, into blocks.
///
/// One walk over the nodes in document order with a stack of open elements. Three kinds of element matter: inline ones,
/// which mark stretches of the text being collected; lines (`p`, `div`, `br br` …), which end it; and frames (lists,
/// quotes, figures …), which become blocks with children.
struct HTMLBlockBuilder {
  /// A block under construction.
  struct Frame {
    var kind: Block.Kind
    var node: Int
    var children: [Block] = []
    var text: SourceText?
    var inlines: [Inline] = []
    var lead: Lead?
    /// Holds one line of text: block elements inside do not end it (a `div` in a heading).
    var isLine = false
    var attribution: Attribution?
    /// Not an element of the source: an item outside a list makes one.
    var isImplicit = false

    var isList: Bool { if case .list = kind { true } else { false } }
  }

  /// What to do when an element ends.
  enum Closing {
    case nothing
    case line
    case layoutTable
    case paragraph(countBefore: Int)
    case frame
    case inline
    case struck
    case verbatim
  }

  let tree: HTMLTree
  let places: HTMLPlaces
  /// Nodes that are left out with all below them.
  let dropped: [Bool]
  var collector: TextCollector
  var frames: [Frame]
  private var openParagraphs = 0
  private var layoutTables = 0
  /// Elements whose text a quotation before them took as its attribution.
  var consumed: Set<Int> = []
  /// The most blocks nested in one another; what is deeper goes into the block at this depth.
  static let maximumDepth = 200

  init(tree: HTMLTree, places: HTMLPlaces, dropped: [Bool] = []) {
    self.tree = tree
    self.places = places
    self.dropped = dropped
    collector = TextCollector(places: places)
    frames = [Frame(kind: .paragraph, node: 0)]
  }

  /// The blocks below `roots`, which must be in document order and not inside each other.
  mutating func blocks(in roots: [Int]) -> [Block] {
    for root in roots {
      walk(root)
      flush()
    }
    while frames.count > 1 { closeFrame(end: Int(tree.nodes[0].end)) }
    return QuoteAssembly.assemble(frames[0].children)
  }

  private mutating func walk(_ root: Int) {
    var open: [(end: Int, node: Int, closing: Closing)] = []
    let end = Int(tree.nodes[root].subtreeEnd)
    var index = root
    while index < end {
      while let last = open.last, last.end <= index {
        open.removeLast()
        close(last.closing, node: last.node)
      }
      let node = tree.nodes[index]
      if !dropped.isEmpty && dropped[index] || !consumed.isEmpty && consumed.contains(index) {
        if node.tag.isBlock { breakLine() }
        index = Int(node.subtreeEnd)
        continue
      }
      if node.isText {
        collector.append(tree, index)
        index += 1
        continue
      }
      guard let closing = enter(index) else {
        index = Int(node.subtreeEnd)
        continue
      }
      if node.subtreeEnd > index + 1 {
        open.append((Int(node.subtreeEnd), index, closing))
      } else {
        close(closing, node: index)
      }
      index += 1
    }
    while let last = open.popLast() { close(last.closing, node: last.node) }
  }

  // MARK: Elements

  /// Starts an element; nil when it is done with, all below it included.
  private mutating func enter(_ index: Int) -> Closing? {
    let node = tree.nodes[index]
    switch node.tag {
    case .br:
      lineBreak(index)
      return nil
    case .hr:
      flush()
      append(Block(kind: .rule, range: places.original(node.range)))
      return nil
    case .wbr: return nil
    case .img, .amp_img:
      if let source = tree.attribute(.src, of: index), !source.isEmpty, !source.hasPrefix("data:") {
        collector.image(source)
      }
      return nil
    case .strong, .b: return inline(.strong)
    case .em, .i: return inline(.emphasis)
    case .s, .strike, .del: return struck(index)
    case .code, .kbd, .samp, .tt: return inline(.code)
    case .sup: return inline(.superscript)
    case .a:
      guard let target = tree.attribute(.href, of: index), !target.isEmpty else { return .nothing }
      return inline(.link(destination: target))
    case .h1, .h2, .h3, .h4, .h5, .h6: return heading(index, level: node.tag.headingLevel ?? 6)
    case .p:
      if testimonial(index) { return nil }
      breakLine()
      openParagraphs += 1
      return .paragraph(countBefore: frames[frames.count - 1].children.count)
    case .pre, .listing:
      return frame(.code(language: CodeLanguage.of(index, in: tree)), index, isLine: true, isVerbatim: true)
    case .ul, .menu, .dir: return frame(.list(ordered: false, start: 1), index)
    case .ol:
      let start = tree.attribute(.start, of: index).flatMap(Int.init) ?? 1
      return frame(.list(ordered: true, start: start), index)
    case .li: return item(index)
    case .dl: return frame(.definitions, index)
    case .dt: return frame(.term, index, isLine: !holdsBlocks(index))
    case .dd: return frame(.description, index)
    case .blockquote: return frame(.quote, index)
    case .q: return .nothing
    case .figure: return frame(.figure, index)
    case .figcaption: return frame(.caption, index)
    case .details: return frame(.details, index)
    case .summary: return frame(.summary, index, isLine: !holdsBlocks(index))
    case .table: return table(index)
    case .footer, .cite:
      if endsQuote(index) { return frame(.caption, index) }
      if node.tag == .cite { return .nothing }
      breakLine()
      return .line
    case .button:
      // The heading of an accordion.
      if case .heading = frames[frames.count - 1].kind { return .nothing }
      // A button that opens something is its heading (questions and answers, accordions); others are controls.
      guard tree.has(.ariaExpanded, index), textBytes(below: index) >= 16 else { return nil }
      breakLine()
      return .line
    case .unknown, .span, .small, .big, .font, .u, .mark, .time, .abbr, .label:
      return isBullet(index) ? nil : .nothing
    default:
      if node.tag.isInvisible { return nil }
      if node.tag.isBlock || node.tag == .td || node.tag == .th {
        if let stat = StatBlock.read(index, tree: tree, places: places, dropped: dropped) {
          flush()
          append(stat)
          return nil
        }
        if testimonial(index) { return nil }
        if tree.attribute(.role, of: index) == "heading" {
          let level = tree.attribute(.ariaLevel, of: index).flatMap(Int.init) ?? 2
          return heading(index, level: min(max(level, 1), 6))
        }
        breakLine()
        return .line
      }
      return .nothing
    }
  }

  private mutating func inline(_ kind: Inline.Kind) -> Closing {
    collector.openInline(kind)
    return .inline
  }

  /// Text that is struck out is withdrawn: it is marked as such in the text, where that is not copied as it is.
  private mutating func struck(_ index: Int) -> Closing {
    guard collector.raisesDigits, !collector.isVerbatim, textBytes(below: index) > 0 else {
      return inline(.strikethrough)
    }
    let place = Int(tree.nodes[index].contentStart)
    collector.append(replacement: "~~", source: place..<place)
    collector.openInline(.strikethrough)
    return .struck
  }

  /// Whether an element ends a quotation: it says where the words come from.
  private func endsQuote(_ index: Int) -> Bool {
    guard case .quote = frames[frames.count - 1].kind, !frames[frames.count - 1].children.isEmpty || !collector.isEmpty
    else { return false }
    let quote = frames[frames.count - 1].node
    var place = Int(tree.nodes[index].subtreeEnd)
    while place < Int(tree.nodes[quote].subtreeEnd) {
      if tree.nodes[place].isText, tree.textBytes(place).contains(where: { $0 > 0x20 }) { return false }
      place += 1
    }
    return textBytes(below: index) > 0 && textBytes(below: index) <= 200
  }

  private mutating func heading(_ index: Int, level: Int) -> Closing {
    // A heading that was never closed holds half the page: then it is no line.
    if holdsBlocks(index) || textBytes(below: index) > 2000 {
      breakLine()
      return .line
    }
    return frame(.heading(level: level), index, isLine: true)
  }

  private mutating func item(_ index: Int) -> Closing? {
    flush()
    if !frames[frames.count - 1].isList, frames.count < HTMLBlockBuilder.maximumDepth {
      // An item outside a list starts one, which stays open until something else than an item comes.
      frames.append(Frame(kind: .list(ordered: false, start: 1), node: index, isImplicit: true))
    }
    if frames.count < HTMLBlockBuilder.maximumDepth, frames[frames.count - 1].isList,
      let stat = StatBlock.read(index, tree: tree, places: places, dropped: dropped)
    {
      frames[frames.count - 1].children.append(Block(kind: .item(task: nil), children: [stat], range: stat.range))
      return nil
    }
    return frame(.item(task: task(index)), index)
  }

  /// `<li><input type=checkbox checked>`.
  private func task(_ index: Int) -> Bool? {
    for child in tree.subtree(index).dropFirst().prefix(4) {
      let node = tree.nodes[child]
      if node.isText {
        if tree.textBytes(child).contains(where: { $0 > 0x20 }) { return nil }
      } else if node.tag == .input {
        guard tree.attribute(.type, of: child)?.lowercased() == "checkbox" else { return nil }
        return tree.has(.checked, child)
      }
    }
    return nil
  }

  private mutating func table(_ index: Int) -> Closing? {
    flush()
    // Layout tables in layout tables: each holds the text of all within, so only so many are read.
    if layoutTables >= HTMLTableReader.maximumNesting { return .line }
    let table = HTMLTableReader(tree: tree, places: places).read(index)
    if table.isLayout {
      layoutTables += 1
      return .layoutTable
    }
    append(Block(kind: .table, table: table, range: places.original(tree.nodes[index].range)))
    return nil
  }

  // MARK: Lines

  private mutating func lineBreak(_ index: Int) {
    let place = Int(tree.nodes[index].start)
    if collector.isVerbatim || frames[frames.count - 1].isLine {
      collector.lineBreak(at: place)
      return
    }
    // Two breaks with nothing between end a paragraph.
    if !collector.isEmpty, collector.breaks.last == collector.bytes.count {
      flush()
    } else {
      collector.lineBreak(at: place)
    }
  }

  /// A block element starts or ends: the line does, too, unless the frame is one line.
  mutating func breakLine() {
    if frames[frames.count - 1].isLine {
      if collector.isVerbatim { return }
      let place = collector.sourceEnd
      collector.appendSpace(source: place..<place)
    } else {
      flush()
    }
  }

  private mutating func close(_ closing: Closing, node: Int) {
    switch closing {
    case .nothing: break
    case .line: breakLine()
    case .layoutTable:
      breakLine()
      layoutTables -= 1
    case .paragraph(let countBefore):
      breakLine()
      openParagraphs -= 1
      let last = frames.count - 1
      // The whole element is the block's range when it became one block.
      if !frames[last].isLine, frames[last].children.count == countBefore + 1,
        frames[last].children[countBefore].kind == .paragraph
      {
        frames[last].children[countBefore].range = places.original(tree.nodes[node].range)
      }
    case .frame: closeFrame(end: Int(tree.nodes[node].end))
    case .inline: collector.closeInline()
    case .struck:
      collector.closeInline()
      let place = Int(tree.nodes[node].contentEnd)
      collector.append(replacement: "~~", source: place..<place)
    case .verbatim:
      closeFrame(end: Int(tree.nodes[node].end))
      collector.isVerbatim = false
    }
  }

  // MARK: Frames

  private mutating func frame(
    _ kind: Block.Kind, _ index: Int, isLine: Bool = false, isVerbatim: Bool = false
  ) -> Closing {
    if frames[frames.count - 1].isLine || frames.count >= HTMLBlockBuilder.maximumDepth {
      breakLine()
      return .line
    }
    flush()
    if !kind.isItem { closeImplicitLists() }
    frames.append(Frame(kind: kind, node: index, isLine: isLine))
    if isVerbatim {
      collector.isVerbatim = true
      return .verbatim
    }
    return .frame
  }

  /// Ends the text being collected: as the frame's own text, or as paragraphs in it.
  mutating func flush() {
    guard let result = collector.take() else { return }
    closeImplicitLists()
    let last = frames.count - 1
    if frames[last].isLine {
      setText(of: last, result)
      return
    }
    let parts = LineSplitting.parts(of: result)
    switch frames[last].kind {
    case .item, .description, .caption:
      // "Own text first": the first line is the block's own.
      if frames[last].text == nil, frames[last].children.isEmpty, parts.count == 1 {
        setText(of: last, result)
        return
      }
    case .list, .definitions:
      // Text between the items.
      for part in parts {
        var item = paragraph(part, isWhole: parts.count == 1)
        item.kind = frames[last].kind == .definitions ? .description : .item(task: nil)
        frames[last].children.append(item)
      }
      return
    default: break
    }
    // A box that holds one quotation and no paragraph is a pull quote.
    if openParagraphs == 0, parts.count == 1, frames[last].kind == .paragraph,
      result.text.string.utf8.count > 60, QuoteAssembly.isQuotation(result.text.string)
    {
      let words = paragraph(parts[0], isWhole: true)
      frames[last].children.append(Block(kind: .quote, children: [words], range: words.range))
      return
    }
    for part in parts { frames[last].children.append(paragraph(part, isWhole: parts.count == 1)) }
  }

  private mutating func setText(of frame: Int, _ result: TextCollector.Result) {
    frames[frame].text = result.text
    frames[frame].inlines = result.inlines
    frames[frame].lead = LeadIn.find(in: result)
  }

  private func paragraph(_ part: TextCollector.Result, isWhole: Bool) -> Block {
    Block(
      kind: .paragraph, text: part.text, inlines: part.inlines, lead: LeadIn.find(in: part),
      range: isWhole ? places.original(part.source) : part.text.sourceRange)
  }

  mutating func append(_ block: Block) {
    if !block.kind.isItem { closeImplicitLists() }
    let last = frames.count - 1
    frames[last].children.append(block)
  }

  private mutating func closeFrame(end: Int) {
    flush()
    closeImplicitLists()
    guard frames.count > 1 else { return }
    finish(frames.removeLast())
  }

  private mutating func closeImplicitLists() {
    while frames.count > 1, frames[frames.count - 1].isImplicit { finish(frames.removeLast()) }
  }

  private mutating func finish(_ frame: Frame) {
    let node = tree.nodes[frame.node]
    var block = Block(
      kind: frame.kind, text: frame.text ?? SourceText(), inlines: frame.inlines, lead: frame.lead,
      children: frame.children, range: places.original(node.range))
    if frame.isImplicit, let first = frame.children.first, let last = frame.children.last {
      block.range = first.range.lowerBound..<last.range.upperBound
    }
    if block.text.isEmpty && block.children.isEmpty {
      guard case .code = block.kind else { return }
      return
    }
    if block.children.count > 1 { block.children = QuoteAssembly.assemble(block.children) }
    if case .quote = block.kind { QuoteAssembly.attribute(&block) }
    if case .figure = block.kind, let quote = QuoteAssembly.quote(fromFigure: block) { block = quote }
    append(block)
  }
}
