/// 64-bit hashes that name the features of a linear model.
///
/// A feature is a template ("head", "word pair") with one or two values. FNV-1a over the bytes, then a finaliser so that
/// the high bits, which address the model's directory, depend on every byte. The hash is part of a model's format: it must
/// never change without training every model again.
///
/// Source: Fowler, Noll, Vo, "FNV hash"; the finaliser is that of MurmurHash3 (Appleby).
package enum FeatureHash {
  /// The hash of no bytes.
  @inlinable package static var empty: UInt64 { 0xCBF2_9CE4_8422_2325 }

  /// The multiplier of FNV-1a.
  @inlinable package static var prime: UInt64 { 0x0000_0100_0000_01B3 }

  /// The hash of some bytes, going on from `seed`.
  @inlinable package static func bytes(_ bytes: some Sequence<UInt8>, from seed: UInt64 = empty) -> UInt64 {
    var hash = seed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* prime }
    return hash
  }

  /// The hash of one byte more: what ``bytes(_:from:)`` does with each.
  @inlinable package static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* prime
  }

  /// The same of an array: called for each word of a text, and so without a generic walk of it.
  package static func bytes(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { self.bytes($0) } }

  /// The same of a part of an array.
  package static func bytes(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.withUnsafeBufferPointer { self.bytes($0) } }

  /// The same of bytes in memory.
  package static func bytes(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = empty
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* prime }
    return hash
  }

  /// The hash of a word.
  @inlinable package static func text(_ text: some StringProtocol) -> UInt64 { bytes(text.utf8) }

  /// The feature of a template and up to two values, given as hashes. The order of the values counts.
  @inlinable package static func feature(_ template: UInt64, _ first: UInt64 = 0, _ second: UInt64 = 0) -> UInt64 {
    finished(mixed(mixed(template, first), second))
  }

  @inlinable package static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    var mixed = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= mixed >> 29
    return mixed &+ 0x165_667B_19E3_779F
  }

  @inlinable package static func finished(_ hash: UInt64) -> UInt64 {
    var hash = hash
    hash ^= hash >> 33
    hash &*= 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    hash &*= 0xC4CE_B9FE_1A85_EC53
    hash ^= hash >> 33
    return hash
  }
}

/// Collects the features of one example, and their names when a person is to read the weights.
package struct FeatureSink {
  /// The features so far, each once for each time it was added.
  package private(set) var features: [UInt64] = []
  /// What each feature is called; nil unless asked for.
  package private(set) var names: [UInt64: String]?
  /// The features whose names are kept; nil for all.
  private var wanted: FeatureSet?

  /// An empty sink.
  ///
  /// - Parameter named: whether names are kept; slow, for training and explanations only.
  package init(named: Bool = false) {
    if named { names = [:] }
  }

  /// An empty sink that keeps the names of a few features: those that an explanation shows.
  package init(naming features: [UInt64]) {
    names = [:]
    var wanted = FeatureSet(minimumCapacity: features.count)
    for feature in features { _ = wanted.insert(feature) }
    self.wanted = wanted
  }

  /// Forgets the features, keeps the names.
  package mutating func removeAll() { features.removeAll(keepingCapacity: true) }

  /// Adds the feature of a template alone.
  package mutating func add(_ template: StaticString) {
    insert(FeatureHash.feature(Self.hash(template)), "\(template)")
  }

  /// Adds the feature of a template and a value.
  package mutating func add(_ template: StaticString, _ value: some StringProtocol) {
    insert(FeatureHash.feature(Self.hash(template), FeatureHash.text(value)), "\(template)=\(value)")
  }

  /// Adds the feature of a template and two values in order.
  package mutating func add(_ template: StaticString, _ first: some StringProtocol, _ second: some StringProtocol) {
    insert(
      FeatureHash.feature(Self.hash(template), FeatureHash.text(first), FeatureHash.text(second)),
      "\(template)=\(first)|\(second)")
  }

  /// Adds the feature of a template and a value.
  package mutating func add(_ template: StaticString, _ value: String) {
    insert(FeatureHash.feature(Self.hash(template), Self.hash(value)), "\(template)=\(value)")
  }

  /// Adds the feature of a template and two values in order.
  package mutating func add(_ template: StaticString, _ first: String, _ second: String) {
    insert(
      FeatureHash.feature(Self.hash(template), Self.hash(first), Self.hash(second)), "\(template)=\(first)|\(second)")
  }

  /// Adds the feature of a template and three values in order.
  package mutating func add(_ template: StaticString, _ first: String, _ second: String, _ third: String) {
    let rest = FeatureHash.mixed(Self.hash(second), Self.hash(third))
    insert(FeatureHash.feature(Self.hash(template), Self.hash(first), rest), "\(template)=\(first)|\(second)|\(third)")
  }

  private static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { FeatureHash.bytes($0) }
  }

  /// Adds the feature of a template and values that are hashed already.
  ///
  /// - Parameter name: the feature's name, worked out only when names are kept.
  package mutating func add(
    hashed template: UInt64, _ first: UInt64, _ second: UInt64 = 0, name: @autoclosure () -> String
  ) {
    insert(FeatureHash.feature(template, first, second), name())
  }

  private mutating func insert(_ feature: UInt64, _ name: @autoclosure () -> String) {
    features.append(feature)
    guard names != nil, wanted?.contains(feature) != false, names?[feature] == nil else { return }
    names?[feature] = name()
  }

  private static func hash(_ template: StaticString) -> UInt64 {
    template.withUTF8Buffer { FeatureHash.bytes($0) }
  }
}
