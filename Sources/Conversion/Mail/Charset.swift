internal import Foundation

/// Text in the encodings that mails name.
enum Charset {
  /// Bytes that are no text of the encoding become U+FFFD; an encoding that nobody knows is read as windows-1252.
  static func text(_ bytes: [UInt8], named name: String) -> String {
    switch name.lowercased() {
    case "", "utf-8", "utf8", "us-ascii", "ascii": return String(decoding: bytes, as: UTF8.self)
    case "iso-8859-1", "latin1", "windows-1252", "cp1252": return western(bytes)
    default:
      let encodings: [String: String.Encoding] = [
        "iso-8859-2": .isoLatin2, "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251,
        "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254, "utf-16": .utf16,
        "utf-16le": .utf16LittleEndian,
        "utf-16be": .utf16BigEndian, "iso-2022-jp": .iso2022JP, "shift_jis": .shiftJIS, "euc-jp": .japaneseEUC,
      ]
      if let encoding = encodings[name.lowercased()], let text = String(bytes: bytes, encoding: encoding) {
        return text
      }
      return western(bytes)
    }
  }

  private static func western(_ bytes: [UInt8]) -> String {
    String(bytes: bytes, encoding: .windowsCP1252) ?? String(bytes: bytes, encoding: .isoLatin1)
      ?? String(decoding: bytes, as: UTF8.self)
  }
}
