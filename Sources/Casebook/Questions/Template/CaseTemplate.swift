/// A new case study in the form that the cases of an index share.
public struct CaseTemplate: Sendable, Hashable {
  struct Part: Sendable, Hashable {
    var heading: String
    var role: Role
    /// Labels that several cases have there.
    var labels: [String]
  }

  var parts: [Part]

  /// The form without an index: overview, structure, results, value, factors, lessons.
  public static let builtIn = CaseTemplate(parts: [
    Part(heading: "Overview", role: .overview, labels: ["Established", "Model", "Scope"]),
    Part(heading: "Challenge", role: .challenge, labels: []),
    Part(heading: "Structure", role: .structure, labels: []),
    Part(heading: "Success metrics", role: .result, labels: ["Revenue", "Adoption", "Market position"]),
    Part(heading: "Value creation", role: .valueCreation, labels: []),
    Part(heading: "Key success factors", role: .successFactors, labels: []),
    Part(heading: "Lessons learned", role: .lessons, labels: []),
  ])

  /// Markdown with front matter, headings and places to fill.
  public func text(title: String, organisations: [String] = [], tags: [String] = []) -> String {
    func quoted(_ text: String) -> String { JSONValue.string(text).text }
    var text = "---\ntitle: \(quoted(title))\nkind: case-study\n"
    text += "organisations: [\(organisations.map(quoted).joined(separator: ", "))]\n"
    text += "tags: [\(tags.map(quoted).joined(separator: ", "))]\n"
    text += "as_of:\n---\n\n# \(title)\n"
    for part in parts {
      text += "\n## \(part.heading)\n\n"
      if part.labels.isEmpty { text += "- \n" }
      for label in part.labels { text += "- **\(label)**: \n" }
    }
    return text + "\n---\n\n**Data Sources**: \n**Validation**: \n**Currency**: \n"
  }
}

extension KnowledgeBase {
  /// The form that the case studies of the index share: the roles that at least three in ten of them have, in the order
  /// they mostly stand in, each under its commonest heading with the labels that two cases or more use there.
  ///
  /// - Returns: the built-in form where the index holds fewer than three cases.
  public func caseTemplate() throws -> CaseTemplate {
    let corpus = try corpus()
    let (outline, records) = (try corpus.outline(), try corpus.records)
    let cases = records.entries.filter { $0.kind == .caseStudy }
    guard cases.count >= 3 else { return .builtIn }
    let isCase = Set(cases.map(\.id))
    struct Use {
      var cases: Set<Int64> = []
      var headings: [String: Int] = [:]
      var labels: [String: Set<Int64>] = [:]
      var places: [Double] = []
    }
    var uses: [Role: Use] = [:]
    var placeInCase: [Int64: Int] = [:]
    for index in outline.sections.indices {
      let section = outline.sections[index]
      guard let record = section.record, isCase.contains(record), let role = section.role, !section.isRoleInherited,
        role != .provenance, role != .conclusion, role != .quote, section.origin != .document
      else { continue }
      placeInCase[record, default: 0] += 1
      uses[role, default: Use()].cases.insert(record)
      uses[role]?.headings[CorpusOutline.name(section.title), default: 0] += 1
      uses[role]?.places.append(Double(placeInCase[record] ?? 0))
      for statement in outline.statementsOfSection[index] {
        if let label = outline.statements[statement].label { uses[role]?.labels[label, default: []].insert(record) }
      }
    }
    let shared = uses.filter { $0.value.cases.count * 10 >= cases.count * 3 && $0.value.cases.count >= 2 }
    guard shared.count >= 2 else { return .builtIn }
    let names = try RoleLexicon.builtIn().names
    func mean(_ use: Use) -> Double { use.places.reduce(0, +) / Double(max(use.places.count, 1)) }
    let ordered = shared.sorted { a, b in
      let (x, y) = (mean(a.value), mean(b.value))
      return x != y ? x < y : a.key.rawValue < b.key.rawValue
    }
    return CaseTemplate(
      parts: ordered.map { role, use in
        // A heading that only one case has speaks of that case.
        let heading =
          use.headings.filter { $0.value >= 2 }
          .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.first?.key
          ?? CaseTemplate.builtIn.parts.first { $0.role == role }?.heading ?? names[role]
        let labels = use.labels.filter { $0.value.count >= 2 }
          .sorted { $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key }.prefix(6)
        return CaseTemplate.Part(heading: heading ?? role.rawValue, role: role, labels: labels.map(\.key))
      })
  }
}
