/// Puts the names of one organisation together: an abbreviation and what it abbreviates, a name with and without its form.
enum NameMerging {
  /// The names, each once, most frequent first; of equals by name.
  static func merged(_ collector: NameCollector) -> [NameCandidate] {
    var names: [UInt64: NameCandidate] = [:]
    for name in collector.names { names[name.key] = name }
    var target: [UInt64: UInt64] = [:]
    func root(_ key: UInt64) -> UInt64 {
      var key = key
      while let next = target[key] { key = next }
      return key
    }
    func join(_ long: UInt64, _ short: UInt64) {
      let (long, short) = (root(long), root(short))
      guard long != short, let other = names[short], names[long] != nil else { return }
      names[long]?.merge(other)
      names[short] = nil
      target[short] = long
    }
    for (long, short) in collector.equals where isAbbreviation(collector.names[short], of: collector.names[long]) {
      join(collector.names[long].key, collector.names[short].key)
    }
    let ordered = names.values.map { (name: $0.name, candidate: $0) }
      .sorted { ($0.candidate.words.count, $0.name) > ($1.candidate.words.count, $1.name) }.map(\.candidate)
    // Initials of longer names, by their place in the order.
    var initialsOf: [Int: [[UInt8]]] = [:]
    var byFirst: [UInt64: [NameCandidate]] = [:]
    for name in ordered where name.words.count > 1 { byFirst[name.words[0], default: []].append(name) }
    for short in ordered.reversed() {
      if let long = byFirst[short.words[0]]?.last(where: { isForm($0, of: short) }) { join(long.key, short.key) }
      if short.words.count >= 2 {
        // "UK Met Office" and "Met Office".
        if let long = ordered.first(where: {
          $0.words.count == short.words.count + 1
            && NameVocabulary.place.contains($0.words[0]) && $0.words.dropFirst().elementsEqual(short.words)
        }) {
          join(long.key, short.key)
        }
      }
      guard short.words.count == 1, short.name.utf8.count >= 3, short.name.utf8.count <= 6,
        short.allCapitals > 0
      else { continue }
      let letters = Array(short.name.utf8)
      // The longest names come first.
      for (place, long) in ordered.enumerated() {
        guard long.words.count >= 3 else { break }
        let known = initialsOf[place] ?? initials(long.name)
        initialsOf[place] = known
        if known.contains(letters) {
          join(long.key, short.key)
          break
        }
      }
    }
    return names.values.map { (name: $0.name, candidate: $0) }
      .sorted { ($1.candidate.total, $0.name) < ($0.candidate.total, $1.name) }.map(\.candidate)
  }

  /// Whether `long` is `short` and a word or more that only says what it is: "Acme" and "Acme Group".
  private static func isForm(_ long: NameCandidate, of short: NameCandidate) -> Bool {
    guard long.words.count > short.words.count, long.words.count <= short.words.count + 4,
      long.words.starts(with: short.words), let last = long.words.last,
      NameVocabulary.form.contains(last), !NameVocabulary.form.contains(short.words[0]),
      !NameVocabulary.institution.contains(short.words[0]), !NameVocabulary.place.contains(short.words[0])
    else { return false }
    return true
  }

  private static func isAbbreviation(_ short: NameCandidate, of long: NameCandidate) -> Bool {
    guard short.words.count <= 2, long.words.count >= 1 else { return false }
    let letters = Set(long.name.lowercased())
    // All letters of it are in the long form, its first in front.
    return short.name.lowercased().allSatisfy { !$0.isLetter || letters.contains($0) }
  }

  /// The initials of a name's words: with and without small words, and without a first word.
  private static func initials(_ name: String) -> [[UInt8]] {
    let words = name.split(whereSeparator: { $0 == " " || $0 == "-" })
    let all = words.compactMap(\.utf8.first).map { $0 & ~0x20 }
    let capitals = words.compactMap(\.utf8.first).filter { $0 &- 0x41 < 26 }
    return [all, capitals, Array(capitals.dropFirst())]
  }
}
