import Yams

/// Walks YAML nodes in document order with an explicit stack.
struct YAMLWalker {
  let text: DecodedText
  var blocks: [Block] = []
  var entries: [Metadata.Entry] = []
  /// Aliases can make a tree larger than its file; a walk this long is not reading it any more.
  private var budget: Int
  /// Where the walk ended before the tree did.
  private(set) var exhaustion: Int?

  struct Work {
    var key: Node?
    /// Keys from the outermost on, joined with dots.
    var path: String
    var node: Node
    var level: Int
    /// The scalar stands as the heading of its mapping, whatever its key.
    var isHeading = false
  }

  init(text: DecodedText) {
    self.text = text
    // Each node is paid for by the one around it and by itself, and takes two bytes at least.
    budget = text.bytes.count + 1_000
  }

  /// Takes the cost of a node from what is left.
  ///
  /// - Returns: whether the node may be read.
  mutating func spend(_ cost: Int, on node: Node, _ tree: YAMLTree) -> Bool {
    guard exhaustion == nil else { return false }
    budget -= cost
    if budget <= 0 { exhaustion = node.mark.map(tree.offset(of:)) ?? 0 }
    return budget > 0
  }

  /// - Parameter number: the place of the tree's document among several, each of which is a record of its own.
  mutating func walk(_ tree: YAMLTree, number: Int? = nil) {
    var stack = [Work(key: nil, path: "", node: tree.root, level: 1)]
    if let number {
      stack = recordWork(tree.root, Work(key: nil, path: "", node: tree.root, level: 1), number: number) ?? stack
    }
    while let work = stack.popLast(), spend(1, on: work.node, tree) {
      switch work.node {
      case .scalar(let scalar):
        guard let value = place(scalar, tree) else { continue }
        addEntry(work.path, scalar, value)
        addScalar(value, scalar, work, tree)
      case .mapping(let mapping):
        guard spend(mapping.count, on: work.node, tree) else { return }
        if let quote = quote(mapping, work, tree) {
          blocks.append(quote)
          continue
        }
        if addList(mapping, work, tree) { continue }
        let level = addHeading(work.key, tree, level: work.level) ? work.level + 1 : work.level
        for (key, value) in mapping.reversed() {
          let name = key.scalar?.string ?? ""
          stack.append(
            Work(key: key, path: work.path.isEmpty ? name : "\(work.path).\(name)", node: value, level: level))
        }
      case .sequence(let sequence):
        guard spend(sequence.count, on: work.node, tree) else { return }
        if let records = records(sequence, work) {
          stack += records.reversed()
          continue
        }
        if addList(sequence, work, tree) { continue }
        let level = addHeading(work.key, tree, level: work.level) ? work.level + 1 : work.level
        for item in sequence.reversed() {
          stack.append(Work(key: nil, path: work.path, node: item, level: level))
        }
      case .alias: continue
      }
    }
  }

  func place(_ scalar: Node.Scalar, _ tree: YAMLTree) -> YAMLScalar? {
    guard let mark = scalar.mark else { return nil }
    return YAMLScalar(
      value: scalar.string, style: scalar.style, source: text.bytes, start: tree.offset(of: mark),
      limit: text.bytes.count)
  }

  mutating func addEntry(_ path: String, _ scalar: Node.Scalar, _ value: YAMLScalar) {
    guard entries.count < MetadataScan.maximumEntries else { return }
    entries.append(
      Metadata.Entry(key: path, value: scalar.string, origin: .yaml, range: text.originalRange(of: value.range)))
  }

  /// The key as a heading, unless it only names a container ("content", "paragraphs").
  private mutating func addHeading(_ key: Node?, _ tree: YAMLTree, level: Int) -> Bool {
    guard let label = label(key, tree), !YAMLKeys.isContainer(label.string) else { return false }
    blocks.append(Block(kind: .heading(level: min(level, 6)), text: label, range: label.sourceRange))
    return true
  }

