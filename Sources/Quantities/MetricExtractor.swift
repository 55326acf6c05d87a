/// Finds the figures of a text and says what they mean.
///
/// The text may be one statement, a paragraph or a plain document, with inline Markdown and HTML still in it: tags, attributes,
/// code, URLs, list numbers and heading numbers are stepped over. Text goes through four steps: `MetricLexer` cuts it into
/// tokens, `FigureParser` reads figures by grammar, `FigureReader` adds what the words around and the context say, and the
/// figures become metrics. All is decided by general rules; each metric lists those that decided in `rules`.
///
/// Never fails: what cannot be read is left out, or marked vague with the raw text. Linear in the text's length.
public struct MetricExtractor: Sendable {
  /// An extractor; all of them share one lexicon, and making one costs nothing.
  public init() {}

  /// Every figure in the text, by its place, dates and timelines included.
  ///
  /// - Parameters:
  ///   - text: one statement, a paragraph, or a document with its markup.
  ///   - context: what stands around the text.
  ///   - limit: how many figures at most; those behind are not read.
  /// - Returns: metrics whose ranges are UTF-8 offsets of `text`.
  /// - Complexity: O(bytes of `text`).
  public func metrics(in text: String, context: MetricContext = .init(), limit: Int = .max) -> [Metric] {
    var result: [Metric] = []
    forEachReader(in: text, context: context, while: { result.count < limit }) { $0.read(into: &result) }
    if result.count > limit { result.removeLast(result.count - limit) }
    return result
  }

  /// Calls `body` with a reader for each segment of the text that holds figures.
  func forEachReader(
    in text: String, context: MetricContext = .init(), while goesOn: () -> Bool = { true },
    _ body: (inout FigureReader) -> Void
  ) {
    let bytes = Array(text.utf8)
    var lexer = MetricLexer(bytes)
    var tokens: [Token] = []
    let commaDecimal = Self.writesDecimalComma(context.language)
    // Most texts hold no figure: what the context says is worked out for the first.
    var known: Surroundings?
    while goesOn(), lexer.next(into: &tokens) {
      var parser = FigureParser(bytes: bytes, tokens: tokens, lexicon: .shared, commaDecimal: commaDecimal)
      parser.isCell = context.isCell
      parser.hasLabel = context.label != nil
      parser.parse()
      guard !parser.figures.isEmpty else { continue }
      let surroundings = known ?? Surroundings(context)
      known = surroundings
      var reader = FigureReader(parser: parser, surroundings: surroundings)
      body(&reader)
    }
  }

  /// Languages of Europe and South America that write 1.234,56.
  private static func writesDecimalComma(_ language: String?) -> Bool {
    guard let primary = language?.split(separator: "-").first?.lowercased() else { return false }
    return [
      "de", "es", "it", "nl", "pt", "da", "id", "tr", "el", "ro", "hr", "sl", "sr", "vi", "is", "ca", "fr", "pl", "cs",
      "sk", "ru", "uk", "fi",
      "sv", "nb", "no", "hu", "bg", "lt", "lv", "et",
    ].contains(primary)
  }
}
