import Foundation
import Testing

@testable import Casebook

@Suite("Queries of one's own")
struct QueryTests {
  private static func space() throws -> Workspace {
    let space = Workspace()
    try space.write("cases/a.md", sampleCase("Alpha"))
    try space.write(
      "cases/b.md",
      sampleCase("Beta", revenue: "$5 million") + "\n> \"It paid for itself.\"\n> - Ann Lee, CFO of Beta\n")
    try space.ingest()
    return space
  }

  @Test(
    "Each view has the columns that it declares, and every row a place inside its document", arguments: CorpusView.all)
  func columns(_ view: CorpusView) throws {
    let space = try Self.space()
    let answer = try space.knowledge().query("select * from \(view.name)")
    #expect(answer.columns.map(\.name) == view.columns.map(\.name))
    guard view.name != "documents" else { return }
    #expect(Array(view.columns.suffix(CorpusView.places.count)) == CorpusView.places)
    for object in answer.objects {
      guard case .string(let path)? = object["file"], case .integer(let start)? = object["start"],
        case .integer(let end)? = object["end"], case .integer(let line)? = object["line"]
      else {
        Issue.record("no place")
        continue
      }
      let bytes = try #require(FileManager.default.contents(atPath: space.docs + "/" + path))
      #expect(start >= 0 && start <= end && end <= bytes.count)
      #expect(line == bytes.prefix(start).count { $0 == 0x0A } + 1)
    }
  }

  @Test("Rows beyond the limit are counted, numbers are numbers, equal names get a number")
  func rows() throws {
    let space = try Self.space()
    defer { withExtendedLifetime(space) {} }
    let knowledge = try space.knowledge()
    let answer = try knowledge.query(
      "select low, label, low from metrics where kind = 'currency' order by low", limit: 1)
    #expect(answer.total == 2)
    #expect(answer.items.count == 1)
    #expect(answer.columns.map(\.name) == ["low", "label", "low_2"])
    #expect(answer.items[0][0].value == .number(3_000_000) || answer.items[0][0].value == .integer(3_000_000))
    #expect(answer.columns.map(\.isNumeric) == [true, false, true])
  }

  @Test(
    "What would write, and what is no single query, is refused, and the index keeps its bytes",
    arguments: [
      "delete from documents", "delete from main.documents", "insert into main.tags values (1, 'x')",
      "drop view metrics",
      "create temp table x (a)", "attach 'other.sqlite' as other", "pragma user_version = 3", "vacuum", "begin",
      "with x as (select 1) delete from main.documents", "select 1; delete from main.documents", "select ?", ";",
      "selec",
      "select * from metrix", "update main.meta set value = '9'", "select load_extension('x')", "reindex",
    ])
  func refused(_ sql: String) throws {
    let space = try Self.space()
    let store = space.path + "/index/casebook.sqlite"
    let before = FileManager.default.contents(atPath: store)
    let knowledge = try space.knowledge()
    #expect(throws: CasebookError.self) { try knowledge.query(sql) }
    #expect(FileManager.default.contents(atPath: store) == before)
  }

  @Test("A name that is not there is named, with the nearest")
  func near() throws {
    let space = try Self.space()
    defer { withExtendedLifetime(space) {} }
    let knowledge = try space.knowledge()
    func message(_ sql: String) -> String {
      (#expect(throws: CasebookError.self) { try knowledge.query(sql) })?.description ?? ""
    }
    #expect(message("select * from metrix") == "the query: no such table: metrix: did you mean 'metrics'?")
    #expect(message("select m.catgory from metrics m").hasSuffix("did you mean 'category'?"))
  }

  @Test("Views do not hide tables from other questions of the same knowledge base")
  func kept() throws {
    let space = try Self.space()
    let knowledge = try KnowledgeBase(folder: space.folder, keepsCorpus: true)
    let before = try knowledge.list(.records)
    #expect(try knowledge.query("select * from quotes").items.first?[1].value == .string("Ann Lee"))
    #expect(try knowledge.query("select * from records").total == before.total)
    #expect(try knowledge.list(.records) == before)
  }

  @Test("Views declare each column once, and say what it holds")
  func declared() {
    for view in CorpusView.all {
      #expect(Set(view.columns.map(\.name)).count == view.columns.count)
      #expect(view.columns.allSatisfy { !$0.documentation.isEmpty })
    }
  }
}
