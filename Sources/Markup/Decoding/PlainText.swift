/// Text of files that are no documents: tables of ratings and the like.
package enum PlainText {
  /// The text of bytes in any encoding that documents may have, without a byte order mark.
  package static func string(_ bytes: [UInt8]) -> String {
    String(decoding: TextDecoder.decode(bytes, format: .markdown).bytes, as: UTF8.self)
  }
}
