import Casebook
import Conversion
import Foundation

/// Places that a terminal opens (OSC 8): each `file:line` of an answer becomes a link to its file.
enum Links {
  /// The text with the places of the answer as links.
  ///
  /// - Parameter sources: where the files of each source are, by its label.
  static func added(
    to text: String, of answer: Answer, sources: [String: (path: String, isFolder: Bool)]
  ) -> String {
    guard let place = answer.column("place") else { return text }
    let source = answer.column("source")
    let only = sources.count == 1 ? sources.first?.value : nil
    var targets: [String: String] = [:]
    var ambiguous: Set<String> = []
    for row in answer.items {
      guard let origin = source.map({ sources[row[$0].text] }) ?? only, let url = url(row[place].text, origin) else {
        continue
      }
      // A table may leave out the folder that all places share.
      var shown = Substring(row[place].text)
      while true {
        if let known = targets[String(shown)], known != url { ambiguous.insert(String(shown)) }
        targets[String(shown)] = url
        guard let slash = shown.firstIndex(of: "/") else { break }
        shown = shown[shown.index(after: slash)...]
      }
    }
    for name in ambiguous { targets[name] = nil }
    if targets.isEmpty { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: " ", omittingEmptySubsequences: false).map { word in linked(word, targets) }.joined(
        separator: " ")
    }.joined(separator: "\n")
  }

  /// The word as a link where it is a place, with the colours around it.
  private static func linked(_ word: Substring, _ targets: [String: String]) -> String {
    let start = word.hasPrefix("\u{1B}[2m") ? "\u{1B}[2m" : ""
    let end = word.hasSuffix("\u{1B}[0m") ? "\u{1B}[0m" : ""
    let plain = String(word.dropFirst(start.count).dropLast(end.count))
    guard plain.contains(":"), let url = targets[plain] else { return String(word) }
    return "\(start)\u{1B}]8;;\(url)\u{1B}\\\(plain)\u{1B}]8;;\u{1B}\\\(end)"
  }

  private static func url(_ place: String, _ source: (path: String, isFolder: Bool)) -> String? {
    guard let (file, line, _) = PagedText.parse(place) else { return nil }
    // Of a document inside another the other is opened.
    let outer = file.firstRange(of: "!/").map { String(file[..<$0.lowerBound]) } ?? file
    let path = source.isFolder ? source.path + "/" + outer : source.path
    let page = outer == file ? PagedText.page(ofLine: line, in: file).map { "#page=\($0.page)" } : nil
    // Whatever is no plain sign of a path is written by its bytes.
    return "file://"
      + path.utf8.map { byte in
        let isPlain =
          UInt8(ascii: "a") <= byte | 0x20 && byte | 0x20 <= UInt8(ascii: "z") || "0123456789-_./~".utf8.contains(byte)
        return isPlain
          ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }.joined() + (page ?? "")
  }
}

/// The index that the arguments name, else the settings: known also where only the answer is at hand.
enum RequestedIndex {
  static func folder(_ settings: Settings) -> IndexFolder {
    let arguments = CommandLine.arguments
    for (index, argument) in arguments.enumerated() {
      if argument == "--index", index + 1 < arguments.count { return IndexFolder(arguments[index + 1]) }
      if argument.hasPrefix("--index=") { return IndexFolder(String(argument.dropFirst("--index=".count))) }
    }
    return IndexOptions.folder(nil, settings)
  }
}
