/// A stretch of running text: lines that belong together.
struct Paragraph: Sendable, Hashable {
  /// With the page of each, from 1.
  var lines: [(page: Int, line: PageLine)] = []
  /// Where its words begin, behind a bullet or number.
  var textLeft = 0.0
  /// It begins with a bullet; the sign is the first word.
  var hasBullet = false
  /// The number it begins with; the first word is that number.
  var number: Int?

  var size: Double { lines.first?.line.size ?? 0 }
  var isBold: Bool { lines.allSatisfy(\.line.isBold) }
  var text: String { lines.map(\.line.text).joined(separator: " ") }
  var isItem: Bool { hasBullet || number != nil }

  static func == (a: Paragraph, b: Paragraph) -> Bool {
    a.lines.elementsEqual(b.lines) { $0.page == $1.page && $0.line == $1.line } && a.hasBullet == b.hasBullet
  }
  func hash(into hasher: inout Hasher) { hasher.combine(lines.map(\.line)) }
}

/// Groups lines, in reading order, into paragraphs.
struct ParagraphBuilder {
  let measures: LayoutMeasures
  private(set) var paragraphs: [Paragraph] = []

  init(measures: LayoutMeasures) { self.measures = measures }

  mutating func add(_ line: PageLine, page: Int) {
    guard let first = line.words.first else { return }
    if let last = paragraphs.last, !isBreak(last, line, page: page) {
      paragraphs[paragraphs.count - 1].lines.append((page, line))
      return
    }
    var paragraph = Paragraph(lines: [(page, line)], textLeft: line.left)
    if line.words.count > 1 {
      let gap = line.words[1].left - first.right
      if WordText.isBullet(first.text), gap > line.size * 0.1 {
        paragraph.hasBullet = true
        paragraph.textLeft = line.words[1].left
      } else if let number = WordText.enumerator(first.text) {
        paragraph.number = number
        paragraph.textLeft = line.words[1].left
      }
    }
    paragraphs.append(paragraph)
  }

  /// Ends the paragraph that is being read.
  mutating func flush() -> [Paragraph] {
    defer { paragraphs = [] }
    return paragraphs
  }

  private func isBreak(_ paragraph: Paragraph, _ next: PageLine, page: Int) -> Bool {
    guard let (lastPage, last) = paragraph.lines.last, let first = next.words.first else { return true }
    let size = last.size
    if abs(next.size - size) > max(0.08 * size, 0.4) { return true }
    if next.words.count > 1, WordText.isBullet(first.text), !"-–*o".contains(first.text) { return true }
    // Headings break where it looks well.
    if last.size < measures.size * LayoutMeasures.headingRatio, measures.endsEarly(last, before: next) { return true }
    if endsItem(paragraph, last, next) { return true }
    let distance = next.top - last.top
    if page != lastPage || distance < -size {
      // The next column or page: a sentence goes on there.
      let end = last.words.last?.text.last ?? "."
      if ".!?:”\"".contains(end) || startsItem(next, after: paragraph) { return true }
      return page != lastPage ? abs(next.left - last.left) > 2 && abs(next.left - paragraph.textLeft) > 2 : false
    }
    let usual = measures.leading * size
    if distance > usual * 1.18 + 0.5 { return true }
    // Beside it, not below it.
    if distance < size * 0.4 { return true }
    if startsItem(next, after: paragraph) || startsLeadIn(next, after: paragraph) { return true }
    // Lines in the middle begin anywhere.
    if abs(next.left + next.right - last.left - last.right) < size * 0.4 { return false }
    let shift = next.left - last.left
    if shift > size * 0.7 { return paragraph.lines.count > 1 || abs(next.left - paragraph.textLeft) > size * 0.7 }
    if shift < -size * 0.7 { return paragraph.lines.count > 1 || paragraph.isItem }
    return false
  }

  /// Whether a line ends an item of a list whose bullets are drawn, so that only the indent shows it: a sentence ends there, and the
  /// next line begins one.
  private func endsItem(_ paragraph: Paragraph, _ last: PageLine, _ next: PageLine) -> Bool {
    guard !paragraph.isItem, paragraph.textLeft - measures.left > measures.size * 0.9,
      let end = last.words.last?.text.last, let begin = next.words.first?.text.first
    else { return false }
    return ".!?;".contains(end) && (begin.isUppercase || begin.isNumber)
  }

  /// Whether a line begins with a bold lead-in as the paragraph does: items whose bullets are drawn, each with its label.
  private func startsLeadIn(_ line: PageLine, after paragraph: Paragraph) -> Bool {
    guard let first = line.words.first, first.isBold, let begin = paragraph.lines.first?.line.words, begin[0].isBold,
      let end = paragraph.lines.last?.line.words.last, !end.isBold, abs(line.left - paragraph.textLeft) < 2
    else { return false }
    func sign(_ words: [PageWord]) -> Character? { words.prefix { $0.isBold }.last?.text.last }
    guard let own = sign(line.words) else { return false }
    return own == sign(begin) && !own.isLetter
  }

  /// Whether a line begins an item: with a bullet, or with a number where the line before does not just happen to break there.
  private func startsItem(_ line: PageLine, after paragraph: Paragraph) -> Bool {
    guard line.words.count > 1, let first = line.words.first else { return false }
    if WordText.isBullet(first.text) { return line.words[1].left - first.right > line.size * 0.1 }
    guard let number = WordText.enumerator(first.text) else { return false }
    // Items hang: their number is left of the text of the item before.
    return number == 1 || paragraph.number == number - 1 || line.left < paragraph.textLeft - line.size * 0.4
  }
}
