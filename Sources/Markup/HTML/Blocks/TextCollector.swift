/// Where the nodes of a tree stand in the original file.
struct HTMLPlaces: Sendable {
  /// Offset of the parsed source in the decoded text.
  var base: Int
  /// The decoded text, as it was before it was made ready for the parser.
  var bytes: [UInt8]
  /// From the decoded text to the original file.
  var map: OffsetMap

  /// A range of the parsed source in the original file.
  func original(_ range: Range<Int>) -> Range<Int> {
    map.sourceRange(of: (range.lowerBound + base)..<(range.upperBound + base))
  }
}

/// Collects the text of a block: folds white space, remembers where each stretch came from and what markup it had.
struct TextCollector {
  /// Inline markup that is open.
  private struct OpenInline {
    var kind: Inline.Kind
    var start: Int
  }

  private(set) var bytes: [UInt8] = []
  private var runs: [SourceText.Run] = []
  private var inlines: [Inline] = []
  private var open: [OpenInline] = []
  /// White space that is written when more text follows.
  private var space: Range<Int>?
  /// Offsets in `bytes` at which a line break stood, ascending.
  private(set) var breaks: [Int] = []
  /// Offsets in `bytes` at which a wide gap stood: three or more no-break spaces, as pages set fields apart.
  private(set) var gaps: [Int] = []
  private var noBreakSpaces = 0
  /// First and last source offset seen.
  private(set) var sourceStart = Int.max
  private(set) var sourceEnd = 0
  let places: HTMLPlaces
  /// Keep white space as it stands.
  var isVerbatim = false

  /// Whether digits that stand above the line become characters that do.
  var raisesDigits = true

  init(places: HTMLPlaces) { self.places = places }

  var isEmpty: Bool { bytes.isEmpty }

  /// The source range of what was collected, in the parsed source.
  var sourceRange: Range<Int>? { sourceStart < sourceEnd ? sourceStart..<sourceEnd : nil }

  // MARK: Text

  mutating func append(_ tree: HTMLTree, _ index: Int) {
    let node = tree.nodes[index]
    tree.text.withUnsafeBufferPointer { text in
      for place in Int(node.first)..<Int(node.first + node.count) {
        let run = tree.runs[place]
        let start = Int(run.textStart)
        let end = start + Int(run.textCount)
        let source = Int(run.sourceStart)
        if run.textCount == run.sourceCount {
          if isVerbatim {
            appendCode(text[start..<end], source: source)
          } else {
            fold(text, start..<end, source: source)
          }
        } else {
          appendEntity(text[start..<end], source: source..<(source + Int(run.sourceCount)))
        }
      }
    }
  }

  /// What a byte at `index` starts: white space of so many bytes, something invisible of so many, or text.
  @inline(__always)
  private static func classify(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int
  ) -> (space: Int, ignored: Int, noBreak: Bool) {
    switch text[index] {
    case 0x20, 0x09, 0x0A, 0x0C, 0x0D: return (1, 0, false)
    case 0xC2 where index + 1 < end:
      if text[index + 1] == 0xA0 { return (2, 0, true) }
      if text[index + 1] == 0xAD { return (0, 2, false) }  // soft hyphen
    case 0xE2 where index + 2 < end && text[index + 1] == 0x80:
      let last = text[index + 2]
      if last >= 0x80 && last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF { return (3, 0, false) }
      if last >= 0x8B && last <= 0x8F && last != 0x8D && last != 0x8C { return (0, 3, false) }  // zero width, marks
    case 0xE2 where index + 2 < end && text[index + 1] == 0x81 && text[index + 2] == 0xA0: return (0, 3, false)
    case 0xE3 where index + 2 < end && text[index + 1] == 0x80 && text[index + 2] == 0x80: return (3, 0, false)
    case 0xEF where index + 2 < end && text[index + 1] == 0xBB && text[index + 2] == 0xBF: return (0, 3, false)
    default: break
    }
    return (0, 0, false)
  }

