import Testing

@testable import Casebook

@Suite("References")
struct CiteTests {
  private static func made() throws -> Workspace {
    let space = Workspace()
    try space.write(
      "sub/luna.md",
      """
      ---
      title: Luna & the 50% ferry
      author: By Jane Roe 4/28/2020
      date: 2024-03-05T07:00:00Z
      url: https://example.org/luna
      ---
      # Luna

      ## Results

      Costs fell by 12 %. Tickets rose to 1,200.
      """)
    try space.write("other.md", sampleCase("Alpha"))
    try space.ingest()
    return space
  }

  @Test("Each style has the words, what the document states of itself, and the place")
  func styles() throws {
    let space = try Self.made()
    let knowledge = try space.knowledge()
    let reference = try #require(try knowledge.references(["luna.md:11:21"]).first)
    #expect(
      reference.text(.text)
        == "“Tickets rose to 1,200.” Jane Roe, Luna & the 50% ferry, 2024-03-05T07:00:00Z, https://example.org/luna, sub/luna.md:11"
    )
    #expect(
      reference.text(.markdown)
        == "> Tickets rose to 1,200.\n>\n> — Jane Roe, [Luna & the 50% ferry](https://example.org/luna), 2024-03-05T07:00:00Z, `sub/luna.md:11`"
    )
    #expect(
      reference.text(.bibtex) == """
        @online{jane-roe-2024-l11,
          title = {{Luna \\& the 50\\% ferry}},
          author = {{Jane Roe}},
          date = {2024-03-05},
          year = {2024},
          url = {https://example.org/luna},
          annote = {Tickets rose to 1,200.},
          note = {sub/luna.md:11}
        }
        """)
    let csl = try JSONValue(parsing: Array(reference.text(.csl).utf8))
    #expect(csl["issued"]?["date-parts"] == .array([JSONValue([2024, 3, 5])]))
    #expect(csl["author"] == .array([.object([.init("literal", .string("Jane Roe"))])]))
    #expect(csl["type"] == .string("webpage"))
  }

  @Test("A line with several statements gives the first and says so; a record is cited as a whole")
  func places() throws {
    let space = try Self.made()
    let knowledge = try space.knowledge()
    let answer = try knowledge.cite(["sub/luna.md:11"])
    #expect(answer.items[0][0].text.hasPrefix("“Costs fell by 12 %.”"))
    #expect(answer.notes.contains { $0.text.contains("2 statements") })
    let whole = try #require(try knowledge.references(["Alpha Alliance"]).first)
    #expect(whole.quote == nil && whole.citation.file == "other.md" && whole.url == nil)
    #expect(whole.text(.bibtex).hasPrefix("@misc{"))
  }

  @Test("A place without a statement names those near it; an unknown document is no record")
  func missing() throws {
    let space = try Self.made()
    let knowledge = try space.knowledge()
    let error = #expect(throws: CasebookError.self) { try knowledge.references(["luna.md:8"]) }
    #expect(error?.description.contains("sub/luna.md:") == true)
    #expect(throws: CasebookError.self) { try knowledge.references(["nobody.md:3"]) }
    // The same end of two paths.
    try space.write("more/luna.md", sampleCase("Beta"))
    try space.ingest()
    #expect {
      try space.knowledge().references(["luna.md:11"])
    } throws: { error in
      if case .ambiguous? = error as? CasebookError { true } else { false }
    }
  }
}
