/// Finds names of organisations in running text, by the words around them.
///
/// A capitalised run is a name of an organisation when its own words say so ("Sparkasse Bank", "Acme Corp."), when what
/// stands before it does ("customers such as", "partnered with", "CTO at"), when what follows does ("Acme, a startup"), or
/// when it is a name that readers the world over know. Anything else may be a product or a person and is left out.
struct OrganisationMentions {
  struct Mention: Hashable {
    var name: String
    /// What told it.
    var rule: String
  }

  /// The organisations that a text names, in order, each once.
  ///
  /// Complexity: O(bytes).
  static func mentions(in text: String) -> [Mention] {
    var found: [Mention] = []
    let words = Self.words(of: text)
    var index = 0
    while index < words.count {
      guard let end = nameEnd(words, from: index) else {
        index += 1
        continue
      }
      if let rule = rule(words, index..<end) {
        let name = name(words[index..<end])
        if !found.contains(where: { $0.name == name }) { found.append(Mention(name: name, rule: rule)) }
      }
      index = end
    }
    return found
  }

  // MARK: - Words

  private struct Word {
    var text: Substring
    /// Punctuation right behind it.
    var ending: Substring
    /// First of a sentence or behind an opening mark: its capital says little.
    var isFirst: Bool

    var isCapitalised: Bool { text.first?.isUppercase == true }
    var lower: String { text.lowercased() }
    var endsPhrase: Bool { ending.contains { ",;:.!?)—–".contains($0) } && !isAbbreviation }
    var endsSentence: Bool { ending.contains { ".!?:".contains($0) } && !isAbbreviation }
    private var isAbbreviation: Bool {
      ending.first == "." && ["inc", "corp", "co", "ltd", "st", "u.s"].contains(lower)
    }
  }

