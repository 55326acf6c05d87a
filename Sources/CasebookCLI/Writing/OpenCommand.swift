import ArgumentParser
import Casebook
import Foundation

struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a place in the editor.",
    discussion: """
        casebook open cases/hugging-face.md:44
        casebook open "Hugging Face"
        EDITOR="code --wait" casebook open cases/hugging-face.md:44:7

      The editor is `editor` of the settings, else $VISUAL, else $EDITOR, else vi. Line and column are written as vi, vim, nvim,
      nano, micro, emacs, helix, kakoune, VS Code, Sublime Text, Zed and JetBrains' editors take them; others get the file alone.

      PDF, Word and the like open in $CASEBOOK_VIEWER, else in what the system has for them, at the page where it takes one (zathura,
      okular, evince, mupdf and others).
      """)

  @Argument(
    help: ArgumentHelp(
      "file:line or file:line:column as answers show it, or a record's key or words of its title.", valueName: "place"),
    completion: Completions.records)
  var place: [String]
  @Flag(name: .long, help: "Print the command and start nothing.")
  var dryRun = false
  @OptionGroup var index: IndexOptions

  func run() throws {
    try reporting {
      let settings = try Settings.load()
      let name = place.joined(separator: " ")
      let location = try KnowledgeBase(folder: index.folder(settings)).location(of: name)
      let file = location.path.firstRange(of: "!/").map { String(location.path[..<$0.lowerBound]) } ?? location.path
      guard access(file, F_OK) == 0 else {
        throw Failure("\(location.path): is not there any more: bring the index up to date with `casebook ingest`")
      }
      let editor = settings.editor ?? Environment["VISUAL"] ?? Environment["EDITOR"] ?? "vi"
      let words =
        try ViewerCommand.words(Environment["CASEBOOK_VIEWER"], path: location.path, line: location.line)
        ?? EditorCommand.words(editor, path: location.path, line: location.line, column: location.column)
      if dryRun {
        Terminal.write(words.map(Welcome.quoted).joined(separator: " ") + "\n")
        return
      }
      try EditorCommand.replaceProcess(with: words)
    }
  }
}

/// How editors are told a line and a column.
enum EditorCommand {
  /// - Parameter editor: a program with its flags, as $EDITOR has it.
  /// - Throws: `Failure` where it is no command.
  static func words(_ editor: String, path: String, line: Int, column: Int) throws -> [String] {
    let words = try ShellWords.split(editor)
    guard let program = words.first?.split(separator: "/").last else { throw Failure("no editor is set: set $EDITOR") }
    // A name that begins with a minus sign would be a flag.
    let path = path.hasPrefix("-") ? "./" + path : path
    let place: [String]
    switch program {
    case "vi", "vim", "nvim", "gvim", "mvim", "view", "nvim-qt", "ex":
      place =
        program == "vi" || program == "ex" || program == "view"
        ? ["+\(line)", path] : ["+call cursor(\(line),\(column))", path]
    case "nano", "pico": place = ["+\(line),\(column)", path]
    case "emacs", "emacsclient", "kak", "micro", "jed", "mg": place = ["+\(line):\(column)", path]
    case "code", "code-insiders", "codium", "cursor", "windsurf": place = ["--goto", "\(path):\(line):\(column)"]
    case "subl", "sublime_text", "hx", "helix", "zed", "zeditor", "atom", "lapce": place = ["\(path):\(line):\(column)"]
    case "idea", "pycharm", "webstorm", "clion", "goland", "rider", "phpstorm", "rubymine":
      place = ["--line", "\(line)", "--column", "\(column)", path]
    case "mate", "kate": place = ["--line", "\(line)", "--column", "\(column)", path]
    case "gedit", "gnome-text-editor", "ne", "joe", "less": place = ["+\(line)", path]
    default: place = [path]
    }
    return words + place
  }

  /// Becomes the editor; returns only by throwing.
  static func replaceProcess(with words: [String]) throws {
    var arguments = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    execvp(words[0], arguments)
    throw Failure("\(words[0]): cannot be started (\(String(cString: strerror(errno)))): set $EDITOR")
  }
}
