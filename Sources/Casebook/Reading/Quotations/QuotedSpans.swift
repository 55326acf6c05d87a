/// Words between quotation marks.
enum QuotedSpans {
  /// A text with what stands between double quotation marks, straight or curved, and what does not.
  struct Text {
    /// What stands between marks, in order; the last one may not be closed.
    var spans: [String] = []
    /// The end of a quotation that was open before the text; nil where none was.
    var continuation: String?
    /// What stands outside, with a bar in place of each span.
    var outside = ""
    /// Whether the last span is not closed.
    var isOpen = false

    init(_ text: String, isOpen wasOpen: Bool) {
      var inside = ""
      var isInside = wasOpen
      var isContinued = wasOpen
      func kept() -> String { inside.trimmingQuoted() }
      for (index, mark) in zip(text.indices, text) {
        let isLast = text.index(after: index) == text.endIndex
        if isInside, mark == "”" || mark == "\"" || (mark == "“" && isLast) {
          if isContinued { continuation = kept() } else { spans.append(kept()) }
          (isInside, isContinued, inside) = (false, false, "")
          outside += " | "
        } else if !isInside, mark == "“" || mark == "\"" {
          isInside = true
        } else if isInside {
          inside.append(mark)
        } else {
          outside.append(mark)
        }
      }
      guard isInside else { return }
      isOpen = true
      if isContinued { continuation = kept() } else { spans.append(kept()) }
    }
  }
}

extension String {
  fileprivate func trimmingQuoted() -> String {
    var text = self[...]
    while let last = text.last, last == " " || last == "," { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
