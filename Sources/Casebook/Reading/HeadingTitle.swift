internal import Words

/// A heading taken apart: "Case Study 4: Hugging Face (Open Source Model)" has the noun "case study", the number "4",
/// the name "Hugging Face" and the remark "Open Source Model".
struct HeadingTitle: Hashable {
  /// What the number counts, in lower case: "case study", "pattern", "phase", "step", "chapter".
  var noun: String?
  var number: String?
  /// Without noun, number, decoration and trailing colon.
  var name: String
  /// In parentheses at the end.
  var remark: String?

  /// Nouns that a number follows in headings.
  private static let nouns: [[String]] = [
    ["case", "study"], ["success", "story"], ["customer", "story"], ["case"], ["pattern"], ["phase"], ["step"],
    ["stage"],
    ["milestone"], ["chapter"], ["part"], ["section"], ["lesson"], ["principle"], ["pillar"], ["framework"], ["model"],
    ["archetype"], ["example"], ["use", "case"], ["sprint"],
  ]

  init(_ heading: String) {
    var rest = Substring(heading)
    Self.trimDecoration(&rest)
    if let (noun, number, after) = Self.leadingNoun(rest) {
      self.noun = noun
      self.number = number
      rest = after
    } else if let (number, after) = Self.leadingNumber(rest) {
      self.number = number
      rest = after
    }
    Self.trimDecoration(&rest)
    while let byte = rest.utf8.last, byte <= 0x20 || byte == UInt8(ascii: ":") || byte >= 0x80, let last = rest.last,
      last == ":" || last.isWhitespace
    {
      rest.removeLast()
    }
    if rest.last == ")", let open = rest.lastIndex(of: "(") {
      let inside = rest[rest.index(after: open)..<rest.index(before: rest.endIndex)]
      let before = rest[..<open].trimmingSpaces()
      if !before.isEmpty, !inside.isEmpty {
        remark = String(inside)
        rest = before
      }
    }
    name = String(rest.trimmingSpaces())
    if name.isEmpty { name = String(Substring(heading).trimmingSpaces()) }
  }

  /// Drops emoji, symbols and white space in front of the first letter or digit.
  private static func trimDecoration(_ text: inout Substring) {
    while let first = text.unicodeScalars.first {
      // Most headings begin with a plain letter.
      if ("a"..."z").contains(first) || ("A"..."Z").contains(first) { break }
      let isText =
        first.properties.isAlphabetic || first.properties.numericType != nil
        || "\"'“‘(#[$€£¥<&@+".unicodeScalars.contains(first)
      if isText && first != "#" || text.isEmpty { break }
      text = Substring(text.unicodeScalars.dropFirst())
    }
  }

  /// The first words of the nouns, and the letters they begin with.
  private static let firstWords = Set(nouns.map { $0[0] })
  private static let initials = Set(firstWords.compactMap(\.utf8.first))

  private static func leadingNoun(_ text: Substring) -> (String, String, Substring)? {
    // Few headings begin with such a word, and those that do count something.
    let first = text.utf8.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
    guard let initial = first.first, initials.contains(initial | 0x20), first.count <= 12,
      firstWords.contains(Substring(first).lowercased())
    else { return nil }
    let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
    for noun in nouns where words.count > noun.count {
      guard zip(noun, words).allSatisfy({ $0 == $1.lowercased() }) else { continue }
      var candidate = words[noun.count]
      if candidate.first == "#" { candidate = candidate.dropFirst() }
      // "Case Study 4: Name", "Phase 1 - Name", "Pattern 2. Name"
      let digits = candidate.prefix { $0.isASCII && $0.isNumber }
      let roman = digits.isEmpty ? candidate.prefix { "IVX".contains($0) } : ""
      let number = digits.isEmpty ? roman : digits
      guard !number.isEmpty else { continue }
      let after = text[number.endIndex...]
      guard after.first.map({ ":.–—-) ".contains($0) }) ?? true else { continue }
      return (noun.joined(separator: " "), String(number), after.drop { ":.–—-) ".contains($0) })
    }
    return nil
  }

  /// "3. Results", "1.2 API partnerships", "2) Setup": but not "10x growth" or "2024 in review".
  private static func leadingNumber(_ text: Substring) -> (String, Substring)? {
    guard let digit = text.utf8.first, digit &- 0x30 < 10 else { return nil }
    let number = text.prefix { ($0.isASCII && $0.isNumber) || $0 == "." }
    guard let first = number.first, first.isNumber, number.count <= 8 else { return nil }
    let after = text[number.endIndex...]
    let isDotted = number.contains(".")
    if after.first == ")" { return (String(number), after.dropFirst()) }
    guard isDotted, after.first == " " else { return nil }
    let trimmed = number.last == "." ? number.dropLast() : number
    return trimmed.isEmpty ? nil : (String(trimmed), after)
  }
}
