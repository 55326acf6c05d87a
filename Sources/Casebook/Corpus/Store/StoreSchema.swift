internal import GRDB

/// The record store's schema.
///
/// Everything in the store was read from documents, so a store of an older schema is not migrated: it is emptied, but for
/// its sources, and the documents are read again. Whoever changes a table raises ``version``.
///
/// References say what belongs together. They are not enforced while documents are written, where looking each up, and keeping
/// an index by which to do so, would cost more than the row: ``RecordStore/delete(_:_:)`` takes out all that is a document's,
/// and `casebook check` finds a reference that leads nowhere.
///
/// People open this file with their own tools, so names are plain and every row says where it comes from. Byte ranges are
/// half open, lines and columns count from 1, columns in UTF-8 bytes.
enum StoreSchema {
  /// Written to SQLite's `application_id`: "CsBk".
  static let applicationID = 0x4373_426B
  /// Written to SQLite's `user_version`. 2: sketches. 3: what is measured, the whole and the statistic of a metric.
  /// 4: fewer indexes, references that are not enforced. 5: the words of a theme as JSON. 6: what a statement is
  /// for. 7: corrections; industry, location, size and date of a case. 8: the history, which outlives a change of the others.
  static let version = 8

  /// What stands in a database, by its own marks.
  enum State: Hashable {
    case empty
    case current
    case older(version: Int)
  }

  /// - Throws: ``CasebookError/notAnIndex(file:)`` and ``CasebookError/indexTooNew(file:found:known:)``.
  static func state(_ db: Database, path: String) throws -> State {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if application == 0, found == 0, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0 {
      return .empty
    }
    guard application == applicationID else { throw CasebookError.notAnIndex(file: path) }
    if found > version { throw CasebookError.indexTooNew(file: path, found: found, known: version) }
    // The first casebooks kept no checksums of pages.
    return found == version && RecordStore.hasChecksums(path: path) ? .current : .older(version: found)
  }

  /// Makes the tables and the marks in an empty database, inside a transaction that the caller holds: either all of it
  /// stands on the disk or nothing.
  static func create(_ db: Database) throws {
    try db.execute(sql: IndexHistory.schema)
    try createContents(db)
  }

  /// All but the history.
  private static func createContents(_ db: Database) throws {
    try db.execute(sql: tables)
    try db.execute(sql: sketches)
    try db.execute(sql: views)
    try db.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
  }

  /// Replaces the tables of a store of an older schema, inside a transaction that the caller holds. Sources, generation and
  /// history stay: all versions have them alike, but that the first have no history.
  static func renew(_ db: Database) throws {
    let sources = try RecordStore.sources(db)
    let generation = try RecordStore.generation(db)
    // What refers to others was made after them, so it goes first.
    let names = try Row.fetchAll(
      db,
      sql: """
        SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
        ORDER BY type DESC, rowid DESC
        """)
    let keepsHistory = try IndexHistory.isThere(db)
    for row in names {
      let (type, name): (String, String) = (row[0], row[1])
      if keepsHistory, IndexHistory.tableNames.contains(name) { continue }
      try db.execute(sql: "DROP \(type) \(name.quotedDatabaseIdentifier)")
    }
    try keepsHistory ? createContents(db) : create(db)
    for source in sources {
      try db.execute(
        sql: "INSERT INTO sources VALUES (?, ?, ?, ?)",
        arguments: [source.id, source.label, source.path, source.isFolder])
    }
    try RecordStore.setGeneration(db, generation)
  }

  private static let span =
    "line INTEGER NOT NULL, end_line INTEGER NOT NULL, column INTEGER NOT NULL, byte_start INTEGER NOT NULL, byte_end INTEGER NOT NULL"

  private static let sketches = """
    -- A sample of the phrases of a document's text, by which near-duplicates are found: at most 128 hashes in ascending
    -- order, eight bytes each, least significant first. Short documents have none.
    CREATE TABLE sketches (
      document_id INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, sketch BLOB NOT NULL);
    """

  private static let tables = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

