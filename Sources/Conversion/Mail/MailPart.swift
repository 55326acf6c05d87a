/// One part of a mail: its head and its body, as they are sent.
struct MailPart {
  private var fields: [String: String] = [:]
  private let content: ArraySlice<UInt8>

  /// Lines of a head, and bytes of one, that are looked at.
  private static let maximumFields = 1000
  private static let maximumHead = 1 << 20

  /// - Parameter bytes: from the head's first line to the end of the part.
  init(_ bytes: ArraySlice<UInt8>) {
    var at = bytes.startIndex
    var name = ""
    var value: [UInt8] = []
    func end(_ fields: inout [String: String]) {
      if !name.isEmpty, fields[name] == nil { fields[name] = String(decoding: value, as: UTF8.self) }
      name = ""
      value = []
    }
    while at < bytes.endIndex, at - bytes.startIndex < Self.maximumHead, fields.count < Self.maximumFields {
      let lineEnd = bytes[at...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = bytes[at..<lineEnd]
      at = min(lineEnd + 1, bytes.endIndex)
      if line.last == 0x0D { line.removeLast() }
      if line.isEmpty { break }
      if line.first == 0x20 || line.first == 0x09 {
        value += [0x20] + line.drop { $0 == 0x20 || $0 == 0x09 }
        continue
      }
      end(&fields)
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      name = String(decoding: line[..<colon], as: UTF8.self).lowercased().filter { !$0.isWhitespace }
      value = Array(line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 })
    }
    end(&fields)
    content = bytes[at...]
  }

  /// A field of the head with its encoded words read.
  func text(_ name: String) -> String { EncodedWords.decoded(fields[name] ?? "") }

  /// "text/plain" where the head says nothing.
  var type: String {
    let type = (fields["content-type"] ?? "text/plain").prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    return type.contains("/") ? type : "text/plain"
  }

  /// A parameter of a field: `boundary`, `charset`, `filename`; also in the form of RFC 2231.
  func parameter(_ name: String, of field: String) -> String? {
    guard let value = fields[field] else { return nil }
    var found: [(Int, String)] = []
    for (key, text) in Self.parameters(value) {
      if key == name { return EncodedWords.decoded(text) }
      guard key.hasPrefix(name + "*") else { continue }
      let rest = key.dropFirst(name.count + 1)
      let number = Int(rest.prefix { $0.isNumber }) ?? 0
      var part = text
      if rest.last == "*" || rest.isEmpty {
        if number == 0, let quote = part.lastIndex(of: "'") { part = String(part[part.index(after: quote)...]) }
        part = EncodedWords.percentDecoded(part)
      }
      found.append((number, part))
    }
    return found.isEmpty ? nil : found.sorted { $0.0 < $1.0 }.map(\.1).joined()
  }

