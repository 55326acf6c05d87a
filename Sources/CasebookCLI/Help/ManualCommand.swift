import ArgumentParser
import Casebook
import Foundation

struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Write the manual pages, one per command.",
    discussion: """
        casebook manual --to man1
        man ./man1/casebook-metrics.1

      `make install` does so; the pages say what --help says. Without --to the page of the program is printed.
      """)

  @Option(name: .long, help: ArgumentHelp("The folder to write into.", valueName: "dir"), completion: .directory)
  var to: String?

  func run() throws {
    try reporting {
      let pages = try ManualPages.all()
      guard let to else {
        Terminal.write(pages.first?.text ?? "")
        return
      }
      do {
        try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
        for page in pages { try Data(page.text.utf8).write(to: URL(fileURLWithPath: to + "/" + page.name)) }
      } catch {
        throw CasebookError.io(path: to, operation: "write the manual pages", reason: error.localizedDescription)
      }
      Terminal.write("\(pages.count) manual pages in \(to)\n")
    }
  }
}

/// Manual pages in the man macros, from the declarations of the commands.
enum ManualPages {
  /// What the argument parser says of a command; other members are not read.
  private struct Tool: Decodable {
    var command: Command
  }

  private struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?
    var shouldDisplay: Bool?
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var isRepeating: Bool
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var abstract: String?
  }

  /// The program's page, then one per command, by name.
  static func all() throws -> [(name: String, text: String)] {
    var dump = ""
    do { _ = try CasebookCommand.parseAsRoot(["--experimental-dump-help"]) } catch {
      dump = CasebookCommand.message(for: error)
    }
    guard let tool = try? JSONDecoder().decode(Tool.self, from: Data(dump.utf8)) else {
      throw Failure("the manual cannot be made: the argument parser says nothing of the commands")
    }
    let commands = (tool.command.subcommands ?? []).filter { $0.commandName != "help" && $0.shouldDisplay != false }
      .sorted { $0.commandName < $1.commandName }
    return [("casebook.1", overview(tool.command, commands))]
      + commands.map { ("casebook-\($0.commandName).1", page($0)) }
  }

  private static func overview(_ tool: Command, _ commands: [Command]) -> String {
    var text = head("casebook", tool.abstract)
    text += ".SH SYNOPSIS\n.B casebook\n.I command\n[\\fIoptions\\fR]\n"
    text += discussion(tool.discussion)
    text += ".SH COMMANDS\n"
    for command in commands {
      text += ".TP\n.BR casebook\\-\(plain(command.commandName)) (1)\n\(line(command.abstract ?? ""))\n"
    }
    text += """
      .SH ENVIRONMENT
      .TP
      .B CASEBOOK_INDEX, CASEBOOK_FORMAT, CASEBOOK_COLOR, CASEBOOK_PATHS, CASEBOOK_JOBS, CASEBOOK_EDITOR
      Settings that flags override, before those of files.
      .TP
      .B CASEBOOK_PAGER, PAGER, NO_COLOR, CLICOLOR, CLICOLOR_FORCE, COLUMNS, VISUAL, EDITOR
      As other programs have them.
      .SH FILES
      .TP
      .I casebook.yaml, $XDG_CONFIG_HOME/casebook/casebook.yaml
      Settings of the project and of the user: index, format, color, paths, jobs, editor, roles, themes, corrections, queries.
      .SH EXIT STATUS
      0 found, 1 nothing found, 2 error, 64 wrong usage.

      """
    return text
  }

  private static func page(_ command: Command) -> String {
    var text = head("casebook-\(command.commandName)", command.abstract)
    let arguments = (command.arguments ?? []).filter(\.shouldDisplay)
    let positional = arguments.filter { $0.kind == "positional" }
    text += ".SH SYNOPSIS\n.B casebook \(plain(command.commandName))\n[\\fIoptions\\fR]\n"
    for argument in positional {
      let name = "\\fI\(plain(argument.valueName ?? "value"))\\fR" + (argument.isRepeating ? " ..." : "")
      text += (argument.isOptional ? "[\(name)]" : name) + "\n"
    }
    text += discussion(command.discussion)
    if !positional.isEmpty { text += ".SH ARGUMENTS\n" + positional.map(entry).joined() }
    let options = arguments.filter { $0.kind != "positional" && $0.names?.isEmpty == false }
    if !options.isEmpty { text += ".SH OPTIONS\n" + options.map(entry).joined() }
    return text + ".SH SEE ALSO\n.BR casebook (1)\n"
  }

  private static func head(_ name: String, _ abstract: String?) -> String {
    let version = CasebookCommand.configuration.version
    return
      ".TH \(plain(name.uppercased())) 1 \"\" \"casebook \(version)\" \"Casebook\"\n.SH NAME\n\(plain(name)) \\- \(line(abstract ?? ""))\n"
  }

  /// Lines that are set in are examples; the others are text.
  private static func discussion(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "" }
    var result = ""
    var section = ""
    for paragraph in text.split(separator: "\n\n") {
      let lines = paragraph.split(separator: "\n")
      let isExample = lines.allSatisfy { $0.hasPrefix("  ") }
      let wanted = isExample && section.isEmpty ? "EXAMPLES" : section == "DESCRIPTION" ? section : "DESCRIPTION"
      if wanted != section { result += ".SH \(wanted)\n" } else { result += ".PP\n" }
      section = wanted
      if isExample {
        result += ".nf\n" + lines.map { line(String($0)) + "\n" }.joined() + ".fi\n"
      } else {
        result += lines.map { line(String($0)) + "\n" }.joined()
      }
    }
    return result
  }

  private static func entry(_ argument: Argument) -> String {
    let value = argument.valueName.map { "\\fI\(plain($0))\\fR" } ?? ""
    let names = (argument.names ?? []).map { name in
      "\\fB" + plain((name.kind == "short" ? "-" : name.kind == "longWithSingleDash" ? "-" : "--") + name.name) + "\\fR"
    }
    let shown = names.isEmpty ? value : names.joined(separator: ", ") + (argument.kind == "option" ? " " + value : "")
    let standard = argument.defaultValue.map { " (default: \($0))" } ?? ""
    return ".TP\n\(shown)\n\(line((argument.abstract ?? "") + standard))\n"
  }

  /// Text of which no line is a macro's.
  private static func line(_ text: String) -> String {
    let text = plain(text)
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  private static func plain(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      case "\n": " "
      default: String(character)
      }
    }.joined()
  }
}