  private mutating func fold(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, source: Int) {
    let delta = source - range.lowerBound
    var index = range.lowerBound
    let end = range.upperBound
    while index < end {
      // A stretch of text.
      let start = index
      while index < end {
        let byte = text[index]
        // Only these bytes can start white space or something invisible.
        if byte > 0x20 && byte != 0xC2 && byte != 0xE2 && byte != 0xE3 && byte != 0xEF {
          index += 1
          continue
        }
        // A space between words, by far the most frequent, stays as it stands.
        if byte == 0x20, index > start, index + 1 < end {
          let next = text[index + 1]
          if next > 0x20 && next < 0x80 {
            index += 2
            continue
          }
        }
        let kind = TextCollector.classify(text, index, end)
        if kind.space > 0 || kind.ignored > 0 { break }
        index += 1
      }
      if index > start { appendVerbatim(text[start..<index], source: start + delta) }
      // A stretch of white space.
      while index < end {
        let kind = TextCollector.classify(text, index, end)
        if kind.space > 0 {
          appendSpace(source: (index + delta)..<(index + delta + kind.space), isNoBreak: kind.noBreak)
          index += kind.space
        } else if kind.ignored > 0 {
          index += kind.ignored
        } else {
          break
        }
      }
    }
  }

  /// White space, which is written as one space if text follows.
  mutating func appendSpace(source: Range<Int>, isNoBreak: Bool = false) {
    if isVerbatim { return }
    if isNoBreak {
      noBreakSpaces += 1
      if noBreakSpaces == 3, !bytes.isEmpty { gaps.append(bytes.count) }
    }
    if let old = space {
      if old.upperBound == source.lowerBound { space = old.lowerBound..<source.upperBound }
    } else {
      space = source
    }
  }

  private mutating func flushSpace() {
    noBreakSpaces = 0
    guard let range = space else { return }
    space = nil
    guard !bytes.isEmpty, bytes.last != 0x20, bytes.last != 0x0A else { return }
    let original = places.original(range)
    // One byte for one byte would claim that the file holds a space there, where it may hold a line feed: such a run
    // stands for no bytes.
    runs.append(
      .init(
        textStart: bytes.count, textCount: 1, sourceStart: original.lowerBound,
        sourceCount: original.count == 1 ? 0 : original.count))
    bytes.append(0x20)
  }

  /// Code stands as the file has it: what only looks like a template tag there was blanked for the parser.
  private mutating func appendCode(_ slice: Slice<UnsafeBufferPointer<UInt8>>, source: Int) {
    let start = source + places.base
    guard start + slice.count <= places.bytes.count else { return appendVerbatim(slice, source: source) }
    let original = places.bytes
    original.withUnsafeBufferPointer { appendVerbatim($0[start..<(start + slice.count)], source: source) }
  }

  private mutating func appendVerbatim(_ slice: Slice<UnsafeBufferPointer<UInt8>>, source: Int) {
    flushSpace()
    let start = bytes.count
    bytes.append(contentsOf: slice)
    note(source..<(source + slice.count))
    if places.map.isIdentity {
      let offset = source + places.base
      if let last = runs.last, last.isVerbatim, last.sourceStart + last.sourceCount == offset,
        last.textStart + last.textCount == start
      {
        runs[runs.count - 1].textCount += slice.count
        runs[runs.count - 1].sourceCount += slice.count
      } else {
        runs.append(.init(textStart: start, textCount: slice.count, sourceStart: offset, sourceCount: slice.count))
      }
    } else {
      let place = source + places.base
      places.map.appendRuns(of: place..<(place + slice.count), textStart: start, to: &runs)
    }
  }

  /// Text that stands for a stretch of the source as a whole.
  private mutating func appendEntity(_ slice: Slice<UnsafeBufferPointer<UInt8>>, source: Range<Int>) {
    if !isVerbatim {
      let base = UnsafeBufferPointer(rebasing: slice)
      if !base.isEmpty {
        let kind = TextCollector.classify(base, 0, base.count)
        if kind.space == base.count { return appendSpace(source: source, isNoBreak: kind.noBreak) }
        if kind.ignored == base.count { return }
      }
    }
    append(decoded: Array(slice), source: source)
  }

  /// Text that an element stands for (an image's alternative text).
  mutating func append(replacement string: String, source: Range<Int>) {
    var words = ""
    for word in string.split(whereSeparator: \.isWhitespace) { words += words.isEmpty ? String(word) : " " + word }
    guard !words.isEmpty else { return }
    append(decoded: Array(words.utf8), source: source)
  }

