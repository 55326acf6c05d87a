/// Chooses the best of the entries for each purpose.
struct MetadataChoice {
  let entries: [Metadata.Entry]

  func choose(into metadata: inout Metadata) {
    metadata.title =
      first(["title", "linkTitle", "heading_title_text"], .frontMatter)
      ?? first(["headline", "name"], .jsonLD, where: isArticleName) ?? heading(metadata)
      ?? first(["og:title"], .openGraph).map(withoutSite) ?? first(["twitter:title"], .meta).map(withoutSite)
      ?? first(["title"], .element).map(withoutSite)
    metadata.subheading =
      first(["subheading", "subtitle", "sub_title", "tagline", "heading_subtitle"], .frontMatter)
      ?? first(["subheading"], .element) ?? first(["alternativeHeadline"], .jsonLD)
    metadata.site =
      first(["og:site_name"], .openGraph) ?? first(["application-name"], .meta)
      ?? first(["publisher.name", "isPartOf.name"], .jsonLD)
    metadata.author =
      first(["author", "authors", "author.name", "by"], .frontMatter)
      ?? first(["author.name", "author"], .jsonLD, where: isName)
      ?? first(["author", "dc.creator", "parsely-author", "sailthru.author", "byl"], .meta, where: isName)
      ?? first(["article:author"], .openGraph, where: isName) ?? first(["author"], .element, where: isName)
    metadata.language =
      first(["lang", "language", "locale"], .frontMatter) ?? first(["lang"], .element)
      ?? first(["content-language", "language", "dc.language"], .meta) ?? first(["inLanguage"], .jsonLD)
      ?? first(["og:locale"], .openGraph)
    metadata.canonicalURL =
      first(["canonical", "canonicalurl", "canonical_url", "url"], .frontMatter, where: isAddress)
      ?? first(["canonical"], .element) ?? first(["og:url"], .openGraph) ?? first(["url", "mainEntityOfPage"], .jsonLD)
    metadata.published =
      first(["date", "published", "publishdate", "publish_date", "created", "created_at"], .frontMatter, where: isDate)
      ?? first(["datePublished", "dateCreated"], .jsonLD, where: isDate)
      ?? first(["article:published_time"], .openGraph, where: isDate)
      ?? first(
        [
          "date", "pubdate", "publishdate", "dc.date", "dcterms.created", "dc.date.issued", "parsely-pub-date",
          "datepublished", "sailthru.date", "publish-date", "article.published",
        ], .meta, where: isDate)
      ?? first(["datetime"], .element, where: isDate)
    metadata.modified =
      first(["lastmod", "modified", "updated", "updated_at", "last_modified"], .frontMatter, where: isDate)
      ?? first(["dateModified"], .jsonLD, where: isDate)
      ?? first(["article:modified_time", "og:updated_time"], .openGraph, where: isDate)
      ?? first(["last-modified", "dcterms.modified", "datemodified", "revised"], .meta, where: isDate)
  }

  /// The first entry of an origin whose key is, or ends in, one of the keys; earlier keys win.
  private func first(
    _ keys: [String], _ origin: Metadata.Origin, where condition: (Metadata.Entry) -> Bool = { _ in true }
  ) -> Metadata.Entry? {
    for key in keys {
      let wanted = key.lowercased()
      for entry in entries where entry.origin == origin && entry.key.lowercased() == wanted && condition(entry) {
        return entry
      }
    }
    return nil
  }

  /// "name" in JSON-LD names anything; it is a title only beside a headline's siblings.
  private func isArticleName(_ entry: Metadata.Entry) -> Bool { entry.key == "headline" }

  /// The h1 that the title repeats, or the only one.
  private func heading(_ metadata: Metadata) -> Metadata.Entry? {
    let headings = entries.filter { $0.key == "h1" && $0.origin == .element }
    guard !headings.isEmpty else { return nil }
    let title = (first(["title"], .element)?.value ?? "").lowercased()
    let told = first(["og:title"], .openGraph)?.value.lowercased() ?? ""
    let best = headings.first { heading in
      let text = heading.value.lowercased()
      return text.utf8.count > 3
        && (title.contains(text) || told.contains(text) || !told.isEmpty && text.contains(told))
    }
    if let best { return best }
    return headings.count == 1 && headings[0].value.utf8.count > 12 && told.isEmpty && title.isEmpty ? headings[0] : nil
  }

  /// A page title without the site's name behind it: "Title | Site", "Title - Site".
  private func withoutSite(_ entry: Metadata.Entry) -> Metadata.Entry {
    var entry = entry
    for separator in [" | ", " — ", " – ", " - ", " :: ", " « ", " » "] {
      guard let cut = lastRange(of: separator, in: entry.value) else { continue }
      let head = entry.value[..<cut.lowerBound]
      let tail = entry.value[cut.upperBound...]
      // The longer part is the title.
      guard head.split(separator: " ").count >= 2, tail.split(separator: " ").count <= 5 else { continue }
      let removed = entry.value.utf8.count - head.utf8.count
      entry.value = String(head)
      if entry.range.count > removed { entry.range = entry.range.lowerBound..<(entry.range.upperBound - removed) }
      break
    }
    return entry
  }

  private func lastRange(of part: String, in text: String) -> Range<String.Index>? {
    var start = text.endIndex
    while start > text.startIndex {
      start = text.index(before: start)
      if text[start...].hasPrefix(part) {
        return start..<text.index(start, offsetBy: part.count)
      }
    }
    return nil
  }

  private func isName(_ entry: Metadata.Entry) -> Bool {
    let value = entry.value
    return value.utf8.count <= 120 && !value.hasPrefix("http") && value.contains(where: \.isLetter)
      && !value.contains("@context")
  }

  private func isAddress(_ entry: Metadata.Entry) -> Bool { entry.value.contains("://") }

  private func isDate(_ entry: Metadata.Entry) -> Bool {
    entry.value.utf8.count <= 64 && entry.value.filter(\.isNumber).count >= 4
  }
}
