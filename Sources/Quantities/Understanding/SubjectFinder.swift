internal import Words

/// Finds organisations named in headings and labels: capitalised words that are not what titles are made of.
public enum SubjectFinder {
  /// The organisations a title names, in its order: "Microsoft" and "OpenAI" for "Case Study 1: Microsoft-OpenAI Strategic
  /// Alliance"; none for "Channel Alliance Strategies".
  public static func organisations(inTitle title: String) -> [String] {
    guard mayHoldName(title.utf8) else { return [] }
    var result: [String] = []
    var current: [Substring] = []
    func close() {
      if !current.isEmpty { result.append(current.joined(separator: " ")) }
      current = []
    }
    for piece in title.utf8.split(separator: 0x20) {
      for (index, part) in parts(of: Substring(piece)).enumerated() {
        if index > 0 { close() }
        let trimmed = word(of: part)
        if isName(trimmed) {
          current.append(trimmed.hasSuffix("'s") || trimmed.hasSuffix("’s") ? trimmed.dropLast(2) : trimmed)
          if trimmed.endIndex < part.endIndex { close() }
        } else if index == 0, !current.isEmpty, trimmed.first?.isUppercase == true,
          Vocabulary.shared.info(of: trimmed).traits.contains(.organisationTail)
        {
          current.append(trimmed)
        } else if !current.isEmpty, trimmed.lowercased() == "ai" {
          // "Stability AI", "Scale AI": part of a name only where a name goes before and nothing of a title follows.
          current.append(trimmed)
        } else {
          if current.count > 1, current.last?.lowercased() == "ai" { current.removeLast() }
          close()
        }
      }
    }
    close()
    return result.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
  }

  /// Whether there is a capital, or a letter that may be one.
  private static func mayHoldName(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.contains { $0 &- 0x41 < 26 || $0 >= 0x80 }
  }

