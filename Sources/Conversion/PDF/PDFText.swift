/// The text of a PDF as HTML with the structure that its layout shows; its lines tell pages (``PagedText``).
struct PDFText {
  private var pages: [PageLayout]
  private let measures: LayoutMeasures
  private let joining: WordJoining
  private var writer = PagedWriter()
  /// Sizes of headings, the largest first.
  private var headingSizes: [Double] = []
  /// Left edges of the texts of open list items, the outermost first.
  private var openItems: [Double] = []

  /// What is next to be written: a paragraph or a table.
  private enum Element {
    case paragraph(Paragraph)
    case table(PageTable)
  }

  /// - Parameter pages: as they are printed.
  static func html(of pages: [PageLayout], title: String?) -> [UInt8] {
    var pages = pages
    PageFurniture.remove(&pages)
    for page in pages.indices {
      pages[page].lines = BulletJoining.joined(pages[page].lines)
      for line in pages[page].lines.indices { pages[page].lines[line].number = line + 1 }
    }
    var text = PDFText(pages: pages, measures: LayoutMeasures(pages), joining: WordJoining(pages))
    return text.write(title: title)
  }

  private init(pages: [PageLayout], measures: LayoutMeasures, joining: WordJoining) {
    self.pages = pages
    self.measures = measures
    self.joining = joining
  }

  private mutating func write(title: String?) -> [UInt8] {
    let elements = elements()
    findHeadingSizes(elements)
    writer.markup("<html><head><meta charset=\"utf-8\">")
    if let title, isPrinted(title) {
      writer.markup("<title>")
      writer.text(title)
      writer.markup("</title>")
    }
    writer.markup("</head><body>")
    var index = 0
    while index < elements.count {
      switch elements[index] {
      case .paragraph(let paragraph):
        if repeatsHeading(elements, index) {
          index += 1
          continue
        }
        if index + 1 < elements.count, case .paragraph(let label) = elements[index + 1],
          NumberBlocks.isBlock(paragraph, label)
        {
          writeNumber(paragraph, label)
          index += 1
        } else {
          write(paragraph)
        }
      case .table(let table):
        if NumberBlocks.isRow(table) { writeNumbers(table) } else { write(table) }
      }
      index += 1
    }
    closeItems(to: -1)
    writer.markup("</body></html>\n")
    return writer.bytes
  }

  /// The titles that files claim are often those of other files: one counts whose words are printed on the first page.
  private func isPrinted(_ title: String) -> Bool {
    let words = title.split(separator: " ").map(String.init).filter { $0.count > 3 }
    guard words.count >= 2 else { return false }
    let printed = Set((pages.first?.lines ?? []).flatMap { $0.words.map { $0.text.lowercased() } })
    return words.count { printed.contains($0.lowercased()) } * 2 > words.count
  }

  // MARK: - Elements

  private func elements() -> [Element] {
    var elements: [Element] = []
    var builder = ParagraphBuilder(measures: measures)
    let finder = TableFinder(measures: measures)
    for (index, page) in pages.enumerated() {
      let tables = finder.tables(in: page.lines, page: index + 1)
      var tableOfLine: [Int: Int] = [:]
      for (number, table) in tables.enumerated() {
        for line in table.lines { tableOfLine[line] = number }
      }
      var written: Set<Int> = []
      for (place, line) in page.lines.enumerated() {
        guard let number = tableOfLine[place] else {
          if !isLeader(line) { builder.add(line, page: index + 1) }
          continue
        }
        guard written.insert(number).inserted else { continue }
        elements += builder.flush().map { .paragraph($0) }
        if case .table(var last)? = elements.last, last.places.last?.page == index,
          Self.goesOn(last, in: tables[number].table)
        {
          Self.append(tables[number].table, to: &last)
          elements[elements.count - 1] = .table(last)
        } else {
          elements.append(.table(tables[number].table))
        }
      }
    }
    return elements + builder.flush().map { .paragraph($0) }
  }

  /// A line of a table of contents: dots lead to a page.
  private func isLeader(_ line: PageLine) -> Bool {
    guard let last = line.words.last, last.text.allSatisfy({ $0.isNumber || $0 == "." }) else { return false }
    let text = line.text
    return text.contains("....") || text.contains(". . . .")
  }

