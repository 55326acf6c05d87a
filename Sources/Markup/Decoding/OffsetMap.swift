/// The way back from derived bytes to the bytes they were derived from.
///
/// Only the places that differ are kept; everything between two edits stands in the source byte for byte. An empty map
/// is the identity.
struct OffsetMap: Sendable, Hashable {
  /// A stretch that stands for a stretch of the source as a whole.
  struct Edit: Sendable, Hashable {
    /// Where it starts in the derived bytes.
    var start: Int
    /// How long it is in the derived bytes; 0 where the source was left out.
    var count: Int
    var sourceStart: Int
    /// How long it is in the source; 0 where something was put in.
    var sourceCount: Int

    var end: Int { start + count }
    var sourceEnd: Int { sourceStart + sourceCount }
  }

  /// Ascending, without overlap, in both derived and source offsets.
  private(set) var edits: [Edit] = []

  init() {}

  var isIdentity: Bool { edits.isEmpty }

  /// Adds an edit behind all others.
  mutating func append(_ edit: Edit) {
    assert(edits.last.map { $0.end <= edit.start && $0.sourceEnd <= edit.sourceStart } ?? true)
    edits.append(edit)
  }

  mutating func append(start: Int, count: Int, sourceStart: Int, sourceCount: Int) {
    append(Edit(start: start, count: count, sourceStart: sourceStart, sourceCount: sourceCount))
  }

  /// The number of edits that start before `offset`. Complexity: O(log edits).
  func editIndex(before offset: Int) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The source offset at which the derived offset's byte, or the edit it is part of, begins.
  func sourceStart(of offset: Int) -> Int {
    if edits.isEmpty { return offset }
    let index = editIndex(before: offset + 1)
    guard index > 0 else { return offset }
    let edit = edits[index - 1]
    return offset < edit.end ? edit.sourceStart : edit.sourceEnd + (offset - edit.end)
  }

  /// The source offset behind what ends at the derived offset.
  func sourceEnd(of offset: Int) -> Int {
    if edits.isEmpty { return offset }
    let index = editIndex(before: offset)
    guard index > 0 else { return offset }
    let edit = edits[index - 1]
    return offset <= edit.end ? edit.sourceEnd : edit.sourceEnd + (offset - edit.end)
  }

  /// How far the source of a range is from the range itself, nil when an edit lies in it.
  func shift(of range: Range<Int>) -> Int? {
    if edits.isEmpty { return 0 }
    let index = editIndex(before: range.upperBound)
    guard index > 0 else { return 0 }
    let edit = edits[index - 1]
    return edit.end <= range.lowerBound ? edit.sourceEnd - edit.end : nil
  }

  /// The smallest source range that holds what a derived range came from. Complexity: O(log edits).
  func sourceRange(of range: Range<Int>) -> Range<Int> {
    let start = sourceStart(of: range.lowerBound)
    if range.isEmpty { return start..<start }
    return start..<max(start, sourceEnd(of: range.upperBound))
  }

  /// The map from this map's derived bytes to what `inner`'s source is: `self` was derived from `inner`'s derived bytes.
  ///
  /// No edit of this map may cut an edit of `inner` in two. Complexity: O(edits of both).
  func composed(over inner: OffsetMap) -> OffsetMap {
    if inner.isIdentity { return self }
    if isIdentity { return inner }
    var result = OffsetMap()
    var next = 0  // in inner.edits
    var delta = 0  // derived offset minus middle offset, between our edits
    for edit in edits {
      while next < inner.edits.count, inner.edits[next].end <= edit.sourceStart {
        var shifted = inner.edits[next]
        shifted.start += delta
        result.append(shifted)
        next += 1
      }
      let source = inner.sourceRange(of: edit.sourceStart..<edit.sourceEnd)
      // Edits of the inner map that this one covers are part of it.
      while next < inner.edits.count, inner.edits[next].start < edit.sourceEnd { next += 1 }
      result.append(start: edit.start, count: edit.count, sourceStart: source.lowerBound, sourceCount: source.count)
      delta = edit.end - edit.sourceEnd
    }
    while next < inner.edits.count {
      var shifted = inner.edits[next]
      shifted.start += delta
      result.append(shifted)
      next += 1
    }
    return result
  }

  /// Appends to `runs` the stretches of the source that `range` of the derived bytes stands for, as text from
  /// `textStart` on.
  ///
  /// Complexity: O(log edits + runs appended).
  func appendRuns(of range: Range<Int>, textStart: Int, to runs: inout [SourceText.Run]) {
    if range.isEmpty { return }
    var offset = range.lowerBound
    if edits.isEmpty {
      runs.append(.init(textStart: textStart, textCount: range.count, sourceStart: offset, sourceCount: range.count))
      return
    }
    var index = editIndex(before: offset + 1)
    if index > 0, edits[index - 1].end > offset { index -= 1 }
    while offset < range.upperBound {
      let textOffset = textStart + (offset - range.lowerBound)
      if index < edits.count, edits[index].start <= offset {
        let edit = edits[index]
        let end = min(edit.end, range.upperBound)
        if end > offset {
          runs.appendReplacement(
            textStart: textOffset, count: end - offset, sourceStart: edit.sourceStart, sourceCount: edit.sourceCount)
          offset = end
        }
        index += 1
      } else {
        let end = min(index < edits.count ? edits[index].start : range.upperBound, range.upperBound)
        let start = index > 0 ? edits[index - 1].sourceEnd + (offset - edits[index - 1].end) : offset
        runs.append(
          .init(textStart: textOffset, textCount: end - offset, sourceStart: start, sourceCount: end - offset))
        offset = end
      }
    }
  }
}

extension [SourceText.Run] {
  /// Adds a run for text that is not the bytes it stands for. Where both happen to be of the same length, its last byte
  /// becomes a run of its own, because a run of equal lengths says that the bytes are the same.
  mutating func appendReplacement(textStart: Int, count: Int, sourceStart: Int, sourceCount: Int) {
    let head = count == sourceCount && count > 1 ? count - 1 : count
    append(.init(textStart: textStart, textCount: head, sourceStart: sourceStart, sourceCount: sourceCount))
    if head < count {
      append(
        .init(
          textStart: textStart + head, textCount: count - head, sourceStart: sourceStart + sourceCount, sourceCount: 0))
    }
  }
}
