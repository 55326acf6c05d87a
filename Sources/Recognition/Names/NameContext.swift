/// What the words around a name in running text say of it.
enum NameContext {
  private static let at = WordSet("at @")
  private static let with = WordSet("with alongside")
  private static let by = WordSet("by")
  private static let from = WordSet("from")
  private static let forWord = WordSet("for")
  private static let of = WordSet("of")
  private static let to = WordSet("to towards toward")
  private static let on = WordSet("on upon")
  private static let the = WordSet("the")
  private static let article = WordSet("a an")
  private static let listing = WordSet("and or &")
  private static let like = WordSet("like including include includes namely")
  private static let such = WordSet("such")
  private static let being = WordSet("is was are")
  private static let small = WordSet("that which who whose for in to where with")

  static func signals(_ text: NameWords, _ range: Range<Int>) -> [NameSignal] {
    var signals: [NameSignal] = []
    before(text, range, &signals)
    after(text, range, &signals)
    let first = text.words[range.lowerBound]
    let last = text.words[range.upperBound - 1]
    if last.has(.possessive) { signals.append(.possessive) }
    if first.has(.opensBracket), last.has(.closesBracket) { signals.append(.bracketed) }
    return signals
  }

  private static func before(_ text: NameWords, _ range: Range<Int>, _ signals: inout [NameSignal]) {
    let words = text.words
    var index = range.lowerBound - 1
    // "customers such as Acme, Bravo and Crane": what stands before the list.
    var steps = 0
    while index > 0, steps < 12, isListed(text, index) {
      index -= 1
      steps += 1
    }
    if steps > 0 { signals.append(.listed) }
    guard index >= 0, !words[index].has(.endsSentence) else { return }
    let one = words[index]
    if one.has(.breaks), !one.has(.colon), steps == 0, !one.has(.comma) { return }
    if one.has(.comma), steps == 0 {
      // "CTO, Acme"
      if NameVocabulary.title.contains(one.hash) { signals.append(.afterJob) }
      return
    }
    var two = index > 0 ? words[index - 1].hash : 0
    var head = one.hash
    if steps == 0, the.contains(head) {
      signals.append(.afterThe)
      head = two
      two = index > 1 ? words[index - 2].hash : 0
    }
    if article.contains(head) { signals.append(.afterA) }
    if NameVocabulary.honorific.contains(head) { signals.append(.honorific) }
    if NameVocabulary.speech.contains(head) { signals.append(.speech) }
    if NameVocabulary.using.contains(head) { signals.append(.afterUsing) }
    if NameVocabulary.companyNoun.contains(head) { signals.append(.afterCompany) }
    if like.contains(head) {
      signals.append(NameVocabulary.companyNoun.contains(two) ? .afterCompany : .afterLike)
    }
    if such.contains(two) {
      let isCompany = index > 1 && NameVocabulary.companyNoun.contains(words[index - 2].hash)
      signals.append(isCompany ? .afterCompany : .afterLike)
    }
    if at.contains(head) {
      signals.append(.afterAt)
      if NameVocabulary.roleNoun.contains(two) { signals.append(.afterRole) }
    } else if with.contains(head) {
      signals.append(.afterWith)
      if NameVocabulary.partnering.contains(two) { signals.append(.partner) }
    } else if by.contains(head) {
      signals.append(.afterBy)
      if NameVocabulary.owning.contains(two) { signals.append(.owned) }
    } else if from.contains(head) {
      signals.append(.afterFrom)
      if NameVocabulary.roleNoun.contains(two) { signals.append(.afterRole) }
    } else if NameVocabulary.placing.contains(head) {
      signals.append(.afterIn)
    } else if forWord.contains(head) {
      signals.append(.afterFor)
    } else if of.contains(head) {
      signals.append(.afterOf)
      if NameVocabulary.roleNoun.contains(two) { signals.append(.afterRole) }
    } else if to.contains(head) {
      signals.append(.afterTo)
    } else if on.contains(head) {
      signals.append(.afterOn)
    } else if NameVocabulary.title.contains(head) {
      signals.append(.afterJob)
    }
  }