  private mutating func append(decoded: [UInt8], source: Range<Int>) {
    flushSpace()
    var decoded = decoded
    if decoded.count == 2, decoded[0] == 0xC2, decoded[1] < 0xA0,
      let scalar = TextCollector.windows1252[Int(decoded[1] - 0x80)]
    {
      // `&#150;`: browsers read numeric references to C1 controls as windows-1252.
      decoded = Array(String(scalar).utf8)
    }
    let original = places.original(source)
    var count = original.count
    if count == decoded.count { count = 0 }
    runs.append(
      .init(textStart: bytes.count, textCount: decoded.count, sourceStart: original.lowerBound, sourceCount: count))
    bytes += decoded
    note(source)
  }

  private mutating func note(_ source: Range<Int>) {
    sourceStart = min(sourceStart, source.lowerBound)
    sourceEnd = max(sourceEnd, source.upperBound)
  }

  private static let windows1252: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil, nil, "‘", "’", "“", "”", "•", "–",
    "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]

  // MARK: Markup

  mutating func openInline(_ kind: Inline.Kind) { open.append(OpenInline(kind: kind, start: bytes.count)) }

  mutating func closeInline() {
    guard let inline = open.popLast() else { return }
    add(inline)
  }

  private mutating func add(_ inline: OpenInline) {
    var start = inline.start
    if start < bytes.count, bytes[start] == 0x20 { start += 1 }
    if inline.kind == .superscript, !isVerbatim, raisesDigits { raise(from: start) }
    if start < bytes.count { inlines.append(Inline(kind: inline.kind, range: start..<bytes.count)) }
  }

  /// `10<sup>6</sup>` is 10⁶ and not 106.
  private mutating func raise(from start: Int) {
    guard start < bytes.count, let raised = Superscript.raised(bytes[start...]),
      runs.replace(from: start, count: raised.count)
    else { return }
    bytes.replaceSubrange(start..., with: raised)
    for index in inlines.indices.reversed() {
      guard inlines[index].range.upperBound > start else { break }
      inlines[index].range = min(inlines[index].range.lowerBound, start)..<bytes.count
    }
  }

  /// An image at this place; it has no text.
  mutating func image(_ source: String) {
    inlines.append(Inline(kind: .image(source: source), range: bytes.count..<bytes.count))
  }

  mutating func lineBreak(at source: Int) {
    if isVerbatim {
      bytes.append(0x0A)
      note(source..<source)
      let place = places.original(source..<source).lowerBound
      runs.append(.init(textStart: bytes.count - 1, textCount: 1, sourceStart: place, sourceCount: 0))
      return
    }
    appendSpace(source: source..<source)
    if !bytes.isEmpty, breaks.last != bytes.count { breaks.append(bytes.count) }
  }

  // MARK: Result

  struct Result {
    var text: SourceText
    var inlines: [Inline]
    /// Offsets in the text behind which a line break stood.
    var breaks: [Int]
    var gaps: [Int]
    /// In the parsed source.
    var source: Range<Int>
  }

  /// What was collected, nil when it is nothing; collecting starts anew, with the open inline markup still open.
  mutating func take() -> Result? {
    let still = open
    for inline in open.reversed() { add(inline) }
    space = nil
    noBreakSpaces = 0
    defer {
      bytes.removeAll(keepingCapacity: true)
      runs.removeAll()
      inlines.removeAll()
      breaks.removeAll()
      gaps.removeAll()
      sourceStart = Int.max
      sourceEnd = 0
      open = still.map { OpenInline(kind: $0.kind, start: 0) }
    }
    guard !bytes.isEmpty, let source = sourceRange else { return nil }
    let sorted = inlines.enumerated().sorted {
      ($0.element.range.lowerBound, -$0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, -$1.element.range.upperBound, $1.offset)
    }
    let count = bytes.count
    return Result(
      text: SourceText(string: String(decoding: bytes, as: UTF8.self), runs: runs), inlines: sorted.map(\.element),
      breaks: breaks.filter { $0 < count }, gaps: gaps.filter { $0 < count }, source: source)
  }
}
