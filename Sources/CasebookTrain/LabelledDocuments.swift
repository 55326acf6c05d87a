internal import Casebook
internal import Foundation
internal import Learning
internal import Recognition

/// A document with what a reader says of it.
struct LabelledDocument {
  var text: DocumentText
  /// Documents of one publisher are held back together.
  var publisher: String
  var kind: RecognisedKind.Kind
  /// Whether it is a case study; nil where either answer is right.
  var isCase: Bool?
  /// Names of those it is about, each with its other names.
  var subjects: [[String]]
  /// The same for everyone else it names; nil where the reader did not list them.
  var others: [[String]]?
  /// Tells of several, so that none is the one it is about.
  var isSeveral: Bool

  /// Which of ten parts it belongs to.
  var fold: Int { Int(FeatureHash.finished(FeatureHash.text(publisher)) % 10) }

  // MARK: - Files

  private struct Truth: Decodable {
    struct Several: Decodable {}
    var file: String
    var kind: String
    var kind_alt: String?
    var subject_organisations: [String]
    var author_organisations: [String]
    var other_organisations: [String]
    var several_cases: [Several]?
  }

  /// The documents of a folder with their truth, one JSON object a line.
  static func read(folder: String, truth: String) throws -> [LabelledDocument] {
    let texts = Dictionary(
      try DocumentTexts.read(folder).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    if truth.hasSuffix(".tsv") {
      let labels = try labels(truth)
      return labels.keys.sorted().compactMap { path in
        guard let text = texts[path], let label = labels[path] else { return nil }
        return labelled(text, publisher: folder, label)
      }
    }
    return try lines(truth).compactMap { line in
      let truth = try JSONDecoder().decode(Truth.self, from: line)
      guard let text = texts[truth.file] else { return nil }
      let kind: RecognisedKind.Kind =
        switch truth.kind {
        case "case study": .caseStudy
        case "incident report": .incident
        case "interview": .interview
        case "catalogue": .catalogue
        case "project page": .project
        default: .other
        }
      return LabelledDocument(
        text: text, publisher: String(truth.file.prefix { $0 != "-" }), kind: kind,
        isCase: [.incident, .interview, .catalogue].contains(kind)
          ? nil : kind == .caseStudy || truth.kind_alt == "case study",
        subjects: truth.subject_organisations.map(names),
        others: (truth.other_organisations + truth.author_organisations).map(names),
        isSeveral: truth.several_cases?.isEmpty == false)
    }
  }

  private struct PoolRow: Decodable {
    var document: String
    var path: String
    var text: String
  }

  /// Documents of a pool of statements, labelled in a table: path, letter of the kind, names of whom it is about.
  static func read(pool: String, labels: String) throws -> [LabelledDocument] {
    let label = try Self.labels(labels)
    var rows: [String: [PoolRow]] = [:]
    for line in try lines(pool) {
      let row = try JSONDecoder().decode(PoolRow.self, from: line)
      if label[row.document] != nil { rows[row.document, default: []].append(row) }
    }
    return rows.keys.sorted().compactMap { document in
      guard let label = label[document], let rows = rows[document] else { return nil }
      let publisher = document.prefix { $0 != "+" }
      return labelled(
        text(String(document.dropFirst(publisher.count + 1)), rows), publisher: publisher.lowercased(), label)
    }
  }

  private typealias Label = (kind: RecognisedKind.Kind, subjects: [[String]])

  /// A table of path, kind, and the names of whom it is about.
  private static func labels(_ file: String) throws -> [String: Label] {
    var labels: [String: Label] = [:]
    for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 3, let kind = RecognisedKind.Kind(rawValue: cells[1]) else { continue }
      labels[cells[0]] = (kind, cells[2].isEmpty ? [] : [names(cells[2])])
    }
    return labels
  }

  private static func labelled(_ text: DocumentText, publisher: String, _ label: Label) -> LabelledDocument {
    LabelledDocument(
      text: text, publisher: publisher, kind: label.kind,
      isCase: [.incident, .interview, .catalogue].contains(label.kind) ? nil : label.kind == .caseStudy,
      subjects: label.subjects, others: nil, isSeveral: false)
  }

  /// A document of its statements, whose heading paths begin with its title.
  private static func text(_ path: String, _ rows: [PoolRow]) -> DocumentText {
    var headings: [DocumentText.Heading] = []
    var index: [String: Int] = [:]
    var text = DocumentText(path: path, title: rows[0].path.components(separatedBy: " > ")[0])
    for row in rows {
      let parts = row.path.components(separatedBy: " > ")
      if parts.count > 1, index[row.path] == nil {
        index[row.path] = headings.count
        headings.append(DocumentText.Heading(title: parts[parts.count - 1], level: min(parts.count, 6), role: nil))
      }
      var label: String?
      var words = row.text
      if let colon = row.text.range(of: ": "), row.text[..<colon.lowerBound].count <= 40,
        row.text.first?.isUppercase == true
      {
        label = String(row.text[..<colon.lowerBound])
        words = String(row.text[colon.upperBound...])
      }
      text.passages.append(
        DocumentText.Passage(
          kind: .sentence, heading: index[row.path] ?? -1, label: label, text: words, attribution: nil))
    }
    text.headings = headings
    return text
  }

  static func lines(_ file: String) throws -> [Data] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map { Data($0.utf8) }
  }

  private static func names(_ entry: String) -> [String] { entry.split(separator: "|").map { folded(String($0)) } }

  // MARK: - Names

  /// Letters and digits in lower case, everything else one space.
  static func folded(_ name: String) -> String {
    name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }).joined(separator: " ")
  }

  /// Whether a name is one of an entry's, or part of it, or it part of the name.
  static func matches(_ entry: [String], _ name: String) -> Bool {
    let name = folded(name)
    return !name.isEmpty
      && entry.contains { !$0.isEmpty && (" \(name) ".contains(" \($0) ") || " \($0) ".contains(" \(name) ")) }
  }

  /// The same, but a short word is no part of a name.
  static func matchesStrictly(_ entry: [String], _ name: String) -> Bool {
    let folded = folded(name)
    return matches(entry, name) && (entry.contains(folded) || folded.contains(" ") || folded.count > 3)
  }
}
