internal import Recognition
internal import Words

/// Finds the organisations of a record: who it is about, and who else takes part. Each with what told it.
struct OrganisationFinder {
  /// Words of titles that name no organisation. Lower case.
  private static let generic: Set<String> = [
    "a", "ai", "ml", "an", "the", "and", "or", "of", "for", "in", "on", "at", "to", "with", "by", "from", "how", "why",
    "what", "as", "its",
    "strategic", "alliance", "alliances", "partnership", "partnerships", "partner", "partners", "ecosystem",
    "ecosystems",
    "platform", "platforms", "infrastructure", "integration", "integrations", "success", "successes", "story",
    "stories",
    "case", "cases", "study", "studies", "open", "source", "developer", "developers", "healthcare", "financial",
    "finance",
    "program", "programs", "programme", "network", "model", "models", "strategy", "strategies", "enterprise",
    "research",
    "community", "cloud", "data", "business", "technology", "services", "service", "solutions", "solution", "product",
    "products", "market", "industry", "digital", "global", "customer", "customers", "store", "marketplace",
    "collaboration",
    "framework", "frameworks", "report", "overview", "summary", "intelligence", "development", "growth", "innovation",
    "first", "driven", "based", "pattern", "patterns", "api", "hybrid", "emerging", "common", "key", "new",
    "positioning",
    "evolution", "focused", "balance", "commercial", "workplace", "assistant", "agent", "agents", "joint", "venture",
    "structures", "university", "channel", "industry", "vertical", "standards", "ethics", "governance", "edge",
    "regulatory",
    "compliance", "revenue", "metrics", "impact", "engagement", "adoption", "contribution", "alignment", "excellence",
    "excellent", "operational", "incentives", "misaligned", "challenges", "co-innovation", "go-to-market", "bank",
    "banking",
    "chapter", "gathering", "information", "scale", "scaling", "building", "build", "using", "uses", "real", "time",
    "web",
    "engineering", "software", "team", "teams", "management", "security", "mobile", "online", "learning", "machine",
  ]

  /// Front matter and metadata keys that name who a document is about, and who else takes part.
  private static let subjectKeys: Set<String> = [
    "org", "organisation", "organisations", "organization", "organizations", "company", "companies", "customer",
    "customers",
    "client",
    "clients", "subject", "agency", "employer", "institution", "about.name", "case_study_details.company",
    "metadata.organization", "author.worksfor.name",
  ]
  private static let otherKeys: Set<String> = ["partner", "partners", "vendor", "vendors", "supplier", "suppliers"]
  /// Labels of statements that list members or partners.
  private static let listLabels: Set<String> = [
    "partners", "key partners", "members", "companies", "vendors", "customers", "clients", "key customers",
    "participants",
  ]

  private static let lineLabels: Set<String> = ["company", "organisation", "organization", "client", "customer"]
  /// What all labels above have in common, to pass over others quickly.
  private static let longestLabel = listLabels.union(lineLabels).map(\.utf8.count).max() ?? 0
  private static let labelInitials = Set(listLabels.union(lineLabels).compactMap(\.utf8.first))

  /// Words that stand alone in the body, to tell "Microsoft-OpenAI" (two) from "Coca-Cola" (one).
  let body: BodyText