  /// Whether a table is the rest of one on the page before: as many columns at the same places.
  private static func goesOn(_ table: PageTable, in next: PageTable) -> Bool {
    table.lefts.count == next.lefts.count && zip(table.lefts, next.lefts).allSatisfy { abs($0 - $1) < 12 }
  }

  private static func append(_ next: PageTable, to table: inout PageTable) {
    let repeats = table.hasHeader && next.rows[0].map(\.text) == table.rows[0].map(\.text)
    table.rows += next.rows.dropFirst(repeats ? 1 : 0)
    table.places += next.places.dropFirst(repeats ? 1 : 0)
  }

  // MARK: - Headings

  private func isHeading(_ paragraph: Paragraph) -> Bool {
    guard paragraph.size >= measures.size * LayoutMeasures.headingRatio, paragraph.lines.count <= 4,
      !paragraph.hasBullet
    else {
      return false
    }
    let text = paragraph.text
    return text.utf8.count <= 200 && text.contains(where: \.isLetter) && !NumberBlocks.isFigure(text)
  }

  private mutating func findHeadingSizes(_ elements: [Element]) {
    var sizes: [Double] = []
    for case .paragraph(let paragraph) in elements where isHeading(paragraph) {
      if !sizes.contains(where: { abs($0 - paragraph.size) < 0.04 * paragraph.size }) { sizes.append(paragraph.size) }
    }
    headingSizes = sizes.sorted(by: >)
  }

  private func level(of size: Double) -> Int {
    min(6, (headingSizes.firstIndex { abs($0 - size) < 0.04 * size } ?? 5) + 1)
  }

  // MARK: - Writing

  private mutating func write(_ paragraph: Paragraph) {
    if isHeading(paragraph) {
      closeItems(to: -1)
      let level = level(of: paragraph.size)
      start(paragraph)
      writer.markup("<h\(level)>")
      writeLines(paragraph.lines, dropsFirst: paragraph.hasBullet, marksBold: false)
      writer.markup("</h\(level)>")
      return
    }
    guard let left = itemLeft(paragraph) else {
      closeItems(to: -1)
      start(paragraph)
      writer.markup("<p>")
      writeLines(paragraph.lines, dropsFirst: false, marksBold: true)
      writer.markup("</p>")
      return
    }
    closeItems(to: left)
    start(paragraph)
    if let last = openItems.last, abs(last - left) <= 3 {
      writer.markup("</li><li>")
    } else {
      writer.markup("<ul><li>")
      openItems.append(left)
    }
    writeLines(paragraph.lines, dropsFirst: paragraph.isItem, marksBold: true)
  }

  /// Whether the next heading says the same: a page's title above its text's own.
  private func repeatsHeading(_ elements: [Element], _ index: Int) -> Bool {
    guard index + 1 < elements.count, case .paragraph(let paragraph) = elements[index],
      case .paragraph(let next) = elements[index + 1], isHeading(paragraph), isHeading(next)
    else { return false }
    return paragraph.text.lowercased() == next.text.lowercased()
  }

  /// A figure in a line of its own and what it counts below it.
  private mutating func writeNumber(_ value: Paragraph, _ label: Paragraph) {
    closeItems(to: -1)
    start(value)
    writer.markup("<div><div>")
    writeLines(value.lines, dropsFirst: false, marksBold: false)
    writer.markup("</div>")
    start(label)
    writer.markup("<div>")
    writeLines(label.lines, dropsFirst: false, marksBold: false)
    writer.markup("</div></div>")
  }

  /// Figures side by side with what they count below them.
  private mutating func writeNumbers(_ table: PageTable) {
    closeItems(to: -1)
    guard let place = table.places.first else { return }
    writer.move(page: place.page, line: place.line)
    for column in table.rows[0].indices where !table.rows[0][column].lines.isEmpty {
      writer.markup("<div>")
      for row in table.rows {
        writer.markup("<div>")
        writeLines(row[column].lines.map { (place.page, $0) }, dropsFirst: false, marksBold: false)
        writer.markup("</div>")
      }
      writer.markup("</div>")
    }
  }

  private mutating func start(_ paragraph: Paragraph) {
    if let first = paragraph.lines.first { writer.move(page: first.page, line: first.line.number) }
  }

