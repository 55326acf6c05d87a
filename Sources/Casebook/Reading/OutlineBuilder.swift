internal import Markup
internal import Words

/// The section tree of a document and, in document order, the pieces of text that stand in it.
struct Outline {
  /// A block with text of its own, in the section it belongs to.
  struct Piece {
    enum Kind {
      case bullet, paragraph, code, caption, stat, footnote
      case quote(Attribution?)
      case definition(term: String)
      case table(Table)
    }

    var kind: Kind
    var section: Int
    var text: SourceText
    var lead: Lead?
    /// The bullet around a nested bullet.
    var parent: Int?
    /// After the last thematic break outside any section with content: where documents keep their provenance.
    var isTrailing = false
    var range: Range<Int>
  }

  var sections: [Section]
  var pieces: [Piece]
  /// The heading that titles the whole document; it opens no section of its own.
  var titleHeading: String?
  /// Texts of the headings, by section, with their way back to the file.
  var headings: [Int: SourceText] = [:]
}

/// Builds the ``Outline`` of a document: headings by level, and below them what works as a heading without being one.
///
/// Three things work as headings: a line that is bold as a whole, a lead-in that ends with a colon right before a list
/// ("Key success factors include:"), and a labelled list item that holds a list. They close at the next of their like,
/// at the next heading, and at a thematic break.
struct OutlineBuilder {
  /// Levels below the six of real headings.
  private static let boldLevel = 7
  private static let leadLevel = 8
  private static let itemLevel = 9

  /// Blocks still to visit, and where they stand.
  private struct Frame {
    var blocks: [Block]
    var next = 0
    var parentPiece: Int?
    var quote: Attribution??
    var isBullet = false
    /// On leaving, sections at this level or deeper are closed.
    var closes: Int?
  }

  private let lines: LineTable
  private var sections: [Section] = []
  private var pieces: [Outline.Piece] = []
  private var open: [Int] = [0]
  private var isAfterRule = false
  private var headings: [Int: SourceText] = [:]

  init(lines: LineTable) { self.lines = lines }

  /// - Parameter story: sections of their own before the text.
  static func outline(of document: MarkupDocument, title: String, story: [Block] = []) -> Outline {
    var builder = OutlineBuilder(lines: document.lines)
    builder.sections.append(
      Section(
        parent: nil, level: 0, origin: .document, title: title, span: builder.span(0..<0),
        contentEnd: max(1, document.lines.starts.count) + 1))
    var blocks = document.blocks
    var titleHeading: String?
    if let index = titleHeadingIndex(blocks) {
      titleHeading = blocks[index].text.string
      builder.sections[0].span = builder.span(blocks[index].range)
      builder.headings[0] = blocks[index].text
      blocks.remove(at: index)
    }
    if let last = story.last {
      builder.walk(story)
      builder.closeSections(from: 1, at: last.range.upperBound)
      builder.isAfterRule = false
    }
    builder.walk(blocks)
    builder.closeSections(from: 1, atLine: max(1, document.lines.starts.count) + 1)
    return Outline(
      sections: builder.sections, pieces: builder.pieces, titleHeading: titleHeading, headings: builder.headings)
  }

  /// A document's first heading titles it when it is the only one of level 1.
  private static func titleHeadingIndex(_ blocks: [Block]) -> Int? {
    var first: Int?
    var firstLevel = 0
    var topCount = 0
    for (index, block) in blocks.enumerated() {
      guard case .heading(let level) = block.kind, !block.text.isEmpty else { continue }
      if first == nil { (first, firstLevel) = (index, level) }
      if level == 1 { topCount += 1 }
    }
    return firstLevel == 1 && topCount == 1 ? first : nil
  }

  // MARK: - Walking

  private mutating func walk(_ blocks: [Block]) {
    var stack = [Frame(blocks: blocks)]
    while let frame = stack.last {
      guard frame.next < frame.blocks.count else {
        stack.removeLast()
        if let level = frame.closes { closeSections(from: level, at: frame.blocks.last?.range.upperBound ?? 0) }
        continue
      }
      stack[stack.count - 1].next += 1
      let block = frame.blocks[frame.next]
      let following = frame.next + 1 < frame.blocks.count ? frame.blocks[frame.next + 1] : nil
      if let inner = visit(block, in: frame, before: following) { stack.append(inner) }
    }
  }

