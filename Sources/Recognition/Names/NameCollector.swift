internal import Learning

/// Gathers the names of a document with what each of their occurrences says.
struct NameCollector {
  /// Names kept; what has more is a list.
  static let maximumNames = 1500

  let document: DocumentText
  private(set) var spans: NameSpans
  private(set) var names: [NameCandidate] = []
  private var indexOfKey: [UInt64: Int] = [:]
  /// Pairs that the text writes as one: "Federal Election Commission (FEC)".
  private(set) var equals: [(long: Int, short: Int)] = []
  /// Passages that hold text of the document, and how many speak of "we".
  private(set) var passageCount = 0
  private(set) var firstPersonCount = 0
  private let texts: [NameWords]

  init(_ text: WordedDocument, usage: WordUsage) {
    document = text.document
    texts = text.texts
    var lower: [UInt64: Int] = [:]
    var capital: [UInt64: Int] = [:]
    for text in texts {
      for word in text.words {
        if !word.has(.capital) {
          lower[word.hash, default: 0] += 1
        } else if !word.has(.first) {
          capital[word.hash, default: 0] += 1
        }
      }
    }
    spans = NameSpans(lower: lower, capital: capital, usage: usage)
    learnKnown()
    collectPassages()
    collectHeadings()
    collectFields()
    collectTitles()
    collectLowercase()
    collectLinks()
    collectPath()
  }

  /// Names that stand inside sentences: those that headlines are searched for.
  private mutating func learnKnown() {
    var counts: [UInt64: Int] = [:]
    for text in texts where !NameSpans.capitalisesAll(text) {
      for range in spans.spans(in: text, isTitle: false) where !text.words[range.lowerBound].has(.first) {
        counts[NameSpans.key(text, range), default: 0] += 1
      }
    }
    spans.known = Set(counts.keys)
  }

  // MARK: - Occurrences

  /// Adds an occurrence of a name and gives the name's index; nil when there are too many names.
  @discardableResult
  private mutating func add(_ text: NameWords, _ range: Range<Int>, _ signals: [NameSignal]) -> Int? {
    let key = NameSpans.key(text, range)
    var index = indexOfKey[key] ?? -1
    if index < 0 {
      guard names.count < Self.maximumNames else { return nil }
      index = names.count
      names.append(NameCandidate(key: key, words: range.map { text.words[$0].hash }))
      indexOfKey[key] = index
    }
    var form = FeatureHash.empty
    for place in text.words[range.lowerBound].range.lowerBound..<text.words[range.upperBound - 1].range.upperBound {
      form = FeatureHash.adding(text.bytes[place], to: form)
    }
    if names[index].forms[form] == nil { names[index].forms[form] = (text.text(range), 0) }
    names[index].forms[form]?.count += 1
    names[index].total += 1
    for signal in signals { names[index][signal] += 1 }
    let words = text.words[range]
    if words.allSatisfy({ $0.has(.allCapitals) }) { names[index].allCapitals += 1 }
    if words.contains(where: { $0.has(.innerCapital) && !$0.has(.allCapitals) }) { names[index].innerCapitals += 1 }
    if range.count == 1, words.first?.has(.first) == true { names[index].firstOnly += 1 }
    return index
  }

  private mutating func collectPassages() {
    for (index, passage) in document.passages.prefix(texts.count).enumerated() where passage.kind != .code {
      let text = texts[index]
      let isText = passage.kind != .metadata && passage.kind != .heading
      if isText {
        passageCount += 1
        if text.words.contains(where: { NameVocabulary.firstPerson.contains($0.hash) && !$0.has(.allCapitals) }) {
          firstPersonCount += 1
        }
      }
      let isTitle = passage.kind != .sentence && passage.kind != .quote && NameSpans.capitalisesAll(text)
      let found = spans.spans(in: text, isTitle: isTitle)
      var last: (end: Int, name: Int)?
      for range in found {
        var signals = NameContext.signals(text, range)
        if !isText { signals = [.fieldText] }
        if passage.kind == .quote { signals.append(.quoted) }
        if passage.kind == .bullet, range.lowerBound == 0 { signals.append(.bulletStart) }
        if isText, passageCount <= 3 { signals.append(.opening) }
        guard let name = add(text, range, signals) else { continue }
        if isText { note(name, in: index) }
        if let last, last.end == range.lowerBound, text.words[range.lowerBound].has(.opensBracket),
          text.words[range.upperBound - 1].has(.closesBracket)
        {
          equals.append((last.name, name))
        }
        last = (range.upperBound, name)
      }
      collectLabel(passage)
      if let attribution = passage.attribution {
        let words = NameWords(attribution)
        for range in spans.spans(in: words, isTitle: false) {
          add(words, range, [.attribution] + NameContext.signals(words, range))
        }
      }
    }
  }

