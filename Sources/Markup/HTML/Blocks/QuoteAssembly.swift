/// Puts quotes together with the lines that say whose words they are.
enum QuoteAssembly {
  /// Joins quotes, and paragraphs that are one quotation, with the attribution line behind them.
  ///
  /// In place: a document's outermost blocks are one large array. Complexity: O(blocks).
  static func assemble(_ blocks: consuming [Block]) -> [Block] {
    var kept = 0
    for index in blocks.indices {
      if kept > 0, blocks[index].kind == .paragraph, let attribution = AttributionLine.parse(blocks[index]) {
        let last = kept - 1
        let range = joined(blocks[last].range, blocks[index].range)
        if blocks[last].kind == .quote, blocks[last].attribution == nil {
          blocks[last].attribution = attribution
          blocks[last].range = range
          continue
        }
        if blocks[last].kind == .paragraph, isQuotation(blocks[last].text.string) {
          blocks[last] = Block(kind: .quote, children: [blocks[last]], attribution: attribution, range: range)
          continue
        }
      }
      if kept < index { blocks.swapAt(kept, index) }
      if let quote = quote(from: blocks[kept]) { blocks[kept] = quote }
      kept += 1
    }
    blocks.removeSubrange(kept...)
    return blocks
  }

  private static func joined(_ a: Range<Int>, _ b: Range<Int>) -> Range<Int> {
    min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
  }

  /// Takes the attribution from a quote's own last line.
  static func attribute(_ quote: inout Block) {
    guard quote.attribution == nil, quote.children.count > 1, let last = quote.children.last else { return }
    // `<footer>` and `<cite>` at the end of a quotation.
    if last.kind == .caption {
      let line = last.text.isEmpty ? last.children.first?.text : last.text
      quote.children.removeLast()
      if let line, !line.isEmpty { quote.attribution = AttributionLine.parse(line) }
      return
    }
    guard last.kind == .paragraph, let attribution = AttributionLine.parse(last)
    else { return }
    quote.children.removeLast()
    quote.attribution = attribution
  }

  /// A quote that holds one quotation with its attribution, and nothing else, is that quotation.
  static func unwrap(_ quote: inout Block) {
    guard quote.attribution == nil, quote.text.isEmpty, quote.children.count == 1, let inner = quote.children.first,
      inner.kind == .quote, inner.attribution != nil
    else { return }
    quote.attribution = inner.attribution
    quote.children = inner.children
  }

  /// One paragraph that is a quotation and, behind a dash, whose words it is: "… books." — Rui Matos, director.
  static func quote(from paragraph: Block) -> Block? {
    let text = paragraph.text.string
    guard paragraph.kind == .paragraph, text.utf8.count > 40, let first = text.first, "\"“„«".contains(first),
      let dash = text.lastIndex(where: { "—–".contains($0) }), dash > text.startIndex
    else { return nil }
    let words = text[..<dash]
    let quotation = words.trimmingSuffix(while: { $0 == " " || $0 == "\u{A0}" })
    let start = text.utf8.distance(from: text.startIndex, to: dash)
    guard quotation.count < words.count, isQuotation(String(quotation)) else { return nil }
    let line = Block(
      kind: .paragraph, text: paragraph.text.slice(start..<text.utf8.count), range: paragraph.range)
    guard let attribution = AttributionLine.parse(line) else { return nil }
    let inner = paragraph.text.slice(0..<quotation.utf8.count)
    return Block(
      kind: .quote, children: [Block(kind: .paragraph, text: inner, range: inner.sourceRange)],
      attribution: attribution, range: paragraph.range)
  }

  /// `<figure><blockquote>…</blockquote><figcaption>Name, role</figcaption></figure>`.
  static func quote(fromFigure figure: Block) -> Block? {
    guard figure.children.count == 2, var quote = figure.children.first, quote.kind == .quote,
      let caption = figure.children.last, caption.kind == .caption
    else { return nil }
    let line = caption.text.isEmpty ? caption.children.first?.text : caption.text
    if quote.attribution == nil, let line, !line.isEmpty { quote.attribution = AttributionLine.parse(line) }
    quote.range = figure.range
    return quote
  }