  func organisations(
    title: HeadingTitle, documentTitle: String, metadata: [MetadataEntry], isDocument: Bool, kind: RecordKind,
    statements: [Statement], recognised: RecognisedOrganisations? = nil
  ) -> [Organisation] {
    var found: [Organisation] = []
    func add(_ name: String, isSubject: Bool, rule: String) {
      let name = String(Substring(name).trimmingSpaces())
      guard !name.isEmpty, name.utf8.count <= 80, name.contains(where: \.isLetter), !name.contains("](") else { return }
      guard !found.contains(where: { $0.name.lowercased() == name.lowercased() })
      else { return }
      found.append(Organisation(name: name, isSubject: isSubject, rule: rule))
    }
    if isDocument {
      for (names, isSubject, rule) in Self.named(in: metadata, kind: kind) {
        for name in names { add(name, isSubject: isSubject, rule: rule) }
      }
    }
    if isDocument, found.allSatisfy({ !$0.isSubject }) {
      for text in [documentTitle, title.name] {
        if let name = Self.name(before: text) { add(name, isSubject: true, rule: "title: the name before its kind") }
      }
    }
    if recognised == nil, found.allSatisfy({ !$0.isSubject }), [.caseStudy, .pattern, .profile].contains(kind) {
      if let remark = title.remark {
        if let name = Self.name(inRemark: remark) { add(name, isSubject: true, rule: "title, in parentheses") }
      }
      if kind != .pattern || found.isEmpty {
        // The headline of a page capitalises every word: there a name has to be one in the text too.
        for name in names(inTitle: title.name) where !isDocument || body.mentions(name, besides: title.name) {
          add(name, isSubject: true, rule: "title")
        }
      }
    }
    if let recognised {
      take(recognised, title: documentTitle, to: &found)
    }
    for statement in statements {
      guard let label = statement.label, label.utf8.count <= Self.longestLabel,
        let initial = label.utf8.first, Self.labelInitials.contains(initial | 0x20)
      else { continue }
      let name = label.lowercased()
      if Self.listLabels.contains(name) {
        let names = Self.listed(statement.text).filter { Self.looksLikeName($0) }
        for name in names { add(name, isSubject: false, rule: "list: \(label)") }
      } else if recognised == nil, Self.lineLabels.contains(name),
        Self.looksLikeName(statement.text)
      {
        for name in Self.listed(statement.text) {
          add(name, isSubject: !found.contains { $0.isSubject }, rule: "line: \(label)")
        }
      }
    }
    if recognised == nil, kind == .caseStudy { addMentioned(statements, to: &found) }
    return found
  }

  /// From this probability on a name beside the main one in the title is the other party of the story.
  private static let partyThreshold: Float = 0.6

  /// Whom the evidence of the whole document speaks for, unless a field has said it, and the others that it names.
  private func take(_ recognised: RecognisedOrganisations, title: String, to found: inout [Organisation]) {
    func isNew(_ name: String) -> Bool {
      let lower = name.lowercased()
      // "Acme Cloud" is a product of Acme's, "Acme" a short form.
      return !found.contains { $0.name.lowercased() == lower || $0.isSubject && Self.isPart($0.name, name) }
    }
    let isOpen = found.allSatisfy { !$0.isSubject }
    if let main = recognised.main, isNew(main.name) {
      found.append(Organisation(name: main.name, isSubject: isOpen, rule: "evidence: \(main.reason)"))
    }
    for other in recognised.others where isNew(other.name) {
      let isParty =
        isOpen && other.probability >= Self.partyThreshold
        && recognised.main.map { Self.joins(title, $0.name, other.name) } ?? false
      found.append(Organisation(name: other.name, isSubject: isParty, rule: "evidence: \(other.reason)"))
    }
  }

  /// Whether one name is the other's first or last words.
  private static func isPart(_ subject: String, _ name: String) -> Bool {
    let (long, short) = subject.count > name.count ? (subject, name) : (name, subject)
    let (longer, shorter) = (long.lowercased(), short.lowercased())
    return longer.hasPrefix(shorter + " ") || longer.hasSuffix(" " + shorter)
  }

  /// "Acme and Bravo: ...", "Acme-Bravo Alliance": a title about both.
  private static func joins(_ title: String, _ one: String, _ two: String) -> Bool {
    let bytes = Array(title.utf8)
    func holds(_ text: String) -> Bool { ByteSearch.first(Array(text.utf8), in: bytes, bytes.indices) != nil }
    guard holds(one), holds(two) else { return false }
    return [" and ", " & ", "-", "–", " + "].contains { holds(one + $0 + two) || holds(two + $0 + one) }
  }

  /// Organisations that the text of a case names besides the one it is about.
  private func addMentioned(_ statements: [Statement], to found: inout [Organisation]) {
    let subjects = found.filter(\.isSubject).map { $0.name.lowercased() }
    let initials = found.filter(\.isSubject).map { subject in
      String(subject.name.split(separator: " ").compactMap(\.first).filter(\.isUppercase)).lowercased()
    }
    var text: [UInt8] = []
    for statement in statements where statement.kind != .metadata && statement.kind != .code {
      if found.count >= 40 { break }
      text.removeAll(keepingCapacity: true)
      statement.appendFullText(to: &text)
      for mention in OrganisationMentions.mentions(in: text) where found.count < 40 {
        let lower = mention.name.lowercased()
        // What a text is said to be is no member of its story.
        if mention.rule.hasPrefix("is a") { continue }
        if lower.count >= 3, initials.contains(where: { $0.hasSuffix(lower) }) { continue }
        // A longer or shorter form of the subject's name is no other organisation.
        if subjects.contains(where: { $0.contains(lower) || lower.contains($0) }) { continue }
        if found.contains(where: { $0.name.lowercased() == lower }) { continue }
        found.append(Organisation(name: mention.name, isSubject: false, rule: "text: \(mention.rule)"))
      }
    }
  }

