internal import Learning

/// The readable features of a document's names, from which a model tells organisations and whom a document is about.
struct NameFeatures {
  private let collector: NameCollector
  private let names: [NameCandidate]
  private let persons: Set<UInt64>
  private let isFirstPerson: Bool
  private let titleCount: Int
  private let mostFrequent: Int
  private let ranks: [UInt64: Int]

  init(_ collector: NameCollector, _ names: [NameCandidate]) {
    self.collector = collector
    self.names = names
    persons = Set(names.filter { Self.isPersonShaped($0) }.compactMap(\.words.last))
    isFirstPerson = collector.firstPersonCount * 8 >= max(collector.passageCount, 1)
    titleCount = names.count { $0[.title] > 0 }
    mostFrequent = names.map(\.passages.count).max() ?? 0
    let persons = self.persons
    let eligible = names.filter { !persons.contains($0.words.last ?? 0) && !Self.isTechnology($0) }
    let ordered = eligible.sorted { ($1.passages.count, $0.name) < ($0.passages.count, $1.name) }
    var ranks: [UInt64: Int] = [:]
    for (rank, name) in ordered.enumerated() { ranks[name.key] = rank }
    self.ranks = ranks
  }

  private static func isTechnology(_ name: NameCandidate) -> Bool {
    name.words.allSatisfy { NameVocabulary.technology.contains($0) }
  }

  static func isPersonShaped(_ name: NameCandidate) -> Bool {
    guard name.words.count >= 2, name.words.count <= 4 else { return false }
    if NameVocabulary.given.contains(name.words[0]), !NameVocabulary.form.contains(name.words[name.words.count - 1]) {
      return true
    }
    return name[.honorific] > 0 || name[.beforeJob] > 0
  }

  /// Adds the features of a name.
  func add(_ name: NameCandidate, to sink: inout FeatureSink) {
    addShape(name, to: &sink)
    addWords(name, to: &sink)
    addCounts(name, to: &sink)
    for (index, count) in name.counts.enumerated() where count > 0 {
      add(Self.isTemplate, "is", index, to: &sink)
      if count >= 3 { add(Self.oftenTemplate, "often", index, to: &sink) }
    }
    if name.textCount >= 3 {
      for signal in Self.shared where name[signal] * 4 >= name.textCount {
        add(Self.mostlyTemplate, "mostly", signal.rawValue, to: &sink)
      }
    }
    addPairs(name, to: &sink)
  }

  private static let isTemplate = FeatureHash.text("is")
  private static let oftenTemplate = FeatureHash.text("often")
  private static let mostlyTemplate = FeatureHash.text("mostly")

  private func add(_ template: UInt64, _ word: String, _ signal: Int, to sink: inout FeatureSink) {
    sink.add(hashed: template, NameSignal.hashes[signal], name: "\(word)=\(NameSignal.names[signal])")
  }

  private static let shared: [NameSignal] = [
    .afterUsing, .afterIn, .afterThe, .beforeTool, .beforeMember, .beforeVerb, .subject, .possessive, .afterAt, .listed,
    .beforeNumber, .afterOf, .afterWith, .afterTo, .afterOn, .speech, .quoted, .bulletStart, .afterFrom, .afterBy,
    .afterFor,
  ]

  private func addShape(_ name: NameCandidate, to sink: inout FeatureSink) {
    sink.add("words", "\(min(name.words.count, 5))")
    if name.allCapitals * 2 >= name.total { sink.add("capitals") }
    if name.innerCapitals * 2 >= name.total { sink.add("inner capitals") }
    if name.words.count == 1, name.firstOnly * 2 > name.total { sink.add("first of sentences") }
    if name.name.first?.isLowercase == true { sink.add("small initial") }
    if name.name.contains(where: \.isNumber) { sink.add("digit") }
    if name.name.contains(".") { sink.add("dot") }
    if name.name.contains("&") { sink.add("ampersand") }
    if Self.isPersonShaped(name) { sink.add("person") }
    if name.words.count == 1, persons.contains(name.words[0]) { sink.add("surname") }
    if name.words.count == 1, NameVocabulary.given.contains(name.words[0]) { sink.add("given name") }
  }

