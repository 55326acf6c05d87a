/// Front matter in JSON.
enum JSONMetadata {
  /// The end of the object that starts at `start`, with nothing but white space behind it on its line.
  static func objectEnd(_ bytes: [UInt8], at start: Int) -> Int? { nil }

  static func scan(_ text: DecodedText, _ range: Range<Int>) -> MetadataScan {
    MetadataScan()
  }
}
