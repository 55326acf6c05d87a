@testable import FullText

/// A folder in memory, for inputs that are tried by the million.
///
/// `@unchecked Sendable`: one thread uses it.
final class MemoryDirectory: IndexDirectory, @unchecked Sendable {
  let path = "memory"
  var files: [String: [UInt8]] = [:]

  func create(_ name: String) throws -> any OutputFile {
    files[name] = []
    return Output(directory: self, name: name)
  }

  func rename(_ name: String, to newName: String) throws { files[newName] = files.removeValue(forKey: name) }
  func remove(_ name: String) throws { files[name] = nil }
  func list() throws -> [String] { files.keys.sorted() }
  func sync() throws {}
  func map(_ name: String) throws -> MappedFile? { files[name].map { MappedFile(name: name, copying: $0) } }

  private final class Output: OutputFile {
    private let directory: MemoryDirectory
    private var name: String

    init(directory: MemoryDirectory, name: String) { (self.directory, self.name) = (directory, name) }

    func write(_ bytes: UnsafeRawBufferPointer) throws { directory.files[name]?.append(contentsOf: bytes) }
    func sync() throws {}
    func close() throws {}
  }
}
