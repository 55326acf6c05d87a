/// Finds the quotes among template tags: what they say and whose words they are.
enum TemplateQuotes {
  static func find(in tags: [TemplateTag], _ text: DecodedText) -> [TemplateQuote] {
    var quotes: [TemplateQuote] = []
    var index = 0
    while index < tags.count {
      let tag = tags[index]
      index += 1
      guard tag.role != .closing, !tag.isText else { continue }
      let arguments = TemplateArguments(tag, text)
      let isNamedQuote = isQuote(tag.name) || arguments.positional.first.map { isQuote($0.string) } ?? false
      guard isNamedQuote || arguments.has(bodyKeys) else { continue }
      let attribution = attribution(arguments)
      if isNamedQuote, tag.role == .opening, let end = closing(of: tag, in: tags, from: index) {
        // A frame around quotations is none itself.
        if attribution == nil, holdsQuote(tags[index..<end], text) { continue }
        quotes.append(
          TemplateQuote(
            range: tag.range.lowerBound..<tags[end].range.upperBound,
            words: .between(tag.range.upperBound..<tags[end].range.lowerBound), attribution: attribution))
        index = end + 1
        continue
      }
      let words = arguments.first(of: bodyKeys) ?? (isNamedQuote ? arguments.body : nil)
      guard let words, !words.isEmpty, isNamedQuote || attribution != nil else { continue }
      quotes.append(TemplateQuote(range: tag.range, words: .inCall(paragraphs(words)), attribution: attribution))
    }
    return quotes
  }

  /// Keys that hold the words themselves. `quote:` alone makes a call a quote; the others only beside an author.
  private static let bodyKeys = ["quote", "quotation", "testimonial", "content", "text", "body"]

  private static func isQuote(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.contains("quote") || name.contains("testimonial")
  }

  /// Whether a quotation that names its author begins among the tags.
  private static func holdsQuote(_ tags: ArraySlice<TemplateTag>, _ text: DecodedText) -> Bool {
    tags.contains {
      $0.role != .closing && !$0.isText && isQuote($0.name) && attribution(TemplateArguments($0, text)) != nil
    }
  }

  /// The tag that closes `tag`, if one does.
  private static func closing(of tag: TemplateTag, in tags: [TemplateTag], from start: Int) -> Int? {
    // A page has a few dozen tags; the bound keeps thousands of unclosed ones from taking quadratic time.
    for index in start..<min(tags.count, start + 64) where !tags[index].isText {
      let other = tags[index]
      if other.role == .closing, other.name == tag.name || other.name == "end" + tag.name { return index }
      if other.role == .opening, other.name == tag.name { return nil }
    }
    return nil
  }

  private static func attribution(_ arguments: TemplateArguments) -> Attribution? {
    let speaker = arguments.first(of: ["author", "attribution", "speaker", "name", "cite", "by", "person", "who"])
    let role = arguments.first(of: ["title", "role", "position", "job", "jobtitle", "job_title"])
    let organisation = arguments.first(
      of: ["company", "organization", "organisation", "org", "employer", "customer", "affiliation"])
    guard let main = speaker ?? organisation, !main.isEmpty else { return nil }
    if role == nil, organisation == nil { return AttributionLine.parse(main) }
    var line = main
    for part in [role, speaker == nil ? nil : organisation] {
      if let part, !part.isEmpty { line.append(part, separator: ", ") }
    }
    return Attribution(
      text: line, speaker: speaker?.string, role: role.flatMap { $0.isEmpty ? nil : $0.string },
      organisation: organisation.flatMap { $0.isEmpty ? nil : $0.string })
  }

  /// The words without quotation marks around them, cut at empty lines, white space folded.
  private static func paragraphs(_ words: SourceText) -> [SourceText] {
    var result: [SourceText] = []
    let bytes = Array(words.string.utf8)
    var start = 0
    while start < bytes.count {
      while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
      var end = start
      while end < bytes.count {
        if bytes[end] == 0x0A {
          var next = end + 1
          while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D { next += 1 }
          if next >= bytes.count || bytes[next] == 0x0A { break }
        }
        end += 1
      }
      let paragraph = words.slice(start..<end).foldingWhiteSpace()
      if !paragraph.isEmpty { result.append(paragraph) }
      start = end + 1
    }
    return result
  }
}

