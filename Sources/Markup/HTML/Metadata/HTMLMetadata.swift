/// What a page says about itself: title, author, dates and so on, from all the places where pages say it.
enum HTMLMetadata {
  /// Complexity: O(nodes of the head and body, once; O(bytes) of its JSON-LD).
  static func read(_ page: HTMLPage) -> Metadata {
    var collector = MetadataCollector(page: page)
    collector.collect()
    var metadata = Metadata(entries: page.entries + collector.entries)
    MetadataChoice(entries: metadata.entries).choose(into: &metadata)
    return metadata
  }
}

/// Collects entries from the elements of a page.
private struct MetadataCollector {
  let page: HTMLPage
  private(set) var entries: [Metadata.Entry] = []
  private var tree: HTMLTree { page.tree }
  private var headings = 0
  private var subheadings = 0

  init(page: HTMLPage) { self.page = page }

  /// More than any page has on purpose.
  static let maximumEntries = 2000

  mutating func collect() {
    let tree = page.tree
    for index in tree.nodes.indices {
      if entries.count >= MetadataCollector.maximumEntries { return }
      switch tree.nodes[index].tag {
      case .html: attribute(.lang, key: "lang", of: index) ?? attribute(.xmlLang, key: "lang", of: index)
      case .title: if !tree.isInside(.svg, index) { element("title", index) }
      case .meta: meta(index)
      case .link: if relation(index).contains("canonical") { attribute(.href, key: "canonical", of: index) }
      case .script: script(index)
      case .h1:
        if headings < 5 {
          headings += 1
          element("h1", index)
        }
      case .time:
        attribute(.datetime, key: "datetime", of: index)
      case .a: if relation(index).contains("author") { element("author", index) }
      default: named(index)
      }
    }
  }

  private func relation(_ index: Int) -> [Substring] {
    (tree.attribute(.rel, of: index) ?? "").lowercased().split(separator: " ")
  }

  // MARK: Elements

  private mutating func add(_ key: String, _ value: String, _ origin: Metadata.Origin, _ range: Range<Int>) {
    let value = folded(value)
    guard !value.isEmpty else { return }
    entries.append(Metadata.Entry(key: key, value: value, origin: origin, range: range))
  }

  private func folded(_ value: String) -> String {
    var result = ""
    for word in value.split(whereSeparator: { $0.isWhitespace || $0 == "\u{A0}" }) {
      if !result.isEmpty { result += " " }
      result += word
    }
    return result
  }

  /// The text of an element.
  private mutating func element(_ key: String, _ index: Int) {
    let text = HTMLTableReader(tree: tree, places: page.places).text(of: index)
    guard !text.isEmpty, text.string.utf8.count <= 1000 else { return }
    add(key, text.string, .element, text.sourceRange)
  }

  @discardableResult
  private mutating func attribute(_ name: HTMLAttributeName, key: String, of index: Int) -> Void? {
    guard let value = tree.attribute(name, of: index) else { return nil }
    add(key, value, .element, AttributeRange.find(name, of: index, in: page))
    return ()
  }

  private mutating func meta(_ index: Int) {
    guard let content = tree.attribute(.content, of: index), content.utf8.count <= 10_000 else { return }
    let key =
      tree.attribute(.property, of: index) ?? tree.attribute(.name, of: index)
      ?? tree.attribute(.itemprop, of: index) ?? tree.attribute(.httpEquiv, of: index)
    guard let key = key?.lowercased(), !key.isEmpty else { return }
    let isOpenGraph = key.hasPrefix("og:") || key.hasPrefix("article:") || key.hasPrefix("book:")
    add(key, content, isOpenGraph ? .openGraph : .meta, AttributeRange.find(.content, of: index, in: page))
  }

  /// JSON-LD.
  private mutating func script(_ index: Int) {
    guard tree.attribute(.type, of: index)?.lowercased().contains("ld+json") == true else { return }
    let node = tree.nodes[index]
    let start = Int(node.contentStart) + page.places.base
    let end = Int(node.contentEnd) + page.places.base
    guard start < end, end <= page.decoded.bytes.count else { return }
    for value in JSONLinkedData.read(page.decoded.bytes, start..<end) {
      add(value.key, value.value, .jsonLD, page.decoded.originalRange(of: value.range))
      if entries.count >= MetadataCollector.maximumEntries { return }
    }
  }

