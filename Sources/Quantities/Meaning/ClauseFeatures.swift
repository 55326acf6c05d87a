import Learning

/// The features of one candidate, or of one figure: hashes of a template and what stands there, also as hashes or numbers.
struct ClauseFeatures {
  private(set) var values: [UInt64] = []

  mutating func removeAll() { values.removeAll(keepingCapacity: true) }

  /// Adds the feature of a template with up to four values; their order counts.
  @inline(__always)
  mutating func add<Template: RawRepresentable>(
    _ template: Template, _ first: UInt64 = 0, _ second: UInt64 = 0, _ third: UInt64 = 0, _ fourth: UInt64 = 0
  ) where Template.RawValue == UInt8 {
    values.append(Self.feature(template, first, second, third, fourth))
  }

  /// The hash of a feature.
  @inline(__always)
  static func feature<Template: RawRepresentable>(
    _ template: Template, _ first: UInt64 = 0, _ second: UInt64 = 0, _ third: UInt64 = 0, _ fourth: UInt64 = 0
  ) -> UInt64 where Template.RawValue == UInt8 {
    var hash = FeatureHash.mixed(UInt64(template.rawValue) &+ 1, first)
    hash = FeatureHash.mixed(FeatureHash.finished(hash), second)
    hash = FeatureHash.mixed(hash, third)
    hash = FeatureHash.mixed(hash, fourth)
    return FeatureHash.finished(hash)
  }
}

extension UInt64 {
  /// A number with others like it: no further than `limit` told apart.
  init(upTo limit: Int, _ value: Int) { self = UInt64(Swift.min(limit, Swift.max(0, value))) }

  /// One for true.
  init(_ flag: Bool) { self = flag ? 1 : 0 }
}

/// A word in lower case as hashes: the whole, its beginnings and its end.
struct WordHashes {
  var whole: UInt64
  /// Of the first five bytes.
  var start5: UInt64
  /// Of the first six.
  var start6: UInt64
  /// Of the last three.
  var end3: UInt64
  /// The categories and roles that the word speaks for.
  var cues: CueWords.Cues

  /// A word in lower case.
  init(_ word: String) {
    var word = word
    self = word.withUTF8 { WordHashes($0) }
  }

  init(_ word: UnsafeBufferPointer<UInt8>) {
    var hash = FeatureHash.empty
    var (start5, start6) = (hash, hash)
    for (at, byte) in word.enumerated() {
      hash = FeatureHash.adding(byte, to: hash)
      if at < 5 { start5 = hash }
      if at < 6 { start6 = hash }
    }
    var end = FeatureHash.empty
    for byte in word.suffix(3) { end = FeatureHash.adding(byte, to: end) }
    (whole, self.start5, self.start6, end3) = (hash, start5, start6, end)
    cues = CueWords.cues(word, whole: hash)
  }

  /// What stands beyond the ends of a sentence.
  static let outside: WordHashes = {
    var hashes = WordHashes("#")
    hashes.cues = CueWords.Cues()
    return hashes
  }()
}
