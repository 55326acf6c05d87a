import CXML2

/// A parsed HTML document as an arena of nodes in document order.
///
/// Invariants: a node's descendants are exactly the nodes from the next index up to its `subtreeEnd`, so that subtrees
/// are ranges, sums over subtrees are one pass from the back, and nothing needs recursion. All offsets are offsets in
/// the source that was parsed (see `HTMLSource`), ascending and within it; children lie inside their parents.
struct HTMLTree {
  struct Node {
    var tag: HTMLTag
    /// The tag does not stand in the source.
    var isImplied: Bool
    /// -1 for the root.
    var parent: Int32
    /// Index behind the last descendant.
    var subtreeEnd: Int32
    /// Where it stands in the source, tags included.
    var start: UInt32
    var end: UInt32
    /// Behind the start tag.
    var contentStart: UInt32
    /// Before the end tag.
    var contentEnd: UInt32
    /// Element: its attributes. Text: its runs.
    var first: UInt32
    var count: UInt32
    /// Text: where it stands in `text`.
    var textStart: UInt32
    var textCount: UInt32

    var range: Range<Int> { Int(start)..<Int(end) }
    var isText: Bool { tag == .text }
  }

  struct Attribute {
    var name: UInt16
    var start: UInt32
    var count: UInt32
  }

  struct Run {
    var textStart: UInt32
    var textCount: UInt32
    var sourceStart: UInt32
    var sourceCount: UInt32
  }

  /// The root (tag `unknown`) is node 0.
  private(set) var nodes: [Node]
  private(set) var attributes: [Attribute]
  private(set) var runs: [Run]
  private(set) var text: [UInt8]
  /// How the parser ended; what it did not read is not in the tree.
  private(set) var status: Status
  private(set) var consumed: Int

  /// How a parse ended.
  enum Status {
    case complete, missingLibrary, unsupportedLibrary, outOfMemory, tooDeep, tooMany, tooMuchWork

    init(_ status: cxml2_status) {
      switch status {
      case CXML2_OK: self = .complete
      case CXML2_MISSING: self = .missingLibrary
      case CXML2_UNSUPPORTED: self = .unsupportedLibrary
      case CXML2_TOO_DEEP: self = .tooDeep
      case CXML2_TOO_MANY: self = .tooMany
      case CXML2_TOO_MUCH_WORK: self = .tooMuchWork
      default: self = .outOfMemory
      }
    }
  }

  /// Most events, attributes and runs of text.
  static let maximumRecords = 3_000_000

  private static let limits = cxml2_limits(
    max_depth: 1500, max_records: UInt32(maximumRecords), max_attribute_bytes: 16384, max_work: 25_000_000)

  /// Parses a prepared source. Complexity: O(bytes), whatever the bytes (the work of the parser is limited).
  init(_ source: HTMLSource) {
    var record = source.bytes.withUnsafeBufferPointer { buffer in
      cxml2_parse(
        buffer.baseAddress, buffer.count, HTMLTag.vocabulary.pointer, HTMLAttributeName.vocabulary.pointer,
        HTMLTree.limits)
    }
    defer { cxml2_record_free(&record) }
    status = Status(record.status)
    consumed = Int(record.consumed)
    let events = UnsafeBufferPointer(start: record.events, count: record.event_count)
    attributes = UnsafeBufferPointer(start: record.attributes, count: record.attribute_count).map {
      Attribute(name: $0.name, start: $0.value_start, count: $0.value_count)
    }
    runs = UnsafeBufferPointer(start: record.runs, count: record.run_count).map {
      Run(
        textStart: $0.text_start, textCount: $0.text_count, sourceStart: $0.source_start,
        sourceCount: $0.source_count)
    }
    text = Array(UnsafeBufferPointer(start: record.text, count: record.text_count))
    nodes = HTMLTree.assemble(events, sourceEnd: UInt32(source.count))
  }

