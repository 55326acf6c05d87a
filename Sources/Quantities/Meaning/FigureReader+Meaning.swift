extension FigureReader {
  /// Replaces what the rules say of figures in running text by what the models say. Tables, blocks of numbers and lead-ins
  /// keep their own words: there the structure says what a figure means.
  ///
  /// - Parameters:
  ///   - kept: the figures' indices in the parser, in the order of their metrics.
  ///   - base: where their metrics begin in `result`.
  mutating func readMeaning(_ kept: [Int], from base: Int, into result: inout [Metric]) {
    guard kept.contains(where: { isQuantity(parser.figures[$0]) }) else { return }
    guard let words = ClauseWords(parser, figures: kept.map { parser.figures[$0] }) else { return }
    if studies != nil {
      studies = zip(kept, result[base...]).filter { isQuantity(parser.figures[$0.0]) }.map {
        FigureStudy(
          self, words, parser.figures[$0.0],
          known: FigureStudy.Known(
            role: $0.1.role, isRoleSure: isRoleSure($0.1), category: $0.1.category,
            isCategorySure: isCategorySure($0.1, parser.figures[$0.0], isFramed: false), subject: $0.1.subject))
      }
    }
    guard let models = MeaningModels.shared else { return }
    var reader = MeaningReader(models: models, words: words, parser: parser)
    for (place, index) in kept.enumerated() where isQuantity(parser.figures[index]) {
      let site = site(words, parser.figures[index])
      guard site.b - site.a < ClauseWords.longest, saysMore(site) else { continue }
      describe(&result[base + place], parser.figures[index], site, &reader)
    }
  }

  /// Whether the sentence has a word beside the figure: in a cell of figures alone the models know nothing.
  private func saysMore(_ site: FigureSite) -> Bool {
    site.sentence.contains { !site.isOwn($0) && parser.isWord($0) && !site.words.isFigure[$0] }
  }

  private func isQuantity(_ figure: Figure) -> Bool { figure.kind != .date && figure.kind != .timeline }

  /// The place of a figure; its sentence begins behind a lead-in that says nothing of it.
  func site(_ words: ClauseWords, _ figure: Figure) -> FigureSite {
    let isBehindLead =
      !lead.isEmpty && lead.upperBound < figure.first && leadText.map { Self.isGenericLead($0) } == true
    return FigureSite(words, figure, from: isBehindLead ? lead.upperBound + 1 : 0)
  }

  private func describe(
    _ metric: inout Metric, _ figure: Figure, _ site: FigureSite, _ reader: inout MeaningReader
  ) {
    let isFramed =
      context.columnHeader != nil || context.followingLabel != nil || context.precedingLabel != nil
      || isLed(figure)
    var labelRange: Range<Int>?
    if !isFramed, let choice = label(figure, site, &reader) {
      labelRange = choice.candidate.range
      metric.label = choice.candidate.text(site, parser)
      metric.measure =
        [.verb, .subjectWithVerb].contains(choice.candidate.form)
        ? metric.label?.lowercased() : measure(choice.candidate.range)
      metric.rules.append("label: \(side(choice.candidate.range, figure)), sure to \(Int(choice.probability * 100)) %")
    }
    let label = metric.label ?? ""
    // The models are asked only where their answer can change something.
    if !isFramed || !isCategorySure(metric, figure, isFramed: isFramed) {
      let classes = reader.classes(site, figure, category: metric.category, role: metric.role, label: label)
      chooseCategory(&metric, figure, classes.category, isFramed: isFramed)
      if !isFramed { chooseRole(&metric, classes.role) }
    }
    if context.columnHeader == nil || context.rowHeader == nil {
      // A phase's name is nobody's: "Phase 2: Pilot (4-8 weeks)".
      if !isFramed || metric.subject == nil && metric.kind != .duration {
        chooseSubject(&metric, reader.subject(site, label: label, at: labelRange))
      }
      if let date = reader.date(site) { metric.asOf = date }
    }
  }

  /// A category that a rule gives for words of its own ("ROI", "margin") is sure; of the wide ones the model knows more.
  private func chooseCategory(
    _ metric: inout Metric, _ figure: Figure, _ found: MetricCategory?, isFramed: Bool
  ) {
    if isCategorySure(metric, figure, isFramed: isFramed) || metric.category != nil && found == nil { return }
    if metric.category != found { metric.rules.append("category: words around and label") }
    metric.category = found
  }

  private func isCategorySure(_ metric: Metric, _ figure: Figure, isFramed: Bool) -> Bool {
    figure.kind == .rank || metric.category.map { isFramed || Self.narrow.contains($0) } == true
  }

  private static let narrow: Set<MetricCategory> = [
    .roi, .commission, .margin, .marketShare, .retention, .valuation, .ownership, .revenueShare, .weight,
    .marketPosition, .satisfaction, .threshold,
  ]

  /// What the grammar, a header or a label says of the role is sure; a change that only a direction tells of is not.
  private func chooseRole(_ metric: inout Metric, _ found: MetricRole?) {
    guard !isRoleSure(metric) else { return }
    // "annual revenue opportunity": the label says what it is.
    if let head = metric.label?.split(separator: " ").last?.lowercased(), Self.possibilities.contains(head) {
      metric.role = .potential
      metric.rules.append("role: label")
      return
    }
    guard let found, found != metric.role else { return }
    metric.role = found
    metric.rules.append("role: words around")
  }

  private static let possibilities: Set<String> = ["opportunity", "opportunities", "potential"]

  private func isRoleSure(_ metric: Metric) -> Bool {
    metric.role != nil
      && (surroundings.role != nil || surroundings.isPlan || metric.partner != nil
        || metric.rules.contains {
          $0 == "role: aside" || $0 == "role: before and now" || $0 == "role: header or label"
        })
  }

  /// The name of the sentence whose figure it is; where the record's organisation is known, only a likely one.
  private func chooseSubject(
    _ metric: inout Metric, _ found: (name: String, probability: Float)?
  ) {
    guard let found else { return }
    if let known = context.subject, !known.isEmpty {
      let isNamed = context.otherOrganisations.contains { $0.contains(found.name) || found.name.contains($0) }
      guard found.probability >= (isNamed || known.contains(found.name) ? 0.4 : 0.7) else { return }
      // One name for one organisation: "Acme" in the case of "Acme Corp" is that.
      if known.contains(found.name) {
        metric.subject = known
        return
      }
    }
    if let leadText, leadText.contains(found.name), !isOrganisation(found.name) { return }
    metric.subject = found.name
    metric.rules.append("subject: named in the sentence, sure to \(Int(found.probability * 100)) %")
  }

  private func isOrganisation(_ name: String) -> Bool {
    context.otherOrganisations.contains { $0.contains(name) }
      || SubjectFinder.organisations(inTitle: name).contains(name)
  }

  /// The label of a figure; the halves of a pair have one.
  private func label(_ figure: Figure, _ site: FigureSite, _ reader: inout MeaningReader) -> MeaningReader.Choice? {
    if let other = figure.partner, parser.figures.indices.contains(other), isQuantity(parser.figures[other]),
      let choice = reader.label(site, self.site(reader.words, parser.figures[other]))
    {
      return choice
    }
    return reader.label(site)
  }

  /// Whether a lead-in that says more than "Results:" stands before the figure.
  private func isLed(_ figure: Figure) -> Bool {
    guard let leadText, !leadText.isEmpty else { return false }
    return !Self.isGenericLead(leadText) || figure.kind == .duration && Self.namesPhase(leadText)
  }

  private func side(_ range: Range<Int>, _ figure: Figure) -> String {
    range.lowerBound > figure.last ? "words behind" : "words before"
  }

  /// The short name of a label for matching: its words without articles, adverbs of period and figures.
  private func measure(_ range: Range<Int>) -> String? {
    let words = range.filter {
      parser.isWord($0) && parser.traits($0).isDisjoint(with: [.determiner, .periodAdverb, .statistic])
    }
    return words.isEmpty ? nil : words.map { parser.text($0) }.joined(separator: " ")
  }
}
