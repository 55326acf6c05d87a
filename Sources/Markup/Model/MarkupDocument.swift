/// The dialects a document can be written in.
public enum DocumentFormat: String, Sendable, Hashable, CaseIterable {
  case markdown, html, yaml

  /// The format that a file name's extension tells, nil for one that is not read.
  ///
  /// md, markdown, mdx and txt are Markdown; html, htm and xhtml HTML; yaml and yml YAML. Case does not matter.
  public init?(pathExtension: some StringProtocol) {
    switch pathExtension.lowercased() {
    case "md", "markdown", "mdx", "txt": self = .markdown
    case "html", "htm", "xhtml": self = .html
    case "yaml", "yml": self = .yaml
    default: return nil
    }
  }
}

/// A document, read: blocks with their places in the file, metadata, and what was noticed on the way.
public struct MarkupDocument: Sendable, Hashable {
  public var format: DocumentFormat
  /// IANA name of the encoding the bytes were read as.
  public var encoding: String
  public var metadata: Metadata
  /// In document order. For HTML, the main content only (unless asked for everything).
  public var blocks: [Block]
  public var lines: LineTable
  public var repairs: [Repair]
  public var diagnostics: [Diagnostic]

  public init(
    format: DocumentFormat, encoding: String = "utf-8", metadata: Metadata = Metadata(), blocks: [Block] = [],
    lines: LineTable, repairs: [Repair] = [], diagnostics: [Diagnostic] = []
  ) {
    self.format = format
    self.encoding = encoding
    self.metadata = metadata
    self.blocks = blocks
    self.lines = lines
    self.repairs = repairs
    self.diagnostics = diagnostics
  }
}

/// A place where a broken encoding was put right.
public struct Repair: Sendable, Hashable {
  /// Byte range in the original file.
  public var range: Range<Int>
  public var original: String
  public var repaired: String
  /// The encoding that had been misread: "windows-1252" or "macintosh".
  public var encoding: String

  public init(range: Range<Int>, original: String, repaired: String, encoding: String) {
    self.range = range
    self.original = original
    self.repaired = repaired
    self.encoding = encoding
  }
}

/// Something a person should know about a document. The document is read all the same, as far as it can be.
public struct Diagnostic: Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable { case note, warning, error }

  public var severity: Severity
  /// A stable word for the kind of diagnostic: "invalid-utf8", "bad-front-matter", "too-large" ...
  public var code: String
  /// What is wrong and what to do, in one line.
  public var message: String
  /// Byte range in the original file.
  public var range: Range<Int>

  public init(severity: Severity, code: String, message: String, range: Range<Int>) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
  }
}

/// What a document says about itself outside its text.
public struct Metadata: Sendable, Hashable {
  /// Where an entry was found.
  public enum Origin: String, Sendable, Hashable {
    case frontMatter, jsonLD, openGraph, meta, element, yaml
  }

  /// One key and value. Nested keys are joined with dots, list items are entries of their own with the same key.
  public struct Entry: Sendable, Hashable {
    public var key: String
    public var value: String
    public var origin: Origin
    /// Byte range of the value in the original file.
    public var range: Range<Int>

    public init(key: String, value: String, origin: Origin, range: Range<Int>) {
      self.key = key
      self.value = value
      self.origin = origin
      self.range = range
    }
  }

  /// Everything found, in document order.
  public var entries: [Entry]
  /// The best of the entries for each purpose, nil where the document does not tell.
  public var title: Entry?
  public var subheading: Entry?
  public var site: Entry?
  public var author: Entry?
  public var language: Entry?
  public var canonicalURL: Entry?
  public var published: Entry?
  public var modified: Entry?

  public init(
    entries: [Entry] = [], title: Entry? = nil, subheading: Entry? = nil, site: Entry? = nil, author: Entry? = nil,
    language: Entry? = nil, canonicalURL: Entry? = nil, published: Entry? = nil, modified: Entry? = nil
  ) {
    self.entries = entries
    self.title = title
    self.subheading = subheading
    self.site = site
    self.author = author
    self.language = language
    self.canonicalURL = canonicalURL
    self.published = published
    self.modified = modified
  }

  /// The first value of a key, case-insensitively.
  public subscript(key: String) -> Entry? {
    let wanted = key.lowercased()
    return entries.first { $0.key.lowercased() == wanted }
  }

  /// Every value of a key, case-insensitively, in document order.
  public func all(_ key: String) -> [Entry] {
    let wanted = key.lowercased()
    return entries.filter { $0.key.lowercased() == wanted }
  }
}
