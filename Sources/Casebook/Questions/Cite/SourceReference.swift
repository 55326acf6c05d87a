internal import Words

/// A statement or document as somebody else's text refers to it.
public struct SourceReference: Sendable, Hashable {
  /// How a reference is written.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// A sentence: “quote” Author, title, date, address or file and line.
    case text
    /// The same with a block quote and a link.
    case markdown
    /// An entry of BibTeX.
    case bibtex
    /// An item of CSL JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html).
    case csl
  }

  /// Title of the document.
  public var title: String
  /// As the document names them.
  public var authors: [String]
  /// Date of publication, as the document writes it.
  public var published: String?
  /// The document's own address, where it states one.
  public var url: String?
  /// Label of the source.
  public var source: String
  /// Where the statement is; the document's beginning for a document as a whole.
  public var citation: Citation
  /// The statement's words; nil for a document as a whole.
  public var quote: String?
  /// The record that the statement is part of.
  public var record: String
  /// Statements on the same line that the place did not tell from this one.
  public var othersOnLine = 0

  /// The reference in a style; several lines end without a newline.
  public func text(_ style: Style) -> String {
    switch style {
    case .text: sentence
    case .markdown: markdown
    case .bibtex: bibtex
    case .csl: csl.text
    }
  }

  private var parts: [String] {
    [authors.isEmpty ? nil : authors.joined(separator: ", "), title, published, url, citation.place].compactMap { $0 }
  }

  private var sentence: String {
    (quote.map { "“\($0)” " } ?? "") + parts.joined(separator: ", ")
  }

  private var markdown: String {
    let words = quote.map { text in
      text.split(separator: "\n").map { "> \($0)" }.joined(separator: "\n") + "\n>\n> — "
    }
    let name = url.map { "[\(Self.escaped(title, in: "[]"))](\($0))" } ?? "*\(Self.escaped(title, in: "*_"))*"
    let names: String? = authors.isEmpty ? nil : authors.joined(separator: ", ")
    let rest: [String?] = [names, name, published, "`\(citation.place)`"]
    return (words ?? "") + rest.compactMap { $0 }.joined(separator: ", ")
  }

  private static func escaped(_ text: String, in signs: String) -> String {
    text.map { signs.contains($0) || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
  }

  /// The day of a date as ISO 8601 writes it, a time behind it or not.
  private static func day(_ text: String) -> CivilDate? {
    CivilDate(text)
      ?? (text.utf8.count > 10 && text.dropFirst(10).first.map { $0 == "T" || $0 == " " } == true
        ? CivilDate(String(text.prefix(10))) : nil)
  }

  // MARK: - BibTeX

  private var bibtex: String {
    var fields: [(String, String)] = [("title", "{" + Self.forTeX(title) + "}")]
    if !authors.isEmpty {
      fields.append(("author", authors.map { "{" + Self.forTeX($0) + "}" }.joined(separator: " and ")))
    }
    if let published {
      if let date = Self.day(published) {
        fields.append(("date", date.description))
        fields.append(("year", String(date.year)))
      } else {
        fields.append(("date", Self.forTeX(published)))
      }
    }
    if let url { fields.append(("url", url)) }
    if let quote { fields.append(("annote", Self.forTeX(quote))) }
    fields.append(("note", Self.forTeX(citation.place)))
    let body = fields.map { "  \($0.0) = {\($0.1)}" }.joined(separator: ",\n")
    return "@\(url == nil ? "misc" : "online"){\(key),\n\(body)\n}"
  }

  /// Letters, digits and `-`: the first author or the title's first words, the year, the line.
  private var key: String {
    let name = slug(authors.first ?? title).split(separator: "-").prefix(3).joined(separator: "-")
    let year = published.flatMap { Self.day($0)?.year }.map(String.init)
    return [name.isEmpty ? "document" : name, year, "l\(citation.line)"].compactMap { $0 }.joined(separator: "-")
  }

  private static func forTeX(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "{", "}", "%", "&", "$", "#", "_": result += "\\\(character)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  // MARK: - CSL JSON

  private var csl: JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(key)), .init("type", .string(url == nil ? "document" : "webpage")),
      .init("title", .string(title)),
    ]
    if !authors.isEmpty {
      members.append(.init("author", .array(authors.map { .object([.init("literal", .string($0))]) })))
    }
    if let published {
      let issued =
        Self.day(published).map {
          JSONValue.Member("date-parts", .array([JSONValue([$0.year, $0.month, $0.day])]))
        } ?? .init("raw", .string(published))
      members.append(.init("issued", .object([issued])))
    }
    if let url { members.append(.init("URL", .string(url))) }
    members.append(.init("note", .string(citation.place)))
    if let quote { members.append(.init("abstract", .string(quote))) }
    return .object(members)
  }
}
