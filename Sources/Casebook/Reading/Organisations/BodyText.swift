internal import Words

/// The words of statements in one buffer, to look for names in; made when the first is looked for.
final class BodyText {
  private let statements: [Statement]
  /// The full texts, each behind a zero byte.
  private lazy var bytes: [UInt8] = {
    var bytes: [UInt8] = []
    starts.reserveCapacity(statements.count + 1)
    for statement in statements {
      bytes.append(0)
      starts.append(bytes.count)
      statement.appendFullText(to: &bytes)
    }
    starts.append(bytes.count + 1)
    return bytes
  }()
  /// Where the text of each statement begins; and one more, behind the last.
  private var starts: [Int] = []
  /// All capitalised words in lower case, for words beyond ASCII.
  private lazy var capitalised: Set<String> = {
    var gathered: Set<String> = []
    for statement in statements {
      for word in statement.fullText.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
      where word.first?.isUppercase == true {
        gathered.insert(word.lowercased())
      }
    }
    return gathered
  }()

  init(_ statements: [Statement]) { self.statements = statements }

  /// Whether a word, given in lower case, stands alone and capitalised somewhere.
  ///
  /// Complexity: O(bytes).
  func contains(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first, first &- 0x61 < 26, word.allSatisfy({ $0 < 0x80 }) else {
      return capitalised.contains(String(decoding: word, as: UTF8.self))
    }
    let bytes = bytes
    let capital = [first & ~0x20]
    var at = 0
    while let place = ByteSearch.first(capital, in: bytes, at..<bytes.count), place + word.count <= bytes.count {
      var matched = 1
      while matched < word.count, lowered(bytes[place + matched]) == word[matched] { matched += 1 }
      let end = place + matched
      if matched == word.count, !ByteSearch.isWord(bytes, before: place), !ByteSearch.isWord(bytes, at: end) {
        return true
      }
      at = place + 1
    }
    return false
  }

  /// Whether the statements hold a name as it is written, and never its first word in lower case.
  ///
  /// - Parameter title: statements that repeat it are not looked at.
  /// - Complexity: O(bytes).
  func mentions(_ name: String, besides title: String) -> Bool {
    guard let first = name.split(separator: " ").first?.lowercased() else { return false }
    let bytes = bytes
    let title = Array(title.utf8)
    func repeatsTitle(_ statement: Int) -> Bool { ByteSearch.first(title, in: bytes, range(statement)) != nil }
    let word = Array(first.utf8)
    var at = 0
    while let place = ByteSearch.first(word, in: bytes, at..<bytes.count) {
      let end = place + word.count
      if !ByteSearch.isWord(bytes, before: place), !ByteSearch.isWord(bytes, at: end),
        !repeatsTitle(statement(at: place))
      {
        return first == name
      }
      at = end
    }
    let wanted = Array(name.utf8)
    var count = 0
    at = 0
    while let place = ByteSearch.first(wanted, in: bytes, at..<bytes.count) {
      let statement = statement(at: place)
      at = starts[statement + 1] - 1
      if repeatsTitle(statement) { continue }
      // The first word of a sentence has its capital for that.
      switch bytes[starts[statement]..<place].last(where: { $0 != 0x20 }) {
      case nil, UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): count += 1
      default: return true
      }
    }
    return count >= 2
  }

  /// How many statements that are no metadata hold a name as it is written; not more than `limit` are counted.
  func count(of name: String, limit: Int) -> Int {
    let bytes = bytes
    let wanted = Array(name.utf8)
    var count = 0
    var at = 0
    while count < limit, let place = ByteSearch.first(wanted, in: bytes, at..<bytes.count), !bytes.isEmpty {
      let statement = statement(at: place)
      at = min(starts[statement + 1] - 1, bytes.count)
      if statements[statement].kind != .metadata { count += 1 }
      if at == place { break }
    }
    return count
  }

  private func range(_ statement: Int) -> Range<Int> { starts[statement]..<(starts[statement + 1] - 1) }

  /// The statement whose text holds the byte at `place`.
  private func statement(at place: Int) -> Int {
    var low = 0
    var high = statements.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= place { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
