import Yams

/// A YAML document with the byte offset of each node.
struct YAMLTree {
  /// Composed by the YAML library.
  var root: Node
  private let lines: CodePointLines

  enum Failure: Error {
    /// Refused before parsing.
    case refused(String)
    /// The library's words, and the offset they are about.
    case invalid(String, at: Int)
  }

  /// Composes the first document of `bytes[range]`, which must be valid UTF-8.
  ///
  /// - Returns: nil for an empty document.
  static func compose(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure) -> YAMLTree? {
    try composeAll(bytes, range, limit: 1).first
  }

  /// Composes the documents of `bytes[range]`, `limit` of them at most.
  static func composeAll(_ bytes: [UInt8], _ range: Range<Int>, limit: Int) throws(Failure) -> [YAMLTree] {
    let slice = bytes[range]
    if let objection = YAMLGuard.objection(slice) { throw .refused(objection) }
    let lines = CodePointLines(slice)
    var trees: [YAMLTree] = []
    do {
      // Every scalar is its text here: whether it could be a number or a date is not asked.
      let parser = try Parser(yaml: String(decoding: slice, as: UTF8.self), resolver: .basic, encoding: .utf8)
      while trees.count < limit, let root = try parser.nextRoot() {
        trees.append(YAMLTree(root: root, lines: lines))
      }
      return trees
    } catch {
      let (message, mark) = Self.describe(error)
      let tree = YAMLTree(root: Node(""), lines: lines)
      throw .invalid(message, at: mark.map(tree.offset(of:)) ?? range.lowerBound)
    }
  }

  private static func describe(_ error: any Error) -> (String, Mark?) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      return (problem, mark)
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      return ("the key \(keys.first ?? "") stands there twice", context.mark)
    case YamlError.reader(let problem, _, _, _):
      return (problem, nil)
    default:
      return ("not valid YAML", nil)
    }
  }

  /// The byte offset, in the whole text, that the library's line and column mean. Complexity: O(1).
  func offset(of mark: Mark) -> Int { lines.offset(line: mark.line, column: mark.column) }

  private init(root: Node, lines: CodePointLines) {
    self.root = root
    self.lines = lines
  }
}
