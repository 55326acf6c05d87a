/// What somebody said, word for word.
public struct Quotation: Sendable, Hashable, Codable {
  /// Index of the statement it stands in.
  public var statement: Int
  /// The words, without quotation marks.
  public var text: String
  /// Who said it; nil where the document does not tell.
  public var speaker: Speaker?
}

/// Finds quotations in the statements of a document: block quotes, and words in quotation marks whose speaker the text tells.
struct QuotationFinder {
  /// A statement as the finder sees it.
  struct Item {
    var text: String
    var isQuote: Bool
    var attribution: String?
    /// A block quote that is set apart as a note and not as somebody's words.
    var isAside = false

    /// Whether it may be a quotation or have one: it is a block quote, or has a mark that can open one.
    var mayQuote: Bool {
      if isQuote { return true }
      var before: UInt8 = 0x20
      var text = text
      return text.withUTF8 { bytes in
        for (at, byte) in bytes.enumerated() {
          switch byte {
          case UInt8(ascii: "\""): return true
          // A straight mark opens where no letter or digit is before it; an apostrophe has one. Others are not told apart here.
          case UInt8(ascii: "'"):
            if !(0x30...0x39 ~= before || 0x41...0x5A ~= before || 0x61...0x7A ~= before) { return true }
          // U+2018 to U+201F.
          case 0xE2 where at + 2 < bytes.count && bytes[at + 1] == 0x80 && 0x98...0x9F ~= bytes[at + 2]:
            if bytes[at + 2] != 0x99 { return true }
          default: break
          }
          before = byte
        }
        return false
      }
    }
  }

  /// Fewer words than this in quotation marks are a term, not a quotation.
  private static let leastWords = 4

  private let items: [Item]
  /// People whom the document introduces with role or organisation, by name, in order of appearance.
  private var people: [Speaker] = []
  /// Names of two words and more, by which a first name or surname alone is completed.
  private var names: [String] = []
  /// Who was introduced last up to each item, whom "she" may mean.
  private var nearest: [Speaker?] = []
  /// Whose words the document as a whole is.
  private let author: Speaker?

  /// - Parameters:
  ///   - names: people that the document's metadata names, such as its authors.
  ///   - author: whose words the document is, where its metadata gives a person with a post.
  init(_ items: [Item], names: [String] = [], author: Speaker? = nil) {
    self.items = items
    self.names = names
    self.author = author
    if let author { introduce(author) }
    var last: Speaker?
    for item in items {
      if let said = item.attribution, let speaker = Speaker(attribution: said) { introduce(speaker) }
      for speaker in Introductions.speakers(in: item.text) {
        introduce(speaker)
        last = speaker
      }
      nearest.append(last)
      self.names += Introductions.names(in: item.text)
    }
  }

  private mutating func introduce(_ speaker: Speaker) {
    if let known = people.firstIndex(where: { $0.name == speaker.name }) {
      people[known].role = people[known].role ?? speaker.role
      people[known].organisation = people[known].organisation ?? speaker.organisation
    } else {
      people.append(speaker)
    }
  }

