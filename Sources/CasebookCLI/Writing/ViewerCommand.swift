import Casebook
import Conversion
import Foundation

/// How programs that show pages are told one. Files that editors cannot show are opened with them.
enum ViewerCommand {
  /// Programs for PDF that take a page, in the order in which they are looked for.
  private static let known = ["zathura", "okular", "evince", "atril", "xreader", "qpdfview", "mupdf", "xpdf"]

  /// The command that opens a converted document; nil for a file that editors read. Of a document inside another the other is opened.
  ///
  /// - Parameters:
  ///   - viewer: a program with its flags, as $CASEBOOK_VIEWER has it; nil takes one that is there.
  ///   - isThere: whether a program is installed.
  static func words(
    _ viewer: String?, path: String, line: Int, isThere: (String) -> Bool = { Programs.find($0) != nil }
  ) throws -> [String]? {
    let outer = path.firstRange(of: "!/").map { String(path[..<$0.lowerBound]) } ?? path
    let type = outer.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard outer != path || Converters().converter(for: type) != nil else { return nil }
    let page = PagedText.page(ofLine: line, in: outer)?.page
    let own = try viewer.map { try ShellWords.split($0) } ?? []
    let program = own.first ?? (page != nil && type == "pdf" ? known.first(where: isThere) : nil)
    guard let program else {
      #if os(macOS)
      return ["open", outer]
      #else
      return ["xdg-open", outer]
      #endif
    }
    let command = own.isEmpty ? [program] : own
    guard let page else { return command + [outer] }
    switch program.split(separator: "/").last ?? "" {
    case "zathura": return command + ["-P", "\(page)", outer]
    case "okular": return command + ["-p", "\(page)", outer]
    case "evince", "atril", "xreader": return command + ["-i", "\(page)", outer]
    case "qpdfview": return command + ["\(outer)#\(page)"]
    case "mupdf", "xpdf": return command + [outer, "\(page)"]
    default: return command + [outer]
    }
  }
}
