/// Tells which lines of a paragraph stand for themselves.
///
/// Markdown joins the lines of a paragraph, but people break lines where one thing ends: `**Label**: value` lines, a label
/// and its text, `term` and `: description`. The rules, for the second and later lines unless said otherwise:
/// 1. A line that starts with a lead-in starts a paragraph of its own.
/// 2. So does the line behind one that has a lead-in, when the break between was asked for (two spaces, backslash,
///    `<br>`) or the lead-in has no value of its own.
/// 3. So does a footnote's definition, a line of a quote that starts with a dash, and a description (`: text`), which
///    makes the lines before it terms.
/// 4. In a paragraph where two or more lines start with a plain label (`Label: value`) and every line but the first
///    does, each line stands for itself.
/// 5. The first line of a list item is its title when it is short, is no sentence and was ended on purpose.
/// A line was ended on purpose when the next word would have fitted on it, by the width of the paragraph's longest line.
struct ParagraphLines {
  enum Role: Equatable {
    case text
    case lead
    case attribution
    case footnote(String)
    case term
    case description
  }

  /// One or more lines that belong together.
  struct Group {
    /// In the leaf's text.
    var range: Range<Int>
    var role: Role
    var lead: Lead?
  }

  private(set) var groups: [Group] = []

  /// - Parameters:
  ///   - isQuote: the paragraph stands in a quote.
  ///   - isItem: it is the first of a list item.
  init(_ leaf: LeafText, isQuote: Bool, isItem: Bool) {
    let count = leaf.bytes.count
    var lines: [Range<Int>] = []
    lines.reserveCapacity(leaf.breaks.count + 1)
    var start = 0
    for lineBreak in leaf.breaks {
      lines.append(start..<lineBreak.offset)
      start = lineBreak.offset + 1
    }
    lines.append(start..<count)
    var isHard = [false] + leaf.breaks.map(\.isHard)
    // Marks for a site generator; what stands behind one starts anew.
    var startsAnew: Set<Int> = []
    if lines.contains(where: { Self.isMark(leaf, $0, isFirst: $0.lowerBound == 0) }) {
      var kept: [Range<Int>] = []
      var keptIsHard: [Bool] = []
      for (index, line) in lines.enumerated() {
        if Self.isMark(leaf, line, isFirst: index == 0) {
          startsAnew.insert(kept.count)
        } else {
          kept.append(line)
          keptIsHard.append(isHard[index])
        }
      }
      (lines, isHard) = (kept, keptIsHard)
    }
    var definition = 0
    for (index, line) in lines.enumerated() {
      while definition < leaf.definitions.count, leaf.definitions[definition].offset < line.lowerBound {
        definition += 1
      }
      if definition < leaf.definitions.count, leaf.definitions[definition].offset == line.lowerBound {
        groups.append(Group(range: line, role: .footnote(leaf.definitions[definition].label)))
        continue
      }
      if Self.isDescription(leaf, line) {
        addDescription(leaf, line, lines, index)
        continue
      }
      let lead = LeadIns.lead(in: leaf, line: line)
      if let lead {
        groups.append(Group(range: line, role: .lead, lead: lead))
      } else if index == 0 || startsAnew.contains(index) {
        groups.append(Group(range: line, role: .text))
      } else if isQuote, Self.isAttribution(leaf, line) {
        groups.append(Group(range: line, role: .attribution))
      } else if let last = groups.last, last.role == .lead, last.range == lines[index - 1],
        isHard[index] || last.lead?.value.isEmpty == true
      {
        groups.append(Group(range: line, role: .text))
      } else {
        extend(to: line.upperBound)
      }
    }
    if lines.count > 1, groups.count == 1, groups[0].role == .text, startsAnew.isEmpty {
      splitPlainLabels(leaf, lines)
      if isItem, groups.count == 1 { splitTitle(leaf, lines) }
    }
  }

  private static func isMark(_ leaf: LeafText, _ line: Range<Int>, isFirst: Bool) -> Bool {
    AttributeList.isAdmonitionMark(leaf.bytes[line]) || isFirst && AttributeList.isAttributeLine(leaf.bytes[line])
  }

