/// Reads the output of `pdftotext -bbox-layout`: pages of flows of blocks of lines of words, each with its box.
enum BoxLayoutReader {
  /// The pages in order, and the title that the file claims to have.
  ///
  /// Complexity: O(bytes).
  static func pages(_ bytes: [UInt8]) -> (pages: [PageLayout], title: String?) {
    var scanner = MarkupScanner(bytes)
    var pages: [PageLayout] = []
    var title: String?
    var words: [PageWord] = []
    var box: PageWord?
    var block = 0
    var isTitle = false
    while let token = scanner.next() {
      switch token {
      case .start(let name, let attributes):
        if name.elementsEqual("word".utf8) {
          box = PageWord(
            left: MarkupScanner.number(MarkupScanner.value(of: "xMin", in: attributes)),
            top: MarkupScanner.number(MarkupScanner.value(of: "yMin", in: attributes)),
            right: MarkupScanner.number(MarkupScanner.value(of: "xMax", in: attributes)),
            bottom: MarkupScanner.number(MarkupScanner.value(of: "yMax", in: attributes)), text: "")
        } else if name.elementsEqual("page".utf8) {
          pages.append(
            PageLayout(
              width: MarkupScanner.number(MarkupScanner.value(of: "width", in: attributes)),
              height: MarkupScanner.number(MarkupScanner.value(of: "height", in: attributes))))
        } else if name.elementsEqual("block".utf8) {
          block += 1
        } else if name.elementsEqual("title".utf8) {
          isTitle = pages.isEmpty
        }
      case .text(let bytes):
        if isTitle { title = MarkupScanner.text(bytes) }
        box?.text += MarkupScanner.text(bytes)
      case .end(let name):
        if name.elementsEqual("word".utf8) {
          if var word = box {
            word.text = WordText.readable(word.text)
            if !word.text.isEmpty, word.right > word.left, word.bottom > word.top { words.append(word) }
          }
          box = nil
        } else if name.elementsEqual("line".utf8) {
          if !words.isEmpty, !pages.isEmpty {
            pages[pages.count - 1].lines.append(PageLine(words: words, block: block))
          }
          words = []
        } else if name.elementsEqual("title".utf8) {
          isTitle = false
        }
      }
    }
    return (pages, title)
  }
}

/// Reads which stretches of a page are bold from the output of `pdftohtml -xml`, as the layout does not tell fonts.
enum BoldReader {
  private struct Stretch {
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    var isBold: Bool
  }

  /// Pixels in a point, as pdftohtml counts them.
  private static let scale = 1.5

  /// Marks the words of the pages that are bold. Complexity: O(words + stretches), times those of one height.
  static func mark(_ pages: inout [PageLayout], with bytes: [UInt8]) {
    let all = stretches(bytes)
    for page in pages.indices where page < all.count {
      // By the height of the page that they lie at, so that a word looks at a few.
      var rows: [Int: [Stretch]] = [:]
      for stretch in all[page] where stretch.isBold {
        for row in Int(stretch.top / 8)...max(Int(stretch.top / 8), Int(stretch.bottom / 8)) {
          rows[row, default: []].append(stretch)
        }
      }
      if rows.isEmpty { continue }
      for line in pages[page].lines.indices {
        for word in pages[page].lines[line].words.indices {
          let box = pages[page].lines[line].words[word]
          let center = (box.left + box.right) / 2
          pages[page].lines[line].words[word].isBold = (rows[Int(box.middle / 8)] ?? []).contains {
            $0.left - 1 <= center && center <= $0.right + 1 && $0.top <= box.middle && box.middle <= $0.bottom
          }
        }
      }
    }
  }

  /// The stretches of each page. One that is bold in part is cut by the share of its letters.
  private static func stretches(_ bytes: [UInt8]) -> [[Stretch]] {
    var scanner = MarkupScanner(bytes)
    var pages: [[Stretch]] = []
    var box: Stretch?
    var parts: [(letters: Int, isBold: Bool)] = []
    var isBold = false
    while let token = scanner.next() {
      switch token {
      case .start(let name, let attributes):
        func value(_ key: StaticString) -> Double {
          MarkupScanner.number(MarkupScanner.value(of: key, in: attributes)) / scale
        }
        if name.elementsEqual("page".utf8) {
          pages.append([])
        } else if name.elementsEqual("text".utf8) {
          let (left, top) = (value("left"), max(0, value("top")))
          box = Stretch(
            left: left, right: left + value("width"), top: top, bottom: top + max(0, value("height")), isBold: false)
          parts = []
          isBold = false
        } else if name.elementsEqual("b".utf8) {
          isBold = true
        }
      case .text(let bytes):
        if box != nil { parts.append((MarkupScanner.text(bytes).count, isBold)) }
      case .end(let name):
        if name.elementsEqual("b".utf8) { isBold = false }
        guard name.elementsEqual("text".utf8) else { continue }
        if let box, !pages.isEmpty { pages[pages.count - 1] += cut(box, parts) }
        box = nil
      }
    }
    return pages
  }

  private static func cut(_ box: Stretch, _ parts: [(letters: Int, isBold: Bool)]) -> [Stretch] {
    let all = Double(max(parts.reduce(0) { $0 + $1.letters }, 1))
    var left = box.left
    return parts.map { part in
      var stretch = box
      stretch.left = left
      left += (box.right - box.left) * Double(part.letters) / all
      stretch.right = left
      stretch.isBold = part.isBold
      return stretch
    }
  }
}
