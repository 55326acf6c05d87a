/// The letters of a word as a PDF has them, for reading.
enum WordText {
  /// Without ligatures, spaces of odd width and signs that nobody sees.
  static func readable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFB00: result.append(contentsOf: "ff".unicodeScalars)
      case 0xFB01: result.append(contentsOf: "fi".unicodeScalars)
      case 0xFB02: result.append(contentsOf: "fl".unicodeScalars)
      case 0xFB03: result.append(contentsOf: "ffi".unicodeScalars)
      case 0xFB04: result.append(contentsOf: "ffl".unicodeScalars)
      case 0xFB05, 0xFB06: result.append(contentsOf: "st".unicodeScalars)
      case 0x200B...0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F: continue
      case 0x00...0x20, 0x7F...0xA0, 0x2000...0x200A, 0x202F, 0x3000: result.append(" ")
      default: result.append(scalar)
      }
    }
    let text = String(result)
    return text.contains(" ") ? text.split(separator: " ").joined(separator: " ") : text
  }

  /// Whether a sign stands for a letter that the font did not name.
  static func isUnnamed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFFFD || (0xE000...0xF8FF).contains(scalar.value) || scalar.value >= 0xF0000
      || scalar.properties.generalCategory == .unassigned || scalar.properties.generalCategory == .control
  }

  /// Signs that begin an item of a list.
  static let bullets: Set<Character> = [
    "•", "◦", "▪", "▫", "‣", "⁃", "●", "○", "■", "□", "◆", "◇", "►", "▶", "➢", "➤", "✓", "✔", "∙", "·", "–", "-", "*",
    "o", "§",
    "\u{F0B7}", "\u{F0A7}", "\u{F0D8}", "\u{F0FC}",
  ]

  /// Whether a word is a bullet that stands alone.
  static func isBullet(_ word: String) -> Bool { word.count == 1 && word.first.map(bullets.contains) == true }

  /// The number of "3.", "3)", "(3)", "b)" or "iv." that begins an item of a list; nil for other words.
  static func enumerator(_ word: String) -> Int? {
    guard let last = word.last, last == "." || last == ")", word.count <= 5 else { return nil }
    let core = word.dropLast().drop { $0 == "(" }
    if let number = Int(core), core.allSatisfy(\.isASCII), number < 1000 { return number }
    guard core.count == 1, last == ")" || word.first == "(", let letter = core.unicodeScalars.first,
      ("a"..."z").contains(letter)
    else { return nil }
    return Int(letter.value - 96)
  }
}
