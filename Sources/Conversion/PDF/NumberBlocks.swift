/// Figures in lines of their own with what they count beside or below: the number blocks of case studies.
enum NumberBlocks {
  /// A figure with its signs and unit and nothing else: "10x", "$4.5M", "300,000+".
  static func isFigure(_ text: String) -> Bool {
    guard text.count <= 16, text.contains(where: \.isNumber), WordText.enumerator(text) == nil else { return false }
    let letters = text.count { $0.isLetter }
    guard letters <= 8, letters == 0 || letters * 2 < text.count + 2 else { return false }
    let signs = text.contains { "%$€£¥+×~<>".contains($0) }
    // A year or a bare small number counts nothing by itself.
    return signs || letters > 0 && text.first.map { $0.isNumber } == true
  }

  /// The same with a word for its size or unit behind it: "$2+ billion".
  private static func isValue(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard words.count == 2, let first = words[0].first, first.isNumber || "$€£¥~<>".contains(first) else {
      return isFigure(text)
    }
    let isCounted = words[0].contains { "%$€£¥+×~<>.,".contains($0) } && words[0].contains(where: \.isNumber)
    return isCounted && words[1].count <= 10 && words[1].allSatisfy(\.isLetter)
  }

  /// Whether the second paragraph says what the first one counts: short, close below, and at the same edge or on the same axis.
  static func isBlock(_ value: Paragraph, _ label: Paragraph) -> Bool {
    guard value.lines.count == 1, label.lines.count <= 3, !value.isItem, !label.isItem, isValue(value.text),
      let (page, line) = value.lines.first, let (otherPage, next) = label.lines.first, page == otherPage
    else { return false }
    let text = label.text
    guard text.utf8.count <= 120, text.contains(where: \.isLetter), text.last != ".", !isValue(text) else {
      return false
    }
    let distance = next.top - line.bottom
    let isBelow = distance > -2 && distance < max(line.size, next.size)
    let isAligned = abs(line.left - next.left) < 3 || abs(line.left + line.right - next.left - next.right) < 8
    return isBelow && isAligned
  }

  /// Whether a table is a row of figures with a row of their labels below.
  static func isRow(_ table: PageTable) -> Bool {
    guard table.rows.count == 2 else { return false }
    let columns = table.rows[0].indices.filter { !table.rows[0][$0].lines.isEmpty }
    return columns.count >= 2
      && columns.allSatisfy { isValue(table.rows[0][$0].text) && table.rows[1][$0].text.contains(where: \.isLetter) }
  }
}
