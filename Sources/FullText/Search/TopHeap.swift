/// The best documents so far: a heap of keys, the worst on top.
///
/// A key is the score's bits above the complement of the document's number, so that of equal scores the earlier document wins, in whatever
/// order they come. Scores are not negative, so their bits order as they do.
struct TopHeap {
  private(set) var keys: [UInt64] = []
  let capacity: Int
  /// The key that another has to pass: 0 until the heap is full.
  private(set) var threshold: UInt64 = 0
  /// A score that the last of the top is known to reach: nothing below it has to be offered.
  var floor: Float = 0
  /// Keys have to be below this one: where the page before ended.
  let ceiling: UInt64

  init(capacity: Int, ceiling: UInt64 = .max) {
    self.capacity = capacity
    self.ceiling = ceiling
    keys.reserveCapacity(min(capacity, 1 << 16) + 1)
    if capacity == 0 { threshold = .max }
  }

  @inline(__always)
  static func key(_ score: Float, _ document: Int) -> UInt64 {
    UInt64(score.bitPattern) << 32 | UInt64(~UInt32(truncatingIfNeeded: document))
  }

  static func hit(_ key: UInt64) -> Hit {
    Hit(document: DocumentID(rawValue: ~UInt32(truncatingIfNeeded: key)), score: Float(bitPattern: UInt32(key >> 32)))
  }

  /// No score below this can enter.
  @inline(__always)
  var thresholdScore: Float { max(floor, Float(bitPattern: UInt32(threshold >> 32))) }

  @inline(__always)
  mutating func insert(_ score: Float, _ document: Int) {
    assert(Invariants.hold(score >= 0), "the bits of negative scores and of no numbers order otherwise")
    let key = Self.key(score, document)
    if key > threshold, key < ceiling { push(key) }
  }

  @inline(never)
  private mutating func push(_ key: UInt64) {
    if keys.count < capacity {
      keys.append(key)
      var child = keys.count - 1
      while child > 0 {
        let parent = (child - 1) / 2
        if keys[parent] <= keys[child] { break }
        keys.swapAt(parent, child)
        child = parent
      }
    } else {
      var parent = 0
      let count = keys.count
      while true {
        var child = 2 * parent + 1
        if child >= count { break }
        if child + 1 < count, keys[child + 1] < keys[child] { child += 1 }
        if keys[child] >= key { break }
        keys[parent] = keys[child]
        parent = child
      }
      keys[parent] = key
    }
    if keys.count == capacity {
      assert(keys[0] >= threshold && keys[0] == keys.min(), "the threshold only rises")
      threshold = keys[0]
    }
  }

  /// The documents, best first.
  func sorted() -> [Hit] { keys.sorted(by: >).map(Self.hit) }
}
