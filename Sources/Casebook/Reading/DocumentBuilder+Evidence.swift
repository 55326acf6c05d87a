internal import Markup
internal import Quantities
internal import Words

/// What the statements tell: metrics and factors.
extension DocumentBuilder {
  /// How many figures may still be read.
  private var metricsLeft: Int { max(0, parser.maximumMetrics - document.metrics.count) }

  mutating func findMetrics() {
    let date = documentDate()
    var known = KnownContexts()
    var lists = ListSubjects()
    for index in document.statements.indices {
      let statement = document.statements[index]
      guard statement.kind != .code else { continue }
      if statement.kind == .row { continue }
      let text = statementTexts[index]
      // "All amounts in thousands of pounds." is no figure of its own.
      if statement.kind == .sentence, text.string.utf8.count <= 120, UnitNote.ofLine(text.string) != nil { continue }
      var context = context(of: statement, date: date, known: &known)
      // A heading is no context of itself.
      if statement.kind == .heading { context.headings = Array(context.headings.dropLast()) }
      if let label = statement.label, Self.namesVersion(label) { continue }
      if statement.kind == .bullet { lists.take(statement, into: &context) }
      // A lead-in that is a figure names no other.
      if findLabelMetrics(index, context: context) { context.label = nil }
      let holes = isTemplate ? TemplatePlaceholders.rangesInTemplate(text.string) : []
      for metric in parser.metrics.metrics(in: text.string, context: context, limit: metricsLeft)
      where !holes.contains(where: { $0.overlaps(metric.range) }) {
        document.metrics.append(
          DocumentMetric(
            statement: index, record: statement.record, metric: metric, span: span(text.sourceRange(of: metric.range))))
      }
    }
    findTableMetrics(date: date, known: &known)
    document.metrics.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    if metricsLeft == 0, let last = document.metrics.last {
      document.diagnostics.append(
        DiagnosticEntry(
          severity: "warning", code: "too-many-figures",
          message: "holds \(parser.maximumMetrics) figures or more; no more than that are read: split the document",
          span: last.span))
    }
  }

  /// "**40% faster onboarding**: new users start sooner": a lead-in that says a figure itself. What it says of time ("Months
  /// 1-3: Foundation") is the plan's.
  ///
  /// - Returns: whether it says one.
  private mutating func findLabelMetrics(_ index: Int, context: MetricContext) -> Bool {
    guard let label = labelTexts[index] else { return false }
    var context = context
    context.label = nil
    let count = document.metrics.count
    for metric in parser.metrics.metrics(in: label.string, context: context, limit: metricsLeft)
    where metric.kind != .date && metric.kind != .timeline {
      document.metrics.append(
        DocumentMetric(
          statement: index, record: document.statements[index].record, metric: metric,
          span: span(label.sourceRange(of: metric.range))))
    }
    return document.metrics.count > count
  }

  /// "Framework Version: 1.0" counts nothing.
  private static func namesVersion(_ label: String) -> Bool {
    ByteSearch.lastWord(of: label, isOneOf: ["version", "release", "revision", "edition"])
  }

  /// What the figures of a statement are read in the light of.
  private func context(of statement: Statement, date: String?, known: inout KnownContexts) -> MetricContext {
    var context: MetricContext
    if let made = known.bySection[statement.section] {
      context = made
    } else {
      context = MetricContext()
      context.documentDate = date
      context.language = document.language
      context.headings = headingPath(statement.section)
      if let record = statement.record {
        context.recordTitle = document.records[record].title
        let organisations = document.records[record].organisations
        context.subject = organisations.first { $0.isSubject }?.name
        context.otherOrganisations = organisations.map(\.name).filter {
          $0 != context.subject && !unsureOthers.contains($0)
        }
      }
      known.bySection[statement.section] = context
    }
    context.label = statement.label
    return context
  }

  func headingPath(_ section: Int) -> [String] {
    var path: [String] = []
    var at: Int? = section
    while let index = at, index > 0 {
      path.append(document.sections[index].title)
      at = document.sections[index].parent
    }
    return path.reversed()
  }