  /// More than this many names of one key are entries of a list, none of which the document is about.
  private static let maximumSubjects = 3

  /// The organisations that fields name, whether the document is about them, and which field says so.
  private static func named(
    in metadata: [MetadataEntry], kind: RecordKind
  ) -> [(names: [String], isSubject: Bool, rule: String)] {
    var found: [(names: [String], isSubject: Bool, rule: String)] = []
    for entry in metadata {
      let key = entry.key.lowercased()
      let last = key.split(separator: ".").last.map(String.init) ?? key
      let isSubject = subjectKeys.contains(key) || subjectKeys.contains(last)
      guard isSubject || otherKeys.contains(last) else { continue }
      let names = listed(entry.value).map(withoutJob).filter(looksLikeName)
      found.append((names, isSubject, "\(entry.origin): \(entry.key)"))
    }
    // Keys inside a list are of its entries.
    let nested = found.filter { $0.isSubject && $0.rule.contains(".") }
    if kind == .catalogue || Set(nested.flatMap(\.names)).count > maximumSubjects {
      for index in found.indices where found[index].rule.contains(".") { found[index].isSubject = false }
    }
    return found
  }

  /// "CTO of Acme", "Head of Data at Acme": the name behind a job's title.
  private static func withoutJob(_ value: String) -> String {
    let words = value.split(separator: " ")
    guard words.count >= 3, let first = words.first?.lowercased(),
      OrganisationMentions.roleNouns.contains(first) || ["vp", "cto", "ceo"].contains(first)
    else { return value }
    guard let place = words.lastIndex(where: { ["at", "of"].contains($0.lowercased()) }), place + 1 < words.count else {
      return value
    }
    return words[(place + 1)...].joined(separator: " ")
  }

  private static let kinds = [" case study", " success story", " customer story", " user story"]

  /// "adidas Case Study": the name before the kind of text; nil for a title of another form or a long name.
  private static func name(before title: String) -> String? {
    let lower = title.lowercased()
    guard let kind = kinds.first(where: { lower.hasSuffix($0) }) else { return nil }
    var name = title.dropLast(kind.count)
    // "Acme | Case Study"
    while let last = name.last, " |–—-:·".contains(last) { name.removeLast() }
    return name.split(separator: " ").count <= 5 ? String(name) : nil
  }

  /// "Hugging Face Model", "the Scale AI case": what is left without article and noun, when it is capitalised.
  private static func name(inRemark remark: String) -> String? {
    var words = remark.split(separator: " ")
    if let first = words.first, ["the", "a", "an", "model:", "example:"].contains(first.lowercased()) {
      words.removeFirst()
    }
    while let last = words.last,
      ["model", "pattern", "case", "example", "approach", "story", "style"].contains(last.lowercased())
    {
      words.removeLast()
    }
    guard !words.isEmpty, words.count <= 4,
      words.allSatisfy({ $0.first?.isUppercase == true || $0.contains { $0.isUppercase } })
    else {
      return nil
    }
    return words.joined(separator: " ")
  }

