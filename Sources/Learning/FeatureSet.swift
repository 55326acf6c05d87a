/// A set of hashes: features are hashes already, so that the low bits of each say where it goes.
package struct FeatureSet: Sendable {
  // Zero is an empty slot; the hash zero itself is kept as one, which no two features share but by chance.
  private var slots: [UInt64]
  private var mask: Int
  /// How many there are.
  package private(set) var count = 0

  /// An empty set with room for so many.
  package init(minimumCapacity: Int = 128) {
    var size = 64
    while size < 2 * minimumCapacity { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
  }

  /// Adds a hash.
  ///
  /// - Returns: whether it is new.
  @inline(__always)
  package mutating func insert(_ hash: UInt64) -> Bool {
    if 2 * count >= slots.count { grow() }
    let hash = hash == 0 ? 1 : hash
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at] != 0 {
      if slots[at] == hash { return false }
      at = (at &+ 1) & mask
    }
    slots[at] = hash
    count += 1
    return true
  }

  /// Whether a hash is in it.
  @inline(__always)
  package func contains(_ hash: UInt64) -> Bool {
    let hash = hash == 0 ? 1 : hash
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at] != 0 {
      if slots[at] == hash { return true }
      at = (at &+ 1) & mask
    }
    return false
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    mask = slots.count - 1
    for hash in old where hash != 0 {
      var at = Int(truncatingIfNeeded: hash) & mask
      while slots[at] != 0 { at = (at &+ 1) & mask }
      slots[at] = hash
    }
  }
}

/// A table from hashes to small values that is made once and asked for every word of a text.
package struct FeatureTable<Value: Sendable>: Sendable {
  // Zero is an empty slot; no word has that hash but by chance, and it then has no value.
  private let slots: [(key: UInt64, value: Value)?]
  private let keys: [UInt64]
  private let mask: Int

  /// A table of these values.
  package init(_ table: [UInt64: Value]) {
    var size = 16
    // Mostly empty, so that nearly all words that are not in it meet an empty slot at once.
    while size < 4 * table.count { size *= 2 }
    mask = size - 1
    var slots = [(key: UInt64, value: Value)?](repeating: nil, count: size)
    for (key, value) in table.sorted(by: { $0.key < $1.key }) where key != 0 {
      var at = Self.place(key) & mask
      while slots[at] != nil { at = (at &+ 1) & mask }
      slots[at] = (key, value)
    }
    keys = slots.map { $0?.key ?? 0 }
    self.slots = slots
  }

  /// FNV's high bits depend on more of a word than its low ones.
  @inline(__always)
  private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ (key >> 29)) }

  /// The value of a hash; nil when it has none.
  @inline(__always)
  package subscript(hash: UInt64) -> Value? {
    var at = Self.place(hash) & mask
    while keys[at] != 0 {
      if keys[at] == hash { return slots[at]?.value }
      at = (at &+ 1) & mask
    }
    return nil
  }
}

extension [UInt64] {
  /// The hashes, each once, in the order they come first.
  package var distinct: [UInt64] {
    var seen = FeatureSet(minimumCapacity: count)
    return filter { seen.insert($0) }
  }
}
