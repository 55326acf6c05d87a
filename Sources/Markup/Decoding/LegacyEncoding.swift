#if canImport(Glibc)
import Glibc
#endif

/// Encodings other than UTF-8 and UTF-16, as the WHATWG Encoding standard names them.
enum LegacyEncoding {
  /// The encoding that a label means ("latin1" is windows-1252), nil for an unknown one.
  ///
  /// Labels are compared without regard to case. https://encoding.spec.whatwg.org/#names-and-labels
  static func name(ofLabel label: String) -> String? {
    let label = label.lowercased()
    switch label {
    case "utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8": return "utf-8"
    case "utf-16", "utf-16le", "unicode", "ucs-2", "iso-10646-ucs-2": return "utf-16le"
    case "utf-16be", "unicodefffe": return "utf-16be"
    case "ascii", "us-ascii", "ansi_x3.4-1968", "latin1", "l1", "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591",
      "cp1252", "cp819", "ibm819", "windows-1252", "x-cp1252":
      return "windows-1252"
    case "latin5", "l5", "iso-8859-9", "iso8859-9", "iso_8859-9", "iso88599", "cp1254", "windows-1254", "x-cp1254":
      return "windows-1254"
    case "latin2", "l2", "iso8859-2", "iso_8859-2", "iso88592": return "iso-8859-2"
    case "latin9", "l9", "iso8859-15", "iso_8859-15", "iso885915": return "iso-8859-15"
    case "latin6", "l6": return "iso-8859-10"
    case "greek", "greek8", "iso8859-7", "iso_8859-7", "iso88597": return "iso-8859-7"
    case "hebrew", "visual", "iso8859-8", "iso_8859-8", "iso88598", "iso-8859-8-i", "logical": return "iso-8859-8"
    case "arabic", "iso8859-6", "iso_8859-6", "iso88596": return "iso-8859-6"
    case "cyrillic", "iso8859-5", "iso_8859-5", "iso88595": return "iso-8859-5"
    case "iso-8859-11", "iso8859-11", "tis-620", "dos-874", "windows-874": return "windows-874"
    case "koi", "koi8", "koi8-r", "koi8_r": return "koi8-r"
    case "koi8-u", "koi8-ru": return "koi8-u"
    case "mac", "macintosh", "x-mac-roman", "csmacintosh": return "macintosh"
    case "x-mac-cyrillic", "x-mac-ukrainian": return "x-mac-cyrillic"
    case "866", "cp866", "ibm866": return "ibm866"
    case "gb2312", "gbk", "gb_2312-80", "chinese", "iso-ir-58", "x-gbk", "gb18030": return "gb18030"
    case "big5", "big5-hkscs", "cn-big5", "x-x-big5": return "big5"
    case "euc-jp", "x-euc-jp": return "euc-jp"
    case "iso-2022-jp": return "iso-2022-jp"
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "ms932": return "shift_jis"
    case "euc-kr", "ks_c_5601-1987", "ksc5601", "ks_c_5601-1989", "korean", "windows-949": return "euc-kr"
    default:
      if label.hasPrefix("iso-8859-"), let part = Int(label.dropFirst(9)), (2...16).contains(part), part != 12 {
        return label
      }
      if label.hasPrefix("windows-125"), label.count == 12, label.last.map({ "0"..."8" ~= $0 }) == true { return label }
      if label.hasPrefix("cp125") { return name(ofLabel: "windows-" + label.dropFirst(2)) }
      if label.hasPrefix("x-cp125") { return name(ofLabel: "windows-" + label.dropFirst(4)) }
      return nil
    }
  }

