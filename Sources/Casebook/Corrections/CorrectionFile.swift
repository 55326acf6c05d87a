internal import Conversion
internal import Words
internal import Yams

/// A `corrections.yaml`, read:
///
///     corrections:
///     - file: stories/luna.md
///       line: 12
///       words: tickets grew by 40 % within a year
///       subject: Luna Ferries
///       label: ticket sales
///     - conflict:
///         places: ["stories/luna.md:12", "stories/fleet.md:30"]
///         right: stories/luna.md:12
///
/// The list may also be the whole file. `words` is what the place is found by; the line is a hint.
struct CorrectionFile {
  /// Its names in the folder of a source.
  static let names = ["corrections.yaml", "corrections.yml"]

  /// What is wrong with an entry, which is left out.
  struct Problem: Hashable {
    var line: Int
    var message: String
  }

  /// In the order of the file.
  private(set) var corrections: [Correction] = []
  private(set) var problems: [Problem] = []

  private let name: String
  private let themes: [Theme]

  /// - Parameters:
  ///   - name: of the file, as people know it.
  ///   - themes: those that `theme` may name.
  init(_ bytes: [UInt8], name: String, themes: [Theme]) {
    self.name = name
    self.themes = themes
    guard Self.hasPlainLines(bytes) else {
      problems.append(Problem(line: 1, message: "has lines that no person writes, so no correction is applied"))
      return
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: String(decoding: bytes, as: UTF8.self))
    } catch {
      problems.append(Problem(line: Self.line(of: error), message: "is not valid YAML, so no correction is applied"))
      return
    }
    guard let list = entries(of: root) else { return }
    for node in list { read(node) }
  }

  /// Parsing takes time that grows with the square of a line.
  private static func hasPlainLines(_ bytes: [UInt8]) -> Bool {
    var length = 0
    for byte in bytes {
      length = byte == 0x0A ? 0 : length + 1
      if length > 20_000 { return false }
    }
    return true
  }

  private static func line(of error: any Error) -> Int {
    switch error {
    case YamlError.scanner(_, _, let mark, _), YamlError.parser(_, _, let mark, _),
      YamlError.composer(_, _, let mark, _):
      mark.line
    default: 1
    }
  }

  private mutating func entries(of root: Node?) -> Node.Sequence? {
    switch root {
    case nil: return nil
    case .sequence(let list)?: return list
    case .scalar(let scalar)? where scalar.string.isEmpty: return nil
    case .mapping(let mapping)?:
      var list: Node.Sequence?
      for (key, value) in mapping {
        guard key.scalar?.string == "corrections" else {
          unknown(key, among: ["corrections"])
          continue
        }
        switch value {
        case .sequence(let sequence): list = sequence
        // `corrections:` without entries.
        case .scalar(let scalar) where scalar.string.isEmpty: break
        default: problems.append(Problem(line: line(value), message: "'corrections': expected a list of entries"))
        }
      }
      return list
    default:
      problems.append(Problem(line: root?.mark?.line ?? 1, message: "expected a list of corrections"))
      return nil
    }
  }

  private func line(_ node: Node) -> Int { node.mark?.line ?? 1 }

  private static let placeKeys = ["file", "line", "words"]
  private static var keys: [String] { placeKeys + ["figure", "conflict"] + Correction.Field.allCases.map(\.rawValue) }

  private mutating func unknown(_ key: Node, among known: [String]) {
    let name = key.scalar?.string ?? ""
    let near = Suggestion.nearest(name, in: known) ?? Suggestion.near(name, in: known).first
    problems.append(
      Problem(
        line: line(key),
        message: "unknown key '\(name)': "
          + (near.map { "did you mean '\($0)'?" } ?? "known are \(known.joined(separator: ", "))")))
  }

  private mutating func read(_ node: Node) {
    guard case .mapping(let mapping) = node else {
      problems.append(Problem(line: line(node), message: "expected an entry with file, words and what is right"))
      return
    }
    let count = problems.count
    var fields = Fields()
    for (key, value) in mapping { take(key, value, into: &fields) }
    guard problems.count == count else { return }
    let start = mapping.first.map { line($0.key) } ?? line(node)
    guard var correction = correction(fields, at: start) else { return }
    correction.list = name
    correction.entryLine = start
    corrections.append(correction)
  }

  /// What the keys of an entry say.
  private struct Fields {
    var file: String?
    var line: Int?
    var words = ""
    var figure: String?
    var values: [Correction.Field: String] = [:]
    var verdict: Correction.Verdict?
  }

  private mutating func take(_ key: Node, _ value: Node, into fields: inout Fields) {
    guard let name = key.scalar?.string else { return unknown(key, among: Self.keys) }
    if name == "conflict" {
      fields.verdict = verdict(value)
      return
    }
    let field = Correction.Field(rawValue: name)
    guard field != nil || name == "figure" || Self.placeKeys.contains(name) else {
      return unknown(key, among: Self.keys)
    }
    guard case .scalar(let scalar) = value else {
      problems.append(Problem(line: line(value), message: "'\(name)': expected one text"))
      return
    }
    let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
    let text = isNull ? "" : scalar.string
    switch name {
    case "file": fields.file = text
    case "words": fields.words = text
    case "figure": fields.figure = text
    case "line":
      fields.line = Int(text)
      if fields.line.map({ $0 < 1 }) ?? true {
        problems.append(Problem(line: line(value), message: "line '\(text)': expected a whole number from 1"))
      }
    default:
      guard let field else { return }
      if let known = Correction.value(text, of: field, themes: themes) {
        fields.values[field] = known
      } else {
        let known = Correction.values(of: field, themes: themes) ?? []
        let near = Suggestion.near(text, in: known)
        problems.append(
          Problem(
            line: line(value),
            message: "\(name) '\(text)': expected "
              + (near.isEmpty ? known.joined(separator: ", ") : "\(near.joined(separator: " or ")), or another \(name)")
          ))
      }
    }
  }

  private mutating func correction(_ fields: Fields, at start: Int) -> Correction? {
    if let verdict = fields.verdict, let place = verdict.places.first {
      return Correction(place: place, verdict: verdict)
    }
    guard let file = fields.file, !file.isEmpty else {
      problems.append(Problem(line: start, message: "an entry needs a file, as answers cite it"))
      return nil
    }
    guard fields.line != nil || !fields.words.isEmpty else {
      problems.append(Problem(line: start, message: "an entry needs the words of its place, or a line"))
      return nil
    }
    guard !fields.values.isEmpty else {
      let names = Correction.Field.allCases.map(\.rawValue).joined(separator: ", ")
      problems.append(Problem(line: start, message: "an entry says what is right: one of \(names)"))
      return nil
    }
    return Correction(
      place: Correction.Place(file: file, line: fields.line ?? 1, words: fields.words), figure: fields.figure,
      values: fields.values)
  }

  // MARK: - Verdicts

  private mutating func verdict(_ node: Node) -> Correction.Verdict? {
    guard case .mapping(let mapping) = node else {
      problems.append(Problem(line: line(node), message: "'conflict': expected places and right"))
      return nil
    }
    var places: [Correction.Place] = []
    var right: String?
    for (key, value) in mapping {
      switch key.scalar?.string {
      case "right"?: right = value.scalar?.string
      case "places"?:
        guard case .sequence(let list) = value else {
          problems.append(Problem(line: line(value), message: "'places': expected a list of file:line"))
          return nil
        }
        places = list.compactMap { place($0) }
      default: unknown(key, among: ["places", "right"])
      }
    }
    guard places.count >= 2 else {
      problems.append(Problem(line: line(node), message: "a conflict needs two places or more, as file:line"))
      return nil
    }
    guard let right,
      right == "both" || right == "neither" || places.contains(where: { PagedText.place($0.file, $0.line) == right })
    else {
      problems.append(
        Problem(line: line(node), message: "'right': expected one of the places, as file:line, or both or neither"))
      return nil
    }
    return Correction.Verdict(places: places, right: right)
  }

  private mutating func place(_ node: Node) -> Correction.Place? {
    if let text = node.scalar?.string, let place = Correction.Place(text) { return place }
    if case .mapping(let mapping) = node {
      var values: [String: String] = [:]
      for (key, value) in mapping {
        guard let name = key.scalar?.string, Self.placeKeys.contains(name) else {
          unknown(key, among: Self.placeKeys)
          return nil
        }
        values[name] = value.scalar?.string
      }
      if let file = values["file"], let line = values["line"].flatMap({ Int($0) }) {
        return Correction.Place(file: file, line: line, words: values["words"] ?? "")
      }
    }
    problems.append(Problem(line: line(node), message: "expected a place, as file:line"))
    return nil
  }
}

extension Correction.Place {
  /// The place that `file:line` names; nil for anything else.
  public init?(_ text: String) {
    guard let place = PagedText.parse(text), place.column == nil, !place.file.isEmpty else { return nil }
    self.init(file: place.file, line: place.line)
  }
}
