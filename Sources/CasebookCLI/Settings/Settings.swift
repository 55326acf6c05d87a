import Casebook
import Conversion
import Foundation
import Words

/// Defaults that flags override: from variables of the environment, from `casebook.yaml` in the current folder, and from the
/// user's own in `$XDG_CONFIG_HOME/casebook` (`~/.config/casebook`), in this order.
///
///     index: ~/cases/index
///     format: table
///     jobs: 2
///     themes: [my-themes.yaml]
///     ocr: true
///     converters:
///       - type: [ps, eps]
///         command: [ps2ascii, "{file}"]
///         writes: markdown
///     queries:
///       cuts: metrics --category cost --kind percent --min 30%
///
/// Paths of the user's file are relative to its folder, those of the project's to the current one; `~` is the home folder.
struct Settings {
  /// A saved query: the arguments of a command, and where it is written.
  struct Query {
    var name: String
    var text: String
    var place: String
  }

  var index: String?
  var format: OutputFormat?
  var color: Terminal.ColorChoice?
  var paths: OutputOptions.PathStyle?
  var jobs: Int?
  var editor: String?
  var roles: [String] = []
  var themes: [String] = []
  var corrections: [String] = []
  var queries: [Query] = []
  /// Those of the settings before the built-in ones.
  var converters = Converters()

  static let fileName = "casebook.yaml"
  /// The same with the other ending that YAML files have.
  private static let fileNames = [fileName, "casebook.yml"]
  private static let names = [
    "index", "format", "color", "paths", "jobs", "editor", "roles", "themes", "corrections", "converters", "ocr",
    "queries",
  ]

  /// - Throws: `Failure` naming file and line of what cannot be read.
  static func load() throws -> Settings {
    var settings = Settings()
    if let folder = userFolder { try settings.takeFile(in: folder + "/") }
    try settings.takeFile(in: "")
    try settings.takeEnvironment()
    return settings
  }

  /// The user's own folder of settings; nil where there is no home.
  private static var userFolder: String? {
    // The specification has relative paths ignored.
    if let folder = Environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/casebook" }
    return Environment["HOME"].map { $0 + "/.config/casebook" }
  }

  private mutating func takeFile(in folder: String) throws {
    for path in Self.fileNames.map({ folder + $0 }) {
      guard access(path, F_OK) == 0 else { continue }
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure("\(path): cannot be read: check its permissions")
      }
      do {
        for entry in try SettingsText([UInt8](data)).entries { try take(entry, from: path, folder: folder) }
      } catch let problem as SettingsText.Problem {
        throw Failure("\(path):\(problem.line): \(problem.message)")
      }
      return
    }
  }

  private mutating func takeEnvironment() throws {
    for name in ["index", "format", "color", "paths", "jobs", "editor"] {
      let variable = "CASEBOOK_" + name.uppercased()
      guard let value = Environment[variable] else { continue }
      try take(name, value, place: "$" + variable, folder: "")
    }
  }

  private mutating func take(_ entry: SettingsText.Entry, from file: String, folder: String) throws {
    let place = "\(file):\(entry.line)"
    switch entry.name {
    case "roles": roles = Self.list(entry, folder)
    case "themes": themes = Self.list(entry, folder)
    case "corrections": corrections = Self.list(entry, folder)
    case "converters":
      guard entry.isList, entry.values.isEmpty else {
        throw Failure("\(place): converters: expected a list, each with type, command and writes")
      }
      let recognisesScans = converters.recognisesScans
      converters = Converters(try entry.items.map { try Self.converter($0, file, entry.line) })
      converters.recognisesScans = recognisesScans
    case "queries":
      guard entry.isMapping else { throw Failure("\(place): queries: expected a name and a query per line") }
      for member in entry.members {
        queries.removeAll { $0.name == member.name }
        queries.append(Query(name: member.name, text: member.value, place: "\(file):\(member.line)"))
      }
    default:
      guard Self.names.contains(entry.name) else {
        let near = Self.names.filter { Spelling.isNear($0, entry.name) }
        throw Failure(
          "\(place): unknown setting '\(entry.name)': "
            + (near.isEmpty
              ? "known are \(Self.names.joined(separator: ", "))"
              : "did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"))
      }
      guard !entry.isMapping, !entry.isList, let value = entry.values.first else {
        throw Failure("\(place): '\(entry.name)': expected one value")
      }
      try take(entry.name, value, place: place, folder: folder)
    }
  }

  /// A setting of one value, whose name is known.
  private mutating func take(_ name: String, _ value: String, place: String, folder: String) throws {
    func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) throws -> Choice
    where Choice.RawValue == String {
      guard let choice = Choice(rawValue: value) else {
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure("\(place): \(name) '\(value)': expected \(known)")
      }
      return choice
    }
    switch name {
    case "index": index = Self.path(value, folder)
    case "format": format = try choice(OutputFormat.self)
    case "color": color = try choice(Terminal.ColorChoice.self)
    case "paths": paths = try choice(OutputOptions.PathStyle.self)
    case "editor": editor = value
    case "ocr":
      guard let isOn = ["true": true, "false": false][value.lowercased()] else {
        throw Failure("\(place): ocr '\(value)': expected true or false")
      }
      converters.recognisesScans = isOn
    default:
      guard let number = Int(value), number > 0 else {
        throw Failure("\(place): \(name) '\(value)': expected a whole number from 1")
      }
      jobs = number
    }
  }

  /// A list, or several values in one text with commas between.
  static func list(_ entry: SettingsText.Entry, _ folder: String) -> [String] {
    let values = entry.isList ? entry.values : entry.values.flatMap { $0.split(separator: ",").map(String.init) }
    return values.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }.map { path($0, folder) }
  }

  private static func path(_ text: String, _ folder: String) -> String {
    if text == "~" || text.hasPrefix("~/"), let home = Environment["HOME"] { return home + text.dropFirst() }
    return text.hasPrefix("/") ? text : folder + text
  }

  /// The lexicon files named, read.
  static func lexicons(_ paths: [String]) throws -> [LexiconSource] {
    try paths.map { path in
      guard let data = FileManager.default.contents(atPath: path) else {
        throw Failure("\(path): cannot be read: check the lexicons named in \(fileName)")
      }
      return LexiconSource(name: path, text: String(decoding: data, as: UTF8.self))
    }
  }
}
