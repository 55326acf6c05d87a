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
  func records(metadata: [MetadataEntry], statements: [Statement]) -> [Found] {
    var found: [Found] = []
    var kindOfSection: [Int: RecordKind] = [:]
    for index in sections.indices.dropFirst() {
      guard !isInsideStory(index, kindOfSection), let (kind, rule) = kind(of: index) else { continue }
      kindOfSection[index] = kind
      found.append(Found(section: index, kind: kind, rule: rule.text, isCounted: rule.isCounted))
    }
    let (kind, rule) = documentKind(metadata: metadata, inner: found, statements: statements)
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

  private func documentKind(metadata: [MetadataEntry], inner: [Found], statements: [Statement]) -> (RecordKind, String)
  {
    let told = DocumentKindEvidence(path: path, title: title, metadata: metadata, statements: statements)
    let keys: [StaticString] = ["kind", "type", "record", "layout", "series", "cid", "category", "section"]
    for key in keys {
      guard let entry = metadata.first(where: { ByteSearch.equal($0.key.utf8, key) }) else { continue }
      let kind = Self.declaredKind(entry.value)
      if let kind { return (kind, "\(entry.origin): \(entry.key)") }
    }
    if let noun = titles[0].noun, let kind = Self.declaredKind(noun) { return (kind, "counted heading: \(noun)") }
    if let rule = told.stubRule { return (.stub, rule) }
    if let rule = told.indexRule { return (.catalogue, rule) }
    let counts = Dictionary(grouping: inner, by: \.kind).mapValues(\.count)
    let cases = counts[.caseStudy] ?? 0
    let patterns = counts[.pattern] ?? 0
    let words = Set(titles[0].name.lowercased().split { !$0.isLetter }.map(String.init))
    if cases >= 2 || patterns >= 2 { return (.report, "holds \(cases) case studies and \(patterns) patterns") }
    if cases == 0, patterns == 0 {
      let roles = Set(ownRoles.compactMap { $0 })
      let core: Set<Role> = [.challenge, .solution, .result]
      if roles.intersection(core).count >= 2 {
        return (.caseStudy, "sections: \(roles.intersection(core).map(\.rawValue).sorted().joined(separator: ", "))")
      }
      if let rule = told.caseRule { return (.caseStudy, rule) }
      if tellsStory(0), !words.contains("report"), !words.contains("strategy"), !words.contains("framework"),
        roles.contains(.result)
      {
        return (.caseStudy, "sections: \(storyNames(0))")
      }
    }
    for (word, kind) in Self.titleKinds where words.contains(word) { return (kind, "title: \(word)") }
    return (.document, "nothing tells more")
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
    (["document"], .document),
  ]
}
