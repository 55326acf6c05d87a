import Yams

/// Reads YAML records into blocks.
///
/// A key with a mapping or a text behind it is a heading; a text is read as Markdown; a list of short texts is a list
/// behind its key as lead-in; a short value is a paragraph with its key as lead-in; a mapping that says who said what is a quote. Every scalar is
/// also a metadata entry. Values for machines (addresses, file names, time stamps, flags) are metadata only.
enum YAMLReader {
  /// Larger files are refused: the YAML library keeps a tree of everything.
  static let maximumBytes = 4 << 20
  static let maximumDocuments = 1_000

  static func read(_ text: DecodedText, options: DocumentReader.Options) -> MarkupDocument {
    var document = MarkupDocument(format: .yaml, lines: LineTable([]))
    let whole = text.originalRange(of: 0..<text.bytes.count)
    if text.bytes.count > maximumBytes {
      document.diagnostics.append(
        Diagnostic(
          severity: .error, code: "too-large",
          message:
            "\(text.bytes.count) bytes of YAML are more than the limit of \(maximumBytes); the document is not read",
          range: whole))
      return document
    }
    do throws(YAMLTree.Failure) {
      let trees = try YAMLTree.composeAll(text.bytes, 0..<text.bytes.count, limit: maximumDocuments)
      var walker = YAMLWalker(text: text)
      for tree in trees { walker.walk(tree) }
      document.blocks = walker.blocks
      document.metadata = Metadata(entries: walker.entries)
      document.metadata.assignPurposes()
      if walker.isExhausted {
        document.diagnostics.append(
          Diagnostic(
            severity: .warning, code: "too-complex",
            message: "the document's aliases stand for more than it can hold; the rest is not read", range: whole))
      }
    } catch {
      switch error {
      case .refused(let why):
        document.diagnostics.append(
          Diagnostic(severity: .error, code: "bad-yaml", message: "the document is not read: \(why)", range: whole))
      case .invalid(let why, let offset):
        // The lines are still text that can be searched and cited.
        document.blocks = MarkdownReader.blocks(text).blocks
        let place = min(offset, max(0, text.bytes.count - 1))
        document.diagnostics.append(
          Diagnostic(
            severity: .error, code: "bad-yaml", message: "not valid YAML (\(why)); read as plain text",
            range: text.originalRange(of: place..<min(place + 1, text.bytes.count))))
      }
    }
    return document
  }
}

/// Walks YAML nodes in document order with an explicit stack.
private struct YAMLWalker {
  let text: DecodedText
  var blocks: [Block] = []
  var entries: [Metadata.Entry] = []
  /// Aliases can make a tree larger than its file; a walk this long is not reading it any more.
  private var budget: Int

  private struct Work {
    var key: Node?
    /// Keys from the outermost on, joined with dots.
    var path: String
    var node: Node
    var level: Int
  }

  init(text: DecodedText) {
    self.text = text
    budget = text.bytes.count + 1_000
  }

  var isExhausted: Bool { budget <= 0 }

  mutating func walk(_ tree: YAMLTree) {
    var stack = [Work(key: nil, path: "", node: tree.root, level: 1)]
    while let work = stack.popLast(), budget > 0 {
      budget -= 1
      switch work.node {
      case .scalar(let scalar):
        guard let value = place(scalar, tree) else { continue }
        addEntry(work.path, scalar, value)
        addScalar(value, scalar, work, tree)
      case .mapping(let mapping):
        if let quote = quote(mapping, work, tree) {
          blocks.append(quote)
          continue
        }
        let level = addHeading(work.key, tree, level: work.level) ? work.level + 1 : work.level
        for (key, value) in mapping.reversed() {
          let name = key.scalar?.string ?? ""
          stack.append(
            Work(key: key, path: work.path.isEmpty ? name : "\(work.path).\(name)", node: value, level: level))
        }
      case .sequence(let sequence):
        if addList(sequence, work, tree) { continue }
        let level = addHeading(work.key, tree, level: work.level) ? work.level + 1 : work.level
        for item in sequence.reversed() {
          stack.append(Work(key: nil, path: work.path, node: item, level: level))
        }
      case .alias: continue
      }
    }
  }

  private func place(_ scalar: Node.Scalar, _ tree: YAMLTree) -> YAMLScalar? {
    guard let mark = scalar.mark else { return nil }
    return YAMLScalar(
      value: scalar.string, style: scalar.style, source: text.bytes, start: tree.offset(of: mark),
      limit: text.bytes.count)
  }

  private mutating func addEntry(_ path: String, _ scalar: Node.Scalar, _ value: YAMLScalar) {
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
  private func label(_ key: Node?, _ tree: YAMLTree) -> SourceText? {
    guard case .scalar(let scalar)? = key, let value = place(scalar, tree) else { return nil }
    var label = value.sourceText(in: text)
    label.string = String(decoding: label.string.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }, as: UTF8.self)
    return label.isEmpty ? nil : label
  }

  private mutating func addScalar(_ value: YAMLScalar, _ scalar: Node.Scalar, _ work: Work, _ tree: YAMLTree) {
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

  /// A list of short texts.
  private mutating func addList(_ sequence: Node.Sequence, _ work: Work, _ tree: YAMLTree) -> Bool {
    var items: [Block] = []
    for node in sequence {
      guard case .scalar(let scalar) = node, !scalar.string.utf8.contains(0x0A), scalar.string.utf8.count <= 160,
        !scalar.string.hasPrefix("**"), let value = place(scalar, tree)
      else { return false }
      let isSentence = scalar.string.utf8.count > 80 && scalar.string.utf8.last == UInt8(ascii: ".")
      if isSentence { return false }
      // Inline markup in an item is read as Markdown, blocks are not.
      var item = Block(kind: .item(task: nil), range: text.originalRange(of: value.range))
      let read = MarkdownReader.blocks(value.decodedText(in: text)).blocks
      if read.count == 1, read[0].kind == .paragraph {
        item.text = read[0].text
        item.inlines = read[0].inlines
        item.lead = read[0].lead
      } else {
        item.text = value.sourceText(in: text)
      }
      items.append(item)
    }
    guard let first = items.first, let last = items.last else { return true }
    // Its key leads in: as a heading it would take in what follows the list.
    if let label = label(work.key, tree), !YAMLKeys.isContainer(label.string) {
      let count = label.string.utf8.count
      blocks.append(
        Block(
          kind: .paragraph, text: label, lead: Lead(label: 0..<count, value: count..<count), range: label.sourceRange))
    }
    for node in sequence {
      if case .scalar(let scalar) = node, let value = place(scalar, tree) { addEntry(work.path, scalar, value) }
    }
    blocks.append(
      Block(
        kind: .list(ordered: false, start: 1), children: items,
        range: first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)))
    return true
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
