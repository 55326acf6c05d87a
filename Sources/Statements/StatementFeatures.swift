internal import Learning

/// The features of a statement: its words, their stems, pairs of stems side by side, the same of its heading, the stems of
/// the headings around; for roles also its shape and cues of person, tense and mood.
package struct StatementFeatures {
  /// What the features are to tell.
  package enum Purpose: Sendable { case themes, roles }

  /// A feature, and the words of the statement that it is made of.
  struct Entry {
    var feature: UInt64
    /// The first and last of its words; -1 where it is of a heading or of the shape.
    var first: Int32 = -1
    var last: Int32 = -1
  }

  /// All features in the order they were found; some more than once.
  private(set) var entries: [Entry] = []
  /// The words of the text.
  let words: [StatementWord]

  /// The features of a statement.
  ///
  /// - Complexity: O(bytes of the statement and its headings); some microseconds.
  package init(_ statement: StatementInput, for purpose: Purpose) {
    self.init(statement.text, hasHeading: !statement.heading.isEmpty, for: purpose)
    addHeadings(statement)
  }

  /// The features of a statement's own words.
  ///
  /// - Parameter hasHeading: whether it stands below a heading, whose features are known apart.
  init(_ text: String, hasHeading: Bool, for purpose: Purpose) {
    words = StatementWords.words(of: text)
    entries.reserveCapacity(words.count * 3 + 40)
    addText()
    if purpose == .roles {
      addShape(text, hasHeading: hasHeading)
      addCues()
    }
  }

  /// The features, each once, in ascending order.
  package var unique: [UInt64] {
    var sorted = entries.map(\.feature)
    sorted.sort()
    var result: [UInt64] = []
    result.reserveCapacity(sorted.count)
    for feature in sorted where result.last != feature { result.append(feature) }
    return result
  }

  /// The features, each once, in the order they come first.
  var distinct: [UInt64] {
    var seen = FeatureSet(minimumCapacity: entries.count)
    var result: [UInt64] = []
    result.reserveCapacity(entries.count)
    for entry in entries where seen.insert(entry.feature) { result.append(entry.feature) }
    return result
  }

  /// What each feature counts in a statement of so many.
  package static func value(ofCount count: Int) -> Float { 1 / Float(max(count, 1)).squareRoot() }

  /// Names of templates; the ones of headings are damped in training.
  private enum Template {
    static let form = FeatureHash.text("form")
    static let stem = FeatureHash.text("stem")
    static let pair = FeatureHash.text("pair")
    static let heading = FeatureHash.text("heading")
    static let headingPair = FeatureHash.text("heading pair")
    static let parent = FeatureHash.text("parent")
    static let ancestor = FeatureHash.text("ancestor")
    static let shape = FeatureHash.text("shape")
    static let begin = FeatureHash.text("begin")
    static let end = FeatureHash.text("end")
    static let label = FeatureHash.text("label")
    static let cue = FeatureHash.text("cue")
  }

  private static let start = FeatureHash.text("^")
  private static let stop = FeatureHash.text("$end")

  private mutating func add(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0, at words: (Int, Int)? = nil) {
    var entry = Entry(feature: FeatureHash.feature(template, first, second))
    if let words {
      entry.first = Int32(words.0)
      entry.last = Int32(words.1)
    }
    entries.append(entry)
  }

  private mutating func addText() {
    var before = Self.start
    for (index, word) in words.enumerated() {
      add(Template.form, word.form, at: (index, index))
      add(Template.stem, word.stem, at: (index, index))
      add(Template.pair, before, word.stem, at: (max(index - 1, 0), index))
      before = word.stem
    }
    add(Template.pair, before, Self.stop, at: words.isEmpty ? nil : (words.count - 1, words.count - 1))
  }

  private mutating func addHeadings(_ statement: StatementInput) {
    for feature in Self.headingFeatures(statement) { entries.append(Entry(feature: feature)) }
  }

  /// The features of the headings alone: they are many times more frequent than those of a text, and count less.
  package static func headingFeatures(_ statement: StatementInput) -> [UInt64] {
    var features: [UInt64] = []
    var before = start
    for word in StatementWords.words(of: statement.heading, limit: 14) {
      features.append(FeatureHash.feature(Template.heading, word.stem))
      features.append(FeatureHash.feature(Template.headingPair, before, word.stem))
      before = word.stem
    }
    features.append(FeatureHash.feature(Template.headingPair, before, stop))
    for (distance, title) in statement.path.suffix(3).reversed().enumerated() {
      for word in StatementWords.words(of: title, limit: 14) {
        features.append(FeatureHash.feature(distance == 0 ? Template.parent : Template.ancestor, word.stem))
      }
    }
    return features
  }

  /// The features that a hidden layer learns from: stems of the text and of the nearest heading.
  package static func stemFeatures(_ statement: StatementInput) -> [UInt64] {
    StatementWords.words(of: statement.text).map { FeatureHash.feature(Template.stem, $0.stem) }
      + StatementWords.words(of: statement.heading, limit: 14).map(headingFeature)
  }

  /// The feature of one word of a heading.
  static func headingFeature(_ word: StatementWord) -> UInt64 { FeatureHash.feature(Template.heading, word.stem) }
}

