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

  let path = "memory"
  /// The step to fail at; every later step fails as well.
  var failingStep = Int.max
  private(set) var step = 0
  private var names: [String: Node] = [:]
  private var durableNames: [String: Node] = [:]
  /// For each name changed since the last sync, what it stood for after each change: a file or nothing.
  private var changes: [String: [Node?]] = [:]

  fileprivate func advance() throws {
    step += 1
    if step > failingStep { throw Failure() }
  }

  func create(_ name: String) throws -> any OutputFile {
    try advance()
    let node = Node()
    link(name, node)
    return Output(directory: self, node: node)
  }

  func rename(_ name: String, to newName: String) throws {
    try advance()
    guard let node = names[name] else { throw Failure() }
    link(newName, node)
    link(name, nil)
  }

  func remove(_ name: String) throws {
    try advance()
    link(name, nil)
  }

  private func link(_ name: String, _ node: Node?) {
    names[name] = node
    changes[name, default: []].append(node)
  }

  func list() throws -> [String] {
    try advance()
    return names.keys.sorted()
  }

  func sync() throws {
    try advance()
    durableNames = names
    changes = [:]
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

  /// The folder as it may be found after a crash: of the names that were not synced any may be as it was before or as it became, whatever became of
  /// the others, since file systems write names in any order; and of files that were not synced any part was written.
  func afterCrash(_ generator: inout SeededGenerator) -> FaultyDirectory {
    let result = FaultyDirectory()
    var kept = durableNames
    for (name, states) in changes.sorted(by: { $0.key < $1.key }) {
      let count = Int.random(in: 0...states.count, using: &generator)
      if count > 0 { kept[name] = states[count - 1] }
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