  /// Notes that a passage names it.
  private mutating func note(_ name: Int, in passage: Int) {
    names[name].textCount += 1
    if names[name].passages.last != passage { names[name].passages.append(passage) }
    names[name].sections.insert(document.passages[passage].heading)
  }

  /// "Client: Acme"; "Acme: what it did".
  private mutating func collectLabel(_ passage: DocumentText.Passage) {
    guard let label = passage.label else { return }
    let name = label.lowercased()
    if passage.text.utf8.count <= 120, let signal = NameKeys.line(name) {
      for value in NameKeys.listed(passage.text) { addWhole(value, [signal]) }
    }
    let words = NameWords(label)
    for range in spans.spans(in: words, isTitle: true) { add(words, range, [.label]) }
  }

  /// A value that is a name as a whole.
  private mutating func addWhole(_ value: String, _ signals: [NameSignal]) {
    let words = NameWords(value)
    guard !words.words.isEmpty, words.words.count <= 9 else { return }
    var end = words.words.count
    // "Acme (a bank)", "Acme, maker of pumps".
    if let stop = words.words.firstIndex(where: { $0.has(.breaks) }), stop + 1 < end {
      let isLegal = NameVocabulary.legal.contains(words.words[stop + 1].hash)
      end = isLegal ? stop + 2 : stop + 1
      if end < words.words.count, words.words[end].has(.opensBracket), end + 1 == words.words.count,
        let long = add(words, 0..<end, signals), let short = add(words, end..<(end + 1), signals)
      {
        equals.append((long, short))
        return
      }
    }
    var start = 0
    while start + 1 < end, ["the", "a"].contains(words.text(start..<(start + 1)).lowercased()) { start += 1 }
    guard words.words[start..<end].contains(where: \.isNameLike) || end - start == 1 else { return }
    add(words, start..<end, signals)
  }

  private mutating func collectHeadings() {
    var isFirst = true
    for (index, heading) in document.headings.enumerated() {
      let text = NameWords(heading.title)
      let found = spans.spans(in: text, isTitle: true)
      for range in found {
        let signals = Self.headingSignals(text, range, isFirst: isFirst)
        if let name = add(text, range, signals) { names[name].sections.insert(index) }
      }
      isFirst = false
    }
  }

  private static func headingSignals(_ text: NameWords, _ range: Range<Int>, isFirst: Bool) -> [NameSignal] {
    var signals: [NameSignal] = [.heading]
    if isFirst { signals.append(.headingFirst) }
    if range == 0..<text.words.count { signals.append(.headingWhole) }
    if range.lowerBound == 0 { signals.append(.headingStart) }
    if text.words[range.upperBound - 1].has(.possessive) { signals.append(.headingPossessive) }
    if range.lowerBound > 0 {
      switch text.text((range.lowerBound - 1)..<range.lowerBound).lowercased() {
      case "about": signals.append(.headingAbout)
      case "with": signals.append(.headingAfterWith)
      case "at": signals.append(.headingAfterAt)
      default: break
      }
    }
    return signals
  }

  private mutating func collectFields() {
    for field in document.fields where field.value.utf8.count <= 400 {
      let key = field.key.lowercased()
      let last = key.split(whereSeparator: { $0 == "." || $0 == ":" }).last.map(String.init) ?? key
      let signal = NameKeys.field(key, last: last, isFrontMatter: field.isFrontMatter)
      switch signal {
      case .fieldSubject, .fieldOther, .fieldAuthor, .fieldTag, .fieldName:
        for value in NameKeys.listed(field.value) { addWhole(value, signal.map { [$0] } ?? []) }
      case .fieldImage, .fieldAddress: break
      default: continue
      }
    }
    if let site = document.site { addWhole(site, [.site]) }
  }