  /// Adds a line to the group before it; a lead-in's value goes on with it.
  private mutating func extend(to end: Int) {
    let last = groups.count - 1
    groups[last].range = groups[last].range.lowerBound..<end
    if let lead = groups[last].lead { groups[last].lead?.value = lead.value.lowerBound..<end }
  }

  // MARK: Definitions

  private static func isDescription(_ leaf: LeafText, _ line: Range<Int>) -> Bool {
    line.count > 2 && leaf.bytes[line.lowerBound] == UInt8(ascii: ":") && leaf.bytes[line.lowerBound + 1] == 0x20
  }

  private mutating func addDescription(_ leaf: LeafText, _ line: Range<Int>, _ lines: [Range<Int>], _ index: Int) {
    if let last = groups.last, last.role == .text || last.role == .lead {
      // The lines before are terms, one a line.
      groups.removeLast()
      for term in lines[..<index] where term.lowerBound >= last.range.lowerBound {
        groups.append(Group(range: term, role: .term))
      }
    }
    groups.append(Group(range: (line.lowerBound + 2)..<line.upperBound, role: .description))
  }

  private static func isAttribution(_ leaf: LeafText, _ line: Range<Int>) -> Bool {
    guard line.count > 4 else { return false }
    let start = line.lowerBound
    if leaf.bytes[start] == UInt8(ascii: "-") {
      return leaf.bytes[start + 1] == UInt8(ascii: "-") || leaf.bytes[start + 1] == 0x20
    }
    return leaf.bytes[start] == 0xE2 && leaf.bytes[start + 1] == 0x80 && (0x92...0x95).contains(leaf.bytes[start + 2])
  }

  // MARK: Lines ended on purpose

  private mutating func splitPlainLabels(_ leaf: LeafText, _ lines: [Range<Int>]) {
    let leads = lines.map { LeadIns.plainLead(in: leaf, line: $0) }
    let labelled = leads.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
    guard labelled >= 2, leads.dropFirst().allSatisfy({ $0 != nil }) else { return }
    if leads[0] == nil, !(Self.isEndedOnPurpose(0, lines, leaf) || leaf.breaks[0].isHard) { return }
    groups = zip(lines, leads).enumerated().map { index, line in
      var lead = line.1
      // A first line without a label is the title of the others.
      if index == 0, lead == nil, line.0.count <= 80 {
        lead = Lead(label: line.0, value: line.0.upperBound..<line.0.upperBound)
      }
      return Group(range: line.0, role: lead == nil ? .text : .lead, lead: lead)
    }
  }

  private mutating func splitTitle(_ leaf: LeafText, _ lines: [Range<Int>]) {
    let title = lines[0]
    let next = lines[1]
    guard title.count <= 60, !next.isEmpty, Self.isEndedOnPurpose(0, lines, leaf) || leaf.breaks[0].isHard else {
      return
    }
    let last = leaf.bytes[title.upperBound - 1]
    guard !".,;!)".utf8.contains(last), leaf.bytes[title].count(where: { $0 == 0x20 }) < 8 else { return }
    let first = leaf.bytes[next.lowerBound]
    // A line that goes on in lower case is the same sentence.
    guard first < UInt8(ascii: "a") || first > UInt8(ascii: "z") else { return }
    let isLabel = last == UInt8(ascii: ":")
    groups = [
      Group(
        range: title, role: .lead,
        lead: Lead(
          label: title.lowerBound..<(isLabel ? title.upperBound - 1 : title.upperBound),
          value: title.upperBound..<title.upperBound)),
      Group(range: next.lowerBound..<leaf.bytes.count, role: .text),
    ]
  }

  /// Whether the first word of the next line would have fitted.
  private static func isEndedOnPurpose(_ index: Int, _ lines: [Range<Int>], _ leaf: LeafText) -> Bool {
    let width = lines.map(\.count).max() ?? 0
    let next = lines[index + 1]
    let word = leaf.bytes[next].prefix { $0 != 0x20 }.count
    return lines[index].count + 1 + word <= width
  }
}
