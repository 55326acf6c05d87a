public import ArgumentParser
public import Casebook
import Conversion
import Foundation

/// What `casebook.yaml` in the current folder sets: defaults that flags and environment override.
///
///     index: ./index
///     format: table
///     jobs: 2
///     roles: [my-roles.yaml]
///     themes: [my-themes.yaml]
///     corrections: [my-corrections.yaml]
///     ocr: true
///     converters:
///       - type: [ps, eps]
///         command: [ps2ascii, "{file}"]
///         writes: markdown
struct Settings {
  static let fileName = "casebook.yaml"

  var index: String?
  var format: OutputFormat?
  var jobs: Int?
  var roles: [String] = []
  var themes: [String] = []
  var corrections: [String] = []
  /// Those of the settings before the built-in ones.
  var converters = Converters()

  /// The same with the other ending that YAML files have.
  static let otherFileName = "casebook.yml"

  /// - Throws: `Failure` naming file and line of what cannot be read.
  static func load() throws -> Settings {
    let names: [String] = [fileName, otherFileName]
    guard let name = names.first(where: { FileManager.default.fileExists(atPath: $0) }),
      let data = FileManager.default.contents(atPath: name)
    else { return Settings() }
    var settings = Settings()
    do {
      for entry in try SettingsText([UInt8](data)).entries { try settings.take(entry, from: name) }
    } catch let problem as SettingsText.Problem {
      throw Failure("\(name):\(problem.line): \(problem.message)")
    }
    return settings
  }

