internal import Quantities
internal import Words

/// When something was founded, launched or acquired: dates of one event that disagree, or confirm each other.
///
/// Only years are compared, and only of the same subject: "November 2023" and "2023" agree.
struct EventDates {
  private let documents: [SourcedDocument]
  private let builder: ClaimBuilder

  init(_ documents: [SourcedDocument], builder: ClaimBuilder) {
    self.documents = documents
    self.builder = builder
  }

  /// Events that happen once, by the stems of the words that name them.
  private static let events: [String: String] = {
    var events: [String: String] = [:]
    for (event, words) in [
      ("founded", "founded founding inception"), ("established", "established establishment"),
      ("launched", "launch launched"),
      ("announced", "announced announcement"), ("acquired", "acquired acquisition acquires"),
      ("incorporated", "incorporated"),
    ] {
      for word in words.split(separator: " ") { events[Wording.stem(String(word))] = event }
    }
    return events
  }()

  private struct Key: Hashable {
    var subject: Set<String>
    var event: String
  }

  private struct Entry {
    var document: Int
    var metric: Int
    var year: Int
    /// The statement gives no other date.
    var isAlone: Bool
    var subject: String
  }

  func findings() -> [Finding] {
    var entries: [Key: [Entry]] = [:]
    var order: [Key] = []
    for (index, item) in documents.enumerated() {
      let document = item.document
      var dates: [Int: [Int]] = [:]
      for (metricIndex, found) in document.metrics.enumerated() where found.metric.kind == .date {
        dates[found.statement, default: []].append(metricIndex)
      }
      var cache = ClaimBuilder.SubjectCache()
      for statementIndex in dates.keys.sorted() where statementIndex < document.statements.count {
        let statement = document.statements[statementIndex]
        // The first date is the event's; those behind it tell how things went on.
        guard let all = dates[statementIndex],
          let first = all.min(by: { document.metrics[$0].span.start < document.metrics[$1].span.start })
        else { continue }
        let found = document.metrics[first]
        guard let year = FigureClause.year(in: found.metric.text),
          let event = Self.event(
            before: found.metric.text, in: statement, hasOwnLabel: !continues(statementIndex, in: document))
        else { continue }
        let subject = builder.subject(of: found, statement: statement, in: document, cache: &cache)
        guard !subject.names.isEmpty, subject.rule != .sibling else { continue }
        let key = Key(subject: subject.names, event: event)
        if entries[key] == nil { order.append(key) }
        entries[key, default: []].append(
          Entry(document: index, metric: first, year: year, isAlone: all.count == 1, subject: subject.display))
      }
    }
    return order.compactMap { finding($0, entries[$0] ?? []) }
  }

  /// A sentence behind another under one lead-in: "**Founded**: 2016. The turn to a platform came in 2019."
  private func continues(_ statement: Int, in document: ParsedDocument) -> Bool {
    guard statement > 0, document.statements[statement].kind == .sentence else { return false }
    let (own, previous) = (document.statements[statement], document.statements[statement - 1])
    return own.label != nil && own.label == previous.label && own.section == previous.section
      && previous.kind == .sentence
  }

  /// The event that the lead-in names, or the words right before the date: "Founded in 2012, ...".
  private static func event(before date: String, in statement: Statement, hasOwnLabel: Bool) -> String? {
    if let label = statement.label, hasOwnLabel {
      let stems = Wording.stems(label)
      if stems.count <= 2, let event = stems.lazy.compactMap({ events[$0] }).first { return event }
    }
    guard let range = statement.text.firstRange(of: date) else { return nil }
    return Wording.stems(String(statement.text[..<range.lowerBound])).suffix(4).reversed().lazy.compactMap {
      events[$0]
    }.first
  }

  private func finding(_ key: Key, _ entries: [Entry]) -> Finding? {
    guard entries.count > 1, let first = entries.first else { return nil }
    let years = Set(entries.map(\.year))
    let records = Set(entries.map { [$0.document, record(of: $0) ?? -1] })
    let kind: Finding.Kind
    let verdict: String
    if years.count > 1 {
      kind = entries.allSatisfy(\.isAlone) ? .conflict : .nearConflict
      verdict = kind == .conflict ? "the years differ" : "the years differ, and one statement gives several dates"
    } else {
      kind = records.count > 1 ? .corroborated : .repeated
      verdict = "\(entries.count) statements"
    }
    // Of very many the first of each year, then the first of all.
    var cited = entries
    var reasons = ["same subject (\(first.subject)), same event (\(key.event))", verdict]
    if entries.count > ClaimFindings.mostCited {
      var seen: Set<Int> = []
      var chosen = Set(
        entries.indices.filter { seen.insert(entries[$0].year).inserted }.prefix(ClaimFindings.mostCited))
      for index in entries.indices where chosen.count < ClaimFindings.mostCited { chosen.insert(index) }
      cited = chosen.sorted().map { entries[$0] }
      reasons.append("\(entries.count) statements, of which \(cited.count) are cited")
    }
    let evidence = cited.map { entry in
      let document = documents[entry.document].document
      let found = document.metrics[entry.metric]
      return FindingEvidence(
        value: found.metric.text, metric: found.metric, quote: document.statements[found.statement].fullText,
        record: document.statements[found.statement].record, span: found.span, in: entry.document, of: documents)
    }
    var values: [String] = []
    for item in evidence where !values.contains(item.value) { values.append(item.value) }
    return Finding(
      kind: kind, subject: first.subject, measure: key.event,
      title: "\(first.subject), \(key.event): \(values.joined(separator: years.count > 1 ? " against " : ", "))",
      reasons: reasons, evidence: evidence)
  }

  private func record(of entry: Entry) -> Int? {
    let document = documents[entry.document].document
    return document.statements[document.metrics[entry.metric].statement].record
  }
}
