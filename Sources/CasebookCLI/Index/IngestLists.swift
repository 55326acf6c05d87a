import Casebook

/// The files that an ingestion names: what is new, changed, moved, gone and skipped, and what has no figures.
enum IngestLists {
  /// Names of a kind that are shown unless all are asked for.
  private static let most = 10

  static func lines(_ report: IngestReport, showsAll: Bool) -> [String] {
    var lines: [String] = []
    let isFirst = report.unchanged == 0 && report.changes.allSatisfy { $0.kind == .new }
    for kind in IngestReport.FileChange.Kind.allCases {
      // Where all are new, their number says it.
      if kind == .new, isFirst, !showsAll { continue }
      let names = report.changes.filter { $0.kind == kind }.map { text($0) }
      lines += listed("\(kind == .reread ? "read otherwise" : kind.rawValue)", names, showsAll)
    }
    let skipped = report.notes.filter { $0.code == "skipped" }.map { "\($0.place) (\($0.message))" }
    lines += listed("skipped", skipped, showsAll)
    if report.read > 0 { lines += listed("no figures in", report.withoutFigures.sorted(), showsAll) }
    if report.changes.contains(where: { $0.changedFigures > 0 }) {
      lines.append("casebook changes shows old and new figures.")
    }
    return lines
  }

  static func json(_ change: IngestReport.FileChange) -> JSONValue {
    .object([
      .init("change", .string(change.kind.rawValue)), .init("source", .string(change.source)),
      .init("path", .string(change.path)), .init("old_path", JSONValue(change.oldPath)),
      .init("figures", .integer(change.figures)), .init("changed_figures", .integer(change.changedFigures)),
    ])
  }

  /// What became of a file, in one line.
  static func line(_ change: IngestReport.FileChange) -> String { "\(change.kind.rawValue) \(text(change))" }

  private static func text(_ change: IngestReport.FileChange) -> String {
    let path = ControlSigns.replaced(in: change.path)
    switch change.kind {
    case .new, .gone: return "\(path) (\(Summary.plural(change.figures, "figure")))"
    case .moved: return "\(ControlSigns.replaced(in: change.oldPath ?? "")) to \(path)"
    case .changed, .reread:
      return
        "\(path) (\(change.changedFigures == 0 ? "no figure" : Summary.plural(change.changedFigures, "figure")) changed)"
    }
  }

  private static func listed(_ name: String, _ items: [String], _ showsAll: Bool) -> [String] {
    let shown = showsAll ? items : Array(items.prefix(most))
    var lines = shown.enumerated().map { index, item in
      (index == 0 ? name : "").padded(to: 14) + "  " + item
    }
    if items.count > shown.count {
      lines.append("".padded(to: 14) + "  and \(items.count - shown.count) more: --verbose names them")
    }
    return lines
  }
}

extension String {
  /// With spaces behind it up to a number of letters.
  fileprivate func padded(to count: Int) -> String { self + String(repeating: " ", count: max(0, count - self.count)) }
}
