internal import Foundation
internal import GRDB
internal import Quantities
internal import Words

/// What documents say that can be counted, compared and planned.
extension DocumentLoader {
  mutating func loadTables() throws {
    let tables = try rows(of: TableColumn.self)
    while let row = try tables.next() {
      guard let at = index(row[TableColumn.documentID]) else { continue }
      beginTable(at, row[TableColumn.id])
      let table = DocumentTable(
        section: section(at, row[TableColumn.sectionID]) ?? 0, record: record(at, row[TableColumn.recordID]),
        caption: row[TableColumn.caption], grid: StoredJSON.read(row[TableColumn.grid]) ?? [],
        headerRows: StoredJSON.read(row[TableColumn.headerRows]) ?? [],
        headerColumns: StoredJSON.read(row[TableColumn.headerColumns]) ?? [],
        columnTypes: StoredJSON.read(row[TableColumn.columnTypes]) ?? [],
        columnUnits: StoredJSON.read(row[TableColumn.columnUnits]) ?? [], span: row.span(TableColumn.self),
        rowLines: StoredJSON.read(row[TableColumn.rowLines]) ?? [])
      change(at) { $0.tables.append(table) }
    }
    let criteria = try rows(of: CriterionColumn.self)
    while let row = try criteria.next() {
      guard let at = index(row[CriterionColumn.documentID]) else { continue }
      let criterion = Criterion(
        record: record(at, row[CriterionColumn.recordID]), table: self.table(at, row[CriterionColumn.tableID]) ?? 0,
        ordinal: row[CriterionColumn.ordinal], name: row[CriterionColumn.name], weight: row[CriterionColumn.weight],
        factors: StoredList.read(row[CriterionColumn.factors]), method: row[CriterionColumn.method],
        span: row.span(CriterionColumn.self))
      change(at) { $0.criteria.append(criterion) }
    }
  }

  mutating func loadMetrics() throws {
    let metrics = try rows(of: MetricColumn.self)
    while let row = try metrics.next() {
      guard let at = index(row[MetricColumn.documentID]), let statement = statement(at, row[MetricColumn.statementID])
      else { continue }
      let metric = DocumentMetric(
        statement: statement, record: record(at, row[MetricColumn.recordID]),
        table: self.table(at, row[MetricColumn.tableID]), metric: Metric(row), span: row.span(MetricColumn.self),
        correction: row[MetricColumn.correction])
      change(at) { $0.metrics.append(metric) }
    }
  }

  mutating func loadFactors() throws {
    var themes: [Int64: [FactorTheme]] = [:]
    let assigned = try rows(of: FactorThemeColumn.self, ofEach: FactorColumn.self, by: .factorID)
    while let row = try assigned.next() {
      themes[row[FactorThemeColumn.factorID], default: []].append(FactorTheme(row))
    }
    let factors = try rows(of: FactorColumn.self)
    while let row = try factors.next() {
      guard let at = index(row[FactorColumn.documentID]), let statement = statement(at, row[FactorColumn.statementID])
      else { continue }
      let factor = Factor(
        kind: Factor.Kind(rawValue: row[FactorColumn.kind]) ?? .factor, statement: statement,
        record: record(at, row[FactorColumn.recordID]), themes: themes[row[FactorColumn.id]] ?? [],
        correction: row[FactorColumn.correction])
      change(at) { $0.factors.append(factor) }
    }
  }

  mutating func loadPlans() throws {
    var tasks: [Int64: [Int64]] = [:]
    let listed = try rows(
      of: PhaseTaskColumn.self, ofEach: PhaseColumn.self, by: .phaseID, orderedBy: "phase_id, ordinal")
    while let row = try listed.next() {
      tasks[row[PhaseTaskColumn.phaseID], default: []].append(row[PhaseTaskColumn.statementID])
    }
    let phases = try rows(of: PhaseColumn.self)
    while let row = try phases.next() {
      guard let at = index(row[PhaseColumn.documentID]) else { continue }
      let phase = Phase(
        record: record(at, row[PhaseColumn.recordID]), plan: section(at, row[PhaseColumn.planSectionID]) ?? 0,
        section: section(at, row[PhaseColumn.sectionID]) ?? 0, ordinal: row[PhaseColumn.ordinal],
        noun: row[PhaseColumn.noun], name: row[PhaseColumn.name], timeFrame: TimeFrame(row),
        tasks: (tasks[row[PhaseColumn.id]] ?? []).compactMap { statement(at, $0) }, span: row.span(PhaseColumn.self))
      change(at) { $0.phases.append(phase) }
    }
  }
}

extension Metric {
  /// The metric of a row of the table `metrics`.
  init(_ row: Row) {
    let kind: String = row[MetricColumn.kind]
    self.init(text: row[MetricColumn.raw], range: 0..<0, kind: MetricKind(rawValue: kind) ?? .count)
    low = row[MetricColumn.low]
    high = row[MetricColumn.high]
    comparator = (row[MetricColumn.comparator] as String?).flatMap { Comparator(rawValue: $0) }
    unit = row[MetricColumn.unit]
    currency = row[MetricColumn.currency]
    magnitude = row[MetricColumn.magnitude]
    period = row[MetricColumn.period]
    direction = (row[MetricColumn.direction] as String?).flatMap { Direction(rawValue: $0) }
    role = (row[MetricColumn.role] as String?).flatMap { MetricRole(rawValue: $0) }
    label = row[MetricColumn.label]
    subject = row[MetricColumn.subject]
    category = (row[MetricColumn.category] as String?).flatMap { MetricCategory(rawValue: $0) }
    asOf = row[MetricColumn.asOf]
    measure = row[MetricColumn.measure]
    whole = row[MetricColumn.whole]
    statistic = row[MetricColumn.statistic]
    isVague = row[MetricColumn.vague]
    rules = StoredList.read(row[MetricColumn.rules], separator: ";")
  }
}

extension FactorTheme {
  /// The theme of a row of the table `factor_themes`.
  init(_ row: Row) {
    self.init(
      theme: row[FactorThemeColumn.theme], entry: row[FactorThemeColumn.entry],
      words: StoredJSON.read(row[FactorThemeColumn.words]) ?? [])
  }
}

extension TimeFrame {
  /// The time frame of a row of the table `phases`; nil where the phase has none.
  init?(_ row: Row) {
    guard let text: String = row[PhaseColumn.timeText] else { return nil }
    let unit: String? = row[PhaseColumn.unit]
    self.init(
      text: text, unit: unit.flatMap { Unit(rawValue: $0) }, isLength: row[PhaseColumn.isLength] ?? false,
      from: row[PhaseColumn.fromTime], to: row[PhaseColumn.toTime], isOngoing: row[PhaseColumn.isOngoing] ?? false)
  }
}

/// Columns of the store that contain JSON.
enum StoredJSON {
  /// The value of a column; nil where it is none.
  static func read<Value: Decodable>(_ text: String) -> Value? {
    try? JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}

/// Columns of the store that contain several words or names.
enum StoredList {
  static func read(_ text: String, separator: Character = ",") -> [String] {
    text.split(separator: separator).map { String($0.trimmingSpaces()) }
  }
}
