internal import Markup
internal import Quantities

/// Statements: the units of evidence.
extension DocumentBuilder {
  mutating func makeStatements() {
    addMetadataTexts()
    defer { addHeadings() }
    var isPreamble = true
    for (index, piece) in outline.pieces.enumerated() {
      let first = document.statements.count
      statementOfPiece[index] = first
      let isProvenance = takeProvenance(piece, isPreamble: isPreamble)
      if !isProvenance { isPreamble = false }
      defer {
        if isProvenance { for at in first..<document.statements.count { document.statements[at].role = .provenance } }
      }
      let parent = piece.parent.flatMap { statementOfPiece[$0] }
      switch piece.kind {
      case .bullet: addWhole(piece, kind: .bullet, parent: parent)
      case .stat: addWhole(piece, kind: .stat, parent: parent)
      case .code: addWhole(piece, kind: .code, parent: parent)
      case .caption: addWhole(piece, kind: .caption, parent: parent)
      case .paragraph, .footnote: addSentences(piece, parent: parent)
      case .quote(let attribution): addQuote(piece, attribution)
      case .definition(let term):
        add(.definition, label: term.isEmpty ? nil : term, text: piece.text, in: piece, parent: parent)
      case .table(let table): addRows(table, in: piece)
      }
    }
  }

  /// Keys of front matter whose values are text for people to read.
  private static let textKeys: Set<String> = [
    "subheading", "subtitle", "subhead", "synopsis", "quote", "description", "summary", "abstract", "excerpt",
    "tagline",
    "teaser", "intro", "lead", "blurb", "headline",
  ]

  private mutating func addMetadataTexts() {
    for entry in markup.metadata.entries where entry.origin == .frontMatter {
      let key = entry.key.lowercased().split(separator: ".").last.map(String.init) ?? ""
      guard Self.textKeys.contains(key), entry.value.contains(" ") else { continue }
      // The value may be folded from several lines: only where it stands is known, not each of its bytes.
      let run = SourceText.Run(
        textStart: 0, textCount: entry.value.utf8.count, sourceStart: entry.range.lowerBound,
        sourceCount: entry.range.count)
      let text =
        MetadataText.located(entry.value, in: entry.range, bytes: bytes) ?? SourceText(string: entry.value, runs: [run])
      document.statements.append(
        Statement(kind: .metadata, section: 0, label: nil, text: entry.value, span: span(entry.range)))
      statementTexts.append(text)
    }
  }

  /// Headings that state a figure are statements too: "Phase 1: Screening (2-4 weeks)", "Half the cost, twice the speed".
  private mutating func addHeadings() {
    for section in document.sections.indices {
      guard let text = outline.headings[section], !parser.metrics.metrics(in: text.string).isEmpty else { continue }
      document.statements.append(
        Statement(kind: .heading, section: section, label: nil, text: text.string, span: span(text.sourceRange)))
      statementTexts.append(text)
    }
  }

  /// "**Research Date**: July 2025" above or below the story tells where the document comes from. It is kept as provenance,
  /// and as a statement like any other, so that it is found and its dates are read.
  private mutating func takeProvenance(_ piece: Outline.Piece, isPreamble: Bool) -> Bool {
    guard case .paragraph = piece.kind, let lead = piece.lead, !lead.value.isEmpty, piece.parent == nil else {
      return false
    }
    let label = piece.text.string.utf8(lead.label)
    let isHeader = isPreamble && document.sections[piece.section].level <= 2
    let role = parser.roles.role(ofHeading: label)?.role
    // "**Challenge** – …" is a part of the story, wherever it stands.
    if !piece.isTrailing, let role, [.challenge, .solution, .result, .lessons, .successFactors].contains(role) {
      return false
    }
    guard piece.isTrailing || isHeader || role == .provenance else { return false }
    document.provenance.append(
      ProvenanceLine(label: label, text: piece.text.string.utf8(lead.value), span: span(piece.text.sourceRange)))
    return true
  }

