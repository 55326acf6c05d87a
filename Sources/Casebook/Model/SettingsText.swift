internal import Markup
internal import Yams

/// The settings of a YAML file: names with their values and lines, a list of settings below a name where that has one. Windows line ends, a byte order mark, lists in block form,
/// quotes and comments are read as in any YAML.
package struct SettingsText {
  /// One setting: a list has all its values, anything else one.
  package struct Entry {
    package var name: String
    package var values: [String]
    package var isList: Bool
    /// The names, values and lines of a mapping below the name.
    package var members: [(name: String, value: String, line: Int)] = []
    /// Whether it has a mapping in place of values.
    package var isMapping = false
    /// From 1.
    package var line: Int
    /// The settings of each mapping of a list of mappings.
    package var items: [[Entry]] = []
  }

  /// What is wrong, and on which line.
  package struct Problem: Error {
    package var message: String
    package var line: Int
  }

  package private(set) var entries: [Entry] = []

  package init(_ bytes: [UInt8]) throws(Problem) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let objection = YAMLGuard.objection(bytes[start...]) {
      throw Problem(message: "not read: \(objection)", line: 1)
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: String(decoding: bytes[start...], as: UTF8.self))
    } catch {
      throw Self.problem(error)
    }
    guard let root else { return }
    guard case .mapping(let mapping) = root else {
      // An empty file, or one of comments, sets nothing.
      if case .scalar(let scalar) = root, scalar.string.isEmpty { return }
      throw Problem(message: "expected `name: value`", line: root.mark?.line ?? 1)
    }
    entries = try Self.entries(of: mapping, takesItems: true)
  }

  /// - Parameter takesItems: whether a list may be one of mappings.
  private static func entries(of mapping: Node.Mapping, takesItems: Bool) throws(Problem) -> [Entry] {
    var entries: [Entry] = []
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      guard let name = key.scalar?.string else { throw Problem(message: "expected `name: value`", line: line) }
      var entry = Entry(name: name.lowercased(), values: [], isList: false, line: line)
      switch value {
      case .scalar(let scalar): entry.values = [scalar.string]
      case .sequence(let sequence):
        entry.isList = true
        entry.values = sequence.compactMap { $0.scalar?.string }
        let mappings = sequence.compactMap(\.mapping)
        if takesItems, !sequence.isEmpty, mappings.count == sequence.count {
          for mapping in mappings { entry.items.append(try Self.entries(of: mapping, takesItems: false)) }
        } else if entry.values.count != sequence.count {
          throw Problem(message: "'\(name)': expected texts", line: line)
        }
      case .mapping(let mapping): entry = try Self.entry(name, mapping, line)
      default: throw Problem(message: "'\(name)': expected a value or a list", line: line)
      }
      for value in entry.values { try Self.check(value, of: name, line) }
      entries.append(entry)
    }
    return entries
  }

  /// A setting with names of its own: one level, texts alone.
  private static func entry(_ name: String, _ mapping: Node.Mapping, _ line: Int) throws(Problem) -> Entry {
    var entry = Entry(name: name.lowercased(), values: [], isList: false, isMapping: true, line: line)
    for (key, value) in mapping {
      let line = key.mark?.line ?? line
      guard let member = key.scalar?.string, let text = value.scalar?.string else {
        throw Problem(message: "'\(name)': expected `name: text`", line: line)
      }
      try check(text, of: member, line)
      entry.members.append((member, text, line))
    }
    return entry
  }

  /// A file name with a zero would end there for the system.
  private static func check(_ value: String, of name: String, _ line: Int) throws(Problem) {
    if value.utf8.contains(0) { throw Problem(message: "'\(name)': no value has a zero byte", line: line) }
  }

  /// The library's error with the line at which it began: a quote that is left open, not the end of the file.
  private static func problem(_ error: any Error) -> Problem {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      return Problem(message: "not valid YAML (\(problem))", line: context?.mark.line ?? mark.line)
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      return Problem(message: "'\(keys.sorted().first ?? "")' is set twice: leave one", line: context.mark.line)
    default: return Problem(message: "not valid YAML", line: 1)
    }
  }
}
