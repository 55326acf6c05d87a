/// Shortcodes and template tags of Hugo, Liquid, Go templates, Jinja and server-side includes.
///
/// They are instructions to a site generator, not text: they are blanked, their inner text stays, and what a quote's
/// tag says (the text itself, its author) is handed on.
enum TemplateTags {
  /// What was found.
  struct Scan: Sendable {
    /// As long as the bytes given, tags replaced by white space; nil when there is no tag.
    var blanked: [UInt8]?
    /// In document order, not nested.
    var quotes: [TemplateQuote] = []
  }

  /// Finds the tags of `text.bytes` from `start` on. Complexity: O(bytes).
  static func scan(_ text: DecodedText, from start: Int = 0, format: DocumentFormat) -> Scan {
    Scan()
  }
}

/// A quote that a template call makes.
struct TemplateQuote: Sendable {
  /// Where its words stand.
  enum Words: Sendable {
    /// Between the opening and the closing tag, as part of the document: offsets in the decoded text.
    case between(Range<Int>)
    /// Inside the call itself, as paragraphs.
    case inCall([SourceText])
  }

  /// From the opening tag to behind the closing tag, in the decoded text.
  var range: Range<Int>
  var words: Words
  var attribution: Attribution?
}
