/// Bold lines right behind a list item.
///
/// A line without indent and without a blank line before it goes on with the item's paragraph, CommonMark says. Authors who
/// write a bold line there begin something new, and readers see it so.
extension BlockTreeBuilder {
  /// Remembers a bold line that stands in a list without being indented.
  mutating func noteLazyLead(_ block: borrowing Block, at start: Int) {
    guard !isRaw, let lead = block.lead, lead.value.isEmpty, frames.count > 1,
      case .item = frames[frames.count - 1].kind, locator.lineStart(of: start) == start
    else { return }
    lazyLeads.insert(block.range.lowerBound)
  }

  /// A list cut before its bold lines without indent: lists, and between them what the lines begin.
  ///
  /// Complexity: O(items + children).
  func splitAtLazyLeads(_ list: Block) -> [Block] {
    var parts: [Block] = []
    var items: [Block] = []
    var before = 0
    func close() {
      guard let first = items.first, let last = items.last else { return }
      var part = list
      if case .list(true, let start) = list.kind { part.kind = .list(ordered: true, start: start + before) }
      part.children = items
      part.range = first.range.lowerBound..<last.range.upperBound
      before += items.count
      items = []
      parts.append(part)
    }
    for var item in list.children {
      let cut = item.children.firstIndex {
        $0.kind == .paragraph && $0.lead != nil && lazyLeads.contains($0.range.lowerBound)
      }
      guard let cut else {
        items.append(item)
        continue
      }
      let rest = Array(item.children[cut...])
      item.children.removeSubrange(cut...)
      let text = item.text.isEmpty ? item.range.lowerBound : item.text.sourceRange.upperBound
      let end = max(text, item.children.last?.range.upperBound ?? item.range.lowerBound)
      item.range = item.range.lowerBound..<max(item.range.lowerBound, min(end, item.range.upperBound))
      items.append(item)
      close()
      parts += rest
    }
    if parts.isEmpty { return [list] }
    close()
    return parts
  }
}
