/// Tells which encoding a file is written in.
///
/// The order: byte order mark; UTF-16 by its zero bytes; well-formed UTF-8, whatever is declared, because text in
/// another encoding that is well-formed UTF-8 by chance is next to impossible; the declared encoding; UTF-8 with errors
/// when most of what is not ASCII is well-formed; and windows-1252, as browsers do.
struct EncodingSniffer {
  enum Verdict: Equatable {
    case utf8
    /// Well-formed for the most part; the rest becomes U+FFFD.
    case utf8WithErrors
    case utf16(littleEndian: Bool)
    case utf32(littleEndian: Bool)
    /// A legacy encoding, by its WHATWG name.
    case legacy(String)
  }

  var verdict: Verdict
  /// Length of the byte order mark.
  var markLength = 0

  /// - Parameter declares: whether the format can declare its encoding in its first bytes (HTML and XML can).
  init(_ bytes: UnsafeBufferPointer<UInt8>, declares: Bool) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      markLength = 3
      let rest = UnsafeBufferPointer(rebasing: bytes[3...])
      verdict = UTF8Validation.tally(rest).invalid == 0 ? .utf8 : .utf8WithErrors
      return
    }
    // Its mark begins as that of UTF-16 does.
    if bytes.count >= 4, bytes.count % 4 == 0, bytes[0] == 0xFF, bytes[1] == 0xFE, bytes[2] == 0, bytes[3] == 0 {
      markLength = 4
      verdict = .utf32(littleEndian: true)
      return
    }
    if bytes.count >= 4, bytes[0] == 0, bytes[1] == 0, bytes[2] == 0xFE, bytes[3] == 0xFF {
      markLength = 4
      verdict = .utf32(littleEndian: false)
      return
    }
    if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE {
      markLength = 2
      verdict = .utf16(littleEndian: true)
      return
    }
    if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF {
      markLength = 2
      verdict = .utf16(littleEndian: false)
      return
    }
    if let littleEndian = Self.looksLikeUTF16(bytes) {
      verdict = .utf16(littleEndian: littleEndian)
      return
    }
    let tally = UTF8Validation.tally(bytes)
    let declared = declares ? Self.declaredEncoding(bytes) : nil
    if tally.invalid == 0 {
      // ISO-2022-JP is the one declared encoding whose bytes are all ASCII.
      let isStateful = declared == "iso-2022-jp" && bytes.prefix(1 << 16).contains(0x1B)
      verdict = isStateful ? .legacy("iso-2022-jp") : .utf8
    } else if let declared, declared != "utf-8" {
      verdict = .legacy(declared)
    } else if declared == "utf-8" || tally.multibyte > tally.invalid {
      verdict = .utf8WithErrors
    } else {
      verdict = .legacy("windows-1252")
    }
  }

  /// The byte order of UTF-16 without a mark: text of mostly Latin letters has a zero in every second byte.
  static func looksLikeUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    let sample = min(bytes.count, 1024) & ~1
    guard sample >= 4 else { return nil }
    var even = 0
    var odd = 0
    var offset = 0
    while offset < sample {
      if bytes[offset] == 0 { even += 1 }
      if bytes[offset + 1] == 0 { odd += 1 }
      offset += 2
    }
    let units = sample / 2
    if odd * 10 >= units * 7, even * 20 <= units { return true }
    if even * 10 >= units * 7, odd * 20 <= units { return false }
    return nil
  }

  /// The encoding that an XML declaration or a `<meta>` among the first bytes declares, by its WHATWG name.
  static func declaredEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    // Browsers look at 1,024 bytes; saved pages often have comments of the saving program before the head.
    let head = bytes.prefix(4096).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    var offset = 0
    while offset < head.count {
      guard head[offset] == UInt8(ascii: "<") else {
        offset += 1
        continue
      }
      if head[offset...].starts(with: "<!--".utf8) {
        offset += 4
        while offset < head.count, !head[offset...].starts(with: "-->".utf8) { offset += 1 }
        continue
      }
      let isMeta = head[offset...].starts(with: "<meta".utf8)
      let isXML = head[offset...].starts(with: "<?xml".utf8)
      guard isMeta || isXML else {
        offset += 1
        continue
      }
      var end = offset
      while end < head.count, head[end] != UInt8(ascii: ">") { end += 1 }
      if let label = value(of: isMeta ? "charset" : "encoding", in: head[offset..<end]),
        let name = LegacyEncoding.name(ofLabel: label)
      {
        // A page that can be read up to its meta element is not UTF-16, whatever it says (WHATWG HTML, 13.2.3.2).
        return name.hasPrefix("utf-16") ? "utf-8" : name
      }
      offset = end
    }
    return nil
  }

  /// What follows `name =` in a tag: up to the closing quote, white space or a semicolon.
  private static func value(of name: String, in tag: ArraySlice<UInt8>) -> String? {
    let name = Array(name.utf8)
    var offset = tag.startIndex
    while offset + name.count <= tag.endIndex {
      guard tag[offset...].starts(with: name) else {
        offset += 1
        continue
      }
      offset += name.count
      func skipSpace() { while offset < tag.endIndex, tag[offset] <= 0x20 { offset += 1 } }
      skipSpace()
      guard offset < tag.endIndex, tag[offset] == UInt8(ascii: "=") else { continue }
      offset += 1
      skipSpace()
      if offset < tag.endIndex, tag[offset] == UInt8(ascii: "\"") || tag[offset] == UInt8(ascii: "'") { offset += 1 }
      let label = tag[offset...].prefix { $0 > 0x20 && !"\"';/?>".utf8.contains($0) }
      if !label.isEmpty { return String(decoding: label, as: UTF8.self) }
    }
    return nil
  }
}
