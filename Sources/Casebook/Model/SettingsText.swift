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
    let root: Node?
    do {
      root = try Yams.compose(yaml: String(decoding: bytes[start...], as: UTF8.self))
    } catch {
      let line: Int? =
        switch error {
        case YamlError.scanner(_, _, let mark, _), YamlError.parser(_, _, let mark, _),
          YamlError.composer(_, _, let mark, _):
          mark.line
        default: nil
        }
      throw Problem(message: "is not valid YAML", line: line ?? 1)
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
        entries.append(Entry(name: name.lowercased(), values: [scalar.string], isList: false, line: line))
      case .sequence(let sequence):
        let values = sequence.compactMap { $0.scalar?.string }
        guard values.count == sequence.count else { throw Problem(message: "'\(name)': expected texts", line: line) }
        entries.append(Entry(name: name.lowercased(), values: values, isList: true, line: line))
      default: throw Problem(message: "'\(name)': expected a value or a list", line: line)
      }
    }
  }
}
