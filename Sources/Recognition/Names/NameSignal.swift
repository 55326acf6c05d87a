internal import Learning

/// What an occurrence of a name says of it.
enum NameSignal: Int, CaseIterable {
  // In the title.
  case title, titleWhole, titleStart, titleEnd, titleFirst, titleBeforeColon, titleAfterColon, titleAfterAt,
    titleAfterWith
  case titleAfterUsing, titleAfterFor, titleAfterBy, titleAfterIn, titleAfterOf, titleAfterOn, titleAfterTo,
    titleAfterHow
  case titlePossessive, titleBeforeKind, titleAfterKind, titleBeforeVerb, titleBeforeTool, titleBracketed, titleAfterBar
  // In headings.
  case heading, headingWhole, headingAbout, headingPossessive, headingStart, headingAfterWith, headingAfterAt,
    headingFirst
  // In fields, labelled lines and addresses.
  case fieldSubject, fieldOther, fieldAuthor, fieldName, fieldText, fieldTag, fieldImage, fieldAddress
  case lineSubject, lineOther, label, fileName, folderName, ownHost, site, linkText, linkHost, linkHostFirst, imageText
  // In the text.
  case opening, subject, beforeVerb, afterAt, afterWith, afterBy, afterIn, afterFrom, afterFor, afterOf, afterTo,
    afterUsing
  case afterOn, afterThe, afterA, possessive, beforeTool, beforeMember, beforeNumber, bracketed, listed,
    definedOrganisation
  case definedProduct, afterCompany, afterRole, attribution, partner, owned, honorific, beforeJob, speech, afterJob
  case quoted, bulletStart, hyphenated, beforeUsing, afterLike
}

extension NameSignal {
  /// What each is called, and the hash of that.
  static let names = allCases.map { "\($0)" }
  static let hashes = names.map { FeatureHash.text($0) }
}

/// A name of a document with everything that its occurrences say.
struct NameCandidate {
  /// Of the words in lower case without legal forms, joined.
  var key: UInt64
  /// Hashes of the words.
  var words: [UInt64]
  /// The ways it is written, with how often; by the hash of the bytes.
  var forms: [UInt64: (text: String, count: Int)] = [:]
  var counts = [Int](repeating: 0, count: NameSignal.allCases.count)
  /// How often it stands in running text.
  var textCount = 0
  /// Passages that name it, ascending.
  var passages: [Int] = []
  /// How many headings' sections name it.
  var sections: Set<Int> = []
  /// How often it is written in capitals alone, or with a capital inside.
  var allCapitals = 0
  var innerCapitals = 0
  /// How often its first word stands where any word has a capital.
  var firstOnly = 0
  /// Occurrences, all places.
  var total = 0

  subscript(_ signal: NameSignal) -> Int {
    get { counts[signal.rawValue] }
    set { counts[signal.rawValue] = newValue }
  }

  /// Named in the text, or by something that stands for more than the words of a headline.
  var isGrounded: Bool {
    let grounds: [NameSignal] = [
      .titleWhole, .headingWhole, .fieldSubject, .fieldName, .lineSubject, .attribution, .fieldImage, .fieldAddress,
      .label, .titleBeforeKind, .titleAfterKind,
    ]
    return !passages.isEmpty || grounds.contains { self[$0] > 0 }
  }

  /// The form written most often; of equals the longest, then the first in order.
  var name: String {
    let best = forms.values.min { a, b in
      if a.count != b.count { return a.count > b.count }
      if a.text.utf8.count != b.text.utf8.count { return a.text.utf8.count > b.text.utf8.count }
      return a.text < b.text
    }
    return best?.text ?? ""
  }

  /// Takes the evidence of another name of the same.
  mutating func merge(_ other: NameCandidate) {
    for (hash, form) in other.forms { forms[hash, default: (form.text, 0)].count += form.count }
    for index in counts.indices { counts[index] += other.counts[index] }
    textCount += other.textCount
    passages = Set(passages).union(other.passages).sorted()
    sections.formUnion(other.sections)
    allCapitals += other.allCapitals
    innerCapitals += other.innerCapitals
    firstOnly += other.firstOnly
    total += other.total
  }
}