    -- A folder or file given to `casebook ingest`. Citations are relative to it.
    CREATE TABLE sources (
      id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, path TEXT NOT NULL UNIQUE, is_folder INTEGER NOT NULL);

    CREATE TABLE documents (
      id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE, path TEXT NOT NULL,
      format TEXT NOT NULL, hash TEXT NOT NULL, reader TEXT NOT NULL, bytes INTEGER NOT NULL, lines INTEGER NOT NULL, encoding TEXT NOT NULL,
      title TEXT NOT NULL, heading TEXT, subheading TEXT, language TEXT, published TEXT, modified TEXT, url TEXT,
      UNIQUE (source_id, path));
    CREATE TABLE metadata (
      document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, key TEXT NOT NULL, value TEXT NOT NULL,
      origin TEXT NOT NULL, \(span));
    CREATE INDEX metadata_document ON metadata (document_id);
    CREATE TABLE provenance (
      document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, label TEXT NOT NULL, text TEXT NOT NULL, \(span));
    CREATE INDEX provenance_document ON provenance (document_id);

    CREATE TABLE sections (
      id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      parent_id INTEGER REFERENCES sections, record_id INTEGER, level INTEGER NOT NULL, origin TEXT NOT NULL,
      title TEXT NOT NULL, number TEXT, role TEXT, role_rule TEXT, content_end INTEGER NOT NULL, \(span));
    CREATE INDEX sections_document ON sections (document_id);

    CREATE TABLE records (
      id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, key TEXT NOT NULL,
      kind TEXT NOT NULL, kind_rule TEXT NOT NULL, title TEXT NOT NULL, number TEXT,
      section_id INTEGER NOT NULL REFERENCES sections, parent_id INTEGER, \(span), correction TEXT);
    CREATE INDEX records_document ON records (document_id);
    CREATE TABLE organisations (
      record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE, name TEXT NOT NULL, is_subject INTEGER NOT NULL,
      rule TEXT NOT NULL);
    CREATE INDEX organisations_record ON organisations (record_id);
    -- Facts by which cases are told apart: `name` is "industry", "location", "size" or "date".
    CREATE TABLE facets (
      record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE, name TEXT NOT NULL, value TEXT NOT NULL);
    CREATE INDEX facets_record ON facets (record_id);
    CREATE TABLE tags (record_id INTEGER NOT NULL REFERENCES records ON DELETE CASCADE, tag TEXT NOT NULL);
    CREATE INDEX tags_record ON tags (record_id);

    -- The unit of evidence: one bullet, sentence, table row or number block. `role` is what the heading promises, `purpose`
    -- what the statement itself is for.
    CREATE TABLE statements (
      id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      section_id INTEGER NOT NULL REFERENCES sections, record_id INTEGER, parent_id INTEGER,
      kind TEXT NOT NULL, role TEXT, purpose TEXT, confidence REAL, label TEXT, text TEXT NOT NULL, attribution TEXT,
      \(span));
    CREATE INDEX statements_document ON statements (document_id);

    -- `measure` is the short name figures are matched by, `whole` what a share or count is part of ("Fortune 500"), `statistic`
    -- "average", "total" and the like. Money in cents and pence has the currencies USX and GBX.
    CREATE TABLE metrics (
      id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      statement_id INTEGER NOT NULL REFERENCES statements, record_id INTEGER, table_id INTEGER,
      raw TEXT NOT NULL, kind TEXT NOT NULL, low REAL, high REAL, comparator TEXT, unit TEXT, currency TEXT, magnitude REAL,
      period TEXT, direction TEXT, role TEXT, label TEXT, subject TEXT, category TEXT, as_of TEXT,
      measure TEXT, whole TEXT, statistic TEXT, vague INTEGER NOT NULL, rules TEXT NOT NULL, \(span),
      correction TEXT);
    CREATE INDEX metrics_document ON metrics (document_id);

