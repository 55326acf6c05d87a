/// A small sample of a document's phrases, by which documents that share most of their text are found.
///
/// The words of all statements, in lower case and without punctuation, are taken four at a time; of the hashes of these
/// shingles the smallest 128 are kept. Two documents with the same text have the same sample, whatever their markup, and
/// the share of hashes that two samples have in common estimates the share of their phrases that are the same.
/// Source: A. Broder, "On the resemblance and containment of documents", SEQUENCES 1997.
enum TextSketch {
  /// How many hashes are kept: the estimate's standard error is at most 0.05.
  static let size = 128
  /// A document of fewer shingles has no sketch: a few words say nothing.
  static let fewest = 24
  private static let shingleLength = 4

  /// The sketch of a text given in parts, in ascending order; empty for a short text.
  ///
  /// Complexity: O(bytes).
  static func sketch(of parts: some Sequence<String>) -> [UInt64] {
    var window: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var words = 0
    var smallest: [UInt64] = []
    var limit = UInt64.max
    smallest.reserveCapacity(size * 4)
    func shrink() {
      smallest.sort()
      var kept: [UInt64] = []
      for hash in smallest where hash != kept.last {
        kept.append(hash)
        if kept.count == size { break }
      }
      smallest = kept
      if kept.count == size, let last = kept.last { limit = last }
    }
    func take(_ word: UInt64) {
      window = (window.1, window.2, window.3, word)
      words += 1
      guard words >= shingleLength else { return }
      let hash = mix(window.0 &+ rotate(window.1, 13) &+ rotate(window.2, 29) &+ rotate(window.3, 47))
      if hash < limit {
        smallest.append(hash)
        if smallest.count == size * 4 { shrink() }
      }
    }
    for part in parts {
      var word: UInt64 = offsetBasis
      var isWord = false
      var text = part
      text.withUTF8 { bytes in
        for byte in bytes {
          var byte = byte
          switch byte {
          case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte |= 0x20
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xDF, 0xEA...0xFF:
            break
          case 0xE2:
            // Dashes and quotation marks.
            if isWord { take(word) }
            word = offsetBasis
            isWord = false
            continue
          case 0xE0, 0xE1, 0xE3...0xE9:
            // Scripts written without spaces: a character is a word.
            if isWord { take(word) }
            word = offsetBasis
          default:
            if isWord { take(word) }
            word = offsetBasis
            isWord = false
            continue
          }
          word = (word ^ UInt64(byte)) &* prime
          isWord = true
        }
      }
      if isWord { take(word) }
    }
    guard words >= fewest + shingleLength - 1 else { return [] }
    shrink()
    return smallest.count >= fewest ? smallest : []
  }

  /// The estimated share of phrases that two documents have in common, 0 to 1.
  static func resemblance(_ a: [UInt64], _ b: [UInt64]) -> Double {
    var (i, j) = (0, 0)
    var union = 0
    var shared = 0
    // A sketch that is not full holds all hashes of its document.
    while union < size, i < a.count || j < b.count {
      if j == b.count || i < a.count && a[i] < b[j] {
        i += 1
      } else if i == a.count || b[j] < a[i] {
        j += 1
      } else {
        shared += 1
        i += 1
        j += 1
      }
      union += 1
    }
    return union > 0 ? Double(shared) / Double(union) : 0
  }

  /// For storage: eight bytes each, least significant first.
  static func bytes(of sketch: [UInt64]) -> [UInt8] {
    sketch.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }

  /// Empty for bytes that are no sketch.
  static func sketch(fromBytes bytes: [UInt8]) -> [UInt64] {
    guard bytes.count % 8 == 0, bytes.count <= size * 8 else { return [] }
    let sketch = bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: 8).map {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt64.self))
      }
    }
    return zip(sketch, sketch.dropFirst()).allSatisfy { $0 < $1 } ? sketch : []
  }

  // FNV-1a for words, the finalizer of MurmurHash3 for shingles.
  private static let offsetBasis: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3

  private static func rotate(_ value: UInt64, _ by: UInt64) -> UInt64 { (value << by) | (value >> (64 - by)) }

  private static func mix(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return hash ^ (hash >> 33)
  }
}

extension ParsedDocument {
  /// The sketch of its running text: metadata and code left out.
  var sketch: [UInt64] {
    TextSketch.sketch(
      of: statements.lazy.filter { $0.kind != .metadata && $0.kind != .code }.map(\.fullText))
  }
}
