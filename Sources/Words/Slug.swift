/// Turns a title into a part of an id: lower-case ASCII letters and digits joined by hyphens; other letters stay as they are.
package func slug(_ title: String) -> String {
  if let plain = plainSlug(title) { return plain }
  var result = ""
  var pendingHyphen = false
  for scalar in title.lowercased().unicodeScalars {
    if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      if pendingHyphen && !result.isEmpty { result.append("-") }
      pendingHyphen = false
      result.unicodeScalars.append(scalar)
    } else if scalar != "'" && scalar != "’" {
      pendingHyphen = true
    }
  }
  return result
}

/// The slug of a title in ASCII, byte by byte; nil for another title.
private func plainSlug(_ title: String) -> String? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(title.utf8.count)
  var pendingHyphen = false
  for byte in title.utf8 {
    switch byte {
    case 0x61...0x7A, 0x30...0x39, 0x41...0x5A:
      if pendingHyphen && !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
      pendingHyphen = false
      bytes.append(byte | (byte >= 0x41 && byte <= 0x5A ? 0x20 : 0))
    case UInt8(ascii: "'"): continue
    case 0x80...: return nil
    default: pendingHyphen = true
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