/// The arguments of a template call: `key="value"`, `key: "value"`, bare strings, or YAML in backticks.
struct TemplateArguments {
  private(set) var named: [(key: String, value: SourceText)] = []
  private(set) var positional: [SourceText] = []

  init(_ tag: TemplateTag, _ text: DecodedText) {
    var offset = tag.content.lowerBound
    let end = tag.content.upperBound
    while offset < end {
      let byte = text.bytes[offset]
      if byte <= 0x20 || byte == UInt8(ascii: ",") {
        offset += 1
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
        let (value, inside, next) = Self.string(text, offset, end)
        offset = next
        if byte == UInt8(ascii: "`"), addYAML(text, inside) { continue }
        positional.append(value)
      } else {
        let start = offset
        while offset < end, text.bytes[offset] > 0x20, !"=:,\"'`".utf8.contains(text.bytes[offset]) { offset += 1 }
        let word = start..<offset
        var next = offset
        while next < end, text.bytes[next] <= 0x20 { next += 1 }
        let isKey = next < end && (text.bytes[next] == UInt8(ascii: "=") || text.bytes[next] == UInt8(ascii: ":"))
        if isKey {
          offset = next + 1
          while offset < end, text.bytes[offset] <= 0x20 { offset += 1 }
          let key = String(decoding: text.bytes[word], as: UTF8.self).lowercased()
          if offset < end, "\"'`".utf8.contains(text.bytes[offset]) {
            let (value, _, after) = Self.string(text, offset, end)
            named.append((key, value))
            offset = after
          } else {
            let valueStart = offset
            while offset < end, text.bytes[offset] > 0x20, text.bytes[offset] != UInt8(ascii: ",") { offset += 1 }
            named.append((key, text.sourceText(valueStart..<offset)))
          }
        } else if word.isEmpty {
          offset += 1
        } else {
          positional.append(text.sourceText(word))
        }
      }
    }
  }

  func first(of keys: [String]) -> SourceText? {
    for key in keys {
      if let found = named.first(where: { $0.key == key && !$0.value.isEmpty }) { return found.value }
    }
    return nil
  }

  func has(_ keys: [String]) -> Bool { named.contains { keys.contains($0.key) } }

  /// The longest unnamed string with more than one word: what a quote call without named arguments says.
  var body: SourceText? {
    positional.filter { $0.string.contains(" ") }.max { $0.string.utf8.count < $1.string.utf8.count }
  }

  /// A string, its range inside the quotes, and the offset behind it.
  private static func string(
    _ text: DecodedText, _ start: Int, _ end: Int
  ) -> (SourceText, Range<Int>, Int) {
    let quote = text.bytes[start]
    var builder = SourceTextBuilder()
    var offset = start + 1
    var copied = offset
    while offset < end, text.bytes[offset] != quote {
      if text.bytes[offset] == UInt8(ascii: "\\"), quote != UInt8(ascii: "`"), offset + 1 < end {
        builder.append(copied..<offset, of: text)
        var value: [UInt8] = []
        let next = EscapedString.appendEscape(text.bytes, at: offset, end: end, to: &value)
        builder.append(value, for: offset..<next, of: text)
        offset = next
        copied = next
      } else {
        offset += 1
      }
    }
    offset = min(offset, end)
    builder.append(copied..<max(copied, offset), of: text)
    return (builder.text, (start + 1)..<max(start + 1, offset), min(offset + 1, end))
  }

  private mutating func addYAML(_ text: DecodedText, _ range: Range<Int>) -> Bool {
    guard let values = YAMLScalars.read(text, range) else { return false }
    named += values.map { ($0.key.lowercased(), $0.value) }
    return true
  }
}
