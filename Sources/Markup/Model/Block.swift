/// A piece of a document: heading, paragraph, list, table and so on, with its place in the file.
public struct Block: Sendable, Hashable {
  /// What a block is.
  public enum Kind: Sendable, Hashable {
    /// A heading of level 1 to 6.
    case heading(level: Int)
    case paragraph
    /// Children are items.
    case list(ordered: Bool, start: Int)
    /// `task`: nil for an ordinary item, else whether the box is ticked. Own text first, nested blocks as children.
    case item(task: Bool?)
    /// Children are the quoted blocks; `attribution` says whose words they are, where the document does.
    case quote
    /// Code, verbatim; `language` is the info string's first word.
    case code(language: String?)
    /// The grid is in `table`.
    case table
    /// A thematic break.
    case rule
    /// Children are terms and descriptions.
    case definitions
    case term
    case description
    /// Children are what it shows; a caption is a child.
    case figure
    case caption
    /// `<details>`: the summary is a child.
    case details
    case summary
    /// A number block: a value and its label, in sibling elements. Children: one `statValue`, one `statLabel`.
    case stat
    case statValue
    case statLabel
    /// A footnote's text.
    case footnote(label: String)
  }

  public var kind: Kind
  /// The block's own text, white space folded (except in code); empty for containers.
  public var text: SourceText
  /// Inline markup, as ranges of `text` in UTF-8 offsets, by start.
  public var inlines: [Inline]
  /// `**Label**: value` and `Label:: value`: where the lead-in label and the value stand in `text`.
  public var lead: Lead?
  public var children: [Block]
  /// Only for `Kind.table`.
  public var table: Table?
  /// Only for `Kind.quote`.
  public var attribution: Attribution?
  /// Byte range in the original file, half open, markup included.
  public var range: Range<Int>

  public init(
    kind: Kind, text: SourceText = SourceText(), inlines: [Inline] = [], lead: Lead? = nil, children: [Block] = [],
    table: Table? = nil, attribution: Attribution? = nil, range: Range<Int>
  ) {
    self.kind = kind
    self.text = text
    self.inlines = inlines
    self.lead = lead
    self.children = children
    self.table = table
    self.attribution = attribution
    self.range = range
  }
}

/// Inline markup inside a block's text.
public struct Inline: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case strong, emphasis, strikethrough, code, superscript
    case link(destination: String)
    case image(source: String)
    case footnoteReference(label: String)
  }

  public var kind: Kind
  /// UTF-8 offsets in the block's text.
  public var range: Range<Int>

  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// A lead-in label and its value, both as UTF-8 ranges of the block's text, without colon, markup or white space around.
public struct Lead: Sendable, Hashable {
  public var label: Range<Int>
  /// Empty at the end of the text when nothing follows the label (a lead-in that works as a heading).
  public var value: Range<Int>

  public init(label: Range<Int>, value: Range<Int>) {
    self.label = label
    self.value = value
  }
}

/// Whose words a quote is.
public struct Attribution: Sendable, Hashable {
  /// The line as it stands: "Daniel Eichten, Senior Director, adidas".
  public var text: SourceText
  public var speaker: String?
  public var role: String?
  public var organisation: String?

  public init(text: SourceText, speaker: String? = nil, role: String? = nil, organisation: String? = nil) {
    self.text = text
    self.speaker = speaker
    self.role = role
    self.organisation = organisation
  }
}
