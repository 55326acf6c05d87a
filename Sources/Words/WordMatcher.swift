internal import Foundation

/// Finds words of a question in names and texts, without regard to case and accents.
package struct WordMatcher {
  private let words: [[Character]]
  /// The same as ASCII; nil for a word that is not, which no ASCII text has.
  private let plainWords: [[UInt8]?]

  /// All words of the question have to begin a word of the text.
  package init(_ question: String) {
    words = Self.words(of: question)
    plainWords = words.map { word in
      let bytes = Array(String(word).utf8)
      return bytes.allSatisfy { $0 < 0x80 } ? bytes : nil
    }
  }

  package var isEmpty: Bool { words.isEmpty }

  package func matches(_ texts: [String?]) -> Bool {
    guard !words.isEmpty else { return true }
    // Most texts are ASCII, and are searched as they are; the words of the others are worked out once.
    var others: [[Character]]?
    return words.indices.allSatisfy { index in
      var hasOthers = false
      for case let text? in texts {
        switch plainWords[index].flatMap({ Self.has($0, in: text) }) {
        case true?: return true
        case false?: continue
        case nil: hasOthers = hasOthers || !text.utf8.allSatisfy { $0 < 0x80 }
        }
      }
      guard hasOthers else { return false }
      if others == nil {
        others = texts.compactMap { $0 }.filter { !$0.utf8.allSatisfy { $0 < 0x80 } }.flatMap(Self.words(of:))
      }
      return others?.contains { $0.starts(with: words[index]) } ?? false
    }
  }

  /// Whether a word of an ASCII text begins with a word in lower case; nil for a text that is not ASCII.
  ///
  /// Complexity: O(bytes of the text).
  private static func has(_ wanted: [UInt8], in text: String) -> Bool? {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes -> Bool? in
      var isFound = false
      var isInWord = false
      for at in bytes.indices {
        var byte = bytes[at]
        switch byte {
        case 0x80...: return nil
        case 0x30...0x39, 0x61...0x7A: break
        case 0x41...0x5A: byte |= 0x20
        default:
          isInWord = false
          continue
        }
        if !isInWord, !isFound, byte == wanted[0], bytes.count - at >= wanted.count {
          isFound = (1..<wanted.count).allSatisfy { place in
            let other = bytes[at + place]
            return wanted[place] == (0x41...0x5A ~= other ? other | 0x20 : other)
          }
        }
        isInWord = true
      }
      return isFound
    }
    return found ?? nil
  }

  package static func words(of text: String) -> [[Character]] {
    fold(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(Array.init)
  }

  /// The same as texts.
  package static func texts(of text: String) -> [String] {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return words(of: text).map { String($0) } }
    return text.utf8.split { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: false
      default: true
      }
    }.map { word in String(decoding: word.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }, as: UTF8.self) }
  }

  /// Lower case without accents.
  package static func fold(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return String(
      String.UnicodeScalarView(
        text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.filter {
          $0.properties.generalCategory != .nonspacingMark
        }))
  }
}
