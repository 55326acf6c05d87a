internal import Words

/// What title, address, description and first lines of a document say about its kind.
struct DocumentKindEvidence {
  let path: String
  let title: String
  let metadata: [MetadataEntry]
  let statements: [Statement]

  private static let kinds = ["case study", "success story", "customer story", "user story", "client story"]
  private static let pluralKinds = [
    "case studies", "success stories", "customer stories", "user stories", "client stories",
  ]
  /// Folders that hold cases, as addresses write them.
  private static let folders: Set<String> = [
    "case-studies", "case-study", "casestudies", "casestudy", "case_studies", "case_study", "success-stories",
    "success-story", "customer-stories", "customer-story", "user-stories", "success_stories",
  ]

  /// Nothing but metadata, or a sentence that leads elsewhere or promises text.
  var stubRule: String? {
    let told = Array(statements.lazy.filter { $0.kind != .metadata && $0.kind != .heading }.prefix(4))
    if told.isEmpty {
      // Some generators keep a page's text in its front matter.
      let text = metadata.reduce(0) {
        $0 + ($1.value.utf8.count >= 60 && $1.value.contains(" ") ? $1.value.utf8.count : 0)
      }
      return text < 400 ? "no text" : nil
    }
    guard told.count <= 3 else { return nil }
    let text = told.map(\.fullText).joined(separator: " ").lowercased()
    guard text.utf8.count < 240 else { return nil }
    let promises = [
      "coming soon", "under construction", "to be written", "tbd", "lorem ipsum", "work in progress", "placeholder",
      "more to come", "page has moved", "this page moved", "redirecting",
    ]
    return promises.first { text.contains($0) }.map { "text: \($0)" }
  }

  /// A form: many of its lines hold a blank such as "[Client name]".
  var templateRule: String? {
    let lines = statements.lazy.filter { $0.kind != .metadata && $0.kind != .code }
    var count = 0
    var blanks = 0
    for line in lines {
      count += 1
      if Self.holdsBlank(line.fullText) { blanks += 1 }
    }
    return blanks >= 3 && blanks * 4 >= count ? "\(blanks) unfilled blanks" : nil
  }

  /// "[Client name]", "[X%]", "{{ client }}": but not "[1]", "[sic]", "[the team]" or the words of a link.
  static func holdsBlank(_ text: String) -> Bool {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }) else { return false }
    if text.contains("{{") { return true }
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      let words = rest[rest.index(after: open)..<close]
      let after = rest[rest.index(after: close)...]
      if let first = words.first, first.isUppercase, words.count >= 2 || words == "X", after.first != "(",
        after.first != "["
      {
        return true
      }
      rest = after
    }
    return false
  }

  /// A page that lists cases: its title counts several, and its text tells none.
  var indexRule: String? {
    let lower = title.lowercased()
    guard Self.pluralKinds.contains(where: { lower == $0 || lower.hasSuffix(" " + $0) || lower.hasPrefix($0 + " ") })
    else { return nil }
    let long = statements.count { $0.kind != .metadata && $0.text.utf8.count > 400 }
    return long * 4 <= max(statements.count, 1) ? "title: \(lower)" : nil
  }

  /// One organisation's story by what the document says of itself, or by where it stands.
  var caseRule: String? {
    var titles = [title]
    for entry in metadata {
      let key = entry.key.lowercased().split(whereSeparator: { ".:".contains($0) }).last.map(String.init) ?? ""
      if key == "title" || key == "headline" { titles.append(entry.value) }
    }
    for title in titles {
      if Self.namesKind(title), case let lower = title.lowercased(), Self.kinds.contains(where: { lower.contains($0) })
      {
        return "title"
      }
    }
    for entry in metadata {
      let key = entry.key.lowercased().split(whereSeparator: { ".:".contains($0) }).last.map(String.init) ?? ""
      guard ["description", "excerpt", "summary", "synopsis", "abstract", "subtitle"].contains(key) else { continue }
      if Self.announces(entry.value) { return "\(entry.origin): \(entry.key)" }
    }
    for statement in statements.lazy.filter({ $0.kind != .metadata && $0.kind != .heading }).prefix(3)
    where Self.announces(statement.text) {
      return "text: case study"
    }
    let addresses = [path] + metadata.filter { ["canonical", "og:url"].contains($0.key.lowercased()) }.map(\.value)
    for address in addresses {
      let parts = address.lowercased().split(separator: "/")
      guard let place = parts.lastIndex(where: { Self.folders.contains(String($0)) }), place + 1 < parts.count else {
        continue
      }
      let below = parts[place + 1]
      if below.hasPrefix("index.") || below.hasPrefix("_index.") || below.hasPrefix("readme.") { continue }
      return "address: \(parts[place])"
    }
    return nil
  }

  /// Whether a text holds the last word of one of the kinds: few do, and those alone are looked at.
  private static func namesKind(_ text: String) -> Bool {
    let bytes = text.utf8.map { $0 | 0x20 }
    return ["study", "story"].contains { ByteSearch.first(Array($0.utf8), in: bytes, 0..<bytes.count) != nil }
  }

  /// "A case study of how ...", "This case study examines ...": but not "with it as a case study".
  private static func announces(_ text: String) -> Bool {
    guard namesKind(text) else { return false }
    let lower = text.prefix(600).lowercased()
    for kind in kinds {
      for form in ["this \(kind)", "a \(kind) of", "a \(kind) on", "a \(kind) about", "our \(kind)", "in this \(kind)"]
      {
        if lower.hasPrefix(form) { return true }
        if form.hasPrefix("this"), lower.contains(". " + form) { return true }
      }
    }
    return false
  }
}
