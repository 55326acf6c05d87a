/// One run of ``QueryParser`` over one text: recursive descent, its depth limited by ``QueryParser/maximumDepth``.
struct QueryParserRun {
  enum Occur { case should, must, mustNot }
  struct Clause {
    var occur: Occur
    var query: Query
    /// The field it names, which makes it a filter: nil when it names none.
    var field: String?
  }

  let parser: QueryParser
  let text: [UInt8]
  var index = 0
  var clauseCount = 0
  /// The field that the last word, phrase or group named; nil when it named none.
  var fieldOfPrimary: String?
  var problems: [QuerySyntaxError] = []

  init(parser: QueryParser, text: String) {
    self.parser = parser
    self.text = Array(text.utf8)
  }

  mutating func parse() -> Query {
    var groups: [Query] = []
    repeat {
      groups.append(parseClauses(field: nil, depth: 0))
      if index < text.count {
        note("a closing parenthesis without an opening one was left out", index..<(index + 1))
        index += 1
      }
    } while index < text.count
    groups.removeAll { $0 == .none }
    return groups.count <= 1 ? groups.first ?? .none : .boolean(should: groups)
  }

  mutating func note(_ message: String, _ range: Range<Int>) {
    problems.append(QuerySyntaxError(message: message, range: range))
  }

  // MARK: - Words, phrases, groups

  mutating func parsePrimary(field: String?, depth: Int) -> Query? {
    let start = index
    fieldOfPrimary = nil
    switch text[index] {
    case UInt8(ascii: "("):
      index += 1
      if depth >= QueryParser.maximumDepth {
        note("parentheses nested deeper than \(QueryParser.maximumDepth) were left out", start..<index)
        return nil
      }
      let query = parseClauses(field: field, depth: depth + 1)
      fieldOfPrimary = nil
      if index < text.count {
        index += 1
      } else {
        note("a parenthesis is not closed", start..<text.count)
      }
      return query
    case UInt8(ascii: "\""):
      let phrase = readQuoted()
      var slop = 0
      if index < text.count, text[index] == UInt8(ascii: "~") {
        index += 1
        slop = min(readInteger() ?? 0, 1000)
      }
      return quoted(phrase, slop: slop, field, start..<index)
    case UInt8(ascii: "/"):
      if let end = text[(start + 1)...].firstIndex(of: UInt8(ascii: "/")) {
        index = end + 1
        let pattern = string(start + 1, end)
        if (try? TermPattern(regex: pattern)) != nil { return over(field) { .regex(field: $0, pattern: pattern) } }
        note("the regular expression cannot be read", start..<index)
        return words(pattern, field)
      }
    default: break
    }
    return parseWord(field: field, depth: depth)
  }

  mutating func parseWord(field: String?, depth: Int) -> Query? {
    let start = index
    var word: [UInt8] = []
    // Which bytes of the word stood behind a backslash, and so mean themselves.
    var literal: Set<Int> = []
    while index < text.count {
      let byte = text[index]
      if isSpace(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") { break }
      if byte == UInt8(ascii: "^") || byte == UInt8(ascii: "~"), index > start, !isAddress(word) { break }
      if byte == UInt8(ascii: "\\"), index + 1 < text.count {
        literal.insert(word.count)
        word.append(text[index + 1])
        index += 2
        continue
      }
      if byte == UInt8(ascii: ":"), field == nil, !word.isEmpty {
        let name = String(decoding: word, as: UTF8.self)
        if let known = parser.field(named: name) {
          index += 1
          let query = parseFieldValue(known, depth: depth, start: start)
          fieldOfPrimary = known
          return query
        }
        // Something like `http://` or `10:30` is a word, not a field.
        if index + 1 < text.count, isSpace(text[index + 1]) || isLetter(text[index + 1]), word.allSatisfy(isLetter) {
          note("there is no field \(name); its name is searched as a word", start..<index)
        }
      }
      word.append(byte)
      index += 1
    }
    guard !word.isEmpty else {
      index = max(index, start + 1)
      note("a character without meaning here was left out", start..<index)
      return nil
    }
    let value = String(decoding: word, as: UTF8.self)
    let shape = word.indices.filter {
      !literal.contains($0) && (word[$0] == UInt8(ascii: "*") || word[$0] == UInt8(ascii: "?"))
    }
    if !shape.isEmpty, !isAddress(word), let query = pattern(word, literal, shape, field, start..<index) {
      return query
    }
    if index < text.count, text[index] == UInt8(ascii: "~") {
      index += 1
      let distance = min(max(readInteger() ?? 2, 0), 2)
      return over(field) { .fuzzy(field: $0, text: value, distance: distance, prefixLength: 0) }
    }
    return words(value, field)
  }

  mutating func parseFieldValue(_ name: String, depth: Int, start: Int) -> Query? {
    guard index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: ")") else {
      note("the field \(name) has no value; its name is searched as a word", start..<index)
      return words(name, nil)
    }
    let byte = text[index]
    if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{"), let range = parseRange(name) { return range }
    if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") {
      index += 1
      let isInclusive = index < text.count && text[index] == UInt8(ascii: "=")
      if isInclusive { index += 1 }
      let valueStart = index
      let value = index < text.count && text[index] == UInt8(ascii: "\"") ? readQuoted() : readBare()
      guard let bound = boundValue(name, value) else {
        note("\(value) is no value of the field \(name)", valueStart..<index)
        return words(value, nil)
      }
      let end = RangeBound(bound, isInclusive: isInclusive)
      return byte == UInt8(ascii: ">") ? .range(field: name, lower: end) : .range(field: name, upper: end)
    }
    if byte == UInt8(ascii: "("), parser.schema[name]?.isInverted != true {
      note("the field \(name) takes one value", index..<(index + 1))
    }
    return parsePrimary(field: name, depth: depth)
  }

  /// `[a TO b]`, `{a TO b}` and mixtures; nil, without having moved, when it is something else.
  mutating func parseRange(_ name: String) -> Query? {
    let start = index
    let lowerInclusive = text[index] == UInt8(ascii: "[")
    guard let end = text[index...].firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "}") }) else {
      note("a range is not closed", start..<text.count)
      return nil
    }
    let parts = text[(start + 1)..<end].split(whereSeparator: isSpace).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, parts[1] == "TO" else {
      note("a range is written [from TO to]", start..<(end + 1))
      return nil
    }
    func bound(_ text: String, _ isInclusive: Bool) -> RangeBound?? {
      if text == "*" { return .some(nil) }
      let bare =
        text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
      return boundValue(name, bare).map { RangeBound($0, isInclusive: isInclusive) }
    }
    guard let lower = bound(parts[0], lowerInclusive), let upper = bound(parts[2], text[end] == UInt8(ascii: "]"))
    else {
      note("the ends of the range are no values of the field \(name)", start..<(end + 1))
      return nil
    }
    index = end + 1
    return .range(field: name, lower: lower, upper: upper)
  }
}
