/// Puts a text together from stretches of a decoded document and characters of our own.
struct SourceTextBuilder {
  private var bytes: [UInt8] = []
  private var runs: [SourceText.Run] = []
  private var lastSource = 0

  var isEmpty: Bool { bytes.isEmpty }

  /// Appends a stretch of the decoded text as it stands.
  mutating func append(_ range: Range<Int>, of text: DecodedText) {
    if range.isEmpty { return }
    text.map.appendRuns(of: range, textStart: bytes.count, to: &runs)
    bytes.append(contentsOf: text.bytes[range])
    lastSource = text.originalRange(of: range).upperBound
  }

  /// Appends characters that stand for a stretch of the decoded text as a whole.
  mutating func append(_ characters: some Collection<UInt8>, for range: Range<Int>, of text: DecodedText) {
    if characters.isEmpty { return }
    let source = text.originalRange(of: range)
    runs.appendReplacement(
      textStart: bytes.count, count: characters.count, sourceStart: source.lowerBound, sourceCount: source.count)
    bytes.append(contentsOf: characters)
    lastSource = source.upperBound
  }

  /// Appends characters that the document does not have, as between two values put side by side.
  mutating func appendMadeUp(_ characters: some Collection<UInt8>) {
    if characters.isEmpty { return }
    runs.append(
      SourceText.Run(textStart: bytes.count, textCount: characters.count, sourceStart: lastSource, sourceCount: 0))
    bytes.append(contentsOf: characters)
  }

  var text: SourceText { SourceText(string: String(decoding: bytes, as: UTF8.self), runs: runs) }
}
