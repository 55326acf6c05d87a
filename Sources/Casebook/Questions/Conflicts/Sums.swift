internal import Quantities
internal import Words

/// Parts of a whole: weights, shares and mixes that should add up to 100 %.
struct Sums {
  private let documents: [SourcedDocument]
  private let claims: [Claim]

  init(_ documents: [SourcedDocument], claims: [Claim]) {
    self.documents = documents
    self.claims = claims
  }

  /// Words that say that parts make up a whole.
  private static let wholeWords = Set(
    "weight weights mix split breakdown distribution distributed allocation allocated composition proportion proportions"
      .split(separator: " ").map { Wording.stem(String($0)) })

  /// Words that say so of parts among which some may be left out.
  private static let partWords = Set(["share", "shares", "portion", "percentage"].map { Wording.stem($0) })

  func findings() -> [Finding] {
    var findings: [Finding] = []
    var byDocument: [Int: [Claim]] = [:]
    for claim in claims where claim.value.scale == .share && claim.metric.kind == .percent {
      byDocument[claim.document, default: []].append(claim)
    }
    for document in byDocument.keys.sorted() {
      for group in groups(byDocument[document] ?? [], in: documents[document].document) {
        if let finding = finding(group) { findings.append(finding) }
      }
    }
    return findings
  }

  private struct Group {
    var claims: [Claim]
    var name: String
    /// Something says that these are parts of one whole.
    var saysSo: String?
    /// And that these are all of them.
    var isWhole = false
  }

  /// The percentages of one statement, of one column of a table, or of one list.
  private func groups(_ claims: [Claim], in document: ParsedDocument) -> [Group] {
    var groups: [Group] = []
    var columns: [[Int]: [Claim]] = [:]
    var statements: [Int: [Claim]] = [:]
    var lists: [Int: [Claim]] = [:]
    for claim in claims {
      let found = document.metrics[claim.metricIndex]
      if let table = found.table, table < document.tables.count {
        columns[[table, column(of: claim, in: document.tables[table], of: document)], default: []].append(claim)
      } else {
        statements[claim.statement, default: []].append(claim)
        lists[document.statements[claim.statement].section, default: []].append(claim)
      }
    }
    for key in columns.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let members = columns[key], members.count >= 2, Set(members.map(\.statement)).count == members.count else {
        continue
      }
      let table = document.tables[key[0]]
      let header = table.headerRows.last.flatMap { row -> String? in
        row < table.grid.count && key[1] >= 0 && key[1] < table.grid[row].count ? table.grid[row][key[1]] : nil
      }
      groups.append(
        group(
          members, name: header ?? table.caption ?? "",
          texts: [header, table.caption, document.sections[table.section].title]))
    }
    for key in statements.keys.sorted() {
      guard let members = statements[key], members.count >= 3 else { continue }
      let statement = document.statements[key]
      guard statement.kind != .sentence || statement.label != nil else { continue }
      groups.append(
        group(members, name: statement.label ?? document.sections[statement.section].title, texts: [statement.label]))
    }
    for key in lists.keys.sorted() {
      guard let members = lists[key], members.count >= 3, Set(members.map(\.statement)).count == members.count,
        members.allSatisfy({ [.bullet, .stat, .definition].contains(document.statements[$0.statement].kind) })
      else { continue }
      groups.append(group(members, name: document.sections[key].title, texts: [document.sections[key].title]))
    }
    return groups
  }

  private func group(_ claims: [Claim], name: String, texts: [String?]) -> Group {
    var result = Group(claims: claims, name: name)
    for text in texts.compactMap({ $0 }) where text.split(separator: " ").count <= 8 && !result.isWhole {
      let stems = Wording.stems(text)
      let isWhole = stems.contains { Self.wholeWords.contains($0) }
      guard isWhole || (result.saysSo == nil && stems.contains { Self.partWords.contains($0) }) else { continue }
      result.isWhole = isWhole
      result.saysSo = "'\(text)' says that they are parts of a whole"
    }
    let categories = Set(claims.map(\.metric.category))
    if result.saysSo == nil, categories.count == 1, let category = categories.first ?? nil,
      [.revenueShare, .weight, .ownership].contains(category)
    {
      result.saysSo = "each is a \(category.rawValue)"
      result.isWhole = category == .weight
    }
    return result
  }

  /// The column whose cell holds the figure; -1 where none does.
  private func column(of claim: Claim, in table: DocumentTable, of document: ParsedDocument) -> Int {
    let line = document.metrics[claim.metricIndex].span.line
    let statement = document.statements[claim.statement]
    let rows = table.grid.indices.filter { row in
      !table.headerRows.contains(row) && row < table.rowLines.count && table.rowLines[row] <= line
    }
    for row in rows.reversed() {
      let cells = table.grid[row]
      guard let first = cells.first, statement.label == nil || first == statement.label else { continue }
      if let column = cells.firstIndex(where: { $0.contains(claim.metric.text) }) { return column }
    }
    return -1
  }

  private func finding(_ group: Group) -> Finding? {
    // Changes are no parts of anything.
    guard group.claims.allSatisfy({ $0.metric.direction == nil && $0.metric.category != .growth }) else { return nil }
    let lows = group.claims.map { $0.value.low ?? 0 }
    let highs = group.claims.map { $0.value.high }
    let low = lows.reduce(0, +)
    let high = highs.contains(nil) ? Double.infinity : highs.compactMap { $0 }.reduce(0, +)
    let tolerance = group.claims.map(\.value.resolution).reduce(0) { $0 + min($1, 1) / 2 }
    let isClosed = group.claims.allSatisfy(\.value.isPoint)
    let sum = group.claims.map(\.value.stated).reduce(0, +)
    let isExact = isClosed && abs(sum - 100) < 1e-6
    // Without a word that says so, only an exact sum tells that they are parts of one whole.
    guard isExact || group.saysSo != nil else { return nil }
    let holds = low <= 100 + tolerance && high >= 100 - tolerance
    if holds, !isClosed { return nil }
    // Of shares some may be left out; together they can only be too much.
    if !holds, !group.isWhole, low <= 100 + tolerance { return nil }
    let terms = group.claims.map { JSONValue.text(of: $0.value.stated) }.joined(separator: " + ")
    let total = JSONValue.text(of: (sum * 1000).rounded() / 1000)
    let document = documents[group.claims[0].document].document
    let statement = document.statements[group.claims[0].statement]
    let record = statement.record.map { document.records[$0].title } ?? document.title
    return Finding(
      kind: holds ? .sumChecks : .sum, subject: group.claims[0].subject.display, measure: group.name,
      title: "\(record), \(group.name): \(terms) = \(total) %" + (holds ? "" : ", not 100 %"),
      reasons: [group.saysSo ?? "they add up to 100 % exactly"],
      evidence: group.claims.map { FindingEvidence($0, of: documents) })
  }
}
