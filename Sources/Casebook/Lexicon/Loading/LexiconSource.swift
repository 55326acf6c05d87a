/// The text of a lexicon file, with the name that errors give it.
public struct LexiconSource: Sendable, Hashable {
  /// As errors say it, for example a path.
  public var name: String
  /// The YAML.
  public var text: String

  /// A lexicon's text under a name.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// No lexicon that people write is near this; what is larger is another file.
  static let largestText = 4 << 20
}

/// One phrase of an entry, with the conditions it holds under.
struct LexiconPhrase {
  var text: String
  var line: Int
  /// Roles one of which the nearest enclosing section must have; empty for any.
  var under: [String] = []
  /// Roles that the nearest enclosing section must not have.
  var notUnder: [String] = []
  /// What the phrase is worth when it matches in full.
  var confidence = 1.0
  /// Only in the label before the first colon.
  var labelOnly = false
}

/// A sentence that shows what an entry means.
struct LexiconExample {
  var text: String
  /// The roles of the enclosing sections, outermost first.
  var parents: [String] = []
  var line: Int
}

/// A role or theme as the file says it.
struct LexiconEntry {
  var id: String
  var name: String?
  var summary: String?
  var words: [LexiconPhrase] = []
  var except: [LexiconPhrase] = []
  var notUnder: [String] = []
  var matches: [LexiconExample] = []
  var rejects: [LexiconExample] = []
  var replaces = false
  var removes = false
  var line: Int
}

/// The word classes that tell where a heading's noun phrases begin and end.
struct LexiconGrammar {
  /// Before the phrase, without meaning: articles, possessives.
  var skip: [LexiconPhrase] = []
  /// Ends a noun phrase; what follows qualifies it: prepositions, relative pronouns, auxiliaries.
  var breaks: [LexiconPhrase] = []
  /// Ends a noun phrase; what follows is its equal: and, or.
  var joins: [LexiconPhrase] = []
  /// Heads that add nothing to the noun before them: summary, highlights.
  var fillers: [LexiconPhrase] = []
  /// Headings that begin so name a thing and have no role: "Case Study 4: ...".
  var names: [LexiconPhrase] = []
}

/// A lexicon file, read.
struct LexiconFile {
  var source: String
  var grammar = LexiconGrammar()
  var entries: [LexiconEntry] = []
}
