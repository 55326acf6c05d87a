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
  package init(_ form: ArraySlice<UInt8>) {
    var word = FeatureHash.empty
    var shape: UInt64 = 0
    form.withUnsafeBufferPointer { bytes in
      for (index, byte) in bytes.enumerated() {
        shape |= Self.shape(byte, isFirst: index == 0)
        word = Self.step(word, byte)
      }
    }
    self.word = word
    self.shape = shape
    suffix = Self.hash(form.suffix(3))
    shortSuffix = Self.hash(form.suffix(2))
    prefix = Self.hash(form.prefix(1))
  }

  /// The token of a form.
  package init(_ form: some StringProtocol) { self.init(Array(form.utf8)[...]) }

  /// Capital at the start 1, inside 2; digit 4, small letter 8, beyond ASCII 16, any other mark 32.
  private static func shape(_ byte: UInt8, isFirst: Bool) -> UInt64 {
    switch byte {
    case 0x41...0x5A: isFirst ? 1 : 2
    case 0x30...0x39: 4
    case 0x61...0x7A: 8
    case 0x80...: 16
    default: 32
    }
  }

  /// The hash after one more byte, small letters for capitals and `0` for digits; that of ``FeatureHash/bytes(_:from:)``
  /// over the folded form.
  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    let folded: UInt8 =
      switch byte {
      case 0x41...0x5A: byte | 0x20
      case 0x30...0x39: 0x30
      default: byte
      }
    return (hash ^ UInt64(folded)) &* FeatureHash.prime
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash = FeatureHash.empty
    for byte in bytes { hash = step(hash, byte) }
    return hash
  }

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
