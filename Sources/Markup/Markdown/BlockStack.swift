/// Blocks whose container is still open, innermost last: containers take theirs from the end when they close.
///
/// One stack for all levels instead of an array for each: a container's children are moved out in one piece, into an
/// array of just their number.
struct BlockStack: ~Copyable {
  private var base: UnsafeMutablePointer<Block>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 64
    base = .allocate(capacity: capacity)
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  mutating func append(_ block: consuming Block) {
    if count == capacity {
      let larger = UnsafeMutablePointer<Block>.allocate(capacity: capacity * 2)
      larger.moveInitialize(from: base, count: count)
      base.deallocate()
      base = larger
      capacity *= 2
    }
    (base + count).initialize(to: block)
    count += 1
  }

  subscript(index: Int) -> Block {
    _read {
      precondition(index >= 0 && index < count)
      yield base[index]
    }
    _modify {
      precondition(index >= 0 && index < count)
      yield &base[index]
    }
  }

  /// Takes the blocks from `start` on.
  mutating func take(from start: Int) -> [Block] {
    precondition(start >= 0 && start <= count)
    let taken = count - start
    if taken == 0 { return [] }
    let source = base + start
    let blocks = [Block](unsafeUninitializedCapacity: taken) { buffer, initialized in
      buffer.baseAddress?.moveInitialize(from: source, count: taken)
      initialized = taken
    }
    count = start
    return blocks
  }
}
