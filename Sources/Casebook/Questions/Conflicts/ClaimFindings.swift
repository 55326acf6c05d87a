internal import Quantities
internal import Words

/// Finds figures that contradict or confirm each other.
///
/// Claims that measure the same form a group, and a group's values decide what it is. Pairs whose scopes differ are reported
/// beside, never merged.
struct ClaimFindings {
  private let documents: [SourcedDocument]
  private let claims: [Claim]
  private let vocabulary: Vocabulary
  /// The values before and after each change that a document states.
  private let changes: [Int: [Change]]
  /// Documents that share most of their text.
  private let copies: Set<[Int]>

  private struct Change {
    var from: [ValueRange] = []
    var to: [ValueRange] = []
  }

  init(_ documents: [SourcedDocument], claims: [Claim], vocabulary: Vocabulary) {
    self.documents = documents
    self.claims = claims
    self.vocabulary = vocabulary
    copies = Set(NearDuplicates.pairs(documents.map(\.document.sketch)).map { [$0.first, $0.second].sorted() })
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

  private typealias Pair = ClaimPairs.Pair

  /// Two copies of a page neither contradict nor confirm each other.
  private func isCopy(_ a: Int, _ b: Int) -> Bool { a != b && copies.contains([min(a, b), max(a, b)]) }

  /// How many statements tell a figure, itself included, and in how many documents; those told once are left out.
  private(set) var mentions: [QualityAssessment.Place: QualityAssessment.Mentions] = [:]

  /// A finding cites no more statements than this; of a larger group those are left out that say what others say.
  static let mostCited = 64
  /// A title names no more values than this.
  private static let mostValues = 16

  /// In the order of the documents.
  mutating func findings() -> [Finding] {
    let pairs = ClaimPairs(claims).pairs.filter { !isCopy(claims[$0.a].document, claims[$0.b].document) }
    var parent = Array(claims.indices)
    func root(_ index: Int) -> Int {
      var at = index
      while parent[at] != at {
        parent[at] = parent[parent[at]]
        at = parent[at]
      }
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
    let samples = members.mapValues { cited($0) }
    findings += scopeFindings(pairs, group: { parent[$0] }, members: members, samples: samples)
    findings += apart(group: { parent[$0] }, members: samples)
    return findings
  }

  /// Notes how often the figures of a group are told. Where they contradict each other, only those that tell the same value
  /// confirm each other.
  private mutating func note(_ group: [Int], isProblem: Bool) {
    struct Value: Hashable {
      var low: Double?
      var high: Double?
    }
    var told: [Value: (statements: Int, documents: Set<Int>)] = [:]
    func value(_ index: Int) -> Value {
      isProblem ? Value(low: claims[index].metric.low, high: claims[index].metric.high) : Value()
    }
    for index in group {
      told[value(index), default: (0, [])].statements += 1
      told[value(index), default: (0, [])].documents.insert(claims[index].document)
    }
    for index in group {
      guard let count = told[value(index)], count.statements > 1 else { continue }
      let place = QualityAssessment.Place(document: claims[index].document, metric: claims[index].metricIndex)
      guard count.statements > mentions[place]?.statements ?? 1 else { continue }
      mentions[place] = QualityAssessment.Mentions(statements: count.statements, documents: count.documents.count)
    }
  }

  // MARK: - Groups

  private mutating func finding(of group: [Int], pairs: [Pair]) -> Finding? {
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
    note(group, isProblem: kind.isProblem)
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

  /// - Parameter total: how many statements the group stands for, where it is a sample.
  private func finding(_ kind: Finding.Kind, _ group: [Int], _ reasons: [String], of total: Int? = nil) -> Finding {
    var reasons = reasons
    let cited = cited(group)
    let total = total ?? group.count
    if cited.count < total { reasons.append("\(total) statements, of which \(cited.count) are cited") }
    var entries = cited.map { (evidence: FindingEvidence(claims[$0], of: documents), stated: claims[$0].value.stated) }
    entries.sort { a, b in
      if kind.isProblem, a.stated != b.stated { return a.stated > b.stated }
      return a.evidence.precedes(b.evidence)
    }
    let evidence = entries.map(\.evidence)
    var values: [String] = []
    var seen: Set<String> = []
    for item in evidence {
      let value = item.metric?.boundedText ?? item.value
      if seen.insert(value).inserted { values.append(value) }
    }
    let subject = subject(of: cited)
    let measure = measure(of: cited)
    if values.count > Self.mostValues {
      values[(Self.mostValues - 1)...] = ["\(values.count - Self.mostValues + 1) other values"]
    }
    let list = kind.isProblem ? values.joined(separator: " against ") : values.joined(separator: ", ")
    return Finding(
      kind: kind, subject: subject, measure: measure,
      title: "\(subject.isEmpty ? "" : subject + ", ")\(measure): \(list)", reasons: reasons, evidence: evidence)
  }

  /// The statements of a group that stand for it: all of a small one; of a large one the first of each value, where there are
  /// too many values the lowest and highest, then the first of all.
  private func cited(_ group: [Int]) -> [Int] {
    guard group.count > Self.mostCited else { return group }
    var seen: Set<Double> = []
    var firsts = group.filter { seen.insert(claims[$0].value.stated).inserted }
    if firsts.count > Self.mostCited {
      firsts.sort { (claims[$0].value.stated, $0) < (claims[$1].value.stated, $1) }
      firsts.removeSubrange((Self.mostCited / 2)..<(firsts.count - Self.mostCited / 2))
    }
    var chosen = Set(firsts)
    for index in group where chosen.count < Self.mostCited { chosen.insert(index) }
    return chosen.sorted()
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
      let rules = Array(Set(subjects.map(\.reason)).sorted().prefix(4))
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
  private func words(_ common: StemSet, in group: [Int]) -> String {
    let stems = Set(vocabulary.words(of: common))
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
  private mutating func scopeFindings(
    _ pairs: [Pair], group: (Int) -> Int, members: [Int: [Int]], samples: [Int: [Int]]
  ) -> [Finding] {
    var done: Set<[Int]> = []
    var findings: [Finding] = []
    for pair in pairs where pair.match.relation == .contradictory || pair.match.relation == .compatible {
      let isNear: Bool
      var reason: String
      switch pair.match.sameness {
      case .otherScope:
        // Within one document its author knows what each is of.
        isNear = claims[pair.a].document != claims[pair.b].document
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
      let all = Set((samples[x] ?? [pair.a]) + (samples[y] ?? [pair.b])).sorted()
      note(all, isProblem: true)
      findings.append(
        finding(
          .nearConflict, all, [sameReason(all), reason], of: (members[x]?.count ?? 1) + (members[y]?.count ?? 1)))
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
