/// Digits that stand above the line, as characters that do: marks of notes and exponents must not run together with the
/// number before them once markup is gone.
enum Superscript {
  /// The text with its digits and signs raised, when it is nothing else than numbers and what stands between them: `24`, `-3`,
  /// `1,2`, `1–3`. Nil for letters ("st"), for what brackets keep apart (`[4]`), and for anything longer than twelve bytes.
  static func raised(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count <= 12, text.contains(where: { $0 &- 0x30 < 10 }) else { return nil }
    var result: [UInt8] = []
    var isFirst = true
    for character in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch character {
      case "0"..."9": result += digits[Int(character.value - 0x30)]
      case "-", "\u{2212}", "\u{2013}": result += isFirst ? Array("⁻".utf8) : Array(String(character).utf8)
      case "+": result += Array("⁺".utf8)
      case ",", " ", "\u{A0}": result += Array(String(character).utf8)
      default: return nil
      }
      isFirst = false
    }
    return result
  }

  private static let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"].map { Array($0.utf8) }
}

extension [SourceText.Run] {
  /// Makes one run of all from `start` on, for a text of another length that stands for the same bytes of the file. False when
  /// no run begins there, or the lengths are equal.
  mutating func replace(from start: Int, count: Int) -> Bool {
    guard let first = lastIndex(where: { $0.textStart <= start }), self[first].textStart == start, let last else {
      return false
    }
    let from = self[first].sourceStart
    let end = last.sourceStart + last.sourceCount
    // A run of equal lengths would claim to stand there byte for byte.
    guard end - from != count else { return false }
    removeLast(self.count - first)
    append(.init(textStart: start, textCount: count, sourceStart: from, sourceCount: Swift.max(0, end - from)))
    return true
  }
}
