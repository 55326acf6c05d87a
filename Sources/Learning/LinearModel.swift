/// A linear model over hashed features, read in place: the score of a class is its bias plus the weights of the features
/// that the example has.
///
/// The bytes, little endian:
///
///     "CBLM"  version (1)                                            2 × UInt32
///     classes  directory bits  rows  entries  bytes of class names   5 × UInt32
///     scale                                                          Float32
///     biases                                                         Float32 per class
///     directory: first row of each prefix of the hash, and the end   UInt32 × (2^bits + 1)
///     keys: the low half of each row's hash, by prefix               UInt32 per row
///     offsets: first entry of each row, and the end                  UInt32 × (rows + 1)
///     entries: class (UInt8), weight (Int8, times scale)             2 bytes each
///     class names, separated by line feeds                           UTF-8
///
/// Looking a feature up costs two reads of the directory and one of the keys.
package struct LinearModel: @unchecked Sendable {
  /// The classes, in the order of scores.
  package let classes: [String]
  /// The score of a class of which no feature is known.
  package let biases: [Float]
  /// How many features have weights.
  package let featureCount: Int

  private let scale: Float
  private let shift: UInt64
  private let directory: UnsafeRawPointer
  private let keys: UnsafeRawPointer
  private let offsets: UnsafeRawPointer
  private let entries: UnsafeRawPointer

  /// Reads a model in place.
  ///
  /// - Parameter bytes: must stay valid as long as the model is used, as a resource linked into the program does.
  /// - Throws: ``LinearModelError`` when the bytes are no model or cut short.
  package init(_ bytes: UnsafeRawBufferPointer) throws(LinearModelError) {
    guard let base = bytes.baseAddress, bytes.count >= 32, bytes.prefix(4).elementsEqual("CBLM".utf8) else {
      throw .notAModel
    }
    func word(_ index: Int) -> Int {
      Int(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
    }
    guard word(1) == 1 else { throw .version(word(1)) }
    let (classCount, bits, rows, entryCount, nameBytes) = (word(2), word(3), word(4), word(5), word(6))
    guard classCount > 0, classCount <= 256, bits > 0, bits <= 24 else { throw .notAModel }
    scale = Float(bitPattern: UInt32(word(7)))
    let biasStart = 32
    let directoryStart = biasStart + 4 * classCount
    let keyStart = directoryStart + 4 * ((1 << bits) + 1)
    let offsetStart = keyStart + 4 * rows
    let entryStart = offsetStart + 4 * (rows + 1)
    let nameStart = entryStart + 2 * entryCount
    guard nameStart + nameBytes <= bytes.count else {
      throw .truncated(bytes: bytes.count, wanted: nameStart + nameBytes)
    }
    biases = (0..<classCount).map { Float(bitPattern: UInt32(word(8 + $0))) }
    shift = UInt64(64 - bits)
    directory = base + directoryStart
    keys = base + keyStart
    offsets = base + offsetStart
    entries = base + entryStart
    featureCount = rows
    guard word(directoryStart / 4 + (1 << bits)) == rows, word(offsetStart / 4 + rows) == entryCount else {
      throw .notAModel
    }
    let names = String(decoding: bytes[nameStart..<(nameStart + nameBytes)], as: UTF8.self)
    classes = names.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard classes.count == classCount else { throw .notAModel }
  }

  /// Adds the weights of a feature, times `value`, to the scores of the classes.
  @inline(__always)
  package func add(_ feature: UInt64, value: Float = 1, to scores: inout [Float]) {
    let bucket = Int(truncatingIfNeeded: feature >> shift)
    let key = UInt32(truncatingIfNeeded: feature)
    var row = Int(load(directory, bucket))
    let end = Int(load(directory, bucket + 1))
    while row < end {
      if load(keys, row) == key {
        let factor = scale * value
        for entry in Int(load(offsets, row))..<Int(load(offsets, row + 1)) {
          let at = entries + 2 * entry
          let target = Int(at.load(as: UInt8.self))
          if target < scores.count { scores[target] += factor * Float(at.load(fromByteOffset: 1, as: Int8.self)) }
        }
        return
      }
      row += 1
    }
  }

  /// The scores of all classes for an example.
  ///
  /// - Parameter value: what each feature counts; 1 / √n keeps long examples and short ones alike.
  /// - Complexity: O(features × classes with a weight).
  package func scores(_ features: [UInt64], value: Float = 1) -> [Float] {
    var scores = biases
    for feature in features { add(feature, value: value, to: &scores) }
    return scores
  }

  /// The weight of one feature for one class: what an explanation shows.
  package func weight(_ feature: UInt64, of target: Int) -> Float {
    let bucket = Int(truncatingIfNeeded: feature >> shift)
    let key = UInt32(truncatingIfNeeded: feature)
    for row in Int(load(directory, bucket))..<Int(load(directory, bucket + 1)) where load(keys, row) == key {
      for entry in Int(load(offsets, row))..<Int(load(offsets, row + 1)) {
        let at = entries + 2 * entry
        if Int(at.load(as: UInt8.self)) == target { return scale * Float(at.load(fromByteOffset: 1, as: Int8.self)) }
      }
    }
    return 0
  }

  private func load(_ base: UnsafeRawPointer, _ index: Int) -> UInt32 {
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
