/// The length of a text in one byte, as Lucene and Tantivy keep it: exact up to 40 words, then four significant bits.
///
/// Scores are computed from these lengths, so that they can be compared with those engines' and a block of scores needs few bytes.
enum FieldNorm {
  /// The length that each byte stands for.
  static let lengths: [UInt32] = (0..<256).map { length(UInt8($0)) }

  private static func length(_ code: UInt8) -> UInt32 {
    if code < 24 { return UInt32(code) }
    let value = UInt64(code - 24)
    let bits = value & 7
    let shift = Int(value >> 3) - 1
    let decoded = shift < 0 ? bits : (bits | 8) << UInt64(shift)
    return UInt32(min(24 + decoded, UInt64(UInt32.max)))
  }

  /// The greatest code whose length is not above `length`.
  static func code(_ length: Int) -> UInt8 {
    if length < 24 { return UInt8(max(0, length)) }
    let value = UInt64(min(length, Int(Int32.max)) - 24)
    let bits = 64 - value.leadingZeroBitCount
    if bits < 4 { return UInt8(24 + value) }
    let shift = bits - 4
    return UInt8(24 + ((value >> UInt64(shift)) & 7) + UInt64(shift + 1) << 3)
  }
}

/// BM25 with the parameters all major engines start with.
enum BM25 {
  static let k1: Float = 1.2
  static let b: Float = 0.75

  /// The part of a word's score that does not depend on the document, for a word that `frequency` of `count` documents have.
  static func idf(frequency: Int, count: Int) -> Float {
    // Documents counted in one place and frequencies in another may not agree in a damaged index.
    let frequency = Double(min(frequency, count))
    return Float(Logarithm.onePlus((Double(count) - frequency + 0.5) / (frequency + 0.5)))
  }

  /// For each length code, what is added to a frequency below the fraction bar.
  static func norms(averageLength: Double) -> [Float] {
    FieldNorm.lengths.map { length in
      averageLength > 0 ? k1 * (1 - b + b * Float(Double(length) / averageLength)) : k1
    }
  }
}
