internal import ArgumentParser
internal import Casebook
internal import Foundation
internal import Recognition

/// Prints what recognition reads of documents, one JSON object a line.
struct DocumentTexts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "Print documents as recognition reads them, as JSON lines.")

  @Argument(help: "Folders of documents.")
  var folders: [String]

  func run() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    for folder in folders {
      for text in try Self.read(folder) { print(String(decoding: try encoder.encode(text), as: UTF8.self)) }
    }
  }

  /// The documents of a folder, by name.
  static func read(_ folder: String) throws -> [DocumentText] {
    let parser = try DocumentParser()
    let base = URL(filePath: folder, directoryHint: .isDirectory)
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    return try names.compactMap { name in
      let format = DocumentFormatName(name)
      guard format.isRead else { return nil }
      let bytes = [UInt8](try Data(contentsOf: base.appending(path: name)))
      return parser.documentText(path: name, bytes: bytes)
    }
  }
}

/// Whether a file's name says that it is a document.
struct DocumentFormatName {
  let isRead: Bool

  init(_ name: String) {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    isRead = ["md", "markdown", "mdx", "html", "htm", "yaml", "yml"].contains(ending)
  }
}
