import Casebook
import Conversion
import Foundation

extension Settings {
  /// A converter that the settings declare.
  static func converter(_ entries: [SettingsText.Entry], _ file: String, _ line: Int) throws -> Converter {
    var types: [String] = []
    var command: [String] = []
    var writes: Converter.Writes?
    for entry in entries {
      let place = "\(file):\(entry.line)"
      switch entry.name {
      case "type", "types":
        types = list(entry, "").map { $0.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: ".")) }
      case "command":
        // One text is split at spaces; no shell reads it.
        command = entry.isList ? entry.values : entry.values.flatMap { $0.split(separator: " ").map(String.init) }
      case "writes":
        writes = entry.values.first.flatMap { Converter.Writes(rawValue: $0) }
        guard writes != nil else {
          let known = Converter.Writes.allCases.map(\.rawValue).joined(separator: " or ")
          throw Failure("\(place): writes '\(entry.values.first ?? "")': expected \(known)")
        }
      default:
        throw Failure("\(place): unknown setting '\(entry.name)' of a converter: known are type, command, writes")
      }
    }
    let place = "\(file):\(entries.first?.line ?? line)"
    guard !types.isEmpty else { throw Failure("\(place): a converter without a type: name the file endings it reads") }
    guard let program = command.first, !program.isEmpty else {
      throw Failure("\(place): a converter without a command: name the program and its arguments, {file} for the file")
    }
    if !command.contains(where: { $0.contains("{file}") }) { command.append("{file}") }
    return Converter(types: types, command: command, kind: .program(writes: writes ?? .markdown))
  }
}
