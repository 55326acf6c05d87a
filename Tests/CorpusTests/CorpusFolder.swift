import Foundation

/// The folder `corpus/` of this repository, as the tests see it.
enum CorpusFolder {
  /// The repository, found from where this file lies (`Tests/CorpusTests/`), also when a link led here.
  static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let url = repository.appending(path: "corpus", directoryHint: .isDirectory)

  static let fixtures = repository.appending(path: "Tests/CorpusTests/Fixtures", directoryHint: .isDirectory)

  /// All documents, sorted by path. Hidden files are not documents.
  static func documents() throws -> [CorpusDocument] {
    let root = url.standardizedFileURL.path(percentEncoded: false)
    guard let walker = FileManager.default.enumerator(atPath: root) else { throw CocoaError(.fileNoSuchFile) }
    var paths: [String] = []
    for case let path as String in walker {
      let name = path.split(separator: "/").last ?? ""
      guard !name.hasPrefix("."), path.hasSuffix(".md") || path.hasSuffix(".html") else { continue }
      paths.append(path)
    }
    return try paths.sorted().map { path in
      CorpusDocument(path: path, text: try String(contentsOf: url.appending(path: path), encoding: .utf8))
    }
  }
}

/// One file of the corpus.
struct CorpusDocument: Sendable {
  /// Path below `corpus/`.
  let path: String
  /// The file as it is.
  let text: String

  var isHTML: Bool { path.hasSuffix(".html") }

  /// What stands above the text: YAML front matter, or the `meta` elements and the JSON-LD of a page.
  var frontMatter: String {
    if isHTML {
      let meta = text.matches(of: /<meta\s[^>]*content="([^"]*)"[^>]*>/)
        .filter { !$0.output.0.contains("viewport") }
        .map { String($0.output.1) }
      let linkedData = text.matches(of: /<script type="application\/ld\+json">((?:[^<]|<(?!\/script>))*)<\/script>/)
        .map { String($0.output.1) }
      return (meta + linkedData).joined(separator: "\n")
    }
    guard let match = text.prefixMatch(of: /---\n((?:[^\n]*\n)*?)---\n/) else { return "" }
    return String(match.output.1)
  }

  /// The text without front matter. HTML loses its tags, scripts and styles, each replaced by a space.
  var body: String {
    if isHTML {
      return
        text
        .replacing(/<(script|style)\b(?:[^<]|<(?!\/(?:script|style)>))*<\/(script|style)>/, with: " ")
        .replacing(/<[^>]*>/, with: " ")
    }
    guard let match = text.prefixMatch(of: /---\n(?:[^\n]*\n)*?---\n/) else { return text }
    return String(text[match.range.upperBound...])
  }
}
