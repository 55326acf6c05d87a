/// A file that holds documents: an archive, or a mail with what is attached to it.
package struct Container: Sendable {
  /// Largest container that is opened.
  package static let maximumBytes = 512 << 20
  /// Most documents of one container, those of containers inside it included.
  static let maximumDocuments = 10_000
  /// Containers in containers, counted from the outermost.
  static let maximumDepth = 3

  private enum Content {
    case zip(ZipArchive)
    case mail(MailMessage)
  }

  private let content: Content
  private let maximumEntryBytes: Int

  /// Whether files of a type hold documents.
  package static func isContainer(_ type: String) -> Bool { type == "zip" || type == "eml" }

  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - type: its extension in lower case.
  ///   - maximumEntryBytes: larger entries are refused when they are read.
  /// - Throws: `ConversionFailure.unfit` where the file is no container of its type.
  package init(_ bytes: [UInt8], type: String, maximumEntryBytes: Int) throws(ConversionFailure) {
    content = type == "eml" ? .mail(MailMessage(bytes)) : .zip(try ZipArchive(bytes))
    self.maximumEntryBytes = maximumEntryBytes
  }

  /// The documents inside, each by the names on the way to it, sorted; also those of containers inside. Which of them can be read is
  /// for the caller to know.
  package func documents() throws(ConversionFailure) -> [[String]] {
    var found: [[String]] = []
    try list(into: &found, below: [], depth: 1)
    return found.sorted { $0.joined(separator: "!/") < $1.joined(separator: "!/") }
  }

  private func list(into found: inout [[String]], below path: [String], depth: Int) throws(ConversionFailure) {
    for name in names {
      guard found.count < Self.maximumDocuments else {
        throw .unfit("holds more than \(Self.maximumDocuments) files: unpack it and leave out what is no document")
      }
      found.append(path + [name])
      let type = Self.type(of: name)
      guard Self.isContainer(type), depth < Self.maximumDepth else { continue }
      // What cannot be opened is reported when it is read, or is none of ours.
      guard let bytes = try? bytes(named: name),
        let inner = try? Container(bytes, type: type, maximumEntryBytes: maximumEntryBytes)
      else { continue }
      try inner.list(into: &found, below: path + [name], depth: depth + 1)
    }
  }

  /// The bytes of a document inside.
  package func bytes(of entry: [String]) throws(ConversionFailure) -> [UInt8] {
    guard let first = entry.first else { throw .unfit("names nothing") }
    let bytes = try bytes(named: first)
    if entry.count == 1 { return bytes }
    return try Container(bytes, type: Self.type(of: first), maximumEntryBytes: maximumEntryBytes)
      .bytes(of: Array(entry.dropFirst()))
  }

  /// What a person should know of it.
  package var warnings: [String] {
    guard case .zip(let archive) = content, let first = archive.escaping.first else { return [] }
    let count = archive.escaping.count
    return [
      "\(count) \(count == 1 ? "name points" : "names point") outside the archive, and nothing is read of that: \(first.debugDescription)"
    ]
  }

  private var names: [String] {
    switch content {
    case .zip(let archive): archive.names
    case .mail(let message): message.attachments.map(\.name)
    }
  }

  private func bytes(named name: String) throws(ConversionFailure) -> [UInt8] {
    switch content {
    case .zip(let archive): return try archive.bytes(named: name, maximum: maximumEntryBytes)
    case .mail(let message):
      guard let attachment = message.attachments.first(where: { $0.name == name }) else {
        throw .unfit("is no longer in its mail")
      }
      return attachment.bytes
    }
  }

  static func type(of name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
