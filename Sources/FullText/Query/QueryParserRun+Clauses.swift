/// Lists of clauses and what joins them: NOT binds first, then AND, then OR, then standing side by side.
extension QueryParserRun {
  private enum Joint { case none, and, or }

  /// Clauses joined by OR, each of several joined by AND.
  private struct Item {
    var alternatives: [[Clause]]
  }

  /// Reads clauses up to the end or a closing parenthesis, which it leaves.
  mutating func parseClauses(field: String?, depth: Int) -> Query {
    var items: [Item] = []
    var joint = Joint.none
    var operatorRange = 0..<0
    while true {
      skipSpace()
      guard index < text.count, text[index] != UInt8(ascii: ")") else { break }
      if clauseCount >= QueryParser.maximumClauses {
        note("only the first \(QueryParser.maximumClauses) words of the query were used", index..<text.count)
        index = text.count
        break
      }
      let start = index
      var occur: Occur?
      if let (word, length) = peekOperator() {
        index += length
        switch word {
        case "AND" where !items.isEmpty && joint == .none: joint = .and
        case "OR" where !items.isEmpty && joint == .none: joint = .or
        case "NOT": occur = .mustNot
        default: note("\(word) without a word on both sides was left out", start..<index)
        }
        if occur == nil {
          operatorRange = start..<index
          continue
        }
      }
      guard let clause = parseClause(field: field, depth: depth, occur: occur) else {
        if occur != nil { note("NOT without anything behind it was left out", start..<index) }
        continue
      }
      add(clause, joint, to: &items)
      joint = .none
    }
    if joint != .none {
      note("\(joint == .and ? "AND" : "OR") without a word on both sides was left out", operatorRange)
    }
    return combine(items.map(clause))
  }

  private func add(_ clause: Clause, _ joint: Joint, to items: inout [Item]) {
    let last = items.count - 1
    switch joint {
    case .none: items.append(Item(alternatives: [[clause]]))
    case .and: items[last].alternatives[items[last].alternatives.count - 1].append(clause)
    case .or: items[last].alternatives.append([clause])
    }
  }

  /// An item as one clause. Signs inside what operators join only say what must not be there.
  private func clause(_ item: Item) -> Clause {
    if item.alternatives.count == 1, item.alternatives[0].count == 1 { return item.alternatives[0][0] }
    let queries = item.alternatives.map { clauses -> Query in
      if clauses.count == 1, clauses[0].occur != .mustNot { return clauses[0].query }
      return .boolean(
        must: clauses.filter { $0.occur != .mustNot }.map(\.query),
        mustNot: clauses.filter { $0.occur == .mustNot }.map(\.query))
    }
    return Clause(occur: .should, query: queries.count == 1 ? queries[0] : .boolean(should: queries))
  }

  private func combine(_ clauses: [Clause]) -> Query {
    if clauses.isEmpty { return .none }
    if clauses.count == 1, clauses[0].occur != .mustNot { return clauses[0].query }
    var must: [Query] = []
    var should: [Query] = []
    var mustNot: [Query] = []
    // Several values of one field: any of them; several fields: all of them.
    var filters: [(field: String, queries: [Query])] = []
    for clause in clauses {
      switch clause.occur {
      case .must: must.append(clause.query)
      case .mustNot: mustNot.append(clause.query)
      case .should:
        if let field = clause.field {
          if let place = filters.firstIndex(where: { $0.field == field }) {
            filters[place].queries.append(clause.query)
          } else {
            filters.append((field, [clause.query]))
          }
        } else if parser.requiresAll {
          must.append(clause.query)
        } else {
          should.append(clause.query)
        }
      }
    }
    var filter: [Query] = []
    for (field, queries) in filters {
      let query = queries.count == 1 ? queries[0] : .boolean(should: queries)
      if isScored(field) { must.append(query) } else { filter.append(query) }
    }
    // What is filtered still has to have one of the words.
    let isNeeded = !filters.isEmpty && !should.isEmpty
    return .boolean(must: must, should: should, mustNot: mustNot, filter: filter, minimumShouldMatch: isNeeded ? 1 : 0)
  }

  /// Whether it counts how well a document matches in this field.
  private func isScored(_ field: String) -> Bool {
    guard case .text(_, let weight, _) = parser.schema[field]?.kind else { return false }
    return weight > 0
  }

  /// Reads one clause with its signs. Returns nil, with a note, when there is nothing that could be one.
  private mutating func parseClause(field: String?, depth: Int, occur given: Occur?) -> Clause? {
    skipSpace()
    var occur = given ?? .should
    let start = index
    while index < text.count,
      text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "!")
    {
      if text[index] == UInt8(ascii: "+") {
        if occur == .should { occur = .must }
      } else {
        occur = .mustNot
      }
      index += 1
    }
    guard index < text.count, !isSpace(text[index]), text[index] != UInt8(ascii: ")") else {
      if index > start { note("a sign without a word behind it was left out", start..<index) }
      return nil
    }
    guard let query = parsePrimary(field: field, depth: depth) else { return nil }
    clauseCount += 1
    return Clause(occur: occur, query: boosted(query), field: fieldOfPrimary)
  }
}
