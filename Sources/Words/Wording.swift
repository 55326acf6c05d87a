/// Words as comparisons see them: folded, without endings, told apart by what they say of a measure.
package enum Wording {
  /// The stems of a text's words, in order; numbers and marks are left out.
  package static func stems(_ text: String) -> [String] {
    split(WordMatcher.fold(text)).compactMap { word in
      guard let first = word.first, first.isLetter else { return nil }
      return stem(String(word))
    }
  }

  /// The folded words of a text, in order; "Scale AI's" is "scale ai".
  package static func words(_ text: String) -> [Substring] {
    split(WordMatcher.fold(text)).filter { $0 != "s" }
  }

  /// The runs of letters and digits of a folded text.
  package static func split(_ folded: String) -> [Substring] {
    let bytes = folded.utf8
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      return folded.split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    }
    return bytes.split { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        false
      default: true
      }
    }.map { Substring($0) }
  }

  /// Whether the words of a name stand in a text, one after the other.
  package static func text(_ text: String, names name: String) -> Bool {
    let wanted = words(name)
    return !wanted.isEmpty && words(text).firstRange(of: wanted) != nil
  }

  /// The stem of a folded word: plural and the endings of verbs and of nouns made from them are taken off. A light stemmer,
  /// in the manner of Harman's S-stemmer with a few more endings: "adoption" and "adopting" meet, "developers" and
  /// "development" do not.
  package static func stem(_ word: String) -> String {
    var word = Substring(word)
    if word.hasSuffix("s"), word.count == 1 { return "" }
    if word.hasSuffix("ies"), word.count > 4 {
      word = word.dropLast(3) + "y"
    } else if ["sses", "xes", "ches", "shes"].contains(where: word.hasSuffix) {
      word = word.dropLast(2)
    } else if word.hasSuffix("s"), word.count > 3, !["ss", "us", "is"].contains(where: word.hasSuffix) {
      word = word.dropLast(1)
    }
    // British spelling.
    if word.hasSuffix("isation") { word = word.dropLast(7) + "ization" }
    if word.hasSuffix("ise"), word.count > 5 { word = word.dropLast(3) + "ize" }
    for ending in ["ization", "ation", "ion", "ing", "ed"]
    where word.hasSuffix(ending) && word.count >= ending.count + 4 {
      word = word.dropLast(ending.count)
      break
    }
    if word.hasSuffix("e"), word.count > 4 { word = word.dropLast(1) }
    return String(word)
  }

  private static func set(_ words: String) -> Set<String> {
    Set(words.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { stem(String($0)) })
  }

  /// Words that say nothing about what is measured: articles, prepositions, pronouns, auxiliary verbs.
  package static let functionWords = set(
    """
    a an the and or of for in on at to with by from through as into onto over under up per its it their this that these those
    which who whom whose what when where than then is are was were be been being has have had do does did will would can could
    may might must should shall not no nor but if so such each every all any both some more most much many few less least own
    i we you he she they our your his her them us me one other others another there here also only just very about around
    across within between among during since until while after before besides via out off again once
    """)

  /// Words that say that something is there, is used or is counted, and not which: they do not narrow a measure.
  package static let weakWords = set(
    """
    hosted created made build built deployed available offered listed published reached currently now today already total totals
    altogether overall worldwide globally global world use used using uses regular regularly basis comes come brings bring
    brought counts count counting number numbers figure figures value values measure measures metric metrics kpi result results
    success key impact state stated more than over nearly almost approximately approx roughly estimated reported actual
    year years yearly annual annually month months monthly quarter quarterly week weeks weekly day days daily rate run
    amount amounts stands stand set puts put taken take part company companies organisation organization business its
    generated driven based different distinct various several existing serve serves served found identified note change effect
    """)

  /// What sort of measure it is. Two figures of different sorts are not compared, and that both say "growth" does not yet
  /// make them the same growth.
  package static let measureWords = set(
    """
    revenue sales turnover income valuation valued worth investment invested funding funded raised growth grew grow increase
    increased improvement improved improve reduction reduced decrease decreased saving savings saved cost costs spend spending
    price share market margin margins commission retention churn satisfaction score roi return profit ebitda headcount
    adoption productivity faster performance efficiency accuracy uptime better lower higher less fell rose
    """)

  /// Those among them that say how something changed: a share and the growth of a share are not compared.
  package static let changeWords = set(
    """
    growth grew grow increase increased improvement improved improve reduction reduced decrease decreased saving savings saved faster
    better lower higher less fell rose
    """)

  /// The words of a text whose stems are given, in the text's order.
  package static func words(of text: String, among stems: Set<String>) -> [String] {
    var found: [String] = []
    for word in words(text) where stems.contains(stem(String(word))) && !found.contains(String(word)) {
      found.append(String(word))
    }
    return found
  }

  /// The stems that narrow or name a measure, as a set.
  package static func content(_ text: String) -> Set<String> {
    Set(split(WordMatcher.fold(text)).compactMap(contentStem))
  }

  /// The stem of a folded word; nil for numbers and function words.
  package static func contentStem(_ word: Substring) -> String? {
    guard let first = word.first, first.isLetter else { return nil }
    let stem = stem(String(word))
    return stem.isEmpty || functionWords.contains(stem) ? nil : stem
  }

  /// The years that a text names: runs of four digits between 1950 and 2100 that stand alone.
  ///
  /// Complexity: O(bytes).
  package static func years(in text: String) -> [Int] {
    var years: [Int] = []
    var (length, value) = (0, 0)
    func end() { if length == 4, (1950...2100).contains(value) { years.append(value) } }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        value = length < 4 ? value * 10 + Int(byte - UInt8(ascii: "0")) : value
        length += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        // A run with letters is no year.
        length = 5
      default:
        end()
        (length, value) = (0, 0)
      }
    }
    end()
    return years
  }
}