  private mutating func collectTitles() {
    var titles = [document.title]
    if let heading = document.heading, heading != document.title { titles.append(heading) }
    for field in document.fields {
      let key = field.key.lowercased()
      guard ["title", "headline", "og:title", "linktitle", "menu_title", "name"].contains(key) else { continue }
      if !titles.contains(field.value), field.value.utf8.count <= 200 { titles.append(field.value) }
    }
    for title in titles {
      let text = NameWords(title)
      var isFirst = true
      let named = TitleContext.named(text)
      for range in named.map({ [$0] }) ?? spans.spans(in: text, isTitle: true) {
        var signals = TitleContext.signals(text, range)
        if isFirst { signals.append(.titleFirst) }
        isFirst = false
        add(text, range, signals)
      }
    }
    if let subheading = document.subheading {
      let text = NameWords(subheading)
      for range in spans.spans(in: text, isTitle: false) { add(text, range, [.fieldText]) }
    }
  }

  /// Names that are written in lower case: words of title, headings, file name or links that are none of the language and
  /// that the text repeats.
  private mutating func collectLowercase() {
    var found: Set<UInt64> = []
    let title = NameWords(document.title)
    // Few words of the language have a hyphen and stand in no list of them.
    func isJoined(_ word: NameWords.Word) -> Bool {
      title.words.contains { $0.hash == word.hash }
        && title.words.contains { other in
          other.hash == word.hash && title.bytes[other.range].contains(UInt8(ascii: "-"))
        }
    }
    func isName(_ word: NameWords.Word) -> Bool {
      !word.isNameLike && !word.has(.domain) && word.range.count >= 3
        && spans.lower[word.hash, default: 0] >= (isJoined(word) ? 1 : 3)
        && spans.capital[word.hash, default: 0] * 2 <= spans.lower[word.hash, default: 0]
        && !spans.usage.isCommon(word.hash) && !NameVocabulary.function.contains(word.hash)
        && !NameVocabulary.institution.contains(word.hash) && !NameVocabulary.form.contains(word.hash)
        && !NameVocabulary.productNoun.contains(word.hash) && !NameVocabulary.calendar.contains(word.hash)
    }
    for (index, word) in title.words.enumerated() where isName(word) {
      add(title, index..<(index + 1), TitleContext.signals(title, index..<(index + 1)))
      found.insert(word.hash)
    }
    let file = document.path.split(separator: "/").last.map(String.init) ?? ""
    let places =
      document.headings.map(\.title) + document.links.prefix(200).map(\.text)
      + [file.split(separator: ".").first.map(String.init) ?? ""]
    for place in places where place.utf8.count <= 120 {
      let parts = place.utf8.split {
        $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: " ")
      }
      for part in parts where part.count >= 3 {
        if let word = NameWords(String(Substring(part))).words.first, isName(word) { found.insert(word.hash) }
      }
    }
    for hash in found.sorted() { occurrences(of: hash) }
    for (index, heading) in document.headings.enumerated() where !found.isEmpty {
      let text = NameWords(heading.title)
      for (place, word) in text.words.enumerated() where found.contains(word.hash) && !word.isNameLike {
        let range = place..<(place + 1)
        add(text, range, Self.headingSignals(text, range, isFirst: index == 0))
      }
    }
  }

  /// Where a word in lower case stands in the text.
  private mutating func occurrences(of hash: UInt64) {
    for (index, text) in texts.enumerated() {
      for (place, word) in text.words.enumerated() where word.hash == hash && !word.isNameLike {
        guard let name = add(text, place..<(place + 1), NameContext.signals(text, place..<(place + 1))) else {
          continue
        }
        note(name, in: index)
      }
    }
  }

  // MARK: - Addresses

  private mutating func collectLinks() {
    let compact = compactNames()
    var isFirst = true
    for link in document.links {
      if link.isImage {
        for part in Self.parts(ofFile: link.destination) { mark(part, .imageText, compact) }
        continue
      }
      guard let host = Self.host(of: link.destination) else { continue }
      for label in Self.labels(ofHost: host) {
        if mark(label, .linkHost, compact), isFirst { mark(label, .linkHostFirst, compact) }
      }
      isFirst = false
      let words = NameWords(link.text)
      if words.words.count <= 5 {
        if let name = indexOfKey[NameSpans.key(words, 0..<words.words.count)] { names[name][.linkText] += 1 }
      }
    }
    for field in document.fields {
      let key = field.key.lowercased()
      guard field.value.utf8.contains(UInt8(ascii: "/")) || field.value.utf8.contains(UInt8(ascii: ".")) else {
        continue
      }
      if NameKeys.isOwnAddress(key) || !field.isFrontMatter { continue }
      if let host = Self.host(of: field.value) {
        for label in Self.labels(ofHost: host) { mark(label, .fieldAddress, compact) }
      } else if !field.value.utf8.contains(UInt8(ascii: " ")) {
        for part in Self.parts(ofFile: field.value) { mark(part, .fieldImage, compact) }
      }
    }
    if let address = document.address, let host = Self.host(of: address) {
      for label in Self.labels(ofHost: host) { mark(label, .ownHost, compact) }
    }
  }

  private mutating func collectPath() {
    let compact = compactNames()
    var folders = document.path.split(separator: "/").map(String.init)
    guard var file = folders.popLast() else { return }
    // "acme/index.md" is Acme's page.
    let stem = file.split(separator: ".").first.map { $0.lowercased() } ?? ""
    if ["index", "_index", "readme", "postmortem"].contains(stem), let folder = folders.popLast() { file = folder }
    for part in Self.parts(ofFile: file) { mark(part, .fileName, compact) }
    for folder in folders { for part in Self.parts(ofFile: folder) { mark(part, .folderName, compact) } }
  }

  /// Keys of names by their words joined, and by their first word and their initials.
  private func compactNames() -> [UInt64: Set<Int>] {
    var compact: [UInt64: Set<Int>] = [:]
    for (index, candidate) in names.enumerated() {
      compact[candidate.key, default: []].insert(index)
      if candidate.words.count > 1, let first = candidate.words.first { compact[first, default: []].insert(index) }
    }
    return compact
  }

  @discardableResult
  private mutating func mark(_ part: UInt64, _ signal: NameSignal, _ compact: [UInt64: Set<Int>]) -> Bool {
    let found = compact[part] ?? []
    for name in found { names[name][signal] += 1 }
    return !found.isEmpty
  }

  /// "https://www.acme.example/x": "www.acme.example".
  private static func host(of address: String) -> Substring? {
    let bytes = address.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
      return nil
    }
    let host = bytes[bytes.index(colon, offsetBy: 3)...].prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ":")
    }
    return host.contains(UInt8(ascii: ".")) ? Substring(host) : nil
  }

  /// The hashes of "acme" and "acmeexample" of "www.acme.example"; of "acme.github.io" also "acme".
  private static func labels(ofHost host: Substring) -> [UInt64] {
    var parts = host.lowercased().split(separator: ".").map(String.init)
    if parts.first == "www" { parts.removeFirst() }
    guard parts.count >= 2 else { return [] }
    var labels = [parts[parts.count - 2].filter { $0 != "-" }]
    if parts.count >= 3 { labels.append(parts[parts.count - 3].filter { $0 != "-" }) }
    labels.append(parts.suffix(2).joined())
    return labels.filter { $0.utf8.count >= 2 }.map { WordSet.hash($0) }
  }

  /// The hashes of "acme", "case" and "acmecase" of "logos/acme-case.svg", each once.
  private static func parts(ofFile path: String) -> [UInt64] {
    guard let file = path.utf8.split(separator: UInt8(ascii: "/")).last,
      let stem = file.split(separator: UInt8(ascii: ".")).first.map({ String(Substring($0)).lowercased() })
    else { return [] }
    let words: [[UInt8]] =
      stem.utf8.allSatisfy { $0 < 0x80 }
      ? stem.utf8.split { $0 &- 0x61 >= 26 && $0 &- 0x30 >= 10 }.map { Array($0) }
      : stem.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map { Array($0.utf8) }
    guard words.count <= 12 else { return [] }
    var parts: [UInt64] = []
    for start in words.indices {
      var joined: [UInt8] = []
      for end in start..<min(start + 4, words.count) {
        joined += words[end]
        if joined.count >= 2 { parts.append(WordSet.hash(joined[...])) }
      }
    }
    return parts.distinct
  }
}
