/// Finds figures that contradict or confirm each other.
///
/// Claims of one scale and subject are compared pair by pair; those that measure the same form a group, and a group's values
/// decide what it is. Pairs whose scopes differ are reported beside, never merged.
struct ClaimFindings {
  private let documents: [SourcedDocument]
  private let claims: [Claim]
  private let matcher = ClaimMatcher()
  /// The values before and after each change that a document states.
  private let changes: [Int: [Change]]

  private struct Change {
    var from: [ValueRange] = []
    var to: [ValueRange] = []
  }

  init(_ documents: [SourcedDocument], claims: [Claim]) {
    self.documents = documents
    self.claims = claims
    var byStatement: [[Int]: Change] = [:]
    for claim in claims {
      switch claim.metric.role {
      case .baseline: byStatement[[claim.document, claim.statement], default: Change()].from.append(claim.value)
      case .result: byStatement[[claim.document, claim.statement], default: Change()].to.append(claim.value)
      default: break
      }
    }
    var changes: [Int: [Change]] = [:]
    for (key, change) in byStatement where !change.from.isEmpty && !change.to.isEmpty {
      changes[key[0], default: []].append(change)
    }
    self.changes = changes
  }

  /// More claims of one subject and noun than this are compared with their nearest neighbours by value only.
  private static let window = 128

  private struct Pair {
    var a: Int
    var b: Int
    var match: ClaimMatcher.Match
  }

  /// In the order of the documents.
  func findings() -> [Finding] {
    let pairs = pairs()
    var parent = Array(claims.indices)
    func root(_ index: Int) -> Int {
      var at = index
      while parent[at] != at { at = parent[at] }
      return at
    }
    for pair in pairs where pair.match.sameness == .same {
      let (x, y) = (root(pair.a), root(pair.b))
      if x != y { parent[max(x, y)] = min(x, y) }
    }
    for index in parent.indices { parent[index] = root(index) }
    var members: [Int: [Int]] = [:]
    for pair in pairs where pair.match.sameness == .same { members[parent[pair.a]] = [] }
    for index in claims.indices where members[parent[index]] != nil {
      members[parent[index], default: []].append(index)
    }
    var findings: [Finding] = []
    var within: [Int: [Pair]] = [:]
    for pair in pairs where pair.match.sameness == .same { within[parent[pair.a], default: []].append(pair) }
    for group in members.keys.sorted() {
      if let finding = finding(of: members[group] ?? [], pairs: within[group] ?? []) { findings.append(finding) }
    }
    findings += scopeFindings(pairs, group: { parent[$0] }, members: members)
    findings += apart(group: { parent[$0] }, members: members)
    return findings
  }

