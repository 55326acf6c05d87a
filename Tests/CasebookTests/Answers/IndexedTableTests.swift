import Testing

@testable import Casebook

@Suite("Tables of the index")
struct IndexedTableTests {
  private static let space: Result<Workspace, any Error> = Result {
    let space = Workspace()
    try space.write("a.md", "# Prices\n\n| Plan | Price |\n| --- | --- |\n| Basic | $5 |\n| Team | $20 |\n")
    try space.write(
      "b.html", "<h1>Sites</h1><table><caption>Where we are</caption><tr><th>City<th>Staff<tr><td>Oslo<td>12</table>")
    try space.ingest()
    return space
  }

  private func knowledge() throws -> KnowledgeBase { try Self.space.get().knowledge() }

  @Test("They are numbered in the order of files and lines, with their data and place")
  func list() throws {
    let answer = try knowledge().tables()
    #expect(answer.total == 2)
    let place = try #require(answer.column("place"))
    let grid = try #require(answer.column("grid"))
    let caption = try #require(answer.column("caption"))
    #expect(answer.items.map { $0[place].text } == ["a.md:3", "b.html:1"])
    #expect(answer.items[0][grid].value == JSONValue([["Plan", "Price"], ["Basic", "$5"], ["Team", "$20"]]))
    #expect(answer.items[1][caption].text == "Where we are")
  }

  @Test("Words keep the tables that hold them, under the number they have among all")
  func find() throws {
    let tables = try knowledge().indexedTables("oslo")
    #expect(tables.map(\.number) == [2])
    #expect(try knowledge().indexedTables("nowhere").isEmpty)
  }

  @Test("One table is rows under its own headers, each with its line")
  func one() throws {
    let answer = try knowledge().table(1)
    #expect(answer.columns.map(\.name) == ["Plan", "Price", "file", "line", "place"])
    #expect(
      answer.items.map { $0.map(\.text) } == [
        ["Basic", "$5", "a.md", "5", "a.md:5"], ["Team", "$20", "a.md", "6", "a.md:6"],
      ])
    #expect(Renderer(format: .csv).render(answer).hasPrefix("Plan,Price,file,line"))
  }

  @Test("A number that no table has is an error that says which there are")
  func missing() throws {
    let knowledge = try self.knowledge()
    #expect(throws: CasebookError.badArgument(name: "table", value: "3", expected: "1 to 2")) {
      try knowledge.table(3)
    }
    #expect(throws: CasebookError.self) { try knowledge.table(0) }
  }
}
