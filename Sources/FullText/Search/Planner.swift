/// Turns a ``Query`` into a ``Plan`` for one snapshot.
struct Planner {
  /// How deep queries may be nested, how many parts one may have, and how many terms a pattern may expand to.
  static let maximumDepth = 200
  static let maximumClauses = 65_536
  static let maximumExpansions = 100_000

  let snapshot: Snapshot
  let analyzers: AnalyzerSet
  private var clauses = 0

  init(_ snapshot: Snapshot, _ analyzers: AnalyzerSet) {
    self.snapshot = snapshot
    self.analyzers = analyzers
  }

  mutating func plan(_ query: Query, boost: Float = 1, depth: Int = 0) throws -> Plan {
    guard depth <= Self.maximumDepth else {
      throw FullTextError.limit("a query may be nested \(Self.maximumDepth) deep")
    }
    clauses += 1
    guard clauses <= Self.maximumClauses else {
      throw FullTextError.limit("a query may have \(Self.maximumClauses) clauses")
    }
    if let languages = try languages(query) { return try planLanguages(query, languages, boost, depth) }
    switch query {
    case .all: return .all(score: boost)
    case .none: return .none
    case .term(let field, let text): return try term(field, text, boost)
    case .indexTerm(let field, let term): return .term(try termPlan(try inverted(field), Array(term.utf8), boost))
    case .phrase(let field, let text, let slop): return try phrase(field, text, max(0, slop), boost)
    case .match(let field, let text, let minimum): return try match(field, text, minimum, boost)
    case .boolean(let must, let should, let mustNot, let filter, let minimum):
      var plan = Plan.BooleanPlan(minimum: max(0, minimum))
      // Loops, not closures: a query is compiled for every search.
      for query in must { plan.must.append(try self.plan(query, boost: boost, depth: depth + 1)) }
      for query in should { plan.should.append(try self.plan(query, boost: boost, depth: depth + 1)) }
      for query in mustNot { plan.mustNot.append(try self.plan(query, boost: boost, depth: depth + 1)) }
      for query in filter { plan.filter.append(try self.plan(query, boost: boost, depth: depth + 1)) }
      return Self.simplified(plan)
    case .prefix(let field, let text): return try prefix(field, text, boost)
    case .phrasePrefix(let field, let text): return try phrasePrefix(field, text, boost)
    case .wildcard(let field, let pattern):
      let pattern = try TermPattern(wildcard: analyzers.normalizedPattern(pattern, field: try inverted(field)))
      return try anyTerm(field, pattern, boost)
    case .regex(let field, let pattern):
      _ = try inverted(field)
      return try anyTerm(field, try TermPattern(regex: pattern), boost)
    case .fuzzy(let field, let text, let distance, let prefixLength):
      return try fuzzy(field, text, min(2, max(0, distance)), max(0, prefixLength), boost)
    case .range(let field, let lower, let upper): return try range(field, lower, upper, boost)
    case .exists(let field): return .exists(field: try known(field), score: boost)
    case .constantScore(let query, let score):
      let inner = try plan(query, depth: depth + 1)
      if case .empty = inner { return .empty }
      return .constant(inner, score: try Self.checked(score) * boost)
    case .boost(let query, let factor): return try plan(query, boost: boost * Self.checked(factor), depth: depth + 1)
    case .disMax(let queries, let tieBreaker):
      var plans: [Plan] = []
      for query in queries {
        let plan = try plan(query, boost: boost, depth: depth + 1)
        if case .empty = plan { continue }
        plans.append(plan)
      }
      if plans.isEmpty { return queries.isEmpty ? .none : .empty }
      return plans.count == 1 ? plans[0] : .disMax(plans, tieBreaker: try Self.checked(tieBreaker))
    case .bm25f(let fields, let text): return try combined(fields, text, boost)
    }
  }

  // MARK: - Languages

  /// The languages to analyse a query for, when its field depends on them and none has been chosen yet.
  private func languages(_ query: Query) throws -> [String]? {
    guard snapshot.schema.dependsOnLanguage, analyzers.language.isEmpty else { return nil }
    let fields: [String]
    switch query {
    case .term(let field, _), .phrase(let field, _, _), .match(let field, _, _), .fuzzy(let field, _, _, _),
      .prefix(let field, _), .phrasePrefix(let field, _):
      fields = [field]
    case .bm25f(let weighted, _): fields = weighted.map(\.field)
    default: return nil
    }
    guard fields.contains(where: { snapshot.schema.index(of: $0).map { analyzers.dependsOnLanguage($0) } ?? false })
    else {
      return nil
    }
    let languages = try snapshot.languages()
    return languages.isEmpty ? nil : languages
  }

