internal import Quantities
internal import Words

/// What can be said of a figure's standing: where its date and source come from, and how often it is told.
public struct FigureQuality: Sendable, Hashable {
  /// Who says when the figure held.
  public enum Dating: String, Sendable, Hashable {
    /// Its own statement.
    case own
    /// The document.
    case document
    case none
  }

  /// Who says when it held.
  public var dating: Dating
  /// It states no number: "millions of downloads".
  public var isVague: Bool
  /// A sum per time or a growth, without saying per which time.
  public var lacksPeriod: Bool
  /// Its statement or its document names a source.
  public var hasSource: Bool
  /// Statements that tell the same figure, itself included, and the documents they stand in.
  public var mentions: Int
  /// Documents that tell it.
  public var documents: Int

  /// The labels for people; none where nothing is wanting.
  public var labels: [String] {
    var labels: [String] = []
    if isVague { labels.append("vague") }
    if lacksPeriod { labels.append("no period") }
    if dating == .none { labels.append("no date") }
    if !hasSource { labels.append("no source") }
    if documents > 1 {
      labels.append("in \(documents) documents")
    } else if mentions == 1, !isVague {
      labels.append("one mention")
    }
    return labels
  }
}

/// Judges the figures of documents against each other.
struct QualityAssessment {
  /// A figure: its document, and its index there.
  struct Place: Hashable {
    var document: Int
    var metric: Int
  }

  let qualities: [Place: FigureQuality]

  /// How often a figure is told.
  struct Mentions: Sendable, Hashable {
    var statements: Int
    var documents: Int
  }

  init(_ documents: [SourcedDocument], mentions: [Place: Mentions]) {
    var qualities: [Place: FigureQuality] = [:]
    for (index, item) in documents.enumerated() {
      let document = item.document
      let isSourced = Self.namesSources(document)
      let isDated = Self.isDated(document)
      // "in the first 6 months"
      let withLength = Set(document.metrics.filter { $0.metric.kind == .duration }.map(\.statement))
      for (metricIndex, found) in document.metrics.enumerated() where found.metric.isFigure {
        let statement = document.statements[found.statement]
        let years = !Wording.years(in: statement.fullText).isEmpty
        let place = Place(document: index, metric: metricIndex)
        let told = mentions[place] ?? Mentions(statements: 1, documents: 1)
        qualities[place] = FigureQuality(
          dating: years ? .own : isDated || found.metric.asOf != nil ? .document : .none,
          isVague: found.metric.isVague,
          lacksPeriod: Self.lacksPeriod(found.metric) && !years && !withLength.contains(found.statement),
          hasSource: isSourced || Self.namesSource(statement), mentions: told.statements, documents: told.documents)
      }
    }
    self.qualities = qualities
  }

  private static let priceWords = Set(
    ["contract", "price", "deal", "order", "fee", "ticket", "basket", "value", "per"].map { Wording.stem($0) })

  /// Revenue, cost and growth mean something only per time, or between two dates.
  private static func lacksPeriod(_ metric: Metric) -> Bool {
    guard (metric.period ?? "").isEmpty, !metric.isVague, metric.role != .target, metric.role != .window else {
      return false
    }
    // A price is paid once, whatever the time.
    let isPrice = Wording.stems(metric.label ?? "").contains { priceWords.contains($0) }
    switch metric.category {
    case .revenue, .cost: return metric.kind == .currency && !isPrice
    case .growth: return metric.kind == .percent || metric.kind == .multiplier
    default: return false
    }
  }

  private static let dateKeys = [
    "date", "as_of", "as of", "asof", "updated", "published", "created", "currency", "modified", "temporalcoverage",
    "year",
  ]

  static func isDated(_ document: ParsedDocument) -> Bool {
    if document.published != nil || document.modified != nil { return true }
    let keys = document.metadata.map { $0.key.lowercased() } + document.provenance.map { $0.label.lowercased() }
    return keys.contains { key in dateKeys.contains { key.contains($0) } }
  }

  private static let sourceWords = Set(
    [
      "source", "sources", "methodology", "validation", "reference", "references", "bibliography", "evidence",
      "citation",
    ].map {
      Wording.stem($0)
    })

  /// Whether the document says where its figures come from.
  static func namesSources(_ document: ParsedDocument) -> Bool {
    let named =
      document.provenance.map(\.label) + document.metadata.map(\.key) + document.sections.dropFirst().map(\.title)
    return named.contains { text in
      guard mayNameSource(text) else { return false }
      // "Open Source Strategy" names none.
      let stems = Wording.stems(text)
      return stems.indices.contains { index in
        sourceWords.contains(stems[index]) && !(stems[index] == "sourc" && index > 0 && stems[index - 1] == "open")
      }
    }
  }

  /// How the words above begin, whatever their ending: most titles hold none of these letters.
  private static let sourceBeginnings = Set(sourceWords.map { Array($0.utf8.prefix(4)) })

  private static func mayNameSource(_ text: String) -> Bool {
    let bytes = text.utf8.map { lowered($0) }
    if bytes.contains(where: { $0 >= 0x80 }) { return true }
    return sourceBeginnings.contains { ByteSearch.first($0, in: bytes, 0..<bytes.count) != nil }
  }

  private static let attributions = [
    "according to", "source:", "sources:", "reported by", "as reported", "cited by", "http://", "https://",
  ].map { Array($0.utf8) }

  /// Whether a statement names its own source: a quote with a speaker, or "according to".
  static func namesSource(_ statement: Statement) -> Bool {
    if statement.attribution != nil { return true }
    let text = Array(WordMatcher.fold(statement.fullText).utf8)
    return attributions.contains { ByteSearch.first($0, in: text, 0..<text.count) != nil }
  }
}

extension Metric {
  /// It is a quantity of something, not a date or a place on a time line.
  var isFigure: Bool { kind != .date && kind != .timeline }
}
