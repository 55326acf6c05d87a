internal import GRDB

/// Names of an index that are offered while one is written.
package enum IndexName: Sendable, Hashable, CaseIterable {
  /// Keys of records.
  case records
  case organisations, themes, industries, tags
}

extension Corpus {
  /// The names that begin so, whatever their case, in their order. Complexity: one scan of one table.
  func names(_ kind: IndexName, beginning prefix: String, limit: Int) throws -> [String] {
    let (column, table) =
      switch kind {
      case .records: ("key", "records")
      case .organisations: ("name", "organisations")
      case .themes: ("theme", "factor_themes")
      case .industries: ("value", "facets")
      case .tags: ("tag", "tags")
      }
    let facet = kind == .industries ? " AND name = 'industry'" : ""
    // A folded prefix by SQLite is one of ASCII letters; what else is there has to be written as it is.
    return try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT \(column) FROM \(table)
          WHERE lower(substr(\(column), 1, length(?1))) = lower(?1)\(facet) ORDER BY \(column) LIMIT ?2
          """, arguments: [prefix, limit])
    }
  }

  /// The most frequent values of a column that questions ask for.
  func mostFrequent(_ kind: IndexName) throws -> String? {
    let sql =
      switch kind {
      case .records:
        """
        SELECT r.title FROM records r JOIN metrics m ON m.record_id = r.id WHERE r.kind = 'case-study'
        GROUP BY r.id ORDER BY count(*) DESC, r.title LIMIT 1
        """
      case .organisations:
        """
        SELECT o.name FROM organisations o JOIN metrics m ON m.record_id = o.record_id WHERE o.is_subject
        GROUP BY o.name ORDER BY count(*) DESC, o.name LIMIT 1
        """
      case .themes: "SELECT theme FROM factor_themes GROUP BY theme ORDER BY count(*) DESC, theme LIMIT 1"
      case .industries:
        "SELECT value FROM facets WHERE name = 'industry' GROUP BY value ORDER BY count(*) DESC, value LIMIT 1"
      case .tags: "SELECT tag FROM tags GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 1"
      }
    return try read { try String.fetchOne($0, sql: sql) }
  }

  /// The category that most figures have.
  func mostFrequentCategory() throws -> String? {
    try read {
      try String.fetchOne(
        $0,
        sql: """
          SELECT category FROM metrics WHERE category IS NOT NULL AND category <> 'other'
          GROUP BY category ORDER BY count(*) DESC, category LIMIT 1
          """)
    }
  }
}
