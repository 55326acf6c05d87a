internal import FullText
public import Markup
internal import Quantities
internal import Recognition
internal import Words

/// Reads one document into records, statements, metrics and factors.
///
/// A pure function of path and bytes: no file system, no clock, no index. The same bytes give the same result, on any
/// thread and in any order.
public struct DocumentParser: Sendable {
  /// Changes whenever the same bytes would be read differently, so that an index knows what to read again.
  public static let version = 7

  /// How bytes become blocks.
  public let reader: DocumentReader
  let roles: RoleLexicon
  let themes: ThemeLexicon
  let metrics: MetricExtractor
  let kinds: KindReader
  let organisations: OrganisationReader
  let statements: StatementReader
  /// No more figures than this are read of one document: what has more is a data set, and would take more memory and time
  /// than any document should.
  var maximumMetrics = 100_000
  /// Identifies version, options, lexicons and the C libraries that read: another value means that the same bytes may be read differently.
  public let fingerprint: String

  /// A parser with the built-in lexicons and those of a user.
  ///
  /// - Parameters:
  ///   - options: how bytes become blocks.
  ///   - roleLexicons: extend the built-in roles.
  ///   - themeLexicons: extend the built-in themes.
  /// - Throws: `LexiconError` when a lexicon cannot be read, `LinearModelError` when the program's weights are damaged.
  public init(
    options: DocumentReader.Options = .init(), roleLexicons: [LexiconSource] = [], themeLexicons: [LexiconSource] = []
  ) throws {
    reader = DocumentReader(options: options)
    roles = try RoleLexicon.builtIn(extendedBy: roleLexicons)
    themes = try ThemeLexicon.builtIn(extendedBy: themeLexicons)
    metrics = MetricExtractor()
    kinds = try KindReader()
    organisations = try OrganisationReader()
    statements = try StatementReader(lexicon: themes, isExtended: !themeLexicons.isEmpty)
    let settings =
      "\(Self.version)|\(options.repairsText)|\(options.mainContentOnly)|\(LibraryVersions.text)|\(StemmerProbe.text)|"
      + ([BuiltInLexicons.roles.text] + roleLexicons.map(\.text) + ["|", BuiltInLexicons.themes.text]
      + themeLexicons.map(\.text)).joined(separator: "\n")
    fingerprint = ContentHash.hexadecimal(of: Array(settings.utf8))
  }

  /// Never fails: what cannot be read becomes a diagnostic of the result.
  ///
  /// - Parameters:
  ///   - path: relative to the source, with `/`; its extension tells the format (Markdown where it tells none).
  ///   - bytes: the document as it is stored.
  public func parse(path: String, bytes: [UInt8]) -> ParsedDocument { parse(path: path, bytes: bytes, corrections: []) }

  /// The same with what a person put right.
  ///
  /// - Parameters:
  ///   - path: relative to the source, with `/`.
  ///   - bytes: the document as it is stored.
  ///   - corrections: those of this document; the result names those whose place was found.
  public func parse(path: String, bytes: [UInt8], corrections: [Correction]) -> ParsedDocument {
    let name = path.split(separator: "/").last ?? Substring(path)
    let pathExtension = name.split(separator: ".").last ?? ""
    let format = DocumentFormat(pathExtension: pathExtension) ?? .markdown
    var builder = DocumentBuilder(
      parser: self, markup: reader.read(bytes, format: format), path: path, bytes: bytes)
    builder.corrections = corrections
    builder.document.reader = fingerprint(with: corrections)
    return builder.build(hash: ContentHash.hexadecimal(of: bytes))
  }

  /// Identifies how a document with these corrections is read.
  func fingerprint(with corrections: [Correction]) -> String {
    if corrections.isEmpty { return fingerprint }
    return ContentHash.hexadecimal(of: Array(([fingerprint] + corrections.map(\.key)).joined(separator: "|").utf8))
  }

  /// The statements of a document that may be factors, each with what speaks for it.
  func factorCandidates(
    path: String, bytes: [UInt8]
  ) -> [(statement: Statement, candidate: DocumentBuilder.FactorCandidate)] {
    let format = DocumentFormat(pathExtension: path.split(separator: ".").last ?? "") ?? .markdown
    var builder = DocumentBuilder(
      parser: self, markup: reader.read(bytes, format: format), path: path, bytes: bytes)
    _ = builder.build(hash: "")
    return builder.factorCandidates().map { (builder.document.statements[$0.statement], $0) }
  }
}