  private mutating func add(
    _ kind: Statement.Kind, label: String?, text: SourceText, in piece: Outline.Piece, parent: Int?,
    attribution: String? = nil, range: Range<Int>? = nil
  ) {
    guard !text.isEmpty || label != nil else { return }
    document.statements.append(
      Statement(
        kind: kind, section: piece.section, label: label, text: text.string, parent: parent, attribution: attribution,
        span: span(range ?? text.sourceRange)))
    statementTexts.append(text)
  }

  /// One statement with the label told apart.
  private mutating func addWhole(_ piece: Outline.Piece, kind: Statement.Kind, parent: Int?) {
    let range = piece.text.sourceRange
    guard let lead = piece.lead else {
      add(kind, label: nil, text: piece.text, in: piece, parent: parent, range: kind == .stat ? piece.range : range)
      return
    }
    labelTexts[document.statements.count] = piece.text.part(lead.label)
    add(
      kind, label: piece.text.string.utf8(lead.label), text: piece.text.part(lead.value), in: piece, parent: parent,
      range: kind == .stat ? piece.range : range)
  }

  private mutating func addSentences(_ piece: Outline.Piece, parent: Int?) {
    var text = piece.text
    var label: String?
    if let lead = piece.lead, !lead.value.isEmpty {
      label = piece.text.string.utf8(lead.label)
      text = piece.text.part(lead.value)
      labelTexts[document.statements.count] = piece.text.part(lead.label)
    }
    let sentences = SentenceSplitter.ranges(in: text.string)
    if sentences.count <= 1, label != nil {
      add(.sentence, label: label, text: text, in: piece, parent: parent, range: piece.text.sourceRange)
      return
    }
    for range in sentences { add(.sentence, label: label, text: text.part(range), in: piece, parent: parent) }
  }

  private mutating func addQuote(_ piece: Outline.Piece, _ attribution: Attribution?) {
    add(.quote, label: nil, text: piece.text, in: piece, parent: nil, attribution: attribution?.text.string)
  }

  /// A row below the header becomes "Header: cell; Header: cell", with the cells that name it as the label.
  private mutating func addRows(_ table: Table, in piece: Outline.Piece) {
    let headings = TableHeadings(table)
    // Of two columns, the first says what the second holds.
    let leads = headings.names.map { name in table.columnCount > 2 ? name.map { "\($0): " } : nil }
    for row in 0..<table.rowCount where !table.headerRows.contains(row) {
      var text = SourceText()
      var range: Range<Int>?
      var seen: Set<Int> = []
      for column in 0..<table.columnCount {
        guard row < table.grid.count, column < table.grid[row].count, let index = table.grid[row][column] else {
          continue
        }
        guard seen.insert(index).inserted, !table.cells[index].text.isEmpty else { continue }
        let cell = table.cells[index]
        let source = cell.text.sourceRange
        range = range.map { min($0.lowerBound, source.lowerBound)..<max($0.upperBound, source.upperBound) } ?? source
        if column == headings.labelColumn || headings.isNumbering(column) || headings.groupRows.contains(row) {
          continue
        }
        if !text.isEmpty { text.append(glue: "; ") }
        if let lead = leads[column] { text.append(glue: lead) }
        text.append(cell.text)
      }
      guard let range else { continue }
      let label = headings.groupRows.contains(row) ? table[row, 0]?.text.string : headings.label(of: row, in: table)
      add(.row, label: label, text: text, in: piece, parent: nil, range: range)
    }
  }

  /// Statements get the record and role of their section; a label that tells a role does so where the section tells none.
  mutating func assignStatements() {
    for index in document.statements.indices {
      let section = document.sections[document.statements[index].section]
      document.statements[index].record = section.record
      if document.statements[index].role == .provenance { continue }
      document.statements[index].role = section.role
      if section.role == nil, let label = document.statements[index].label {
        document.statements[index].role = parser.roles.role(ofHeading: label)?.role
      }
      if document.statements[index].kind == .quote, section.role == nil { document.statements[index].role = .quote }
    }
  }
}
