/// The text of one leaf block while it is being put together: bytes, where they came from, inline markup, line breaks.
///
/// Offsets of the source are those of the decoded text. It is used again for each leaf, so that its arrays grow once.
struct LeafText {
  /// A line break of the source inside the text.
  struct Break {
    /// Offset in the text of the character that stands for it.
    var offset: Int
    /// The author asked for it: two spaces, a backslash or `<br>`.
    var isHard: Bool
  }

  private(set) var bytes: [UInt8] = []
  private(set) var runs: [SourceText.Run] = []
  private(set) var breaks: [Break] = []
  var inlines: [Inline] = []
  /// Where footnotes are defined: offset in the text, label.
  private(set) var definitions: [(offset: Int, label: String)] = []
  /// Inlines that are open, by index.
  private var open: [Int] = []
  /// White space was read and not written yet: it is written when something follows.
  private var pending: UInt8?
  private var pendingStart = 0
  private var pendingEnd = 0
  /// Behind the last byte that was read from the source.
  private(set) var sourceEnd = 0
  /// Where the first byte was read from, nil before.
  private(set) var sourceStart: Int?
  var markup = RawMarkup()
  /// The title of the last image.
  var imageTitle = ""

  /// Keep white space and line ends as they are.
  var isVerbatim = false

  var isEmpty: Bool { bytes.isEmpty && inlines.isEmpty && definitions.isEmpty }

  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    breaks.removeAll(keepingCapacity: true)
    inlines.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    definitions.removeAll(keepingCapacity: true)
    pending = nil
    sourceStart = nil
    sourceEnd = 0
    markup = RawMarkup()
    imageTitle = ""
  }

  // MARK: Text

  /// Appends bytes as they stand in the source, white space folded.
  mutating func append(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    if range.isEmpty { return }
    note(range)
    if isVerbatim {
      write(source, range)
      return
    }
    var offset = range.lowerBound
    while offset < range.upperBound {
      if source[offset] <= 0x20 {
        let start = offset
        repeat { offset += 1 } while offset < range.upperBound && source[offset] <= 0x20
        space(0x20, start..<offset)
        continue
      }
      // A stretch up to white space that has to be folded; single spaces inside it are kept as they are.
      let start = offset
      repeat {
        offset += 1
      } while offset < range.upperBound
        && (source[offset] > 0x20
          || (source[offset] == 0x20 && offset + 1 < range.upperBound && source[offset + 1] > 0x20))
      flush(before: start)
      write(source, start..<offset)
    }
  }

  /// Appends text that stands for a stretch of the source as a whole: a character reference, U+FFFD.
  mutating func append(_ text: some Collection<UInt8>, for range: Range<Int>) {
    note(range)
    flush(before: range.lowerBound)
    runs.appendReplacement(
      textStart: bytes.count, count: text.count, sourceStart: range.lowerBound, sourceCount: range.count)
    bytes.append(contentsOf: text)
  }

  /// Appends text that has no place in the source but stands behind what was read last.
  mutating func appendMadeUp(_ byte: UInt8, count: Int) {
    guard count > 0 else { return }
    appendRun(count: count, source: sourceEnd..<sourceEnd)
    for _ in 0..<count { bytes.append(byte) }
  }

  /// A line end of the source. Where it stands is only known when the next line is read.
  mutating func lineBreak(isHard: Bool) {
    if isVerbatim {
      if isHard { markup.hardBreaks.append(bytes.count) }
      appendRun(count: 1, source: sourceEnd..<(sourceEnd + 1))
      bytes.append(0x0A)
      return
    }
    if pending == nil { pendingStart = sourceEnd }
    pendingEnd = max(pendingStart, sourceEnd)
    if pending != 0x0A { pending = isHard ? 0x0A : 0x20 }
    if bytes.isEmpty { return }
    if breaks.last?.offset == bytes.count {
      breaks[breaks.count - 1].isHard = breaks[breaks.count - 1].isHard || isHard
    } else {
      breaks.append(Break(offset: bytes.count, isHard: isHard))
    }
  }

  /// The mark of struck text, where the text before it ends.
  private mutating func appendStrike() {
    let place = max(sourceEnd, runs.last.map { $0.sourceStart + $0.sourceCount } ?? 0)
    runs.append(SourceText.Run(textStart: bytes.count, textCount: 2, sourceStart: place, sourceCount: 0))
    bytes += "~~".utf8
  }

  private mutating func note(_ range: Range<Int>) {
    if sourceStart == nil { anchor(at: range.lowerBound) }
    sourceEnd = range.upperBound
  }

  /// Gives what was made up before the first text its place.
  mutating func anchor(at offset: Int) {
    sourceStart = offset
    sourceEnd = max(sourceEnd, offset)
    for index in runs.indices {
      runs[index].sourceStart = offset
      runs[index].sourceCount = 0
    }
  }

  private mutating func space(_ byte: UInt8, _ range: Range<Int>) {
    if pending == nil {
      pending = byte
      pendingStart = range.lowerBound
    }
    pendingEnd = range.upperBound
  }

  /// Writes white space that was put off; at the start of the text there is none.
  private mutating func flush(before start: Int) {
    guard let byte = pending else { return }
    pending = nil
    if bytes.isEmpty { return }
    // Everything between what was written last and what follows: line end, indentation, quote marks.
    let from = pendingStart
    let end = max(from, breaks.last?.offset == bytes.count ? start : pendingEnd)
    appendRun(count: 1, source: from..<end)
    bytes.append(byte)
  }

  private mutating func write(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    appendRun(count: range.count, source: range)
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
  }

  private mutating func appendRun(count: Int, source: Range<Int>) {
    if let last = runs.indices.last, runs[last].isVerbatim, count == source.count, sourceStart != nil,
      runs[last].sourceStart + runs[last].sourceCount == source.lowerBound
    {
      runs[last].textCount += count
      runs[last].sourceCount += count
    } else {
      runs.append(
        SourceText.Run(
          textStart: bytes.count, textCount: count, sourceStart: source.lowerBound, sourceCount: source.count))
    }
  }

  // MARK: Inline markup

  /// Where the next byte will be written.
  private var position: Int { bytes.count + (pending != nil && !bytes.isEmpty ? 1 : 0) }

  mutating func openInline(_ kind: Inline.Kind) {
    // What is struck out is withdrawn, and is marked as such in the text too.
    if kind == .strikethrough, !isVerbatim, sourceStart != nil {
      flush(before: sourceEnd)
      appendStrike()
    }
    open.append(inlines.count)
    inlines.append(Inline(kind: kind, range: position..<position))
  }

  /// Closes the inline opened last.
  mutating func closeInline() {
    guard let index = open.popLast() else { return }
    let start = inlines[index].range.lowerBound
    if inlines[index].kind == .superscript, !isVerbatim { raise(from: start, index) }
    inlines[index].range = start..<max(start, bytes.count)
    if inlines[index].kind == .strikethrough, !isVerbatim, start >= 2, bytes.count > start,
      bytes[start - 2..<start].elementsEqual("~~".utf8)
    {
      flush(before: sourceEnd)
      appendStrike()
    }
  }

  /// `10<sup>6</sup>` is 10⁶ and not 106.
  private mutating func raise(from start: Int, _ index: Int) {
    guard start < bytes.count, let raised = Superscript.raised(bytes[start...]),
      runs.replace(from: start, count: raised.count)
    else { return }
    bytes.replaceSubrange(start..., with: raised)
    for inner in inlines.indices.dropFirst(index + 1) where !inlines[inner].range.isEmpty {
      inlines[inner].range = start..<bytes.count
    }
  }

  /// Closes the last open inline that `matches`, and those opened inside it.
  mutating func closeInline(where matches: (Inline.Kind) -> Bool) {
    guard let level = open.lastIndex(where: { matches(inlines[$0].kind) }) else { return }
    while open.count > level { closeInline() }
  }

  /// An inline without text.
  mutating func mark(_ kind: Inline.Kind) {
    inlines.append(Inline(kind: kind, range: bytes.count..<bytes.count))
  }

  /// What follows defines a footnote.
  mutating func define(_ label: String) { definitions.append((position, label)) }

  /// Leaves out the end of the text, from `count` on.
  mutating func truncate(to count: Int) {
    var count = count
    while count > 0, bytes[count - 1] <= 0x20 { count -= 1 }
    bytes.removeLast(bytes.count - count)
    while let last = runs.last, last.textStart >= count { runs.removeLast() }
    if let last = runs.indices.last, runs[last].textStart + runs[last].textCount > count {
      let isVerbatim = runs[last].isVerbatim
      runs[last].textCount = count - runs[last].textStart
      if isVerbatim { runs[last].sourceCount = runs[last].textCount }
    }
    while let last = breaks.last, last.offset >= count { breaks.removeLast() }
    inlines.removeAll { $0.range.lowerBound >= count && !$0.range.isEmpty }
    for index in inlines.indices where inlines[index].range.upperBound > count {
      inlines[index].range = min(inlines[index].range.lowerBound, count)..<count
    }
  }

  var openInlines: Int { open.count }

  /// Closes everything and drops markup around nothing.
  mutating func finish() {
    while !open.isEmpty { closeInline() }
    if isVerbatim { return }
    let count = bytes.count
    if inlines.contains(where: { $0.range.lowerBound > count || $0.range.isEmpty }) {
      inlines.removeAll {
        switch $0.kind {
        case .image, .footnoteReference: false
        default: $0.range.isEmpty || $0.range.lowerBound >= count
        }
      }
      for index in inlines.indices where inlines[index].range.lowerBound > count {
        inlines[index].range = count..<count
      }
    }
    while let last = breaks.last, last.offset >= count { breaks.removeLast() }
  }

  // MARK: Results

  /// A stretch of the text, with runs to the original file.
  func text(_ range: Range<Int>, map: OffsetMap) -> SourceText {
    if range.isEmpty { return SourceText() }
    let string = bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
    if runs.count == 1, runs[0].isVerbatim {
      // One stretch of the source, and nothing in it was changed when it was decoded.
      let start = runs[0].sourceStart + range.lowerBound
      if let shift = map.shift(of: start..<(start + range.count)) {
        return SourceText(
          string: string,
          run: SourceText.Run(
            textStart: 0, textCount: range.count, sourceStart: start + shift, sourceCount: range.count))
      }
    }
    var result: [SourceText.Run] = []
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].textStart <= range.lowerBound { low = middle } else { high = middle }
    }
    while low < runs.count, runs[low].textStart < range.upperBound {
      let run = runs[low]
      low += 1
      let start = max(run.textStart, range.lowerBound)
      let end = min(run.textStart + run.textCount, range.upperBound)
      guard start < end else { continue }
      if run.isVerbatim {
        let source = run.sourceStart + (start - run.textStart)
        map.appendRuns(of: source..<(source + end - start), textStart: start - range.lowerBound, to: &result)
      } else {
        let source = map.sourceRange(of: run.sourceStart..<(run.sourceStart + run.sourceCount))
        result.append(
          SourceText.Run(
            textStart: start - range.lowerBound, textCount: end - start, sourceStart: source.lowerBound,
            sourceCount: source.count))
      }
    }
    return SourceText(string: string, runs: result)
  }

  /// The inline markup that starts inside a stretch of the text, relative to its start and cut at its end.
  func inlines(in range: Range<Int>) -> [Inline] {
    if inlines.isEmpty { return [] }
    // A copy of its own, of just the size: this array is used again. A slice of all of it would share its memory, and
    // the next leaf would have to allocate as much as the largest leaf so far took.
    if range.lowerBound == 0, range.upperBound >= bytes.count { return inlines.map { $0 } }
    var result: [Inline] = []
    var index = firstInline(from: range.lowerBound)
    while index < inlines.count, inlines[index].range.lowerBound <= range.upperBound {
      let inline = inlines[index]
      index += 1
      let end = min(inline.range.upperBound, range.upperBound)
      // What starts where the range ends belongs to it only when it is a point, such as a footnote's mark.
      if inline.range.lowerBound == range.upperBound, !inline.range.isEmpty { continue }
      result.append(
        Inline(
          kind: inline.kind,
          range: (inline.range.lowerBound - range.lowerBound)..<(end - range.lowerBound)))
    }
    return result
  }

  /// The first inline that starts at an offset or behind it.
  func firstInline(from offset: Int) -> Int {
    var low = 0
    var high = inlines.count
    while low < high {
      let middle = (low + high) / 2
      if inlines[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The source offset (in the decoded text) of a text offset.
  func sourceOffset(of offset: Int) -> Int {
    SourceText(string: "", runs: runs).sourceRange(of: offset..<(offset + 1)).lowerBound
  }
}
