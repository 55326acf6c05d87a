internal import Markup

/// Quotations that front matter holds: `testimonial`, `quote`, with the author, post and organisation in keys beside them.
struct FrontMatterQuotes {
  private let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  private enum Part: Hashable { case words, speaker, role, organisation }

  /// The quotations of the keys that name one, in document order.
  func blocks(of entries: [Metadata.Entry]) -> [Block] {
    var quotes: [[(part: Part, entry: Metadata.Entry)]] = []
    var lists: [String: [Metadata.Entry]] = [:]
    var current: [(part: Part, entry: Metadata.Entry)] = []
    let named = entries.filter { entry in
      let key = entry.key.lowercased()
      return entry.origin == .frontMatter && !entry.value.isEmpty && Self.stems.contains(where: key.contains)
    }
    var counts: [String: Int] = [:]
    for entry in named { counts[entry.key, default: 0] += 1 }
    for entry in named {
      let key = entry.key.lowercased()
      if counts[entry.key, default: 0] > 1, !key.contains(".") {
        lists[entry.key, default: []].append(entry)
        continue
      }
      guard let part = Self.part(of: key, entry.value) else { continue }
      // A second speaker begins the next quotation of a list.
      if part != .words, current.contains(where: { $0.part == part }) {
        quotes.append(current)
        current = []
      }
      current.append((part, entry))
    }
    if !current.isEmpty { quotes.append(current) }
    var blocks = quotes.flatMap { block(of: $0) }
    for list in lists.values { blocks += listed(list) }
    return blocks.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private static let stems = ["quote", "testimonial"]
  private static let images = [".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif"]

  /// What a key's value is for; nil for pictures, links and such.
  private static func part(of key: String, _ value: String) -> Part? {
    let words = key.split { !$0.isLetter }.filter { word in !stems.contains { word.hasPrefix($0) } }
    let others = Set(words)
    if !others.isDisjoint(with: [
      "image", "portrait", "photo", "avatar", "logo", "url", "link", "href", "id", "cta", "date",
    ]) {
      return nil
    }
    if !others.isDisjoint(with: ["position", "role", "title", "job", "jobtitle"]) { return .role }
    if !others.isDisjoint(with: ["company", "organisation", "organization", "org", "customer", "employer"]) {
      return .organisation
    }
    if !others.isDisjoint(with: ["author", "name", "by", "speaker", "person", "cite", "attribution", "source"]) {
      return .speaker
    }
    guard others.isSubset(of: ["text", "long", "short", "body", "content", "words"]), isSpeech(value) else {
      return nil
    }
    return .words
  }

  private static func isSpeech(_ value: String) -> Bool {
    value.split(separator: " ").count >= 5 && !value.hasPrefix("/") && !value.hasPrefix("http")
  }

  /// Every text of a group is said by its one speaker.
  private func block(of parts: [(part: Part, entry: Metadata.Entry)]) -> [Block] {
    func entry(_ part: Part) -> Metadata.Entry? { parts.first { $0.part == part }?.entry }
    let line = [Part.speaker, .role, .organisation].compactMap(entry)
    return parts.filter { $0.part == .words }.map { quote($0.entry, by: line) }
  }

  /// A list of texts: the words, perhaps a picture, and a last line that says whose they are.
  private func listed(_ entries: [Metadata.Entry]) -> [Block] {
    guard let words = entries.first, Self.isSpeech(words.value) else { return [] }
    let line = entries.dropFirst().last { entry in
      let value = entry.value.lowercased()
      return value.split(separator: " ").count <= 12 && !value.hasPrefix("/") && !value.hasPrefix("http")
        && !Self.images.contains(where: value.hasSuffix)
    }
    guard let line else { return entries.filter { Self.isSpeech($0.value) }.map { quote($0, by: []) } }
    return [quote(words, by: [line])]
  }

  /// - Parameter line: the values that say whose words they are, in the order in which people write them.
  private func quote(_ entry: Metadata.Entry, by line: [Metadata.Entry]) -> Block {
    var text = SourceText()
    for part in line {
      if !text.isEmpty { text.append(glue: ", ") }
      text.append(located(Self.trimmed(part.value), part.range))
    }
    let paragraph = Block(kind: .paragraph, text: located(entry.value, entry.range), range: entry.range)
    return Block(
      kind: .quote, children: [paragraph], attribution: text.isEmpty ? nil : Attribution(text: text),
      range: entry.range)
  }

  /// Without the commas and spaces that templates put around a name.
  private static func trimmed(_ value: String) -> String {
    var value = value[...]
    while let first = value.first, first.isWhitespace || first == "," { value.removeFirst() }
    while let last = value.last, last.isWhitespace || last == "," { value.removeLast() }
    return String(value)
  }

  private func located(_ value: String, _ range: Range<Int>) -> SourceText {
    MetadataText.located(value, in: range, bytes: bytes)
      ?? SourceText(
        string: value,
        runs: [
          SourceText.Run(
            textStart: 0, textCount: value.utf8.count, sourceStart: range.lowerBound, sourceCount: range.count)
        ])
  }
}
