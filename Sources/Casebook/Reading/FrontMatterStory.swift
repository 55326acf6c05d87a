internal import Markup
internal import Words

/// The parts of a case that front matter tells: `challenge`, `results`, `metrics`, `success_factors`. They are read as sections
/// before the text, with a heading made of the key; what is metadata (tags, dates, authors) stays metadata alone.
struct FrontMatterStory {
  private let roles: RoleLexicon
  private let bytes: [UInt8]

  init(roles: RoleLexicon, bytes: [UInt8]) {
    self.roles = roles
    self.bytes = bytes
  }

  /// Sections for the keys that tell a part of the case.
  func blocks(of entries: [Metadata.Entry]) -> [Block] {
    var blocks: [Block] = []
    var facts: [Block] = []
    var at = 0
    while at < entries.count {
      let key = Self.top(entries[at].key)
      var end = at + 1
      while end < entries.count, Self.top(entries[end].key) == key { end += 1 }
      defer { at = end }
      let group = entries[at..<end].filter { $0.origin == .frontMatter && !$0.value.isEmpty }
      guard !group.isEmpty else { continue }
      let name = Self.words(of: key)
      switch use(name) {
      case .section: blocks += section(name, key: key, group)
      case .fact: facts += group.prefix(1).compactMap { item(name, $0) }
      case nil: continue
      }
    }
    if let first = facts.first, let last = facts.last {
      let range = first.range.lowerBound..<max(first.range.upperBound, last.range.upperBound)
      blocks.append(Block(kind: .list(ordered: false, start: 1), children: facts, range: range))
    }
    return blocks
  }

  // MARK: Keys

  private enum Use { case section, fact }

  /// What a key's values are for: the heading lexicon decides, and a few names of figures.
  private func use(_ name: String) -> Use? {
    if Self.figureLists.contains(name) { return .section }
    if Self.facts.contains(name) { return .fact }
    if Self.inventories.contains(name) { return nil }
    guard let role = roles.role(ofHeading: name)?.role, Self.storyRoles.contains(role) else { return nil }
    return .section
  }

  private static let storyRoles: Set<Role> = [
    .challenge, .solution, .result, .valueCreation, .successFactors, .lessons, .pitfalls, .kpis, .strategy, .structure,
    .recommendations,
  ]
  private static let figureLists: Set<String> = [
    "metrics", "metric", "stats", "statistics", "kpis", "kpi", "numbers", "figures", "impact", "highlights", "outcomes",
    "results", "result", "key results", "key metrics", "key figures", "key facts", "achievements", "benefits", "facts",
    "at a glance", "improvements", "savings", "takeaways", "key takeaways", "factors",
  ]
  /// Keys that list what something is made of: headings so called tell it, front matter only names it.
  private static let inventories: Set<String> = [
    "technology", "technologies", "tech", "tech stack", "stack", "tools", "platform", "platforms", "architecture",
    "design",
    "structure", "products", "services", "integrations",
  ]
  private static let facts: Set<String> = [
    "revenue", "annual revenue", "turnover", "employees", "headcount", "team size", "company size", "users",
    "customers",
    "budget", "duration", "project duration", "timeline", "roi", "cost", "investment", "size",
  ]

  private static func top(_ key: String) -> Substring { key.prefix { $0 != "." } }

  /// A key as people would write it: "key_results", "keyResults" and "key-results" are "key results".
  private static func words(of key: some StringProtocol) -> String {
    var text = ""
    for character in key {
      if character == "_" || character == "-" {
        text.append(" ")
      } else if character.isUppercase, let last = text.last, last.isLowercase {
        text += " " + character.lowercased()
      } else {
        text += character.lowercased()
      }
    }
    return text
  }

  // MARK: Blocks

  private func section(_ name: String, key: Substring, _ group: [Metadata.Entry]) -> [Block] {
    let items = Self.items(in: group).compactMap { item($0) }
    guard let first = items.first, let last = items.last else { return [] }
    let heading = heading(name, key: key, before: first.range.lowerBound)
    let range = first.range.lowerBound..<max(first.range.upperBound, last.range.upperBound)
    // One text is a paragraph, several are a list.
    guard group.count > 1 || !group[0].key.utf8.allSatisfy({ $0 != UInt8(ascii: ".") }) || first.lead != nil else {
      return [heading, Block(kind: .paragraph, text: first.text, range: first.range)]
    }
    return [heading, Block(kind: .list(ordered: false, start: 1), children: items, range: range)]
  }

  private func heading(_ name: String, key: Substring, before offset: Int) -> Block {
    let place = place(of: key, before: offset) ?? offset..<offset
    let title = name.prefix(1).uppercased() + name.dropFirst()
    let run = SourceText.Run(
      textStart: 0, textCount: title.utf8.count, sourceStart: place.lowerBound, sourceCount: place.count)
    return Block(kind: .heading(level: 2), text: SourceText(string: title, runs: [run]), range: place)
  }

