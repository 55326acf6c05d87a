extension Metadata {
  /// Fills what the entries tell for each purpose and has not been found elsewhere.
  ///
  /// Only top-level keys count, in the order given; spelling of words in a key (`lastUpdated`, `last_updated`,
  /// `Last-Updated`) does not matter.
  mutating func assignPurposes() {
    var first: [String: Entry] = [:]
    for entry in entries where !entry.value.isEmpty {
      let key = Self.folded(entry.key)
      if first[key] == nil { first[key] = entry }
    }
    func best(_ keys: String...) -> Entry? { keys.lazy.compactMap { first[$0] }.first }
    title = title ?? best("title", "headline", "heading", "name", "metadata.title")
    subheading =
      subheading
      ?? best(
        "subtitle", "subheading", "subhead", "tagline", "excerpt", "synopsis", "summary", "description", "abstract",
        "lead", "intro")
    site = site ?? best("site", "sitename", "publisher", "publication")
    author =
      author ?? best("author", "authors", "author.name", "authors.name", "authoredby", "byline", "writtenby", "by")
    language = language ?? best("lang", "language", "locale")
    let address = best("canonical", "canonicalurl", "url", "externalurl", "sourceurl", "source", "link", "permalink")
    if canonicalURL == nil, let address, address.value.contains("://") { canonicalURL = address }
    published =
      published
      ?? best("date", "published", "publishdate", "publisheddate", "publishedat", "pubdate", "created", "year")
    modified = modified ?? best("lastmod", "lastmodified", "lastupdated", "updated", "updatedat", "modified")
  }

  private static func folded(_ key: String) -> String {
    String(decoding: key.lowercased().utf8.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x20 }, as: UTF8.self)
  }
}
