/// The analyzers of a schema, for one thread at a time.
final class AnalyzerSet {
  private let schema: Schema
  private let dependent: [Bool]
  /// By field and language.
  private var analyzers: [[String: Analyzer]]
  /// The language that texts are taken to be in, where a field depends on it.
  var language = ""

  init(_ schema: Schema) {
    self.schema = schema
    dependent = schema.fields.map { $0.analyzerName?.dependsOnLanguage == true }
    analyzers = schema.fields.map { _ in [:] }
  }

  func dependsOnLanguage(_ field: Int) -> Bool { dependent[field] }

  private func analyzer(_ field: Int) -> Analyzer? {
    let language = dependsOnLanguage(field) ? language : ""
    if let analyzer = analyzers[field][language] { return analyzer }
    // The schema was checked when the index was written; one that cannot be read finds nothing.
    let analyzer = try? Analyzer(schema.fields[field].analyzerName ?? .keyword, language: language)
    analyzers[field][language] = analyzer
    return analyzer
  }

  func tokens(_ text: String, field: Int) -> [Token] { analyzer(field)?.tokens(text) ?? [] }

  /// Splits a text before its last word: the words before it, how many places they take, and the last word as it was typed. nil for a text
  /// without words.
  func splittingLastWord(_ text: String, field: Int) -> (words: [Token], count: Int, last: String)? {
    guard let analyzer = analyzer(field) else { return nil }
    var text = text
    var last = 0..<0
    var count = 0
    text.withUTF8 { bytes in
      unsafe analyzer.forEachSurface(bytes) { start, end in
        last = start..<end
        count += 1
      }
    }
    guard count > 0 else { return nil }
    let bytes = Array(text.utf8)
    return (
      analyzer.tokens(String(decoding: bytes[..<last.lowerBound], as: UTF8.self)), count - 1,
      String(decoding: bytes[last], as: UTF8.self)
    )
  }

  /// Terms of words that begin with `prefix`, as far as their stems do not: see ``Analyzer/stems(ofWordsBeginning:)``.
  func stems(ofWordsBeginning prefix: [UInt8], field: Int) -> [[UInt8]] {
    analyzer(field)?.stems(ofWordsBeginning: prefix) ?? []
  }

  /// A part of a word, in lower case and folded as the field's words are, but not stemmed.
  func normalized(_ text: String, field: Int) throws -> [UInt8] {
    analyzer(field)?.normalized(Array(text.utf8)) ?? Array(text.utf8)
  }

  func normalizedPattern(_ pattern: String, field: Int) throws -> String {
    String(decoding: try normalized(pattern, field: field), as: UTF8.self)
  }
}