  // MARK: Named elements

  /// Elements that class names or properties call the author, the date or the subheading. Only short ones.
  private mutating func named(_ index: Int) {
    let node = tree.nodes[index]
    guard !node.isText, node.count > 0, node.subtreeEnd - Int32(index) < 40 else { return }
    for name in [HTMLAttributeName.class, .id, .itemprop] {
      guard let value = tree.attributeBytes(name, of: index), value.count < 400 else { continue }
      // Most names have none of the letters to begin with: a look at the bytes saves making strings of them.
      guard MetadataCollector.mayName(value) else { continue }
      let words = String(decoding: value, as: UTF8.self).lowercased()
      let parts = words.split(separator: " ").map { $0.filter(\.isLetter) }
      if headings > 0 && subheadings == 0
        && parts.contains(where: { part in MetadataCollector.subheadingNames.contains { part.hasSuffix($0) } })
      {
        subheadings += 1
        element("subheading", index)
        return
      }
      if parts.contains(where: { MetadataCollector.authorNames.contains($0) }) {
        element("author", index)
        return
      }
    }
  }

  private static let subheadingNames = [
    "subhead", "subheading", "subtitle", "standfirst", "deck", "dek", "alternativeheadline",
  ]
  private static let authorNames: Set<String> = ["author", "byline", "authorname", "bylinename"]

  /// Whether a name may hold one of the words above: it has "sub", "auth", "byli", "stan", "dec", "dek" or "alter".
  private static func mayName(_ value: ArraySlice<UInt8>) -> Bool {
    var window: UInt32 = 0
    for byte in value {
      window = (window << 8 | UInt32(byte | 0x20)) & 0xFF_FFFF
      switch window {
      case 0x737562, 0x617574, 0x62796C, 0x737461, 0x646563, 0x64656B, 0x616C74: return true
      default: break
      }
    }
    return false
  }
}

/// Where the value of an attribute stands in the file.
enum AttributeRange {
  /// The bytes of the value, without quotes; the whole tag where they can't be found. Complexity: O(bytes of the tag).
  static func find(_ name: HTMLAttributeName, of index: Int, in page: HTMLPage) -> Range<Int> {
    let node = page.tree.nodes[index]
    let tag = (Int(node.start) + page.places.base)..<(Int(node.contentStart) + page.places.base)
    let bytes = page.decoded.bytes
    guard tag.upperBound <= bytes.count, let value = value(bytes, tag, Array(name.name.utf8)) else {
      return page.decoded.originalRange(of: tag)
    }
    return page.decoded.originalRange(of: value)
  }

  private static func value(_ bytes: [UInt8], _ tag: Range<Int>, _ name: [UInt8]) -> Range<Int>? {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
    var index = tag.lowerBound + 1
    let end = tag.upperBound
    while index < end, !isSpace(bytes[index]) { index += 1 }
    while index < end {
      while index < end, isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "/") { index += 1 }
      let start = index
      while index < end, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: "="), bytes[index] != UInt8(ascii: ">") {
        index += 1
      }
      let matches =
        index - start == name.count
        && zip(bytes[start..<index], name).allSatisfy { ($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) == $1 }
      while index < end, isSpace(bytes[index]) { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: "=") else {
        if index == start { index += 1 }
        continue
      }
      index += 1
      while index < end, isSpace(bytes[index]) { index += 1 }
      guard index < end else { return nil }
      let quote = bytes[index]
      var valueStart = index
      var valueEnd = index
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        valueStart += 1
        valueEnd = valueStart
        while valueEnd < end, bytes[valueEnd] != quote { valueEnd += 1 }
        index = valueEnd + 1
      } else {
        while valueEnd < end, !isSpace(bytes[valueEnd]), bytes[valueEnd] != UInt8(ascii: ">") { valueEnd += 1 }
        index = valueEnd
      }
      if matches { return valueStart..<valueEnd }
    }
    return nil
  }
}