  /// The quotations, in document order.
  func quotations() -> [Quotation] {
    var found: [Quotation] = []
    var last: Speaker?
    // A quotation that is not closed where its sentence ends goes on in the next ones.
    var isOpen = false
    for (index, item) in items.enumerated() {
      let text = QuotedSpans.Text(item.text, isOpen: isOpen && !item.isQuote)
      if isOpen, !item.isQuote, found.last.map({ $0.statement >= index - Self.longestRun }) == true {
        if let more = text.continuation { found[found.count - 1].text += " " + more }
        isOpen = text.continuation != nil && text.isOpen
        if let speaker = self.speaker(in: text.outside, last).map(resolved) {
          found[found.count - 1].speaker = found[found.count - 1].speaker ?? speaker
          last = speaker
        }
        if text.spans.isEmpty { continue }
      }
      let words = text.spans.filter { $0.split(separator: " ").count >= Self.leastWords }
      let isBlock = item.isQuote && (item.attribution != nil || !item.isAside && Self.hasWords(item.text))
      guard isBlock || !words.isEmpty else {
        // A line of its own below a quotation may say whose it was.
        if let before = found.last, before.statement == index - 1, before.speaker == nil,
          let speaker = signature(item.text) ?? plainSignature(item.text)
        {
          found[found.count - 1].speaker = speaker
          last = speaker
        }
        continue
      }
      isOpen = text.isOpen
      let isMostlyQuoted = words.contains { $0.utf8.count > item.text.utf8.count / 2 }
      var speaker =
        item.attribution.flatMap { Speaker(attribution: $0) }
        ?? self.speaker(in: text.outside, last ?? nearest[index])
      if speaker == nil, item.isQuote || isMostlyQuoted {
        speaker = next(after: index) ?? announced(before: index, last)
        if speaker == nil, !text.isOpen, isMostlyQuoted, index + 1 < items.count {
          speaker = plainSignature(items[index + 1].text)
        }
        // Somebody who speaks on needs no name.
        if speaker == nil, let before = found.last, before.statement >= index - 2, !item.isQuote {
          speaker = before.speaker
        }
        if speaker == nil, !item.isQuote { speaker = author }
      }
      let known = speaker.map(resolved)
      if item.isQuote {
        let said = words.joined(separator: " ")
        let isWhole = said.utf8.count * 2 < item.text.utf8.count
        found.append(Quotation(statement: index, text: isWhole ? item.text : said, speaker: known))
      } else {
        // Marks round a title or an invented question are no speech: it needs a speaker or to be all that is said.
        let isReported = known != nil || Self.isReported(text.outside)
        for span in words where isReported || span.utf8.count > item.text.utf8.count * 3 / 4 {
          found.append(Quotation(statement: index, text: span, speaker: known))
        }
      }
      if found.last?.statement != index { isOpen = false }
      last = known ?? last
    }
    return Self.attributingRepetitions(found)
  }

  private static func hasWords(_ text: String) -> Bool { text.split(separator: " ").count >= leastWords }

  /// A pull quote repeats what somebody says in the text: it has that speaker.
  private static func attributingRepetitions(_ quotations: [Quotation]) -> [Quotation] {
    guard quotations.contains(where: { $0.speaker == nil }), quotations.contains(where: { $0.speaker != nil }) else {
      return quotations
    }
    let openings = quotations.map { QuotedSpans.opening(of: $0.text) }
    var speakers: [String: Speaker] = [:]
    for (quotation, opening) in zip(quotations, openings) {
      if let speaker = quotation.speaker, let opening { speakers[opening] = speakers[opening] ?? speaker }
    }
    return zip(quotations, openings).map { quotation, opening in
      var quotation = quotation
      if quotation.speaker == nil, let opening { quotation.speaker = speakers[opening] }
      return quotation
    }
  }

  /// A quotation goes on over no more statements than this.
  private static let longestRun = 8

  /// "— Jane Roe, CFO" on a line of its own.
  private func signature(_ text: String) -> Speaker? {
    guard let first = text.first, "—–-―~".contains(first) else { return nil }
    return Speaker(attribution: text).map(resolved)
  }

  /// "Jane Roe, Harbour Line" on a line of its own, without a dash: a name, and what can only be a post or an organisation.
  private func plainSignature(_ text: String) -> Speaker? {
    let words = text.split(separator: " ")
    guard (2...14).contains(words.count), text.contains(","), let last = text.last, !".:;!?”\"".contains(last),
      let speaker = Speaker(attribution: text), speaker.name.contains(" "),
      speaker.role != nil || speaker.organisation != nil
    else { return nil }
    let isSentence = words.contains { SpeakerWords.sentenceWords.contains($0.lowercased().trimmingMarks()) }
    return isSentence ? nil : resolved(speaker)
  }

  /// Who the sentence before announces: "As Jane Roe puts it:", "He wrote in his article,".
  private func announced(before index: Int, _ last: Speaker?) -> Speaker? {
    guard index > 0, !items[index - 1].isQuote, let end = items[index - 1].text.last, ":,".contains(end) else {
      return nil
    }
    let outside = QuotedSpans.Text(items[index - 1].text, isOpen: false).outside
    return speaker(in: outside, nearest[index - 1] ?? last)
  }

  /// Whether words outside marks report speech, whoever speaks: "the crew said they were | |".
  private static func isReported(_ outside: String) -> Bool {
    let words = outside.split { $0 == " " || $0 == "\n" }
    for (index, word) in words.enumerated() where word == "|" {
      let near = words[max(0, index - 4)..<index] + words[(index + 1)...].prefix(2)
      if near.contains(where: { SpeakerWords.sayings.contains($0.lowercased().trimmingMarks()) }) { return true }
    }
    return false
  }

