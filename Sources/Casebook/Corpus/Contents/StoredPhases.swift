internal import GRDB

/// A step of a plan, by the ids of what it belongs to.
struct StoredPhase: Sendable {
  var id: Int64
  /// The section that contains the phases of the plan.
  var plan: Int64
  /// The section that contains its tasks.
  var section: Int64
  /// The heading of the plan.
  var planTitle: String
  var ordinal: Int
  /// "Phase", "Step", "Stage".
  var noun: String
  var name: String
  var time: TimeFrame?
  var source: String
  var file: String
  var span: Span
}

extension Corpus {
  /// The phases by their plans, in the order of the index.
  var phases: [StoredPhase] {
    get throws {
      try read { db in
        let next = PhaseColumn.count
        return try Row.fetchAll(
          db,
          sql: """
            SELECT \(PhaseColumn.list("h.")), p.title, s.label, d.path
            FROM phases h JOIN sections p ON p.id = h.plan_section_id JOIN documents d ON d.id = h.document_id
              JOIN sources s ON s.id = d.source_id
            ORDER BY s.label, d.path, h.plan_section_id, h.ordinal, h.id
            """
        ).map { row in
          StoredPhase(
            id: row[PhaseColumn.id], plan: row[PhaseColumn.planSectionID], section: row[PhaseColumn.sectionID],
            planTitle: row[next], ordinal: row[PhaseColumn.ordinal], noun: row[PhaseColumn.noun],
            name: row[PhaseColumn.name], time: TimeFrame(row), source: row[next + 1], file: row[next + 2],
            span: row.span(PhaseColumn.self))
        }
      }
    }
  }

  /// The statements that are tasks of each phase, in their order.
  var tasksOfPhase: [Int64: [Int64]] {
    get throws {
      try read { db in
        var tasks: [Int64: [Int64]] = [:]
        let rows = try Row.fetchCursor(
          db, sql: "SELECT \(PhaseTaskColumn.list()) FROM phase_tasks ORDER BY phase_id, ordinal")
        while let row = try rows.next() {
          tasks[row[PhaseTaskColumn.phaseID], default: []].append(row[PhaseTaskColumn.statementID])
        }
        return tasks
      }
    }
  }

  /// The figures of the statements that are tasks, as written; dates are none.
  var figuresOfTasks: [Int64: [String]] {
    get throws {
      try read { db in
        var figures: [Int64: [String]] = [:]
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT m.statement_id, m.raw FROM metrics m
            WHERE m.kind NOT IN ('date', 'timeline') AND m.statement_id IN (SELECT statement_id FROM phase_tasks)
            ORDER BY m.byte_start
            """)
        while let row = try rows.next() { figures[row["statement_id"], default: []].append(row["raw"]) }
        return figures
      }
    }
  }
}
