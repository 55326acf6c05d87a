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
  /// The dialect it was read as.
  public var format: DocumentFormat
  /// IANA name of the encoding the bytes were read as.
  public var encoding: String
  /// What it says of itself outside its text.
  public var metadata: Metadata
  /// In document order. For HTML, the main content only (unless asked for everything).
  public var blocks: [Block]
  /// Turns byte offsets into lines and columns.
  public var lines: LineTable
  /// Places where a broken encoding was put right, in order.
  public var repairs: [Repair]
  /// What a person should know, in order.
  public var diagnostics: [Diagnostic]

  /// A document or metadata with these parts.
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
  /// The text as the file has it.
  public var original: String
  /// The text as it is read.
  public var repaired: String
  /// The encoding that had been misread: "windows-1252" or "macintosh".
  public var encoding: String

  /// A repair.
  public init(range: Range<Int>, original: String, repaired: String, encoding: String) {
    self.range = range
    self.original = original
    self.repaired = repaired
    self.encoding = encoding
  }
}

/// Something a person should know about a document. The document is read all the same, as far as it can be.
public struct Diagnostic: Sendable, Hashable {
  /// How much it matters: an error means that something was not read.
  public enum Severity: String, Sendable, Hashable { case note, warning, error }

  /// How much it matters.
  public var severity: Severity
  /// A stable word for the kind of diagnostic: "invalid-utf8", "bad-front-matter", "too-large" ...
  public var code: String
  /// What is wrong and what to do, in one line.
  public var message: String
  /// Byte range in the original file.
  public var range: Range<Int>

  /// A diagnostic.
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
    /// Nested keys are joined with dots.
    public var key: String
    /// The value as text.
    public var value: String
    /// Where it was found.
    public var origin: Origin
    /// Byte range of the value in the original file.
    public var range: Range<Int>

    /// An entry.
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
  /// The line below the title.
  public var subheading: Entry?
  /// The name of the site.
  public var site: Entry?
  /// Who wrote it.
  public var author: Entry?
  /// BCP 47 tag.
  public var language: Entry?
  /// The page's own address.
  public var canonicalURL: Entry?
  /// As it is written.
  public var published: Entry?
  /// As it is written.
  public var modified: Entry?

  /// A document or metadata with these parts.
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
