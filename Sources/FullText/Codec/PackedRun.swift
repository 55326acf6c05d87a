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
    var histogram = InlineCounts()
    for value in values { histogram.add(32 - value.leadingZeroBitCount) }
    let highest = histogram.highest
    var width = highest
    var best = (values.count * width + 7) / 8
    var exceptions = 0
    if allowExceptions {
      var above = 0
      var candidate = width
      while candidate > 0, candidate > highest - 8 {
        above += histogram[candidate]
        candidate -= 1
        let size = (values.count * candidate + 7) / 8 + above * 2
        if size < best { (best, width, exceptions) = (size, candidate, above) }
        if above > values.count / 6 { break }
      }
    }
    writer.append(UInt8(width))
    writer.append(UInt8(exceptions))
    var buffer: UInt64 = 0
    var filled = 0
    let mask: UInt32 = width == 32 ? .max : (1 << UInt32(width)) - 1
    if width > 0 {
      for value in values {
        buffer |= UInt64(value & mask) << UInt64(filled)
        filled += width
        while filled >= 8 {
          writer.append(UInt8(truncatingIfNeeded: buffer))
          buffer >>= 8
          filled -= 8
        }
      }
      if filled > 0 { writer.append(UInt8(truncatingIfNeeded: buffer)) }
    }
    if exceptions > 0 {
      for (index, value) in values.enumerated() where value & ~mask != 0 {
        writer.append(UInt8(index))
        writer.append(UInt8(truncatingIfNeeded: value >> UInt32(width)))
      }
    }
  }

  private struct InlineCounts {
    private var counts = SIMD64<UInt8>()
    private(set) var highest = 0
    mutating func add(_ bits: Int) {
      counts[bits] += 1
      if bits > highest { highest = bits }
    }
    subscript(bits: Int) -> Int { Int(counts[bits]) }
  }

  /// The number of bytes of the run at `base`.
  @inline(__always)
  static func size(_ base: UnsafePointer<UInt8>, count: Int) -> Int {
    2 + (count * Int(base[0]) + 7) / 8 + 2 * Int(base[1])
  }

  /// Number `index` of the run.
  @inline(__always)
  static func value(_ base: UnsafePointer<UInt8>, count: Int, index: Int) -> UInt32 {
    let width = Int(base[0]) & 63
    let bit = index * width
    let word = UnsafeRawPointer(base + 2 + bit >> 3).loadUnaligned(as: UInt64.self)
    var value = UInt32(truncatingIfNeeded: (word >> UInt64(bit & 7)) & ((1 << UInt64(width)) - 1))
    if base[1] > 0 {
      var exception = base + 2 + (count * width + 7) >> 3
      for _ in 0..<Int(base[1]) {
        if Int(exception[0]) == index {
          value |= UInt32(exception[1]) &<< UInt32(width)
        }
        exception += 2
      }
    }
    return value
  }

  /// Writes the numbers of the run to `output`, which has room for 128, and returns the run's size.
  @inline(__always)
  static func decode(_ base: UnsafePointer<UInt8>, count: Int, to output: UnsafeMutablePointer<UInt32>) -> Int {
    let width = Int(base[0]) & 63
    let data = UnsafeRawPointer(base + 2)
    if width == 0 {
      for index in 0..<count { output[index] = 0 }
    } else if width <= 8 {
      // Eight numbers take `width` bytes: one load serves all of them.
      let mask = (UInt64(1) << UInt64(width)) - 1
      let step = UInt64(width)
      var index = 0
      var pointer = data
      while index < count {
        var word = pointer.loadUnaligned(as: UInt64.self)
        for lane in 0..<8 {
          output[index + lane] = UInt32(truncatingIfNeeded: word & mask)
          word = word &>> step
        }
        index += 8
        pointer += width
      }
    } else {
      let mask = (UInt64(1) << UInt64(width)) - 1
      var bit = 0
      for index in 0..<count {
        let word = (data + bit >> 3).loadUnaligned(as: UInt64.self)
        output[index] = UInt32(truncatingIfNeeded: (word &>> UInt64(bit & 7)) & mask)
        bit += width
      }
    }
    let low = (count * width + 7) >> 3
    let exceptions = Int(base[1])
    if exceptions > 0 {
      var exception = base + 2 + low
      for _ in 0..<exceptions {
        output[Int(exception[0]) & 127] |= UInt32(exception[1]) &<< UInt32(width)
        exception += 2
      }
    }
    return 2 + low + 2 * exceptions
  }
}