  /// Takes in one block; returns the frame of its children when they are still to visit.
  private mutating func visit(_ block: Block, in frame: Frame, before following: Block?) -> Frame? {
    switch block.kind {
    case .heading(let level):
      guard !block.text.isEmpty else { return nil }
      openSection(
        block.text.string, text: block.text, level: min(max(level, 1), 6), origin: .heading, range: block.range)
      isAfterRule = false
    case .rule:
      if frame.parentPiece == nil {
        closeSections(from: Self.boldLevel, at: block.range.lowerBound)
        isAfterRule = true
      }
    case .paragraph:
      visitParagraph(block, in: frame, before: following)
      return block.children.isEmpty
        ? nil : Frame(blocks: block.children, parentPiece: frame.parentPiece, quote: frame.quote)
    case .list:
      let closes = sections[openSection].level == Self.leadLevel ? Self.leadLevel : nil
      return Frame(
        blocks: block.children, parentPiece: frame.parentPiece, quote: frame.quote, isBullet: true, closes: closes)
    case .item:
      return visitItem(block, in: frame)
    case .quote:
      var inner = Frame(blocks: block.children, parentPiece: frame.parentPiece)
      inner.quote = .some(block.attribution)
      if !block.text.isEmpty { add(.quote(block.attribution), block, in: frame) }
      return inner
    case .code:
      if !block.text.isEmpty { add(.code, block, in: frame) }
    case .table:
      visitTable(block, in: frame)
    case .definitions:
      return visitDefinitions(block, in: frame)
    case .summary:
      if !block.text.isEmpty {
        openSection(block.text.string, text: block.text, level: Self.boldLevel, origin: .lead, range: block.range)
      }
    case .stat:
      visitStat(block, in: frame)
    case .caption:
      if !block.text.isEmpty { add(.caption, block, in: frame) }
    case .footnote:
      if !block.text.isEmpty { add(.footnote, block, in: frame) }
      return Frame(blocks: block.children, parentPiece: frame.parentPiece, quote: frame.quote)
    case .figure, .details, .term, .description, .statValue, .statLabel:
      if !block.text.isEmpty { add(.paragraph, block, in: frame) }
      return Frame(blocks: block.children, parentPiece: frame.parentPiece, quote: frame.quote)
    }
    return nil
  }

  private mutating func visitParagraph(_ block: Block, in frame: Frame, before following: Block?) {
    guard !block.text.isEmpty else { return }
    if case .some(let attribution) = frame.quote {
      add(.quote(attribution), block, in: frame)
      return
    }
    let isNested = frame.parentPiece != nil || frame.isBullet
    let text = block.text.string
    if !isNested, let lead = block.lead, lead.value.isEmpty, Self.canBeHeading(text) {
      openSection(text, text: block.text, level: Self.boldLevel, origin: .lead, range: block.range)
      isAfterRule = false
      return
    }
    if !isNested, block.lead == nil, let following, case .list = following.kind, Self.introducesList(text) {
      // "Key success factors include:" is both a sentence and the heading of the list it introduces.
      openSection(text, text: block.text, level: Self.leadLevel, origin: .lead, range: block.range)
      return
    }
    add(frame.isBullet ? .bullet : .paragraph, block, in: frame)
  }

  private mutating func visitItem(_ block: Block, in frame: Frame) -> Frame? {
    let nested = block.children.contains { if case .list = $0.kind { true } else { false } }
    if block.text.isEmpty {
      return Frame(blocks: block.children, parentPiece: frame.parentPiece, quote: frame.quote, isBullet: true)
    }
    if nested, let lead = block.lead, lead.value.isEmpty {
      // A labelled item with items of its own: "- **Phase 1: Launch (Years 1-3)**" or "- **Key Success Factors**:".
      openSection(
        block.text.string.utf8(lead.label), text: block.text,
        level: sections[openSection].level >= Self.itemLevel ? sections[openSection].level + 1 : Self.itemLevel,
        origin: .item, range: block.text.sourceRange)
      let level = sections[openSection].level
      return Frame(blocks: block.children, quote: frame.quote, closes: level)
    }
    add(.bullet, block, in: frame)
    guard !block.children.isEmpty else { return nil }
    return Frame(blocks: block.children, parentPiece: pieces.count - 1, quote: frame.quote)
  }

  private mutating func visitTable(_ block: Block, in frame: Frame) {
    guard let table = block.table else { return }
    if table.isLayout {
      for cell in table.cells where !cell.text.isEmpty {
        pieces.append(
          Outline.Piece(
            kind: .paragraph, section: openSection, text: cell.text, parent: frame.parentPiece, isTrailing: isAfterRule,
            range: cell.range))
      }
    } else {
      add(.table(table), block, in: frame)
    }
  }

  private mutating func visitDefinitions(_ block: Block, in frame: Frame) -> Frame? {
    var term = ""
    for child in block.children {
      if case .term = child.kind { term = child.text.string }
      if case .description = child.kind {
        if !child.text.isEmpty { add(.definition(term: term), child, in: frame) }
        for inner in child.children where !inner.text.isEmpty { add(.definition(term: term), inner, in: frame) }
      }
    }
    return nil
  }

