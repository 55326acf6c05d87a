import CMD4C

extension BlockTreeBuilder {
  // MARK: Inline events

  mutating func text(_ event: MarkdownEvent) {
    if leafKind == nil {
      // Text of a tight item, which the parser does not wrap in a paragraph.
      startLeaf(.paragraph)
    }
    let type = MD_TEXTTYPE(UInt32(event.type))
    guard event.offset >= 0 else {
      switch type {
      case MD_TEXT_BR: leaf.lineBreak(isHard: true)
      case MD_TEXT_CODE where event.detail == 0x20 && leaf.isVerbatim,
        MD_TEXT_HTML where event.detail == 0x20:
        leaf.appendMadeUp(0x20, count: Int(event.length))
      case MD_TEXT_NULLCHAR: leaf.append("\u{FFFD}".utf8, for: leaf.sourceEnd..<(leaf.sourceEnd + 1))
      default: leaf.lineBreak(isHard: false)
      }
      return
    }
    let start = base + Int(event.offset)
    let range = start..<(start + Int(event.length))
    if leafFirst < 0 { leafFirst = start }
    leafLast = max(leafLast, range.upperBound)
    switch type {
    case MD_TEXT_NULLCHAR:
      leaf.append("\u{FFFD}".utf8, for: range)
    case MD_TEXT_ENTITY:
      let reference = UnsafeBufferPointer(rebasing: source[range])
      if let decoded = CharacterReference.decode(reference) {
        leaf.append(decoded, for: range)
      } else {
        leaf.append(source, range)
      }
    case MD_TEXT_HTML where !leaf.isVerbatim:
      inlineHTML(range)
    case MD_TEXT_HTML where isRaw:
      let htmlStart = leaf.bytes.count
      leaf.append(source, range)
      leaf.markup.htmlSpans.append(htmlStart..<leaf.bytes.count)
    case MD_TEXT_CODE:
      leaf.append(original, range)
    default:
      leaf.append(source, range)
    }
  }

  private mutating func inlineHTML(_ range: Range<Int>) {
    switch InlineHTML(UnsafeBufferPointer(rebasing: source[range])) {
    case .opening(let kind): leaf.openInline(kind)
    case .closing(let matches): leaf.closeInline(where: matches)
    case .lineBreak: leaf.lineBreak(isHard: true)
    case .other: break
    }
  }

  mutating func enterSpan(_ event: MarkdownEvent) {
    if leafKind == nil { startLeaf(.paragraph) }
    let index = Int(event.value)
    let hasAttribute = index >= 0 && index < attributes.count
    let kind: Inline.Kind
    switch MD_SPANTYPE(UInt32(event.type)) {
    case MD_SPAN_STRONG: kind = .strong
    case MD_SPAN_DEL: kind = .strikethrough
    case MD_SPAN_CODE: kind = .code
    case MD_SPAN_A: kind = .link(destination: hasAttribute ? attributes[index].text : "")
    case MD_SPAN_IMG: kind = .image(source: hasAttribute ? attributes[index].text : "")
    default: kind = .emphasis
    }
    if isRaw, hasAttribute, !attributes[index].title.isEmpty {
      leaf.markup.titles[leaf.inlines.count] = attributes[index].title
    }
    leaf.openInline(kind)
  }

  mutating func leaveSpan(_ event: MarkdownEvent) {
    let type = MD_SPANTYPE(UInt32(event.type))
    // Close up to the span: an HTML tag inside it may still be open.
    leaf.closeInline {
      switch ($0, type) {
      case (.strong, MD_SPAN_STRONG), (.strikethrough, MD_SPAN_DEL), (.code, MD_SPAN_CODE), (.link, MD_SPAN_A),
        (.image, MD_SPAN_IMG), (.emphasis, MD_SPAN_EM):
        true
      default: false
      }
    }
  }

  // MARK: Leaves

  mutating func startLeaf(_ kind: LeafKind) {
    endLeaf()
    leaf.reset()
    leafKind = kind
    leafFirst = -1
    leafLast = -1
    switch kind {
    case .code, .html: leaf.isVerbatim = true
    case .paragraph, .heading, .cell: leaf.isVerbatim = isRaw
    }
  }

