internal import Learning

/// The readable features of a document from which a model tells its kind: the words of its title, headings, address and
/// fields, what its sections are for, and the shape of its text.
struct KindFeatures {
  private static let incident = WordSet(
    """
    incident outage postmortem post-mortem downtime disruption root mitigation mitigated timeline detection resolved resolution
    rollback remediation severity impacted vulnerability exploit alerted on-call
    """)
  private static let story = WordSet(
    """
    challenge challenges solution results result benefits customer customers client savings saved reduced increased achieved
    chose decided adopted migrated implemented helped partnered deployed
    """)
  private static let advice = WordSet(
    "should must you your yourself ensure consider recommend recommended guide checklist step steps tip tips avoid")
  private static let question = WordSet(
    "what why how who when where which can could do does did is are would tell describe have")
  private static let imperative = WordSet(
    """
    use make create add ensure check run set click select open install write define identify consider choose keep start build
    include provide read see review configure go follow download avoid try let get find ask learn note remember visit join
    contact enter describe list share update test apply think plan
    """)

  private let document: DocumentText
  private let texts: [NameWords]
  private let counts: [Int]
  private let passageCount: Int
  /// Words of the first passages.
  private let opening: Set<UInt64>

  init(_ worded: WordedDocument) {
    document = worded.document
    texts = worded.texts
    var counts = [Int](repeating: 0, count: Trait.allCases.count)
    var all = 0
    var opening: Set<UInt64> = []
    for (passage, text) in zip(document.passages, texts) where passage.kind != .metadata {
      for trait in Self.traits(of: passage, text) { counts[trait.rawValue] += 1 }
      all += 1
      if all <= 6 { for word in text.words { opening.insert(word.hash) } }
    }
    self.counts = counts
    passageCount = all
    self.opening = opening
  }

  /// What a passage may be; the share of those that are is a feature.
  private enum Trait: Int, CaseIterable {
    case bullet, sentence, row, stat, quote, definition, code, caption, heading
    case attributed, labelled, we, you, incident, story, advice, imperative, question, past, figure, percent, money
    case placeholder, timeOfDay, said, quoted, will

    static let names = allCases.map { "\($0)" }
    static let hashes = names.map { FeatureHash.text($0) }
  }

  private static let second = WordSet("you your yours")
  private static let speech = WordSet("says said explains")
  private static let future = WordSet("will")

  private static func traits(of passage: DocumentText.Passage, _ text: NameWords) -> [Trait] {
    var traits: [Trait] = []
    switch passage.kind {
    case .bullet: traits.append(.bullet)
    case .sentence: traits.append(.sentence)
    case .row: traits.append(.row)
    case .stat: traits.append(.stat)
    case .quote: traits.append(.quote)
    case .definition: traits.append(.definition)
    case .code: return [.code]
    case .caption: traits.append(.caption)
    case .heading: traits.append(.heading)
    case .metadata: break
    }
    if passage.attribution != nil { traits.append(.attributed) }
    if passage.label != nil { traits.append(.labelled) }
    func holds(_ set: WordSet) -> Bool { text.words.contains { set.contains($0.hash) } }
    if holds(NameVocabulary.firstPerson) { traits.append(.we) }
    if holds(second) { traits.append(.you) }
    if holds(incident) { traits.append(.incident) }
    if holds(story) { traits.append(.story) }
    if holds(advice) { traits.append(.advice) }
    if let first = text.words.first, imperative.contains(first.hash) { traits.append(.imperative) }
    if holds(speech) { traits.append(.said) }
    if holds(future) { traits.append(.will) }
    if text.words.contains(where: { text.endsInED($0) }) { traits.append(.past) }
    var seen: UInt64 = 0
    for byte in text.bytes where byte < 0x40 { seen |= 1 << UInt64(byte) }
    func holds(_ mark: Unicode.Scalar) -> Bool { seen & 1 << UInt64(mark.value) != 0 }
    if text.words.contains(where: { $0.has(.digit) }) { traits.append(.figure) }
    if text.bytes.last == UInt8(ascii: "?") { traits.append(.question) }
    if holds("%") { traits.append(.percent) }
    if holds("$") { traits.append(.money) }
    if holds("\"") { traits.append(.quoted) }
    if holdsPlaceholder(text.bytes) { traits.append(.placeholder) }
    if holds(":"), holdsTime(text.bytes) { traits.append(.timeOfDay) }
    return traits
  }

  func add(to sink: inout FeatureSink) {
    addTitle(to: &sink)
    addPath(to: &sink)
    addFields(to: &sink)
    addHeadings(to: &sink)
    addText(to: &sink)
  }