  /// Whether the word before a name is part of a list that the name goes on.
  private static func isListed(_ text: NameWords, _ index: Int) -> Bool {
    let word = text.words[index]
    if word.has(.endsSentence) { return false }
    if listing.contains(word.hash) {
      let previous = text.words[index - 1]
      return previous.isNameLike && !previous.has(.endsSentence)
    }
    if word.isNameLike, !NameVocabulary.function.contains(word.hash) {
      return word.has(.comma) || text.words.count > index + 1 && listing.contains(text.words[index + 1].hash)
        || !word.has(.breaks) && index + 1 < text.words.count && text.words[index + 1].isNameLike
    }
    return false
  }

  private static func after(_ text: NameWords, _ range: Range<Int>, _ signals: inout [NameSignal]) {
    let words = text.words
    let last = words[range.upperBound - 1]
    let opensSentence = words[range.lowerBound].has(.first)
    guard range.upperBound < words.count, !last.has(.endsSentence) else { return }
    let next = words[range.upperBound]
    if last.has(.comma) {
      if !next.isNameLike, article.contains(next.hash) || the.contains(next.hash) {
        define(text, range.upperBound + 1, &signals)
      }
      if NameVocabulary.title.contains(next.hash) { signals.append(.beforeJob) }
      let following = range.upperBound + 1
      if following < words.count, !next.has(.breaks), NameVocabulary.title.contains(next.hash),
        NameVocabulary.title.contains(words[following].hash)
      {
        signals.append(.beforeJob)
      }
      return
    }
    if last.has(.breaks) { return }
    if next.has(.digit), !next.isNameLike { signals.append(.beforeNumber) }
    if next.isNameLike { return }
    if NameVocabulary.toolNoun.contains(next.hash) { signals.append(.beforeTool) }
    if NameVocabulary.memberNoun.contains(next.hash) { signals.append(.beforeMember) }
    if NameVocabulary.speech.contains(next.hash) { signals.append(.speech) }
    if isVerb(text, range.upperBound) {
      signals.append(.beforeVerb)
      if opensSentence { signals.append(.subject) }
      if NameVocabulary.using.contains(next.hash) { signals.append(.beforeUsing) }
    }
    let following = range.upperBound + 1
    if being.contains(next.hash), following < words.count,
      article.contains(words[following].hash) || the.contains(words[following].hash)
    {
      define(text, following + 1, &signals)
    }
  }

  private static func isVerb(_ text: NameWords, _ index: Int) -> Bool {
    let word = text.words[index]
    if NameVocabulary.verb.contains(word.hash) { return true }
    return text.endsInED(word)
  }

  /// "... a Lisbon-based startup that": what a name is said to be.
  private static func define(_ text: NameWords, _ start: Int, _ signals: inout [NameSignal]) {
    for index in start..<max(start, min(start + 7, text.words.count)) {
      let word = text.words[index]
      if NameVocabulary.definingNoun.contains(word.hash) {
        signals.append(.definedOrganisation)
        return
      }
      if NameVocabulary.productNoun.contains(word.hash) {
        signals.append(.definedProduct)
        return
      }
      if word.has(.endsSentence) || small.contains(word.hash) { return }
    }
  }
}

/// What a name's place in the title says of it.
enum TitleContext {
  private static let kind = WordSet("case story stories study interview success customer user testimonial journey")
  private static let of = WordSet("of")
  private static let at = WordSet("at @")
  private static let with = WordSet("with")
  private static let forWord = WordSet("for")
  private static let by = WordSet("by from")
  private static let placing = WordSet("in across")
  private static let on = WordSet("on about")
  private static let to = WordSet("to")
  private static let how = WordSet("how why what when")
  private static let skipped = WordSet("the a an")

