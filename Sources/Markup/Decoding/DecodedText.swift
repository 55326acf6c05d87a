/// A document's text as valid UTF-8, with the way back to the bytes of the file.
///
/// The byte order mark, if there was one, is not part of it.
struct DecodedText: Sendable {
  /// Valid UTF-8.
  var bytes: [UInt8]
  /// From `bytes` to the original file.
  var map: OffsetMap
  /// IANA name of the encoding the file was read as.
  var encoding: String
  var repairs: [Repair]
  /// Their ranges are in the original file.
  var diagnostics: [Diagnostic]

  init(
    bytes: [UInt8], map: OffsetMap = OffsetMap(), encoding: String = "utf-8", repairs: [Repair] = [],
    diagnostics: [Diagnostic] = []
  ) {
    self.bytes = bytes
    self.map = map
    self.encoding = encoding
    self.repairs = repairs
    self.diagnostics = diagnostics
  }

  /// The byte range of the original file that a range of `bytes` came from. Complexity: O(log edits).
  func originalRange(of range: Range<Int>) -> Range<Int> { map.sourceRange(of: range) }

  /// A stretch of `bytes` as text. The bounds must lie between characters; a cut character reads as U+FFFD.
  func sourceText(_ range: Range<Int>) -> SourceText {
    var text = SourceText(string: String(decoding: bytes[range], as: UTF8.self))
    map.appendRuns(of: range, textStart: 0, to: &text.runs)
    return text
  }
}