  /// windows-1252 as browsers read it: the five bytes it leaves open are C1 controls.
  static let windows1252: [UInt32] = {
    let high: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
      0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
      0x0153, 0x9D, 0x017E, 0x0178,
    ]
    return (0..<256).map { (0x80...0x9F).contains($0) ? high[$0 - 0x80] : UInt32($0) }
  }()

  /// Decodes into UTF-8.
  ///
  /// - Returns: nil for an encoding that this system has no converter for.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, as name: String) -> (bytes: [UInt8], map: OffsetMap)? {
    if name == "windows-1252" { return decode(bytes, table: windows1252) }
    #if canImport(Glibc)
    return decodeWithIconv(bytes, name: name)
    #else
    return nil
    #endif
  }

  private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, table: [UInt32]) -> (bytes: [UInt8], map: OffsetMap) {
    var sink = TranscodingSink(capacity: bytes.count + bytes.count / 8)
    var offset = 0
    while offset < bytes.count {
      let next = UTF8Validation.skipASCII(bytes, from: offset)
      sink.appendVerbatim(bytes, offset..<next)
      offset = next
      if offset < bytes.count {
        sink.append(scalar: table[Int(bytes[offset])], source: offset..<(offset + 1))
        offset += 1
      }
    }
    return (sink.bytes, sink.map)
  }

  #if canImport(Glibc)
  /// What glibc's converter calls the encodings, where it has another name for what browsers mean.
  private static func iconvName(_ name: String) -> String {
    switch name {
    case "shift_jis": "CP932"
    case "euc-kr": "CP949"
    case "big5": "BIG5-HKSCS"
    case "windows-874": "CP874"
    case "x-mac-cyrillic": "MAC-CYRILLIC"
    case "macintosh": "MACINTOSH"
    case "ibm866": "CP866"
    default: name.hasPrefix("windows-") ? "CP" + name.dropFirst(8) : name.uppercased()
    }
  }

  private static func isSingleByte(_ name: String) -> Bool {
    switch name {
    case "shift_jis", "euc-kr", "euc-jp", "iso-2022-jp", "big5", "gb18030": false
    default: true
    }
  }

  /// What each byte of a single-byte encoding means.
  ///
  /// Converters of Hebrew and Vietnamese hold a letter back until they know whether a mark follows; flushed after each
  /// byte, they give letters and marks one by one, as the Encoding standard's tables have them.
  private static func table(of converter: iconv_t) -> [UInt32] {
    (0..<256).map { byte in
      if byte < 0x80 { return UInt32(byte) }
      iconv(converter, nil, nil, nil, nil)
      var source = CChar(bitPattern: UInt8(byte))
      var output: (UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0, 0, 0, 0, 0)
      let produced = withUnsafeMutableBytes(of: &output) { buffer -> Int in
        buffer.withMemoryRebound(to: CChar.self) { characters in
          var target = characters.baseAddress
          var left = characters.count
          withUnsafeMutablePointer(to: &source) { pointer in
            var input: UnsafeMutablePointer<CChar>? = pointer
            var inputLeft = 1
            iconv(converter, &input, &inputLeft, &target, &left)
          }
          iconv(converter, nil, nil, &target, &left)
          return characters.count - left
        }
      }
      let scalars = withUnsafeBytes(of: output) { String(decoding: $0.prefix(produced), as: UTF8.self) }.unicodeScalars
      // Bytes that a converter leaves open are C1 controls to browsers where they are below 0xA0.
      guard scalars.count == 1, let scalar = scalars.first else { return byte < 0xA0 ? UInt32(byte) : 0xFFFD }
      return scalar.value
    }
  }

  private static func decodeWithIconv(
    _ bytes: UnsafeBufferPointer<UInt8>, name: String
  ) -> (bytes: [UInt8], map: OffsetMap)? {
    guard let converter = iconv_open("UTF-8", iconvName(name)), converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    guard let base = bytes.baseAddress else { return ([], OffsetMap()) }
    if isSingleByte(name) { return decode(bytes, table: table(of: converter)) }
    let isStateful = name == "iso-2022-jp"
    var sink = TranscodingSink(capacity: bytes.count + bytes.count / 2)
    var offset = 0
    var output = [CChar](repeating: 0, count: 16)
    while offset < bytes.count {
      if !isStateful {
        let next = UTF8Validation.skipASCII(bytes, from: offset)
        sink.appendVerbatim(bytes, offset..<next)
        offset = next
        if offset == bytes.count { break }
      }
      // One character at a time, so that each keeps its place: offer one byte more until the converter takes them.
      var taken = 0
      var produced = 0
      for length in 1...8 where offset + length <= bytes.count {
        var input: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
          mutating: UnsafeRawPointer(base + offset).assumingMemoryBound(to: CChar.self))
        var inputLeft = length
        var outputLeft = output.count
        let result = output.withUnsafeMutableBufferPointer { buffer in
          var target = buffer.baseAddress
          return iconv(converter, &input, &inputLeft, &target, &outputLeft)
        }
        taken = length - inputLeft
        produced = output.count - outputLeft
        if result != -1 || produced > 0 || errno == EILSEQ { break }
      }
      if taken == 0 {
        // Not a character of this encoding. An ASCII byte behind a stray lead byte is read on its own.
        iconv(converter, nil, nil, nil, nil)
        sink.append(scalar: 0xFFFD, source: offset..<(offset + 1))
        sink.invalidCount += 1
        offset += 1
      } else {
        let utf8 = output.prefix(produced).map { UInt8(bitPattern: $0) }
        if utf8.count == taken, utf8.elementsEqual(bytes[offset..<(offset + taken)]) {
          sink.appendVerbatim(bytes, offset..<(offset + taken))
        } else {
          sink.append(utf8: utf8, source: offset..<(offset + taken))
        }
        offset += taken
      }
    }
    return (sink.bytes, sink.map)
  }
  #endif
}

/// Collects transcoded text and where it came from.
struct TranscodingSink {
  var bytes: [UInt8] = []
  var map = OffsetMap()
  /// How many stretches were put in as U+FFFD, and where the first is.
  var invalidCount = 0
  var firstInvalid: Range<Int>?

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Appends source bytes as they are. Offsets between edits map one to one, so no edit is needed.
  @inline(__always)
  mutating func appendVerbatim(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
  }

  mutating func append(utf8: some Collection<UInt8>, source: Range<Int>) {
    map.append(start: bytes.count, count: utf8.count, sourceStart: source.lowerBound, sourceCount: source.count)
    bytes.append(contentsOf: utf8)
  }

  mutating func append(scalar: UInt32, source: Range<Int>) {
    let start = bytes.count
    UTF8Encoding.append(scalar, to: &bytes)
    map.append(start: start, count: bytes.count - start, sourceStart: source.lowerBound, sourceCount: source.count)
  }
}

enum UTF8Encoding {
  /// Appends a scalar value; what is not one (a surrogate, a number too large) as U+FFFD.
  @inline(__always)
  static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    if value < 0x80 {
      bytes.append(UInt8(value))
      return
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { bytes.append(unit) }
  }
}
