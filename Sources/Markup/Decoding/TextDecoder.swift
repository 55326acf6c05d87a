/// Turns the bytes of a file into valid UTF-8, without ever losing the way back.
enum TextDecoder {
  /// Decodes, and repairs broken encodings when the options say so.
  ///
  /// Never fails: a byte that cannot be read becomes U+FFFD, with a diagnostic. Complexity: O(bytes).
  static func decode(
    _ bytes: [UInt8], format: DocumentFormat, options: DocumentReader.Options = DocumentReader.Options()
  ) -> DecodedText {
    var decoded = bytes.withUnsafeBufferPointer { transcode($0, whole: bytes, format: format) }
    if options.repairsText { TextRepair.repair(&decoded) }
    return decoded
  }

  private static func transcode(
    _ source: UnsafeBufferPointer<UInt8>, whole: [UInt8], format: DocumentFormat
  ) -> DecodedText {
    let sniffer = EncodingSniffer(source, declares: format == .html)
    switch sniffer.verdict {
    case .utf8:
      if sniffer.markLength == 0 { return DecodedText(bytes: whole) }
      var map = OffsetMap()
      map.append(start: 0, count: 0, sourceStart: 0, sourceCount: sniffer.markLength)
      return DecodedText(bytes: Array(whole[sniffer.markLength...]), map: map)
    case .utf8WithErrors:
      return decodeUTF8(source, from: sniffer.markLength)
    case .utf16(let littleEndian):
      return decodeUTF16(source, from: sniffer.markLength, littleEndian: littleEndian)
    case .utf32(let littleEndian):
      return decodeUTF32(source, from: sniffer.markLength, littleEndian: littleEndian)
    case .legacy(let name):
      if let (bytes, map) = LegacyEncoding.decode(source, as: name) {
        return DecodedText(bytes: bytes, map: map, encoding: name)
      }
      var decoded = DecodedText(bytes: [])
      if let (bytes, map) = LegacyEncoding.decode(source, as: "windows-1252") {
        decoded = DecodedText(bytes: bytes, map: map, encoding: "windows-1252")
      }
      decoded.diagnostics.append(
        Diagnostic(
          severity: .warning, code: "unknown-encoding",
          message: "no converter for the declared encoding \(name); read as windows-1252", range: 0..<source.count))
      return decoded
    }
  }

  private static func decodeUTF8(_ source: UnsafeBufferPointer<UInt8>, from start: Int) -> DecodedText {
    var sink = TranscodingSink(capacity: source.count + 16)
    if start > 0 { sink.map.append(start: 0, count: 0, sourceStart: 0, sourceCount: start) }
    var invalid = 0
    var first = 0..<0
    var offset = start
    while offset < source.count {
      var end = UTF8Validation.skipASCII(source, from: offset)
      var bad = 0
      scan: while end < source.count {
        switch UTF8Validation.step(source, at: end) {
        case .character(let count): end += count
        case .invalid(let count):
          bad = count
          break scan
        }
      }
      sink.appendVerbatim(source, offset..<end)
      if bad > 0 {
        sink.append(scalar: 0xFFFD, source: end..<(end + bad))
        if invalid == 0 { first = end..<(end + bad) }
        invalid += 1
      }
      offset = end + bad
    }
    var decoded = DecodedText(bytes: sink.bytes, map: sink.map)
    if invalid > 0 {
      decoded.diagnostics.append(
        Diagnostic(
          severity: .warning, code: "invalid-utf8",
          message: "\(invalid) byte sequence\(invalid == 1 ? " is" : "s are") not UTF-8 and read as U+FFFD",
          range: first))
    }
    return decoded
  }

  private static func decodeUTF32(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, littleEndian: Bool
  ) -> DecodedText {
    var sink = TranscodingSink(capacity: source.count / 2)
    sink.map.append(start: 0, count: 0, sourceStart: 0, sourceCount: start)
    var invalid = 0
    var first = 0..<0
    var offset = start
    while offset < source.count {
      let end = min(offset + 4, source.count)
      var value: UInt32 = 0
      for place in offset..<end {
        value |= UInt32(source[place]) << UInt32(8 * (littleEndian ? place - offset : 3 - (place - offset)))
      }
      if end - offset == 4, Unicode.Scalar(value) != nil {
        sink.append(scalar: value, source: offset..<end)
      } else {
        sink.append(scalar: 0xFFFD, source: offset..<end)
        if invalid == 0 { first = offset..<end }
        invalid += 1
      }
      offset = end
    }
    var decoded = DecodedText(bytes: sink.bytes, map: sink.map, encoding: littleEndian ? "utf-32le" : "utf-32be")
    if invalid > 0 {
      decoded.diagnostics.append(
        Diagnostic(
          severity: .warning, code: "invalid-utf32",
          message: "\(invalid) code unit\(invalid == 1 ? " is" : "s are") not UTF-32 and read as U+FFFD", range: first))
    }
    return decoded
  }

  private static func decodeUTF16(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int, littleEndian: Bool
  ) -> DecodedText {
    var sink = TranscodingSink(capacity: source.count)
    if start > 0 { sink.map.append(start: 0, count: 0, sourceStart: 0, sourceCount: start) }
    var invalid = 0
    var first = 0..<0
    func unit(_ offset: Int) -> UInt32 {
      let low = UInt32(source[littleEndian ? offset : offset + 1])
      let high = UInt32(source[littleEndian ? offset + 1 : offset])
      return high << 8 | low
    }
    func reject(_ range: Range<Int>) {
      sink.append(scalar: 0xFFFD, source: range)
      if invalid == 0 { first = range }
      invalid += 1
    }
    var offset = start
    while offset + 1 < source.count {
      let value = unit(offset)
      if value & 0xF800 != 0xD800 {
        sink.append(scalar: value, source: offset..<(offset + 2))
        offset += 2
      } else if value & 0xFC00 == 0xD800, offset + 3 < source.count, unit(offset + 2) & 0xFC00 == 0xDC00 {
        let scalar = 0x10000 + (value & 0x3FF) << 10 + unit(offset + 2) & 0x3FF
        sink.append(scalar: scalar, source: offset..<(offset + 4))
        offset += 4
      } else {
        reject(offset..<(offset + 2))
        offset += 2
      }
    }
    if offset < source.count { reject(offset..<source.count) }
    var decoded = DecodedText(bytes: sink.bytes, map: sink.map, encoding: littleEndian ? "utf-16le" : "utf-16be")
    if invalid > 0 {
      decoded.diagnostics.append(
        Diagnostic(
          severity: .warning, code: "invalid-utf16",
          message: "\(invalid) code unit\(invalid == 1 ? " is" : "s are") not UTF-16 and read as U+FFFD", range: first))
    }
    return decoded
  }
}