  private mutating func take(_ entry: SettingsText.Entry, from file: String) throws {
    let value = entry.values.first ?? ""
    let place = "\(file):\(entry.line)"
    switch entry.name {
    case "index": index = value
    case "format":
      guard let format = OutputFormat(rawValue: value) else {
        throw Failure(
          "\(place): format '\(value)': expected \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      self.format = format
    case "jobs":
      guard let jobs = Int(value), jobs > 0 else {
        throw Failure("\(place): jobs '\(value)': expected a whole number from 1")
      }
      self.jobs = jobs
    case "roles": roles = Self.list(entry)
    case "themes": themes = Self.list(entry)
    case "corrections": corrections = Self.list(entry)
    case "ocr":
      guard let isOn = ["true": true, "false": false][value.lowercased()] else {
        throw Failure("\(place): ocr '\(value)': expected true or false")
      }
      converters.recognisesScans = isOn
    case "converters":
      guard entry.isList, entry.values.isEmpty else {
        throw Failure("\(place): converters: expected a list, each with type, command and writes")
      }
      let recognisesScans = converters.recognisesScans
      converters = Converters(try entry.items.map { try Self.converter($0, file, entry.line) })
      converters.recognisesScans = recognisesScans
    default:
      throw Failure(
        "\(place): unknown setting '\(entry.name)': known are index, format, jobs, roles, themes, corrections, converters, ocr"
      )
    }
  }

  private static func converter(_ entries: [SettingsText.Entry], _ file: String, _ line: Int) throws -> Converter {
    var types: [String] = []
    var command: [String] = []
    var writes: Converter.Writes?
    for entry in entries {
      let place = "\(file):\(entry.line)"
      switch entry.name {
      case "type", "types":
        types = list(entry).map { $0.lowercased().trimmingCharacters(in: CharacterSet(charactersIn: ".")) }
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

  /// A list, or several values in one text with commas between.
  private static func list(_ entry: SettingsText.Entry) -> [String] {
    let values = entry.isList ? entry.values : entry.values.flatMap { $0.split(separator: ",").map(String.init) }
    return values.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
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

/// An error in words for the user.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}

/// Exit statuses beside success.
enum Exit {
  static let nothingFound = ExitCode(1)
  static let error = ExitCode(2)
}

/// Which index: the flag, else the environment, else the configuration file, else `./index`.
struct IndexOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The index folder. Default: $CASEBOOK_INDEX, else `index` of casebook.yaml, else ./index.", valueName: "dir"))
  var index: String?

  func folder(_ settings: Settings) -> IndexFolder { Self.folder(index, settings) }

  static func folder(_ flag: String?, _ settings: Settings) -> IndexFolder {
    IndexFolder(flag ?? Environment["CASEBOOK_INDEX"] ?? settings.index ?? "index")
  }
}

/// Variables of the environment, each asked for alone: Foundation would read all of them.
enum Environment {
  /// nil where it is not set or empty.
  static subscript(name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}

extension OutputFormat: ExpressibleByArgument {}
extension Terminal.ColorChoice: ExpressibleByArgument {}

/// How to write the answer.
struct OutputOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "table, json, ndjson, csv or md.")
  var format: OutputFormat?

  @Flag(name: .long, help: "Print the time taken to standard error.")
  var timing = false

  @Option(name: .long, help: "auto, always or never.")
  var color = Terminal.ColorChoice.auto

  @Option(name: .long, help: "short writes the folder that all places share once above a table; full writes all of it.")
  var paths = PathStyle.short

  /// How places are written in tables.
  enum PathStyle: String, CaseIterable, ExpressibleByArgument { case short, full }

  /// Prints an answer; exits with 1 when it is empty.
  func print(_ answer: Answer, settings: Settings, emptyMessage: String? = nil, isFound: Bool? = nil) throws {
    try Self.print(
      answer, as: format, settings: settings, emptyMessage: emptyMessage, isFound: isFound, color: color, paths: paths)
  }

  static func print(
    _ answer: Answer, as format: OutputFormat?, settings: Settings, emptyMessage: String?, isFound: Bool? = nil,
    color: Terminal.ColorChoice = .auto, paths: PathStyle = .short
  ) throws {
    let format = format ?? settings.format ?? .table
    var renderer = Renderer(
      format: format, width: Terminal.width, usesColor: format == .table && Terminal.usesColor(color),
      words: { $0.words })
    renderer.showsFullPaths = paths == .full
    Pager.write(renderer.render(answer))
    if format != .json && format != .md { for note in answer.notes { Terminal.note(note.text(\.words)) } }
    if answer.items.isEmpty, format == .table, let emptyMessage { Terminal.note(emptyMessage) }
    if !(isFound ?? !answer.items.isEmpty) { throw Exit.nothingFound }
  }
}

/// Runs a command's body; an error becomes one line on standard error, or one JSON object where JSON was asked for, and status 2.
///
/// - Parameter isQuestion: whether a name that is not there is an answer: an empty one, with status 1.
func reporting(_ timing: Bool = false, isQuestion: Bool = true, _ body: () throws -> Void) throws {
  let start = DispatchTime.now().uptimeNanoseconds
  defer {
    if timing {
      let microseconds = (DispatchTime.now().uptimeNanoseconds - start) / 1000
      Terminal.note("\(Double(microseconds) / 1000) ms")
    }
  }
  do {
    try body()
  } catch let error as ExitCode {
    throw error
  } catch let error as ValidationError {
    throw error
  } catch {
    let text = ErrorWords.text(error)
    if isQuestion, case CasebookError.notFound = error {
      switch RequestedFormat.format {
      case .json?, .ndjson?:
        let empty = Answer(schema: "casebook.nothing/1", columns: [], notes: [Answer.Note(text)])
        Terminal.write(Renderer(format: RequestedFormat.format ?? .json).render(empty))
      default: Terminal.note("casebook: \(text)")
      }
      throw Exit.nothingFound
    }
    if RequestedFormat.isJSON {
      Terminal.note(
        JSONValue.object([.init("error", .object([.init("status", .integer(2)), .init("message", .string(text))]))])
          .text)
    } else {
      Terminal.note("casebook: \(text)")
    }
    throw Exit.error
  }
}

/// The form of output that the arguments, else the settings, ask for: known also where a command failed before it had read them.
enum RequestedFormat {
  static var format: OutputFormat? {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated() {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = parts.first, name == "--format" || name == "-f" else { continue }
      let value = parts.count == 2 ? parts[1] : index + 1 < arguments.count ? arguments[index + 1] : ""
      return OutputFormat(rawValue: value)
    }
    return (try? Settings.load())?.format
  }

  static var isJSON: Bool { format == .json || format == .ndjson }
}
