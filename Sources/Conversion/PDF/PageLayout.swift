/// A word of a page as it is printed. Coordinates are points from the upper left corner of the page.
struct PageWord: Sendable, Hashable {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double
  var text: String
  var isBold = false

  var height: Double { bottom - top }
  var middle: Double { (top + bottom) / 2 }
}

/// Words side by side that belong together: a line of a column, or of a cell.
struct PageLine: Sendable, Hashable {
  var words: [PageWord]
  /// Which block of the page it was printed in, as poppler groups them.
  var block: Int
  /// Its number on the page, from 1 in reading order.
  var number = 0

  var left: Double { words.first?.left ?? 0 }
  var right: Double { words.map(\.right).max() ?? 0 }
  var top: Double { words.map(\.top).min() ?? 0 }
  var bottom: Double { words.map(\.bottom).max() ?? 0 }
  var middle: Double { (top + bottom) / 2 }

  /// The height that most of its letters have, which stands for the size of its font.
  var size: Double {
    var letters: [Double: Int] = [:]
    for word in words { letters[(word.height * 4).rounded() / 4, default: 0] += word.text.count }
    return letters.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// Whether all words with letters or digits are bold.
  var isBold: Bool {
    var found = false
    for word in words where word.text.contains(where: { $0.isLetter || $0.isNumber }) {
      if !word.isBold { return false }
      found = true
    }
    return found
  }

  var text: String { words.map(\.text).joined(separator: " ") }
  var letterCount: Int { words.reduce(0) { $0 + $1.text.count } }
}

/// One page: its lines in the order in which they are read.
struct PageLayout: Sendable, Hashable {
  var width: Double
  var height: Double
  var lines: [PageLine] = []
}
