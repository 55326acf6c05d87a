/// Up to 128 numbers in as few bits as they need ("PFOR": Zukowski et al., "Super-Scalar RAM-CPU Cache Compression", 2006).
///
///     run       := width:u8 exceptionCount:u8 low[(count * width + 7) / 8] exception{exceptionCount}
///     exception := index:u8 high:u8
///
/// Number `i` has its `width` low bits at bit `i * width`, so that one can be read without the others. The few numbers that need more
/// bits, at most eight more, have the rest in an exception. The width is the one that gives the fewest bytes.
enum PackedRun {
  static let maximumCount = 128
  /// How far behind its end a run may be read: the file has this many bytes more than its last run.
  static let readAhead = 2048

  static func append(_ values: UnsafeBufferPointer<UInt32>, to writer: inout ByteWriter, allowExceptions: Bool = true) {
    unsafe withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe writer.append(
        UnsafeRawBufferPointer(start: base, count: encode(values, base, allowExceptions: allowExceptions)))
    }
  }

  /// Writes the run at `output`, which has room for 1,024 bytes, and returns its size.
  private static func encode(
    _ values: UnsafeBufferPointer<UInt32>, _ output: UnsafeMutableRawPointer, allowExceptions: Bool
  ) -> Int {
    // How many numbers need each number of bits; at the end of the room, which the run does not reach yet.
    let counts = unsafe (output + 960).bindMemory(to: UInt8.self, capacity: 64)
    unsafe counts.update(repeating: 0, count: 64)
    for place in values.indices { unsafe counts[32 - values[place].leadingZeroBitCount] &+= 1 }
    var highest = 32
    while highest > 0, unsafe counts[highest] == 0 { highest -= 1 }
    var width = highest
    var best = (values.count * width + 7) / 8
    var exceptions = 0
    if allowExceptions {
      var above = 0
      var candidate = width
      while candidate > 0, candidate > highest - 8 {
        unsafe above += Int(counts[candidate])
        candidate -= 1
        let size = (values.count * candidate + 7) / 8 + above * 2
        if size < best { (best, width, exceptions) = (size, candidate, above) }
        if above > values.count / 3 { break }
      }
    }
    unsafe output.storeBytes(of: UInt8(width), as: UInt8.self)
    unsafe output.storeBytes(of: UInt8(exceptions), toByteOffset: 1, as: UInt8.self)
    let mask: UInt32 = width == 32 ? .max : (1 << UInt32(width)) - 1
    var end = 2
    if width > 0 {
      var word: UInt64 = 0
      var filled: UInt64 = 0
      for place in values.indices {
        let value = unsafe values[place]
        word |= UInt64(value & mask) &<< filled
        filled &+= UInt64(width)
        if filled >= 32 {
          unsafe output.storeBytes(
            of: UInt32(truncatingIfNeeded: word).littleEndian, toByteOffset: end, as: UInt32.self)
          end += 4
          word = word &>> 32
          filled &-= 32
        }
      }
      while filled > 0 {
        unsafe output.storeBytes(of: UInt8(truncatingIfNeeded: word), toByteOffset: end, as: UInt8.self)
        end += 1
        word = word &>> 8
        filled = filled > 8 ? filled - 8 : 0
      }
    }
    if exceptions > 0 {
      for index in values.indices where unsafe values[index] & ~mask != 0 {
        let value = unsafe values[index]
        unsafe output.storeBytes(of: UInt8(index), toByteOffset: end, as: UInt8.self)
        unsafe output.storeBytes(
          of: UInt8(truncatingIfNeeded: value >> UInt32(width)), toByteOffset: end + 1, as: UInt8.self)
        end += 2
      }
    }
    return end
  }

  /// The number of bytes of the run at `base`.
  @inline(__always)
  static func size(_ base: UnsafePointer<UInt8>, count: Int) -> Int {
    unsafe 2 + (count * Int(base[0]) + 7) / 8 + 2 * Int(base[1])
  }

  /// Number `index` of the run.
  @inline(__always)
  static func value(_ base: UnsafePointer<UInt8>, count: Int, index: Int) -> UInt32 {
    let width = unsafe Int(base[0]) & 63
    let bit = index * width
    let word = unsafe UnsafeRawPointer(base + 2 + bit >> 3).loadUnaligned(as: UInt64.self)
    var value = UInt32(truncatingIfNeeded: (word >> UInt64(bit & 7)) & ((1 << UInt64(width)) - 1))
    if unsafe base[1] > 0 {
      var exception = unsafe base + 2 + (count * width + 7) >> 3
      for _ in unsafe 0..<Int(base[1]) {
        if unsafe Int(exception[0]) == index {
          unsafe value |= UInt32(exception[1]) &<< UInt32(width)
        }
        unsafe exception += 2
      }
    }
    return value
  }

  /// The sum of the numbers before `index` and the sum of all, of a run without exceptions, without unpacking it: the numbers in a register are
  /// added as pairs, the pairs as fours, and those as eight.
  @inline(__always)
  static func sums(_ base: UnsafePointer<UInt8>, count: Int, index: Int) -> (before: Int, total: Int) {
    let width = unsafe Int(base[0]) & 63
    if width == 0 { return (0, 0) }
    let data = unsafe UnsafeRawPointer(base + 2)
    let single = (UInt64(1) &<< UInt64(width)) &- 1
    if width > 8 {
      var (before, total) = (0, 0)
      for place in 0..<count {
        if place == index { before = total }
        let bit = place &* width
        let word = unsafe (data + bit >> 3).loadUnaligned(as: UInt64.self)
        // A damaged width is beyond 32 bits; the sum of what is cut to them cannot overflow.
        total += Int(UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & single))
      }
      return (before, total)
    }
    let step = UInt64(width)
    let pairs = single | single &<< (2 &* step) | single &<< (4 &* step) | single &<< (6 &* step)
    let double = (UInt64(1) &<< (2 &* step)) &- 1
    let fours = double | double &<< (4 &* step)
    let quadruple = (UInt64(1) &<< (4 &* step)) &- 1
    @inline(__always)
    func fold(_ word: UInt64) -> UInt64 {
      let two = (word & pairs) &+ ((word &>> step) & pairs)
      let four = (two & fours) &+ ((two &>> (2 &* step)) & fours)
      return (four & quadruple) &+ (four &>> (4 &* step))
    }
    // The first `numbers` of a group of eight.
    @inline(__always)
    func head(_ group: Int, _ numbers: Int) -> UInt64 {
      if numbers == 0 { return 0 }
      let word = unsafe (data + group &* width).loadUnaligned(as: UInt64.self)
      return fold(word & ((UInt64(1) &<< UInt64(numbers &* width)) &- 1))
    }
    var sum: UInt64 = 0
    let middle = index >> 3
    var pointer = unsafe data
    for _ in 0..<middle {
      unsafe sum &+= fold(pointer.loadUnaligned(as: UInt64.self))
      unsafe pointer += width
    }
    let before = sum &+ head(middle, index & 7)
    let whole = max(middle, count >> 3)
    for _ in middle..<whole {
      unsafe sum &+= fold(pointer.loadUnaligned(as: UInt64.self))
      unsafe pointer += width
    }
    return (Int(truncatingIfNeeded: before), Int(truncatingIfNeeded: sum &+ head(whole, count & 7)))
  }

  /// Writes the numbers of the run to `output`, which has room for 128, and returns the run's size.
  @inline(__always)
  static func decode(_ base: UnsafePointer<UInt8>, count: Int, to output: UnsafeMutablePointer<UInt32>) -> Int {
    let width = unsafe Int(base[0]) & 63
    let data = unsafe UnsafeRawPointer(base + 2)
    if width == 0 {
      for index in 0..<count { unsafe output[index] = 0 }
    } else if width <= 8 {
      // Eight numbers take `width` bytes: one load serves all of them.
      let mask = (UInt64(1) << UInt64(width)) - 1
      let step = UInt64(width)
      var index = 0
      var pointer = unsafe data
      while index < count {
        var word = unsafe pointer.loadUnaligned(as: UInt64.self)
        for lane in 0..<8 {
          unsafe output[index + lane] = UInt32(truncatingIfNeeded: word & mask)
          word = word &>> step
        }
        index += 8
        unsafe pointer += width
      }
    } else {
      let mask = (UInt64(1) << UInt64(width)) - 1
      var bit = 0
      for index in 0..<count {
        let word = unsafe (data + bit >> 3).loadUnaligned(as: UInt64.self)
        unsafe output[index] = UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & mask)
        bit += width
      }
    }
    let low = (count * width + 7) >> 3
    let exceptions = unsafe Int(base[1])
    if exceptions > 0 {
      var exception = unsafe base + 2 + low
      for _ in 0..<exceptions {
        unsafe output[Int(exception[0]) & 127] |= UInt32(exception[1]) &<< UInt32(width)
        unsafe exception += 2
      }
    }
    return 2 + low + 2 * exceptions
  }
}
