import Learning

/// A word or mark as the tagger sees it: hashes of its form instead of the form.
///
/// Digits are folded to `0`, so that all numbers of one shape are one word.
package struct SyntaxToken: Sendable, Hashable {
  /// Hash of the form in lower case, digits folded.
  package let word: UInt64
  /// Hash of the last three bytes of that form.
  let suffix: UInt64
  /// Hash of the last two bytes.
  let shortSuffix: UInt64
  /// Hash of the first byte.
  let prefix: UInt64
  /// Capital, digit, hyphen and the like, as bits.
  let shape: UInt64

  /// The token of a form.
  ///
  /// - Parameter form: the bytes as written, UTF-8.
  package init(_ form: some Collection<UInt8>) {
    var lower: [UInt8] = []
    lower.reserveCapacity(form.count)
    var shape: UInt64 = 0
    var first = true
    for byte in form {
      switch byte {
      case 0x41...0x5A:
        shape |= first ? 1 : 2
        lower.append(byte | 0x20)
      case 0x30...0x39:
        shape |= 4
        lower.append(0x30)
      case 0x61...0x7A:
        shape |= 8
        lower.append(byte)
      case 0x80...:
        shape |= 16
        lower.append(byte)
      default:
        shape |= 32
        lower.append(byte)
      }
      first = false
    }
    word = FeatureHash.bytes(lower)
    suffix = FeatureHash.bytes(lower.suffix(3))
    shortSuffix = FeatureHash.bytes(lower.suffix(2))
    prefix = FeatureHash.bytes(lower.prefix(1))
    self.shape = shape
  }

  /// The token of a form.
  package init(_ form: some StringProtocol) { self.init(Array(form.utf8)) }

  private init(special: String) {
    word = FeatureHash.text(special)
    suffix = word
    shortSuffix = word
    prefix = word
    shape = 0
  }

  /// What lies before the first and after the last token.
  static let outside = SyntaxToken(special: "<outside>")
}