  /// The words behind "Case study:", when all of them but small ones begin with a capital: a name, whatever its words.
  static func named(_ text: NameWords) -> Range<Int>? {
    let words = text.words
    guard let colon = words.firstIndex(where: { $0.has(.colon) }), colon < 4, colon + 1 < words.count,
      words[0...colon].contains(where: { kind.contains($0.hash) })
    else { return nil }
    let end = words[(colon + 1)...].firstIndex { $0.has(.breaks) }.map { $0 + 1 } ?? words.count
    let range = (colon + 1)..<end
    guard range.count <= 6, end == words.count, words[colon + 1].isNameLike,
      range.allSatisfy({ words[$0].isNameLike || NameVocabulary.inner.contains(words[$0].hash) })
    else { return nil }
    return range
  }

  static func signals(_ text: NameWords, _ range: Range<Int>) -> [NameSignal] {
    let words = text.words
    var signals: [NameSignal] = [.title]
    if range == 0..<words.count { signals.append(.titleWhole) }
    if range.lowerBound == 0 { signals.append(.titleStart) }
    if range.upperBound == words.count { signals.append(.titleEnd) }
    let last = words[range.upperBound - 1]
    if last.has(.possessive) { signals.append(.titlePossessive) }
    if last.has(.colon) { signals.append(.titleBeforeColon) }
    if words[range.lowerBound].has(.opensBracket) { signals.append(.titleBracketed) }
    var index = range.lowerBound - 1
    while index > 0, skipped.contains(words[index].hash), !words[index].has(.breaks) { index -= 1 }
    if index >= 0 {
      let word = words[index]
      if word.has(.colon) {
        signals.append(.titleAfterColon)
        if words[0...index].contains(where: { kind.contains($0.hash) }) { signals.append(.titleAfterKind) }
      } else if word.has(.breaks) {
        if !word.has(.comma) { signals.append(.titleAfterBar) }
      } else {
        preposition(words, index, &signals)
      }
    }
    guard range.upperBound < words.count, !last.has(.breaks) else { return signals }
    let next = words[range.upperBound]
    if kind.contains(next.hash) { signals.append(.titleBeforeKind) }
    if NameVocabulary.toolNoun.contains(next.hash) { signals.append(.titleBeforeTool) }
    if NameVocabulary.verb.contains(next.hash) || text.endsInED(next)
      || NameVocabulary.using.contains(next.hash)
    {
      signals.append(.titleBeforeVerb)
    }
    return signals
  }

  private static func preposition(_ words: [NameWords.Word], _ index: Int, _ signals: inout [NameSignal]) {
    let word = words[index].hash
    let isAfterKind = index > 0 && kind.contains(words[index - 1].hash)
    if at.contains(word) { signals.append(.titleAfterAt) }
    if with.contains(word) { signals.append(.titleAfterWith) }
    if NameVocabulary.using.contains(word) { signals.append(.titleAfterUsing) }
    if forWord.contains(word) { signals.append(.titleAfterFor) }
    if by.contains(word) { signals.append(.titleAfterBy) }
    if placing.contains(word) { signals.append(.titleAfterIn) }
    if of.contains(word) { signals.append(.titleAfterOf) }
    if on.contains(word) { signals.append(.titleAfterOn) }
    if to.contains(word) { signals.append(.titleAfterTo) }
    if how.contains(word) { signals.append(.titleAfterHow) }
    if isAfterKind || kind.contains(word) { signals.append(.titleAfterKind) }
  }
}

