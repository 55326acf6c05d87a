/// What a page says about itself.
enum HTMLMetadata {
  static func read(_ page: HTMLPage) -> Metadata { Metadata(entries: page.entries) }
}
