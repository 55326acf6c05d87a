import Testing

@testable import Casebook

@Suite("Quotations and who said them")
struct QuotationTests {
  private func quotations(_ text: String) throws -> [Quotation] { try Workspace.parse(text).quotations() }

  @Test(
    "the text around a quotation tells who said it",
    arguments: [
      ("“We sold more tickets in a week than in a month,” said Jane Roe, CFO of Harbour Line.", "CFO", "Harbour Line"),
      (
        "Jane Roe, head of sales at Harbour Line, says: “We sold more tickets in a week.”", "head of sales",
        "Harbour Line"
      ),
      ("According to Luna’s Chief Engineer Jane Roe, “the boats were never late again”.", "Chief Engineer", "Luna"),
      ("\"The boats were never late again,\" Luna CEO Jane Roe added.", "CEO", "Luna"),
    ])
  func speakers(_ example: (text: String, role: String, organisation: String)) throws {
    let found = try #require(try quotations("# Story\n\n\(example.text)\n").first)
    #expect(found.speaker == Speaker(name: "Jane Roe", role: example.role, organisation: example.organisation))
    #expect(!found.text.contains("Roe"))
  }

  @Test("a surname or a pronoun stands for whom the document introduced before")
  func laterMentions() throws {
    let text = """
      # Story

      “The boats are full every day,” said Jane Roe, CFO of Luna.

      “We have to turn people away,” Roe added.

      “Next year we buy two more,” she says.
      """
    let found = try quotations(text)
    #expect(found.count == 3)
    #expect(found.allSatisfy { $0.speaker == Speaker(name: "Jane Roe", role: "CFO", organisation: "Luna") })
  }

  @Test("a block quote has the speaker of the line below")
  func signatures() throws {
    let found = try quotations("# Story\n\n> The boats are full every day.\n>\n> — Jane Roe, CFO, Luna\n")
    #expect(found.map(\.speaker) == [Speaker(name: "Jane Roe", role: "CFO", organisation: "Luna")])
  }

  @Test("a quotation goes on where its sentence ends, up to the closing mark")
  func severalSentences() throws {
    let found = try quotations(
      "# Story\n\n\"The boats are full every day. We have to turn people away,\" says Jane Roe.\n")
    #expect(found.map(\.text) == ["The boats are full every day. We have to turn people away"])
    #expect(found.first?.speaker?.name == "Jane Roe")
  }

  @Test("a term in quotation marks is no quotation")
  func terms() throws {
    #expect(
      try quotations("# Story\n\nThe so-called \"ferry of the future\" sails on Monday with all of its passengers.\n")
        .isEmpty)
  }
}
