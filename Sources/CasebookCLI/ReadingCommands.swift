public import ArgumentParser
import Casebook
import Conversion
import Foundation
public import Markup

/// How a document is read.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "markdown, html or yaml; default: by the file's extension, on standard input by its beginning.")
  var format: DocumentFormat?
  @Flag(name: .long, help: "Leave broken encodings as they are.")
  var noRepair = false
  @Flag(name: .long, help: "HTML: everything, not the main content alone.")
  var all = false

  /// - Parameter file: `-` is standard input.
  /// - Throws: `Failure` when the file cannot be read.
  func read(_ file: String) throws -> (bytes: [UInt8], format: DocumentFormat) {
    if file == "-" {
      let bytes = Terminal.readInput()
      let isHTML = bytes.prefix(512).first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "<")
      return (bytes, format ?? (isHTML ? .html : .markdown))
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
      throw CasebookError.noSuchPath(file)
    }
    guard !isFolder.boolValue, let data = FileManager.default.contents(atPath: file) else {
      throw CasebookError.unreadable(path: file, reason: isFolder.boolValue ? "it is a folder" : "no permission")
    }
    let bytes = [UInt8](data)
    let type = String(file.split(separator: ".").last ?? "")
    let converters = try Settings.load().converters
    if format == nil, let converter = converters.converter(for: type) {
      do {
        let converted = try converters.convert(bytes, type: type, with: converter)
        for warning in converted.warnings { Terminal.note("\(file): \(warning)") }
        return (converted.bytes, converted.writes == .html ? .html : .markdown)
      } catch {
        throw Failure("\(file): \(error.description)")
      }
    }
    return (bytes, format ?? DocumentFormat(pathExtension: type) ?? .markdown)
  }

  var options: DocumentReader.Options {
    var options = DocumentReader.Options()
    options.repairsText = !noRepair
    options.mainContentOnly = !all
    return options
  }
}

/// One document named on the command line, or on standard input.
struct InputOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("A file, or - for standard input.", valueName: "file"))
  var file = "-"
  @OptionGroup var reading: ReadingOptions

  /// - Throws: `Failure` when the file cannot be read.
  func read() throws -> (bytes: [UInt8], format: DocumentFormat) { try reading.read(file) }

  var options: DocumentReader.Options { reading.options }
}

extension DocumentFormat: ExpressibleByArgument {}