/// Keys of fields and labels of lines that say whose name their value is.
enum NameKeys {
  private static let subject: Set<String> = [
    "org", "organisation", "organisations", "organization", "organizations", "company", "companies", "customer",
    "customers", "client", "clients", "subject", "agency", "employer", "institution", "company_name", "companyname",
    "customer_name", "client_name", "organization_name", "organisation_name", "companies_involved", "end_user",
    "adopter",
    "user", "department", "about.name", "worksfor.name", "case_study_details.company",
  ]
  private static let other: Set<String> = [
    "partner", "partners", "vendor", "vendors", "supplier", "suppliers", "sponsor", "sponsors", "funder", "funders",
    "contractor", "members", "key partners", "participants", "key customers", "collaborators",
  ]
  private static let author: Set<String> = [
    "author", "authors", "by", "byline", "publisher", "publisher.name", "author.name", "creator", "site", "site_name",
    "og:site_name", "application-name", "owner", "provider", "article:author", "copyright",
  ]
  private static let named: Set<String> = [
    "linktitle", "menu_title", "name", "short_title", "shorttitle", "slug", "logo_alt", "logoalt", "alt", "label",
    "nav_title", "sidebar_label", "navtitle", "brand", "menutitle", "displayname", "short_name", "h1",
  ]
  private static let tags: Set<String> = ["tags", "tag", "keywords", "categories", "category", "topics"]
  private static let images: Set<String> = [
    "logo", "image", "picture", "img", "thumbnail", "background", "url", "website", "homepage", "link", "study_domain",
    "icon", "permalink", "redirect_from", "slug", "aliases", "canonical",
  ]
  private static let lines: Set<String> = [
    "company", "organisation", "organization", "client", "customer", "name", "company name", "customer name",
    "client name",
    "organisation name", "organization name", "agency", "institution", "user", "end user", "about the company",
    "adopter",
    "employer", "who", "case", "business",
  ]

  static func field(_ key: String, last: String, isFrontMatter: Bool) -> NameSignal? {
    if subject.contains(key) || subject.contains(last) { return .fieldSubject }
    if other.contains(last) { return .fieldOther }
    if author.contains(key) || author.contains(last) { return .fieldAuthor }
    if tags.contains(last) { return .fieldTag }
    if named.contains(last), isFrontMatter { return .fieldName }
    if images.contains(last) || holds(last, "logo") || holds(last, "image") { return .fieldImage }
    return nil
  }

  /// Whether a key holds letters of ASCII.
  private static func holds(_ key: String, _ letters: StaticString) -> Bool {
    var key = key
    return key.withUTF8 { key in
      letters.withUTF8Buffer { letters in
        key.indices.contains { key[$0...].starts(with: letters) }
      }
    }
  }

  static func line(_ label: String) -> NameSignal? {
    if lines.contains(label) { return .lineSubject }
    if other.contains(label) { return .lineOther }
    return nil
  }

  /// Addresses of the page itself say who publishes it.
  static func isOwnAddress(_ key: String) -> Bool { ["canonical", "og:url"].contains(key) }

  /// "Acme, Bravo and Crane": the names of a value.
  static func listed(_ value: String) -> [String] {
    var value = value
    if value.contains("](") { value = withoutLinks(value) }
    var parts = value.split(whereSeparator: { ",;|".contains($0) }).map(String.init)
    // "Acme, Inc."
    var merged: [String] = []
    for part in parts {
      let word = part.lowercased().filter { $0.isLetter || $0 == "." }
      if !merged.isEmpty, NameVocabulary.legal.contains(WordSet.hash(word.filter(\.isLetter))) {
        merged[merged.count - 1] += "," + part
      } else {
        merged.append(part)
      }
    }
    parts = merged
    if parts.count > 1, let last = parts.popLast() {
      let words = last.split(separator: " ")
      if let and = words.firstIndex(where: { ["and", "or", "und", "et", "y"].contains($0) }), and + 1 < words.count {
        let first = words[..<and].joined(separator: " ")
        if !first.isEmpty { parts.append(first) }
        parts.append(words[(and + 1)...].joined(separator: " "))
      } else {
        parts.append(last)
      }
    }
    return parts.map { part in
      var words = part.split(whereSeparator: \.isWhitespace)
      while let first = words.first, ["and", "&", "the"].contains(first) { words.removeFirst() }
      return words.joined(separator: " ")
    }.filter { !$0.isEmpty && !$0.lowercased().hasPrefix("others") && !$0.lowercased().hasPrefix("etc") }
  }

  /// The words of links; an address as its own words names nothing.
  private static func withoutLinks(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "["), let middle = rest[open...].firstIndex(of: "]"),
      let close = rest[middle...].firstIndex(of: ")")
    {
      let words = rest[rest.index(after: open)..<middle]
      result += rest[..<open]
      if !words.contains(".") || words.contains(" ") { result += words }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