  /// Each cell is read on its own, with its headers as context.
  private mutating func findTableMetrics(date: String?, known: inout KnownContexts) {
    var tableIndex = -1
    for (pieceIndex, piece) in outline.pieces.enumerated() {
      guard case .table(let table) = piece.kind, let first = statementOfPiece[pieceIndex] else { continue }
      tableIndex += 1
      var statement = first
      let headings = TableHeadings(table)
      let headers = headings.names
      // Of two columns, the first says what is measured and the header of the second adds nothing.
      let measures = headings.measures.map { header in
        header.flatMap { table.columnCount == 2 || Self.plainHeaders.contains($0.lowercased()) ? nil : $0 }
      }
      // In a decision matrix the criterion is what the weight belongs to.
      let isMatrix = headers.contains { $0?.lowercased().contains("weight") == true }
      let above = unitAbove(table, headings, pieceIndex)
      for row in 0..<table.rowCount where !table.headerRows.contains(row) {
        let cells = table.columns(of: row).compactMap { table[row, $0] }.filter { !$0.text.isEmpty }
        guard !cells.isEmpty, statement < document.statements.count else { continue }
        defer { statement += 1 }
        if headings.groupRows.contains(row) { continue }
        let told = document.statements[statement].label.flatMap { UnitNote.split($0) }
        let rowHeader = told.map { $0.rest.isEmpty ? nil : $0.rest } ?? document.statements[statement].label
        var base = context(of: document.statements[statement], date: date, known: &known)
        let isOrganisation =
          rowHeader.map { isMatrix || namesOrganisation($0, under: headers.first ?? nil, context: base) } ?? false
        base.isCell = true
        base.label = isOrganisation ? nil : rowHeader
        base.rowHeader = isOrganisation ? rowHeader : nil
        base.tableCaption = table.caption?.string ?? headings.title
        let rowUnit = headings.unitColumn.flatMap { table[row, $0]?.text.string } ?? told?.note
        let groupUnit = headings.groups[row].flatMap { UnitNote($0) == nil ? UnitNote.split($0)?.note : $0 }
        let rowDate = rowHeader.flatMap { MetricExtractor.date(inHeadings: [$0]) }
        for cell in cells where cell.row == row && !cell.isHeader && cell.column != headings.numberColumn {
          if cell.column == headings.unitColumn { continue }
          // Where a year names the row, the column says what is measured.
          base.columnHeader = measures[cell.column] ?? (rowDate == nil ? nil : headings.measures[cell.column])
          let own = [rowUnit, headings.units[cell.column], groupUnit]
          base.unit =
            cell.column == headings.labelColumn
            ? nil : Self.unit(own + [UnitNote.countsThings([measures[cell.column], rowHeader]) ? nil : above])
          base.date = headings.dates[cell.column] ?? rowDate
          for metric in parser.metrics.metrics(in: cell.text.string, context: base, limit: metricsLeft) {
            document.metrics.append(
              DocumentMetric(
                statement: statement, record: document.statements[statement].record, table: tableIndex, metric: metric,
                span: span(cell.text.sourceRange(of: metric.range))))
          }
        }
      }
    }
  }

  /// The unit that stands above a whole table: in its corner or caption, in the line or heading before it.
  private func unitAbove(_ table: Table, _ headings: TableHeadings, _ piece: Int) -> String? {
    if let corner = headings.cornerUnit { return corner }
    for text in [table.caption?.string, headings.title] {
      if let note = text.flatMap({ UnitNote.split($0)?.note }) { return note }
    }
    if piece > 0 {
      let before = outline.pieces[piece - 1]
      if before.section == outline.pieces[piece].section, before.text.string.utf8.count <= 120,
        case .paragraph = before.kind, let note = UnitNote.ofLine(before.text.string)
      {
        return note
      }
    }
    return headingPath(outline.pieces[piece].section).last.flatMap { UnitNote.split($0)?.note }
  }

