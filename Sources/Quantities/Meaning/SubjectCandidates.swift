import Language
import Learning

/// Finds the names of a figure's sentence and of the two before it in the same statement: whose the figure may be.
struct SubjectCandidates {
  /// The candidates in the order of the text.
  static func all(_ site: FigureSite) -> [Range<Int>] {
    let words = site.words
    let number = words.sentence[site.lo]
    let start = max(words.sentenceStarts[max(0, number - 2)], site.lo - 120)
    let end = min(site.b, site.hi + 60)
    var result: [Range<Int>] = []
    var index = start
    while index <= end {
      guard !site.isOwn(index), words.isName[index] else {
        index += 1
        continue
      }
      var last = index
      while !words.isPossessive[last] {
        if let next = continuation(last, end, site) { last = next } else { break }
      }
      result.append(index..<last + 1)
      for at in index + 1..<max(index + 1, last)
      where words.lower[at] == "of" || words.lower[at] == "for" || words.forms[at] == "-" || words.forms[at] == "/" {
        result.append(index..<at)
      }
      addVariants(index, last, start, end, site, &result)
      index = last + 1
    }
    var seen = Set<Range<Int>>()
    return result.filter { seen.insert($0).inserted }
  }

  /// Names with a genitive inside, a number or a common noun behind, a number before.
  private static func addVariants(
    _ first: Int, _ last: Int, _ start: Int, _ end: Int, _ site: FigureSite, _ result: inout [Range<Int>]
  ) {
    let words = site.words
    let next = last + 1
    if next <= end, !site.isOwn(next) {
      if words.isPossessive[last], words.isName[next] {
        var at = next
        while at + 1 <= end, !site.isOwn(at + 1), words.isName[at + 1] { at += 1 }
        result.append(first..<at + 1)
      }
      if words.speech.isNumber[words.tag(next)], words.forms[next].utf8.count <= 3 { result.append(first..<next + 1) }
      // "Dart and Rust" are one owner as well as two.
      if next + 1 <= end, words.lower[next] == "and" || words.lower[next] == "&", !site.isOwn(next + 1),
        words.isName[next + 1]
      {
        var at = next + 1
        while at + 1 <= end, !site.isOwn(at + 1), words.isName[at + 1] { at += 1 }
        result.append(first..<at + 1)
      }
      if words.isNoun(next), !words.isName[next], !months.contains(words.lower[next]) {
        result.append(first..<next + 1)
        if next + 1 <= end, !site.isOwn(next + 1), words.isNoun(next + 1), !words.isName[next + 1] {
          result.append(first..<next + 2)
        }
      }
    }
    // "The Carpentries" is a name with its article.
    if first > start, !site.isOwn(first - 1), words.forms[first - 1] == "The" { result.append(first - 1..<last + 1) }
    if first > start, !site.isOwn(first - 1) {
      let before = words.forms[first - 1]
      let isYear = before.utf8.count == 4 && before.allSatisfy(\.isNumber)
      if words.isTag(first - 1, numberOrAdjective), before.contains(where: \.isNumber), !isYear {
        result.append(first - 1..<last + 1)
      }
    }
  }

  /// The next word of a name, across "of", "&", a hyphen.
  private static func continuation(_ last: Int, _ end: Int, _ site: FigureSite) -> Int? {
    let words = site.words
    let next = last + 1
    guard next <= end, !site.isOwn(next) else { return nil }
    if words.isName[next] { return next }
    if next + 1 <= end, !site.isOwn(next + 1) {
      if joins.contains(words.forms[next]), words.isName[next + 1] { return next + 1 }
      // "Rust-analyzer", "S’COOL": what is joined without a space goes on.
      if words.isJoined(next), words.isJoined(next + 1), inside.contains(words.forms[next]),
        words.forms[next + 1].first?.isLetter == true
      {
        return next + 1
      }
    }
    if next + 2 <= end, words.forms[next] == "of", words.forms[next + 1] == "the", words.isName[next + 2],
      !site.isOwn(next + 2)
    {
      return next + 2
    }
    return nil
  }