  /// Where a key stands before its first value.
  private func place(of key: Substring, before offset: Int) -> Range<Int>? {
    let name = Array(key.utf8)
    guard !name.isEmpty else { return nil }
    var at = min(offset, bytes.count) - name.count
    let floor = max(0, at - 4_000)
    while at >= floor {
      if bytes[at..<(at + name.count)].elementsEqual(name), at == 0 || bytes[at - 1] <= 0x20 || bytes[at - 1] == 0x22 {
        return at..<(at + name.count)
      }
      at -= 1
    }
    return nil
  }

  /// The fields of one item of a list, in order: its keys' last names, and their values.
  private struct Item {
    var fields: [(name: String, entry: Metadata.Entry)] = []
  }

  /// Items of a list: texts by themselves, and mappings, which begin again where a name comes a second time.
  private static func items(in group: [Metadata.Entry]) -> [Item] {
    var items: [Item] = []
    var current = Item()
    func close() {
      guard !current.fields.isEmpty else { return }
      // Names that are neither labels nor values are labels of their own: `{trust: …, data: …}`.
      if current.fields.contains(where: { isKnown($0.name) }) {
        items.append(current)
      } else {
        items += current.fields.map { Item(fields: [$0]) }
      }
      current = Item()
    }
    for entry in group {
      guard let dot = entry.key.lastIndex(of: ".") else {
        close()
        items.append(Item(fields: [("", entry)]))
        continue
      }
      let name = words(of: entry.key[entry.key.index(after: dot)...])
      if current.fields.contains(where: { $0.name == name }) { close() }
      current.fields.append((name, entry))
    }
    close()
    return items
  }

  private static func isKnown(_ name: String) -> Bool {
    labelNames.contains(name) || valueNames.contains(name) || textNames.contains(name) || unitNames.contains(name)
  }

  private static let labelNames: Set<String> = [
    "label", "name", "title", "metric", "measure", "kpi", "factor", "heading", "key", "what", "caption", "indicator",
  ]
  private static let valueNames: Set<String> = [
    "value", "number", "figure", "stat", "amount", "result", "count", "percent", "percentage", "improvement", "change",
    "after", "current", "achieved",
  ]
  private static let textNames: Set<String> = [
    "text", "description", "detail", "details", "body", "content", "summary", "note", "context",
  ]
  private static let unitNames: Set<String> = ["unit", "suffix", "units"]
  private static let beforeNames: Set<String> = ["before", "previous", "baseline", "from", "was"]

  private func item(_ item: Item) -> Block? {
    func first(_ names: Set<String>) -> Metadata.Entry? { item.fields.first { names.contains($0.name) }?.entry }
    if item.fields.count == 1, let field = item.fields.first {
      return field.name.isEmpty || Self.isKnown(field.name)
        ? Block(kind: .item(task: nil), text: located(field.entry), range: field.entry.range)
        : self.item(field.name, field.entry)
    }
    var text = SourceText()
    var lead: Lead?
    if let label = first(Self.labelNames) { text = located(label) }
    let labelCount = text.string.utf8.count
    var parts: [SourceText] = []
    if let value = first(Self.valueNames) {
      var part = located(value)
      if let unit = first(Self.unitNames) {
        part.append(glue: unit.value.first.map { $0.isLetter } == true ? " " : "")
        part.append(located(unit))
      }
      if let before = first(Self.beforeNames) {
        part.append(glue: " (before: ")
        part.append(located(before))
        part.append(glue: ")")
      }
      parts.append(part)
    }
    for field in item.fields where Self.textNames.contains(field.name) { parts.append(located(field.entry)) }
    guard !parts.isEmpty || labelCount > 0 else { return nil }
    for part in parts {
      if !text.isEmpty { text.append(glue: text.string.utf8.count == labelCount ? ": " : ". ") }
      text.append(part)
    }
    if labelCount > 0, !parts.isEmpty {
      lead = Lead(label: 0..<labelCount, value: (labelCount + 2)..<text.string.utf8.count)
    }
    let ranges = item.fields.map(\.entry.range)
    let range = (ranges.map(\.lowerBound).min() ?? 0)..<(ranges.map(\.upperBound).max() ?? 0)
    return Block(kind: .item(task: nil), text: text, lead: lead, range: range)
  }

  /// "Trust: build it early": a name that leads in.
  private func item(_ name: String, _ entry: Metadata.Entry) -> Block? {
    let title = name.prefix(1).uppercased() + name.dropFirst()
    var text = SourceText(
      string: title,
      runs: [
        SourceText.Run(
          textStart: 0, textCount: title.utf8.count, sourceStart: entry.range.lowerBound, sourceCount: 0)
      ])
    let count = title.utf8.count
    text.append(glue: ": ")
    text.append(located(entry))
    return Block(
      kind: .item(task: nil), text: text, lead: Lead(label: 0..<count, value: (count + 2)..<text.string.utf8.count),
      range: entry.range)
  }

  /// A value with its way back to the file; folded from several lines, only where it stands as a whole is known.
  private func located(_ entry: Metadata.Entry) -> SourceText {
    MetadataText.located(entry.value, in: entry.range, bytes: bytes)
      ?? SourceText(
        string: entry.value,
        runs: [
          SourceText.Run(
            textStart: 0, textCount: entry.value.utf8.count, sourceStart: entry.range.lowerBound,
            sourceCount: entry.range.count)
        ])
  }
}
