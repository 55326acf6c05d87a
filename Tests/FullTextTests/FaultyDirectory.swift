import TestSupport

@testable import FullText

/// A folder in memory that can fail at any step and can crash: what was not synced is then lost, wholly or in part.
///
/// `@unchecked Sendable`: a test uses it from one thread.
final class FaultyDirectory: IndexDirectory, @unchecked Sendable {
  struct Failure: Error {}

  final class Node {
    var content: [UInt8] = []
    var durable: [UInt8] = []
  }

  private enum Change {
    case link(String, Node)
    case unlink(String)
  }

  let path = "memory"
  /// The step to fail at; every later step fails as well.
  var failingStep = Int.max
  private(set) var step = 0
  private var names: [String: Node] = [:]
  private var durableNames: [String: Node] = [:]
  private var changes: [Change] = []

  fileprivate func advance() throws {
    step += 1
    if step > failingStep { throw Failure() }
  }

  func create(_ name: String) throws -> any OutputFile {
    try advance()
    let node = Node()
    names[name] = node
    changes.append(.link(name, node))
    return Output(directory: self, node: node)
  }

  func rename(_ name: String, to newName: String) throws {
    try advance()
    guard let node = names.removeValue(forKey: name) else { throw Failure() }
    names[newName] = node
    changes.append(.link(newName, node))
    changes.append(.unlink(name))
  }

  func remove(_ name: String) throws {
    try advance()
    names[name] = nil
    changes.append(.unlink(name))
  }

  func list() throws -> [String] {
    try advance()
    return names.keys.sorted()
  }

  func sync() throws {
    try advance()
    durableNames = names
    changes = []
  }

  func map(_ name: String) throws -> MappedFile? {
    try advance()
    return names[name].map { MappedFile(name: name, copying: $0.content) }
  }

  /// Bytes of a file, to damage them.
  subscript(name: String) -> [UInt8] {
    get { names[name]?.content ?? [] }
    set { names[name]?.content = newValue }
  }

  /// The folder as it may be found after a crash: changes that were not synced happened up to some point, and of files that were not synced
  /// any part was written.
  func afterCrash(_ generator: inout SeededGenerator) -> FaultyDirectory {
    let result = FaultyDirectory()
    var kept = durableNames
    for change in changes.prefix(Int.random(in: 0...changes.count, using: &generator)) {
      switch change {
      case .link(let name, let node): kept[name] = node
      case .unlink(let name): kept[name] = nil
      }
    }
    for (name, node) in kept.sorted(by: { $0.key < $1.key }) {
      let copy = Node()
      copy.content = node.durable
      if node.content.count > node.durable.count {
        copy.content += node.content[node.durable.count...].prefix(
          Int.random(in: 0...(node.content.count - node.durable.count), using: &generator))
      }
      copy.durable = copy.content
      result.names[name] = copy
    }
    result.durableNames = result.names
    return result
  }

  private final class Output: OutputFile {
    private let directory: FaultyDirectory
    private let node: Node

    init(directory: FaultyDirectory, node: Node) { (self.directory, self.node) = (directory, node) }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
      try directory.advance()
      node.content += Array(bytes)
    }

    func sync() throws {
      try directory.advance()
      node.durable = node.content
    }

    func close() throws { try directory.advance() }
  }
}