  private static func parameters(_ value: String) -> [(String, String)] {
    var result: [(String, String)] = []
    var parts: [String] = [""]
    var isQuoted = false
    var isEscaped = false
    for character in value {
      if isEscaped {
        parts[parts.count - 1].append(character)
        isEscaped = false
      } else if character == "\\", isQuoted {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ";", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { continue }
      let key = part[..<equals].lowercased().filter { !$0.isWhitespace }
      result.append((key, String(part[part.index(after: equals)...].drop { $0 == " " })))
    }
    return result
  }

  /// What an attached file is called; nil for a part of the text.
  var fileName: String? {
    if let name = parameter("filename", of: "content-disposition") ?? parameter("name", of: "content-type") {
      return name
    }
    let disposition = fields["content-disposition"]?.lowercased() ?? ""
    return disposition.hasPrefix("attachment") ? "attachment" : nil
  }

  /// The parts between the boundary's lines. Complexity: O(bytes).
  var parts: [MailPart] {
    guard let boundary = parameter("boundary", of: "content-type"), !boundary.isEmpty, boundary.utf8.count <= 200 else {
      return []
    }
    let mark = Array("--\(boundary)".utf8)
    var parts: [MailPart] = []
    var start: Int?
    var at = content.startIndex
    while at < content.endIndex {
      let end = content[at...].firstIndex(of: 0x0A) ?? content.endIndex
      if content[at..<end].starts(with: mark) {
        let rest = content[(at + mark.count)..<end].drop { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
        if rest.isEmpty || rest.starts(with: [0x2D, 0x2D]) {
          if let start { parts.append(MailPart(content[start..<at])) }
          start = rest.isEmpty ? min(end + 1, content.endIndex) : nil
          if parts.count > 1000 { return parts }
        }
      }
      at = end + 1
    }
    // A mail that is cut has no last line.
    if let start, start < content.endIndex { parts.append(MailPart(content[start...])) }
    return parts
  }

  /// The body without its encoding for transport.
  var bytes: [UInt8] {
    switch (fields["content-transfer-encoding"] ?? "").lowercased().filter({ !$0.isWhitespace }) {
    case "base64": TransferEncoding.base64(content)
    case "quoted-printable": TransferEncoding.quotedPrintable(content)
    default: Array(content)
    }
  }

  var decodedText: String { Charset.text(bytes, named: parameter("charset", of: "content-type") ?? "utf-8") }
}

/// Bytes that were written as text for transport (RFC 2045, section 6). What is no valid code is skipped.
enum TransferEncoding {
  static func base64(_ text: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(byte) - 65
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(byte) - 71
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(byte) + 4
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      case UInt8(ascii: "="):
        bits = 0
        count = 0
        continue
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return result
  }

  /// - Parameter isWord: in an encoded word of a head `_` stands for a space.
  static func quotedPrintable(_ text: ArraySlice<UInt8>, isWord: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    var at = text.startIndex
    func digit(_ at: Int) -> UInt8? {
      guard at < text.endIndex else { return nil }
      switch text[at] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): return text[at] - 48
      case UInt8(ascii: "A")...UInt8(ascii: "F"): return text[at] - 55
      case UInt8(ascii: "a")...UInt8(ascii: "f"): return text[at] - 87
      default: return nil
      }
    }
    while at < text.endIndex {
      if text[at] == UInt8(ascii: "=") {
        if let high = digit(at + 1), let low = digit(at + 2) {
          result.append(high << 4 | low)
          at += 3
          continue
        }
        // A line end that is none.
        var end = at + 1
        while end < text.endIndex, text[end] == 0x20 || text[end] == 0x0D || text[end] == 0x09 { end += 1 }
        if end >= text.endIndex || text[end] == 0x0A {
          at = end + 1
          continue
        }
      }
      result.append(isWord && text[at] == UInt8(ascii: "_") ? 0x20 : text[at])
      at += 1
    }
    return result
  }
}

/// Words of a head in another encoding (RFC 2047).
enum EncodedWords {
  /// `=?utf-8?Q?caf=C3=A9?=` is café; anything else stays.
  static func decoded(_ text: String) -> String {
    guard text.contains("=?") else { return text }
    var result = ""
    var rest = text[...]
    var wasWord = false
    while let open = rest.firstRange(of: "=?") {
      let before = rest[..<open.lowerBound]
      let parts = rest[open.upperBound...].split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, parts[3].first == "=" else {
        result += before + "=?"
        rest = rest[open.upperBound...]
        wasWord = false
        continue
      }
      // Spaces between two encoded words do not count.
      if !wasWord || before.contains(where: { !$0.isWhitespace }) { result += before }
      let code = Array(parts[2].utf8)
      let bytes =
        parts[1].lowercased() == "b"
        ? TransferEncoding.base64(code) : TransferEncoding.quotedPrintable(code[...], isWord: true)
      result += Charset.text(bytes, named: String(parts[0]))
      rest = parts[3].dropFirst()
      wasWord = true
    }
    return result + rest
  }

  static func percentDecoded(_ text: String) -> String {
    let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "%") ? UInt8(ascii: "=") : $0 }
    return String(decoding: TransferEncoding.quotedPrintable(bytes[...]), as: UTF8.self)
  }
}
