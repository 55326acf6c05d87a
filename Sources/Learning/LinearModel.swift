/// A linear model over hashed features, read in place: the score of a class is its bias plus the weights of the features
/// that the example has.
///
/// The bytes, little endian:
///
///     "CBLM"  version (2)                                            2 × UInt32
///     classes  bucket bits  rows  bytes of weights  bytes of names   5 × UInt32
///     scale                                                          Float32
///     biases                                                         Float32 per class
///     buckets: first row, first byte of its weights                  2 × UInt32 × (2^bits + 1)
///     keys: the low 16 bits of each row's hash, by bucket            UInt16 per row
///     counts: how many weights each row has; 255: one per class      UInt8 per row
///     weights: class and weight (Int8, times scale) of sparse rows, the weights alone of the others
///     class names, separated by line feeds                           UTF-8
///
/// The high bits of a hash are its bucket, of two to four rows. Looking a feature up costs a read of the bucket and one of
/// its keys; of the features that have no weights one in some twenty thousand is taken for one that has.
///
/// Weights are summed as whole numbers and scaled at the end, so the order of features does not change a score.
package struct LinearModel: @unchecked Sendable {
  /// The classes, in the order of scores.
  package let classes: [String]
  /// The score of a class of which no feature is known.
  package let biases: [Float]
  /// How many features have weights.
  package let featureCount: Int

  private let scale: Float
  private let shift: UInt64
  private let buckets: UnsafeRawPointer
  private let keys: UnsafeRawPointer
  private let counts: UnsafeRawPointer
  private let weights: UnsafeRawPointer

  /// The count of a row that has a weight for every class.
  static let dense: UInt8 = 255
  /// Rows of a bucket, at most so many on average.
  static let rowsPerBucket = 4

  /// Reads a model in place.
  ///
  /// - Parameter bytes: must stay valid as long as the model is used, as a resource linked into the program does.
  /// - Throws: ``LinearModelError`` when the bytes are no model or cut short.
  /// - Complexity: O(rows): every row is checked once, so that no lookup can leave the bytes.
  package init(_ bytes: UnsafeRawBufferPointer) throws(LinearModelError) {
    guard let base = bytes.baseAddress, bytes.count >= 32, bytes.prefix(4).elementsEqual("CBLM".utf8) else {
      throw .notAModel
    }
    func word(_ index: Int) -> Int { Int(Self.load(base, index)) }
    guard word(1) == 2 else { throw .version(word(1)) }
    let (classCount, bits, rows, weightBytes, nameBytes) = (word(2), word(3), word(4), word(5), word(6))
    guard classCount > 0, classCount < Int(Self.dense), bits > 0, bits <= 24 else { throw .notAModel }
    scale = Float(bitPattern: Self.load(base, 7))
    let bucketStart = 32 + 4 * classCount
    let keyStart = bucketStart + 8 * ((1 << bits) + 1)
    let countStart = keyStart + 2 * rows
    let weightStart = countStart + rows
    let nameStart = weightStart + weightBytes
    guard nameStart + nameBytes <= bytes.count else {
      throw .truncated(bytes: bytes.count, wanted: nameStart + nameBytes)
    }
    biases = (0..<classCount).map { Float(bitPattern: Self.load(base, 8 + $0)) }
    shift = UInt64(64 - bits)
    buckets = base + bucketStart
    keys = base + keyStart
    counts = base + countStart
    weights = base + weightStart
    featureCount = rows
    let names = String(decoding: bytes[nameStart..<(nameStart + nameBytes)], as: UTF8.self)
    classes = names.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard classes.count == classCount, isWhole(rows: rows, weightBytes: weightBytes, buckets: 1 << bits) else {
      throw .notAModel
    }
  }

  /// Whether the buckets hold all rows in order, and these all weights.
  private func isWhole(rows: Int, weightBytes: Int, buckets count: Int) -> Bool {
    var (row, offset) = (0, 0)
    for bucket in 0...count {
      let start = Int(Self.load(buckets, 2 * bucket))
      guard start >= row, start <= rows else { return false }
      while row < start {
        offset += length(row)
        row += 1
      }
      guard Int(Self.load(buckets, 2 * bucket + 1)) == offset else { return false }
    }
    return row == rows && offset == weightBytes
  }

  /// The bytes of a row's weights.
  @inline(__always)
  private func length(_ row: Int) -> Int {
    let count = counts.load(fromByteOffset: row, as: UInt8.self)
    return count == Self.dense ? biases.count : 2 * Int(count)
  }

  /// The weights of a feature and how many it has; nil when it has none.
  @inline(__always)
  private func find(_ feature: UInt64) -> (weights: UnsafeRawPointer, count: UInt8)? {
    let bucket = Int(truncatingIfNeeded: feature >> shift) &* 2
    let key = UInt16(truncatingIfNeeded: feature)
    let start = Int(Self.load(buckets, bucket))
    let end = Int(Self.load(buckets, bucket &+ 2))
    var row = start
    while row < end {
      if UInt16(littleEndian: keys.loadUnaligned(fromByteOffset: row &* 2, as: UInt16.self)) == key {
        var offset = Int(Self.load(buckets, bucket &+ 1))
        for before in start..<row { offset &+= length(before) }
        return (weights + offset, counts.load(fromByteOffset: row, as: UInt8.self))
      }
      row &+= 1
    }
    return nil
  }

  /// Sums of no weights.
  package var noSums: [Int32] { [Int32](repeating: 0, count: biases.count) }

  /// Adds the weights of a feature, before they are scaled, to the sums of the classes.
  @inline(__always)
  package func add(_ feature: UInt64, to sums: UnsafeMutableBufferPointer<Int32>) {
    guard let (row, count) = find(feature) else { return }
    if count == Self.dense {
      for target in 0..<min(sums.count, biases.count) {
        sums[target] &+= Int32(row.load(fromByteOffset: target, as: Int8.self))
      }
    } else {
      for entry in 0..<Int(count) {
        let target = Int(row.load(fromByteOffset: 2 &* entry, as: UInt8.self))
        if target < sums.count { sums[target] &+= Int32(row.load(fromByteOffset: 2 &* entry &+ 1, as: Int8.self)) }
      }
    }
  }

  /// Adds the weights of features, before they are scaled, to the sums of the classes.
  package func add(_ features: [UInt64], to sums: inout [Int32]) {
    sums.withUnsafeMutableBufferPointer { sums in
      for feature in features { add(feature, to: sums) }
    }
  }

  /// The scores of all classes for sums of weights.
  ///
  /// - Parameter value: what each feature counts.
  package func scores(ofSums sums: [Int32], value: Float = 1) -> [Float] {
    let factor = scale * value
    return sums.indices.map { biases[$0] + factor * Float(sums[$0]) }
  }

  /// The scores of all classes for an example.
  ///
  /// - Parameter value: what each feature counts; 1 / √n keeps long examples and short ones alike.
  /// - Complexity: O(features × classes with a weight).
  package func scores(_ features: [UInt64], value: Float = 1) -> [Float] {
    var sums = noSums
    add(features, to: &sums)
    return scores(ofSums: sums, value: value)
  }

  /// The score of the first class: for models that choose one of several candidates. No memory is taken.
  package func score(_ features: [UInt64]) -> Float {
    var sum: Int32 = 0
    withUnsafeMutableBytes(of: &sum) { bytes in
      let sums = bytes.bindMemory(to: Int32.self)
      for feature in features { add(feature, to: sums) }
    }
    return biases[0] + scale * Float(sum)
  }

  /// The class with the highest sum for an example; of equals the first.
  package func bestClass(_ features: [UInt64]) -> String { classes[scores(features).bestIndex] }

  /// The weight of one feature for one class: what an explanation shows.
  package func weight(_ feature: UInt64, of target: Int) -> Float {
    guard let (row, count) = find(feature), target < biases.count else { return 0 }
    if count == Self.dense { return scale * Float(row.load(fromByteOffset: target, as: Int8.self)) }
    for entry in 0..<Int(count) where Int(row.load(fromByteOffset: 2 * entry, as: UInt8.self)) == target {
      return scale * Float(row.load(fromByteOffset: 2 * entry + 1, as: Int8.self))
    }
    return 0
  }

  /// The features that speak most for a class, those with equal weights among them; fewer where fewer speak for it.
  package func strongest(_ features: [UInt64], for target: Int, count: Int) -> [(feature: UInt64, weight: Float)] {
    var weighed: [(feature: UInt64, weight: Float)] = []
    for feature in features.distinct {
      let weight = weight(feature, of: target)
      if weight > 0 { weighed.append((feature, weight)) }
    }
    guard weighed.count > count else { return weighed }
    let least = weighed.map(\.weight).sorted(by: >)[count - 1]
    return weighed.filter { $0.weight >= least }
  }

  @inline(__always)
  private static func load(_ base: UnsafeRawPointer, _ index: Int) -> UInt32 {
    UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self))
  }
}

/// Why bytes are no ``LinearModel``.
package enum LinearModelError: Error, Equatable {
  case notAModel
  case version(Int)
  case truncated(bytes: Int, wanted: Int)
}

extension [Float] {
  /// The index of the highest score; of equals the first.
  package var bestIndex: Int {
    var best = 0
    for index in indices where self[index] > self[best] { best = index }
    return best
  }

  /// The scores as probabilities that sum to one (softmax).
  package var softmax: [Float] {
    let top = self.max() ?? 0
    let powers = map { exponential($0 - top) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