  private static let numberOrAdjective = TagSet(["CD", "JJ"])
  private static let breaks = TagSet([",", "-LRB-", ":"])
  private static let adverbs = TagSet(["RB"])
  private static let inside: Set<String> = ["-", "’", "'", "_", "."]
  private static let joins: Set<String> = [
    "&", "-", ".", "of", "for", "+", "/", "de", "do", "da", "del", "van", "von", "der",
  ]

  /// Which tokens may be part of a name, of those asked for.
  static func nameTokens(_ words: ClauseWords, among tokens: [Int]) -> [Bool] {
    var result = [Bool](repeating: false, count: words.count)
    for token in tokens { result[token] = isName(token, words) }
    return result
  }

  /// Whether a word may be part of a name: a capital that is not only the sentence's.
  private static func isName(_ index: Int, _ words: ClauseWords) -> Bool {
    let form = words.forms[index]
    // Most words are small letters alone.
    guard !form.utf8.allSatisfy({ $0 &- 0x61 < 26 }), let first = form.first else { return false }
    let inner = form.dropFirst().contains(where: \.isUppercase)
    guard first.isUppercase || inner && form.count > 2 else { return false }
    let lower = words.lower[index]
    if months.contains(lower) { return false }
    if ordinary.contains(lower) {
      let isAcronym = form.count > 1 && form.allSatisfy(\.isUppercase)
      if !isAcronym { return false }
    }
    // Names of things in capitals (API, GPTs) own no figure alone.
    if SubjectFinder.isAcronym(Substring(form)), !isNameBehind(index, words) { return false }
    guard words.isFirst(index), !inner else { return true }
    if isNameBehind(index, words) { return true }
    // One word with the sentence's capital: a name only where it acts or owns.
    let next = index + 1
    guard !words.isPossessive[index], next < words.count else { return true }
    if words.isJoined(next), words.forms[next] == "-" || words.forms[next] == "/" { return true }
    if words.isVerb(next) || words.speech.isModal[words.tag(next)] || words.isTag(next, breaks)
      || words.isMark(next)
    {
      return words.speech.isProperNoun[words.tag(index)] || SubjectFinder.isName(Substring(form))
    }
    if words.speech.isProperNoun[words.tag(index)], SubjectFinder.isName(Substring(form)) { return true }
    if words.isTag(next, adverbs), next + 1 < words.count { return words.speech.isFinite[words.tag(next + 1)] }
    return words.speech.isProperNoun[words.tag(index)] && words.isNoun(next)
  }

  private static func isNameBehind(_ index: Int, _ words: ClauseWords) -> Bool {
    index + 1 < words.count && !words.isFirst(index + 1) && words.forms[index + 1].first?.isUppercase == true
  }

  static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// Words of every sentence, which begin one with a capital.
  private static let ordinary: Set<String> = Set(
    """
    i we they he she it you the a an this that these those our their in on at for to by with from and but or if when as \
    after since while over more all each every one there its my your so not no yes how what why where who which of is are \
    was were be has have had do does did can could will would should may might must about around during within up down out \
    only just also even then now today here both most many some any such than per via total according however
    """.split(separator: " ").map(String.init))
}

extension FigureSite {
  /// The name a candidate stands for, without a genitive's ending.
  func name(_ range: Range<Int>) -> String {
    var result = ""
    for index in range {
      if index > range.lowerBound, !words.isJoined(index) { result += " " }
      result += words.forms[index]
      if words.isPossessive[index], index + 1 < range.upperBound { result += "’s" }
    }
    // "U.S." keeps its last dot.
    let end = range.upperBound
    if end < words.count, range.count > 2, words.forms[end] == ".", words.isJoined(end),
      words.forms[end - 1].count == 1, words.forms[end - 2] == "."
    {
      result += "."
    }
    return result
  }
}
