/// People whom a sentence introduces: "Jane Roe, CFO of Luna", "Luna's CFO, Jane Roe", "Deputy CIO Jane Roe".
enum Introductions {
  /// Names of two words and more.
  static func names(in text: String) -> [String] {
    var found: [String] = []
    var parts: [String] = []
    func end() { if parts.count >= 2, parts.count <= 4 { found.append(parts.joined(separator: " ")) } }
    for word in text.split(separator: " ") {
      let plain = word.trimmingMarks()
      if SpeakerWords.isNamePart(Substring(plain)) {
        parts.append(plain)
        guard word.last?.isLetter == false else { continue }
      }
      end()
      parts = []
    }
    end()
    return found
  }

  static func speakers(in text: String) -> [Speaker] {
    var found: [Speaker] = []
    let words = text.split { $0 == " " || $0 == "\n" }
    var at = 0
    while at < words.count {
      let begin = at
      var parts: [String] = []
      while at < words.count, parts.count < 4 {
        let plain = words[at].trimmingMarks()
        guard SpeakerWords.isNamePart(Substring(plain)) || (!parts.isEmpty && SpeakerWords.isParticle(words[at])) else {
          break
        }
        parts.append(plain)
        at += 1
        if words[at - 1].last.map({ ",.:;)".contains($0) }) == true { break }
      }
      guard parts.count >= 2 else {
        at = max(at, begin + 1)
        continue
      }
      var speaker = Speaker(name: parts.joined(separator: " "))
      if words[at - 1].hasSuffix(",") { speaker.takeDescription(description(words, from: at)) }
      if at + 2 < words.count, ["is", "was"].contains(words[at]), ["a", "an", "the"].contains(words[at + 1]) {
        speaker.takeDescription(description(words, from: at + 2))
      }
      if at < words.count, words[at] == "of" || words[at] == "from", at + 1 < words.count {
        speaker.organisation = capitals(words, from: at + 1)
      }
      if speaker.role == nil { takeRoleBefore(words, begin, &speaker) }
      if speaker.role != nil || speaker.organisation != nil { found.append(speaker) }
    }
    return found
  }

  /// What follows "Jane Roe,": up to the end of the clause.
  private static func description(_ words: [Substring], from start: Int) -> String {
    var parts: [String] = []
    for word in words[start...].prefix(14) {
      let plain = word.lowercased().trimmingMarks()
      if SpeakerWords.verbs.contains(plain)
        || ["who", "which", "and", "is", "was", "has", "had", "where"].contains(plain)
      {
        if !(plain == "and" && parts.last.map { SpeakerWords.hasRoleWord($0) } == true) { break }
      }
      parts.append(String(word))
      if word.hasSuffix(".") || word.hasSuffix(":") || word.hasSuffix(";") || word.hasSuffix("”") { break }
    }
    let text = parts.joined(separator: " ")
    // Without a role it is the rest of the sentence, not a description.
    return SpeakerWords.hasRoleWord(text) ? text : ""
  }

  private static func capitals(_ words: [Substring], from start: Int) -> String? {
    var parts: [String] = []
    for word in words[start...] {
      let plain = word.trimmingMarks()
      if plain == "the", parts.isEmpty { continue }
      guard plain.first?.isUppercase == true || (!parts.isEmpty && ["of", "and", "for", "&"].contains(plain)) else {
        break
      }
      parts.append(plain)
      if word.last.map({ ",.;:”\"".contains($0) }) == true { break }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// "the FEC’s Deputy CIO Jane Roe".
  private static func takeRoleBefore(_ words: [Substring], _ begin: Int, _ speaker: inout Speaker) {
    var at = begin - 1
    var parts: [String] = []
    while at >= 0, parts.count < 6 {
      let word = words[at]
      let plain = word.trimmingMarks()
      if plain.hasSuffix("’s") || plain.hasSuffix("'s") {
        if SpeakerWords.hasRoleWord(parts.joined(separator: " ")) { speaker.organisation = String(plain.dropLast(2)) }
        break
      }
      guard plain.first?.isUppercase == true || SpeakerWords.hasRoleWord(plain) || ["of", "and"].contains(plain) else {
        break
      }
      if at != begin - 1, let last = word.last, ",.;:".contains(last) { break }
      parts.insert(plain, at: 0)
      at -= 1
    }
    let text = parts.joined(separator: " ")
    guard SpeakerWords.hasRoleWord(text) else { return }
    // "SixSq CEO": the organisation stands before the role.
    let before = text.split(separator: " ").prefix { !SpeakerWords.hasRoleWord(String($0)) }
    let adjectives: Set<String> = [
      "deputy", "senior", "vice", "managing", "executive", "general", "principal", "product",
    ]
    if before.count == 1, let name = before.first, !adjectives.contains(name.lowercased()), speaker.organisation == nil
    {
      speaker.organisation = String(name)
      speaker.role = String(text.dropFirst(name.count + 1))
    } else {
      speaker.role = text
    }
  }
}