  /// All pairs worth comparing, in order.
  private func pairs() -> [Pair] {
    struct Bucket: Hashable {
      var scale: ValueScale
      var name: String
      var head: String?
    }
    var buckets: [Bucket: [Int]] = [:]
    for (index, claim) in claims.enumerated() {
      for name in claim.subject.names.union(claim.subject.others) {
        // The first word, so that "Google" meets "Google Cloud".
        let first = name.split(separator: " ").first.map(String.init) ?? name
        let bucket = Bucket(scale: claim.value.scale, name: first, head: claim.head)
        if buckets[bucket]?.last != index { buckets[bucket, default: []].append(index) }
      }
    }
    var seen: Set<[Int]> = []
    var pairs: [Pair] = []
    func consider(_ x: Int, _ y: Int) {
      let (a, b) = (min(x, y), max(x, y))
      guard a != b, seen.insert([a, b]).inserted, let match = matcher.match(claims[a], claims[b]) else { return }
      pairs.append(Pair(a: a, b: b, match: match))
    }
    for (bucket, members) in buckets {
      var members = members
      if members.count > Self.window {
        members.sort { (claims[$0].value.stated, $0) < (claims[$1].value.stated, $1) }
      }
      for i in members.indices {
        for j in members.indices.dropFirst(i + 1).prefix(Self.window) { consider(members[i], members[j]) }
      }
      // Counts whose noun was not found meet those of any noun.
      guard bucket.head != nil, let nameless = buckets[Bucket(scale: bucket.scale, name: bucket.name, head: nil)] else {
        continue
      }
      for x in members.prefix(Self.window) { for y in nameless.prefix(Self.window) { consider(x, y) } }
    }
    return pairs.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  // MARK: - Groups

  private func finding(of group: [Int], pairs: [Pair]) -> Finding? {
    let contradicting = pairs.filter { $0.match.relation == .contradictory && !isDevelopment($0) }
    if contradicting.isEmpty, pairs.contains(where: { $0.match.relation == .contradictory }) { return nil }
    let surely = contradicting.filter { $0.match.subject == .same }
    let differing = pairs.filter { $0.match.relation == .compatible }
    let inDocuments = Set(group.map { claims[$0].document })
    let inRecords = Set(group.map { [claims[$0].document, recordIndex(claims[$0]) ?? -1] })
    let kind: Finding.Kind
    var reasons = [sameReason(group)]
    if let pair = surely.first {
      kind = .conflict
      reasons.append(contradiction(pair))
    } else if let pair = contradicting.first {
      kind = .nearConflict
      reasons.append(contradiction(pair) + "; that the subject is the same is likely, not said")
    } else if let pair = differing.first {
      kind = .nearConflict
      reasons.append(difference(pair))
    } else {
      // Records of one document speak for themselves; within one record a figure is only said again.
      kind = inRecords.count > 1 ? .corroborated : .repeated
      reasons.append(
        inDocuments.count > 1
          ? "\(group.count) statements in \(inDocuments.count) documents"
          : "\(group.count) statements in \(inRecords.count == 1 ? "one record" : "\(inRecords.count) records of one document")"
      )
    }
    return finding(kind, group, reasons)
  }

  private func recordIndex(_ claim: Claim) -> Int? {
    documents[claim.document].document.statements[claim.statement].record
  }

  /// Within one record, values before and after a change that the record reports: its challenge against its results, or the
  /// two ends of "from 3,000 to 10,000".
  private func isDevelopment(_ pair: Pair) -> Bool {
    let (a, b) = (claims[pair.a], claims[pair.b])
    guard a.document == b.document, recordIndex(a) == recordIndex(b) else { return false }
    let before: Set<Role> = [.challenge, .context]
    let statements = documents[a.document].document.statements
    let isEarly = [a, b].map { statements[$0.statement].role.map { before.contains($0) } ?? false }
    if isEarly[0] != isEarly[1] { return true }
    func equals(_ values: [ValueRange], _ value: ValueRange) -> Bool {
      values.contains { $0.scale == value.scale && $0.relation(to: value) == .equal }
    }
    return (changes[a.document] ?? []).contains { change in
      (equals(change.from, a.value) && equals(change.to, b.value))
        || (equals(change.from, b.value) && equals(change.to, a.value))
    }
  }

  private func finding(_ kind: Finding.Kind, _ group: [Int], _ reasons: [String]) -> Finding {
    var evidence = group.map { FindingEvidence(claims[$0], of: documents) }
    let sizes = Dictionary(
      group.map { (FindingEvidence(claims[$0], of: documents), claims[$0].value.stated) }, uniquingKeysWith: { $1 })
    evidence.sort { a, b in
      if kind.isProblem, let x = sizes[a], let y = sizes[b], x != y { return x > y }
      return a.precedes(b)
    }
    var values: [String] = []
    for item in evidence {
      let value = item.metric?.boundedText ?? item.value
      if !values.contains(value) { values.append(value) }
    }
    let subject = subject(of: group)
    let measure = measure(of: group)
    let list = kind.isProblem ? values.joined(separator: " against ") : values.joined(separator: ", ")
    return Finding(
      kind: kind, subject: subject, measure: measure,
      title: "\(subject.isEmpty ? "" : subject + ", ")\(measure): \(list)", reasons: reasons, evidence: evidence)
  }

  /// The surest name of the subject.
  private func subject(of group: [Int]) -> String {
    let rank: [ClaimSubject.Rule] = [.statement, .record, .heading, .sibling, .none]
    let best = group.map { claims[$0].subject }.min {
      (rank.firstIndex(of: $0.rule) ?? 9, $0.names.count) < (rank.firstIndex(of: $1.rule) ?? 9, $1.names.count)
    }
    return best?.display ?? ""
  }

  /// What they measure: the counted noun, else the words all have in common, else the shortest label.
  private func measure(of group: [Int]) -> String {
    if let unit = group.lazy.compactMap({ claims[$0].head != nil ? claims[$0].metric.unit : nil }).first { return unit }
    let labels = group.compactMap { claims[$0].metric.label }.filter { !$0.isEmpty }
    guard let shortest = labels.min(by: { ($0.count, $0) < ($1.count, $1) }) else {
      return claims[group.first ?? 0].metric.category?.rawValue ?? claims[group.first ?? 0].metric.kind.rawValue
    }
    if let category = group.lazy.compactMap({ claims[$0].metric.category?.rawValue }).first,
      shortest.count < category.count
    {
      return category
    }
    return shortest
  }

  // MARK: - Why

  private func sameReason(_ group: [Int]) -> String {
    var parts: [String] = []
    let subjects = group.map { claims[$0].subject }
    if let name = subjects.first(where: { !$0.names.isEmpty })?.display {
      let rules = Set(subjects.map(\.rule.rawValue)).sorted()
      parts.append(
        "same subject (\(subject(of: group).isEmpty ? name : subject(of: group)): \(rules.joined(separator: "; ")))")
    }
    let heads = Set(group.compactMap { claims[$0].head })
    if let unit = group.lazy.compactMap({ claims[$0].head != nil ? claims[$0].metric.unit : nil }).first,
      heads.count == 1
    {
      parts.append("same counted noun (\(unit))")
    }
    let sorts = group.map { claims[$0].sorts }.filter { !$0.isEmpty }
    if heads.isEmpty, let first = sorts.first {
      let common = sorts.dropFirst().reduce(first) { $0.intersection($1) }
      if !common.isEmpty { parts.append("same sort of measure (\(words(common, in: group)))") }
    }
    let scopes = group.map { claims[$0].scope.union(claims[$0].namedSubject) }
    if let first = scopes.first {
      let common = scopes.dropFirst().reduce(first) { $0.intersection($1) }
      if !common.isEmpty { parts.append("words in common (\(words(common, in: group)))") }
    }
    return parts.joined(separator: ", ")
  }

  /// Stems as the first statement that holds them writes them.
  private func words(_ stems: Set<String>, in group: [Int]) -> String {
    for index in group {
      let statement = documents[claims[index].document].document.statements[claims[index].statement]
      let words = Wording.words(of: statement.fullText, among: stems)
      if !words.isEmpty { return words.joined(separator: ", ") }
    }
    return stems.sorted().joined(separator: ", ")
  }

  private func contradiction(_ pair: Pair) -> String {
    let (a, b) = (claims[pair.a].value, claims[pair.b].value)
    let (small, large) = (min(abs(a.stated), abs(b.stated)), max(abs(a.stated), abs(b.stated)))
    if a.isPoint, b.isPoint { return "closed values that differ by more than rounding" }
    guard small > 0, large / small >= 2 else { return "their ranges have no value in common" }
    let factor = large / small
    let written = JSONValue.text(of: factor >= 10 ? factor.rounded() : (factor * 10).rounded() / 10)
    return "they differ by a factor of \(written)"
      + (a.isOpen || b.isOpen ? ", though open bounds could both be true" : "")
  }

  private func difference(_ pair: Pair) -> String {
    let (a, b) = (abs(claims[pair.a].value.stated), abs(claims[pair.b].value.stated))
    let percent = JSONValue.text(of: ((max(a, b) / max(min(a, b), .leastNormalMagnitude) - 1) * 100).rounded())
    return "they differ by \(percent) %, and both can be true"
  }

  // MARK: - Other scopes

  /// Groups or single figures whose scopes differ: near-conflicts, never merged.
  private func scopeFindings(_ pairs: [Pair], group: (Int) -> Int, members: [Int: [Int]]) -> [Finding] {
    var done: Set<[Int]> = []
    var findings: [Finding] = []
    for pair in pairs where pair.match.relation == .contradictory || pair.match.relation == .compatible {
      let isNear: Bool
      var reason: String
      switch pair.match.sameness {
      case .otherScope:
        isNear = true
        reason = scopeReason(pair)
      case .part(let isFirst):
        // A part that is smaller than its whole contradicts nothing; shares have no parts.
        let (part, whole) = isFirst ? (claims[pair.a], claims[pair.b]) : (claims[pair.b], claims[pair.a])
        let isAmount = claims[pair.a].value.scale == .number || isMoney(claims[pair.a].value.scale)
        isNear = isAmount && part.value.stated > whole.value.stated && whole.value.high != nil
        reason = "\(scopeReason(pair)): a part larger than its whole"
      default: continue
      }
      guard isNear, pair.match.subject == .same || pair.match.sameness == .otherScope else { continue }
      let (x, y) = (group(pair.a), group(pair.b))
      guard x != y, done.insert([min(x, y), max(x, y)]).inserted else { continue }
      if isListedTogether(pair) { continue }
      reason += pair.match.relation == .compatible ? "; " + difference(pair) : "; " + contradiction(pair)
      let all = Set((members[x] ?? [pair.a]) + (members[y] ?? [pair.b])).sorted()
      findings.append(finding(.nearConflict, all, [sameReason(all), reason]))
    }
    return findings
  }

  private func isMoney(_ scale: ValueScale) -> Bool { if case .money = scale { true } else { false } }

  /// Items of one list with labels of their own are different things in their author's eyes.
  private func isListedTogether(_ pair: Pair) -> Bool {
    let (a, b) = (claims[pair.a], claims[pair.b])
    guard a.document == b.document else { return false }
    let statements = documents[a.document].document.statements
    return statements[a.statement].section == statements[b.statement].section
      && statements[a.statement].label != statements[b.statement].label
  }

  private func scopeReason(_ pair: Pair) -> String {
    "the scope differs: '\(claims[pair.a].clause)' against '\(claims[pair.b].clause)'"
  }

  // MARK: - Kept apart

  /// The same stated number of one subject, counted in different nouns: the same number is not the same measure.
  private func apart(group: (Int) -> Int, members: [Int: [Int]]) -> [Finding] {
    struct Key: Hashable {
      var name: String
      var value: Double
    }
    var byValue: [Key: [Int]] = [:]
    for (index, claim) in claims.enumerated() where claim.head != nil && !claim.isPlanned {
      guard claim.value.scale == .number, abs(claim.value.stated) >= 100 else { continue }
      for name in claim.subject.names { byValue[Key(name: name, value: claim.value.stated), default: []].append(index) }
    }
    var findings: [Finding] = []
    var done: Set<[Int]> = []
    for key in byValue.keys.sorted(by: { ($0.name, $0.value) < ($1.name, $1.value) }) {
      let same = (byValue[key] ?? []).prefix(64)
      for (position, x) in same.enumerated() {
        for y in same.dropFirst(position + 1) where claims[x].head != claims[y].head {
          guard claims[x].document != claims[y].document || claims[x].statement != claims[y].statement,
            claims[x].metric.category == claims[y].metric.category,
            done.insert([min(group(x), group(y)), max(group(x), group(y))]).inserted
          else { continue }
          let nouns = "'\(claims[x].metric.unit ?? "")' and '\(claims[y].metric.unit ?? "")'"
          let all = Set((members[group(x)] ?? [x]) + (members[group(y)] ?? [y])).sorted()
          findings.append(
            finding(
              .apart, all,
              ["same subject and number, but \(nouns) are not the same: '\(claims[x].clause)', '\(claims[y].clause)'"]))
        }
      }
    }
    return findings
  }
}
