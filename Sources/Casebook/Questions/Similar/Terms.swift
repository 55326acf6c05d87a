internal import Words

/// The words of a text that carry its subject, brought to one form: for comparing statements with each other.
enum Terms {
  private static let stopWords: Set<String> = Set(
    """
    a about above after again all also among an and any are as at be because been before being between both but by can could do does \
    each for from further had has have having here how if in into is it its itself just like made make makes many may more most much \
    must no nor not of off on one only or other our out over own per s same she should so some such than that the their them then \
    there these they this those through to too under until up upon us very was way we were what when where which while who whom whose \
    why will with within without would you your t ll re ve d m \
    across ahead almost alone along already always another around away back become becomes behind beyond come comes done down \
    else even ever every first get gets give gives go goes gone got grew grow grows keep keeps kept know known later least less \
    let long much need needs never new next now nothing often once onto part put really rather see seen several show shows \
    since something still take taken takes then thus today together took toward towards use used uses using want wants way ways \
    well went whether whole year years yet \
    january february march april june july august september october november december monday tuesday wednesday thursday friday \
    saturday sunday month months week weeks day days quarter two three four five six seven eight nine ten eleven twelve
    """.split(separator: " ").map(String.init))

  /// Distinct terms of a text, in no order.
  static func of(_ text: String) -> Set<String> {
    var terms: Set<String> = []
    for word in WordMatcher.texts(of: text) where word.count >= 2 {
      if !stopWords.contains(word) { terms.insert(stem(word)) }
    }
    return terms
  }

  /// Whether a term tells a reader something: no number, and more than two letters.
  static func isTelling(_ term: String) -> Bool { term.count > 2 && !term.contains { $0.isNumber } }

  /// For each term the first word of the texts that has it, for people to read.
  static func words(of texts: [String]) -> [String: String] {
    var words: [String: String] = [:]
    for text in texts {
      for word in WordMatcher.texts(of: text) where word.count >= 2 {
        let term = stem(word)
        if words[term] == nil { words[term] = word }
      }
    }
    return words
  }

  /// Without the endings of English plurals and verb forms: enough to bring "integrations" and "integrating" together.
  ///
  /// The first steps of M. F. Porter, "An algorithm for suffix stripping" (1980), and a few endings of nouns.
  static func stem(_ word: String) -> String {
    var stem = Substring(word)
    if stem.count <= 3 || !stem.allSatisfy(\.isASCII) { return word }
    if stem.hasSuffix("sses") {
      stem = stem.dropLast(2)
    } else if stem.hasSuffix("ies") {
      stem = stem.dropLast(3) + "y"
    } else if stem.hasSuffix("s"), !stem.hasSuffix("ss"), !stem.hasSuffix("us") {
      stem = stem.dropLast()
    }
    for (ending, replacement) in endings where stem.hasSuffix(ending) && stem.count - ending.count >= 3 {
      stem = stem.dropLast(ending.count) + replacement
      break
    }
    if stem.count > 3, stem.last == "e" { stem = stem.dropLast() }
    if stem.count > 3, let last = stem.last, stem.dropLast().last == last, !"lsz".contains(last) {
      stem = stem.dropLast()
    }
    return String(stem)
  }

  private static let endings: [(String, String)] = [
    ("ational", "ate"), ("izations", ""), ("ization", ""), ("isation", ""), ("ations", ""), ("ation", ""),
    ("ments", ""),
    ("ment", ""), ("ating", ""), ("ated", ""), ("ates", ""), ("ate", ""), ("ively", ""), ("ive", ""), ("ingly", ""),
    ("ing", ""), ("edly", ""), ("ed", ""), ("ions", ""), ("ion", ""), ("ility", ""), ("ness", ""), ("ly", ""),
    ("al", ""),
  ]
}

/// How rare each term is among a set of texts, for weighing what texts share.
struct TermWeights {
  private let counts: [String: Int]
  private let total: Int

  init(_ texts: [Set<String>]) {
    var counts: [String: Int] = [:]
    for terms in texts { for term in terms { counts[term, default: 0] += 1 } }
    self.counts = counts
    total = texts.count
  }

  /// The inverse document frequency, as BM25 has it (Robertson and Zaragoza, 2009), never below zero.
  func weight(_ term: String) -> Double {
    let count = Double(counts[term] ?? 0)
    return logarithm(1 + (Double(total) - count + 0.5) / (count + 0.5))
  }

  /// Terms by falling weight, equal ones in order of the alphabet.
  func rarestFirst(_ terms: Set<String>) -> [String] {
    terms.sorted { a, b in
      let (x, y) = (weight(a), weight(b))
      return x != y ? x > y : a < b
    }
  }

  /// The cosine of two texts, each term weighed by its rarity: 0 to 1.
  func cosine(_ a: Set<String>, _ b: Set<String>) -> Double {
    func square(_ terms: Set<String>) -> Double { terms.sorted().reduce(0) { $0 + weight($1) * weight($1) } }
    let shared = square(a.intersection(b))
    guard shared > 0 else { return 0 }
    return shared / (square(a) * square(b)).squareRoot()
  }
}

/// Natural logarithm without the C library, so that results agree on every machine.
private func logarithm(_ value: Double) -> Double {
  guard value > 0, value.isFinite else { return 0 }
  // value = significand * 2^exponent with 1 <= significand < 2; ln by the series of the inverse hyperbolic tangent.
  let ratio = (value.significand - 1) / (value.significand + 1)
  var term = ratio
  var sum = 0.0
  var power = 1.0
  for _ in 0..<24 {
    sum += term / power
    term *= ratio * ratio
    power += 2
  }
  return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
}
