internal import CStemmer

/// A Snowball stemmer. It keeps a buffer of its own: one object is for one thread at a time.
@safe final class Stemmer {
  private let stemmer: OpaquePointer

  /// The stemmer of this name, such as `english` or `german`; nil when the library has none.
  init?(_ name: String) {
    guard let stemmer = unsafe sb_stemmer_new(name, "UTF_8") else { return nil }
    unsafe self.stemmer = unsafe stemmer
  }

  deinit { unsafe sb_stemmer_delete(stemmer) }

  /// The stem of a word in lower case. The word itself when the stemmer runs out of memory.
  func stem(_ word: [UInt8]) -> [UInt8] {
    guard
      let stem = unsafe word.withUnsafeBufferPointer({
        unsafe sb_stemmer_stem(stemmer, $0.baseAddress, Int32($0.count))
      })
    else {
      return word
    }
    return unsafe Array(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(stemmer))))
  }

  /// The names of the stemmers that the library has.
  static var names: [String] {
    guard let list = unsafe sb_stemmer_list() else { return [] }
    var names: [String] = []
    var index = 0
    while let name = unsafe list[index] {
      unsafe names.append(String(cString: name))
      index += 1
    }
    return names.sorted()
  }
}
