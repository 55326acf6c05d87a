package import Learning

/// Finds runs of words that may be names.
struct NameSpans {
  /// Words that stand in lower case in the document, with how often.
  let lower: [UInt64: Int]
  /// Words that stand capitalised inside sentences, with how often.
  let capital: [UInt64: Int]
  /// Keys of names that stand inside sentences.
  var known: Set<UInt64> = []
  /// Which words the language writes in lower case.
  let usage: WordUsage

  /// A word of the language more than a name, in this document or at large.
  func isCommon(_ word: NameWords.Word) -> Bool {
    if word.has(.digit) || word.has(.innerCapital) && !word.has(.allCapitals) { return false }
    // Abbreviations are no words; longer ones may be words of a headline in capitals.
    if word.has(.allCapitals) { return word.range.count >= 5 && usage.isCommon(word.hash) }
    let low = lower[word.hash, default: 0]
    let high = capital[word.hash, default: 0]
    // What the language knows as a word, and what the document mostly writes as one.
    if usage.isCommon(word.hash) { return high <= 1 || low >= high }
    return low > 2 * high && low > 3
  }

  /// The key of a name: its words joined, without legal forms.
  static func key(_ text: NameWords, _ range: Range<Int>) -> UInt64 {
    var hash = FeatureHash.empty
    for index in range where index == range.lowerBound || !NameVocabulary.legal.contains(text.words[index].hash) {
      for byte in text.bytes[text.words[index].range] where byte != UInt8(ascii: ".") && byte != UInt8(ascii: "-") {
        hash = FeatureHash.adding(byte &- 0x41 < 26 ? byte | 0x20 : byte, to: hash)
      }
    }
    return hash
  }

