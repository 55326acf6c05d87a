/// Distinct byte strings, numbered in the order they came: an open-addressed hash table over one arena.
struct BytesTable {
  /// For each slot the number plus one, and the high half of the hash beside it so that most mismatches touch nothing else.
  private var slots: [UInt64]
  private var mask: Int
  private var arena: [UInt8] = []
  private var starts: [UInt32] = [0]

  /// - Parameter capacity: a power of two; 0 for a list of byte strings that are not looked up.
  init(capacity: Int = 1024) {
    slots = [UInt64](repeating: 0, count: capacity)
    mask = max(0, capacity - 1)
  }

  var count: Int { starts.count - 1 }

  /// About how many bytes of memory the table takes, the same for the same bytes in any order.
  var memory: Int { slots.count * 8 + arena.count + starts.count * 4 }

  /// Adds bytes known to be new to a table that is a list only.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe arena.append(contentsOf: bytes)
    starts.append(UInt32(arena.count))
  }

  func withBytes<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    try unsafe arena.withUnsafeBufferPointer {
      try unsafe body(UnsafeBufferPointer(rebasing: $0[Int(starts[number])..<Int(starts[number + 1])]))
    }
  }

  func length(_ number: Int) -> Int { Int(starts[number + 1] - starts[number]) }

  func withArena<Result>(
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt32>) throws -> Result
  ) rethrows -> Result {
    try unsafe arena.withUnsafeBufferPointer { arena in
      try unsafe starts.withUnsafeBufferPointer { try unsafe body(arena, $0) }
    }
  }

  /// Multiply and fold of eight bytes at a time, as in wyhash.
  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = bytes.baseAddress else { return 0x9E37_79B9_7F4A_7C15 }
    let raw = unsafe UnsafeRawPointer(base)
    let count = bytes.count
    var low: UInt64
    var high: UInt64 = 0
    var hash = UInt64(count) &* 0x9E37_79B9_7F4A_7C15
    if count >= 8 {
      var offset = 0
      while offset + 8 < count - 8 {
        hash = unsafe fold(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), 0xA076_1D64_78BD_642F)
        offset += 8
      }
      low = unsafe raw.loadUnaligned(fromByteOffset: min(offset, count - 8), as: UInt64.self)
      high = unsafe raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else if count >= 4 {
      low = unsafe UInt64(raw.loadUnaligned(as: UInt32.self))
      high = unsafe UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    } else if count > 0 {
      low = unsafe UInt64(base[0]) | UInt64(base[count >> 1]) << 8 | UInt64(base[count - 1]) << 16
    } else {
      low = 0
    }
    return fold(low ^ hash ^ 0xE703_7ED1_A0B4_28DB, high ^ 0x8EBC_6AF0_9C88_C6E3)
  }

  @inline(__always)
  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// The number of the bytes, or nil when they are new.
  @inline(__always)
  func find(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    let tag = hash >> 32
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry >> 32 == tag {
        let number = Int(entry & 0xFFFF_FFFF) - 1
        let start = Int(starts[number])
        if Int(starts[number + 1]) - start == bytes.count, unsafe equals(bytes, start) { return number }
      }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private func equals(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    unsafe arena.withUnsafeBufferPointer { arena in
      for index in 0..<bytes.count where unsafe arena[start + index] != bytes[index] { return false }
      return true
    }
  }

  /// The number of the bytes, a new one when they are new.
  mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    if let number = unsafe find(bytes, hash: hash) { return number }
    if count * 2 >= slots.count { grow() }
    let number = count
    unsafe arena.append(contentsOf: bytes)
    starts.append(UInt32(arena.count))
    place(number, hash)
    return number
  }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = (hash >> 32) << 32 | UInt64(number + 1)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for number in 0..<count { unsafe place(number, withBytes(number) { unsafe Self.hash($0) }) }
  }
}
