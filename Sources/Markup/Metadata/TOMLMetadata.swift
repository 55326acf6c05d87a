/// Front matter in TOML.
enum TOMLMetadata {
  static func scan(_ text: DecodedText, _ range: Range<Int>) -> MetadataScan {
    MetadataScan()
  }
}
