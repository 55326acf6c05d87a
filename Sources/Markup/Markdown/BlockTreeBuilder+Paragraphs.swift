extension BlockTreeBuilder {
  mutating func endParagraph() {
    if leaf.isEmpty { return }
    let range: Range<Int>
    if leafFirst >= 0 {
      range = locator.leafStart(text: leafFirst)..<locator.trimmedLineEnd(leafLast)
    } else {
      range = locator.nextContent() ?? locator.cursor..<locator.cursor
    }
    locateContainers()
    locator.cursor = range.upperBound
    if isRaw {
      place(
        Piece(
          text: leaf.text(0..<leaf.bytes.count, map: map), inlines: leaf.inlines, range: range, markup: leaf.markup))
      return
    }
    if AttributeList.isModuleLine(leaf) || AttributeList.isAdmonitionMark(leaf.bytes[...]) { return }
    if let end = AttributeList.start(in: leaf) {
      leaf.truncate(to: end)
      if leaf.isEmpty { return }
    }
    if startsWithDash { hasDashLine = true }
    if leaf.breaks.isEmpty, leaf.definitions.isEmpty, leaf.bytes.first != UInt8(ascii: ":") {
      placeLine(range)
      return
    }
    let top = frames.count - 1
    let lines = ParagraphLines(leaf, isQuote: frames[top].kind == .quote, isItem: isAtItemHead)
    for (index, group) in lines.groups.enumerated() {
      if group.role == .attribution { hasDashLine = true }
      place(piece(group, whole: range, isFirst: index == 0))
    }
  }

  /// Whether what comes next is an item's own text.
  private var isAtItemHead: Bool {
    let top = frames.count - 1
    guard frames[top].head == nil, frames[top].childStart == blocks.count else { return false }
    return if case .item = frames[top].kind { true } else { false }
  }

  /// A paragraph of one line.
  private mutating func placeLine(_ range: Range<Int>) {
    let count = leaf.bytes.count
    let piece = Piece(
      text: leaf.text(0..<count, map: map), inlines: leaf.inlines(in: 0..<count),
      lead: count == 0 ? nil : LeadIns.lead(in: leaf, line: 0..<count), range: range)
    if isPicture(piece), !isAtItemHead {
      let caption = leaf.imageTitle
      placeFigure(piece, caption: caption)
    } else {
      place(piece)
    }
  }

  // MARK: Figures

  /// Whether a paragraph is an image and nothing else; it may be in a link.
  private func isPicture(_ piece: Piece) -> Bool {
    guard let image = piece.inlines.last, case .image = image.kind else { return false }
    return image.range == 0..<piece.text.string.utf8.count
  }

  /// A picture: what it shows is its text, the title its caption.
  private mutating func placeFigure(_ piece: consuming Piece, caption: String) {
    let range = map.sourceRange(of: piece.range)
    var block = Block(kind: .figure, range: range)
    if !caption.isEmpty {
      // A title stands behind the address; it is written as it reads unless it has escapes in it.
      let text = SourceText(
        string: caption,
        run: SourceText.Run(
          textStart: 0, textCount: caption.utf8.count, sourceStart: range.lowerBound, sourceCount: range.count))
      block.children.append(Block(kind: .caption, text: text, range: range))
    }
    block.text = piece.text
    block.inlines = piece.inlines
    append(block, end: piece.range.upperBound)
  }

  // MARK: Placing

  /// Gives a piece of text to the item it opens, or makes it a block.
  private mutating func place(_ piece: consuming Piece) {
    let top = frames.count - 1
    frames[top].end = max(frames[top].end, piece.range.upperBound)
    let range = map.sourceRange(of: piece.range)
    switch piece.role {
    case .text, .lead, .attribution:
      if isAtItemHead {
        frames[top].head = piece
        return
      }
      var block = Block(kind: .paragraph, text: piece.text, inlines: piece.inlines, lead: piece.lead, range: range)
      if isRaw { block.markup = piece.markup }
      noteLazyLead(block, at: piece.range.lowerBound)
      if continuesFootnote(piece.range.lowerBound) {
        addToLast(block)
      } else {
        blocks.append(block)
      }
    case .footnote(let label):
      blocks.append(
        Block(kind: .footnote(label: label), text: piece.text, inlines: piece.inlines, lead: piece.lead, range: range))
    case .term:
      openDefinitions(at: range)
      addToLast(Block(kind: .term, text: piece.text, inlines: piece.inlines, range: range))
    case .description:
      let block = Block(kind: .description, text: piece.text, inlines: piece.inlines, range: range)
      if let last = lastBlock, last.kind == .paragraph, last.lead == nil,
        last.text.string.utf8.count <= 120
      {
        // The term stood in a paragraph of its own.
        _ = blocks.take(from: blocks.count - 1)
        openDefinitions(at: last.range)
        addToLast(Block(kind: .term, text: last.text, inlines: last.inlines, range: last.range))
      } else {
        openDefinitions(at: range)
      }
      addToLast(block)
    }
  }

  /// The last block of the innermost container.
  private var lastBlock: Block? {
    blocks.count > frames[frames.count - 1].childStart ? blocks[blocks.count - 1] : nil
  }

  private mutating func openDefinitions(at range: Range<Int>) {
    if lastBlock?.kind == .definitions { return }
    blocks.append(Block(kind: .definitions, range: range))
  }

  private mutating func addToLast(_ block: consuming Block) {
    let last = blocks.count - 1
    let range = blocks[last].range
    blocks[last].range = range.lowerBound..<max(range.upperBound, block.range.upperBound)
    blocks[last].children.append(block)
  }

  /// Whether a paragraph is indented behind a footnote, and part of it.
  private func continuesFootnote(_ start: Int) -> Bool {
    guard !footnotes.isEmpty, case .footnote? = lastBlock?.kind else { return false }
    let line = locator.lineStart(of: start)
    return start - line >= 4 || (start > line && source[line] == 0x09)
  }

  // MARK: Lines

  /// Lines that belong together, as a piece.
  private func piece(_ group: ParagraphLines.Group, whole: Range<Int>, isFirst: Bool) -> Piece {
    let lines = group.range
    var lead = group.lead
    if let found = lead {
      let value = found.value.isEmpty ? lines.upperBound..<lines.upperBound : found.value
      lead = Lead(
        label: (found.label.lowerBound - lines.lowerBound)..<(found.label.upperBound - lines.lowerBound),
        value: (value.lowerBound - lines.lowerBound)..<(value.upperBound - lines.lowerBound))
    }
    let isLast = lines.upperBound == leaf.bytes.count
    let head = lines.lowerBound - (group.role == .description ? 2 : 0)
    let start = isFirst ? whole.lowerBound : min(whole.upperBound, lineStart(of: head))
    var end = whole.upperBound
    if !isLast {
      let last = leaf.sourceOffset(of: max(lines.lowerBound, lines.upperBound - 1))
      // A line that `<br>` ends has more of the file's line behind it.
      end = min(locator.trimmedLineEnd(last), leaf.sourceOffset(of: lines.upperBound + 1), whole.upperBound)
    }
    return Piece(
      text: leaf.text(lines, map: map), inlines: leaf.inlines(in: lines), lead: lead, role: group.role,
      range: start..<max(start, end))
  }

  /// Where a line starts that is not the first, by the offset of its first character in the text.
  private func lineStart(of head: Int) -> Int {
    let offset = leaf.sourceOffset(of: head)
    var start = locator.lineStart(of: offset)
    while start < offset, source[start] <= 0x20 || source[start] == UInt8(ascii: ">") { start += 1 }
    // Behind `<br>` the line is part of a line of the file.
    return head > 0 && start < leaf.sourceOffset(of: head - 1) ? offset : start
  }

  /// Whether the leaf starts with a dash, of any length.
  private var startsWithDash: Bool {
    guard leaf.bytes.count > 3 else { return false }
    switch leaf.bytes[0] {
    case UInt8(ascii: "-"), UInt8(ascii: "~"): return true
    case 0xE2: return leaf.bytes[1] == 0x80 && (0x90...0x95).contains(leaf.bytes[2])
    default: return false
    }
  }
}
