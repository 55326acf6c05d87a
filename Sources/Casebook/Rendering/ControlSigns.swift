/// Control signs in what is shown: file names and texts may hold escape sequences that a terminal would obey.
package enum ControlSigns {
  /// The text with each control sign replaced by U+FFFD.
  ///
  /// - Parameter keepsLines: line ends and tabs stay.
  package static func replaced(in text: String, keepsLines: Bool = false) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let isControl = scalar.value < 0x20 || scalar.value >= 0x7F && scalar.value < 0xA0
          if !isControl || keepsLines && (scalar == "\n" || scalar == "\t") { return scalar }
          return "\u{FFFD}"
        }))
  }
}
