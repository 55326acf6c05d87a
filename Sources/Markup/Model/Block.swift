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

  /// What it is.
  public var kind: Kind
  /// The block's own text, white space folded (except in code); empty for containers. A line break that the author
  /// asked for is a newline.
  public var text: SourceText
  /// Inline markup, as ranges of `text` in UTF-8 offsets, by start.
  public var inlines: [Inline]
  /// `**Label**: value` and `Label:: value`: where the lead-in label and the value stand in `text`.
  public var lead: Lead? {
    get { packedLead?.lead }
    set { packedLead = newValue.map(PackedLead.init) }
  }

  /// The blocks inside, in document order.
  public var children: [Block]
  /// Byte range in the original file, half open, markup included.
  public var range: Range<Int> {
    get { packedRange.range }
    set { packedRange = PackedRange(newValue) }
  }

  private var packedLead: PackedLead?
  private var packedRange: PackedRange
  /// What few blocks have, kept apart so that all others stay small.
  private var rarities: Rarities?

  /// Only for `Kind.table`.
  public var table: Table? {
    get { rarities?.table }
    set { updateRarities { $0.table = newValue } }
  }

  /// Only for `Kind.quote`.
  public var attribution: Attribution? {
    get { rarities?.attribution }
    set { updateRarities { $0.attribution = newValue } }
  }

  /// What the markup said beyond the model; only kept when a reader is asked for it.
  var markup: RawMarkup? {
    get { rarities?.markup }
    set { updateRarities { $0.markup = newValue } }
  }

  /// A block; what is not given is empty.
  public init(
    kind: Kind, text: SourceText = SourceText(), inlines: [Inline] = [], lead: Lead? = nil, children: [Block] = [],
    table: Table? = nil, attribution: Attribution? = nil, range: Range<Int>
  ) {
    self.kind = kind
    self.text = text
    self.inlines = inlines
    packedLead = lead.map(PackedLead.init)
    self.children = children
    packedRange = PackedRange(range)
    if table != nil || attribution != nil {
      rarities = Rarities(Rarities.Fields(table: table, attribution: attribution))
    }
  }

  private mutating func updateRarities(_ change: (inout Rarities.Fields) -> Void) {
    var fields = rarities?.fields ?? Rarities.Fields()
    change(&fields)
    rarities = fields == Rarities.Fields() ? nil : Rarities(fields)
  }
}

/// A range in half the space: a document is never larger than 4 GB, and a large one has hundreds of thousands of blocks.
struct PackedRange: Sendable, Hashable {
  private var lower: UInt32
  private var upper: UInt32

  /// Offsets past 4 GB are cut to it.
  init(_ range: Range<Int>) {
    lower = UInt32(clamping: range.lowerBound)
    upper = UInt32(clamping: range.upperBound)
  }

  var range: Range<Int> { Int(lower)..<Int(upper) }
}

private struct PackedLead: Sendable, Hashable {
  private var label: PackedRange
  private var value: PackedRange

  init(_ lead: Lead) {
    label = PackedRange(lead.label)
    value = PackedRange(lead.value)
  }

  var lead: Lead { Lead(label: label.range, value: value.range) }
}

/// The seldom used fields of a block.
private final class Rarities: Sendable, Hashable {
  struct Fields: Sendable, Hashable {
    var table: Table?
    var attribution: Attribution?
    var markup: RawMarkup?
  }

  let fields: Fields

  init(_ fields: Fields) { self.fields = fields }

  var table: Table? { fields.table }
  var attribution: Attribution? { fields.attribution }
  var markup: RawMarkup? { fields.markup }

  static func == (a: Rarities, b: Rarities) -> Bool { a.fields == b.fields }

  func hash(into hasher: inout Hasher) { hasher.combine(fields) }
}

/// What is needed to write a block as HTML again, as the CommonMark specification's examples have it.
struct RawMarkup: Sendable, Hashable {
  /// A list whose items are not paragraphs.
  var isTight = false
  /// The text is HTML, to be passed through.
  var isHTML = false
  /// Ranges of the text that are HTML.
  var htmlSpans: [Range<Int>] = []
  /// Offsets of the text at which a line break stands that counts.
  var hardBreaks: [Int] = []
  /// Titles of links and images, by their index among the inlines.
  var titles: [Int: String] = [:]
}

/// Inline markup inside a block's text.
public struct Inline: Sendable, Hashable {
  /// What the markup says.
  public enum Kind: Sendable, Hashable {
    case strong, emphasis, strikethrough, code, superscript
    case link(destination: String)
    case image(source: String)
    case footnoteReference(label: String)
  }

  /// What it is.
  public var kind: Kind
  /// UTF-8 offsets in the block's text.
  public var range: Range<Int>

  /// Markup of this kind over a range of the text.
  public init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// A lead-in label and its value, both as UTF-8 ranges of the block's text, without colon, markup or white space around.
public struct Lead: Sendable, Hashable {
  /// The label's place in the text.
  public var label: Range<Int>
  /// Empty at the end of the text when nothing follows the label (a lead-in that works as a heading).
  public var value: Range<Int>

  /// A lead-in with these places.
  public init(label: Range<Int>, value: Range<Int>) {
    self.label = label
    self.value = value
  }
}

/// Whose words a quote is.
public struct Attribution: Sendable, Hashable {
  /// The line as it stands: "Daniel Eichten, Senior Director, adidas".
  public var text: SourceText
  /// Whose name stands there.
  public var speaker: String?
  /// What the speaker does.
  public var role: String?
  /// For whom.
  public var organisation: String?

  /// An attribution; parts that the line does not tell are nil.
  public init(text: SourceText, speaker: String? = nil, role: String? = nil, organisation: String? = nil) {
    self.text = text
    self.speaker = speaker
    self.role = role
    self.organisation = organisation
  }
}
