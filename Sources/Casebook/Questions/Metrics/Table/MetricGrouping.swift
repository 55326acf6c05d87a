internal import Quantities

/// By what the metric table is grouped, or which columns a pivot has.
public enum MetricGrouping: String, Sendable, Hashable, CaseIterable {
  /// Whose figure it is.
  case org
  case kind, category, label, unit, period
  /// The year that the statement or the document's date names.
  case year
  case role
  /// The case study, pattern or other record.
  case record
  case source, file

  /// Heading of its column.
  var title: String {
    switch self {
    case .org: "Subject"
    default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
    }
  }

  /// The group of a metric; empty where it says nothing.
  func value(of row: MetricRow) -> String {
    let metric = row.metric
    switch self {
    case .org: return row.subject
    case .kind: return String(metric.kind.rawValue.map { $0 == "_" ? " " : $0 })
    case .category: return metric.category?.rawValue ?? ""
    case .label: return metric.label ?? row.statementLabel ?? ""
    case .unit: return metric.unit ?? ""
    case .period: return metric.period ?? ""
    case .year: return Self.year(in: row.quote) ?? metric.asOf.flatMap { Self.year(in: $0) } ?? ""
    case .role: return metric.role?.rawValue ?? ""
    case .record: return row.record
    case .source: return row.source
    case .file: return row.citation.file
    }
  }

  /// The last year that a text names.
  static func year(in text: String) -> String? {
    text.split(whereSeparator: { !($0.isASCII && ($0.isNumber || $0.isLetter)) }).last { part in
      part.count == 4 && Int(part).map { (1950...2100).contains($0) } == true
    }.map(String.init)
  }
}

extension ValueScale {
  /// Scales as headings, in the order in which tables show them.
  var heading: String {
    switch self {
    case .money(let code): "Money (\(code))"
    case .number: "Counts"
    case .share: "Shares and changes (%)"
    case .points: "Percentage points"
    case .factor: "Factors (x)"
    case .quantity(.time): "Durations"
    case .quantity(.data): "Data"
    case .quantity(let dimension): dimension.rawValue.prefix(1).uppercased() + dimension.rawValue.dropFirst()
    case .score: "Scores"
    case .rank: "Ranks"
    }
  }

  /// Place of a scale among others; scales that cannot be compared stand apart.
  var order: Int {
    switch self {
    case .money: 0
    case .number: 1
    case .share: 2
    case .points: 3
    case .factor: 4
    case .quantity: 5
    case .score: 6
    case .rank: 7
    }
  }
}