  mutating func endLeaf() {
    guard let kind = leafKind else { return }
    leafKind = nil
    leaf.finish()
    switch kind {
    case .paragraph: endParagraph()
    case .heading(let level): endHeading(level)
    case .code(let fence, let attribute): endCode(fence, attribute)
    case .html: endHTML()
    case .cell(let isHeader, let alignment):
      table?.add(
        leaf.text(0..<leaf.bytes.count, map: map), isHeader: isHeader, alignment: alignment,
        lastText: leafLast >= 0 ? leafLast : nil, source: source, map: map,
        inlines: isRaw ? leaf.inlines : [])
    }
  }

  private mutating func endHeading(_ level: Int) {
    var range: Range<Int>
    if leafFirst >= 0 {
      let start = locator.leafStart(text: leafFirst)
      range = start..<locator.trimmedLineEnd(leafLast)
      let isATX = start < leafFirst && source[start] == UInt8(ascii: "#")
      if !isATX, let underline = locator.underlineEnd(after: leafLast) { range = start..<underline }
    } else {
      range = locator.emptyHeading() ?? locator.cursor..<locator.cursor
    }
    locateContainers()
    locator.cursor = range.upperBound
    var block = Block(
      kind: .heading(level: level), text: leaf.text(0..<leaf.bytes.count, map: map),
      inlines: leaf.inlines(in: 0..<leaf.bytes.count),
      range: map.sourceRange(of: range))
    if isRaw { block.markup = leaf.markup }
    append(block, end: range.upperBound)
  }

  private mutating func endCode(_ fence: UInt8, _ attribute: Int) {
    var range: Range<Int>
    if fence != 0 {
      let opening = locator.openingFence(fence) ?? locator.cursor..<locator.cursor
      // Without text the fence itself is all there is to look behind.
      let last = max(opening.upperBound, leafLast)
      range = opening.lowerBound..<max(last, locator.closingFence(fence, after: last))
    } else if leafFirst >= 0 {
      range = locator.leafStart(text: leafFirst)..<max(leafFirst, leafLast)
    } else {
      range = locator.cursor..<locator.cursor
    }
    locateContainers()
    locator.cursor = range.upperBound
    var count = leaf.bytes.count
    if !isRaw { while count > 0, leaf.bytes[count - 1] == 0x0A { count -= 1 } }
    let language = attribute >= 0 && attribute < attributes.count ? attributes[attribute].text : nil
    var block = Block(
      kind: .code(language: language), text: leaf.text(0..<count, map: map), range: map.sourceRange(of: range))
    if isRaw { block.markup = leaf.markup }
    append(block, end: range.upperBound)
  }

  private mutating func endHTML() {
    guard leafFirst >= 0 else { return }
    let start = locator.leafStart(text: leafFirst)
    let range = min(start, leafFirst)..<max(leafFirst, leafLast)
    locateContainers()
    locator.cursor = range.upperBound
    if isRaw {
      var block = Block(
        kind: .paragraph, text: leaf.text(0..<leaf.bytes.count, map: map), range: map.sourceRange(of: range))
      leaf.markup.isHTML = true
      block.markup = leaf.markup
      append(block, end: range.upperBound)
      return
    }
    for block in html.blocks(range) { append(block, end: range.upperBound) }
  }

  private mutating func endParagraph() {
    if leaf.isEmpty { return }
    let range: Range<Int>
    if leafFirst >= 0 {
      range = locator.leafStart(text: leafFirst)..<locator.trimmedLineEnd(leafLast)
    } else {
      range = locator.nextContent() ?? locator.cursor..<locator.cursor
    }
    locateContainers()
    locator.cursor = range.upperBound
    if startsWithDash { hasDashLine = true }
    if leaf.breaks.isEmpty || isRaw {
      place(wholePiece(range))
    } else {
      for piece in pieces(range) { place(piece) }
    }
  }

