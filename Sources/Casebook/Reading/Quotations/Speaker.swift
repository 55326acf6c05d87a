/// Who said something, as far as the document tells.
public struct Speaker: Sendable, Hashable, Codable {
  /// The name, in full where the document has it in full.
  public var name: String
  /// "CEO", "Head of Infrastructure".
  public var role: String?
  /// The organisation that the speaker speaks for.
  public var organisation: String?

  /// A speaker of that name.
  public init(name: String, role: String? = nil, organisation: String? = nil) {
    self.name = name
    self.role = role
    self.organisation = organisation
  }

  /// Reads "— Jane Roe, Head of Sales, Harbour Line": a name, then role and organisation in either order.
  init?(attribution: String) {
    let text = attribution.trimmingMarks()
    guard !text.isEmpty else { return nil }
    let parts = text.split(separator: ",").map { $0.trimmingMarks() }.filter { !$0.isEmpty }
    guard let name = parts.first, SpeakerWords.isName(name) else { return nil }
    self.init(name: name)
    takeDescription(parts.dropFirst().joined(separator: ", "))
  }

  /// Takes role and organisation from what stands behind a name: "Head of Sales at Harbour Line", "CFO of Luna", "CEO, Luna".
  mutating func takeDescription(_ text: String) {
    let text = text.trimmingMarks()
    guard !text.isEmpty else { return }
    for link in [" at ", " @ ", " with ", " from ", " for the ", " for "] {
      guard let range = text.range(ofFirst: link) else { continue }
      set(String(text[..<range.lowerBound]), String(text[range.upperBound...]))
      return
    }
    let parts = text.split(separator: ",").map { $0.trimmingMarks() }
    if parts.count >= 2, let last = parts.last, !SpeakerWords.hasRoleWord(last) {
      set(parts.dropLast().joined(separator: ", "), last)
    } else if let range = text.range(ofFirst: " of "), SpeakerWords.isShortRole(String(text[..<range.lowerBound])) {
      // "CFO of Luna", but "Head of Sales".
      set(String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    } else if SpeakerWords.hasRoleWord(text) {
      role = role ?? text
    } else if text.first?.isUppercase == true {
      organisation = organisation ?? text
    }
  }

  private mutating func set(_ role: String, _ organisation: String) {
    var role = role.trimmingMarks()
    for article in ["a ", "an ", "the "] where role.hasPrefix(article) { role.removeFirst(article.count) }
    let name = Self.leadingName(organisation.trimmingMarks())
    if !role.isEmpty { self.role = self.role ?? role }
    if !name.isEmpty { self.organisation = self.organisation ?? name }
  }
}

extension Speaker {
  private static let linkWords: Set<Substring> = [
    "of", "and", "for", "the", "in", "at", "de", "des", "la", "du", "und", "&",
  ]

  /// A name without what a sentence says after it: "Luna Ferries wanted new boats" is "Luna Ferries".
  static func leadingName(_ text: String) -> String {
    var words = text.split(separator: " ")
    if words.first?.lowercased() == "the" { words.removeFirst() }
    guard words.first?.first?.isUppercase == true else { return words.joined(separator: " ") }
    var end =
      words.firstIndex { word in
        word.first?.isLowercase == true && !linkWords.contains(word)
          && !word.contains { $0 == "." || $0.isNumber || $0.isUppercase }
      } ?? words.endIndex
    while end > 1, linkWords.contains(words[end - 1]) { end -= 1 }
    return words[..<end].joined(separator: " ").trimmingMarks()
  }
}

/// The words by which speakers are told from other text.
enum SpeakerWords {
  /// Verbs that report speech.
  static let verbs: Set<String> = [
    "said", "says", "explains", "explained", "adds", "added", "notes", "noted", "recalls", "recalled", "reflects",
    "reflected",
    "continues", "continued", "told", "reports", "reported", "comments", "commented", "states", "stated", "puts", "put",
    "writes", "wrote", "shares", "shared", "remarks", "remarked", "concludes", "concluded", "remembers", "admits",
    "according", "observes", "observed", "points", "argues", "argued", "advises", "advised", "reveals", "revealed",
    "suggests", "suggested",
    "insists", "insisted", "emphasises", "emphasizes", "emphasised", "emphasized", "elaborates", "tells", "enthuses",
    "stresses",
    "stressed", "affirms", "confirms", "confirmed", "mentions", "mentioned", "highlights", "highlighted", "summarises",
    "summarizes", "recounts",
  ]

