extension MainContent {
  /// The content without boxes that ask for consent to cookies; unchanged where nothing with a heading would be left.
  func withoutNotices(_ tree: HTMLTree) -> MainContent {
    var result = self
    var hasNotice = false
    for root in roots {
      var index = root
      while index < Int(tree.nodes[root].subtreeEnd) {
        let node = tree.nodes[index]
        if dropped[index] || node.isText || node.tag.isInvisible {
          index = Int(node.subtreeEnd)
          continue
        }
        switch node.tag {
        case .div, .section, .aside, .p, .form, .dialog, .header, .footer:
          if isNotice(index, tree) {
            result.dropped[index] = true
            hasNotice = true
            index = Int(node.subtreeEnd)
            continue
          }
        default: break
        }
        index += 1
      }
    }
    return hasNotice && result.textLength(tree) >= 60 ? result : self
  }

  private func isNotice(_ index: Int, _ tree: HTMLTree) -> Bool {
    var text = ""
    for place in tree.subtree(index) {
      let node = tree.nodes[place]
      if node.tag == .h1 { return false }
      guard node.isText else { continue }
      text += String(decoding: tree.textBytes(place), as: UTF8.self) + " "
      if text.utf8.count > 8000 { return false }
    }
    return text.utf8.count >= 120 && PhraseEvidence.isAboutCookies(text)
  }
}

extension String {
  /// How often a word stands in a text.
  func components(of word: String) -> Int {
    let (text, word) = (Array(utf8), Array(word.utf8))
    guard let first = word.first, text.count >= word.count else { return 0 }
    var count = 0
    for at in 0...(text.count - word.count) where text[at] == first && text[at..<(at + word.count)].elementsEqual(word)
    {
      count += 1
    }
    return count
  }
}