  /// Gives a piece of text to the item it opens, or makes it a paragraph.
  private mutating func place(_ piece: consuming Piece) {
    let top = frames.count - 1
    frames[top].end = max(frames[top].end, piece.range.upperBound)
    if case .item = frames[top].kind, frames[top].head == nil, frames[top].children.isEmpty {
      frames[top].head = piece
      return
    }
    var block = Block(
      kind: .paragraph, text: piece.text, inlines: piece.inlines, lead: piece.lead,
      range: map.sourceRange(of: piece.range))
    if isRaw { block.markup = piece.markup }
    frames[top].children.append(block)
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

  private func wholePiece(_ range: Range<Int>) -> Piece {
    let count = leaf.bytes.count
    return Piece(
      text: leaf.text(0..<count, map: map), inlines: leaf.inlines(in: 0..<count),
      lead: count == 0 || isRaw ? nil : LeadIns.lead(in: leaf, line: 0..<count), range: range,
      markup: isRaw ? leaf.markup : nil)
  }

  /// The paragraph, or its lines where they stand for themselves.
  ///
  /// The rule: a line that starts with a lead-in starts a paragraph of its own, and so does a line behind a hard break
  /// or a bold label whose line has a lead-in, and a line of a quote that starts with a dash. All other lines belong to the paragraph of the line before.
  private mutating func pieces(_ range: Range<Int>) -> [Piece] {
    let count = leaf.bytes.count
    var cuts: [(start: Int, lead: Lead?)] = []
    var lineStart = 0
    var previousIsHard = false
    for index in 0...leaf.breaks.count {
      let lineEnd = index < leaf.breaks.count ? leaf.breaks[index].offset : count
      let lead = LeadIns.lead(in: leaf, line: lineStart..<lineEnd)
      let previous = cuts.last?.lead
      let isBehindLead = previous.map { previousIsHard || $0.value.isEmpty } ?? false
      if lineStart == 0 || lead != nil || isAttributionLine(lineStart..<lineEnd)
        || (isBehindLead && cuts.last?.start == lastLineStart(before: index))
      {
        cuts.append((lineStart, lead))
      }
      if index < leaf.breaks.count {
        previousIsHard = leaf.breaks[index].isHard
        lineStart = lineEnd + 1
      }
    }
    return cuts.indices.map { index in
      let start = cuts[index].start
      let end = index + 1 < cuts.count ? cuts[index + 1].start - 1 : count
      return piece(start..<end, lead: cuts[index].lead, whole: range)
    }
  }

  /// A line of a quote that starts with a dash and a space.
  private func isAttributionLine(_ line: Range<Int>) -> Bool {
    guard line.lowerBound > 0, frames[frames.count - 1].kind == .quote else { return false }
    let bytes = leaf.bytes[line]
    let dashes: [[UInt8]] = [Array("— ".utf8), Array("– ".utf8), Array("-- ".utf8), Array("― ".utf8)]
    return dashes.contains { bytes.starts(with: $0) }
  }

  private func lastLineStart(before index: Int) -> Int {
    index >= 2 ? leaf.breaks[index - 2].offset + 1 : 0
  }

  /// Lines of a paragraph as a piece; its value runs to the end of the piece.
  private func piece(_ lines: Range<Int>, lead: Lead?, whole: Range<Int>) -> Piece {
    var lead = lead
    if let found = lead {
      let end = found.value.isEmpty ? lines.upperBound : max(lines.upperBound, found.value.upperBound)
      let valueStart = found.value.isEmpty ? lines.upperBound : found.value.lowerBound
      lead = Lead(
        label: (found.label.lowerBound - lines.lowerBound)..<(found.label.upperBound - lines.lowerBound),
        value: (valueStart - lines.lowerBound)..<(end - lines.lowerBound))
    }
    let start = lines.lowerBound == 0 ? whole.lowerBound : contentStart(leaf.sourceOffset(of: lines.lowerBound))
    let end =
      lines.upperBound == leaf.bytes.count
      ? whole.upperBound
      : locator.trimmedLineEnd(leaf.sourceOffset(of: max(lines.lowerBound, lines.upperBound - 1)))
    return Piece(
      text: leaf.text(lines, map: map), inlines: leaf.inlines(in: lines), lead: lead, range: start..<max(start, end))
  }

  /// Where the content starts of the line that a source offset is on.
  private func contentStart(_ offset: Int) -> Int {
    var start = locator.lineStart(of: offset)
    while start < offset, source[start] <= 0x20 || source[start] == UInt8(ascii: ">") { start += 1 }
    return start
  }
}
