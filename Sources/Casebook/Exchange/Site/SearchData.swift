internal import Conversion
internal import Foundation

/// The data of a site's search, in small files that a page loads as scripts when a word needs them: pages opened from a folder
/// may load scripts and nothing else.
///
///     search/directory.js   the number of statements, the pages, and the first word of each file of words
///     search/words-N.js     words in order, each with its statements: distance from the one before, then twice how
///                           often it is said, and once more for each time in the headings above
///     search/text-N.js      so many statements: page, line, place, text
///
/// Words are runs of letters and digits without accents in lower case, as `assets/site.js` splits a question.
struct SearchData {
  private static let statementsPerFile = 400
  private static let bytesPerFile = 48_000

  private var pages: [JSONValue] = []
  private var statements: [JSONValue] = []
  private var words: [String: [Int32]] = [:]
  private var lengths: [Int] = []

  /// Adds a document's statements.
  mutating func add(_ item: SourcedDocument, page: String) {
    let document = item.document
    pages.append(.array([.string(HTMLText.address(page)), .string(document.title)]))
    var leads: Set<Int> = []
    let order = document.statements.indices.sorted { a, b in
      (document.statements[a].span.start, a) < (document.statements[b].span.start, b)
    }
    for index in order {
      let statement = document.statements[index]
      let id = Int32(statements.count)
      let text = statement.fullText
      statements.append(
        .array([
          .integer(pages.count - 1), .integer(statement.span.line),
          .string(PagedText.place(document.path, statement.span.line)), .string(text),
        ]))
      var counts: [String: Int32] = [:]
      for word in Self.words(of: text) { counts[word, default: 0] += 2 }
      // The first statement of a section is also found by its headings.
      if leads.insert(statement.section).inserted {
        let titles = [document.title] + document.headingPath(of: statement.section)
        for word in titles.flatMap(Self.words) { counts[word, default: 0] += 1 }
      }
      for (word, count) in counts { words[word, default: []] += [id, count] }
    }
  }

  /// The words of a text: as `words()` of `assets/site.js`.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    let plain = text.utf8.allSatisfy({ $0 < 0x80 }) ? text : text.decomposedStringWithCompatibilityMapping
    for scalar in plain.unicodeScalars {
      if isWordScalar(scalar) {
        word.unicodeScalars.append(scalar)
      } else if isMark(scalar) {
        continue
      } else if !word.isEmpty {
        words.append(word.lowercased())
        word = ""
      }
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  /// `\p{L}` or `\p{N}`.
  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  /// `\p{M}`.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Writes the files into the folder `search`.
  func write(to place: OutputPlace) throws {
    var firsts: [String] = []
    var members: [JSONValue] = []
    var size = 0
    func end() throws {
      guard !members.isEmpty else { return }
      try place.write(
        "search/words-\(firsts.count - 1).js",
        "casebookSearch.words(\(firsts.count - 1), \(JSONValue.array(members).text));\n")
      members = []
      size = 0
    }
    for word in words.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      if members.isEmpty { firsts.append(word) }
      var last: Int32 = 0
      var postings: [JSONValue] = [.string(word)]
      let pairs = words[word] ?? []
      for at in stride(from: 0, to: pairs.count, by: 2) {
        postings += [.integer(Int(pairs[at] - last)), .integer(Int(pairs[at + 1]))]
        last = pairs[at]
      }
      members.append(.array(postings))
      size += postings.count * 3 + word.utf8.count
      if size > Self.bytesPerFile { try end() }
    }
    try end()
    for (number, start) in stride(from: 0, to: statements.count, by: Self.statementsPerFile).enumerated() {
      let part = Array(statements[start..<min(start + Self.statementsPerFile, statements.count)])
      try place.write("search/text-\(number).js", "casebookSearch.text(\(number), \(JSONValue.array(part).text));\n")
    }
    let directory = JSONValue.object([
      .init("statements", .integer(statements.count)), .init("perFile", .integer(Self.statementsPerFile)),
      .init("pages", .array(pages)), .init("firsts", JSONValue(firsts)),
    ])
    try place.write("search/directory.js", "casebookSearch.directory(\(directory.text));\n")
  }
}