/// The state of reading one document. Its steps run in the order of the way of the data: outline, statements, records,
/// then what the statements tell.
struct DocumentBuilder {
  let parser: DocumentParser
  /// What was read of the bytes; its blocks are gone, as the outline has them.
  let markup: MarkupDocument
  let bytes: [UInt8]
  let outline: Outline
  /// Where the document leads, and its images.
  let links: [DocumentText.Link]
  var document: ParsedDocument
  /// Names of others that may be products.
  var unsureOthers: Set<String> = []
  var titles: [HeadingTitle]
  var ownRoles: [Role?] = []
  /// What a person put right.
  var corrections: [Correction] = []
  /// Nobody has filled in its places.
  var isTemplate = false
  /// Statements made from each piece of the outline, in order; the text each came from.
  var statementTexts: [SourceText] = []
  /// The lead-in label of a statement with its way back to the file, by statement; only of those that have one.
  var labelTexts: [Int: SourceText] = [:]
  /// The probabilities of the roles of each statement, in the order of `StatementRole.allCases`; empty for code.
  var roleScores: [[Float]] = []
  /// First statement of a piece, for nested bullets.
  var statementOfPiece: [Int?]

  init(parser: DocumentParser, markup: consuming MarkupDocument, path: String, bytes: [UInt8]) {
    self.parser = parser
    self.bytes = bytes
    let title = Self.title(of: markup, path: path)
    var story: [Block] = []
    if markup.format == .markdown || markup.format == .html {
      let entries = markup.metadata.entries
      story = FrontMatterQuotes(bytes: bytes).blocks(of: entries)
      story += FrontMatterStory(roles: parser.roles, bytes: bytes).blocks(of: entries)
    }
    outline = OutlineBuilder.outline(of: markup, title: title, story: story)
    links = Self.links(in: markup.blocks)
    // They are as large as the rest together.
    markup.blocks = []
    self.markup = markup
    titles = outline.sections.map { HeadingTitle($0.title) }
    if let heading = outline.titleHeading { titles[0] = HeadingTitle(heading) }
    statementOfPiece = Array(repeating: nil, count: outline.pieces.count)
    document = ParsedDocument(
      path: path, format: self.markup.format.rawValue, hash: "", reader: parser.fingerprint,
      byteCount: self.markup.lines.byteCount,
      lineCount: self.markup.lines.starts.count, encoding: self.markup.encoding, title: title)
  }

  mutating func build(hash: String) -> ParsedDocument {
    document.hash = hash
    readOutline()
    let text = WordedDocument(documentText())
    let kind = parser.kinds.kind(of: text)
    makeRecords(kind)
    inheritRoles()
    assignStatements()
    correctKinds()
    nameOrganisations(text)
    correctOrganisations()
    findFacets()
    takeTables()
    findMetrics()
    correctFigures()
    findPurposes()
    findFactors()
    correctFactors()
    findPhases()
    findCriteria()
    return document
  }

  /// Metadata, sections and statements: what records are told from.
  mutating func readOutline() {
    document.heading = outline.titleHeading
    takeMetadata()
    document.sections = outline.sections
    assignOwnRoles()
    makeStatements()
    checkTemplate()
  }

  func span(_ range: Range<Int>) -> Span { Span(range, in: markup.lines) }

  /// A template with places to fill tells no case: its examples are no figures, its placeholders no factors.
  private mutating func checkTemplate() {
    isTemplate = TemplatePlaceholders.isTemplate(
      title: document.title,
      texts: document.statements.lazy.filter { $0.kind != .metadata && $0.kind != .code }.map(\.fullText))
    guard isTemplate, let first = document.statements.first else { return }
    document.diagnostics.append(
      DiagnosticEntry(
        severity: "note", code: "unfilled-template",
        message: "a template with places to fill: no case study, and what stands in the places is not read",
        span: first.span))
  }

  /// Front matter's or the page's title, else the first heading, else the file's name.
  ///
  /// Of a page whose head and only first heading differ, the heading is what its readers see: heads are often copied, and
  /// name the site.
  private static func title(of markup: MarkupDocument, path: String) -> String {
    let told = markup.metadata.title
    if let told, !told.value.isEmpty {
      let isHead = markup.format == .html && told.origin != .frontMatter && told.origin != .jsonLD
      return (isHead ? pageTitle(markup.blocks) : nil) ?? told.value
    }
    let name = String((path.split(separator: "/").last ?? Substring(path)).prefix { $0 != "." })
    // Keys of a data file are no titles.
    if markup.format == .yaml { return name }
    var first: (level: Int, text: String)?
    for block in markup.blocks {
      guard case .heading(let level) = block.kind, !block.text.isEmpty else { continue }
      if level == 1 { return block.text.string }
      if first == nil { first = (level, block.text.string) }
    }
    return first?.text ?? name
  }

