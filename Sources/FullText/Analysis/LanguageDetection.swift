/// Guesses the language of a text from its most frequent small words.
public enum LanguageDetection {
  /// The Snowball name of the language whose stop words make up most of the text, for ``AnalyzerName/language(_:)``; nil when fewer than one word in
  /// ten is a stop word of any, or two languages come equally near. Needs some twenty words to be dependable.
  public static func language(of text: String) -> String? {
    guard let analyzer = try? Analyzer(AnalyzerName(rawValue: "words lower")) else { return nil }
    var counts: [String: Int] = [:]
    var total = 0
    for token in analyzer.tokens(text) {
      total += 1
      for language in languages[token.term] ?? [] { counts[language, default: 0] += 1 }
    }
    let ranked = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    guard let best = ranked.first, best.value * 10 >= total else { return nil }
    if ranked.count > 1, ranked[1].value == best.value { return nil }
    return best.key
  }

  /// The languages that have each stop word.
  private static let languages: [[UInt8]: [String]] = {
    var languages: [[UInt8]: [String]] = [:]
    for language in StopWords.languages {
      for word in StopWords.list(language) { languages[word, default: []].append(language) }
    }
    return languages
  }()
}