  private static func words(_ text: String) -> [String] {
    let text = text.lowercased()
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "'" }).map(String.init)
    }
    return text.utf8.split { $0 &- 0x61 >= 26 && $0 &- 0x30 >= 10 && $0 != UInt8(ascii: "'") }
      .map { String(Substring($0)) }
  }

  private func addTitle(to sink: inout FeatureSink) {
    var titles = [document.title]
    if let heading = document.heading, heading != document.title { titles.append(heading) }
    for title in titles {
      let words = Self.words(title)
      for (index, word) in words.enumerated() {
        sink.add("title", word)
        if index > 0 { sink.add("title", words[index - 1], word) }
      }
      if let first = words.first { sink.add("title begins", first) }
      if title.utf8.contains(UInt8(ascii: ":")) { sink.add("title with colon") }
      if title.utf8.contains(UInt8(ascii: "?")) { sink.add("title with question mark") }
      if title.contains(where: \.isNumber) { sink.add("title with figure") }
      if words.contains(where: { $0.count == 4 && ($0.hasPrefix("20") || $0.hasPrefix("19")) && Int($0) != nil }) {
        sink.add("title with year")
      }
      sink.add("title words", words.count <= 2 ? "1+" : words.count <= 5 ? "3+" : words.count <= 9 ? "6+" : "10+")
    }
  }

  private func addPath(to sink: inout FeatureSink) {
    let parts = document.path.lowercased().split(separator: "/")
    for (index, part) in parts.enumerated() {
      let isFile = index == parts.count - 1
      for word in Self.words(String(part.split(separator: ".").first ?? part)) {
        sink.add(isFile ? "file" : "folder", word)
        sink.add("path", word)
      }
    }
  }

  private static let declarations: Set<String> = [
    "layout", "type", "kind", "category", "categories", "tags", "tag", "kicker", "section", "parent", "collection",
  ]

  private func addFields(to sink: inout FeatureSink) {
    for field in document.fields where field.isFrontMatter {
      let key = field.key.lowercased()
      sink.add("field", key)
      let last = key.split(separator: ".").last.map(String.init) ?? key
      if Self.declarations.contains(last) {
        for word in Self.words(field.value).prefix(4) { sink.add("declared", word) }
      }
      if ["description", "summary", "excerpt", "subtitle"].contains(last) {
        for word in Self.words(field.value).prefix(40) { sink.add("description", word) }
      }
    }
    if document.fields.isEmpty { sink.add("no fields") }
  }

  private func addHeadings(to sink: inout FeatureSink) {
    var roles: Set<String> = []
    var questions = 0
    for heading in document.headings.prefix(200) {
      if let role = heading.role { roles.insert(role) }
      let words = Self.words(heading.title)
      for word in words.prefix(12) { sink.add("heading", word) }
      if let first = words.first, words.count > 2 { sink.add("heading begins", first) }
      if heading.title.utf8.contains(UInt8(ascii: "?")) { questions += 1 }
    }
    for role in roles.sorted() { sink.add("role", role) }
    let told = roles.intersection(["challenge", "solution", "result"])
    sink.add("story roles", "\(told.count)")
    let count = document.headings.count
    sink.add("headings", count == 0 ? "0" : count < 4 ? "1+" : count < 10 ? "4+" : count < 25 ? "10+" : "25+")
    if questions > 0 { sink.add("question headings", questions * 3 >= count ? "many" : "some") }
  }

  private static let shareTemplate = FeatureHash.text("share")
  private static let openingTemplate = FeatureHash.text("opening")
  private static let limits = [1, 5, 12, 25, 45, 70].map { (share: $0, hash: FeatureHash.text("\($0)%")) }

  private func addText(to sink: inout FeatureSink) {
    let all = passageCount
    sink.add(
      "passages", all == 0 ? "0" : all < 6 ? "1+" : all < 16 ? "6+" : all < 40 ? "16+" : all < 100 ? "40+" : "100+")
    for (trait, count) in counts.enumerated() where count > 0 {
      let share = count * 100 / max(all, 1)
      for limit in Self.limits where share >= limit.share || limit.share == 1 {
        sink.add(
          hashed: Self.shareTemplate, Trait.hashes[trait], limit.hash,
          name: "share=\(Trait.names[trait])|\(limit.share)%")
      }
    }
    for word in opening.sorted() { sink.add(hashed: Self.openingTemplate, word, name: "opening word") }
    sink.add("links", document.links.count * 2 > all ? "many" : document.links.isEmpty ? "none" : "some")
  }

  /// "[Client name]", "{{ value }}", "<your company>": three letters or more in brackets.
  private static func holdsPlaceholder(_ bytes: [UInt8]) -> Bool {
    var letters = -1
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "{"): letters = 0
      case UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: "}"):
        if letters >= 3 { return true }
        letters = -1
      default:
        if letters >= 0, (byte | 0x20) &- 0x61 < 26 { letters += 1 }
      }
    }
    return false
  }

  /// "14:05", "2:30 pm".
  private static func holdsTime(_ bytes: [UInt8]) -> Bool {
    var at = 1
    while at + 2 < bytes.count {
      if bytes[at] == UInt8(ascii: ":"), bytes[at - 1] &- 0x30 < 10, bytes[at + 1] &- 0x30 < 6,
        bytes[at + 2] &- 0x30 < 10
      {
        return true
      }
      at += 1
    }
    return false
  }
}