// MARK: - Shape and cues

extension StatementFeatures {
  private mutating func addShape(_ text: String, hasHeading: Bool) {
    var text = text
    let shape = text.withUTF8 { StatementShape($0) }
    func named(_ kind: UInt64, _ value: Int) -> UInt64 { FeatureHash.mixed(kind, UInt64(value)) }
    add(Template.shape, named(1, min(words.count / 5, 10)))
    add(Template.shape, named(2, Int(shape.last)))
    add(Template.shape, named(3, Int(shape.first)))
    add(Template.shape, named(4, min(words.count { $0.form == StatementWords.number }, 3)))
    add(Template.shape, named(5, min(shape.capitals, 5)))
    if !hasHeading { add(Template.shape, named(6, 0)) }
    if let first = words.first {
      add(Template.begin, first.form, at: (0, 0))
      if words.count > 1 { add(Template.begin, first.form, words[1].form, at: (0, 1)) }
      if words.count > 2 {
        add(Template.begin, first.form, FeatureHash.mixed(words[1].form, words[2].form), at: (0, 2))
      }
      add(Template.end, words[words.count - 1].form, at: (words.count - 1, words.count - 1))
    }
    if let labelEnd = shape.labelEnd {
      add(Template.shape, named(7, 0))
      for (index, word) in words.enumerated().prefix(8) where word.range.upperBound <= labelEnd {
        add(Template.label, word.stem, at: (index, index))
      }
    }
  }

  private mutating func addCues() {
    var (past, progressive) = (0, 0)
    var found: UInt16 = 0
    let cues = Self.cues
    for word in words where word.isWord {
      if word.endsInED { past += 1 }
      if word.endsInING { progressive += 1 }
      if let cue = cues[word.form] { found |= 1 << cue }
    }
    add(Template.cue, FeatureHash.mixed(1, UInt64(min(past, 3))))
    add(Template.cue, FeatureHash.mixed(2, UInt64(min(progressive, 3))))
    for cue in 0..<UInt16(Self.cueWords.count) where found & (1 << cue) != 0 {
      add(Template.cue, FeatureHash.mixed(3, UInt64(cue)))
    }
  }

  /// Words that tell who speaks, when, and how surely.
  private static let cueWords: [[String]] = [
    ["we", "our", "us", "we're", "we've"], ["i", "my", "me", "i'm"], ["you", "your"], ["they", "their", "them"],
    ["must", "should", "need", "needs", "shall", "ought"], ["will", "would", "could", "can", "may"],
    ["was", "were", "had", "did"], ["is", "are", "has", "have", "be"],
    ["not", "no", "don't", "never", "didn't", "without", "lack", "cannot"],
  ]
  private static let cues: FeatureTable<UInt16> = {
    var cues: [UInt64: UInt16] = [:]
    for (index, group) in cueWords.enumerated() { for word in group { cues[FeatureHash.text(word)] = UInt16(index) } }
    return FeatureTable(cues)
  }()
}
