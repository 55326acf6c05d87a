/// Recognises quotations that only class names tell: `<p class="testimonial-quote">`, then elements with the author and the post.
enum TestimonialBlock {
  /// A quotation, and the elements beside it that say whose words it is.
  struct Found {
    var block: Block
    var consumed: [Int]
  }

  /// What a class name says an element is for.
  private enum Part { case words, speaker, role, organisation }

  private static let stems: Set<Substring> = [
    "quote", "quotation", "testimonial", "testimony", "blockquote", "pullquote",
  ]
  private static let endings: [Substring: Part] = [
    "quote": .words, "quotation": .words, "text": .words, "content": .words, "body": .words, "copy": .words,
    "message": .words, "words": .words, "author": .speaker, "name": .speaker, "person": .speaker, "by": .speaker,
    "cite": .speaker, "speaker": .speaker, "attribution": .speaker, "source": .speaker, "jobtitle": .role,
    "title": .role, "position": .role, "role": .role, "job": .role, "designation": .role, "company": .organisation,
    "organisation": .organisation, "organization": .organisation, "employer": .organisation,
  ]

  /// The quotation that an element is; nil when it is none, or nothing beside it names who said it.
  ///
  /// Complexity: O(attributes); where the class names a quotation, O(the element and what follows it).
  static func read(_ index: Int, tree: HTMLTree, places: HTMLPlaces) -> Found? {
    guard part(index, tree, needsStem: true) == .words, isLine(index, tree) else { return nil }
    let reader = HTMLTableReader(tree: tree, places: places)
    let words = reader.text(of: index)
    guard (20...3_000).contains(words.string.utf8.count) else { return nil }
    var parts: [Part: SourceText] = [:]
    var consumed: [Int] = []
    let parent = Int(tree.nodes[index].parent)
    guard parent >= 0 else { return nil }
    var at = Int(tree.nodes[index].subtreeEnd)
    let end = Int(tree.nodes[parent].subtreeEnd)
    while at < end, consumed.count < 3 {
      let next = Int(tree.nodes[at].subtreeEnd)
      defer { at = next }
      if tree.nodes[at].isText {
        if tree.textBytes(at).contains(where: { $0 > 0x20 }) { break }
        continue
      }
      guard let part = part(at, tree, needsStem: false), part != .words, parts[part] == nil, isLine(at, tree) else {
        continue
      }
      let text = reader.text(of: at)
      guard !text.isEmpty, text.string.utf8.count <= 160 else { break }
      parts[part] = text
      consumed.append(at)
    }
    guard var line = parts[.speaker], let last = consumed.last else { return nil }
    for part in [parts[.role], parts[.organisation]] {
      if let part { line.append(part, separator: ", ") }
    }
    let range = places.original(tree.nodes[index].range)
    let outer = range.lowerBound..<max(range.upperBound, places.original(tree.nodes[last].range).upperBound)
    let paragraph = Block(kind: .paragraph, text: words, range: range)
    return Found(
      block: Block(kind: .quote, children: [paragraph], attribution: AttributionLine.parse(line), range: outer),
      consumed: consumed)
  }

  /// What an element's class says: by its last word, which for the words themselves goes with the name of a quotation.
  private static func part(_ index: Int, _ tree: HTMLTree, needsStem: Bool) -> Part? {
    guard let names = tree.attribute(.class, of: index)?.lowercased() else { return nil }
    for name in names.split(separator: " ") {
      let words = name.split { $0 == "-" || $0 == "_" }
      guard let last = words.last, let part = endings[last] else { continue }
      if needsStem, !words.contains(where: stems.contains) { continue }
      return part
    }
    return nil
  }

  /// One line of text, without blocks within.
  private static func isLine(_ index: Int, _ tree: HTMLTree) -> Bool {
    tree.subtree(index).dropFirst().allSatisfy { !tree.nodes[$0].tag.isBlock && tree.nodes[$0].tag.headingLevel == nil }
  }
}

extension HTMLBlockBuilder {
  /// Takes an element that is a quotation by its class, with the elements that say whose it is.
  mutating func testimonial(_ index: Int) -> Bool {
    guard !frames[frames.count - 1].isLine, let found = TestimonialBlock.read(index, tree: tree, places: places) else {
      return false
    }
    flush()
    append(found.block)
    consumed.formUnion(found.consumed)
    return true
  }
}