  /// The query in every language and in none, the best of which counts.
  private mutating func planLanguages(_ query: Query, _ languages: [String], _ boost: Float, _ depth: Int) throws
    -> Plan
  {
    defer { analyzers.language = "" }
    var plans: [Plan] = []
    // A language that no document has stands for none: its words stay as they are.
    for language in languages + ["none"] {
      analyzers.language = language
      let plan = try plan(query, boost: boost, depth: depth + 1)
      if case .empty = plan { continue }
      plans.append(plan)
    }
    if plans.isEmpty { return .empty }
    return plans.count == 1 ? plans[0] : .disMax(plans, tieBreaker: 0)
  }

  private static func checked(_ factor: Float) throws -> Float {
    guard factor.isFinite, factor >= 0 else {
      throw FullTextError.invalid("a boost has to be a number that is not negative")
    }
    return factor
  }

  private func known(_ field: String) throws -> Int {
    guard let index = snapshot.schema.index(of: field) else {
      throw FullTextError.unsupportedQuery("there is no field \(field)")
    }
    return index
  }

  func inverted(_ field: String) throws -> Int {
    let index = try known(field)
    guard snapshot.schema.fields[index].isInverted else {
      throw FullTextError.unsupportedQuery("the field \(field) has no words to search")
    }
    return index
  }

  /// Drops empty parts; one required or optional part alone is the query itself.
  private static func simplified(_ plan: Plan.BooleanPlan) -> Plan {
    var plan = plan
    func isEmpty(_ plan: Plan) -> Bool { if case .empty = plan { true } else { false } }
    let hadPositive = !plan.must.isEmpty || !plan.should.isEmpty || !plan.filter.isEmpty
    plan.must.removeAll(where: isEmpty)
    plan.should.removeAll(where: isEmpty)
    plan.mustNot.removeAll(where: isEmpty)
    plan.filter.removeAll(where: isEmpty)
    let hasPositive = !plan.must.isEmpty || !plan.should.isEmpty || !plan.filter.isEmpty
    if !hasPositive {
      if hadPositive { return .empty }
      if plan.mustNot.isEmpty { return .none }
      plan.filter = [.all(score: 0)]
    }
    if plan.mustNot.isEmpty, plan.filter.isEmpty {
      if plan.must.count == 1, plan.should.isEmpty, plan.minimum == 0 { return plan.must[0] }
      if plan.should.count == 1, plan.must.isEmpty, plan.minimum <= 1 { return plan.should[0] }
    }
    return .boolean(plan)
  }

  // MARK: - Words

  func termPlan(_ field: Int, _ term: [UInt8], _ boost: Float) throws -> Plan.TermPlan {
    var infos: [TermInfo?] = []
    infos.reserveCapacity(snapshot.segments.count)
    var frequency = 0
    for segment in snapshot.segments {
      let info = try unsafe term.withUnsafeBufferPointer { try unsafe segment.text(field)?.dictionary.find($0) }
      if let info { frequency += try segment.liveDocuments(field, info) }
      infos.append(info)
    }
    return Plan.TermPlan(
      field: field, term: term, infos: infos, documentFrequency: frequency,
      idf: BM25.idf(frequency: frequency, count: snapshot.documentCount), boost: boost * snapshot.fieldWeight(field))
  }

  private func term(_ field: String, _ text: String, _ boost: Float) throws -> Plan {
    let index = try known(field)
    switch snapshot.schema.fields[index].kind {
    case .text: return try phrase(field, text, 0, boost)
    case .keyword: return .term(try termPlan(index, Array(text.utf8), boost))
    case .integer, .float, .date:
      let value: Value? =
        switch snapshot.schema.fields[index].kind {
        case .integer: Int64(text).map { .integer($0) }
        case .float: Double(text).map { .float($0) }
        default: DateParser.parse(text).map { .date($0.start) }
        }
      guard let value else { return .none }
      return try range(field, .including(value), .including(value), boost)
    case .storedOnly: throw FullTextError.unsupportedQuery("the field \(field) is only stored, not searched")
    }
  }