  /// The signature below a quotation.
  private func next(after index: Int) -> Speaker? { index + 1 < items.count ? signature(items[index + 1].text) : nil }

  /// The speaker that the words around a quotation tell: "said Jane Roe", "Roe added", "she says", "- Jane Roe".
  private func speaker(in outside: String, _ last: Speaker?) -> Speaker? {
    let words = outside.split { $0 == " " || $0 == "\n" }
    for (index, word) in words.enumerated() where SpeakerWords.verbs.contains(word.lowercased().trimmingMarks()) {
      // Who is introduced beside the verb: "according to Luna's CFO Jane Roe".
      if let speaker = Introductions.speakers(in: outside).first { return speaker }
      var after = index + 1
      if after < words.count, word.lowercased() == "according" { after += 1 }
      if let name = Self.name(in: words, endingAt: index - 1) { return described(name, outside) }
      if let name = Self.name(in: words, from: after) { return described(name, outside) }
      let near = [index - 1, index + 1].filter(words.indices.contains).map { words[$0].lowercased().trimmingMarks() }
      if near.contains("he") || near.contains("she"), let last { return last }
    }
    if let range = outside.lastDash(), range < outside.endIndex {
      return Speaker(attribution: String(outside[range...]))
    }
    return nil
  }

  private func described(_ name: String, _ text: String) -> Speaker {
    Introductions.speakers(in: text).first { $0.name == name } ?? Speaker(name: name)
  }

  /// The name that begins at a word, or behind the article, role and such before it.
  private static func name(in words: [Substring], from start: Int) -> String? {
    var at = start
    // "said the company's chief engineer Jane Roe": a few words may stand before the name.
    while at < words.count, at < start + 5, !SpeakerWords.isNamePart(Substring(words[at].trimmingMarks())) {
      if words[at].hasSuffix(".") || (at == start && words[at].lowercased() == "that") { return nil }
      at += 1
    }
    var parts: [String] = []
    while at < words.count, parts.count < 4 {
      let word = words[at]
      let plain = word.trimmingMarks()
      guard SpeakerWords.isNamePart(Substring(plain)) || (!parts.isEmpty && SpeakerWords.isParticle(word)) else {
        break
      }
      parts.append(plain.hasSuffix("’s") || plain.hasSuffix("'s") ? String(plain.dropLast(2)) : plain)
      at += 1
      if word.last.map({ ",.:;)".contains($0) }) == true { break }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private static func name(in words: [Substring], endingAt end: Int) -> String? {
    var at = end
    var parts: [String] = []
    guard at >= 0, words[at].last != "," else { return nil }
    while at >= 0, parts.count < 4 {
      let plain = words[at].trimmingMarks()
      guard SpeakerWords.isNamePart(Substring(plain)) || (!parts.isEmpty && SpeakerWords.isParticle(words[at])) else {
        break
      }
      parts.insert(plain, at: 0)
      at -= 1
      if at >= 0, words[at].last == "," || words[at].last == "." { break }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The speaker as the document introduces them: "Roe" is "Jane Roe, CFO of Luna".
  private func resolved(_ speaker: Speaker) -> Speaker {
    var speaker = speaker
    let parts = speaker.name.split(separator: " ")
    let known =
      people.first { $0.name == speaker.name && ($0.role != nil || $0.organisation != nil) }
      ?? people.first { person in
        let names = person.name.split(separator: " ")
        return names.count > parts.count
          && (names.suffix(parts.count) == parts[...] || names.prefix(parts.count) == parts[...])
      }
    guard let known else {
      let full = names.first { name in
        let words = name.split(separator: " ")
        return parts.count == 1 && words.count > 1 && (words.last == parts[0] || words.first == parts[0])
      }
      speaker.name = full ?? speaker.name
      return speaker
    }
    speaker.name = known.name
    if let role = speaker.role, let name = speaker.organisation, known.role == "\(name) \(role)" { return known }
    speaker.role = speaker.role ?? known.role
    speaker.organisation = speaker.organisation ?? known.organisation
    return speaker
  }
}

extension String {
  /// Where a dash stands that is followed by a name; nil where none is.
  fileprivate func lastDash() -> Index? {
    guard let dash = lastIndex(where: { "—–―-~".contains($0) }), dash < endIndex else { return nil }
    let before = dash == startIndex ? " " : self[index(before: dash)]
    return before == " " || before == "\"" || before == "”" ? dash : nil
  }
}
