internal import Quantities

/// A figure as far as two versions of a document are compared.
struct ComparedFigure: Sendable, Hashable {
  var record: String
  var subject: String?
  var label: String
  var kind: MetricKind
  var role: MetricRole?
  /// As shown: with bound and unit.
  var value: String
  var span: Span
}

/// What became of a figure from one version of a document to the next.
struct FigureChange: Sendable, Hashable {
  enum Kind: String, Sendable, Hashable, CaseIterable { case new, changed, renamed, gone }

  var kind: Kind
  /// nil where it is new.
  var before: ComparedFigure?
  /// nil where it is gone.
  var after: ComparedFigure?
}

/// The difference between the figures of two versions of a document.
///
/// A figure that only moved is none. What is left is paired, each time in the order of the document: first figures of one label and
/// subject (the value changed), then figures of one value (the label changed).
enum FigureDifference {
  /// - Returns: in the order of the new version; what is gone follows, in the order of the old one. Complexity: O(n).
  static func changes(from old: [ComparedFigure], to new: [ComparedFigure]) -> [FigureChange] {
    var partners: [Int: Int] = [:]
    var open = Set(old.indices)
    func pair<Key: Hashable>(_ key: (ComparedFigure) -> Key) {
      var waiting: [Key: [Int]] = [:]
      for index in old.indices.reversed() where open.contains(index) {
        waiting[key(old[index]), default: []].append(index)
      }
      for index in new.indices where partners[index] == nil {
        guard let partner = waiting[key(new[index])]?.popLast() else { continue }
        partners[index] = partner
        open.remove(partner)
      }
    }
    pair { [$0.record, $0.subject ?? "", $0.label, $0.value, $0.role?.rawValue ?? ""] }
    pair { [$0.subject ?? "", $0.label, $0.value] }
    pair { [$0.record, $0.subject ?? "", $0.label, $0.kind.rawValue, $0.role?.rawValue ?? ""] }
    pair { [$0.label, $0.kind.rawValue] }
    pair { [$0.record, $0.value, $0.kind.rawValue] }
    var changes: [FigureChange] = []
    for index in new.indices {
      let after = new[index]
      guard let before = partners[index].map({ old[$0] }) else {
        changes.append(FigureChange(kind: .new, before: nil, after: after))
        continue
      }
      if before.value != after.value {
        changes.append(FigureChange(kind: .changed, before: before, after: after))
      } else if before.label != after.label || before.subject != after.subject {
        changes.append(FigureChange(kind: .renamed, before: before, after: after))
      }
    }
    return changes + open.sorted().map { FigureChange(kind: .gone, before: old[$0], after: nil) }
  }
}

extension ParsedDocument {
  /// The figures, dates left out, in the order of the document.
  var comparedFigures: [ComparedFigure] {
    metrics.filter { $0.metric.kind != .date && $0.metric.kind != .timeline }.map { item in
      ComparedFigure(
        record: item.record.map { records[$0].title } ?? title, subject: item.metric.subject,
        label: item.metric.label ?? "", kind: item.metric.kind, role: item.metric.role, value: item.metric.displayText,
        span: item.span)
    }.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
  }
}