  private func phrase(_ field: String, _ text: String, _ slop: Int, _ boost: Float) throws -> Plan {
    let index = try inverted(field)
    guard case .text(_, _, let hasPositions) = snapshot.schema.fields[index].kind else {
      return .term(try termPlan(index, Array(text.utf8), boost))
    }
    let tokens = analyzers.tokens(text, field: index)
    guard let first = tokens.first else { return .empty }
    var terms: [Plan.TermPlan] = []
    for token in tokens { terms.append(try termPlan(index, token.term, boost)) }
    if terms.count == 1 { return .term(terms[0]) }
    guard hasPositions else {
      if slop > 0 || text.utf8.contains(0x20) {
        throw FullTextError.unsupportedQuery("the field \(field) keeps no positions, so phrases cannot be searched")
      }
      return .boolean(Plan.BooleanPlan(must: terms.map { .term($0) }, minimum: 0))
    }
    if terms.contains(where: { $0.documentFrequency == 0 }) { return .none }
    return .phrase(
      Plan.PhrasePlan(
        field: index, terms: terms, offsets: tokens.map { $0.position - first.position }, slop: slop,
        idf: terms.reduce(0) { $0 + $1.idf }, boost: boost * snapshot.fieldWeight(index)))
  }

  private func match(_ field: String, _ text: String, _ minimum: Int, _ boost: Float) throws -> Plan {
    let index = try inverted(field)
    var plan = Plan.BooleanPlan(minimum: minimum)
    for token in analyzers.tokens(text, field: index) {
      plan.should.append(.term(try termPlan(index, token.term, boost)))
    }
    return plan.should.isEmpty ? .empty : Self.simplified(plan)
  }

  private func combined(_ fields: [Query.WeightedField], _ text: String, _ boost: Float) throws -> Plan {
    var plan = Plan.BooleanPlan(minimum: 0)
    var groups: [Int: Plan.CombinedPlan] = [:]
    var order: [Int] = []
    for field in fields {
      let index = try inverted(field.field)
      let weight = try Self.checked(field.weight) * snapshot.fieldWeight(index)
      // Words are lined up by their place in the text, so that fields may analyse it differently.
      for token in analyzers.tokens(text, field: index) {
        let key = token.position
        let term = try termPlan(index, token.term, 1)
        if groups[key] == nil {
          groups[key] = Plan.CombinedPlan(terms: [], weights: [], idf: 0, boost: boost)
          order.append(key)
        }
        groups[key]?.terms.append(term)
        groups[key]?.weights.append(weight)
      }
    }
    for key in order {
      guard var group = groups[key] else { continue }
      let frequency = group.terms.map(\.documentFrequency).max() ?? 0
      group.idf = BM25.idf(frequency: frequency, count: snapshot.documentCount)
      plan.should.append(.combined(group))
    }
    return plan.should.isEmpty ? .empty : Self.simplified(plan)
  }

  // MARK: - Patterns

  enum Step {
    case match, skip, end
    /// No term that shares this many bytes with this one matches.
    case dead(Int)
  }

  private func anyTerm(_ field: String, _ pattern: TermPattern, _ boost: Float) throws -> Plan {
    var matcher = TermPatternMatcher(pattern)
    return try anyTerm(field, prefix: pattern.literalPrefix, boost) { term, shared in
      guard term.starts(with: pattern.literalPrefix) else { return .end }
      let (isMatch, dead) = unsafe term.withUnsafeBufferPointer { unsafe matcher.step(to: $0, shared: shared) }
      return isMatch ? .match : dead.map { .dead($0) } ?? .skip
    }
  }

  /// All terms from `prefix` on that `step` takes, until it says that there are no more. It is given each term and how many bytes that shares with
  /// the one before.
  func anyTerm(_ field: String, prefix: [UInt8], _ boost: Float, _ step: ([UInt8], Int) -> Step) throws -> Plan {
    let index = try inverted(field)
    var infos: [[TermInfo]] = []
    var count = 0
    for segment in snapshot.segments {
      var found: [TermInfo] = []
      if let dictionary = segment.text(index)?.dictionary, dictionary.termCount > 0 {
        var scanner = try TermScanner(dictionary, from: prefix)
        var dead: Int?
        terms: while try scanner.next(without: dead) {
          dead = nil
          switch step(scanner.term, scanner.shared) {
          case .match: found.append(scanner.info)
          case .skip: continue
          case .dead(let length):
            dead = length
            continue
          case .end: break terms
          }
          count += 1
          guard count <= Self.maximumExpansions else {
            throw FullTextError.limit(
              "the pattern stands for more than \(Self.maximumExpansions) words: make it narrower")
          }
        }
      }
      infos.append(found)
    }
    return count == 0 ? .none : .anyTerm(field: index, infos: infos, score: boost)
  }

