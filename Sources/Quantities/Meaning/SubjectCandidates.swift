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
      guard !site.isOwn(index), isName(index, words) else {
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
      if words.isPossessive[last], isName(next, words) {
        var at = next
        while at + 1 <= end, !site.isOwn(at + 1), isName(at + 1, words) { at += 1 }
        result.append(first..<at + 1)
      }
      if words.speech.isNumber[words.tag(next)], words.forms[next].utf8.count <= 3 { result.append(first..<next + 1) }
      // "Dart and Rust" are one owner as well as two.
      if next + 1 <= end, words.lower[next] == "and" || words.lower[next] == "&", !site.isOwn(next + 1),
        isName(next + 1, words)
      {
        var at = next + 1
        while at + 1 <= end, !site.isOwn(at + 1), isName(at + 1, words) { at += 1 }
        result.append(first..<at + 1)
      }
      let name = words.speech.names[words.tag(next)]
      if name == "NN" || name == "NNS", !months.contains(words.lower[next]) { result.append(first..<next + 1) }
    }
    if first > start, !site.isOwn(first - 1) {
      let before = words.forms[first - 1]
      let name = words.speech.names[words.tag(first - 1)]
      let isYear = before.utf8.count == 4 && before.allSatisfy(\.isNumber)
      if name == "CD" || name == "JJ", before.contains(where: \.isNumber), !isYear {
        result.append(first - 1..<last + 1)
      }
    }
  }

  /// The next word of a name, across "of", "&", a hyphen.
  private static func continuation(_ last: Int, _ end: Int, _ site: FigureSite) -> Int? {
    let words = site.words
    let next = last + 1
    guard next <= end, !site.isOwn(next) else { return nil }
    if isName(next, words) { return next }
    if next + 1 <= end, !site.isOwn(next + 1) {
      if joins.contains(words.forms[next]), isName(next + 1, words) { return next + 1 }
      // "Rust-analyzer", "S’COOL": what is joined without a space goes on.
      if words.isJoined(next), words.isJoined(next + 1), inside.contains(words.forms[next]),
        words.forms[next + 1].first?.isLetter == true
      {
        return next + 1
      }
    }
    if next + 2 <= end, words.forms[next] == "of", words.forms[next + 1] == "the", isName(next + 2, words),
      !site.isOwn(next + 2)
    {
      return next + 2
    }
    return nil
  }

  private static let inside: Set<String> = ["-", "’", "'", "_", "."]
  private static let joins: Set<String> = ["&", "-", ".", "of", "for", "+"]

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
    let tag = words.speech.names[words.tag(next)]
    if words.isJoined(next), words.forms[next] == "-" || words.forms[next] == "/" { return true }
    if words.isVerb(next) || words.speech.isModal[words.tag(next)] || [",", "-LRB-", ":"].contains(tag)
      || words.isMark(next)
    {
      return words.speech.isProperNoun[words.tag(index)] || SubjectFinder.isName(Substring(form))
    }
    if tag == "RB", next + 1 < words.count { return words.speech.isFinite[words.tag(next + 1)] }
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

  /// What the subject model sees of a name: where it stands, its words, the words around it and what stands between it and the
  /// figure.
  func features(ofName range: Range<Int>, among all: [Range<Int>], label: String, into sink: inout FeatureSink) {
    let (first, end) = (range.lowerBound, range.upperBound)
    let isBefore = end <= lo
    let side = isBefore ? "B" : "A"
    let between = isBefore ? end..<lo : hi + 1..<max(hi + 1, first)
    let whole = 0...max(0, words.count - 1)
    func word(_ index: Int) -> String { words.word(index, in: whole) }
    func tag(_ index: Int) -> String { words.tagName(index, in: whole) }
    let back = words.sentence[lo] - words.sentence[first]
    let behind = end < words.count ? end : -1
    let afterTag = behind >= 0 ? tag(behind) : "#"
    let isNounBehind = behind >= 0 && words.isNoun(behind)
    sink.add("sentences back", Self.small[min(9, max(0, back))])
    sink.add("side", side)
    sink.add("last tag", tag(end - 1), isNounBehind ? "noun behind" : "")
    let hasGenitive = range.dropLast().contains { words.isPossessive[$0] }
    sink.add("variant", isNounBehind ? "n" : "-", tag(end - 1), hasGenitive ? "g" : "-")
    sink.add(
      "bounded", first > 0 && ["NNP", "NNPS", "JJ", "CD"].contains(tag(first - 1)) ? "y" : "n",
      ["NNP", "NNPS", "CD", "NN", "NNS"].contains(afterTag) ? "y" : "n")
    sink.add("distance", side, Self.bucket(between.count))
    let isFirst = words.isFirst(first)
    let previous = isFirst || first == 0 ? "<s>" : word(first - 1)
    sink.add("previous", previous, side)
    sink.add("previous two", first > 1 ? word(first - 2) : "<s>", previous)
    sink.add("next", behind >= 0 && behind <= b ? word(behind) : "</s>", side)
    sink.add("next tag", afterTag, side)
    sink.add("previous tag", first > 0 ? tag(first - 1) : "#", side)
    sink.add("genitive", words.isPossessive[end - 1] ? "y" : "n", side)
    sink.add("first", isFirst ? "y" : "n", side)
    sink.add("length", Self.small[min(9, range.count)])
    let form = words.forms[end - 1]
    let isCapitals = form.allSatisfy { !$0.isLowercase }
    sink.add("capitals", isCapitals ? "y" : "n", form.count < 5 ? "short" : "long")
    sink.add("inner capital", !isCapitals && form.dropFirst().contains(where: \.isUppercase) ? "y" : "n")
    sink.add("last", word(end - 1))
    sink.add("name", name(range).lowercased())
    sink.add("end", String(word(end - 1).suffix(3)))
    sink.add("count", Self.small[min(4, all.count - 1)])
    sink.add("tag", tag(end - 1), side)
    sink.add("first tag", tag(first), isFirst ? "y" : "n")
    let figures = words.figures(in: between).count
    sink.add("figures between", Self.small[min(2, figures)], side)
    sink.add("verbs between", Self.small[min(3, between.filter { words.isVerb($0) }.count)], side)
    for mark in Set(between.map { words.forms[$0] }).intersection([",", ";", ":", "(", ")"]).sorted() {
      sink.add("mark between", mark, side)
    }
    addVerb(behind: end, side, &sink)
    let place = all.firstIndex(of: range) ?? 0
    sink.add("order", Self.small[min(3, place)], Self.small[min(4, all.count)])
    let nearest = all.min { distance($0) < distance($1) }
    sink.add("nearest", side, nearest == range ? "y" : "n")
    addConjunctions(range, isBefore, between, &sink)
    sink.add("in label", label.contains(name(range)) ? "y" : "n")
    sink.add("pronoun in sentence", hasPronoun ? "y" : "n", side)
  }

  private func addVerb(behind end: Int, _ side: String, _ sink: inout FeatureSink) {
    var found = -1
    for at in end..<max(end, min(words.count, end + 6)) {
      if words.isVerb(at) {
        found = at
        break
      }
      if [",", ";", "."].contains(words.forms[at]) { break }
    }
    let far = found < 0 ? "none" : Self.small[min(9, found - end)]
    sink.add("same verb", found >= 0 && found == verb ? "y" : "n", side, far)
    if found >= 0 {
      sink.add("verb", words.lower[found], far)
      sink.add("verb tag", words.speech.names[words.tag(found)], side)
    }
  }

  /// Features that say something only together: whether a name begins the sentence and acts, owns the figure's words, or stands
  /// alone before the figure.
  private func addConjunctions(
    _ range: Range<Int>, _ isBefore: Bool, _ between: Range<Int>, _ sink: inout FeatureSink
  ) {
    let (first, end) = (range.lowerBound, range.upperBound)
    let side = isBefore ? "B" : "A"
    let isFirst = words.isFirst(first) ? "first" : "inside"
    let afterTag = end < words.count ? words.speech.names[words.tag(end)] : "#"
    let beforeTag = first > 0 ? words.speech.names[words.tag(first - 1)] : "#"
    sink.add("first,next tag", isFirst, afterTag, side)
    sink.add("tags around", beforeTag, afterTag, side)
    sink.add("kind,previous", kind, first > 0 ? words.lower[first - 1] : "#", side)
    let verbs = between.filter { words.isMainVerb($0) }.count
    let names = between.filter { words.speech.isProperNoun[words.tag($0)] }.count
    sink.add("verbs,names between", Self.small[min(3, verbs)], Self.small[min(3, names)], side)
    let commas = between.filter { words.forms[$0] == "," || words.forms[$0] == ";" }.count
    sink.add("commas,distance", Self.small[min(3, commas)], Self.bucket(between.count), side)
    // The actor: only auxiliaries and adverbs stand between the name and the verb before the figure.
    if isBefore, verb >= end, verb < lo {
      let gap = end..<verb
      let isActor = gap.count <= 3 && gap.allSatisfy { !words.isNoun($0) && !words.isMark($0) }
      sink.add("actor", isActor ? "y" : "n", isFirst)
      if isActor { sink.add("actor,verb", words.lower[verb]) }
    }
    // The owner: "Acme’s 30 shops", "X has 30", "by X".
    if isBefore, lo - end <= 1 { sink.add("beside", words.isPossessive[end - 1] ? "genitive" : "plain", kind) }
    let isShort = range.count == 1 && SubjectFinder.isAcronym(Substring(words.forms[first]))
    sink.add("acronym", isShort ? "y" : "n", side)
    let isOrdinary = range.allSatisfy { !SubjectFinder.isName(Substring(words.forms[$0])) }
    sink.add("ordinary words", isOrdinary ? "y" : "n", isFirst)
  }

  private func distance(_ range: Range<Int>) -> Int { min(abs(range.upperBound - lo), abs(range.lowerBound - hi)) }

  private var hasPronoun: Bool { sentence.contains { Self.pronouns.contains(words.lower[$0]) } }

  private static let pronouns: Set<String> = ["we", "they", "our", "their", "it", "its", "i"]

  /// What speaks for no name of the sentence: pronouns that act, no candidates, how the sentence begins.
  func featuresOfNoName(among all: [Range<Int>], into sink: inout FeatureSink) {
    sink.add("none")
    sink.add("none,kind", kind)
    sink.add("none,count", Self.small[min(5, all.count)])
    for at in sentence where Self.actors.contains(words.lower[at]) { sink.add("none,pronoun", words.lower[at]) }
    sink.add("none,verb", verb >= 0 ? words.lower[verb] : "#")
    sink.add("none,first", word(a))
    sink.add("none,before", lo > a ? word(lo - 1) : "#")
  }

  private static let actors: Set<String> = [
    "we", "they", "our", "their", "it", "its", "i", "you", "he", "she", "my", "your",
  ]
}