    CREATE TABLE factors (
      id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      statement_id INTEGER NOT NULL REFERENCES statements, record_id INTEGER, kind TEXT NOT NULL,
      correction TEXT);
    CREATE INDEX factors_document ON factors (document_id);
    -- `entry` is the entry of the lexicon that matched, `words` the words that decided, as JSON.
    CREATE TABLE factor_themes (
      factor_id INTEGER NOT NULL REFERENCES factors ON DELETE CASCADE, theme TEXT NOT NULL, entry TEXT NOT NULL,
      words TEXT NOT NULL);
    CREATE INDEX factor_themes_factor ON factor_themes (factor_id);

    -- A step of a plan. Times are in `unit`; `is_length` tells "2-4 weeks" from "Weeks 2-4"; `to_time` NULL: open.
    -- With the unit `date` they are days from 1970-01-01, both ends included, with `fiscal-quarter` four times the year
    -- and 0 to 3; the view has them as dates and as "Q3 FY2025".
    CREATE TABLE phases (
      id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, record_id INTEGER,
      plan_section_id INTEGER NOT NULL REFERENCES sections,
      section_id INTEGER NOT NULL REFERENCES sections, ordinal INTEGER NOT NULL, noun TEXT NOT NULL,
      name TEXT NOT NULL, time_text TEXT, unit TEXT, is_length INTEGER, from_time REAL, to_time REAL, is_ongoing INTEGER,
      \(span));
    CREATE INDEX phases_document ON phases (document_id);
    CREATE TABLE phase_tasks (
      phase_id INTEGER NOT NULL REFERENCES phases ON DELETE CASCADE,
      statement_id INTEGER NOT NULL REFERENCES statements, ordinal INTEGER NOT NULL);
    CREATE INDEX phase_tasks_phase ON phase_tasks (phase_id);
    CREATE INDEX phase_tasks_statement ON phase_tasks (statement_id);

    -- Tables as data: `grid`, `header_rows`, `header_columns`, `column_types`, `column_units` and `row_lines` are JSON.
    CREATE TABLE tables (
      id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      section_id INTEGER NOT NULL REFERENCES sections, record_id INTEGER, caption TEXT, grid TEXT NOT NULL,
      header_rows TEXT NOT NULL, header_columns TEXT NOT NULL, column_types TEXT NOT NULL, column_units TEXT NOT NULL,
      row_lines TEXT NOT NULL, \(span));
    CREATE INDEX tables_document ON tables (document_id);
    CREATE TABLE criteria (
      id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, record_id INTEGER,
      table_id INTEGER NOT NULL REFERENCES tables, ordinal INTEGER NOT NULL, name TEXT NOT NULL, weight REAL,
      factors TEXT NOT NULL, method TEXT, \(span));
    CREATE INDEX criteria_document ON criteria (document_id);

    CREATE TABLE repairs (
      document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, original TEXT NOT NULL, repaired TEXT NOT NULL,
      encoding TEXT NOT NULL, \(span));
    CREATE INDEX repairs_document ON repairs (document_id);
    CREATE TABLE diagnostics (
      document_id INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, severity TEXT NOT NULL, code TEXT NOT NULL,
      message TEXT NOT NULL, \(span));
    CREATE INDEX diagnostics_document ON diagnostics (document_id);

    -- What people put right, as the lists of corrections say it: `list` and `line` are the entry's own place, `document`,
    -- `place_line` and `words` the place it is about, `said` the rest as JSON. Elements that an entry changed name its `key`.
    -- `state` is "applied", "lost" (its place is gone), "unread" (its document was not read since) or "verdict".
    CREATE TABLE corrections (
      source_id INTEGER, list TEXT NOT NULL, line INTEGER NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL,
      place_line INTEGER NOT NULL, words TEXT NOT NULL, figure TEXT, said TEXT NOT NULL, is_verdict INTEGER NOT NULL,
      state TEXT NOT NULL);
    """

  private static let views = """
    CREATE VIEW case_studies AS
      SELECT r.key, r.title, r.number,
        (SELECT group_concat(name, ', ') FROM organisations o WHERE o.record_id = r.id AND o.is_subject) AS organisations,
        (SELECT count(*) FROM metrics m WHERE m.record_id = r.id) AS metrics,
        (SELECT count(*) FROM factors f WHERE f.record_id = r.id AND f.kind = 'factor') AS factors,
        s.label AS source, d.path AS file, r.line
      FROM records r JOIN documents d ON d.id = r.document_id JOIN sources s ON s.id = d.source_id
      WHERE r.kind = 'case-study' ORDER BY s.label, d.path, r.line;

