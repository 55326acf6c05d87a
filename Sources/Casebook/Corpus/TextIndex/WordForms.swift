/// The other ways to write a word: `e-mail` is "email", `GPT-3` is "gpt3", `1,200` is "1200", `10kg` is "10 kg", and
/// `user_name` has the words "user" and "name".
///
/// An index keeps them beside the words as they stand, and a question looks for those of what was typed, so that each way
/// finds the others. They never take part in phrases.
enum WordForms {
  /// Words joined by signs, as they stand in a text.
  struct Compound: Hashable {
    /// In UTF-8 bytes of the text.
    var range: Range<Int>
    /// It in one word.
    var joined: [String] = []
    /// Its parts, where they are not words of the text by themselves.
    var parts: [[String]] = []
    /// Whether the parts side by side are another way to write it, as of `10kg`, rather than words inside it.
    var isPhrase = true

    /// Each form by itself.
    var forms: [String] { joined + (isPhrase ? parts.map { $0.joined(separator: " ") } : parts.flatMap { $0 }) }
  }

  /// The forms of all words of a text, each once.
  static func forms(in text: String) -> [String] {
    var forms: [String] = []
    for compound in compounds(in: text) {
      for form in compound.forms where !forms.contains(form) { forms.append(form) }
    }
    return forms
  }

  /// The compounds of a text, in order.
  static func compounds(in text: String) -> [Compound] {
    var text = text
    return text.withUTF8 { bytes in
      var compounds: [Compound] = []
      var run: [Piece] = []
      var index = 0
      while index < bytes.count {
        let kind = Kind(bytes[index])
        if kind == .other {
          // A sign between two characters of words joins them, anything else ends the word.
          if let (sign, length) = Sign.read(bytes, index), let last = run.last, last.range.upperBound == index,
            index + length < bytes.count, Kind(bytes[index + length]) != .other,
            Sign.read(bytes, index + length) == nil
          {
            run[run.count - 1].sign = sign
            index += length
            continue
          }
          finish(&run, bytes, &compounds)
          index += Sign.read(bytes, index)?.length ?? 1
          continue
        }
        var end = index
        while end < bytes.count, Kind(bytes[end]) == kind, kind == .digit || Sign.read(bytes, end) == nil { end += 1 }
        if end == index {
          // A sign of several bytes, which begins as a letter does.
          let (sign, length) = Sign.read(bytes, index) ?? (.apostrophe, 1)
          if let last = run.last, last.range.upperBound == index, index + length < bytes.count,
            Kind(bytes[index + length]) != .other
          {
            run[run.count - 1].sign = sign
          } else {
            finish(&run, bytes, &compounds)
          }
          index += length
          continue
        }
        run.append(Piece(range: index..<end, isNumber: kind == .digit))
        index = end
      }
      finish(&run, bytes, &compounds)
      return compounds
    }
  }

  // MARK: - Pieces

  private enum Kind {
    case letter, digit, other

    init(_ byte: UInt8) {
      switch byte {
      case 0x30...0x39: self = .digit
      case 0x41...0x5A, 0x61...0x7A, 0x80...: self = .letter
      default: self = .other
      }
    }
  }

  private enum Sign {
    case hyphen, underscore, point, comma, apostrophe, space

