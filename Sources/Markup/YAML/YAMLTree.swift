import Yams

/// A YAML document with the byte offset of each node.
struct YAMLTree {
  /// Composed by the YAML library.
  var root: Node
  private let bytes: ArraySlice<UInt8>
  private var lineStarts: [Int]

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
    let lineStarts = Self.lineStarts(slice)
    var trees: [YAMLTree] = []
    do {
      // Every scalar is its text here: whether it could be a number or a date is not asked.
      let parser = try Parser(yaml: String(decoding: slice, as: UTF8.self), resolver: .basic, encoding: .utf8)
      while trees.count < limit, let root = try parser.nextRoot() {
        trees.append(YAMLTree(root: root, bytes: slice, lineStarts: lineStarts))
      }
      return trees
    } catch {
      let (message, mark) = Self.describe(error)
      let tree = YAMLTree(root: Node(""), bytes: slice, lineStarts: lineStarts)
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

  /// The byte offset, in the whole text, that the library's line and column mean.
  func offset(of mark: Mark) -> Int {
    guard mark.line >= 1, mark.line <= lineStarts.count else { return bytes.endIndex }
    var offset = lineStarts[mark.line - 1]
    var left = mark.column - 1
    while left > 0, offset < bytes.endIndex {
      offset += 1
      while offset < bytes.endIndex, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// Line starts as libyaml counts them: LF, CR LF, CR, NEL, LS and PS end a line.
  private static func lineStarts(_ bytes: ArraySlice<UInt8>) -> [Int] {
    var starts = [bytes.startIndex]
    var offset = bytes.startIndex
    func at(_ index: Int) -> UInt8 { index < bytes.endIndex ? bytes[index] : 0 }
    while offset < bytes.endIndex {
      switch bytes[offset] {
      case 0x0A:
        offset += 1
        starts.append(offset)
      case 0x0D:
        offset += at(offset + 1) == 0x0A ? 2 : 1
        starts.append(offset)
      case 0xC2 where at(offset + 1) == 0x85:
        offset += 2
        starts.append(offset)
      case 0xE2 where at(offset + 1) == 0x80 && (at(offset + 2) == 0xA8 || at(offset + 2) == 0xA9):
        offset += 3
        starts.append(offset)
      default:
        offset += 1
      }
    }
    return starts
  }

  private init(root: Node, bytes: ArraySlice<UInt8>, lineStarts: [Int]) {
    self.root = root
    self.bytes = bytes
    self.lineStarts = lineStarts
  }
}
