public import ArgumentParser
public import Casebook
import Foundation

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
    IndexFolder(flag ?? settings.index ?? "index")
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
  var color: Terminal.ColorChoice?

  @Option(name: .long, help: "short writes the folder that all places share once above a table; full writes all of it.")
  var paths: PathStyle?

  /// How places are written in tables.
  enum PathStyle: String, CaseIterable, ExpressibleByArgument { case short, full }

  /// Prints an answer; exits with 1 when it is empty.
  func print(_ answer: Answer, settings: Settings, emptyMessage: String? = nil, isFound: Bool? = nil) throws {
    try Self.print(
      answer, as: format, settings: settings, emptyMessage: emptyMessage, isFound: isFound, color: color, paths: paths)
  }

  static func print(
    _ answer: Answer, as format: OutputFormat?, settings: Settings, emptyMessage: String?, isFound: Bool? = nil,
    color: Terminal.ColorChoice? = nil, paths: PathStyle? = nil
  ) throws {
    let color = color ?? settings.color ?? .auto
    let paths = paths ?? settings.paths ?? .short
    let format = format ?? settings.format ?? .table
    var renderer = Renderer(
      format: format, width: Terminal.width, usesColor: format == .table && Terminal.usesColor(color),
      words: { $0.words })
    renderer.showsFullPaths = paths == .full
    var text = renderer.render(answer)
    if format == .table, Terminal.showsLinks {
      text = Links.added(to: text, of: answer, sources: Ingester.sources(of: RequestedIndex.folder(settings)))
    }
    Pager.write(text)
    if format != .json && format != .md { for note in answer.notes { Terminal.note(note.text(\.words)) } }
    if answer.items.isEmpty, format == .table, let emptyMessage { Terminal.note(emptyMessage) }
    if !(isFound ?? !answer.items.isEmpty) { throw Exit.nothingFound }
  }
}

/// Runs a command's body; an error becomes one line on standard error, or one JSON object where JSON was asked for, and status 2.
///
/// - Parameters:
///   - timing: whether to say how long it took; nil where the command says itself how far it is.
///   - isQuestion: whether a name that is not there is an answer: an empty one, with status 1.
func reporting(_ timing: Bool? = nil, isQuestion: Bool = true, _ body: () throws -> Void) throws {
  let start = DispatchTime.now().uptimeNanoseconds
  if timing != nil { Waiting.begin() }
  defer {
    Waiting.end()
    if timing == true {
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
