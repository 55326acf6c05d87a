/// How many columns of a terminal a text takes: none for combining marks and escape sequences, two for wide characters.
enum DisplayWidth {
  static func of(_ text: Substring) -> Int {
    // Plain letters, digits and marks take a column each.
    if text.utf8.allSatisfy({ $0 &- 0x20 < 0x5F }) { return text.utf8.count }
    var width = 0
    var isEscape = false
    for character in text {
      if character == "\u{1B}" { isEscape = true }
      if isEscape {
        if character.isLetter { isEscape = false }
        continue
      }
      width += of(character)
    }
    return width
  }

  /// The width of the widest line.
  static func ofLines(_ text: String) -> Int {
    text.utf8.contains(0x0A) ? text.split(separator: "\n").map { of($0) }.max() ?? 0 : of(text[...])
  }

  static func of(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.value < 0x300 { return 1 }
    // Emoji, flags among them, are wide, and so is a sign that asks to be drawn as one.
    if scalar.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
