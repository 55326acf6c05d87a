internal import Foundation

/// Finds words of a question in names and texts, without regard to case and accents.
package struct WordMatcher {
  private let words: [[Character]]

  /// All words of the question have to begin a word of the text.
  package init(_ question: String) {
    words = Self.words(of: question)
  }

  package var isEmpty: Bool { words.isEmpty }

  package func matches(_ texts: [String?]) -> Bool {
    guard !words.isEmpty else { return true }
    let all = texts.flatMap { $0.map(Self.words(of:)) ?? [] }
    return words.allSatisfy { wanted in all.contains { $0.starts(with: wanted) } }
  }

  package static func words(of text: String) -> [[Character]] {
    fold(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(Array.init)
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
