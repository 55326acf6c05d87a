extension CorpusView {
  static let documents = CorpusView(
    name: "documents", documentation: "a file that was read",
    columns: [
      Column("title", "title of the document"), Column("format", "markdown, html, yaml ..."),
      Column("language", "language, where it says one"), Column("published", "date of publication, where it says one"),
      Column("modified", "date of the last change, where it says one"), Column("url", "address, where it says one"),
      Column("records", "how many records it has"), Column("metrics", "how many figures it has"),
      Column("bytes", "size"), Column("lines", "number of lines"), Column("encoding", "encoding of its text"),
      Column("hash", "hash of its bytes"), Column("source", "label of the source"),
      Column("file", "path, relative to its source"),
    ]
  ) { schema in
    """
    SELECT d.title, d.format, d.language, d.published, d.modified, d.url,
      (SELECT count(*) FROM \(schema).records r WHERE r.document_id = d.id) AS records,
      (SELECT count(*) FROM \(schema).metrics m WHERE m.document_id = d.id) AS metrics,
      d.bytes, d.lines, d.encoding, d.hash, s.label AS source, d.path AS file
    FROM \(schema).documents d JOIN \(schema).sources s ON s.id = d.source_id
    ORDER BY s.label, d.path
    """
  }

  static let records = CorpusView(
    name: "records", documentation: "a case study, pattern, framework ... that a document holds",
    columns: [
      Column("key", "name by which other views refer to it"), Column("kind", "case-study, pattern, framework ..."),
      Column("title", "its heading"), Column("organisations", "whom it is about"),
      Column("industry", "industries, where it says so"), Column("location", "places, where it says so"),
      Column("size", "size of the organisation, where it says so"), Column("date", "date, where it says one"),
      Column("metrics", "how many figures it has"), Column("factors", "how many success factors it has"),
    ] + places
  ) { schema in
    func facet(_ name: String) -> String {
      "(SELECT group_concat(x.value, ', ') FROM \(schema).facets x WHERE x.record_id = r.id AND x.name = '\(name)') AS \(name)"
    }
    return """
      SELECT r.key, r.kind, r.title, \(subjects(schema, of: "r.id")) AS organisations,
        \(facet("industry")), \(facet("location")), \(facet("size")), \(facet("date")),
        (SELECT count(*) FROM \(schema).metrics m WHERE m.record_id = r.id) AS metrics,
        (SELECT count(*) FROM \(schema).factors f WHERE f.record_id = r.id AND f.kind = 'factor') AS factors,
        \(placed("r"))
      FROM \(schema).records r \(joins(schema, "r"))
      ORDER BY s.label, d.path, r.byte_start, r.id
      """
  }

  static let organisations = CorpusView(
    name: "organisations", documentation: "an organisation that a record names",
    columns: [
      Column("name", "the organisation"), Column("is_subject", "1 where the record is about it"),
      Column("rule", "why it was taken for one"), Column("record", "key of the record"),
      Column("title", "title of the record"),
    ] + places
  ) { schema in
    """
    SELECT o.name, o.is_subject, o.rule, r.key AS record, r.title, \(placed("r"))
    FROM \(schema).organisations o JOIN \(schema).records r ON r.id = o.record_id \(joins(schema, "r"))
    ORDER BY s.label, d.path, r.byte_start, o.rowid
    """
  }

  static let statements = CorpusView(
    name: "statements", documentation: "one bullet, sentence, table row or number block: the unit of evidence",
    columns: [
      Column("kind", "bullet, sentence, row, quote ..."), Column("role", "what the heading above promises"),
      Column("purpose", "what it is for by its own words"), Column("confidence", "how sure the purpose is, 0 to 1"),
      Column("label", "its lead-in"), Column("quote", "its words"), Column("section", "the heading above"),
      Column("record", "key of the record"), Column("title", "title of the record"),
    ] + places
  ) { schema in
    """
    SELECT t.kind, t.role, t.purpose, t.confidence, t.label, t.text AS quote, h.title AS section, r.key AS record, r.title,
      \(placed("t"))
    FROM \(schema).statements t JOIN \(schema).sections h ON h.id = t.section_id \(joins(schema, "t"))
      LEFT JOIN \(schema).records r ON r.id = t.record_id
    ORDER BY s.label, d.path, t.byte_start, t.id
    """
  }

  /// The document and source of a row.
  static func joins(_ schema: String, _ alias: String) -> String {
    "JOIN \(schema).documents d ON d.id = \(alias).document_id JOIN \(schema).sources s ON s.id = d.source_id"
  }

  /// The organisations that a record is about.
  static func subjects(_ schema: String, of record: String) -> String {
    "(SELECT group_concat(o.name, ', ') FROM \(schema).organisations o WHERE o.record_id = \(record) AND o.is_subject)"
  }
}