  private static func assemble(_ events: UnsafeBufferPointer<cxml2_event>, sourceEnd: UInt32) -> [Node] {
    // Counted, not guessed: with growing, nodes would be most of what a page takes.
    var nodes: [Node] = []
    nodes.reserveCapacity(1 + events.count { $0.kind != CXML2_END.rawValue })
    nodes.append(
      Node(
        tag: .unknown, isImplied: true, parent: -1, subtreeEnd: 0, start: 0, end: sourceEnd, contentStart: 0,
        contentEnd: sourceEnd, first: 0, count: 0, textStart: 0, textCount: 0))
    var open: [Int] = [0]
    // Elements without content that the parser does not know as such: what follows stands behind them, not in them.
    var isVoid: [Bool] = [true]
    func close(_ index: Int, start: UInt32, end: UInt32) {
      nodes[index].subtreeEnd = Int32(nodes.count)
      nodes[index].contentEnd = max(start, nodes[index].contentStart)
      nodes[index].end = max(end, nodes[index].contentEnd)
    }
    for event in events {
      let parent = open[open.count - 1]
      switch UInt32(event.kind) {
      case CXML2_START.rawValue:
        nodes.append(
          Node(
            tag: HTMLTag(rawValue: event.tag) ?? .unknown, isImplied: event.implied != 0, parent: Int32(parent),
            subtreeEnd: 0, start: event.start, end: event.end, contentStart: event.end, contentEnd: event.end,
            first: event.first, count: event.count, textStart: 0, textCount: 0))
        switch nodes[nodes.count - 1].tag {
        case .wbr, .embed, .track, .source, .param:
          close(nodes.count - 1, start: event.end, end: event.end)
          isVoid.append(true)
        default:
          open.append(nodes.count - 1)
          isVoid.append(false)
        }
      case CXML2_END.rawValue:
        // Ends come in the order of the open elements; a stray one would be the parser's mistake and is passed over.
        guard isVoid.count > 1 else { break }
        if !isVoid.removeLast(), open.count > 1 { close(open.removeLast(), start: event.start, end: event.end) }
      default:
        nodes.append(
          Node(
            tag: .text, isImplied: false, parent: Int32(parent), subtreeEnd: Int32(nodes.count + 1),
            start: event.start, end: event.end, contentStart: event.start, contentEnd: event.end, first: event.first,
            count: event.count, textStart: event.text_start, textCount: event.text_count))
      }
    }
    while open.count > 1 { close(open.removeLast(), start: sourceEnd, end: sourceEnd) }
    nodes[0].subtreeEnd = Int32(nodes.count)
    return nodes
  }
}

extension HTMLTree {
  /// The value of an attribute, entities decoded; nil when the element has none.
  func attribute(_ name: HTMLAttributeName, of index: Int) -> String? {
    guard let bytes = attributeBytes(name, of: index) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  func attributeBytes(_ name: HTMLAttributeName, of index: Int) -> ArraySlice<UInt8>? {
    let node = nodes[index]
    guard !node.isText else { return nil }
    for place in Int(node.first)..<Int(node.first + node.count) where attributes[place].name == name.rawValue {
      let attribute = attributes[place]
      return text[Int(attribute.start)..<Int(attribute.start + attribute.count)]
    }
    return nil
  }

  func has(_ name: HTMLAttributeName, _ index: Int) -> Bool { attributeBytes(name, of: index) != nil }

  /// Whether an element is a link to another page; links within the page lead nowhere else.
  func leadsAway(_ index: Int) -> Bool {
    guard nodes[index].tag == .a, let target = attributeBytes(.href, of: index) else { return false }
    return target.first != UInt8(ascii: "#")
  }

  /// The tree with what browsers show only where they run no scripts or know no frames as a part of the page, and the
  /// content of templates; nil where there is no such text.
  ///
  /// Complexity: O(nodes).
  func revealed() -> HTMLTree? {
    var tree = self
    var hasText = false
    for index in nodes.indices {
      switch nodes[index].tag {
      case .noscript, .noframes, .template:
        guard subtree(index).contains(where: { nodes[$0].isText && nodes[$0].textCount > 40 }) else { continue }
        tree.nodes[index].tag = .div
        hasText = true
      default: continue
      }
    }
    return hasText ? tree : nil
  }

  /// Children of a node, in order.
  func children(of index: Int) -> HTMLChildren { HTMLChildren(tree: self, parent: index) }

  /// All nodes of a subtree, the node itself first.
  func subtree(_ index: Int) -> Range<Int> { index..<Int(nodes[index].subtreeEnd) }

  func textBytes(_ index: Int) -> ArraySlice<UInt8> {
    let node = nodes[index]
    return text[Int(node.textStart)..<Int(node.textStart + node.textCount)]
  }

  /// Whether an element or one of its ancestors has a tag.
  func isInside(_ tag: HTMLTag, _ index: Int) -> Bool {
    var place = index
    while place >= 0 {
      if nodes[place].tag == tag { return true }
      place = Int(nodes[place].parent)
    }
    return false
  }

  /// The first descendant with a tag.
  func first(_ tag: HTMLTag, in index: Int) -> Int? { subtree(index).dropFirst().first { nodes[$0].tag == tag } }
}

/// The children of a node.
struct HTMLChildren: Sequence, IteratorProtocol {
  private let nodes: [HTMLTree.Node]
  private var next_: Int
  private let end: Int

  init(tree: HTMLTree, parent: Int) {
    nodes = tree.nodes
    next_ = parent + 1
    end = Int(tree.nodes[parent].subtreeEnd)
  }

  mutating func next() -> Int? {
    guard next_ < end else { return nil }
    defer { next_ = Int(nodes[next_].subtreeEnd) }
    return next_
  }
}

/// How many nodes with a property stand before each node: answers questions about subtrees in constant time.
struct NodeCounts {
  private var before: [Int32]

  /// Complexity: O(nodes).
  init(_ tree: HTMLTree, where condition: (Int) -> Bool) {
    before = []
    before.reserveCapacity(tree.nodes.count + 1)
    var count: Int32 = 0
    for index in tree.nodes.indices {
      before.append(count)
      if condition(index) { count += 1 }
    }
    before.append(count)
  }

  /// In a subtree, its root included.
  func count(in tree: HTMLTree, _ index: Int) -> Int {
    Int(before[Int(tree.nodes[index].subtreeEnd)] - before[index])
  }
}
