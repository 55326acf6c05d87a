/// A part of a text that shows why it matches.
public struct Snippet: Sendable, Hashable {
  /// Which part, in UTF-8 bytes of the text.
  public var range: Range<Int>
  /// The part itself.
  public var text: String
  /// The words that match, in UTF-8 bytes of `text`.
  public var matches: [Range<Int>]
}

extension Snapshot {
  /// The parts of a text that say most about a query: first those with the most different words of it, then those with the most words. Parts begin
  /// and end at words and do not overlap; they come in the order of the text. A text without a match gives its beginning.
  ///
  /// - Parameters:
  ///   - query: whose words are looked for.
  ///   - field: the text field that analyses the text.
  ///   - text: what the parts are taken from.
  ///   - maximumLength: of one part, in UTF-8 bytes; a single longer word is not cut.
  ///   - count: how many parts at most.
  public func snippets(of query: Query, field: String, in text: String, maximumLength: Int = 200, count: Int = 1)
    -> [Snippet]
  {
    guard let index = schema.index(of: field), count > 0 else { return [] }
    var text = text
    return withAnalyzers(for: text) { analyzers in
      text.withUTF8 { bytes in
        var words: [Range<Int>] = []
        unsafe WordBreaks.forEachWord(bytes) { start, end in words.append(start..<end) }
        let tokens = unsafe analyzers.tokens(String(decoding: bytes, as: UTF8.self), field: index)
        var highlighter = Highlighter(tokens: tokens, field: field, index: index, schema: schema, analyzers: analyzers)
        highlighter.visit(query)
        let marked = zip(tokens, highlighter.marks).compactMap { token, mark in
          mark.map { (range: token.range, mark: $0) }
        }
        let parts = SnippetFinder(words: words, marked: marked, maximumLength: max(1, maximumLength)).best(count)
        return parts.map { part in
          let matches = highlighter.ranges.filter {
            $0.lowerBound >= part.lowerBound && $0.upperBound <= part.upperBound
          }
          return unsafe Snippet(
            range: part, text: String(decoding: UnsafeBufferPointer(rebasing: bytes[part]), as: UTF8.self),
            matches: matches.map { ($0.lowerBound - part.lowerBound)..<($0.upperBound - part.lowerBound) })
        }
      }
    }
  }
}

/// Chooses parts of a text by the words that are marked in it.
private struct SnippetFinder {
  let words: [Range<Int>]
  let marked: [(range: Range<Int>, mark: Int)]
  let maximumLength: Int

  func best(_ count: Int) -> [Range<Int>] {
    guard let first = words.first else { return [] }
    var chosen: [Range<Int>] = []
    while chosen.count < count {
      var best: (range: Range<Int>, value: Int)?
      for start in marked.indices where !chosen.contains(where: { $0.overlaps(marked[start].range) }) {
        // Some words before the first match give it context.
        let range = window(around: marked[start].range, avoiding: chosen)
        var seen: Set<Int> = []
        var total = 0
        for entry in marked[start...] {
          guard entry.range.upperBound <= range.upperBound else { break }
          seen.insert(entry.mark)
          total += 1
        }
        let value = seen.count * 1000 + min(total, 999)
        if best.map({ value > $0.value }) ?? true { best = (range, value) }
      }
      guard let best else { break }
      chosen.append(best.range)
    }
    if chosen.isEmpty { chosen = [extended(from: first.lowerBound)] }
    return chosen.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The place of the first word that ends behind `offset`.
  private func word(after offset: Int) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func window(around match: Range<Int>, avoiding chosen: [Range<Int>]) -> Range<Int> {
    let floor = chosen.map(\.upperBound).filter { $0 <= match.lowerBound }.max() ?? 0
    var place = min(word(after: match.lowerBound), words.count - 1)
    let earliest = max(floor, match.upperBound - maximumLength, match.lowerBound - maximumLength / 4)
    while place > 0, words[place - 1].lowerBound >= earliest { place -= 1 }
    var range = extended(from: min(match.lowerBound, words[place].lowerBound))
    if range.upperBound < match.upperBound { range = range.lowerBound..<match.upperBound }
    if let next = chosen.map(\.lowerBound).filter({ $0 >= match.upperBound }).min(), next < range.upperBound {
      range =
        range.lowerBound..<max(match.upperBound, words.last { $0.upperBound <= next }?.upperBound ?? match.upperBound)
    }
    return range
  }

  /// From an offset to the end of the last word that fits.
  private func extended(from start: Int) -> Range<Int> {
    var place = word(after: start)
    var end = place < words.count ? words[place].upperBound : start
    while place + 1 < words.count, words[place + 1].upperBound - start <= maximumLength {
      place += 1
      end = words[place].upperBound
    }
    return start..<end
  }
}