  /// Where the text of an item begins; nil for what is no item. Browsers draw bullets instead of writing them, so what is indented
  /// counts as an item.
  private func itemLeft(_ paragraph: Paragraph) -> Double? {
    if paragraph.isItem { return paragraph.textLeft }
    guard let line = paragraph.lines.first?.line else { return nil }
    let indent = paragraph.textLeft - measures.left
    guard indent > measures.size * 0.9, indent < measures.size * (openItems.isEmpty ? 5 : 14) else { return nil }
    // Lines in the middle are no items.
    let page = pages[min(max((paragraph.lines.first?.page ?? 1) - 1, 0), pages.count - 1)]
    let isCentred = paragraph.lines.allSatisfy { abs(($0.line.left + $0.line.right) / 2 - page.width / 2) < 4 }
    if isCentred, abs(line.right - measures.right(of: line)) > measures.size { return nil }
    return paragraph.textLeft
  }

  /// Ends items that lie deeper than an edge.
  private mutating func closeItems(to left: Double) {
    while let last = openItems.last, last > left + 3 {
      writer.markup("</li></ul>")
      openItems.removeLast()
    }
  }

  /// Writes the words of lines, each line at its own place.
  ///
  /// - Parameter dropsFirst: without the first word, a bullet or number.
  private mutating func writeLines(_ lines: [(page: Int, line: PageLine)], dropsFirst: Bool, marksBold: Bool) {
    var isBold = false
    var carried: String?
    var isFirst = true
    for (index, (page, line)) in lines.enumerated() {
      if index > 0 { writer.move(page: page, line: line.number) }
      var words = line.words[...]
      if index == 0, dropsFirst { words = words.dropFirst() }
      // Its beginning was written at the end of the line before.
      if carried != nil { words = words.dropFirst() }
      carried = nil
      for (place, word) in words.enumerated() {
        if marksBold, word.isBold != isBold, word.text.contains(where: { $0.isLetter || $0.isNumber }) {
          if isBold { writer.markup("</strong>") }
          if !isFirst { writer.markup(" ") }
          if word.isBold { writer.markup("<strong>") }
          isBold = word.isBold
        } else if !isFirst {
          writer.markup(" ")
        }
        isFirst = false
        if place == words.count - 1, index + 1 < lines.count, let next = lines[index + 1].line.words.first,
          let joined = joining.joined(word.text, next.text)
        {
          writer.text(joined)
          carried = joined
        } else {
          write(word, in: line)
        }
      }
    }
    if isBold { writer.markup("</strong>") }
  }

  /// A small number above the line refers to a note.
  private mutating func write(_ word: PageWord, in line: PageLine) {
    let isRaised = word.height < line.size * 0.8 && word.middle < line.middle && word.text.allSatisfy(\.isNumber)
    if isRaised { writer.markup("<sup>") }
    writer.text(word.text)
    if isRaised { writer.markup("</sup>") }
  }

  private mutating func write(_ table: PageTable) {
    closeItems(to: -1)
    if let place = table.places.first { writer.move(page: place.page, line: place.line) }
    writer.markup("<table>")
    for (row, place) in zip(table.rows.indices, table.places) {
      writer.move(page: place.page, line: place.line)
      writer.markup("<tr>")
      let isHeader = row == 0 && table.hasHeader
      for cell in table.rows[row] {
        writer.markup(isHeader ? "<th>" : "<td>")
        writeLines(cell.lines.map { (place.page, $0) }, dropsFirst: false, marksBold: !isHeader)
        writer.markup(isHeader ? "</th>" : "</td>")
      }
      writer.markup("</tr>")
    }
    writer.markup("</table>")
  }
}

/// Bullets that poppler reads as lines of their own, joined with their texts.
enum BulletJoining {
  /// The lines in their order, a bullet or number that stands alone at the head of the text to its right. Complexity: O(bullets × lines).
  static func joined(_ lines: [PageLine]) -> [PageLine] {
    var lines = lines
    var taken: Set<Int> = []
    for index in lines.indices where lines[index].words.count == 1 {
      let word = lines[index].words[0]
      guard WordText.isBullet(word.text) || WordText.enumerator(word.text) != nil else { continue }
      let size = max(lines[index].size, 6)
      let nearest = lines.indices.filter { other in
        other != index && !taken.contains(other) && abs(lines[other].middle - word.middle) < size * 0.6
          && lines[other].left > word.right - 1 && lines[other].left - word.right < size * 4
      }.min { lines[$0].left < lines[$1].left }
      guard let nearest else { continue }
      lines[nearest].words.insert(word, at: 0)
      taken.insert(index)
    }
    return taken.isEmpty ? lines : lines.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
  }
}
