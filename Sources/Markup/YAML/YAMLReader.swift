import Yams

/// Reads YAML records into blocks.
///
/// A key with a mapping or a text behind it is a heading; a text is read as Markdown; a list of short texts is a list
/// behind its key as lead-in; a short value is a paragraph with its key as lead-in; a mapping that says who said what is a quote. Every scalar is
/// also a metadata entry. Values for machines (addresses, file names, time stamps, flags) are metadata only.
enum YAMLReader {
  /// Larger files are refused: the YAML library keeps a tree of everything.
  static let maximumBytes = 4 << 20
  static let maximumDocuments = 1_000

  static func read(_ text: DecodedText, options: DocumentReader.Options) -> MarkupDocument {
    var document = MarkupDocument(format: .yaml, lines: LineTable([]))
    let whole = text.originalRange(of: 0..<text.bytes.count)
    if text.bytes.count > maximumBytes {
      document.diagnostics.append(
        Diagnostic(
          severity: .error, code: "too-large",
          message:
            "\(text.bytes.count) bytes of YAML are more than the limit of \(maximumBytes); the document is not read",
          range: whole))
      return document
    }
    do throws(YAMLTree.Failure) {
      let trees = try YAMLTree.composeAll(text.bytes, 0..<text.bytes.count, limit: maximumDocuments)
      var walker = YAMLWalker(text: text)
      for (index, tree) in trees.enumerated() { walker.walk(tree, number: trees.count > 1 ? index + 1 : nil) }
      document.blocks = walker.blocks
      document.metadata = Metadata(entries: walker.entries)
      document.metadata.assignPurposes()
      if let offset = walker.exhaustion {
        document.diagnostics.append(
          Diagnostic(
            severity: .warning, code: "too-complex",
            message: "aliases make the document longer than its file; the rest is not read",
            range: text.originalRange(of: offset..<min(offset + 1, text.bytes.count))))
      }
    } catch {
      switch error {
      case .refused(let why):
        document.diagnostics.append(
          Diagnostic(severity: .error, code: "bad-yaml", message: "the document is not read: \(why)", range: whole))
      case .invalid(let why, let offset):
        // The lines are still text that can be searched and cited.
        document.blocks = MarkdownReader.blocks(text).blocks
        let place = min(offset, max(0, text.bytes.count - 1))
        document.diagnostics.append(
          Diagnostic(
            severity: .error, code: "bad-yaml", message: "not valid YAML (\(why)); read as plain text",
            range: text.originalRange(of: place..<min(place + 1, text.bytes.count))))
      }
    }
    return document
  }
}
