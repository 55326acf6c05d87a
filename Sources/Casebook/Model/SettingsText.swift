internal import Markup
internal import Yams

/// The settings of a YAML file: names with their values and lines. Windows line ends, a byte order mark, lists in block form,
/// quotes and comments are read as in any YAML.
package struct SettingsText {
  /// One setting: a list has all its values, anything else one.
  package struct Entry {
    package var name: String
    package var values: [String]
    package var isList: Bool
    /// From 1.
    package var line: Int
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
    for (key, value) in mapping {
      let line = key.mark?.line ?? 1
      guard let name = key.scalar?.string else { throw Problem(message: "expected `name: value`", line: line) }
      switch value {
      case .scalar(let scalar):
        try Self.check(scalar.string, of: name, line)
        entries.append(Entry(name: name.lowercased(), values: [scalar.string], isList: false, line: line))
      case .sequence(let sequence):
        let values = sequence.compactMap { $0.scalar?.string }
        for value in values { try Self.check(value, of: name, line) }
        guard values.count == sequence.count else { throw Problem(message: "'\(name)': expected texts", line: line) }
        entries.append(Entry(name: name.lowercased(), values: values, isList: true, line: line))
      default: throw Problem(message: "'\(name)': expected a value or a list", line: line)
      }
    }
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