  /// Longer headings are sentences.
  private static let longestTitle = 120

  /// The only heading of level 1, when it is no sentence.
  private static func pageTitle(_ blocks: [Block]) -> String? {
    let headings = blocks.filter { $0.kind == .heading(level: 1) && !$0.text.isEmpty }
    guard headings.count == 1, let text = headings.first?.text.string, text.utf8.count <= longestTitle,
      text.utf8.count >= 3, text.last != "."
    else { return nil }
    // "Status: live" labels something.
    return text.contains(":") && text.split(separator: " ").count <= 3 ? nil : text
  }

  private mutating func takeMetadata() {
    let metadata = markup.metadata
    document.metadata = metadata.entries.map {
      MetadataEntry(key: $0.key, value: $0.value, origin: $0.origin.rawValue, span: span($0.range))
    }
    document.subheading = metadata.subheading.map { String(Substring($0.value).trimmingSpaces()) }
    document.language = metadata.language?.value
    document.published = metadata.published?.value
    document.modified = metadata.modified?.value
    document.url = metadata.canonicalURL?.value
    document.repairs = markup.repairs.map {
      RepairEntry(original: $0.original, repaired: $0.repaired, encoding: $0.encoding, span: span($0.range))
    }
    document.diagnostics = markup.diagnostics.map {
      DiagnosticEntry(severity: $0.severity.rawValue, code: $0.code, message: $0.message, span: span($0.range))
    }
  }

  private mutating func assignOwnRoles() {
    ownRoles = []
    for (index, section) in document.sections.enumerated() {
      guard index > 0, !Self.stepNouns.contains(titles[index].noun ?? "") else {
        ownRoles.append(nil)
        continue
      }
      var parents: [Role] = []
      var parent = section.parent
      while let above = parent {
        if let role = ownRoles[above] { parents.append(role) }
        parent = document.sections[above].parent
      }
      let match = parser.roles.role(ofHeading: titles[index].name, parents: parents.reversed())
      ownRoles.append(match?.role)
      document.sections[index].role = match?.role
      document.sections[index].roleRule = match.map { "heading: \($0.entry)" }
    }
  }

  /// Nouns whose counted headings are steps of a plan.
  static let stepNouns: Set<String> = ["phase", "step", "stage", "milestone", "sprint"]

  // MARK: - Records

  private mutating func makeRecords(_ recognised: RecognisedKind) {
    var labels: [[String]] = Array(repeating: [], count: document.sections.count)
    for statement in document.statements where statement.parent == nil && statement.kind == .bullet {
      if let label = statement.label { labels[statement.section].append(label) }
    }
    var phaseCounts = Array(repeating: 0, count: document.sections.count)
    for (index, section) in document.sections.enumerated() {
      guard let parent = section.parent, Self.stepNouns.contains(titles[index].noun ?? "") else { continue }
      phaseCounts[parent] += 1
    }
    var finder = RecordFinder(
      sections: document.sections, titles: titles, ownRoles: ownRoles, labels: labels, phaseCounts: phaseCounts,
      roles: parser.roles, path: document.path, title: document.title)
    // Keys of YAML that stand in one record of several have its number before them.
    finder.isList =
      markup.format == .yaml
      && document.metadata.contains { entry in entry.key.split(separator: ".").contains { $0 == "2" } }
    finder.isTemplate = isTemplate
    let found = finder.records(
      metadata: document.metadata, statements: document.statements, recognised: recognised)
    var recordOfSection: [Int: Int] = [:]
    var keys: Set<String> = []
    var nextNumber: [String: Int] = [:]
    for item in found {
      let section = document.sections[item.section]
      var key = document.path
      if item.section > 0 {
        key += "#" + slug(section.title)
        if keys.contains(key), let parent = section.parent {
          key = document.path + "#" + slug(document.sections[parent].title) + "/" + slug(section.title)
        }
        // Numbering goes on where it stood: a document may hold thousands of records of one title.
        let base = key
        var count = nextNumber[base, default: 2]
        while keys.contains(key) {
          key = "\(base)-\(count)"
          count += 1
        }
        nextNumber[base] = count
      }
      keys.insert(key)
      recordOfSection[item.section] = document.records.count
      document.records.append(
        Record(
          key: key, kind: item.kind, kindRule: item.rule,
          title: recordTitle(item.section), number: recordNumber(item.section), section: item.section, parent: nil,
          tags: item.section == 0 ? tags() : [], span: section.span))
    }
    for index in document.sections.indices {
      var at: Int? = index
      while let section = at, recordOfSection[section] == nil { at = document.sections[section].parent }
      document.sections[index].record = at.flatMap { recordOfSection[$0] }
    }
    for index in document.records.indices {
      let parent = document.sections[document.records[index].section].parent
      document.records[index].parent = parent.flatMap { document.sections[$0].record }
    }
  }