  private func addWords(_ name: NameCandidate, to sink: inout FeatureSink) {
    let words = name.words
    let common = words.count { collector.spans.usage.isCommon($0) }
    if common == words.count { sink.add("common words", words.count == 1 ? "one" : "all") }
    if common == 0 { sink.add("no common word") }
    if words.count == 1, collector.spans.lower[words[0], default: 0] > 0, name.innerCapitals == 0 {
      sink.add("lower case too", collector.spans.lower[words[0], default: 0] >= name.textCount ? "mostly" : "seldom")
    }
    if let last = words.last, words.count > 1, NameVocabulary.form.contains(last) { sink.add("form last") }
    if words.contains(where: { NameVocabulary.form.contains($0) }) { sink.add("form") }
    if NameVocabulary.institution.contains(words[0]) { sink.add("institution first") }
    if words.count > 1, words.contains(where: { NameVocabulary.institution.contains($0) }) { sink.add("institution") }
    if words.allSatisfy({ NameVocabulary.place.contains($0) }) { sink.add("place") }
    if words.count > 1, NameVocabulary.place.contains(words[0]) { sink.add("place first") }
    if words.allSatisfy({ NameVocabulary.technology.contains($0) }) { sink.add("technology") }
    if words.count > 1, words.contains(where: { NameVocabulary.technology.contains($0) }) {
      sink.add("technology in it")
    }
    if let last = words.last, words.count > 1, NameVocabulary.toolNoun.contains(last) { sink.add("tool noun last") }
    if words.contains(where: { NameVocabulary.calendar.contains($0) }) { sink.add("calendar") }
    if words.allSatisfy({ NameVocabulary.title.contains($0) || NameVocabulary.roleNoun.contains($0) }) {
      sink.add("job")
    }
    if words.count > 1, NameVocabulary.known.contains(words[0]), common == words.count - 1 {
      sink.add("known, then common words")
    }
    if NameVocabulary.known.contains(words[0]) { sink.add(words.count == 1 ? "known" : "known first") }
    if words.count >= 2, NameVocabulary.knownPairs[words[0]]?.contains(words[1]) == true { sink.add("known") }
  }

  private func addCounts(_ name: NameCandidate, to sink: inout FeatureSink) {
    let passages = name.passages.count
    sink.add("passages", passages == 0 ? "0" : passages == 1 ? "1" : passages < 4 ? "2+" : passages < 10 ? "4+" : "10+")
    if passages * 10 >= collector.passageCount, passages > 1 { sink.add("in a tenth") }
    if passages * 4 >= collector.passageCount, passages > 1 { sink.add("in a quarter") }
    if passages == mostFrequent, passages > 1 { sink.add("most frequent") }
    if passages * 2 >= mostFrequent, passages > 1 { sink.add("half of most frequent") }
    if let rank = ranks[name.key], passages > 0 { sink.add("rank", rank < 3 ? "\(rank)" : rank < 6 ? "3+" : "6+") }
    let sections = name.sections.count
    sink.add("sections", sections <= 1 ? "\(sections)" : sections < 4 ? "2+" : "4+")
    if let first = name.passages.first {
      sink.add("first passage", first < 1 ? "0" : first < 3 ? "1+" : first < 8 ? "3+" : "8+")
      if let last = name.passages.last, (last - first) * 2 > collector.passageCount { sink.add("from first to last") }
    }
    if name.total == 1 { sink.add("once") }
    if name[.title] > 0, titleCount == 1 { sink.add("only name in title") }
  }

  /// What two things say together.
  private func addPairs(_ name: NameCandidate, to sink: inout FeatureSink) {
    let passages = name.passages.count
    if name[.title] > 0 {
      sink.add("title and passages", passages == 0 ? "0" : passages < 4 ? "1+" : "4+")
      if isFirstPerson { sink.add("title, we") }
      if name[.linkHostFirst] > 0 || name[.linkHost] > 0 { sink.add("title and link") }
      if passages > 1, passages == mostFrequent { sink.add("title and most frequent") }
      if name[.fileName] > 0 { sink.add("title and file name") }
      if name[.titleFirst] > 0, titleCount > 1 { sink.add("first of several in title") }
      if name[.titleFirst] == 0 { sink.add("behind another in title") }
      if name[.definedOrganisation] > 0 { sink.add("title and defined") }
      if name[.attribution] + name[.afterRole] > 0 { sink.add("title and role") }
      if name[.afterUsing] * 3 >= max(name.textCount, 1) { sink.add("title, mostly used") }
    } else {
      if titleCount == 0 { sink.add("no name in title") }
      if passages > 1, passages == mostFrequent { sink.add("most frequent, not in title") }
    }
    if name[.opening] > 0 {
      sink.add("opening and passages", passages < 4 ? "1+" : "4+")
      if name[.subject] > 0 { sink.add("opening and subject") }
      if name[.afterUsing] == 0 { sink.add("opening, never used") }
    }
    if isFirstPerson, name[.site] + name[.fieldAuthor] + name[.ownHost] > 0 { sink.add("ours, we") }
    if isFirstPerson, name[.attribution] + name[.afterRole] > 0 { sink.add("speaker's, we") }
    if name[.fileName] > 0, passages * 2 >= mostFrequent, passages > 1 { sink.add("file name and frequent") }
    if name[.afterUsing] + name[.beforeTool] > 0, name[.beforeVerb] + name[.possessive] + name[.afterAt] == 0 {
      sink.add("only used")
    }
    if name[.beforeMember] + name[.afterAt] + name[.attribution] + name[.afterRole] > 1 { sink.add("has people") }
  }
}
