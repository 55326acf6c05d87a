internal import Recognition
internal import Words

/// Decides which sections of a document are records, and of what kind.
///
/// Kinds are told by the front matter, by a counted heading ("Case Study 4: ..."), by the roles of the sections inside,
/// and last by the words of a title. Each record keeps the rule that decided.
struct RecordFinder {
  struct Found {
    var section: Int
    var kind: RecordKind
    var rule: String
    /// A heading counts it: "Case Study 4".
    var isCounted = false
  }

  /// What told that a section is a record.
  private enum SectionRule {
    case countedHeading(noun: String)
    case roles(String)
    case phases(Int)
    case heading(word: String)
    case labels([String])
    case labelledItems(Int)

    var isCounted: Bool { if case .countedHeading = self { true } else { false } }

    /// For people.
    var text: String {
      switch self {
      case .countedHeading(let noun): "counted heading: \(noun)"
      case .roles(let names): "sections: \(names)"
      case .phases(let count): "holds \(count) phases"
      case .heading(let word): "heading: \(word)"
      case .labels(let labels): "labels: \(labels.joined(separator: ", "))"
      case .labelledItems(let count): "\(count) labelled items"
      }
    }
  }

  /// Roles that together tell the story of a case.
  private static let storyRoles: Set<Role> = [
    .overview, .context, .challenge, .solution, .strategy, .structure, .result, .valueCreation, .successFactors,
    .lessons,
  ]
  private static let tellingRoles: Set<Role> = [
    .challenge, .solution, .result, .valueCreation, .successFactors, .lessons,
  ]

  let sections: [Section]
  let titles: [HeadingTitle]
  let ownRoles: [Role?]
  /// Labels of the labelled statements directly in each section, and how many phases each holds.
  let labels: [[String]]
  let phaseCounts: [Int]
  let roles: RoleLexicon
  /// Of the document.
  let path: String
  let title: String
  /// The file holds a list of records, each under a heading of level 1.
  var isList = false
  /// The document is a template that nobody has filled in.
  var isTemplate = false
  private let children: [[Int]]

  init(
    sections: [Section], titles: [HeadingTitle], ownRoles: [Role?], labels: [[String]], phaseCounts: [Int],
    roles: RoleLexicon, path: String, title: String
  ) {
    self.path = path
    self.title = title
    self.sections = sections
    self.titles = titles
    self.ownRoles = ownRoles
    self.labels = labels
    self.phaseCounts = phaseCounts
    self.roles = roles
    var children: [[Int]] = Array(repeating: [], count: sections.count)
    for (index, section) in sections.enumerated() {
      if let parent = section.parent { children[parent].append(index) }
    }
    self.children = children
  }

  /// The records in document order; the first is the document itself.
  ///
  /// - Parameter recognised: the kind of the whole by the weight of its evidence; nil asks the rules alone.
  func records(metadata: [MetadataEntry], statements: [Statement], recognised: RecognisedKind?) -> [Found] {
    if isTemplate { return [Found(section: 0, kind: .template, rule: "unfilled template")] }
    var found: [Found] = []
    var kindOfSection: [Int: RecordKind] = [:]
    for index in sections.indices.dropFirst() {
      guard !isInsideStory(index, kindOfSection), let (kind, rule) = kind(of: index) else { continue }
      kindOfSection[index] = kind
      found.append(Found(section: index, kind: kind, rule: rule.text, isCounted: rule.isCounted))
    }
    if recognised?.kind == .other, recognised?.probability ?? 0 >= Self.caseThreshold {
      // A guide's chapters have challenges and results too; only a heading that counts cases makes one of them.
      found.removeAll { $0.kind == .caseStudy && $0.rule.hasPrefix("sections") }
    }
    let (kind, rule) = documentKind(
      metadata: metadata, inner: found, statements: statements, recognised: recognised)
    if kind == .caseStudy || kind == .pattern {
      // One page, one case: what stands in it is part of its story, unless a heading counts cases of its own.
      found.removeAll { !$0.isCounted }
    }
    return [Found(section: 0, kind: kind, rule: rule)] + found
  }