  /// Verbs that report speech and little else.
  static let sayings: Set<String> = [
    "said", "says", "say", "told", "explains", "explained", "added", "adds", "put", "puts", "reported", "wrote",
    "writes",
    "asked", "recalled", "noted", "commented", "stated", "states", "replied",
  ]

  /// Words that a name with post and organisation does not have.
  static let sentenceWords: Set<String> = [
    "is", "was", "are", "were", "has", "have", "had", "will", "can", "we", "they", "it", "this", "that", "our", "their",
    "who", "which", "not", "be", "been",
  ]

  static let roleWords: Set<String> = [
    "ceo", "cto", "cio", "cfo", "coo", "ciso", "cpo", "vp", "svp", "president", "chief", "director", "manager", "head",
    "lead",
    "leader", "founder", "co-founder", "cofounder", "engineer", "officer", "professor", "minister", "architect",
    "developer",
    "researcher", "coordinator", "consultant", "editor", "scientist", "analyst", "specialist", "owner", "partner",
    "chair",
    "secretary", "administrator", "educator", "designer", "producer", "teacher", "student", "author", "maintainer",
    "co-ceo",
    "supervisor", "strategist", "advisor", "adviser", "technologist", "programmer", "chairman", "chairwoman", "deputy",
  ]

  /// Capitalised words that begin a sentence and are no name.
  private static let noNames: Set<String> = [
    "the", "we", "in", "i", "it", "he", "she", "they", "this", "that", "as", "but", "and", "when", "our", "you", "with",
    "for",
    "at", "on", "by", "to", "so", "if", "now", "then", "there", "these", "those", "what", "while", "after", "before",
    "according", "since", "because", "although", "however", "also", "one", "an", "a", "my", "from", "led", "thanks",
    "during",
    "working", "without", "overall", "using", "quote", "case", "study",
  ]

  private static let particles: Set<String> = [
    "de", "van", "von", "der", "den", "la", "del", "da", "di", "al", "el", "bin",
  ]

  static func hasRoleWord(_ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter && $0 != "-" }.contains { roleWords.contains(String($0)) }
  }

  /// "CFO", "Deputy Director", which need a name of what they direct.
  static func isShortRole(_ text: String) -> Bool {
    let words = text.lowercased().split(separator: " ")
    guard let last = words.last, words.count <= 3 else { return false }
    return ["ceo", "cto", "cio", "cfo", "coo", "ciso", "cpo", "founder", "co-founder", "president", "chair", "owner"]
      .contains(String(last))
  }

  /// Whether a word can be part of a person's name.
  static func isNamePart(_ word: Substring) -> Bool {
    // Most words are in lower case.
    if let byte = word.utf8.first, byte < 0x80, !(0x41...0x5A ~= byte) { return false }
    guard let first = word.first, first.isUppercase, !noNames.contains(word.lowercased()) else { return false }
    // An acronym is no person, nor is what something belongs to.
    if word.count > 1, word.allSatisfy(\.isUppercase) { return false }
    if word.hasSuffix("’s") || word.hasSuffix("'s") { return false }
    // "J." is an initial; "example.org" is none.
    if let dot = word.firstIndex(of: "."), word[dot...].dropFirst().first?.isLowercase == true { return false }
    return word.allSatisfy { $0.isLetter || $0 == "-" || $0 == "." || $0 == "'" || $0 == "’" }
      && !roleWords.contains(word.lowercased())
  }

  static func isParticle(_ word: Substring) -> Bool { particles.contains(String(word)) }

  /// One to four words, each of which can be part of a name.
  static func isName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard (1...5).contains(words.count), words.first.map(isNamePart) == true else { return false }
    return words.allSatisfy { isNamePart($0) || isParticle($0) }
  }
}

extension Unicode.Scalar {
  /// A space, dash, quotation mark or such.
  fileprivate var isMarkAround: Bool {
    switch self {
    case " ", "—", "–", "-", "―", ",", ".", ":", ";", "\"", "“", "”", "'", "‘", "’", "*", "~", "(", ")", "\n", "\t",
      "|", "…":
      true
    default: false
    }
  }
}

extension StringProtocol {
  /// Without spaces, dashes, quotation marks and such at either end.
  func trimmingMarks() -> String {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.isMarkAround }),
      let end = scalars.lastIndex(where: { !$0.isMarkAround })
    else { return "" }
    return String(self[start..<scalars.index(after: end)])
  }

  func range(ofFirst text: String) -> Range<Index>? { firstRange(of: text) }
}
