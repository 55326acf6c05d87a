extension Statement {
  /// Appends ``fullText`` as UTF-8.
  func appendFullText(to bytes: inout [UInt8]) {
    guard let label else { return bytes.append(contentsOf: text.utf8) }
    bytes.append(contentsOf: label.utf8)
    guard !text.isEmpty else { return }
    bytes.append(UInt8(ascii: ":"))
    bytes.append(0x20)
    bytes.append(contentsOf: text.utf8)
  }
}
