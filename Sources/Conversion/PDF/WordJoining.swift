/// Joins words that a line end cut.
struct WordJoining {
  /// Words of the document, in lower case, as they are within lines.
  private var words: Set<String> = []
  /// Line ends at which the whole document shows that the hyphen belongs to the word, and that it does not.
  private var kept = 0
  private var dropped = 0
  /// Most lines end at the margin, as those of documents whose words are cut.
  private let isJustified: Bool

  init(_ pages: [PageLayout]) {
    isJustified = Self.isJustified(pages)
    var cuts: [(String, String)] = []
    for page in pages {
      for (index, line) in page.lines.enumerated() {
        for (place, word) in line.words.enumerated() {
          let isCut = place == line.words.count - 1 && Self.isCut(word.text)
          if !isCut, words.count < 200_000 { words.insert(Self.core(word.text)) }
          if isCut, index + 1 < page.lines.count, let next = page.lines[index + 1].words.first {
            cuts.append((word.text, next.text))
          }
        }
      }
    }
    for (first, second) in cuts.prefix(10_000) {
      switch known(first, second) {
      case true?: kept += 1
      case false?: dropped += 1
      case nil: break
      }
    }
  }

  private static func isJustified(_ pages: [PageLayout]) -> Bool {
    var (flush, all) = (0, 0)
    for page in pages {
      for (a, b) in zip(page.lines, page.lines.dropFirst())
      where a.block == b.block && a.words.count > 4 && b.words.count > 4 {
        all += 1
        if abs(a.right - b.right) < 1 { flush += 1 }
      }
    }
    return flush * 2 > all
  }

  private static func core(_ word: String) -> String {
    let trimmed = word.drop { !$0.isLetter && !$0.isNumber }
    let end = trimmed.lastIndex { $0.isLetter || $0.isNumber }
    return end.map { trimmed[...$0].lowercased() } ?? ""
  }

  private static func isCut(_ word: String) -> Bool {
    guard let last = word.last, word.count > 1 else { return false }
    if last == "\u{AD}" { return true }
    return "-\u{2010}\u{2011}".contains(last) && word.dropLast().last?.isLetter == true
  }

  /// Whether the hyphen belongs to the word, where the rest of the document tells.
  private func known(_ first: String, _ second: String) -> Bool? {
    let (start, end) = (Self.core(String(first.dropLast())), Self.core(second))
    if words.contains(start + end) { return false }
    return words.contains(start + "-" + end) ? true : nil
  }

  /// The end of a line and the beginning of the next as one word; nil where no word was cut there.
  func joined(_ first: String, _ second: String) -> String? {
    guard Self.isCut(first), let next = second.first else { return nil }
    if first.last == "\u{AD}" { return String(first.dropLast()) + second }
    // "long-\nterm", and "Mid-\nAtlantic"; a dash before anything else is one.
    guard next.isLetter || next.isNumber else { return nil }
    if next.isUppercase || next.isNumber { return first + second }
    switch known(first, second) {
    case true?: return first + second
    case false?: return String(first.dropLast()) + second
    case nil: break
    }
    // Both halves are words of their own: a compound. Otherwise what the document does elsewhere decides.
    let (start, end) = (Self.core(String(first.dropLast())), Self.core(second))
    let areWords = words.contains(start) && words.contains(end)
    let cutsWords = dropped > 0 || kept == 0 && isJustified
    return areWords || !cutsWords ? first + second : String(first.dropLast()) + second
  }
}
