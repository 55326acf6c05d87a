/// Finds names of organisations in running text, by the words around them.
///
/// A capitalised run is a name of an organisation when its own words say so ("Sparkasse Bank", "Acme Corp."), when what
/// stands before it does ("customers such as", "partnered with", "CTO at"), when what follows does ("Acme, a startup"), or
/// when it is a name that readers the world over know. Anything else may be a product or a person and is left out.
package struct OrganisationMentions {
  package struct Mention: Hashable {
    package var name: String
    /// What told it.
    package var rule: String
  }

  /// The organisations that a text names, in order, each once.
  ///
  /// Complexity: O(bytes).
  package static func mentions(in text: String) -> [Mention] { mentions(in: Array(text.utf8)) }

  /// The organisations that a text in UTF-8 names, in order, each once.
  ///
  /// Complexity: O(bytes).
  package static func mentions(in bytes: [UInt8]) -> [Mention] {
    var found: [Mention] = []
    let text = NameText(bytes)
    var index = 0
    while index < text.words.count {
      guard let end = nameEnd(text, from: index) else {
        index += 1
        continue
      }
      if let rule = rule(text, index..<end) {
        let name = name(text, index..<end)
        if !found.contains(where: { $0.name == name }) { found.append(Mention(name: name, rule: rule)) }
      }
      index = end
    }
    return found
  }

  /// Where a capitalised run that starts here ends; nil when none starts.
  private static func nameEnd(_ text: NameText, from start: Int) -> Int? {
    let words = text.words
    guard words[start].flags.contains(.capitalised) || isKnownUncapitalised(text, start),
      !pronouns.contains(text.lower(start))
    else { return nil }
    var end = start + 1
    while end < words.count, end - start < 6 {
      if words[end - 1].flags.contains(.endsPhrase) || text.isPossessive(end - 1) { break }
      let word = words[end]
      if word.flags.contains(.capitalised), !word.flags.contains(.first) {
        end += 1
      } else if !word.flags.contains(.endsPhrase), end + 1 < words.count,
        words[end + 1].flags.contains(.capitalised), goesOn(text, at: end, from: start)
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  /// Whether the small word at `index` goes on a name that begins at `start`: "Dun & Marsh", "Department of Fisheries".
  private static func goesOn(_ text: NameText, at index: Int, from start: Int) -> Bool {
    if text.isWord(index, "&") { return true }
    guard ["of", "for", "and", "de", "und"].contains(where: { text.isWord(index, $0) }) else { return false }
    return institutions.contains(text.lower(start)) && !text.isWord(index, "and")
      || institutions.contains(text.lower(index - 1))
  }

  /// Known names that begin with a small letter.
  private static let uncapitalised = known.filter { $0.first?.isUppercase != true }.map { Array($0.utf8) }

  private static func isKnownUncapitalised(_ text: NameText, _ index: Int) -> Bool {
    let bytes = text.name(index)
    return uncapitalised.contains { $0.count == bytes.count && $0.elementsEqual(bytes) }
  }

  private static func name(_ text: NameText, _ range: Range<Int>) -> String {
    var first = range.lowerBound
    if range.count > 1, articles.contains(text.lower(first)) { first += 1 }
    var bytes: [UInt8] = []
    for index in first..<range.upperBound {
      if index > first { bytes.append(0x20) }
      bytes += index == range.upperBound - 1 ? text.name(index) : text.bytes[text.words[index].range]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Rules

  private static func rule(_ text: NameText, _ range: Range<Int>) -> String? {
    let name = name(text, range)
    guard name.utf8.count >= 2, name.count >= 2, name.contains(where: \.isLetter) else { return nil }
    let parts = range.count > 1 ? name.split(separator: " ") : []
    let isFirst = text.words[range.lowerBound].flags.contains(.first)
    if known.contains(name)
      || parts.count > 1 && known.contains(String(parts[0])) && range.count <= 3 && isProductWord(parts[1])
    {
      // A word that is a name only with a capital says nothing where all words begin so.
      if !(ambiguous.contains(name) && isFirst) { return "a known name" }
    }
    if parts.count > 1, let last = parts.last, forms.contains(last.lowercased()) { return "its form: \(last)" }
    if parts.count > 2, institutions.contains(parts[0].lowercased()) { return "its form: \(parts[0])" }
    if isFirst, range.count == 1 { return following(text, range.upperBound) }
    return cue(text, before: range.lowerBound) ?? following(text, range.upperBound)
  }

  private static func isProductWord(_ word: Substring) -> Bool {
    ["Cloud", "Web", "Inc", "Corp", "Labs"].contains(word)
  }

  /// "customers such as Acme, Bravo and Charlie": a list is walked back to the words before it.
  private static func cue(_ text: NameText, before start: Int) -> String? {
    let words = text.words
    var index = start - 1
    var steps = 0
    // Back over "Acme, Bravo and".
    while index >= 0, steps < 24 {
      let word = words[index].flags
      if word.contains(.endsSentence), !word.contains(.colon) { return nil }
      let isListed =
        word.contains([.capitalised, .comma]) || text.isWord(index, "and") || text.isWord(index, "or")
        || text.isWord(index, "&")
        || word.contains(.capitalised) && index + 1 < words.count && !word.contains(.endsPhrase)
          && (text.isWord(index + 1, "and") || text.isWord(index + 1, "or")
            || words[index + 1].flags.contains(.capitalised) && index + 1 < start)
      guard isListed else { break }
      index -= 1
      steps += 1
    }
    guard index >= 0 else { return nil }
    let last = words[index].flags
    if last.contains(.endsSentence), !last.contains(.colon) { return nil }
    let one = text.lower(index)
    let two = index > 0 ? text.lower(index - 1) : ""
    let three = index > 1 ? text.lower(index - 2) : ""
    switch one {
    case "as", "like", "including", "include", "includes", "namely":
      let noun = one == "as" ? (two == "such" ? three : "") : two
      if let noun = companyNoun(noun) { return "\(noun) \(one == "as" ? "such as" : one)" }
    case "with":
      if [
        "partnered", "partnering", "partnership", "partnerships", "collaborated", "collaboration", "contract", "teamed",
        "alliance", "merged", "competes", "competing", "compete",
      ].contains(two) {
        return "\(two) with"
      }
    case "by":
      if ["acquired", "backed", "funded", "founded", "owned", "bought", "sponsored", "operated"].contains(two) {
        return "\(two) by"
      }
    case "at", "of", "for", "from":
      let isHead = ["ceo", "cto", "cio", "cfo", "coo", "founder", "co-founder", "cofounder", "chairman"].contains(two)
      if isHead || one == "at" && (roleNouns.contains(two) || roleNouns.contains(three) && two.count <= 12) {
        return "\(two) \(one)"
      }
      if let noun = companyNoun(two), one != "for", noun.hasSuffix("s") { return "\(noun) \(one)" }
    case "acquired", "hired", "joined", "acquiring":
      return steps == 0 ? one : nil
    default:
      // "the bank Acme", "three bureaus: Acme, Bravo and Charlie".
      let opensList =
        !last.isDisjoint(with: [.colon, .dash]) && text.bytes[words[index].range].last == UInt8(ascii: "s")
      if !last.contains(.endsPhrase) && steps == 0 || opensList, let noun = companyNoun(one) { return noun }
    }
    return nil
  }

  /// "Acme, a startup from Oslo", "Acme is a bank".
  private static func following(_ text: NameText, _ end: Int) -> String? {
    let words = text.words
    guard end < words.count, end > 0 else { return nil }
    var index = end
    let comma = words[end - 1].flags.contains(.comma)
    if !comma {
      guard text.isWord(index, "is") else { return nil }
      index += 1
    }
    guard index < words.count, ["a", "an", "the", "one"].contains(where: { text.isWord(index, $0) }) else { return nil }
    for place in (index + 1)..<max(index + 1, min(index + 7, words.count)) {
      let word = text.lower(place)
      if let noun = definingNoun(word) { return "\(comma ? "," : "is") a \(noun)" }
      if words[place].flags.contains(.endsSentence) || ["that", "which", "who", "for", "of", "in", "to"].contains(word)
      {
        if word != "of" { return nil }
      }
    }
    return nil
  }

  private static func companyNoun(_ word: String) -> String? {
    companyNouns.contains(word) ? word : nil
  }

  private static func definingNoun(_ word: String) -> String? {
    let bare = word.split(separator: "-").last.map(String.init) ?? word
    return definingNouns.contains(bare) ? bare : nil
  }
}
