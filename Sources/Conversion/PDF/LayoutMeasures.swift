/// What is usual in a document: the size of its text, the distance of its lines, where its columns begin and end.
struct LayoutMeasures {
  /// Height of the letters of running text.
  let size: Double
  /// Distance between the tops of two lines of a paragraph, in heights of their letters.
  let leading: Double
  /// Where running text begins, for a document of one column.
  let left: Double
  /// How far lines reach that begin at a place, in points.
  private let reach: [Int: (right: Double, count: Int)]
  private let farthest: Double

  init(_ pages: [PageLayout]) {
    var letters: [Double: Int] = [:]
    var edges: [Int: (right: Double, count: Int)] = [:]
    for page in pages {
      for line in page.lines {
        letters[line.size, default: 0] += line.letterCount
        let edge = Self.edge(line.left)
        let known = edges[edge] ?? (0, 0)
        edges[edge] = (max(known.right, line.right), known.count + 1)
      }
    }
    let size = letters.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 10
    self.size = size
    reach = edges
    let lines = edges.values.reduce(0) { $0 + $1.count }
    let common = edges.filter { $0.value.count >= max(2, lines / 33) }
    left = Double(common.keys.min() ?? edges.keys.min() ?? 0) * Self.step
    farthest = common.values.map(\.right).max() ?? edges.values.map(\.right).max() ?? 0
    leading = Self.leading(pages, size: size)
  }

  /// Headings are larger than running text by this much.
  static let headingRatio = 1.08

  private static let step = 2.0
  private static func edge(_ left: Double) -> Int { Int((left / step).rounded()) }

  /// The most usual distance of neighbouring lines of a block, from 1 to 2 heights.
  private static func leading(_ pages: [PageLayout], size: Double) -> Double {
    var counts: [Int: Int] = [:]
    for page in pages {
      for (a, b) in zip(page.lines, page.lines.dropFirst())
      where a.block == b.block && abs(a.left - b.left) < 2 && abs(a.size - size) < 0.5 && abs(b.size - size) < 0.5 {
        let distance = (b.top - a.top) / size
        if distance > 0.7, distance < 2.2 { counts[Int((distance * 20).rounded()), default: 0] += 1 }
      }
    }
    guard let most = counts.values.max() else { return 1.25 }
    // Of distances that are as usual the smallest: larger ones are between paragraphs.
    let usual = counts.filter { $0.value * 2 >= most }.keys.min() ?? 25
    return Double(usual) / 20
  }

  /// How far the column reaches in which a line lies: as far as any line of the document that begins where it begins.
  func right(of line: PageLine) -> Double {
    var right = line.right
    var count = 0
    for edge in (Self.edge(line.left) - 1)...(Self.edge(line.left) + 1) {
      guard let known = reach[edge] else { continue }
      right = max(right, known.right)
      count += known.count
    }
    // A few lines tell little: the column may be wider than they are.
    return count < 4 && line.left < left + 8 * size ? max(right, farthest) : right
  }

  /// Whether a line ends before it has to: the word that follows would have had room in it.
  func endsEarly(_ line: PageLine, before next: PageLine) -> Bool {
    guard let word = next.words.first else { return true }
    return line.right + line.size * 0.25 + (word.right - word.left) < right(of: line) - 1
  }
}
