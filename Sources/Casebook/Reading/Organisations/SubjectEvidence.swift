internal import Words

/// Finds whom a document is about where neither its metadata nor its title says so outright.
struct SubjectEvidence {
  let title: String
  let metadata: [MetadataEntry]
  let statements: [Statement]
  let headings: [String]
  private let body: BodyText

  init(title: String, metadata: [MetadataEntry], statements: [Statement], headings: [String]) {
    self.title = title
    self.metadata = metadata
    self.statements = statements
    self.headings = headings
    body = BodyText(statements)
  }

  /// The name with the most evidence and what told it; nil when nothing tells enough.
  ///
  /// - Parameters:
  ///   - names: names in the title, any of which may be the subject, or what it uses.
  ///   - isCase: whether the document is known to be about one organisation: only then a name in its text counts alone.
  func best(over names: [String], isCase: Bool) -> (name: String, rule: String)? {
    if let name = nameAtEnd() { return (name, "title: at") }
    for heading in headings {
      if let name = Self.aboutName(heading), mentions(of: name) >= 2 { return (name, "heading: About") }
    }
    guard isCase else { return nil }
    if names.count == 1, let name = names.first, isDefined(name) || mentions(of: name) >= 3 { return nil }
    var first: (name: String, rule: String)?
    for statement in statements.prefix(16) where statement.kind != .metadata && statement.kind != .code {
      for mention in OrganisationMentions.mentions(in: statement.fullText)
      where mention.rule.hasPrefix("is a") || mention.rule.hasPrefix(", a") {
        if names.contains(mention.name) { return (mention.name, "text: \(mention.rule)") }
        if first == nil, mentions(of: mention.name) >= 2 { first = (mention.name, "text: \(mention.rule)") }
      }
    }
    if let first { return first }
    if !names.isEmpty { return nil }
    // A logo or an address that bears a name of the text.
    for entry in metadata {
      let key = entry.key.lowercased().split(separator: ".").last.map(String.init) ?? ""
      guard ["url", "website", "homepage", "logo", "company_url", "customer_url", "link"].contains(key) else {
        continue
      }
      for label in Self.labels(of: entry.value) {
        if let name = nameInText(label), mentions(of: name) >= 2 { return (name, "\(entry.origin): \(entry.key)") }
      }
    }
    return nil
  }

  /// "Real time communication at scale at Acme": the capitalised words behind the last "at".
  private func nameAtEnd() -> String? {
    let words = title.split(separator: " ")
    guard let at = words.lastIndex(where: { $0.lowercased() == "at" || $0 == "@" }), at + 1 < words.count, at > 0 else {
      return nil
    }
    let name = words[(at + 1)...]
    guard name.count <= 3, name.allSatisfy({ $0.first?.isUppercase == true }) else { return nil }
    let joined = name.joined(separator: " ")
    return joined != "Scale" && mentions(of: joined) >= 2 ? joined : nil
  }

  /// "About Acme".
  private static func aboutName(_ heading: String) -> String? {
    guard ByteSearch.equal(heading.utf8.drop { $0 == 0x20 }.prefix { $0 != 0x20 }, "about") else { return nil }
    let words = heading.split(separator: " ")
    guard words.count >= 2, words.count <= 4, words[0].lowercased() == "about" else { return nil }
    let name = words[1...].joined(separator: " ")
    let generic: Set<String> = ["the", "this", "us", "me", "our", "author", "company", "project", "customer", "client"]
    if generic.contains(words[1].lowercased()) { return nil }
    return name
  }

  private func isDefined(_ name: String) -> Bool {
    statements.prefix(24).contains { statement in
      OrganisationMentions.mentions(in: statement.fullText).contains {
        $0.name == name && ($0.rule.hasPrefix("is a") || $0.rule.hasPrefix(", a"))
      }
    }
  }

  /// How many statements hold a name as it is written, three at most.
  private func mentions(of name: String) -> Int { body.count(of: name, limit: 3) }

  /// The word of the text that is written like a label: "ahrefs" as "Ahrefs".
  private func nameInText(_ label: String) -> String? {
    for statement in statements.prefix(24) where statement.kind != .metadata {
      for word in statement.fullText.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" })
      where word.count == label.count && word.first?.isUppercase == true && word.lowercased() == label {
        return String(word)
      }
    }
    return nil
  }

  /// "https://acme.example/x" has "acme", "logos/acme.svg" has "acme".
  private static func labels(of value: String) -> [String] {
    var labels: [String] = []
    if value.contains("://") {
      let host = value.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
      let parts = host.lowercased().split(separator: ".").filter { $0 != "www" }
      if parts.count >= 2, value.split(separator: "/").count <= 2 { labels.append(String(parts[parts.count - 2])) }
    } else if let file = value.split(separator: "/").last, let stem = file.split(separator: ".").first {
      for part in stem.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }) where part.count >= 3 {
        labels.append(String(part))
      }
    }
    return labels
  }
}
