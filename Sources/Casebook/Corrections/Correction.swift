internal import Conversion
internal import Quantities

/// What a person put right: a place in a document, and what is true of it. One entry of a `corrections.yaml`.
public struct Correction: Sendable, Hashable {
  /// What can be put right. Raw values are the keys of `corrections.yaml`.
  public enum Field: String, Sendable, Hashable, CaseIterable, Comparable {
    // Of a figure.
    case subject, label, category, year, role
    // Of the record that the place is in.
    case organisation, kind
    // Of a factor.
    case theme, factor
    /// `figure` or `factor`: the place is none.
    case not

    /// What an entry with this field is about.
    public var target: Target {
      switch self {
      case .subject, .label, .category, .year, .role, .not: .figure
      case .organisation, .kind: .record
      case .theme, .factor: .factor
      }
    }

    /// In the order in which an entry says them.
    public static func < (a: Field, b: Field) -> Bool {
      (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
  }

  /// What is put right.
  public enum Target: Sendable, Hashable { case figure, record, factor }

  /// Where something is said: a file, a line that is a hint only, and the words that are looked for.
  public struct Place: Sendable, Hashable {
    /// Relative to its source, as answers cite it.
    public var file: String
    /// From 1; where the words are said several times, the nearest to it is meant.
    public var line: Int
    /// Words of the statement, or of the record's title; empty for whatever is on the line.
    public var words: String

    /// A place.
    public init(file: String, line: Int, words: String = "") {
      self.file = file
      self.line = line
      self.words = words
    }
  }

  /// Which of the places that contradict each other is right.
  public struct Verdict: Sendable, Hashable {
    /// The places of the finding.
    public var places: [Place]
    /// `file:line` of the right one, or "both" or "neither".
    public var right: String

    /// A verdict.
    public init(places: [Place], right: String) {
      self.places = places
      self.right = right
    }
  }

  /// Where it is; for a verdict the first of its places.
  public var place: Place
  /// The one figure that is meant, as written, where the words have several.
  public var figure: String?
  /// What is right; an empty text says that there is none.
  public var values: [Field: String]
  /// What a person decided of a conflict.
  public var verdict: Verdict?
  /// The file that holds the entry, as people know it, and the entry's line.
  public var list = ""
  /// From 1.
  public var entryLine = 0

  /// An entry.
  public init(place: Place, figure: String? = nil, values: [Field: String] = [:], verdict: Verdict? = nil) {
    self.place = place
    self.figure = figure
    self.values = values
    self.verdict = verdict
  }

  /// Identifies what the entry says, wherever it is in its file.
  var key: String { ContentHash.hexadecimal(of: Array(canonical.utf8)) }

  /// What the entry says as one text.
  private var canonical: String {
    var parts = [place.file, String(place.line), place.words, figure ?? ""]
    for (field, value) in values.sorted(by: { $0.key < $1.key }) { parts.append("\(field.rawValue)=\(value)") }
    if let verdict {
      parts += verdict.places.flatMap { [$0.file, String($0.line), $0.words] } + ["right=\(verdict.right)"]
    }
    return parts.joined(separator: "\u{1F}")
  }

  /// `file:line` of the entry.
  var entryPlace: String { "\(list):\(entryLine)" }

  /// The entry in one line, for people.
  public var summary: String {
    if let verdict {
      return
        "conflict of \(verdict.places.map { PagedText.place($0.file, $0.line) }.joined(separator: ", ")): \(verdict.right)"
    }
    return values.sorted { $0.key < $1.key }.map { field, value in
      value.isEmpty ? "\(field.rawValue): none" : "\(field.rawValue): \(value)"
    }.joined(separator: "; ")
  }

  /// The value of a field as the index writes it; nil where it is none of the field's.
  ///
  /// - Parameter themes: ids and names of the themes there are.
  static func value(_ text: String, of field: Field, themes: [Theme]) -> String? {
    let plain = text.lowercased()
    if plain.isEmpty || plain == "none", field != .not, field != .kind, field != .factor { return "" }
    switch field {
    case .subject, .label, .organisation: return text
    case .year: return text.contains(where: \.isNumber) ? text : nil
    case .category: return MetricCategory(rawValue: plain)?.rawValue
    case .role: return MetricRole(word: plain)?.rawValue
    case .kind: return RecordKind(word: plain)?.rawValue
    case .factor: return Factor.Kind(rawValue: plain)?.rawValue
    case .not:
      let noun = plain.split(separator: " ").last.map(String.init) ?? ""
      return ["figure", "factor"].contains(noun) ? noun : nil
    case .theme:
      let slug = String(plain.map { $0 == " " ? "-" : $0 })
      return themes.first { $0.id == slug || $0.name.lowercased() == plain }?.id
    }
  }

  /// The values that a field takes, for messages; nil where it takes any.
  static func values(of field: Field, themes: [Theme]) -> [String]? {
    switch field {
    case .subject, .label, .organisation: nil
    case .year: ["a year or date"]
    case .category: MetricCategory.allCases.map(\.rawValue)
    case .role: MetricRole.allCases.map(\.rawValue)
    case .kind: RecordKind.known.map(\.rawValue)
    case .factor: Factor.Kind.allCases.map(\.rawValue)
    case .not: ["figure", "factor"]
    case .theme: themes.map(\.id)
    }
  }
}

extension MetricRole {
  /// A role by its name, or by the word that people use for it.
  package init?(word: String) {
    switch word.lowercased() {
    case "before", "previous": self = .baseline
    case "after", "achieved": self = .result
    case "goal", "aim", "plan": self = .target
    case "change": self = .delta
    case "period": self = .window
    case "forecast", "estimate": self = .hypothesis
    case let name: self.init(rawValue: name)
    }
  }
}

extension RecordKind {
  /// The kinds that Casebook knows.
  static let known: [RecordKind] = [
    .caseStudy, .pattern, .framework, .process, .profile, .catalogue, .report, .incident, .interview, .project,
    .template, .stub, .document,
  ]

  /// A kind by its name: "case study", "case-study".
  init?(word: String) {
    let name = String(word.map { $0 == " " ? "-" : $0 })
    guard let kind = RecordKind.known.first(where: { $0.rawValue == name || $0.rawValue.hasPrefix(name + "-") }) else {
      return nil
    }
    self = kind
  }
}
