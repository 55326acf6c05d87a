import Yams

/// The top-level strings of a small YAML mapping, with their places.
enum YAMLScalars {
  /// - Returns: nil when the bytes are not a mapping.
  static func read(_ text: DecodedText, _ range: Range<Int>) -> [(key: String, value: SourceText)]? {
    guard let tree = try? YAMLTree.compose(text.bytes, range), case .mapping(let mapping) = tree.root else {
      return nil
    }
    var result: [(key: String, value: SourceText)] = []
    for (key, value) in mapping {
      guard let key = key.scalar?.string, case .scalar(let scalar) = value, let mark = scalar.mark else { continue }
      let place = YAMLScalar(
        value: scalar.string, style: scalar.style, source: text.bytes, start: tree.offset(of: mark),
        limit: range.upperBound)
      result.append((key, place.sourceText(in: text)))
    }
    return result
  }
}

extension YAMLScalar {
  /// The value as a document of its own, mapped to the original file.
  func decodedText(in text: DecodedText) -> DecodedText {
    DecodedText(bytes: bytes, map: map.composed(over: text.map), encoding: text.encoding)
  }

  /// The value with runs to the original file.
  func sourceText(in text: DecodedText) -> SourceText {
    var result = SourceText(string: String(decoding: bytes, as: UTF8.self))
    map.composed(over: text.map).appendRuns(of: 0..<bytes.count, textStart: 0, to: &result.runs)
    return result
  }
}