  /// A key as people would write it: underscores are spaces.
  func label(_ key: Node?, _ tree: YAMLTree) -> SourceText? {
    guard case .scalar(let scalar)? = key, let value = place(scalar, tree) else { return nil }
    var label = value.sourceText(in: text)
    label.string = String(decoding: label.string.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
    return label.isEmpty ? nil : label
  }

  private mutating func addScalar(_ value: YAMLScalar, _ scalar: Node.Scalar, _ work: Work, _ tree: YAMLTree) {
    if work.isHeading {
      let title = value.sourceText(in: text)
      blocks.append(Block(kind: .heading(level: min(work.level, 6)), text: title, range: title.sourceRange))
      return
    }
    let isProse = YAMLKeys.isProse(scalar.string)
    guard isProse || !YAMLKeys.isForMachines(scalar.string) else { return }
    let name = work.key?.scalar?.string ?? ""
    // The document's own title is metadata.
    if work.path == name, YAMLKeys.isTitle(name) { return }
    if YAMLKeys.isTitle(name), scalar.string.utf8.count <= 120 {
      let title = value.sourceText(in: text)
      blocks.append(Block(kind: .heading(level: min(work.level, 6)), text: title, range: title.sourceRange))
    } else if isProse {
      if !YAMLKeys.isTitle(name) { _ = addHeading(work.key, tree, level: work.level) }
      blocks += MarkdownReader.blocks(value.decodedText(in: text)).blocks
    } else if let label = label(work.key, tree) {
      var line = label
      let content = value.sourceText(in: text)
      line.append(content, separator: ": ")
      let labelCount = label.string.utf8.count
      let count = line.string.utf8.count
      blocks.append(
        Block(
          kind: .paragraph, text: line, lead: Lead(label: 0..<labelCount, value: (labelCount + 2)..<count),
          range: line.sourceRange))
    } else {
      blocks += MarkdownReader.blocks(value.decodedText(in: text)).blocks
    }
  }

  /// `- from: Name, role, company` with `content: the words`.
  private mutating func quote(_ mapping: Node.Mapping, _ work: Work, _ tree: YAMLTree) -> Block? {
    var words: (scalar: Node.Scalar, value: YAMLScalar)?
    var speaker: SourceText?
    var isQuote = false
    // What the speaker does and for whom, in this order.
    var descriptions: (role: SourceText?, company: SourceText?) = (nil, nil)
    for (key, node) in mapping {
      guard let name = key.scalar?.string, case .scalar(let scalar) = node else { continue }
      if YAMLKeys.isSpeakerRole(name), !scalar.string.isEmpty {
        descriptions.role = descriptions.role ?? place(scalar, tree)?.sourceText(in: text)
      } else if YAMLKeys.isCompany(name), !scalar.string.isEmpty {
        descriptions.company = descriptions.company ?? place(scalar, tree)?.sourceText(in: text)
      }
      let isText = YAMLKeys.isQuoteText(name)
      guard isText || YAMLKeys.isSpeaker(name), let value = place(scalar, tree) else { continue }
      if isText {
        words = words ?? (scalar, value)
        isQuote = isQuote || YAMLKeys.namesQuotes(name)
      } else if speaker == nil, !scalar.string.isEmpty {
        speaker = value.sourceText(in: text)
      }
    }
    // Words with an author who has a post are a quotation, whatever the list is called.
    isQuote = isQuote || YAMLKeys.namesQuotes(work.path) || (descriptions.role != nil && descriptions.company != nil)
    guard let words, var speaker, !words.scalar.string.isEmpty, isQuote else { return nil }
    for description in [descriptions.role, descriptions.company] {
      guard let description else { continue }
      speaker.append(description, separator: ", ")
    }
    for (key, node) in mapping {
      if case .scalar(let scalar) = node, let value = place(scalar, tree) {
        addEntry("\(work.path).\(key.scalar?.string ?? "")", scalar, value)
      }
    }
    let children = MarkdownReader.blocks(words.value.decodedText(in: text)).blocks
    let attribution = AttributionLine.parse(speaker)
    let range = text.originalRange(of: words.value.range)
    return Block(kind: .quote, children: children, attribution: attribution, range: range)
  }
}
