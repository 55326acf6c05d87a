/// Reads bytes into blocks.
public struct DocumentReader: Sendable {
  /// How to read.
  public struct Options: Sendable, Hashable {
    /// Put broken encodings right (and log each place).
    public var repairsText = true
    /// HTML: keep the main content and drop page furniture.
    public var mainContentOnly = true
    /// Larger documents are refused with a diagnostic.
    public var maximumBytes = 32 << 20

    /// The defaults: repair, main content, at most 32 MB.
    public init() {}
  }

  /// How it reads.
  public var options: Options

  /// A reader with these options.
  public init(options: Options = Options()) {
    self.options = options
  }

  /// Never fails: what cannot be read becomes a diagnostic.
  public func read(_ bytes: [UInt8], format: DocumentFormat) -> MarkupDocument {
    // Places are kept as 32-bit offsets.
    let limit = min(options.maximumBytes, Int(Int32.max) - 1024)
    if bytes.count > limit {
      let diagnostic = Diagnostic(
        severity: .error, code: "too-large",
        message: "\(bytes.count) bytes are more than the limit of \(limit); the document is not read",
        range: 0..<bytes.count)
      return MarkupDocument(format: format, lines: LineTable(bytes), diagnostics: [diagnostic])
    }
    let decoded = TextDecoder.decode(bytes, format: format, options: options)
    var document: MarkupDocument
    switch format {
    case .markdown: document = MarkdownReader.read(decoded, options: options)
    case .html: document = HTMLReader.read(decoded, options: options)
    case .yaml: document = YAMLReader.read(decoded, options: options)
    }
    document.format = format
    document.encoding = decoded.encoding
    document.lines = LineTable(bytes)
    document.repairs = decoded.repairs
    document.diagnostics = decoded.diagnostics + document.diagnostics
    return document
  }
}
