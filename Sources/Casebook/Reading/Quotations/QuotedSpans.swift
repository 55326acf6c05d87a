/// Words between quotation marks.
enum QuotedSpans {
  /// The first six words of a quotation, by which a repetition is found; nil where it has fewer.
  static func opening(of text: String) -> String? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(6)
    return words.count == 6 ? words.joined(separator: " ") : nil
  }

  /// A text with what stands between quotation marks, straight or curved, and what does not. Single marks count where they
  /// open before a word and close behind one: an apostrophe does neither.
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
      var single: String.Index?
      var before: Character = " "
      for (index, mark) in zip(text.indices, text) {
        let isLast = text.index(after: index) == text.endIndex
        defer { before = mark }
        if !isInside, mark == "‘" || mark == "'", !before.isLetter, !before.isNumber,
          let end = SingleMarks.end(of: index, in: text)
        {
          (isInside, single) = (true, end)
        } else if let end = single {
          guard index == end else {
            inside.append(mark)
            continue
          }
          spans.append(kept())
          (isInside, single, inside) = (false, nil, "")
          outside += " | "
        } else if isInside, mark == "”" || mark == "\"" || (mark == "“" && isLast) {
          if isContinued { continuation = kept() } else { spans.append(kept()) }
          (isInside, isContinued, inside) = (false, false, "")
          outside += " | "
        } else if !isInside, mark == "\"", before != " ", isLast || text[text.index(after: index)] == " " {
          // It closes what was opened before the text.
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

/// Quotation marks that are apostrophes elsewhere.
private enum SingleMarks {
  /// Where the words end that begin at a mark; nil where it opens no quotation.
  ///
  /// Complexity: O(the quotation), at most 2,000 characters.
  static func end(of start: String.Index, in text: String) -> String.Index? {
    var at = text.index(after: start)
    guard at < text.endIndex, text[at].isLetter else { return nil }
    let closing: Character = text[start] == "‘" ? "’" : "'"
    var before: Character = " "
    for _ in 0..<2_000 where at < text.endIndex {
      defer {
        before = text[at]
        at = text.index(after: at)
      }
      guard text[at] == closing, before != " " else { continue }
      let after = text.index(after: at)
      let next: Character = after < text.endIndex ? text[after] : "."
      guard !next.isLetter, !next.isNumber else { continue }
      // "the boats’ crews": it belongs to them, unless a mark says that the words end here.
      if before == "s", next == " " { continue }
      return at
    }
    return nil
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
