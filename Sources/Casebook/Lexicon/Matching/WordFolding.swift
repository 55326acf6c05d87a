/// How a letter is written for comparison: lower case, without accents, in ASCII where the letter is Latin.
///
/// `Résultats` and `RESULTATS` are one word, and so are `Lösung` and `losung`; `ß`, `æ` and `œ` become two letters.
enum WordFolding {
  /// ASCII: the folded byte of a letter or digit, 0 for what separates words.
  static let ascii: [UInt8] = (0..<128).map { byte in
    switch UInt8(byte) {
    case let b where (97...122).contains(b) || (48...57).contains(b): b
    case let b where (65...90).contains(b): b + 32
    default: 0
    }
  }

  /// U+00C0 to U+017F: one or two ASCII letters each; `--` where the character is no letter.
  private static let latinLetters = """
    a a a a a a aec e e e e i i i i d n o o o o o --o u u u u y thss\
    a a a a a a aec e e e e i i i i d n o o o o o --o u u u u y thy \
    a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g \
    g g g g h h h h i i i i i i i i i i ijijj j k k k l l l l l l l \
    l l l n n n n n n n n n o o o o o o oeoer r r r r r s s s s s s \
    s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s\u{20}
    """

  /// The folded letters of U+00C0 + index; the second is 0 where there is one; the first is 0 where it separates words.
  static let latin: [(first: UInt8, second: UInt8)] = {
    let bytes = Array(latinLetters.utf8)
    return stride(from: 0, to: min(bytes.count, 384) - 1, by: 2).map { at in
      bytes[at] == 45 ? (0, 0) : (bytes[at], bytes[at + 1] == 32 ? 0 : bytes[at + 1])
    }
  }()
}