  /// The first unit of several, with what the others add to it: the currency of one, the magnitude of another.
  private static func unit(_ notes: [String?]) -> String? {
    let told = notes.compactMap { $0 }
    guard let first = told.first, told.count > 1, let note = UnitNote(first, counts: true) else { return told.first }
    let merged = told.dropFirst().compactMap { UnitNote($0, counts: true) }.reduce(note) { $0.merged(with: $1) }
    return merged == note ? first : merged.text ?? first
  }

  /// Column headers that say nothing about what is measured.
  private static let plainHeaders: Set<String> = [
    "figure", "figures", "value", "values", "result", "results", "amount", "number", "metric", "outcome", "today",
  ]
  private static let organisationHeaders: Set<String> = [
    "company", "companies", "organisation", "organization", "partner", "provider", "vendor", "customer", "client",
    "bank", "firm", "name",
  ]

  /// Whether the first cell of a row says whose figures follow, rather than what is measured.
  private func namesOrganisation(_ rowHeader: String, under header: String?, context: MetricContext) -> Bool {
    if let header, Self.organisationHeaders.contains(header.lowercased()) { return true }
    return ([context.subject].compactMap { $0 } + context.otherOrganisations).contains {
      $0.lowercased() == rowHeader.lowercased()
    }
  }

  /// The date the document speaks of: its own word on currency, else its dates.
  private func documentDate() -> String? {
    for key in ["currency", "research date", "as of", "last updated", "updated", "date"] {
      if let line = document.provenance.first(where: { $0.label.lowercased() == key }) { return line.text }
    }
    return document.modified ?? document.published
  }

  // MARK: - Tables

  mutating func takeTables() {
    for piece in outline.pieces {
      guard case .table(let table) = piece.kind else { continue }
      let rows = 0..<table.rowCount
      document.tables.append(
        DocumentTable(
          section: piece.section, record: document.sections[piece.section].record, caption: table.caption?.string,
          // Rows end where they end in a table that is too large to be made rectangular.
          grid: rows.map { row in table.columns(of: row).map { table[row, $0]?.text.string ?? "" } },
          headerRows: table.headerRows, headerColumns: table.headerColumns,
          columnTypes: table.columns.map(\.type.rawValue),
          columnUnits: table.columns.map(\.unit), span: span(piece.range),
          rowLines: rows.map { row in
            let start =
              table.columns(of: row).compactMap { table[row, $0]?.range.lowerBound }.min() ?? piece.range.lowerBound
            return markup.lines.position(at: start).line
          }))
    }
  }
}

/// The contexts of sections whose statements were met: all statements of a section are of one record.
struct KnownContexts {
  fileprivate var bySection: [Int: MetricContext] = [:]
}

/// Whose figures a list tells, where its record is about nobody: a list that opens with "**Acme Partner Network**: …" goes on
/// about Acme under labels that name no organisation.
private struct ListSubjects {
  private var section = -1
  private var parent: Int?
  /// The label of the first item, until someone asks whom it names.
  private var label: String?
  private var name: String?

  mutating func take(_ statement: Statement, into context: inout MetricContext) {
    guard let label = statement.label else { return }
    if statement.section != section || statement.parent != parent {
      section = statement.section
      parent = statement.parent
      self.label = label
      name = nil
    } else if context.subject == nil {
      if let first = self.label {
        name = Self.organisation(in: first)
        self.label = nil
      }
      if let name, SubjectFinder.organisations(inTitle: label).isEmpty { context.subject = name }
    }
  }

  /// The one organisation a label names, or a name of two joined by a hyphen: "Sony-Honda Mobility".
  private static func organisation(in label: String) -> String? {
    let names = SubjectFinder.organisations(inTitle: label)
    if names.count == 1 { return names[0] }
    guard names.count == 2 else { return nil }
    let words = label.lowercased().split(separator: " ")
    guard words.count == 2, words[0].contains("-"), !relations.contains(String(words[1])) else { return nil }
    return label
  }

  /// What two have with each other; nothing that has figures of its own.
  private static let relations: Set<String> = [
    "partnership", "partnerships", "alliance", "collaboration", "integration", "agreement", "deal", "cooperation",
  ]
}