  /// The runs of a text that may be names.
  ///
  /// - Parameter isTitle: the text is a headline, which may capitalise every word.
  func spans(in text: NameWords, isTitle: Bool) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    let capitalises = isTitle && Self.capitalisesAll(text)
    var index = 0
    while index < text.words.count {
      guard isName(text.words[index]) else {
        index += 1
        continue
      }
      var end = self.end(of: text, from: index)
      var start = index
      if capitalises {
        (start, end) = knownPart(text, start..<end)
      } else {
        start = withoutOpening(text, start..<end)
      }
      while end > start, NameVocabulary.function.contains(text.words[end - 1].hash) { end -= 1 }
      if start < end, isWorthwhile(text, start..<end) { spans.append(start..<end) }
      index = max(end, index + 1)
    }
    return spans
  }

  private func isName(_ word: NameWords.Word) -> Bool {
    guard word.isNameLike || word.has(.domain), word.range.count > 1 || word.has(.digit) else { return false }
    return !NameVocabulary.function.contains(word.hash) || word.hash == Self.us && word.has(.allCapitals)
  }

  private static let us = WordSet.hash("us")
  private static let and = WordSet.hash("and")

  private func isWorthwhile(_ text: NameWords, _ range: Range<Int>) -> Bool {
    range.contains { index in
      let word = text.words[index]
      return (word.isNameLike || word.has(.domain)) && !NameVocabulary.calendar.contains(word.hash)
        && text.bytes[word.range].contains { ($0 | 0x20) &- 0x61 < 26 || $0 >= 0x80 }
    }
  }

  /// Whether most words of a headline begin with a capital.
  static func capitalisesAll(_ text: NameWords) -> Bool {
    var all = 0
    var capitals = 0
    for word in text.words.dropFirst() where word.range.count >= 4 && !NameVocabulary.function.contains(word.hash) {
      all += 1
      if word.isNameLike { capitals += 1 }
    }
    return all > 0 && capitals * 3 >= all * 2
  }

  /// Where the run that starts at `start` ends.
  private func end(of text: NameWords, from start: Int) -> Int {
    let words = text.words
    var end = start + 1
    var isInstitution = NameVocabulary.institution.contains(words[start].hash)
    while end < words.count, end - start < 9 {
      let last = words[end - 1]
      if last.has(.possessive) { break }
      if last.has(.breaks) {
        // "Acme, Inc."
        guard last.has(.comma), NameVocabulary.legal.contains(words[end].hash), words[end].isNameLike else { break }
        return end + 1
      }
      if words[end].has(.opensBracket) { break }
      if isName(words[end]), !words[end].has(.first) || words[end].has(.opensBracket) {
        isInstitution = isInstitution || NameVocabulary.institution.contains(words[end].hash)
        end += 1
        continue
      }
      guard let next = joined(text, at: end, isInstitution: isInstitution) else { break }
      end = next
    }
    return end
  }

  /// Where a run goes on behind a small word at `index`; nil when it ends there.
  private func joined(_ text: NameWords, at index: Int, isInstitution: Bool) -> Int? {
    let words = text.words
    guard NameVocabulary.inner.contains(words[index].hash), !words[index].has(.breaks) else { return nil }
    var next = index + 1
    guard next < words.count else { return nil }
    let isAmpersand = text.bytes[words[index].range].elementsEqual("&".utf8)
    if !isAmpersand {
      guard isInstitution else { return nil }
      if words[index].hash == Self.and {
        // "the Office of Ropes and the Department of Knots" are two.
        let following = words[next].hash
        if NameVocabulary.inner.contains(following) || NameVocabulary.institution.contains(following) { return nil }
      }
      // "University of the West"
      if NameVocabulary.inner.contains(words[next].hash), !words[next].has(.breaks), next + 1 < words.count,
        !words[next].isNameLike
      {
        next += 1
      }
    }
    return words[next].isNameLike && !NameVocabulary.function.contains(words[next].hash) ? next + 1 : nil
  }

  /// A run without first words that have their capital from where they stand, unless the text names the whole elsewhere.
  private func withoutOpening(_ text: NameWords, _ range: Range<Int>) -> Int {
    var start = range.lowerBound
    guard text.words[start].has(.first) || start == 0 else { return start }
    while start < range.upperBound, isCommon(text.words[start]),
      !text.words[start].has(.allCapitals) || range.count == 1
    {
      if known.contains(Self.key(text, start..<range.upperBound)) { return start }
      start += 1
      // Only the first word has its capital from there.
      break
    }
    return start
  }

  /// The part of a headline's run that is a name elsewhere, or whose words are none of the language.
  private func knownPart(_ text: NameWords, _ range: Range<Int>) -> (Int, Int) {
    for length in stride(from: range.count, through: 1, by: -1) {
      for start in range.lowerBound...(range.upperBound - length)
      where known.contains(Self.key(text, start..<(start + length)))
        && (length > 1 || !isCommon(text.words[start]) || lower[text.words[start].hash] == nil)
      {
        return (start, start + length)
      }
    }
    var start = range.lowerBound
    while start < range.upperBound, isCommon(text.words[start]) { start += 1 }
    var end = start
    while end < range.upperBound,
      !isCommon(text.words[end]) || NameVocabulary.form.contains(text.words[end].hash) && end > start
    {
      end += 1
    }
    // "Global Pump Partners": its last word says that all of it is a name.
    if end == range.upperBound, end > start, range.count > 1, NameVocabulary.form.contains(text.words[end - 1].hash) {
      start = range.lowerBound
    }
    return (start, end)
  }
}

/// How the language writes words: a model of one class whose weights say how much more often a word stands in lower case.
package struct WordUsage: Sendable {
  private let model: LinearModel?

  /// - Parameter model: nil knows no word.
  package init(model: LinearModel?) { self.model = model }

  /// The feature that names a word, given the hash of its lower case.
  package static func feature(_ hash: UInt64) -> UInt64 { FeatureHash.feature(template, hash) }

  private static let template = FeatureHash.text("word")

  func isCommon(_ hash: UInt64) -> Bool {
    guard let model else { return false }
    return model.weight(Self.feature(hash), of: 0) > 0
  }
}