  /// What hyphens and the like join.
  private static func parts(of piece: Substring) -> [Substring] {
    let isOne = piece.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "&"), UInt8(ascii: "+"), 0x80...: false
      default: true
      }
    }
    if isOne { return [piece] }
    return piece.split(whereSeparator: { $0 == "-" || $0 == "/" || $0 == "&" || $0 == "+" || $0 == "–" })
  }

  /// The word of a part without the marks around it.
  private static func word(of part: Substring) -> Substring {
    guard part.utf8.allSatisfy({ $0 < 0x80 }) else {
      return part.drop { !$0.isLetter }.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "'" || $0 == "’" }
    }
    return Substring(
      part.utf8.drop { ($0 | 0x20) &- 0x61 >= 26 }.prefix { byte in
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "'")
      })
  }

  /// Whether a word can be (part of) an organisation's name: capitalised, or with capitals inside, and no word that titles are
  /// made of.
  static func isName(_ word: Substring) -> Bool {
    guard mayHoldName(word.utf8), word.count > 1, let first = word.first else { return false }
    if isAcronym(word) || word.contains(where: \.isNumber) { return false }
    // Capitals inside are names: "OpenAI", "NVIDIA", "iRobot".
    let capitals = word.dropFirst().contains { $0.isUppercase }
    let lower = word.lowercased()
    if capitals {
      let info = Vocabulary.shared.info(of: lower)
      return info.traits.isDisjoint(with: [.generic, .stop, .numbered, .timeUnit, .setName])
        || word.count <= 4 && lower == "ibm"
    }
    guard first.isUppercase else { return false }
    return !isOrdinary(lower) && !(lower.hasSuffix("s") && isOrdinary(String(lower.dropLast())))
      && !(lower.hasSuffix("ies") && isOrdinary(String(lower.dropLast(3)) + "y"))
  }

  /// A word of ordinary language, by the lexicon or its ending.
  private static func isOrdinary(_ lower: String) -> Bool {
    let info = Vocabulary.shared.info(of: lower)
    if !info.topics.isEmpty || !info.traits.isDisjoint(with: ordinaryTraits) { return true }
    return endings.contains { lower.hasSuffix($0) && lower.count > $0.count + 2 }
  }

  private static let ordinaryTraits: WordTraits = [
    .generic, .stop, .numbered, .month, .small, .tens, .ordinal, .timeUnit, .setName, .increase, .decrease,
    .enumerating, .comparative,
    .aim, .statistic, .preposition, .determiner, .notPlural, .fraction, .multiplier, .hyphenNoun, .mass, .periodAdverb,
  ]

  /// Endings of nouns of process and quality, adjectives and participles.
  private static let endings = [
    "tion", "sion", "ment", "ness", "ship", "ity", "ing", "ance", "ence", "ency", "ancy", "ical", "tive", "sive",
    "ally", "able", "ible",
    "ous", "ful", "less", "ised", "ized", "ated", "ced", "ded", "hed", "ged", "ked", "led", "med", "ned", "ped", "red",
    "sed", "ted", "ved", "ial", "nal",
    "ural", "ology", "ism", "ware", "wide", "based", "tic", "ary", "ory",
  ]

  /// Abbreviations of things, which are capitals but no organisations.
  static func isAcronym(_ word: Substring) -> Bool { acronyms.contains(word.uppercased()) }

  private static let acronyms: Set<String> = [
    "AI", "ML", "API", "APIS", "GPT", "GPTS", "GPU", "GPUS", "CPU", "CPUS", "CRM", "ERP", "ROI", "EHR", "IT", "KPI",
    "KPIS", "SAAS", "PAAS", "IAAS", "B2B",
    "B2C", "CEO", "CTO", "CFO", "CIO", "COO", "HR", "PR", "SEO", "SLA", "SLO", "SDK", "IDE", "UI", "UX", "VM", "VMS",
    "CI", "CD", "NLP", "LLM", "LLMS",
    "OCR", "IOT", "ETL", "SQL", "HTTP", "REST", "JSON", "XML", "HTML", "CSS", "DNS", "CDN", "VPN", "LAN", "OT", "PLC",
    "PLCS", "SCADA", "MES", "EBITDA",
    "ARR", "MRR", "CAGR", "NPS", "CSAT", "USD", "EUR", "GBP", "US", "UK", "EU", "USA", "GDP", "IPO", "ESG", "TCO",
    "OPEX", "CAPEX", "YOY", "Q1", "Q2", "Q3",
    "Q4", "P95", "P99", "PDF", "FAQ", "RFP", "MVP", "POC", "OSS", "GDPR", "HIPAA", "SOC", "ISO", "QA", "TV", "PC",
    "PCS",
  ]
}

extension FigureReader {
  /// Whose figure it is: an organisation named beside the figure, the lead-in or row when it is one, the sentence's own
  /// subject, else the record's organisation.
  func subject(_ figure: Figure, phrase: Range<Int>) -> String? {
    if let header = context.rowHeader, let column = context.columnHeader {
      if !surroundings.rowIsMeasure { return header }
      if !surroundings.columnIsTime, SubjectFinder.organisations(inTitle: column).count == 1 { return column }
    }
    if let name = nameIn(phrase, figure) { return name }
    if let label = leadText {
      if let known = knownOrganisation(in: label) { return known }
      let names = SubjectFinder.organisations(inTitle: label)
      // A label of capitals alone is as likely a measure ("GMV") unless the figure says its measure itself.
      let isCapitals = names.first.map { $0.count <= 5 && $0.allSatisfy(\.isUppercase) } ?? false
      if names.count == 1, label.split(separator: " ").count <= 4, !isCapitals || !phrase.isEmpty,
        !isRowOfMeasures(label, names[0])
      {
        return names[0]
      }
    }
    if let name = sentenceSubject(figure) { return name }
    return headingOrganisation ?? context.subject
  }

  /// An organisation that the record names and that has a section of its own: its heading is the name.
  private var headingOrganisation: String? {
    for heading in context.headings.reversed().prefix(2) {
      let title = heading.trimmingPrefix { !$0.isLetter }
      for name in context.otherOrganisations where !name.isEmpty && title.hasPrefix(name) {
        let rest = title.dropFirst(name.count)
        if rest.allSatisfy({ !$0.isLetter }) || rest.hasPrefix(" (") { return name }
      }
    }
    return nil
  }