  /// Whether a text is one quotation from its first character to its last.
  static func isQuotation(_ text: String) -> Bool {
    let pairs: [Character: Set<Character>] = [
      "\"": ["\"", "”"], "“": ["”", "\"", "“"], "„": ["“", "”"], "«": ["»"], "»": ["«"], "‘": ["’"], "'": ["'"],
      "「": ["」"], "『": ["』"], "‹": ["›"],
    ]
    guard text.utf8.count > 20, let first = text.first, let closing = pairs[first] else { return false }
    // The first closing mark must be the last: "…" she says, "…" is two quotations and a sentence.
    var rest = text.dropFirst()
    if let last = rest.last, ".,!".contains(last) { rest = rest.dropLast() }
    guard let end = rest.last, closing.contains(end) else { return false }
    if first == "'" || first == "‘" { return true }
    return !rest.dropLast().contains { closing.contains($0) && $0 != first || $0 == first && first == "\"" }
  }
}

/// A line that says whose words a quote is: "— Daniel Eichten, Senior Director, adidas".
enum AttributionLine {
  /// A paragraph is such a line when it starts with a dash, is short and is no sentence.
  static func parse(_ block: Block) -> Attribution? {
    let text = block.text.string
    guard text.utf8.count <= 200, block.children.isEmpty, let first = text.first, "—–-―~‒".contains(first) else {
      return nil
    }
    let rest = text.drop { "—–-―~‒ ".contains($0) }
    guard let start = rest.first, start.isLetter, rest.split(separator: " ").count <= 24 else { return nil }
    if rest.hasSuffix(".") && rest.split(separator: " ").count > 12 { return nil }
    return parse(block.text)
  }

  /// Reads speaker, role and organisation from a line.
  ///
  /// "Speaker, role at organisation", "Speaker, role, organisation", "Speaker, organisation", "Speaker (organisation)",
  /// "Speaker | role | organisation".
  static func parse(_ line: SourceText) -> Attribution {
    var attribution = Attribution(text: line)
    let text = line.string.drop { "—–-―~‒ ".contains($0) }
    var parts: [Substring] = []
    let separators: [Character] = text.contains("|") ? ["|"] : text.contains(", ") ? [","] : ["—", "–"]
    for part in text.split(whereSeparator: { separators.contains($0) }) {
      let trimmed = trim(part)
      if !trimmed.isEmpty { parts.append(trimmed) }
    }
    guard let first = parts.first else { return attribution }
    parts.removeFirst()
    var speaker = first
    if parts.isEmpty, let open = speaker.firstIndex(of: "("), speaker.last == ")" {
      attribution.organisation = String(trim(speaker[speaker.index(after: open)...].dropLast()))
      speaker = trim(speaker[..<open])
    }
    attribution.speaker = speaker.isEmpty ? nil : String(speaker)
    guard !parts.isEmpty else { return attribution }
    let tail = parts.joined(separator: ", ")
    if let (role, organisation) = splitAt(tail) {
      attribution.role = role
      attribution.organisation = organisation
    } else if parts.count == 1 {
      if isRole(parts[0]) { attribution.role = tail } else { attribution.organisation = tail }
    } else if let last = parts.last, !isRole(last) {
      attribution.role = parts.dropLast().joined(separator: ", ")
      attribution.organisation = String(last)
    } else {
      attribution.role = tail
    }
    return attribution
  }

  private static func trim(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return text
  }

  /// "Role at organisation".
  private static func splitAt(_ text: String) -> (String, String)? {
    let words = text.split(separator: " ")
    guard words.count >= 3,
      let at = words.lastIndex(where: { ["at", "@", "bei", "chez", "presso"].contains($0.lowercased()) }),
      at > 0, at < words.count - 1
    else { return nil }
    return (words[..<at].joined(separator: " "), words[(at + 1)...].joined(separator: " "))
  }

  private static let roleWords: Set<String> = [
    "ceo", "cto", "cfo", "coo", "cio", "cmo", "ciso", "cpo", "vp", "svp", "evp", "president", "chief", "director",
    "manager", "head", "lead", "leader", "engineer", "engineering", "developer", "architect", "founder", "cofounder",
    "co-founder", "owner", "officer", "analyst", "scientist", "designer", "consultant", "professor", "dean",
    "principal", "partner", "specialist", "administrator", "coordinator", "supervisor", "chair", "chairman",
    "secretary", "minister", "editor", "author", "researcher", "technician", "teacher", "doctor", "nurse", "member",
    "staff", "senior", "associate", "executive", "strategist", "producer", "advisor", "leiter", "leiterin",
    "geschäftsführer", "geschäftsführerin", "directeur", "directrice", "responsable", "directora", "gerente",
    "fundador", "direttore", "responsabile", "diretor", "diretora",
  ]

  static func isRole(_ text: some StringProtocol) -> Bool {
    text.lowercased().split { !$0.isLetter && $0 != "-" }.contains { roleWords.contains(String($0)) }
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}
