/// Where something stands: file, line and bytes.
///
/// Of a document that was converted (PDF, Word, slides, mail) lines and bytes are those of the text that the converter wrote. Where it
/// has pages, each page has a thousand lines: line 3012 is line 12 of page 3, and ``place`` writes it as `report.pdf:p3:12`. The file of
/// a document inside another has the way to it: `a.zip!/b.md`.
public struct Citation: Sendable, Hashable, Codable {
  /// Path relative to the source, with `/` between its parts.
  public var file: String
  /// Lines from 1; `line` is the first, `endLine` the last.
  public var line: Int
  /// Last line, from 1.
  public var endLine: Int
  /// Column of the first byte, in UTF-8 bytes from 1.
  public var column: Int
  /// Byte range in the file, or in the text it was converted to; half open.
  public var start: Int
  /// Byte after the last one.
  public var end: Int

  /// A citation; without `endLine` it ends on the line it begins on.
  public init(file: String, line: Int, endLine: Int? = nil, column: Int, start: Int, end: Int) {
    self.file = file
    self.line = line
    self.endLine = endLine ?? line
    self.column = column
    self.start = start
    self.end = end
  }
}

/// A stretch of one document: the same as ``Citation`` where the file is known from the context.
public struct Span: Sendable, Hashable, Codable {
  /// First line, from 1.
  public var line: Int
  /// Last line, from 1.
  public var endLine: Int
  /// Column of the first byte, in UTF-8 bytes from 1.
  public var column: Int
  /// First byte, from 0.
  public var start: Int
  /// Byte after the last one.
  public var end: Int

  /// A span.
  public init(line: Int, endLine: Int, column: Int, start: Int, end: Int) {
    self.line = line
    self.endLine = endLine
    self.column = column
    self.start = start
    self.end = end
  }
}