    /// The sign at this place, which may join words, and its length.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (sign: Sign, length: Int)? {
      switch bytes[index] {
      case UInt8(ascii: "-"): return (.hyphen, 1)
      case UInt8(ascii: "_"): return (.underscore, 1)
      case UInt8(ascii: "."): return (.point, 1)
      case UInt8(ascii: ","): return (.comma, 1)
      case UInt8(ascii: "'"): return (.apostrophe, 1)
      case 0xC2 where index + 1 < bytes.count:
        // A space that does not break, and a soft hyphen.
        if bytes[index + 1] == 0xA0 { return (.space, 2) }
        return bytes[index + 1] == 0xAD ? (.hyphen, 2) : nil
      case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
        switch bytes[index + 2] {
        case 0x90, 0x91: return (.hyphen, 3)
        case 0x99: return (.apostrophe, 3)
        case 0xAF: return (.space, 3)
        // Other marks of that block are no letters.
        case 0x80...0xBF: return (.space, 3)
        default: return nil
        }
      default: return nil
      }
    }
  }

  /// Letters or digits in a row, and what joins them to the next: nil where they follow each other directly.
  private struct Piece {
    var range: Range<Int>
    var isNumber: Bool
    var sign: Sign?
  }

  // MARK: - Forms

  private static func finish(
    _ run: inout [Piece], _ bytes: UnsafeBufferPointer<UInt8>, _ compounds: inout [Compound]
  ) {
    defer { run.removeAll(keepingCapacity: true) }
    guard run.count > 1 else { return }
    // Numbers come first: the signs inside them are their own.
    var words: [Word] = []
    var joined: [String] = []
    var index = 0
    while index < run.count {
      var end = index + 1
      var text = string(bytes, run[index].range)
      if run[index].isNumber {
        var plain = text
        while end < run.count, run[end].isNumber, let sign = run[end - 1].sign, isInNumber(sign, run[end]) {
          let digits = string(bytes, run[end].range)
          let isGroup = digits.count == 3 && plain.count <= 3 * (end - index)
          plain += isGroup ? digits : "." + digits
          text = string(bytes, run[index].range.lowerBound..<run[end].range.upperBound)
          end += 1
        }
        if plain != text { joined.append(plain) }
      }
      words.append(
        Word(
          text: text, range: run[index].range.lowerBound..<run[end - 1].range.upperBound, isNumber: run[index].isNumber,
          sign: run[end - 1].sign))
      index = end
    }
    var compound = Compound(range: (run.first?.range.lowerBound ?? 0)..<(run.last?.range.upperBound ?? 0))
    compound.joined = joined
    if !joined.isEmpty { compounds.append(compound) }
    // Commas, spaces and two numbers side by side part words rather than join them.
    var start = 0
    for place in words.indices {
      let isLast = place == words.count - 1
      let sign = words[place].sign
      guard
        isLast || sign == .comma || sign == .space
          || words[place].isNumber && words[place + 1].isNumber && sign != nil
      else { continue }
      let group = Array(words[start...place])
      start = place + 1
      guard group.count > 1, group.count <= 8, let first = group.first, let last = group.last else { continue }
      var compound = Compound(range: first.range.lowerBound..<last.range.upperBound)
      addWords(group, to: &compound)
      if !compound.forms.isEmpty { compounds.append(compound) }
    }
  }

  /// Whether a sign before these digits belongs to a number: `1,200`, `1.5`, `1 200`.
  private static func isInNumber(_ sign: Sign, _ digits: Piece) -> Bool {
    switch sign {
    case .point: true
    case .comma, .apostrophe, .space: digits.range.count == 3
    case .hyphen, .underscore: false
    }
  }

  private struct Word {
    var text: String
    var range: Range<Int>
    var isNumber: Bool
    /// What joins it to the next.
    var sign: Sign?
  }

  private static func addWords(_ words: [Word], to compound: inout Compound) {
    let signs = words.dropLast().map(\.sign)
    let texts = words.map(\.text)
    if signs.allSatisfy({ $0 == nil }) {
      // 10kg, GPT3; what changes more often is a code.
      let suffix = texts[1].lowercased()
      if words.count == 2, !(words[0].isNumber && ["st", "nd", "rd", "th", "s"].contains(suffix)) {
        compound.parts = [texts]
      }
      return
    }
    if signs.contains(.apostrophe) {
      // l'Oréal is a word behind an article, company's is none.
      if words.count == 2, texts[1].count > 2 {
        compound.joined.append(texts.joined())
        compound.parts = [[texts[1]]]
        compound.isPhrase = false
      }
      return
    }
    compound.joined.append(texts.joined())
    if signs.contains(.underscore) || signs.contains(.point) {
      compound.parts = [texts.filter { $0.count > 1 }]
      compound.isPhrase = false
    }
  }

  private static func string(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }
}
