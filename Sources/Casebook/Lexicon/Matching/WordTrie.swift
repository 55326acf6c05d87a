/// Which classes a word belongs to: a byte trie over all words and stems of a lexicon.
///
/// A node stands for a prefix. It knows the classes whose stem is that prefix or a shorter one (they hold for any longer
/// word) and, with those, the classes of the word that ends there. Layout: the edges of a node are a slice of
/// `edgeBytes`, sorted; the root's are a table.
struct WordTrie: Sendable {
  /// Where a word stands in the trie while it is read.
  struct Cursor {
    var node: Int32 = 0
    /// The word has left the trie: only stems count.
    var isOut = false
  }

  fileprivate struct Node: Sendable {
    var firstEdge: Int32 = 0
    var edgeCount: Int32 = 0
    var stems: Slice = (0, 0)
    var exact: Slice = (0, 0)
  }

  typealias Slice = (first: Int32, count: Int32)

  private var nodes: [Node] = []
  private var rootEdges = [Int32](repeating: 0, count: 256)
  private var edgeBytes: [UInt8] = []
  private var edgeTargets: [Int32] = []
  /// Class ids, slice by slice.
  private(set) var classLists: [UInt16] = []

  /// The trie while a text is read: its arrays without the checks of their bounds, which every letter would pay for. The
  /// places of nodes and edges are the trie's own, a letter is a byte of a table of 256.
  struct Reader {
    fileprivate let nodes: UnsafeBufferPointer<Node>
    fileprivate let rootEdges: UnsafeBufferPointer<Int32>
    fileprivate let edgeBytes: UnsafeBufferPointer<UInt8>
    fileprivate let edgeTargets: UnsafeBufferPointer<Int32>

    /// Goes on with the next letter of a word.
    @inline(__always)
    func step(_ cursor: inout Cursor, _ byte: UInt8) {
      if cursor.isOut { return }
      if cursor.node == 0 {
        cursor.node = rootEdges[Int(byte)]
        cursor.isOut = cursor.node == 0
        return
      }
      let node = nodes[Int(cursor.node)]
      var edge = Int(node.firstEdge)
      let end = edge + Int(node.edgeCount)
      while edge < end {
        if edgeBytes[edge] == byte {
          cursor.node = edgeTargets[edge]
          return
        }
        edge += 1
      }
      cursor.isOut = true
    }

    /// The classes of the word that ended at `cursor`.
    @inline(__always)
    func classes(at cursor: Cursor) -> Slice {
      let node = nodes[Int(cursor.node)]
      return cursor.isOut ? node.stems : node.exact
    }
  }

  /// Calls `body` with a reader, which must not be kept.
  func withReader<R>(_ body: (Reader) -> R) -> R {
    nodes.withUnsafeBufferPointer { nodes in
      rootEdges.withUnsafeBufferPointer { rootEdges in
        edgeBytes.withUnsafeBufferPointer { edgeBytes in
          edgeTargets.withUnsafeBufferPointer { edgeTargets in
            body(Reader(nodes: nodes, rootEdges: rootEdges, edgeBytes: edgeBytes, edgeTargets: edgeTargets))
          }
        }
      }
    }
  }

  /// Builds the trie. For each word: the classes it belongs to itself, and those whose stem it is. O(total bytes · log).
  init(words: [String], exact: [[UInt16]], stems: [[UInt16]]) {
    struct Draft {
      var children: [(byte: UInt8, node: Int32)] = []
      var stems: [UInt16] = []
      /// The stems are the parent's, with none of its own.
      var inherits = false
      var inherited: Slice = (0, 0)
      var exact: [UInt16] = []

      mutating func inherit(_ parents: [UInt16], at slice: Slice) {
        inherits = stems.isEmpty
        inherited = slice
        stems += parents
      }
    }
    var drafts = [Draft()]
    func node(for word: String) -> Int {
      var at = 0
      for byte in word.utf8 {
        if let child = drafts[at].children.first(where: { $0.byte == byte }) {
          at = Int(child.node)
        } else {
          drafts[at].children.append((byte, Int32(drafts.count)))
          at = drafts.count
          drafts.append(Draft())
        }
      }
      return at
    }
    // In sorted order, so that the layout is the same in each run.
    for index in words.indices.sorted(by: { words[$0] < words[$1] }) {
      let node = node(for: words[index])
      drafts[node].exact += exact[index]
      drafts[node].stems += stems[index]
    }
    nodes = [Node](repeating: Node(), count: drafts.count)
    // A child's index is above its parent's, so one pass hands the stems down.
    for index in drafts.indices {
      let draft = drafts[index]
      if draft.inherits {
        nodes[index].stems = draft.inherited
      } else {
        nodes[index].stems = store(draft.stems)
      }
      nodes[index].exact = draft.exact.isEmpty ? nodes[index].stems : store(draft.stems + draft.exact)
      nodes[index].firstEdge = Int32(edgeBytes.count)
      nodes[index].edgeCount = Int32(draft.children.count)
      for child in draft.children.sorted(by: { $0.byte < $1.byte }) {
        edgeBytes.append(child.byte)
        edgeTargets.append(child.node)
        if index == 0 { rootEdges[Int(child.byte)] = child.node }
        drafts[Int(child.node)].inherit(draft.stems, at: nodes[index].stems)
      }
    }
  }

  private mutating func store(_ classes: [UInt16]) -> Slice {
    guard !classes.isEmpty else { return (0, 0) }
    let first = Int32(classLists.count)
    classLists += Set(classes).sorted()
    return (first, Int32(classLists.count) - first)
  }
}
