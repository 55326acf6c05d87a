/// A mail (RFC 5322) with its parts (RFC 2045 to 2047): its head, its text and what is attached.
struct MailMessage: Sendable {
  struct Attachment: Sendable {
    /// As the mail names it, without folders; told apart from others of the same name by a number.
    var name: String
    var bytes: [UInt8]
  }

  /// Of the head, decoded; empty where it is missing.
  private(set) var subject = ""
  private(set) var from = ""
  private(set) var to = ""
  private(set) var date = ""
  /// The text as HTML: as the mail has it, or made of plain lines.
  private(set) var body: String?
  private(set) var attachments: [Attachment] = []

  /// Parts in parts, and parts in all, of one mail.
  private static let maximumDepth = 16
  private static let maximumParts = 1000

  /// What is no mail has an empty head.
  init(_ bytes: [UInt8]) {
    let part = MailPart(bytes[...])
    subject = part.text("subject")
    from = part.text("from")
    to = part.text("to")
    date = part.text("date")
    var budget = Self.maximumParts
    take(part, depth: 0, budget: &budget)
  }

  private mutating func take(_ part: MailPart, depth: Int, budget: inout Int) {
    budget -= 1
    guard budget > 0, depth < Self.maximumDepth else { return }
    let type = part.type
    if type.hasPrefix("multipart/") {
      let parts = part.parts
      if type == "multipart/alternative" {
        // The same text in several forms: the best we read, HTML before plain text.
        let best =
          parts.last { $0.type == "text/html" } ?? parts.last { $0.type.hasPrefix("multipart/") }
          ?? parts.last { $0.type == "text/plain" }
        if let best { take(best, depth: depth + 1, budget: &budget) }
      } else {
        for part in parts { take(part, depth: depth + 1, budget: &budget) }
      }
      return
    }
    if let name = part.fileName ?? (type == "message/rfc822" ? "message.eml" : nil) {
      attach(name, part.bytes)
    } else if type == "text/html" {
      body = (body ?? "") + Self.content(ofHTML: part.decodedText)
    } else if type == "text/plain" {
      body = (body ?? "") + Self.html(ofPlain: part.decodedText)
    }
  }

  private mutating func attach(_ name: String, _ bytes: [UInt8]) {
    var clean = String(name.split { $0 == "/" || $0 == "\\" }.last ?? "attachment").filter {
      !$0.isNewline && $0 != "\0"
    }
    if clean.isEmpty || clean == "." || clean == ".." { clean = "attachment" }
    var unique = clean
    var count = 2
    while attachments.contains(where: { $0.name == unique }) {
      let dot = clean.lastIndex(of: ".") ?? clean.endIndex
      unique = clean[..<dot] + "-\(count)" + clean[dot...]
      count += 1
    }
    attachments.append(Attachment(name: unique, bytes: bytes))
  }

  /// What stands in the body of a page.
  private static func content(ofHTML text: String) -> String {
    let lower = text.lowercased()
    guard lower.utf8.count == text.utf8.count, let open = lower.range(of: "<body"),
      let start = lower[open.upperBound...].firstIndex(of: ">")
    else { return text }
    let end = lower.range(of: "</body", from: start)?.lowerBound ?? lower.endIndex
    let bytes = Array(text.utf8)
    let from = lower.utf8.distance(from: lower.startIndex, to: start) + 1
    let to = lower.utf8.distance(from: lower.startIndex, to: end)
    return from <= to ? String(decoding: bytes[from..<to], as: UTF8.self) : text
  }

  /// Paragraphs and lists of plain text. Lines that quote another mail are that mail's.
  private static func html(ofPlain text: String) -> String {
    var writer = PagedWriter()
    var paragraph: [Substring] = []
    func flush() {
      guard !paragraph.isEmpty else { return }
      let isList = paragraph.allSatisfy { $0.hasPrefix("- ") || $0.hasPrefix("* ") || $0.hasPrefix("• ") }
      writer.markup(isList ? "<ul>" : "<p>")
      for line in paragraph {
        if isList { writer.markup("<li>") }
        writer.text(String(isList ? line.dropFirst(2) : line))
        writer.markup(isList ? "</li>\n" : "\n")
      }
      writer.markup(isList ? "</ul>" : "</p>")
      paragraph = []
    }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      if trimmed.isEmpty || line.hasPrefix(">") {
        flush()
        // The sign of a mail's end: what follows signs.
      } else if line == "-- " {
        break
      } else {
        paragraph.append(trimmed)
      }
      if trimmed.isEmpty { writer.markup("\n") }
    }
    flush()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The mail as a document: its subject is the title, who wrote it and when stand in the page's head.
  func document() throws(ConversionFailure) -> ConvertedDocument {
    guard !subject.isEmpty || !from.isEmpty || body?.contains(where: { !$0.isWhitespace }) == true else {
      throw .unfit("is no mail: it has no head")
    }
    var writer = PagedWriter()
    writer.markup("<html><head><meta charset=\"utf-8\"><title>")
    writer.text(subject)
    writer.markup("</title>")
    for (name, value) in [("author", from), ("date", date)] where !value.isEmpty {
      writer.markup("<meta name=\"\(name)\" content=\"")
      writer.text(value)
      writer.markup("\">")
    }
    writer.markup("</head><body>\n<h1>")
    writer.text(subject)
    writer.markup("</h1>\n")
    writer.markup(body ?? "")
    writer.markup("\n</body></html>\n")
    return ConvertedDocument(bytes: writer.bytes, writes: .html)
  }
}

extension String {
  /// The first place of a text at or behind an index.
  fileprivate func range(of text: String, from start: String.Index? = nil) -> Range<String.Index>? {
    self[(start ?? startIndex)...].firstRange(of: text)
  }
}