  private func fuzzy(_ field: String, _ text: String, _ distance: Int, _ prefixLength: Int, _ boost: Float) throws
    -> Plan
  {
    let index = try inverted(field)
    let tokens =
      snapshot.schema.fields[index].analyzerName == nil
      ? [Token(term: Array(text.utf8), position: 0, range: 0..<0)] : analyzers.tokens(text, field: index)
    var plans: [Plan] = []
    for token in tokens {
      let word = Array(String(decoding: token.term, as: UTF8.self).unicodeScalars)
      let hasDigit = word.contains { $0.properties.numericType != nil }
      let limit = hasDigit ? 0 : distance
      let prefix = Array(String(String.UnicodeScalarView(word.prefix(prefixLength))).utf8)
      let found = try FuzzyTerms.find(word, limit: limit, prefix: prefix, field: index, snapshot: snapshot)
      var terms: [(term: Plan.TermPlan, distance: Int)] = []
      for (term, distance) in found { terms.append((try termPlan(index, term, boost), distance)) }
      terms.sort { $0.distance < $1.distance }
      let frequency = terms.map(\.term.documentFrequency).max() ?? 0
      guard frequency > 0 else { return .none }
      plans.append(
        .tiers(
          Plan.TierPlan(
            field: index, terms: terms, limit: distance,
            idf: BM25.idf(frequency: frequency, count: snapshot.documentCount),
            boost: boost * snapshot.fieldWeight(index))))
    }
    if plans.isEmpty { return .empty }
    return plans.count == 1 ? plans[0] : .boolean(Plan.BooleanPlan(must: plans, minimum: 0))
  }

  // MARK: - Ranges

  private func range(_ field: String, _ lower: RangeBound?, _ upper: RangeBound?, _ boost: Float) throws -> Plan {
    let index = try known(field)
    let kind = snapshot.schema.fields[index].kind
    switch kind {
    case .text, .keyword: return try termRange(field, lower, upper, boost)
    case .storedOnly: throw FullTextError.unsupportedQuery("the field \(field) is only stored, not searched")
    case .integer, .date, .float: break
    }
    // Integers are compared by their bits with the sign turned, floats are kept in that order.
    func bits(_ value: Value) throws -> UInt64 {
      switch (kind, value) {
      case (.float, .float(let number)) where !number.isNaN: FloatOrder.bits(number)
      case (.float, .integer(let number)): FloatOrder.bits(Double(number))
      case (.integer, .integer(let number)), (.date, .date(let number)), (.date, .integer(let number)):
        UInt64(bitPattern: number) ^ (1 << 63)
      default: throw FullTextError.unsupportedQuery("\(value) is no bound of the field \(field)")
      }
    }
    var low: UInt64 = 0
    var high = UInt64.max
    if let lower {
      low = try bits(lower.value)
      if !lower.isInclusive {
        if low == .max { return .none }
        low += 1
      }
    }
    if let upper {
      high = try bits(upper.value)
      if !upper.isInclusive {
        if high == 0 { return .none }
        high -= 1
      }
    }
    if low > high { return .none }
    return .range(Plan.RangePlan(field: index, lower: low, upper: high, isSigned: kind != .float, score: boost))
  }

  private func termRange(_ field: String, _ lower: RangeBound?, _ upper: RangeBound?, _ boost: Float) throws -> Plan {
    func bytes(_ bound: RangeBound?) throws -> [UInt8]? {
      guard let bound else { return nil }
      guard case .text(let text) = bound.value else {
        throw FullTextError.unsupportedQuery("\(bound.value) is no bound of the field \(field)")
      }
      return Array(text.utf8)
    }
    let low = try bytes(lower)
    let high = try bytes(upper)
    return try anyTerm(field, prefix: low ?? [], boost) { term, _ in
      if let low, term == low, lower?.isInclusive == false { return .skip }
      if let high {
        if high.lexicographicallyPrecedes(term) { return .end }
        if term == high, upper?.isInclusive == false { return .end }
      }
      return .match
    }
  }
}