  private func isInsideStory(_ index: Int, _ kinds: [Int: RecordKind]) -> Bool {
    var parent = sections[index].parent
    while let section = parent {
      if let kind = kinds[section], kind == .caseStudy || kind == .pattern || kind == .profile { return true }
      parent = sections[section].parent
    }
    return false
  }

  // MARK: - Sections

  private func kind(of index: Int) -> (RecordKind, SectionRule)? {
    let title = titles[index]
    if let noun = title.noun {
      switch noun {
      case "case study", "case", "success story", "customer story", "use case", "example":
        return (.caseStudy, .countedHeading(noun: noun))
      case "pattern", "archetype", "model":
        return (.pattern, .countedHeading(noun: noun))
      case "phase", "step", "stage", "milestone", "sprint":
        return nil
      default: break
      }
    }
    if isList, sections[index].level == 1, ownRoles[index] == nil {
      let told = Set(
        labels[index].compactMap { roles.role(ofHeading: $0)?.role } + children[index].compactMap { ownRoles[$0] })
      let words = Set(title.name.lowercased().split { !$0.isLetter })
      if !told.isDisjoint(with: Self.tellingRoles) || words.contains("case") || words.contains("story") {
        return (.caseStudy, .countedHeading(noun: "item of a list"))
      }
    }
    if ownRoles[index] == nil, tellsStory(index) { return (.caseStudy, .roles(storyNames(index))) }
    if phaseCounts[index] >= 2 { return (.process, .phases(phaseCounts[index])) }
    if sections[index].origin == .heading, let last = Self.lastWord(of: title.name),
      ["framework", "frameworks", "methodology", "playbook"].contains(last)
    {
      return (.framework, .heading(word: last))
    }
    if sections[index].origin != .item, ownRoles[index] == nil, labels[index].count >= 3 {
      let told = labels[index].filter { roles.role(ofHeading: $0) != nil }.count
      if told * 2 >= labels[index].count {
        return (.profile, .labels(Array(labels[index].prefix(3))))
      }
      return (.catalogue, .labelledItems(labels[index].count))
    }
    return nil
  }

  /// The last run of letters, in lower case.
  private static func lastWord(of name: String) -> String? {
    if name.utf8.allSatisfy({ $0 < 0x80 }) {
      let letters = name.utf8.reversed().drop { ($0 | 0x20) &- 0x61 >= 26 }.prefix { ($0 | 0x20) &- 0x61 < 26 }
      return letters.isEmpty ? nil : String(decoding: letters.map { $0 | 0x20 }.reversed(), as: UTF8.self)
    }
    guard let end = name.lastIndex(where: \.isLetter) else { return nil }
    let start = name[..<end].lastIndex { !$0.isLetter }.map { name.index(after: $0) } ?? name.startIndex
    return name[start...end].lowercased()
  }

  private func storyRoleSet(_ index: Int) -> Set<Role> {
    Set(children[index].compactMap { ownRoles[$0] }).intersection(Self.storyRoles)
  }

  private func storyNames(_ index: Int) -> String {
    storyRoleSet(index).map(\.rawValue).sorted().joined(separator: ", ")
  }

  private func tellsStory(_ index: Int) -> Bool {
    let roles = storyRoleSet(index)
    return roles.count >= 2 && !roles.isDisjoint(with: Self.tellingRoles) && roles != [.successFactors, .lessons]
  }

  // MARK: - The document

  private func documentKind(
    metadata: [MetadataEntry], inner: [Found], statements: [Statement], recognised: RecognisedKind?
  ) -> (RecordKind, String) {
    let told = DocumentKindEvidence(path: path, title: title, metadata: metadata, statements: statements)
    let keys: [StaticString] = ["kind", "type", "record", "layout", "series", "cid", "category", "section"]
    for key in keys {
      guard let entry = metadata.first(where: { ByteSearch.equal($0.key.utf8, key) }) else { continue }
      let kind = Self.declaredKind(entry.value)
      if let kind { return (kind, "\(entry.origin): \(entry.key)") }
    }
    if let noun = titles[0].noun, let kind = Self.declaredKind(noun) { return (kind, "counted heading: \(noun)") }
    if let rule = told.stubRule { return (.stub, rule) }
    if let rule = told.templateRule { return (.template, rule) }
    if let rule = told.indexRule { return (.catalogue, rule) }
    let counts = Dictionary(grouping: inner, by: \.kind).mapValues(\.count)
    let cases = counts[.caseStudy] ?? 0
    let patterns = counts[.pattern] ?? 0
    if cases >= 2 || patterns >= 2 { return (.report, "holds \(cases) case studies and \(patterns) patterns") }
    let words = Set(titles[0].name.lowercased().split { !$0.isLetter }.map(String.init))
    let titleKind = Self.titleKinds.first { words.contains($0.0) }
    let gathered = (counts[.framework] ?? 0) + (counts[.profile] ?? 0) + (counts[.process] ?? 0)
    if cases == 0, patterns == 0,
      let found = storyKind(told, recognised, gathers: titleKind != nil || gathered >= Self.gatheringRecords)
    {
      return found
    }
    if let (word, kind) = titleKind { return (kind, "title: \(word)") }
    return (.document, "nothing tells more")
  }