    CREATE VIEW patterns AS
      SELECT r.key, r.title, r.number,
        (SELECT group_concat(name, ', ') FROM organisations o WHERE o.record_id = r.id AND o.is_subject) AS organisations,
        (SELECT count(*) FROM metrics m WHERE m.record_id = r.id) AS metrics,
        (SELECT count(*) FROM factors f WHERE f.record_id = r.id AND f.kind = 'factor') AS factors,
        s.label AS source, d.path AS file, r.line
      FROM records r JOIN documents d ON d.id = r.document_id JOIN sources s ON s.id = d.source_id
      WHERE r.kind = 'pattern' ORDER BY s.label, d.path, r.line;

    CREATE VIEW metrics_view AS
      SELECT m.subject, m.label, m.raw, m.low, m.high, m.comparator, m.kind, coalesce(m.currency, m.unit) AS unit, m.period,
        m.direction, m.role, m.category, m.as_of, m.whole, m.statistic, m.vague, r.title AS record, r.kind AS record_kind, t.text AS quote,
        s.label AS source, d.path AS file, m.line, m.column
      FROM metrics m JOIN statements t ON t.id = m.statement_id JOIN documents d ON d.id = m.document_id
        JOIN sources s ON s.id = d.source_id LEFT JOIN records r ON r.id = m.record_id
      ORDER BY s.label, d.path, m.line, m.column;

    CREATE VIEW factors_view AS
      SELECT f.kind, t.label, t.text, r.title AS record, r.kind AS record_kind,
        (SELECT group_concat(theme, ', ') FROM factor_themes x WHERE x.factor_id = f.id) AS themes,
        s.label AS source, d.path AS file, t.line
      FROM factors f JOIN statements t ON t.id = f.statement_id JOIN documents d ON d.id = f.document_id
        JOIN sources s ON s.id = d.source_id LEFT JOIN records r ON r.id = f.record_id
      ORDER BY s.label, d.path, t.line;

    CREATE VIEW phases_view AS
      SELECT p.title AS plan, h.ordinal, h.noun, h.name, h.time_text AS time, h.unit,
        CASE h.unit WHEN 'date' THEN date('1970-01-01', h.from_time || ' days')
          WHEN 'fiscal-quarter' THEN 'Q' || (CAST(h.from_time AS INTEGER) % 4 + 1) || ' FY' || (CAST(h.from_time AS INTEGER) / 4)
          ELSE h.from_time END AS from_time,
        CASE h.unit WHEN 'date' THEN date('1970-01-01', h.to_time || ' days')
          WHEN 'fiscal-quarter' THEN 'Q' || (CAST(h.to_time AS INTEGER) % 4 + 1) || ' FY' || (CAST(h.to_time AS INTEGER) / 4)
          ELSE h.to_time END AS to_time, h.is_length,
        h.is_ongoing, (SELECT count(*) FROM phase_tasks k WHERE k.phase_id = h.id) AS tasks, s.label AS source, d.path AS file, h.line
      FROM phases h JOIN sections p ON p.id = h.plan_section_id JOIN documents d ON d.id = h.document_id
        JOIN sources s ON s.id = d.source_id
      ORDER BY s.label, d.path, h.line;

    CREATE VIEW criteria_view AS
      SELECT c.ordinal, c.name, c.weight, c.factors, c.method, s.label AS source, d.path AS file, c.line
      FROM criteria c JOIN documents d ON d.id = c.document_id JOIN sources s ON s.id = d.source_id
      ORDER BY s.label, d.path, c.line;
    """
}