  /// A row of a table that is headed "Empty runs" tells what is measured: its first word has its capital from where it
  /// stands, unless it is a name known everywhere or written with capitals inside.
  private func isRowOfMeasures(_ label: String, _ name: String) -> Bool {
    guard context.columnHeader != nil, label.hasPrefix(name), label.utf8.count > name.utf8.count else { return false }
    let rest = label.dropFirst(name.count)
    return !rest.contains(where: \.isUppercase) && !name.dropFirst().contains(where: \.isUppercase)
      && !name.contains(" ") && !OrganisationMentions.known.contains(name)
  }

  private func knownOrganisation(in text: String) -> String? {
    let all = [context.subject].compactMap { $0 } + context.otherOrganisations
    return all.filter { !$0.isEmpty && text.contains($0) }.max { $0.count < $1.count }
  }

  /// A name among the words behind the figure that owns it: before the noun ("AWS customers"), behind "of", "for", "by" or
  /// "using"; not a place behind "on", "in", "through".
  private func nameIn(_ phrase: Range<Int>, _ figure: Figure) -> String? {
    var at = phrase.lowerBound
    var owned = true
    while at < phrase.upperBound {
      let traits = parser.traits(at)
      switch parser.word(at) {
      case .of, .for, .by, .using, .use, .uses: owned = true
      default:
        if traits.contains(.preposition) || traits.contains(.stop) { owned = false }
      }
      if owned, isName(at), at != figure.noun.last {
        var last = at
        while last + 1 < phrase.upperBound, isName(last + 1) || isNameTail(last + 1, at),
          !parser.token(last).flags.contains(.possessive)
        { last += 1 }
        return name(at, last)
      }
      at += 1
    }
    return nil
  }

  private func isName(_ index: Int) -> Bool {
    guard parser.isWord(index), !parser.beginsSentence(index) else { return false }
    let token = parser.token(index)
    guard !token.flags.isDisjoint(with: [.capital, .innerCapital]) else { return false }
    if parser.isHyphen(index - 1) && parser.isLower(index - 2) { return false }
    if parser.isNumber(index + 1), parser.traits(index).contains(.setName) { return false }
    return SubjectFinder.isName(Substring(String(decoding: parser.bytes[token.start..<token.end], as: UTF8.self)))
  }

  /// Capitalised words that go on a name: "Azure OpenAI Service", "Google Cloud".
  private func isNameTail(_ index: Int, _ first: Int) -> Bool {
    parser.isWord(index) && parser.token(index).flags.contains(.capital) && parser.token(index).spaced
      && !SubjectFinder.isAcronym(Substring(parser.text(index)))
  }

  private func name(_ first: Int, _ last: Int) -> String {
    var words: [String] = []
    for index in first...last where parser.isWord(index) {
      let token = parser.token(index)
      words.append(String(decoding: parser.bytes[token.start..<token.end], as: UTF8.self))
    }
    return words.joined(separator: " ")
  }

  /// The name a sentence begins with, when headings or context know it: "Google acquired DeepMind for".
  private func sentenceSubject(_ figure: Figure) -> String? {
    var first = left
    if parser.isMark(first, Mark.quote) { first += 1 }
    guard first < figure.first, parser.isWord(first), parser.token(first).flags.contains(.capital) else { return nil }
    let start = parser.token(first)
    let word = String(decoding: parser.bytes[start.start..<start.end], as: UTF8.self)
    guard SubjectFinder.isName(Substring(word)) else { return nil }
    var last = first
    while last + 1 < figure.first, isName(last + 1), !parser.token(last).flags.contains(.possessive) { last += 1 }
    let full = name(first, last)
    let known =
      ([context.subject, context.recordTitle].compactMap { $0 } + context.otherOrganisations + context.headings)
    return known.contains { $0.contains(full) || $0.contains(word) } ? full : nil
  }
}
