extension CorpusView {
  static let metrics = CorpusView(
    name: "metrics", documentation: "a figure with what it measures, whose it is and when it held",
    columns: [
      Column("subject", "whose figure it is"), Column("label", "what it measures, in the document's words"),
      Column("value", "as written"), Column("low", "the number, or the lower end of a range"),
      Column("high", "the number, or the upper end of a range"), Column("comparator", "at-least, at-most, about ..."),
      Column("kind", "currency, percent, count, duration ..."), Column("unit", "unit, or currency"),
      Column("period", "per year, month ..."), Column("direction", "increase or decrease"),
      Column("role", "result, goal, before, change ..."), Column("category", "revenue, cost, adoption ..."),
      Column("as_of", "the date it holds for"), Column("whole", "what a share is part of"),
      Column("statistic", "average, total ..."), Column("record", "key of the record"),
      Column("title", "title of the record"), Column("quote", "the statement it is in"),
    ] + places
  ) { schema in
    """
    SELECT coalesce(m.subject, \(subjects(schema, of: "m.record_id"))) AS subject, m.label, m.raw AS value, m.low, m.high,
      m.comparator, m.kind, coalesce(m.currency, m.unit) AS unit, m.period, m.direction, m.role, m.category, m.as_of,
      m.whole, m.statistic, r.key AS record, r.title, t.text AS quote, \(placed("m"))
    FROM \(schema).metrics m JOIN \(schema).statements t ON t.id = m.statement_id \(joins(schema, "m"))
      LEFT JOIN \(schema).records r ON r.id = m.record_id
    ORDER BY s.label, d.path, m.byte_start, m.byte_end, m.id
    """
  }

  static let factors = CorpusView(
    name: "factors", documentation: "a success factor, lesson, value mechanism or pitfall",
    columns: [
      Column("kind", "factor, lesson, value or pitfall"), Column("label", "its lead-in"),
      Column("quote", "its words"), Column("themes", "its themes, with commas"),
      Column("record", "key of the record"), Column("title", "title of the record"),
    ] + places
  ) { schema in
    """
    SELECT f.kind, t.label, t.text AS quote,
      (SELECT group_concat(x.theme, ', ') FROM \(schema).factor_themes x WHERE x.factor_id = f.id) AS themes,
      r.key AS record, r.title, \(placed("t"))
    FROM \(schema).factors f JOIN \(schema).statements t ON t.id = f.statement_id \(joins(schema, "f"))
      LEFT JOIN \(schema).records r ON r.id = f.record_id
    ORDER BY s.label, d.path, t.byte_start, f.id
    """
  }

  static let themes = CorpusView(
    name: "themes", documentation: "a theme of a factor",
    columns: [
      Column("theme", "id of the theme"), Column("words", "the words that decided, as JSON"),
      Column("kind", "factor, lesson, value or pitfall"), Column("quote", "the factor's words"),
      Column("record", "key of the record"), Column("title", "title of the record"),
    ] + places
  ) { schema in
    """
    SELECT x.theme, x.words, f.kind, t.text AS quote, r.key AS record, r.title, \(placed("t"))
    FROM \(schema).factor_themes x JOIN \(schema).factors f ON f.id = x.factor_id
      JOIN \(schema).statements t ON t.id = f.statement_id \(joins(schema, "f"))
      LEFT JOIN \(schema).records r ON r.id = f.record_id
    ORDER BY x.theme, s.label, d.path, t.byte_start, x.rowid
    """
  }

  /// Who said what is worked out from the statements, see ``Corpus/quoteRows()``.
  static let quotes = CorpusView(
    name: "quotes", documentation: "what somebody said, word for word",
    columns: [
      Column("quote", "the words"), Column("speaker", "who said them"), Column("role", "the speaker's post"),
      Column("organisation", "the speaker's organisation"), Column("record", "key of the record"),
      Column("title", "title of the record"),
    ] + places, select: nil)

  static let phases = CorpusView(
    name: "phases", documentation: "a step of a plan",
    columns: [
      Column("plan", "title of the plan"), Column("ordinal", "number of the step"),
      Column("noun", "phase, week, step ..."), Column("name", "its name"), Column("time", "its time as written"),
      Column("unit", "unit of from_time and to_time"), Column("from_time", "begin"),
      Column("to_time", "end; empty where it is open"), Column("tasks", "how many tasks it has"),
    ] + places
  ) { schema in
    """
    SELECT p.title AS plan, h.ordinal, h.noun, h.name, h.time_text AS time, h.unit,
      \(planTime("h.from_time")) AS from_time, \(planTime("h.to_time")) AS to_time,
      (SELECT count(*) FROM \(schema).phase_tasks k WHERE k.phase_id = h.id) AS tasks, \(placed("h"))
    FROM \(schema).phases h JOIN \(schema).sections p ON p.id = h.plan_section_id \(joins(schema, "h"))
    ORDER BY s.label, d.path, h.byte_start, h.id
    """
  }

  /// Days as dates, quarters as "Q3 FY2025".
  private static func planTime(_ column: String) -> String {
    """
    CASE h.unit WHEN 'date' THEN date('1970-01-01', \(column) || ' days')
        WHEN 'fiscal-quarter' THEN 'Q' || (CAST(\(column) AS INTEGER) % 4 + 1) || ' FY' || (CAST(\(column) AS INTEGER) / 4)
        ELSE \(column) END
    """
  }

  static let criteria = CorpusView(
    name: "criteria", documentation: "a criterion of a decision matrix",
    columns: [
      Column("ordinal", "number in its matrix"), Column("name", "the criterion"),
      Column("weight", "weight in percent, where it has one"), Column("factors", "what to look at"),
      Column("method", "how to rate it"),
    ] + places
  ) { schema in
    """
    SELECT c.ordinal, c.name, c.weight, c.factors, c.method, \(placed("c"))
    FROM \(schema).criteria c \(joins(schema, "c"))
    ORDER BY s.label, d.path, c.byte_start, c.ordinal
    """
  }
}
