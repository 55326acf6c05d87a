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
  }

  /// Fewer words than this in quotation marks are a term, not a quotation.
  private static let leastWords = 4

  private let items: [Item]
  /// People whom the document introduces with role or organisation, by name, in order of appearance.
  private var people: [Speaker] = []
  /// Names of two words and more, by which a first name or surname alone is completed.
  private var names: [String] = []

  /// - Parameter names: people that the document's metadata names, such as its authors.
  init(_ items: [Item], names: [String] = []) {
    self.items = items
    self.names = names
    for item in items {
      if let said = item.attribution, let speaker = Speaker(attribution: said) { introduce(speaker) }
      for speaker in Introductions.speakers(in: item.text) { introduce(speaker) }
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
      guard item.isQuote || !words.isEmpty else {
        // A line of its own below a quotation may say whose it was.
        if let before = found.last, before.statement == index - 1, before.speaker == nil,
          let speaker = signature(item.text)
        {
          found[found.count - 1].speaker = speaker
          last = speaker
        }
        continue
      }
      isOpen = text.isOpen
      let isMostlyQuoted = words.contains { $0.utf8.count > item.text.utf8.count / 2 }
      var speaker = item.attribution.flatMap { Speaker(attribution: $0) } ?? self.speaker(in: text.outside, last)
      if speaker == nil, item.isQuote || isMostlyQuoted {
        speaker = next(after: index)
        // Somebody who speaks on needs no name.
        if speaker == nil, let before = found.last, before.statement >= index - 2, !item.isQuote {
          speaker = before.speaker
        }
      }
      let known = speaker.map(resolved)
      if item.isQuote {
        found.append(
          Quotation(statement: index, text: words.isEmpty ? item.text : words.joined(separator: " "), speaker: known))
      } else {
        // Marks round a title or an invented question are no speech: it needs a speaker or to be all that is said.
        for span in words where known != nil || span.utf8.count > item.text.utf8.count * 3 / 4 {
          found.append(Quotation(statement: index, text: span, speaker: known))
        }
      }
      if found.last?.statement != index { isOpen = false }
      last = known ?? last
    }
    return found
  }

  /// A quotation goes on over no more statements than this.
  private static let longestRun = 8

  /// "— Jane Roe, CFO" on a line of its own.
  private func signature(_ text: String) -> Speaker? {
    guard let first = text.first, "—–-―~".contains(first) else { return nil }
    return Speaker(attribution: text).map(resolved)
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
