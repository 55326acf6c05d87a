/// What is known of the Snowball library, which tells no version.
package enum StemmerProbe {
  /// The stems of words on which releases of Snowball have differed: another text where another library stems differently.
  package static let text: String = {
    guard let stemmer = Stemmer("english") else { return "none" }
    return words.map { String(decoding: stemmer.stem(Array($0.utf8)), as: UTF8.self) }.joined(separator: " ")
  }()

  private static let words = [
    "generalisations", "skis", "dying", "idly", "gently", "ugly", "early", "only", "singly", "news", "howe", "atlas",
    "cosmos", "bias", "andes", "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
    "generous", "communism", "arsenal", "past", "universal", "later", "evening", "knightly", "bring", "added",
  ]
}
