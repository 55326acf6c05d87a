internal import CXML2

/// What is known of the C libraries behind the readers.
package enum LibraryVersions {
  /// A text that differs where another libxml2 or md4c may read a document differently.
  ///
  /// libxml2 tells its version. md4c tells none, so what it makes of constructs on which its releases have differed stands
  /// in its place.
  package static let text: String = {
    let version = cxml2_version().map { String(cString: $0) } ?? "none"
    let blocks = DocumentReader().read(Array(probe.utf8), format: .markdown).blocks
    return "libxml2 \(version), md4c \(described(blocks))"
  }()

  /// What the blocks are, where they stand and what they say, the same in every process.
  private static func described(_ blocks: [Block]) -> String {
    blocks.map { block in
      let cells = block.table.map { $0.cells.map(\.text.string).joined(separator: "|") } ?? ""
      return "\(block.kind) \(block.range) \(block.text.string) \(cells) [\(described(block.children))]"
    }.joined(separator: "; ")
  }

  private static let probe = """
    Title
    ===
    - a *b*c **d**e _f_g ~~h~~ ~i~
      1) j

      k
    > l
    m
    | n | o |
    |:--|--:|
    | `p|q` | r \\| s |
    <div>*t*</div>

    [u]: <v> 'w'
    [u] &ouml; &#x1F600; \\* x\\
    y
    ``` z
    """
}
