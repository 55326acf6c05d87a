import CMD4C

/// HTML that Markdown cuts in pieces: a block of HTML ends at an empty line, an element does not.
extension BlockTreeBuilder {
  /// Elements that have no Markdown inside: an empty line in a table is nothing but layout of the source.
  private static let regions = ["table", "ul", "ol", "dl"]
  /// Elements that hold blocks of Markdown when an empty line follows their tag.
  private static let wrappers = ["details", "blockquote", "figure"]

  /// Reads HTML blocks, and what the parser made of the lines between them, as one stretch of HTML, when the first
  /// opens a table or list that a later one closes.
  ///
  /// - Returns: the index of the last event of the stretch, nil when there is no such stretch.
  mutating func readHTMLRegion(_ events: [MarkdownEvent], from start: Int) -> Int? {
    guard !hasUnclosedRegion, let first = htmlBlock(events, at: start) else { return nil }
    var open = html.balance(first.range, of: Self.regions).reduce(0) { $0 + max(0, $1) }
    guard open > 0 else { return nil }
    var index = first.end + 1
    var depth = 0
    while index < events.count {
      let event = events[index]
      if event.kind == .enterBlock {
        if event.type == UInt8(MD_BLOCK_HTML.rawValue), let block = htmlBlock(events, at: index) {
          open += html.balance(block.range, of: Self.regions).reduce(0, +)
          index = block.end
          if open <= 0, depth == 0 {
            let range = first.range.lowerBound..<block.range.upperBound
            endLeaf()
            _ = locator.leafStart(text: range.lowerBound)
            locateContainers()
            locator.cursor = range.upperBound
            appendHTML(range)
            return index
          }
        } else {
          depth += 1
        }
      } else if event.kind == .leaveBlock {
        depth -= 1
        // The container ends before the element does.
        if depth < 0 { return nil }
      }
      index += 1
    }
    hasUnclosedRegion = true
    return nil
  }

  /// The source of the HTML block that is entered at an event, and the index of the event that leaves it.
  private func htmlBlock(_ events: [MarkdownEvent], at start: Int) -> (range: Range<Int>, end: Int)? {
    var lower = -1
    var upper = -1
    var index = start + 1
    while index < events.count, events[index].kind == .text {
      if events[index].offset >= 0 {
        if lower < 0 { lower = base + Int(events[index].offset) }
        upper = base + Int(events[index].offset) + events[index].length
      }
      index += 1
    }
    return lower >= 0 && index < events.count ? (lower..<max(lower, upper), index) : nil
  }

  /// Reads a stretch of HTML and notes what it leaves open or closes.
  mutating func appendHTML(_ range: Range<Int>) {
    let balance = html.balance(range, of: Self.wrappers)
    for (name, count) in zip(Self.wrappers, balance) where count < 0 { close(name, end: range.upperBound) }
    var made = html.blocks(range)
    if made.isEmpty { made = html.properties(range, map: map) }
    if made.isEmpty, balance[1] > 0 {
      // The words of the quote are Markdown and follow.
      made.append(Block(kind: .quote, range: map.sourceRange(of: range)))
    }
    for block in made { append(block, end: range.upperBound) }
    guard let last = made.last else { return }
    let name: String? =
      switch last.kind {
      case .details: "details"
      case .quote: "blockquote"
      case .figure: "figure"
      default: nil
      }
    if let name, let index = Self.wrappers.firstIndex(of: name), balance[index] > 0 {
      openElements.append(OpenElement(name: name, depth: frames.count, index: blocks.count - 1))
    }
  }

  /// The closing tag of an element: what was read since its opening tag is inside it.
  private mutating func close(_ name: String, end: Int) {
    guard let place = openElements.lastIndex(where: { $0.name == name && $0.depth == frames.count }) else { return }
    while openElements.count > place { collect(openElements.removeLast(), end: end) }
  }

  /// Elements without a closing tag end with the container they are in.
  mutating func closeElements(depth: Int) {
    while let last = openElements.last, last.depth >= depth {
      openElements.removeLast()
      if last.depth == frames.count { collect(last, end: frames[frames.count - 1].end) }
    }
  }

  private mutating func collect(_ element: OpenElement, end: Int) {
    guard element.index < blocks.count else { return }
    let inner = blocks.take(from: element.index + 1)
    let range = blocks[element.index].range
    let upper = max(range.upperBound, inner.last?.range.upperBound ?? 0, map.sourceEnd(of: end))
    blocks[element.index].range = range.lowerBound..<upper
    blocks[element.index].children += inner
  }
}
