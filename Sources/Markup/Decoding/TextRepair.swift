/// Puts text right that was decoded with the wrong encoding and saved again ("mojibake").
enum TextRepair {
  /// Replaces `decoded.bytes`, and logs each place with its range in the original file.
  static func repair(_ decoded: inout DecodedText) {
  }
}
