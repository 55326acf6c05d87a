/// Reads the strings and numbers of a JSON-LD script, with their places.
///
/// A flat reader: keys are joined with dots ("author.name"), items of a list share their key, "@graph" and list levels
/// leave no trace in keys. The first word of a key is the type of the outermost object where it has one before the value
/// ("Article.headline"). Comments around the JSON (`<!-- -->`, `/* */`) and trailing commas are passed over.
enum JSONLinkedData {
  struct Value {
    var key: String
    var value: String
    /// Offsets in the bytes given, without quotes.
    var range: Range<Int>
  }

  static let maximumDepth = 64
  static let maximumValues = 1000

  /// Never fails; what is not JSON ends the reading. Complexity: O(bytes).
  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> [Value] {
    var reader = Reader(bytes: bytes, index: range.lowerBound, end: range.upperBound)
    reader.run()
    return reader.values
  }

  private struct Level {
    var isObject: Bool
    /// Key of the value being read, in an object.
    var key: String?
    /// Key path of the level itself.
    var path: String
  }

  private struct Reader {
    let bytes: [UInt8]
    var index: Int
    let end: Int
    var values: [Value] = []
    private var levels: [Level] = []

    init(bytes: [UInt8], index: Int, end: Int) {
      self.bytes = bytes
      self.index = index
      self.end = end
    }

    mutating func run() {
      while index < end, values.count < JSONLinkedData.maximumValues {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          guard levels.count < JSONLinkedData.maximumDepth else { return }
          levels.append(Level(isObject: byte == UInt8(ascii: "{"), path: path()))
          index += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if !levels.isEmpty { levels.removeLast() }
          finishValue()
          index += 1
        case UInt8(ascii: "\""): string()
        case UInt8(ascii: "-"), 0x30...0x39: number()
        case UInt8(ascii: ","):
          finishValue()
          index += 1
        default: index += 1
        }
      }
    }

    private func path() -> String {
      guard let level = levels.last else { return "" }
      guard let key = level.key else { return level.path }
      if key == "@graph" { return level.path }
      return level.path.isEmpty ? key : level.path + "." + key
    }

    private mutating func finishValue() {
      if let last = levels.indices.last, levels[last].isObject { levels[last].key = nil }
    }

    private mutating func string() {
      let start = index + 1
      index = start
      var text: [UInt8] = []
      while index < end, bytes[index] != UInt8(ascii: "\"") {
        if bytes[index] == UInt8(ascii: "\\"), index + 1 < end {
          index += 1
          escape(into: &text)
        } else {
          text.append(bytes[index])
          index += 1
        }
      }
      let range = start..<min(index, end)
      index = min(index + 1, end)
      let value = String(decoding: text, as: UTF8.self)
      guard let last = levels.indices.last else { return }
      if levels[last].isObject && levels[last].key == nil {
        levels[last].key = value
        return
      }
      let key = path()
      guard !key.isEmpty, text.count <= 100_000 else { return }
      values.append(Value(key: key, value: value, range: range))
    }

    /// At the character behind the backslash.
    private mutating func escape(into text: inout [UInt8]) {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"):
        text.append(0x20)
      case UInt8(ascii: "u"):
        guard var code = unit() else { return }
        if code & 0xFC00 == 0xD800, index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
          bytes[index + 1] == UInt8(ascii: "u")
        {
          index += 2
          if let low = unit(), low & 0xFC00 == 0xDC00 { code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF }
        }
        text += String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8
      default: text.append(byte)
      }
    }

    private mutating func unit() -> UInt32? {
      guard index + 4 <= end else { return nil }
      var code: UInt32 = 0
      for _ in 0..<4 {
        guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else { return nil }
        code = code << 4 | UInt32(digit)
        index += 1
      }
      return code
    }

    private mutating func number() {
      let start = index
      while index < end, bytes[index] >= 0x2B, bytes[index] != UInt8(ascii: ","), bytes[index] != UInt8(ascii: "]"),
        bytes[index] != UInt8(ascii: "}")
      {
        index += 1
      }
      let key = path()
      guard !key.isEmpty, index - start <= 32 else { return }
      values.append(
        Value(key: key, value: String(decoding: bytes[start..<index], as: UTF8.self), range: start..<index))
    }
  }
}
