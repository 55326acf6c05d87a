internal import Quantities

/// What a person put right, applied to what was read.
extension DocumentBuilder {
  /// The statement that a correction is about; nil where its words are gone.
  private func statement(of correction: Correction) -> Int? {
    PlaceFinder(correction.place.words).nearest(
      to: correction.place.line, in: Array(document.statements.indices), span: { document.statements[$0].span },
      text: { document.statements[$0].fullText })
  }

  /// The record that a correction is about: the one with that title, else the one in which the words are.
  private func record(of correction: Correction) -> Int? {
    let finder = PlaceFinder(correction.place.words)
    if finder.isEmpty {
      return document.records.indices.last { document.records[$0].span.line <= correction.place.line }
    }
    let titled = finder.nearest(
      to: correction.place.line, in: Array(document.records.indices), span: { document.records[$0].span },
      text: { document.records[$0].title })
    if let titled { return titled }
    let section = finder.nearest(
      to: correction.place.line, in: Array(document.sections.indices), span: { document.sections[$0].span },
      text: { document.sections[$0].title })
    return section.flatMap { document.sections[$0].record }
      ?? statement(of: correction).flatMap { document.statements[$0].record }
  }

  private mutating func applied(_ correction: Correction) -> String {
    let key = correction.key
    if !document.corrections.contains(key) { document.corrections.append(key) }
    return key
  }

  /// Kinds of records, before organisations are looked for.
  mutating func correctKinds() {
    for correction in corrections {
      guard let kind = correction.values[.kind], let index = record(of: correction) else { continue }
      document.records[index].kind = RecordKind(rawValue: kind)
      document.records[index].kindRule = correction.rule
      document.records[index].correction = applied(correction)
    }
  }

  /// Whom records are about, before figures take their subjects from it.
  mutating func correctOrganisations() {
    for correction in corrections {
      guard let name = correction.values[.organisation], let index = record(of: correction) else { continue }
      var others = document.records[index].organisations.filter { !$0.isSubject && $0.name != name }
      if !name.isEmpty { others.insert(Organisation(name: name, isSubject: true, rule: correction.rule), at: 0) }
      document.records[index].organisations = others
      document.records[index].correction = applied(correction)
    }
  }

  /// Figures: what they measure, whose they are, and those that are none.
  mutating func correctFigures() {
    for correction in corrections where correction.values.keys.contains(where: { $0.target == .figure }) {
      guard correction.values[.not] != "factor", let statement = statement(of: correction) else { continue }
      let found = document.metrics.indices.filter {
        document.metrics[$0].statement == statement && means(document.metrics[$0], correction)
      }
      guard !found.isEmpty else { continue }
      let key = applied(correction)
      if correction.values[.not] == "figure" {
        for index in found.reversed() { document.metrics.remove(at: index) }
        continue
      }
      for index in found {
        document.metrics[index].metric.correct(correction)
        document.metrics[index].correction = key
      }
    }
  }

  /// Whether a correction is about a figure: the one it names, else each that its words hold.
  private func means(_ figure: DocumentMetric, _ correction: Correction) -> Bool {
    if let text = correction.figure {
      return figure.metric.text == text
        || PlaceFinder(text).isIn(figure.metric.text)
          && PlaceFinder(figure.metric.text).isIn(text)
    }
    return correction.place.words.isEmpty || PlaceFinder(figure.metric.text).isIn(correction.place.words)
      || correction.place.words.contains(figure.metric.text)
  }

  /// Factors: their kind and themes, and those that are none.
  mutating func correctFactors() {
    for correction in corrections {
      let isNone = correction.values[.not] == "factor"
      guard isNone || correction.values.keys.contains(where: { $0.target == .factor }),
        let statement = statement(of: correction)
      else { continue }
      let known = document.factors.firstIndex { $0.statement == statement }
      if isNone {
        guard let known else { continue }
        document.factors.remove(at: known)
        _ = applied(correction)
        continue
      }
      var factor =
        known.map { document.factors[$0] }
        ?? Factor(kind: .factor, statement: statement, record: document.statements[statement].record)
      if let kind = correction.values[.factor].flatMap({ Factor.Kind(rawValue: $0) }) { factor.kind = kind }
      if let theme = correction.values[.theme] {
        factor.themes = theme.isEmpty ? [] : [FactorTheme(theme: theme, entry: correction.rule, words: [])]
      }
      factor.correction = applied(correction)
      if let known {
        document.factors[known] = factor
      } else {
        let place = document.factors.firstIndex { $0.statement > statement } ?? document.factors.endIndex
        document.factors.insert(factor, at: place)
      }
    }
  }
}

extension Correction {
  /// What says that a person decided. The line is left out: it changes without the document.
  fileprivate var rule: String { "corrected" }
}

extension Metric {
  fileprivate mutating func correct(_ correction: Correction) {
    for (field, value) in correction.values.sorted(by: { $0.key < $1.key }) {
      let text = value.isEmpty ? nil : value
      switch field {
      case .subject: subject = text
      case .label:
        label = text
        measure = text?.lowercased()
      case .category: category = text.flatMap { MetricCategory(rawValue: $0) }
      case .year: asOf = text
      case .role: role = text.flatMap { MetricRole(rawValue: $0) }
      default: continue
      }
      rules.append("\(field.rawValue): corrected")
    }
  }
}