  /// Runs of capitalised words that are no generic terms, split at hyphens and slashes where one side stands alone elsewhere.
  func names(inTitle title: String) -> [String] {
    var names: [String] = []
    var run: [Substring] = []
    var followsArticle = false
    func flush() {
      while let last = run.last, run.count > 1, Self.isAcronym(last), !Self.isAcronym(run[run.count - 2]) {
        run.removeLast()
      }
      // "around the CRM" names a thing, not an organisation.
      let isThing = run.count == 1 && followsArticle && Self.isAcronym(run[0])
      if !run.isEmpty, !isThing {
        var name = run.joined(separator: " ")
        for possessive in ["'s", "’s"] where name.hasSuffix(possessive) { name.removeLast(2) }
        names.append(name)
      }
      run = []
    }
    for token in title.split(whereSeparator: { $0.isWhitespace }) {
      let word = token.trimmingPunctuation()
      let endsPhrase = token.last.map { ",:;–—&|".contains($0) } ?? false
      let parts = word.split(whereSeparator: { "-–/+&".contains($0) })
      if parts.count > 1, parts.allSatisfy({ Self.isNameWord($0) }),
        parts.contains(where: { body.contains($0.lowercased()) })
      {
        // "AWS-JPMorgan Chase": the last part may go on.
        run.append(parts[0])
        for part in parts.dropFirst() {
          flush()
          run = [part]
        }
      } else if Self.isNameWord(word) {
        run.append(word)
      } else {
        // "KIAM service": a thing of that name.
        if run.count == 1, Self.isAcronym(run[0]), Self.things.contains(word.lowercased()) { run = [] }
        flush()
        followsArticle = ["the", "a", "an", "der", "die", "das", "le", "la", "el"].contains(word.lowercased())
      }
      if endsPhrase { flush() }
    }
    flush()
    return names
  }

  private static func isNameWord(_ word: Substring) -> Bool {
    guard let first = word.first, first.isUppercase || (word.dropFirst().contains { $0.isUppercase }) else {
      return false
    }
    var bare = word
    if bare.hasSuffix("'s") || bare.hasSuffix("’s") { bare = bare.dropLast(2) }
    let lower = bare.lowercased()
    if generic.contains(lower) { return false }
    // "AI-Powered", "Open-Source": made of generic words only.
    let parts = lower.split(separator: "-")
    return !(parts.count > 1 && parts.allSatisfy { generic.contains(String($0)) || $0.hasSuffix("ed") })
  }

  private static let things: Set<String> = [
    "service", "services", "system", "systems", "server", "servers", "network", "cluster", "clusters", "api", "apis",
    "platform", "pipeline", "database", "tool", "tools", "framework", "standard", "protocol",
  ]

  private static func isAcronym(_ word: Substring) -> Bool {
    word.count <= 4 && word.allSatisfy { $0.isUppercase || $0.isNumber }
  }

  private static func looksLikeName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard let first = words.first?.first, first.isLetter, words.count <= 5 else { return false }
    return first.isUppercase || text.dropFirst().contains { $0.isUppercase }
  }

  private static func withoutLinks(_ text: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "["), let middle = rest[open...].firstIndex(of: "]"),
      let close = rest[middle...].firstIndex(of: ")")
    {
      let words = rest[rest.index(after: open)..<middle]
      result += rest[..<open]
      // An address as its own words names nothing.
      if !words.contains(".") || words.contains(" ") { result += words }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  private static func listed(_ value: String) -> [String] {
    // "[Acme](https://acme.example)": the words of a link.
    let value = value.contains("](") ? Self.withoutLinks(value) : value
    var parts = value.split(whereSeparator: { ",;".contains($0) })
    // "Acme, Bravo and Charlie"
    if parts.count > 1, let last = parts.last {
      let words = last.split(separator: " ")
      if let and = words.firstIndex(where: { ["and", "or", "und", "et", "y"].contains($0) }), and > 0,
        and + 1 < words.count
      {
        parts[parts.count - 1] = last[..<words[and].startIndex]
        parts.append(last[words[and + 1].startIndex...])
      }
    }
    return parts.map { part in
      var name = part.trimmingSpaces()
      if name.last == ".", name.split(separator: " ").last?.contains(where: \.isUppercase) == true,
        !["inc.", "corp.", "ltd.", "co."].contains(name.split(separator: " ").last?.lowercased() ?? "")
      {
        name = name.dropLast()
      }
      for prefix in ["and ", "& "] where name.hasPrefix(prefix) { name = name.dropFirst(prefix.count) }
      return String(name)
    }.filter { !$0.isEmpty && !$0.lowercased().hasPrefix("others") && !$0.lowercased().hasPrefix("etc") }
  }
}

extension Substring {
  /// Without punctuation at both ends; keeps what is inside ("Coca-Cola", "Yahoo").
  func trimmingPunctuation() -> Substring {
    var text = self
    while let first = text.first, !first.isLetter, !first.isNumber { text.removeFirst() }
    while let last = text.last, !last.isLetter, !last.isNumber { text.removeLast() }
    return text
  }
}
