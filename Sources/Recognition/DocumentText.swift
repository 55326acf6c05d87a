/// What recognition reads of a document: its texts in order and what each is, without places in the file.
package struct DocumentText: Sendable, Codable {
  /// A heading, or what works as one.
  package struct Heading: Sendable, Codable {
    package var title: String
    /// 1 to 6 for headings, more for bold lines and lead-ins.
    package var level: Int
    /// What the section is for, where its heading says so: "challenge", "result".
    package var role: String?

    package init(title: String, level: Int, role: String?) {
      self.title = title
      self.level = level
      self.role = role
    }
  }

  /// A sentence, bullet, row, quote or caption.
  package struct Passage: Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
      case bullet, sentence, row, stat, quote, definition, code, caption, heading, metadata
    }

    package var kind: Kind
    /// Index of the heading above it; -1 above the first.
    package var heading: Int
    /// The words before its colon: "Client" in "Client: Acme".
    package var label: String?
    package var text: String
    /// Whose words a quote is, as the document writes it.
    package var attribution: String?

    package init(kind: Kind, heading: Int, label: String?, text: String, attribution: String?) {
      self.kind = kind
      self.heading = heading
      self.label = label
      self.text = text
      self.attribution = attribution
    }
  }

  /// A key and value of front matter or of a page's head.
  package struct Field: Sendable, Codable {
    /// Nested keys are joined with dots.
    package var key: String
    package var value: String
    /// Whether the author wrote it as front matter or YAML; otherwise it is of the page's head.
    package var isFrontMatter: Bool

    package init(key: String, value: String, isFrontMatter: Bool) {
      self.key = key
      self.value = value
      self.isFrontMatter = isFrontMatter
    }
  }

  /// A link's words and where it leads, or an image's text and file.
  package struct Link: Sendable, Codable {
    package var text: String
    package var destination: String
    package var isImage: Bool

    package init(text: String, destination: String, isImage: Bool) {
      self.text = text
      self.destination = destination
      self.isImage = isImage
    }
  }

  /// Relative to its source.
  package var path: String
  package var title: String
  /// The heading that titles it, where the title is another's.
  package var heading: String?
  package var subheading: String?
  /// The name of the site, where the page says it.
  package var site: String?
  /// The page's own address.
  package var address: String?
  package var fields: [Field]
  package var headings: [Heading]
  package var passages: [Passage]
  package var links: [Link]

  package init(
    path: String, title: String, heading: String? = nil, subheading: String? = nil, site: String? = nil,
    address: String? = nil, fields: [Field] = [], headings: [Heading] = [], passages: [Passage] = [],
    links: [Link] = []
  ) {
    self.path = path
    self.title = title
    self.heading = heading
    self.subheading = subheading
    self.site = site
    self.address = address
    self.fields = fields
    self.headings = headings
    self.passages = passages
    self.links = links
  }
}