struct Blocks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blocks", abstract: "Print the blocks of a document with their places, to see how it was read.",
    discussion: """
        casebook blocks story.html
        casebook blocks - --as markdown < notes.txt
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reporting(output.timing) {
      let (bytes, format) = try input.read()
      let document = DocumentReader(options: input.options).read(bytes, format: format)
      try output.print(
        DocumentAnswers.blocks(of: document, file: input.file), settings: Settings.load(),
        emptyMessage: "no blocks in \(input.file)")
    }
  }
}

struct Tables: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables", abstract: "Print the tables of the index, or of a document, as data.",
    discussion: """
        casebook tables --find weight
        casebook tables --table 3 --format csv
        casebook tables report.html --format md

      Without a file: the tables of the index, numbered; --find keeps those that hold the words; --table N writes one of them,
      each row with its file and line. In JSON all of them come with their data.
      With a file: its tables. With --format csv or md each is written as such, one after the other; --table N writes one alone.
      """)

  @Argument(help: ArgumentHelp("A file, or - for standard input; without one, the index.", valueName: "file"))
  var file: String?
  @Option(name: .long, help: ArgumentHelp("Words that heading, caption or cells have to hold.", valueName: "words"))
  var find: String?
  @Option(name: .long, help: ArgumentHelp("Only the Nth table, from 1.", valueName: "n"))
  var table: Int?
  @OptionGroup var reading: ReadingOptions
  @OptionGroup var index: IndexOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let file, Int(file) != nil, access(file, F_OK) != 0 {
      throw ValidationError("no file '\(file)': table \(file) of the index is --table \(file)")
    }
    if file != nil, find != nil { throw ValidationError("--find: searches the index; leave out the file") }
    if find != nil, table != nil { throw ValidationError("--table: a number among all tables; leave out --find") }
  }

  func run() throws {
    try reporting(output.timing) {
      let settings = try Settings.load()
      guard let file else {
        let knowledge = try KnowledgeBase(folder: index.folder(settings))
        let answer = try table.map { try knowledge.table($0) } ?? knowledge.tables(find ?? "")
        try output.print(answer, settings: settings, emptyMessage: "no tables found")
        return
      }
      try printTables(of: file, settings)
    }
  }

  private func printTables(of file: String, _ settings: Settings) throws {
    let (bytes, format) = try reading.read(file)
    var tables = DocumentReader.tables(bytes, format: format, options: reading.options)
    if let table {
      guard tables.indices.contains(table - 1) else {
        throw CasebookError.badArgument(
          name: QuestionParameter.table.rawValue, value: String(table), expected: "1 to \(tables.count)")
      }
      tables = [tables[table - 1]]
    }
    switch output.format ?? settings.format ?? .table {
    case .json, .ndjson:
      try output.print(DocumentAnswers.tables(tables, lines: LineTable(bytes), file: file), settings: settings)
    case let format:
      for (index, table) in tables.enumerated() {
        let answer = GridAnswer.answer(table)
        if index > 0 { Terminal.write("\n") }
        Terminal.write(
          Renderer(format: format, width: Terminal.width, usesColor: Terminal.usesColor() && format == .table).render(
            answer))
      }
      if tables.isEmpty {
        Terminal.note("no tables in \(file)")
        throw Exit.nothingFound
      }
    }
  }
}

/// A table of a document as an answer of its own: its header row names the columns.
enum GridAnswer {
  static func answer(_ table: Table) -> Answer {
    let grid = DocumentAnswers.grid(of: table)
    let header =
      ColumnNames.joined(grid, headerRows: table.headerRows)
      ?? (0..<table.columnCount).map { "Column \($0 + 1)" }
    let columns = header.enumerated().map { index, name in
      Answer.Column(
        name, title: name,
        isNumeric: index < table.columns.count && table.columns[index].type != .text
          && table.columns[index].type != .date)
    }
    let rows = grid.indices.filter { !table.headerRows.contains($0) }
    return Answer(
      schema: "casebook.grid/1", title: table.caption?.string, columns: columns,
      items: rows.map { grid[$0].map { Answer.Cell($0) } })
  }
}

struct ExtractText: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract-text",
    abstract: "Print the main text of an HTML page, without navigation and other furniture.",
    discussion: """
        casebook extract-text story.html
      """)

  @OptionGroup var input: InputOptions

  func run() throws {
    try reporting {
      let (bytes, _) = try input.read()
      Terminal.write(DocumentReader.mainText(bytes, options: input.options))
    }
  }
}

struct ExtractMetrics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract-metrics",
    abstract: "Find the metrics of texts: JSON lines {\"id\", \"text\"} in, JSON lines {\"id\", \"metrics\"} out.",
    discussion: """
        echo '{"id": 1, "text": "Costs fell by 30%."}' | casebook extract-metrics --explain

      An id that ends in .md, .html or another extension that is read makes its text a document; any other text is read as it
      stands. Offsets count UTF-8 bytes of the text.
      """)

  @Flag(name: .long, help: "Say which rules decided.")
  var explain = false

  func run() throws {
    try reporting {
      let parser = try DocumentParser()
      var number = 0
      while let line = readLine(strippingNewline: true) {
        number += 1
        if line.allSatisfy(\.isWhitespace) { continue }
        if let request = MetricLines.request(line) {
          let id = request.id ?? String(number)
          Terminal.write(MetricLines.line(id: id, text: request.text, parser: parser, explains: explain) + "\n")
          continue
        }
        guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
          let text = object["text"] as? String
        else {
          throw Failure("standard input, line \(number): expected a JSON object with \"id\" and \"text\"")
        }
        // An id of any type goes back as it came.
        let id = object["id"] as? String
        let written = JSONMember.text(of: "id", in: line) ?? JSONValue.string(String(number)).text
        Terminal.write(
          MetricLines.line(id: id ?? "", writtenAs: written, text: text, parser: parser, explains: explain) + "\n")
      }
    }
  }
}