  /// Split at white space, and behind dashes that stand without it: "bureaus—Acme".
  private static func tokens(of text: String) -> [Substring] {
    var tokens: [Substring] = []
    for token in text.split(whereSeparator: \.isWhitespace) {
      guard let dash = token.firstIndex(of: "—"), dash != token.startIndex, token.index(after: dash) < token.endIndex
      else {
        tokens.append(token)
        continue
      }
      tokens += [token[...dash], token[token.index(after: dash)...]]
    }
    return tokens
  }

  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var isFirst = true
    for token in tokens(of: text) {
      let word = token == "&" ? token : token.trimmingPunctuation()
      guard !word.isEmpty else {
        isFirst = isFirst || token.contains { "—–:".contains($0) }
        continue
      }
      let opens = token[..<word.startIndex].contains { "\"“‘«([".contains($0) }
      let made = Word(text: word, ending: token[word.endIndex...], isFirst: isFirst || opens)
      words.append(made)
      isFirst = made.endsSentence
      if words.count == 4000 { break }
    }
    return words
  }

  /// Where a capitalised run that starts here ends; nil when none starts.
  private static func nameEnd(_ words: [Word], from start: Int) -> Int? {
    let first = words[start]
    guard first.isCapitalised || known.contains(String(withoutPossessive(first.text))), !pronouns.contains(first.lower)
    else { return nil }
    var end = start + 1
    while end < words.count, end - start < 6 {
      let previous = words[end - 1]
      if previous.endsPhrase || isPossessive(previous.text) { break }
      let word = words[end]
      if word.isCapitalised, !word.isFirst {
        end += 1
      } else if ["&", "of", "for", "and", "de", "und"].contains(word.lower), end + 1 < words.count,
        words[end + 1].isCapitalised, !word.endsPhrase,
        word.lower == "&" || institutions.contains(words[start].lower) && word.lower != "and"
          || institutions.contains(previous.lower)
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  private static func name(_ words: ArraySlice<Word>) -> String {
    var parts = words.map { $0.text }
    if let last = parts.last { parts[parts.count - 1] = withoutPossessive(last) }
    if parts.count > 1, let first = parts.first, articles.contains(first.lowercased()) { parts.removeFirst() }
    return parts.joined(separator: " ")
  }

  private static func isPossessive(_ word: Substring) -> Bool { word.hasSuffix("'s") || word.hasSuffix("’s") }

  private static func withoutPossessive(_ word: Substring) -> Substring { isPossessive(word) ? word.dropLast(2) : word }

  // MARK: - Rules

  private static func rule(_ words: [Word], _ range: Range<Int>) -> String? {
    let name = name(words[range])
    guard name.count >= 2, name.contains(where: \.isLetter) else { return nil }
    let parts = name.split(separator: " ")
    if known.contains(name)
      || parts.count > 1 && known.contains(String(parts[0])) && range.count <= 3 && isProductWord(parts[1])
    {
      // A word that is a name only with a capital says nothing where all words begin so.
      if !(ambiguous.contains(name) && words[range.lowerBound].isFirst) { return "a known name" }
    }
    if parts.count > 1, let last = parts.last, forms.contains(last.lowercased()) { return "its form: \(last)" }
    if parts.count > 2, institutions.contains(parts[0].lowercased()) { return "its form: \(parts[0])" }
    if words[range.lowerBound].isFirst, range.count == 1 { return following(words, range.upperBound) }
    return cue(words, before: range.lowerBound) ?? following(words, range.upperBound)
  }

  private static func isProductWord(_ word: Substring) -> Bool {
    ["Cloud", "Web", "Inc", "Corp", "Labs"].contains(word)
  }

  /// "customers such as Acme, Bravo and Charlie": a list is walked back to the words before it.
  private static func cue(_ words: [Word], before start: Int) -> String? {
    var index = start - 1
    var steps = 0
    // Back over "Acme, Bravo and".
    while index >= 0, steps < 24 {
      let word = words[index]
      if word.endsSentence, !word.ending.contains(":") { return nil }
      let isListed =
        word.isCapitalised && word.ending.contains(",") || ["and", "or", "&"].contains(word.lower)
        || word.isCapitalised && index + 1 < words.count && !word.endsPhrase
          && (["and", "or"].contains(words[index + 1].lower) || words[index + 1].isCapitalised && index + 1 < start)
      guard isListed else { break }
      index -= 1
      steps += 1
    }
    guard index >= 0 else { return nil }
    let last = words[index]
    if last.endsSentence, !last.ending.contains(":") { return nil }
    let two = index > 0 ? words[index - 1].lower : ""
    let three = index > 1 ? words[index - 2].lower : ""
    switch last.lower {
    case "as", "like", "including", "include", "includes", "namely":
      let noun = last.lower == "as" ? (two == "such" ? three : "") : two
      if let noun = companyNoun(noun) { return "\(noun) \(last.lower == "as" ? "such as" : last.lower)" }
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
      if isHead || last.lower == "at" && (roleNouns.contains(two) || roleNouns.contains(three) && two.count <= 12) {
        return "\(two) \(last.lower)"
      }
      if let noun = companyNoun(two), last.lower != "for", noun.hasSuffix("s") { return "\(noun) \(last.lower)" }
    case "acquired", "hired", "joined", "acquiring":
      return steps == 0 ? last.lower : nil
    default:
      // "the bank Acme", "three bureaus: Acme, Bravo and Charlie".
      let opensList = last.ending.contains { ":—–".contains($0) } && last.text.hasSuffix("s")
      if !last.endsPhrase && steps == 0 || opensList, let noun = companyNoun(last.lower) { return noun }
    }
    return nil
  }

  /// "Acme, a startup from Oslo", "Acme is a bank".
  private static func following(_ words: [Word], _ end: Int) -> String? {
    guard end < words.count, end > 0 else { return nil }
    var index = end
    let comma = words[end - 1].ending.contains(",")
    if !comma {
      guard words[index].lower == "is" else { return nil }
      index += 1
    }
    guard index < words.count, ["a", "an", "the", "one"].contains(words[index].lower) else { return nil }
    for place in (index + 1)..<min(index + 7, words.count) where place < words.count {
      let word = words[place]
      if let noun = definingNoun(word.lower) { return "\(comma ? "," : "is") a \(noun)" }
      if word.endsSentence
        || ["that", "which", "who", "for", "of", "in", "to"].contains(word.lower) && !word.lower.isEmpty
      {
        if word.lower != "of" { return nil }
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
