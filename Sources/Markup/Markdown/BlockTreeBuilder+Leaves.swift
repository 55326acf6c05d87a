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
        leaf.appendMadeUp(0x20, count: event.length)
      case MD_TEXT_NULLCHAR: leaf.append("\u{FFFD}".utf8, for: leaf.sourceEnd..<(leaf.sourceEnd + 1))
      default: leaf.lineBreak(isHard: false)
      }
      return
    }
    let start = base + Int(event.offset)
    let range = start..<(start + event.length)
    if leafFirst < 0 {
      // Blanked tags and masked indentation are no text.
      var first = start
      while first < range.upperBound, source[first] <= 0x20 { first += 1 }
      leafFirst = first < range.upperBound || leaf.isVerbatim ? (leaf.isVerbatim ? start : first) : -1
    }
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
      if footnotes.isEmpty { leaf.append(source, range) } else { appendWithFootnotes(range) }
    }
  }

  /// Text with footnote marks cut out of it.
  private mutating func appendWithFootnotes(_ range: Range<Int>) {
    while nextFootnote < footnotes.count, footnotes[nextFootnote].range.lowerBound < range.lowerBound {
      nextFootnote += 1
    }
    var start = range.lowerBound
    while nextFootnote < footnotes.count, footnotes[nextFootnote].range.upperBound <= range.upperBound {
      let mark = footnotes[nextFootnote]
      nextFootnote += 1
      leaf.append(source, start..<mark.range.lowerBound)
      if mark.isDefinition { leaf.define(mark.label) } else { leaf.mark(.footnoteReference(label: mark.label)) }
      start = mark.range.upperBound
    }
    leaf.append(source, start..<range.upperBound)
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
    if case .image = kind, hasAttribute { leaf.imageTitle = attributes[index].title }
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
    if !isRaw, let end = AttributeList.start(in: leaf) { leaf.truncate(to: end) }
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
    if leaf.sourceStart == nil { leaf.anchor(at: range.lowerBound) }
    var count = leaf.bytes.count
    if !isRaw {
      // Without the line end, and lines of white space, at the end.
      var end = count
      while end > 0, leaf.bytes[end - 1] <= 0x20 {
        end -= 1
        if leaf.bytes[end] == 0x0A { count = end }
      }
    }
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
    appendHTML(range)
  }
}
