/// Puts the quotes that template calls make among the blocks of a document.
enum TemplateQuotePlacement {
  static func place(_ quotes: [TemplateQuote], in blocks: [Block], _ text: DecodedText) -> [Block] {
    var blocks = blocks
    for quote in quotes {
      let range = text.originalRange(of: quote.range)
      place(quote, range, in: &blocks, depth: 0)
    }
    return blocks
  }

  /// At the level where the whole quote fits between, or around, blocks.
  private static func place(_ quote: TemplateQuote, _ range: Range<Int>, in blocks: inout [Block], depth: Int) {
    if depth < BlockTreeBuilder.maximumDepth,
      let outer = blocks.firstIndex(where: {
        !$0.children.isEmpty && $0.range.lowerBound <= range.lowerBound && range.upperBound <= $0.range.upperBound
          && $0.range != range
      })
    {
      place(quote, range, in: &blocks[outer].children, depth: depth + 1)
      return
    }
    switch quote.words {
    case .inCall(let paragraphs):
      let index = blocks.firstIndex { $0.range.lowerBound >= range.lowerBound } ?? blocks.count
      let children = paragraphs.map { Block(kind: .paragraph, text: $0, range: $0.sourceRange) }
      blocks.insert(
        Block(kind: .quote, children: children, attribution: quote.attribution, range: range), at: index)
    case .between:
      guard
        let first = blocks.firstIndex(where: {
          $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound
        })
      else { return }
      let end = blocks[first...].firstIndex { $0.range.upperBound > range.upperBound } ?? blocks.count
      var inner = Array(blocks[first..<end])
      var attribution = quote.attribution
      // A block quote inside the call is the same quote.
      if inner.count == 1, inner[0].kind == .quote {
        attribution = attribution ?? inner[0].attribution
        inner = inner[0].children
      }
      blocks.replaceSubrange(
        first..<end, with: [Block(kind: .quote, children: inner, attribution: attribution, range: range)])
    }
  }
}
