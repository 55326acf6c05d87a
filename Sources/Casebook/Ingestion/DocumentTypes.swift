internal import Conversion
internal import Markup
internal import Synchronization

/// Which files are documents, and what turns those into text that are none.
///
/// Values share what they know of containers and of converters, which are asked once.
struct DocumentTypes: Sendable {
  let converters: Converters
  private let containers: ContainerCache
  private let known = KnownConverters()

  /// - Parameter maximumBytes: of a document inside a container.
  init(converters: Converters = Converters(), maximumBytes: Int = DocumentReader.Options().maximumBytes) {
    self.converters = converters
    containers = ContainerCache(maximumBytes: maximumBytes)
  }

  /// What a file is to an ingestion, by its name.
  enum Kind: Hashable {
    case document
    /// It holds documents; mail is one itself.
    case container(isDocument: Bool)
    /// It would be read if something were there.
    case unread(remedy: String)
    case other
  }

  /// The extension, in lower case; empty where there is none.
  static func type(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  func kind(of path: String) -> Kind {
    let type = Self.type(of: path)
    if let converter = converters.converter(for: type) {
      if !known.isAvailable(converter, in: converters) {
        return .unread(
          remedy: converter.package.map { "install \($0)" } ?? "there is no program \(converter.program ?? "")")
      }
      return Container.isContainer(type) ? .container(isDocument: true) : .document
    }
    if Container.isContainer(type) { return .container(isDocument: false) }
    return DocumentFormat(pathExtension: type) == nil ? .other : .document
  }

  /// The extensions that are read, for a message.
  var readTypes: String {
    ".md .markdown .mdx .txt .html .htm .xhtml .yaml .yml "
      + (converters.converters.flatMap(\.types) + ["zip"]).reduce(into: [String]()) { types, type in
        if !types.contains(type) { types.append(type) }
      }.map { "." + $0 }.joined(separator: " ")
  }

  /// What converts a file of this name; nil for text.
  func converter(for path: String) -> Converter? { converters.converter(for: Self.type(of: path)) }

  /// Changes whenever a converter may write something else.
  func version(of converter: Converter) -> String { known.version(of: converter, in: converters) }

  /// The documents inside a file, each by the names on the way to it.
  func entries(of location: String) throws(ConversionFailure) -> (entries: [[String]], warnings: [String]) {
    try containers.entries(of: location)
  }

  /// The bytes of a document inside a file.
  func bytes(of entry: [String], in location: String) throws(ConversionFailure) -> [UInt8] {
    try containers.bytes(of: entry, in: location)
  }
}

/// What is asked of converters once in a run.
private final class KnownConverters: Sendable {
  private let versions = Mutex<[Converter: String]>([:])
  private let available = Mutex<[Converter: Bool]>([:])

  func version(of converter: Converter, in converters: Converters) -> String {
    versions.withLock { known in
      if let version = known[converter] { return version }
      let version = converters.version(of: converter)
      known[converter] = version
      return version
    }
  }

  func isAvailable(_ converter: Converter, in converters: Converters) -> Bool {
    available.withLock { known in
      if let isAvailable = known[converter] { return isAvailable }
      let isAvailable = converters.isAvailable(converter)
      known[converter] = isAvailable
      return isAvailable
    }
  }
}

/// The container that was read last, as its documents are read one after the other.
private final class ContainerCache: Sendable {
  private let last = Mutex<(location: String, container: Container)?>(nil)
  private let maximumBytes: Int

  init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

  private func container(at location: String) throws(ConversionFailure) -> Container {
    if let known = last.withLock({ $0?.location == location ? $0?.container : nil }) { return known }
    let bytes: [UInt8]
    do {
      bytes = try FileReader.read(location, maximumBytes: Container.maximumBytes, takesBinary: true)
    } catch {
      throw .unfit(DocumentReading.Failure.file(error, limit: Container.maximumBytes).message)
    }
    let container = try Container(
      bytes, type: DocumentTypes.type(of: location), maximumEntryBytes: maximumBytes)
    last.withLock { $0 = (location, container) }
    return container
  }

  func entries(of location: String) throws(ConversionFailure) -> (entries: [[String]], warnings: [String]) {
    // A listing begins a run: the file may have changed.
    last.withLock { $0 = nil }
    let container = try container(at: location)
    return (try container.documents(), container.warnings)
  }

  func bytes(of entry: [String], in location: String) throws(ConversionFailure) -> [UInt8] {
    try container(at: location).bytes(of: entry)
  }
}