  /// The value and its label become one piece, "label: value", so that the figure is found with what it counts.
  private mutating func visitStat(_ block: Block, in frame: Frame) {
    var value: SourceText?
    var label: SourceText?
    for child in block.children {
      if case .statValue = child.kind { value = child.text }
      if case .statLabel = child.kind { label = child.text }
    }
    guard let value, !value.isEmpty else { return }
    guard let label, !label.isEmpty else {
      pieces.append(
        Outline.Piece(
          kind: .stat, section: openSection, text: value, parent: nil, isTrailing: false, range: block.range))
      return
    }
    var text = label
    text.append(glue: ": ")
    text.append(value)
    let labelEnd = label.string.utf8.count
    pieces.append(
      Outline.Piece(
        kind: .stat, section: openSection, text: text,
        lead: Lead(label: 0..<labelEnd, value: labelEnd + 2..<text.string.utf8.count), parent: nil, isTrailing: false,
        range: block.range))
  }

  // MARK: - Sections

  private var openSection: Int { open[open.count - 1] }

  private mutating func openSection(
    _ heading: String, text: SourceText, level: Int, origin: Section.Origin, range: Range<Int>
  ) {
    closeSections(from: level, at: range.lowerBound)
    headings[sections.count] = text
    var title = Substring(heading).trimmingSpaces()
    while let last = title.last, last == ":" || last == "：" { title = title.dropLast().trimmingSpaces() }
    let parsed = HeadingTitle(String(title))
    sections.append(
      Section(
        parent: openSection, level: level, origin: origin, title: String(title), number: parsed.number,
        span: span(range), contentEnd: 0))
    open.append(sections.count - 1)
  }

  private mutating func closeSections(from level: Int, at offset: Int) {
    closeSections(from: level, atLine: lines.position(at: offset).line)
  }

  private mutating func closeSections(from level: Int, atLine line: Int) {
    while open.count > 1, sections[openSection].level >= level {
      sections[openSection].contentEnd = line
      open.removeLast()
    }
  }

  private mutating func add(_ kind: Outline.Piece.Kind, _ block: Block, in frame: Frame) {
    pieces.append(
      Outline.Piece(
        kind: kind, section: openSection, text: block.text, lead: block.lead, parent: frame.parentPiece,
        isTrailing: isAfterRule, range: block.range))
  }

  private func span(_ range: Range<Int>) -> Span { Span(range, in: lines) }

  // MARK: - What works as a heading

  /// A bold line is a heading when it is short and no sentence.
  static func canBeHeading(_ text: String) -> Bool {
    guard text.utf8.count <= 120, let last = text.last else { return false }
    return !".!,;".contains(last)
  }

  static func introducesList(_ text: String) -> Bool {
    text.utf8.count <= 100 && (text.hasSuffix(":") || text.hasSuffix("："))
  }
}

extension Span {
  /// The span of a byte range.
  init(_ range: Range<Int>, in lines: LineTable) {
    let first = lines.position(at: range.lowerBound)
    let last = range.isEmpty ? first : lines.position(at: range.upperBound - 1)
    self.init(
      line: first.line, endLine: max(first.line, last.line), column: first.column, start: range.lowerBound,
      end: range.upperBound)
  }
}

extension String {
  /// The part at a range of UTF-8 offsets; offsets out of bounds or inside a character are moved to its start.
  func utf8(_ range: Range<Int>) -> String {
    let count = utf8.count
    let low = min(max(range.lowerBound, 0), count)
    let high = min(max(range.upperBound, low), count)
    return String(decoding: utf8.dropFirst(low).prefix(high - low), as: UTF8.self)
  }
}

extension SourceText {
  /// Adds `glue` that stands nowhere in the file.
  mutating func append(glue: String) {
    let end = string.utf8.count
    let source = sourceRange.upperBound
    string += glue
    runs.append(Run(textStart: end, textCount: glue.utf8.count, sourceStart: source, sourceCount: 0))
  }

  mutating func append(_ other: SourceText) {
    let end = string.utf8.count
    string += other.string
    for var run in other.runs {
      run.textStart += end
      runs.append(run)
    }
  }

  /// The part at a range of UTF-8 offsets, with its way back.
  ///
  /// Complexity: O(length + log runs).
  func part(_ range: Range<Int>) -> SourceText {
    let all = self.runs
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].textStart + all[middle].textCount > range.lowerBound { high = middle } else { low = middle + 1 }
    }
    var runs: [Run] = []
    for run in all[low...] {
      guard run.textStart < range.upperBound else { break }
      var cut = run
      let low = max(range.lowerBound, run.textStart)
      let high = min(range.upperBound, run.textStart + run.textCount)
      cut.textStart = low - range.lowerBound
      cut.textCount = high - low
      if run.isVerbatim {
        cut.sourceStart = run.sourceStart + (low - run.textStart)
        cut.sourceCount = high - low
      }
      runs.append(cut)
    }
    return SourceText(string: string.utf8(range), runs: runs)
  }
}
