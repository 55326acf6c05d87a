/// What keys and values of YAML records look like.
enum YAMLKeys {
  /// Keys that name what is inside by its form, not by its meaning.
  static func isContainer(_ key: String) -> Bool {
    let containers: Set<String> = [
      "content", "contents", "body", "body content", "metadata", "meta", "page", "data", "sections", "section", "items",
      "paragraphs", "paragraph", "blocks", "block", "text", "main", "quotes", "testimonials", "record", "records",
      "attributes", "fields", "params", "props",
    ]
    return containers.contains(key.lowercased())
  }

  /// Keys whose lists tell a part of a case, item by item.
  static func namesStory(_ path: String) -> Bool {
    let key = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
    let words = key.split { $0 == "_" || $0 == "-" || $0 == " " }
    return words.contains { word in storyWords.contains(where: word.hasPrefix) }
  }

  private static let storyWords = [
    "factor", "lesson", "result", "outcome", "metric", "kpi", "stat", "benefit", "challenge", "takeaway", "achievement",
    "improvement", "highlight", "finding", "learning", "pitfall", "impact", "saving",
  ]

  /// Keys of lists that hold whole cases.
  static func namesRecords(_ path: String) -> Bool {
    let key = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
    let words = key.split { $0 == "_" || $0 == "-" || $0 == " " }
    return words.contains { recordWords.contains(String($0)) } && !namesStory(path)
  }

  private static let recordWords: Set<String> = [
    "cases", "casestudies", "studies", "stories", "projects", "customers", "clients", "examples", "records", "entries",
  ]

  static func isLabel(_ key: String) -> Bool { labels.contains(key.lowercased()) }
  static func isValue(_ key: String) -> Bool { values.contains(key.lowercased()) }
  static func isUnit(_ key: String) -> Bool { ["unit", "units", "suffix"].contains(key.lowercased()) }
  static func isBefore(_ key: String) -> Bool { ["before", "previous", "baseline", "was"].contains(key.lowercased()) }
  static func isDescription(_ key: String) -> Bool { descriptions.contains(key.lowercased()) }
  /// Keys that say whom a record is about.
  static func isParty(_ key: String) -> Bool { parties.contains(key.lowercased()) }

  private static let labels: Set<String> = [
    "label", "name", "title", "metric", "measure", "kpi", "factor", "heading", "indicator", "caption",
  ]
  private static let values: Set<String> = [
    "value", "number", "figure", "stat", "amount", "result", "count", "percent", "percentage", "after", "current",
  ]
  private static let descriptions: Set<String> = [
    "text", "description", "detail", "details", "summary", "note", "body",
  ]
  private static let parties: Set<String> = [
    "company", "client", "customer", "organisation", "organization", "org", "company_name", "client_name", "partner",
  ]

  static func isTitle(_ key: String) -> Bool {
    ["title", "heading", "headline", "name"].contains(key.lowercased())
  }

  static func namesQuotes(_ path: String) -> Bool {
    let path = path.lowercased()
    return path.contains("quote") || path.contains("testimonial")
  }

  static func isQuoteText(_ key: String) -> Bool {
    quoteTexts.contains(key.lowercased())
  }

  private static let quoteTexts: Set<String> = ["quote", "content", "text", "body", "testimonial", "words"]

  static func isSpeaker(_ key: String) -> Bool {
    speakers.contains(key.lowercased())
  }

  private static let speakers: Set<String> = [
    "from", "author", "by", "attribution", "cite", "speaker", "name", "person", "source", "who",
  ]

  static func isSpeakerRole(_ key: String) -> Bool {
    ["role", "position", "job_title", "job title", "jobtitle", "job"].contains(key.lowercased())
  }

  static func isCompany(_ key: String) -> Bool {
    ["company", "organisation", "organization", "affiliation", "employer"].contains(key.lowercased())
  }

  /// Text to be read: several words that make a sentence, or several lines.
  static func isProse(_ value: String) -> Bool {
    let bytes = value.utf8
    if bytes.contains(0x0A) { return true }
    guard bytes.count >= 40 else { return false }
    var spaces = 0
    for byte in bytes where byte == 0x20 { spaces += 1 }
    return spaces >= 6 && bytes.first != UInt8(ascii: "{") && bytes.first != UInt8(ascii: "[") || spaces >= 12
  }

  /// Addresses, file names, time stamps, identifiers, flags, serialised objects.
  static func isForMachines(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
    guard let first = bytes.first, let last = bytes.last else { return true }
    if first == UInt8(ascii: "{") && last == UInt8(ascii: "}") { return true }
    if value.contains("://") && !bytes.contains(0x20) { return true }
    if ["true", "false", "yes", "no", "null", "~", "on", "off"].contains(value.lowercased()) { return true }
    if bytes.contains(0x20) { return false }
    if first == UInt8(ascii: "/") || first == UInt8(ascii: ".") || first == UInt8(ascii: "#") { return true }
    let isPlain = bytes.allSatisfy {
      $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7A || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    // slugs, identifiers, dates
    if isPlain, bytes.contains(UInt8(ascii: "-")) || bytes.contains(UInt8(ascii: "_")) { return true }
    // 2021-01-03T13:38:08.000Z
    if bytes.count >= 16, bytes[4] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T") { return true }
    // picture.png, but not 99.9 and not 4.5x
    if let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0, bytes.count - dot <= 6, bytes.count - dot >= 3 {
      let isFile = bytes[(dot + 1)...].allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
      if isFile, bytes[..<dot].contains(where: { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }) { return true }
    }
    return false
  }
}
