internal import Markup
internal import Words

/// Industry, location, size and date of cases: from front matter and page data, profile lines ("**Industry:** health") and fact
/// tables of two columns.
extension DocumentBuilder {
  private static let names: [String: Facet.Name] = [
    "industry": .industry, "industries": .industry, "sector": .industry, "sectors": .industry, "vertical": .industry,
    "verticals": .industry, "market": .industry, "field": .industry, "domain": .industry, "branche": .industry,
    "location": .location, "locations": .location, "country": .location, "countries": .location, "region": .location,
    "city": .location,
    "headquarters": .location, "headquartered in": .location, "hq": .location, "place": .location,
    "based in": .location,
    "employees": .size, "number of employees": .size, "headcount": .size, "company size": .size, "size": .size,
    "team size": .size, "organisation size": .size, "organization size": .size, "staff": .size, "workforce": .size,
    "date": .date, "published": .date, "publication date": .date, "year": .date, "date published": .date,
  ]
  /// Longer values are sentences.
  private static let longestValue = 80

  mutating func findFacets() {
    guard !document.records.isEmpty, !isTemplate else { return }
    let told = [Metadata.Origin.frontMatter, .jsonLD, .yaml].map(\.rawValue)
    for entry in document.metadata where told.contains(entry.origin) {
      let key = entry.key.split(separator: ".").last.map(String.init) ?? entry.key
      // Keys with numbers among them are of items, which have records of their own.
      guard !entry.key.split(separator: ".").contains(where: { Int($0) != nil }) else { continue }
      if let name = Self.names[Self.words(of: key)] { add(name, entry.value, to: 0) }
    }
    for statement in document.statements where statement.kind != .code && statement.kind != .metadata {
      guard let record = statement.record, let label = statement.label,
        let name = Self.names[label.lowercased().trimmingMarks()]
      else { continue }
      add(name, statement.text, to: record)
    }
    if !document.records[0].facets.contains(where: { $0.name == .date }), let date = document.published {
      add(.date, date, to: 0)
    }
  }

  private static func words(of key: String) -> String {
    String(key.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 })
  }

  private mutating func add(_ name: Facet.Name, _ value: String, to record: Int) {
    let parts =
      name == .industry ? value.split { ",;|".contains($0) }.map { $0.trimmingMarks() } : [value.trimmingMarks()]
    for part in parts where !part.isEmpty && part.utf8.count <= Self.longestValue {
      // A size that is no amount says something else: "Size: see below".
      if name == .size, !part.contains(where: \.isNumber) { continue }
      if name == .date, !part.contains(where: \.isNumber) { continue }
      let facet = Facet(name: name, value: part)
      let isFirst = name == .industry || !document.records[record].facets.contains { $0.name == name }
      if isFirst, !document.records[record].facets.contains(facet) { document.records[record].facets.append(facet) }
    }
  }
}
