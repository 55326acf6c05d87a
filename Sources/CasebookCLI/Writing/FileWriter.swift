import Casebook
import Foundation

/// Writes files that the user names: whole or not at all.
enum FileWriter {
  /// - Throws: ``CasebookError/io(path:operation:reason:)``
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CasebookError.io(path: path, operation: "write the file", reason: error.localizedDescription)
    }
  }
}