  /// The name of a record, without the noun and number that are kept apart.
  private func recordTitle(_ section: Int) -> String {
    let title = section == 0 ? HeadingTitle(document.title) : titles[section]
    if section == 0, title.noun == nil { return document.title }
    return title.remark.map { "\(title.name) (\($0))" } ?? title.name
  }

  private func recordNumber(_ section: Int) -> String? {
    if section > 0 { return titles[section].number }
    return titles[0].number ?? HeadingTitle(document.title).number
      ?? document.metadata.first { $0.key.lowercased() == "number" }?.value
  }

  private func tags() -> [String] {
    let keys: Set<String> = [
      "tags", "tag", "category", "categories", "industry", "industries", "keywords", "topics", "series",
    ]
    var tags: [String] = []
    for entry in document.metadata {
      let last = entry.key.lowercased().split(separator: ".").last.map(String.init) ?? ""
      guard keys.contains(last) else { continue }
      let parts =
        last == "keywords" ? entry.value.split(separator: ",").map { String($0.trimmingSpaces()) } : [entry.value]
      for tag in parts where !tag.isEmpty && !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }

  /// A section without a role of its own has that of the section around it, within the same record; a counted step that
  /// inherits none is part of a process.
  private mutating func inheritRoles() {
    let starts = Set(document.records.filter { $0.kind == .caseStudy || $0.kind == .pattern }.map(\.section))
    for index in document.sections.indices.dropFirst() {
      guard document.sections[index].role == nil, !starts.contains(index), let parent = document.sections[index].parent
      else { continue }
      if let role = document.sections[parent].role {
        document.sections[index].role = role
        document.sections[index].roleRule = Section.inheritedRule
      } else if let noun = titles[index].noun, Self.stepNouns.contains(noun) {
        document.sections[index].role = .process
        document.sections[index].roleRule = "counted \(noun)"
      }
    }
  }

  /// Kinds of documents that are about someone; the others gather what many do.
  private static let namingKinds: Set<RecordKind> = [
    .caseStudy, .incident, .interview, .project, .catalogue, .document, .stub,
  ]

  /// From this probability on a name may be whose a figure is.
  private static let sureOther: Float = 0.9

  private mutating func nameOrganisations(_ text: WordedDocument) {
    let kind = document.records.first?.kind ?? .document
    // What a list of stories names belongs to its stories.
    let holdsStories = document.records.dropFirst().contains { $0.kind == .caseStudy || $0.kind == .pattern }
    let recognised =
      Self.namingKinds.contains(kind) && !holdsStories
      ? parser.organisations.organisations(
        of: text, isStory: kind == .caseStudy || kind == .incident || kind == .interview)
      : nil
    // A product of the case's own may be named as often as an organisation; figures are only of what is surely one.
    for other in recognised?.others ?? [] where other.probability < Self.sureOther { unsureOthers.insert(other.name) }
    let finder = OrganisationFinder(body: BodyText(document.statements))
    var byRecord: [[Int]] = Array(repeating: [], count: document.records.count)
    if document.records.count > 1 {
      for (index, statement) in document.statements.enumerated() {
        if let record = statement.record { byRecord[record].append(index) }
      }
    }
    for index in document.records.indices {
      let record = document.records[index]
      // The statements of one record at a time: there may be hundreds of thousands.
      let statements =
        document.records.count == 1 ? document.statements : byRecord[index].map { document.statements[$0] }
      document.records[index].organisations = finder.organisations(
        title: titles[record.section], documentTitle: document.title, metadata: document.metadata,
        isDocument: record.section == 0, kind: record.kind, statements: statements,
        recognised: record.section == 0 ? recognised : nil)
    }
  }
}
