internal import Markup

extension DocumentParser {
  /// Reads a document that was converted: offsets and lines are those of the text, the hash is that of the file.
  ///
  /// - Parameters:
  ///   - path: relative to the source, with `/`.
  ///   - text: what the converter wrote. All of it is content.
  ///   - original: the bytes of the file.
  ///   - type: the file's extension; it becomes the document's format.
  func parse(
    path: String, text: [UInt8], as format: DocumentFormat, original: [UInt8], type: String, corrections: [Correction]
  ) -> ParsedDocument {
    var options = reader.options
    options.mainContentOnly = false
    var builder = DocumentBuilder(
      parser: self, markup: DocumentReader(options: options).read(text, format: format), path: path, bytes: text)
    builder.corrections = corrections
    var document = builder.build(hash: ContentHash.hexadecimal(of: original))
    document.format = type
    document.byteCount = original.count
    return document
  }
}
