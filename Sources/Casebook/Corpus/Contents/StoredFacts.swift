internal import GRDB

/// A document's own facts, without what was read of it.
struct StoredDocumentFacts: Sendable {
  var title: String
  var format: String
  var bytes: Int
  var lines: Int
  /// How many records it has.
  var records: Int
  var language: String?
  /// As the document writes them.
  var published: String?
  var modified: String?
  var hash: String
  var source: String
  var file: String
}

/// What a document says of itself, in front matter or in a provenance line.
struct StoredMetadata: Sendable {
  /// The document's title.
  var document: String
  var key: String
  var value: String
  /// What made it: "front matter", "JSON-LD", "provenance" ...
  var origin: String
  var source: String
  var citation: Citation
}

/// A section with a role.
struct StoredRole: Sendable {
  var role: String
  var heading: String
  /// What told the role.
  var rule: String?
  var source: String
  var file: String
  var line: Int
}

/// A source with how much of the index is from it.
struct StoredSource: Sendable {
  var label: String
  var path: String
  var isFolder: Bool
  var documents: Int
  var bytes: Int
}

extension Corpus {
  /// The documents, by source and path.
  var documentFacts: [StoredDocumentFacts] {
    get throws {
      try read { db in
        let next = DocumentColumn.count
        return try Row.fetchAll(
          db,
          sql: """
            SELECT \(DocumentColumn.list("d.")), s.label,
              (SELECT count(*) FROM records r WHERE r.document_id = d.id)
            FROM documents d JOIN sources s ON s.id = d.source_id ORDER BY s.label, d.path
            """
        ).map { row in
          StoredDocumentFacts(
            title: row[DocumentColumn.title], format: row[DocumentColumn.format], bytes: row[DocumentColumn.bytes],
            lines: row[DocumentColumn.lines], records: row[next + 1], language: row[DocumentColumn.language],
            published: row[DocumentColumn.published], modified: row[DocumentColumn.modified],
            hash: row[DocumentColumn.hash], source: row[next], file: row[DocumentColumn.path])
        }
      }
    }
  }

  /// Front matter and provenance lines, in the order of the index.
  var metadata: [StoredMetadata] {
    get throws {
      try read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT d.title AS title, m.key AS key, m.value AS value, m.origin AS origin, s.label AS label, d.path AS path,
              m.line AS line, m.end_line AS end_line, m.column AS "column", m.byte_start AS byte_start, m.byte_end AS byte_end
            FROM metadata m JOIN documents d ON d.id = m.document_id JOIN sources s ON s.id = d.source_id
            UNION ALL
            SELECT d.title, p.label, p.text, 'provenance', s.label, d.path, p.line, p.end_line, p.column, p.byte_start,
              p.byte_end
            FROM provenance p JOIN documents d ON d.id = p.document_id JOIN sources s ON s.id = d.source_id
            ORDER BY label, path, byte_start, origin
            """
        ).map { row in
          StoredMetadata(
            document: row["title"], key: row["key"], value: row["value"], origin: row["origin"], source: row["label"],
            citation: Citation(
              file: row["path"], line: row["line"], endLine: row["end_line"], column: row["column"],
              start: row["byte_start"], end: row["byte_end"]))
        }
      }
    }
  }

  /// The sections that have a role, in the order of the index.
  var roles: [StoredRole] {
    get throws {
      try read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT h.role, h.title, h.role_rule, s.label, d.path, h.line
            FROM sections h JOIN documents d ON d.id = h.document_id JOIN sources s ON s.id = d.source_id
            WHERE h.role IS NOT NULL ORDER BY s.label, d.path, h.line
            """
        ).map { row in
          StoredRole(
            role: row["role"], heading: row["title"], rule: row["role_rule"], source: row["label"], file: row["path"],
            line: row["line"])
        }
      }
    }
  }

  /// The sources, by label.
  var sources: [StoredSource] {
    get throws {
      try read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT s.label, s.path, s.is_folder,
              (SELECT count(*) FROM documents d WHERE d.source_id = s.id) AS documents,
              (SELECT coalesce(sum(bytes), 0) FROM documents d WHERE d.source_id = s.id) AS bytes
            FROM sources s ORDER BY s.label
            """
        ).map { row in
          StoredSource(
            label: row["label"], path: row["path"], isFolder: row["is_folder"], documents: row["documents"],
            bytes: row["bytes"])
        }
      }
    }
  }

  /// Families of patterns by record: what front matter declares, and the heading around the pattern.
  func patternFamilies() throws -> (declared: [Int64: String], headings: [Int64: String]) {
    try read { db in
      var declared: [Int64: String] = [:]
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT r.id, m.value FROM records r JOIN metadata m ON m.document_id = r.document_id
          WHERE r.kind = 'pattern' AND lower(m.key) = 'family'
          """)
      {
        declared[row["id"]] = row["value"]
      }
      var headings: [Int64: String] = [:]
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT r.id, p.title FROM records r JOIN sections x ON x.id = r.section_id JOIN sections p ON p.id = x.parent_id
          WHERE r.kind = 'pattern' AND p.origin <> 'document'
          """)
      {
        headings[row["id"]] = row["title"]
      }
      return (declared, headings)
    }
  }

  /// A document of the index with all that was read of it.
  func document(_ id: Int64) throws -> SourcedDocument {
    try read { try DocumentLoader.document($0, id: id, parts: .contents) }
  }
}
