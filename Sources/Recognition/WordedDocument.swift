/// A document whose passages are cut into words, once for all that is recognised of it.
package struct WordedDocument: Sendable {
  /// Passages read; a longer document shows in its first ones what it is.
  private static let maximumPassages = 400

  /// With the long values of its front matter as passages.
  let document: DocumentText
  /// The words of its first passages; none for code.
  let texts: [NameWords]

  /// Complexity: O(bytes of the first passages).
  package init(_ whole: DocumentText) {
    var document = whole
    document.passages += Self.fieldPassages(whole)
    self.document = document
    texts = document.passages.prefix(Self.maximumPassages).map { $0.kind == .code ? NameWords("") : NameWords($0.text) }
  }

  /// Long values of front matter: pages of some generators keep their text there.
  private static func fieldPassages(_ document: DocumentText) -> [DocumentText.Passage] {
    let told = Set(document.passages.lazy.filter { $0.kind == .metadata }.map(\.text))
    return document.fields.lazy
      .filter { $0.isFrontMatter && $0.value.utf8.count >= 60 && $0.value.contains(" ") && !told.contains($0.value) }
      .map { DocumentText.Passage(kind: .sentence, heading: -1, label: nil, text: $0.value, attribution: nil) }
  }
}