  /// From this probability on a document is a case study; measured on documents of other publishers.
  private static let caseThreshold: Float = 0.5
  /// A document that calls itself one, or stands among them, is one unless its text speaks clearly against it.
  private static let toldThreshold: Float = 0.15
  /// The same for a short text.
  private static let shortThreshold: Float = 0.8
  /// Passages below which a text shows little of its kind.
  private static let shortText = 8

  /// A document that holds as many frameworks, profiles and processes is no story.
  private static let gatheringRecords = 3
  /// A document that gathers things, or says so in its title, is a case study only from this probability on.
  private static let gatheringThreshold: Float = 0.95

  /// The kind of a document that tells one thing, by the weight of its evidence.
  ///
  /// - Parameter gathers: whether its title or the records in it say that it gathers many things.
  private func storyKind(
    _ told: DocumentKindEvidence, _ recognised: RecognisedKind?, gathers: Bool
  ) -> (RecordKind, String)? {
    let isShort = told.statements.count < Self.shortText
    let share = recognised?.caseProbability ?? 1
    let core = Set(ownRoles.compactMap { $0 }).intersection([.challenge, .solution, .result])
    if core.count >= 2, !gathers, isShort || share >= Self.toldThreshold {
      return (.caseStudy, "sections: \(core.map(\.rawValue).sorted().joined(separator: ", "))")
    }
    if let rule = told.caseRule, isShort || share >= Self.toldThreshold { return (.caseStudy, rule) }
    guard let recognised else { return nil }
    if share >= (gathers ? Self.gatheringThreshold : isShort ? Self.shortThreshold : Self.caseThreshold) {
      return (.caseStudy, "evidence: \(recognised.reason)")
    }
    guard recognised.probability >= Self.caseThreshold, !isShort else { return nil }
    switch recognised.kind {
    case .incident: return (.incident, "evidence: \(recognised.reason)")
    case .interview: return (.interview, "evidence: \(recognised.reason)")
    case .caseStudy, .other: return nil
    case _ where gathers: return nil
    case .catalogue: return (.catalogue, "evidence: \(recognised.reason)")
    case .project: return (.project, "evidence: \(recognised.reason)")
    }
  }

  private static let titleKinds: [(String, RecordKind)] = [
    ("report", .report), ("framework", .framework), ("frameworks", .framework), ("pattern", .pattern),
    ("patterns", .report),
    ("strategy", .framework), ("strategies", .framework), ("playbook", .framework), ("guide", .framework),
    ("roadmap", .process), ("process", .process), ("plan", .process),
  ]

  private static func declaredKind(_ value: String) -> RecordKind? {
    let name = slug(value)
    for (names, kind) in declaredKinds where names.contains(name) { return kind }
    return nil
  }

  private static let declaredKinds: [(Set<String>, RecordKind)] = [
    (
      ["case-study", "case-studies", "casestudy", "casestudies", "case", "success-story", "customer-story"], .caseStudy
    ),
    (["pattern", "business-model-pattern"], .pattern), (["framework"], .framework),
    (["process", "roadmap", "plan"], .process),
    (["report"], .report), (["profile"], .profile), (["catalogue", "catalog", "list"], .catalogue),
    (["stub", "placeholder"], .stub),
    (["incident", "incident-report", "postmortem", "post-mortem"], .incident), (["interview"], .interview),
    (["template"], .template), (["document"], .document),
  ]
}
