/// Running heads, feet and page numbers: what pages repeat at their edges.
enum PageFurniture {
  /// Lines looked at above and below on each page.
  private static let depth = 3

  /// Takes out what repeats. Complexity: O(lines).
  static func remove(_ pages: inout [PageLayout]) {
    var seen: [String: Set<Int>] = [:]
    var candidates: [[(line: Int, key: String)]] = []
    for (index, page) in pages.enumerated() {
      let edge = edgeLines(page)
      let keys = edge.map { (line: $0.line, key: ($0.isHead ? "h" : "f") + key(page.lines[$0.line].text)) }
      for (_, key) in keys { seen[key, default: []].insert(index) }
      candidates.append(keys)
    }
    let numbered = numberedPages(pages)
    for index in pages.indices {
      var dropped: Set<Int> = []
      for (line, key) in candidates[index] {
        let count = seen[key]?.count ?? 0
        let text = pages[index].lines[line].text
        let isNumber = PageNumber(text) != nil
        if isNumber ? numbered.contains(index) || PageNumber(text)?.isSaid == true : isRepeated(count, of: pages.count)
        {
          dropped.insert(line)
        }
      }
      if dropped.isEmpty { continue }
      pages[index].lines = pages[index].lines.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }
  }

  /// On three pages, or on both of two; of many pages on a fifth.
  private static func isRepeated(_ count: Int, of pages: Int) -> Bool {
    count >= 2 && count >= min(max(2, pages / 5), 10) && (pages > 2 || count == pages)
  }

  /// The lines at the upper and the lower edge: the outermost few that lie in the outer eighths of the page.
  private static func edgeLines(_ page: PageLayout) -> [(line: Int, isHead: Bool)] {
    let order = page.lines.indices.sorted { page.lines[$0].top < page.lines[$1].top }
    let heads = order.prefix(depth).filter { page.lines[$0].bottom < page.height / 8 }
    let feet = order.suffix(depth).filter { page.lines[$0].top > page.height * 7 / 8 }
    return heads.map { ($0, true) } + feet.map { ($0, false) }
  }

  /// The text with each number as one sign, so that "Page 3" is "Page 4".
  private static func key(_ text: String) -> String {
    var result = ""
    var isNumber = false
    for character in text.lowercased() where !character.isWhitespace {
      if character.isNumber {
        if !isNumber { result.append("0") }
        isNumber = true
      } else {
        result.append(character)
        isNumber = false
      }
    }
    return result
  }

  /// Pages whose edge has a number that grows with them.
  private static func numberedPages(_ pages: [PageLayout]) -> Set<Int> {
    var offsets: [Int: Set<Int>] = [:]
    for (index, page) in pages.enumerated() {
      for (line, _) in edgeLines(page) {
        if let number = PageNumber(page.lines[line].text) { offsets[number.value - index, default: []].insert(index) }
      }
    }
    return offsets.values.filter { $0.count >= 2 }.reduce(into: Set()) { $0.formUnion($1) }
  }
}

/// A line that is a page's number: "3", "- 3 -", "Page 3", "3 / 10", "Page 3 of 10".
private struct PageNumber {
  var value: Int
  /// It says that it is one.
  var isSaid: Bool

  init?(_ text: String) {
    guard text.utf8.count <= 24 else { return nil }
    let parts = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    let said = parts.first == "page" || parts.first == "p"
    let rest = said ? parts.dropFirst() : parts[...]
    guard let first = rest.first, let value = Int(first), value < 100_000 else { return nil }
    let tail = rest.dropFirst()
    let isOf = tail.count == 2 && tail.first == "of" && tail.last.flatMap { Int($0) } != nil
    let isSlash = tail.count == 1 && tail.first.flatMap { Int($0) } != nil && text.contains("/")
    guard tail.isEmpty || isOf || isSlash else { return nil }
    guard !text.contains(where: { "%$€£.,+".contains($0) }) else { return nil }
    self.value = value
    isSaid = said || isOf
  }
}
