import Yams

/// Lists of short texts, and lists that hold several records.
extension YAMLWalker {
  /// A list of short texts, or of names with a short text each: `- Trust: build it early`, `- name: Data` with a description,
  /// `- label: Users` with a value.
  mutating func addList(_ sequence: Node.Sequence, _ work: Work, _ tree: YAMLTree) -> Bool {
    var items: [Block] = []
    for node in sequence {
      switch node {
      case .scalar(let scalar):
        guard let item = item(scalar, tree) else { return false }
        items.append(item)
      case .mapping(let mapping):
        guard !YAMLKeys.namesQuotes(work.path), let item = item(mapping, tree, isStory: YAMLKeys.namesStory(work.path))
        else { return false }
        items.append(item)
      default: return false
      }
    }
    append(items, of: work, tree)
    for node in sequence {
      switch node {
      case .scalar(let scalar):
        if let value = place(scalar, tree) { addEntry(work.path, scalar, value) }
      case .mapping(let mapping): addEntries(mapping, work.path, tree)
      default: break
      }
    }
    return true
  }

  /// `success_factors: {trust: build it early, data: one model}`: names with a short text each under a key that tells a part of the
  /// story.
  mutating func addList(_ mapping: Node.Mapping, _ work: Work, _ tree: YAMLTree) -> Bool {
    guard let name = work.key?.scalar?.string, YAMLKeys.namesStory(name), mapping.count > 1 else { return false }
    var items: [Block] = []
    for (key, node) in mapping {
      guard let item = item(key, node, tree), !YAMLKeys.isLabel(key.scalar?.string ?? "") else { return false }
      items.append(item)
    }
    append(items, of: work, tree)
    addEntries(mapping, work.path, tree)
    return true
  }

  private mutating func addEntries(_ mapping: Node.Mapping, _ path: String, _ tree: YAMLTree) {
    for (key, node) in mapping {
      if case .scalar(let scalar) = node, let value = place(scalar, tree) {
        addEntry("\(path).\(key.scalar?.string ?? "")", scalar, value)
      }
    }
  }

  private mutating func append(_ items: [Block], of work: Work, _ tree: YAMLTree) {
    guard let first = items.first, let last = items.last else { return }
    // Its key leads in: as a heading it would take in what follows the list.
    if let label = label(work.key, tree), !YAMLKeys.isContainer(label.string) {
      let count = label.string.utf8.count
      blocks.append(
        Block(
          kind: .paragraph, text: label, lead: Lead(label: 0..<count, value: count..<count), range: label.sourceRange))
    }
    blocks.append(
      Block(
        kind: .list(ordered: false, start: 1), children: items,
        range: first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)))
  }

  private func isShort(_ scalar: Node.Scalar) -> Bool {
    if scalar.string.utf8.contains(0x0A) || scalar.string.utf8.count > 160 || scalar.string.hasPrefix("**") {
      return false
    }
    return !(scalar.string.utf8.count > 80 && scalar.string.utf8.last == UInt8(ascii: "."))
  }

  private func item(_ scalar: Node.Scalar, _ tree: YAMLTree) -> Block? {
    guard isShort(scalar), let value = place(scalar, tree) else { return nil }
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
    return item
  }

  /// A key and its short text: the key leads in.
  private func item(_ key: Node, _ node: Node, _ tree: YAMLTree) -> Block? {
    guard case .scalar(let scalar) = node, isShort(scalar), !scalar.string.isEmpty, let name = label(key, tree),
      let value = place(scalar, tree)
    else { return nil }
    return item(name, [value.sourceText(in: text)])
  }

  /// A mapping that says one thing: `Trust: build it early`, a name and a description, a label and its value.
  private func item(_ mapping: Node.Mapping, _ tree: YAMLTree, isStory: Bool) -> Block? {
    if mapping.count == 1, let (key, node) = mapping.first.map({ ($0.key, $0.value) }) {
      guard !YAMLKeys.isContainer(key.scalar?.string ?? "") || isStory else { return nil }
      return item(key, node, tree)
    }
    guard mapping.count <= 4 else { return nil }
    var name: SourceText?
    var parts: [SourceText] = []
    var unit: SourceText?
    var before: SourceText?
    var hasValue = false
    for (key, node) in mapping {
      guard let key = key.scalar?.string, case .scalar(let scalar) = node, isShort(scalar),
        let value = place(scalar, tree)
      else { return nil }
      let content = value.sourceText(in: text)
      if YAMLKeys.isUnit(key) {
        unit = content
      } else if YAMLKeys.isBefore(key) {
        before = content
      } else if YAMLKeys.isValue(key) {
        hasValue = true
        parts.insert(content, at: 0)
      } else if name == nil, YAMLKeys.isLabel(key) {
        name = content
      } else if YAMLKeys.isDescription(key) {
        parts.append(content)
      } else {
        return nil
      }
    }
    guard let name, !name.isEmpty, !parts.isEmpty, hasValue || isStory else { return nil }
    if let unit {
      parts[0].append(unit, separator: unit.string.first.map { $0.isLetter } == true ? " " : "")
    }
    if let before {
      parts[0].append(before, separator: " (before: ")
      parts[0].append(SourceText(string: ")", runs: []), separator: "")
    }
    return item(name, parts)
  }

  private func item(_ name: SourceText, _ parts: [SourceText]) -> Block? {
    var line = name
    let count = name.string.utf8.count
    for (index, part) in parts.enumerated() { line.append(part, separator: index == 0 ? ": " : ". ") }
    let range = line.sourceRange
    return Block(
      kind: .item(task: nil), text: line, lead: Lead(label: 0..<count, value: (count + 2)..<line.string.utf8.count),
      range: range)
  }

  // MARK: Several records

  /// The records of a list: its items are mappings that each have a title or say whom they are about.
  func records(_ sequence: Node.Sequence, _ work: Work) -> [Work]? {
    guard sequence.count > 1, work.path.isEmpty || YAMLKeys.namesRecords(work.path) else { return nil }
    var result: [Work] = []
    for (index, node) in sequence.enumerated() {
      guard let item = recordWork(node, work, number: index + 1) else { return nil }
      result += item.reversed()
    }
    return result
  }

  /// What is to walk of one record among several, last first: its title as a heading, then the rest below it. Its keys have the
  /// record's number before them, so that none of them is the whole file's.
  func recordWork(_ node: Node, _ work: Work, number: Int) -> [Work]? {
    guard case .mapping(let mapping) = node, mapping.count > 1 else { return nil }
    let path = work.path.isEmpty ? String(number) : "\(work.path).\(number)"
    var title: Work?
    var rest: [Work] = []
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      var child = Work(key: key, path: "\(path).\(name)", node: value, level: work.level + 1)
      let isName: Bool
      if case .scalar(let scalar) = value, scalar.string.utf8.count <= 160, !scalar.string.isEmpty {
        isName = true
      } else {
        isName = false
      }
      if isName, title == nil || title?.key.map({ !YAMLKeys.isTitle($0.scalar?.string ?? "") }) == true,
        YAMLKeys.isTitle(name)
      {
        child.level = work.level
        child.isHeading = true
        if let other = title, var back = title {
          back.isHeading = false
          back.level = other.level + 1
          rest.insert(back, at: 0)
        }
        title = child
      } else if isName, title == nil, YAMLKeys.isParty(name) {
        child.level = work.level
        child.isHeading = true
        title = child
      } else {
        rest.append(child)
      }
    }
    guard let title else { return nil }
    return rest.reversed() + [title]
  }
}
