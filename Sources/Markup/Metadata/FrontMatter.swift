/// The block of metadata at the head of a file: YAML between `---`, TOML between `+++`, or a JSON object.
enum FrontMatter {
  /// Larger blocks are skipped with a diagnostic.
  static let maximumBytes = 256 << 10

  /// Reads the front matter.
  ///
  /// - Returns: the entries, ranges in the original file; `bodyStart`, the offset in `text.bytes` at which the document
  ///   proper starts (0 where there is no front matter).
  static func split(
    _ text: DecodedText
  ) -> (entries: [Metadata.Entry], bodyStart: Int, diagnostics: [Diagnostic]) {
    guard let block = FrontMatterBlock.find(in: text.bytes) else { return ([], 0, []) }
    if block.content.count > maximumBytes {
      let diagnostic = Diagnostic(
        severity: .warning, code: "front-matter-too-large",
        message: "front matter of \(block.content.count) bytes is not read; the limit is \(maximumBytes)",
        range: text.originalRange(of: block.content))
      return ([], block.bodyStart, [diagnostic])
    }
    let result: MetadataScan
    switch block.language {
    case .yaml:
      guard let scan = YAMLMetadata.scan(text, block.content) else { return ([], 0, []) }
      result = scan
    case .toml: result = TOMLMetadata.scan(text, block.content)
    case .json: result = JSONMetadata.scan(text, block.content)
    }
    return (result.entries, block.bodyStart, result.diagnostics)
  }
}

/// What a metadata reader found.
struct MetadataScan {
  var entries: [Metadata.Entry] = []
  var diagnostics: [Diagnostic] = []

  /// More entries than a person would write; the rest is left out. Bounds what aliases can expand to.
  static let maximumEntries = 10_000

  var isFull: Bool { entries.count >= Self.maximumEntries }
}

/// Where front matter stands in a file.
struct FrontMatterBlock {
  enum Language { case yaml, toml, json }

  var language: Language
  /// Between the fences, or the JSON object with its braces.
  var content: Range<Int>
  var bodyStart: Int

  static func find(in bytes: [UInt8]) -> FrontMatterBlock? {
    var start = skipBlank(bytes, 0)
    // A licence or a linter's directive may stand before it.
    while let end = commentEnd(bytes, start) { start = skipBlank(bytes, end) }
    guard start < bytes.count else { return nil }
    // White space before the fence, but no indentation.
    if start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { return nil }
    switch bytes[start] {
    case UInt8(ascii: "-"): return fenced(bytes, at: start, by: UInt8(ascii: "-"), language: .yaml)
    case UInt8(ascii: "+"): return fenced(bytes, at: start, by: UInt8(ascii: "+"), language: .toml)
    case UInt8(ascii: "{"):
      guard let end = JSONMetadata.objectEnd(bytes, at: start) else { return nil }
      return FrontMatterBlock(language: .json, content: start..<end, bodyStart: end)
    default: return nil
    }
  }

  private static func skipBlank(_ bytes: [UInt8], _ start: Int) -> Int {
    var at = start
    while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    return at
  }

  /// Where an HTML comment ends that begins at `start`; nil for anything else.
  private static func commentEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard start + 4 <= bytes.count, bytes[start..<(start + 4)].elementsEqual("<!--".utf8) else { return nil }
    var at = start + 4
    let limit = min(bytes.count, start + FrontMatter.maximumBytes)
    while at + 3 <= limit {
      if bytes[at] == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "-"), bytes[at + 2] == UInt8(ascii: ">") {
        return at + 3
      }
      at += 1
    }
    return nil
  }

  private static func fenced(
    _ bytes: [UInt8], at start: Int, by mark: UInt8, language: Language
  ) -> FrontMatterBlock? {
    guard isFence(bytes, at: start, mark) else { return nil }
    let contentStart = lineEnd(bytes, from: start)
    var line = contentStart
    while line < bytes.count {
      let next = lineEnd(bytes, from: line)
      if isFence(bytes, at: line, mark) || (mark == UInt8(ascii: "-") && isFence(bytes, at: line, UInt8(ascii: "."))) {
        return FrontMatterBlock(language: language, content: contentStart..<line, bodyStart: next)
      }
      line = next
    }
    return nil
  }

  /// Whether a line is three marks and nothing else.
  private static func isFence(_ bytes: [UInt8], at start: Int, _ mark: UInt8) -> Bool {
    guard start + 3 <= bytes.count, bytes[start..<(start + 3)].allSatisfy({ $0 == mark }) else { return false }
    var offset = start + 3
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    return offset == bytes.count || bytes[offset] == 0x0A || bytes[offset] == 0x0D
  }

  /// The start of the next line.
  static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == 0x0A { break }
      if byte == 0x0D {
        if offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
        break
      }
    }
    return offset
  }
}
