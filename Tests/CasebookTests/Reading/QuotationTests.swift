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

  @Test("single marks quote where they open before a word; apostrophes do not")
  func singleMarks() throws {
    let found = try quotations(
      "# Story\n\nAs Jane Roe reported, ‘most of the crew’s members like the new boats and their hours.’\n")
    #expect(found.map(\.text) == ["most of the crew’s members like the new boats and their hours."])
    #expect(found.first?.speaker?.name == "Jane Roe")
    #expect(
      try quotations("# Story\n\nThe boats’ crews and the passengers’ guides like what the owners’ plan says.\n")
        .isEmpty)
  }

  @Test("the sentence before a block quote announces who speaks")
  func announced() throws {
    let text = """
      # Story

      Jane Roe is a harbour engineer who has been there from the first day. In an article she writes about the tides:

      > The more one measures, the less one trusts the almanac.
      """
    let found = try quotations(text)
    #expect(found.map(\.speaker?.name) == ["Jane Roe"])
  }

  @Test("a name with an organisation below a quotation signs it, also without a dash")
  func plainSignature() throws {
    let text = """
      # Voices

      "We sold more tickets in this one week than in the whole month of March."

      **Jane Roe**, Harbour Line, Norway
      """
    #expect(try quotations(text).map(\.speaker?.name) == ["Jane Roe"])
  }

  @Test("a pull quote that repeats what somebody says has that speaker")
  func pullQuotes() throws {
    let text = """
      # Story

      > The boats are full every single day of the week.

      “The boats are full every single day of the week,” said Jane Roe, CFO of Luna.
      """
    #expect(try quotations(text).map(\.speaker?.name) == ["Jane Roe", "Jane Roe"])
  }

  @Test("a note set apart as a block quote is nobody's words")
  func asides() throws {
    #expect(try quotations("# Story\n\n> **Note:** the timetable was changed after this was written.\n").isEmpty)
    #expect(try quotations("# Story\n\n> [Download the timetable](timetable.pdf)\n").isEmpty)
  }

  @Test("words that are reported without a name are a quotation without a speaker")
  func unnamed() throws {
    let found = try quotations(
      "# Story\n\nThe crew of the night ferry said they were “always the last to know” about it.\n")
    #expect(found.map(\.text) == ["always the last to know"])
    #expect(found.first?.speaker == nil)
  }

  @Test("front matter's testimonial has the author and post of the keys beside it")
  func frontMatter() throws {
    let text = """
      ---
      title: New boats
      testimonial: The boats are full every day of the week.
      testimonial_author: 'Jane Roe,'
      testimonial_author_position: Head of Sales at Luna
      testimonial_author_portrait: jane.png
      ---
      # New boats

      The ferry line bought two boats.
      """
    let found = try quotations(text)
    #expect(found.map(\.text) == ["The boats are full every day of the week."])
    #expect(found.first?.speaker == Speaker(name: "Jane Roe", role: "Head of Sales", organisation: "Luna"))
  }

  @Test("a list in front matter is the words and, last, whose they are")
  func frontMatterList() throws {
    let text = """
      ---
      quote: ['The boats are full on every day of the week.', '/images/boat.webp', 'Jane Roe, CFO, Luna']
      ---
      # New boats

      The ferry line bought two boats.
      """
    let found = try quotations(text)
    #expect(found.map(\.text) == ["The boats are full on every day of the week."])
    #expect(found.first?.speaker == Speaker(name: "Jane Roe", role: "CFO", organisation: "Luna"))
  }

  @Test("a page's testimonial is told by class names, with author and post beside it")
  func testimonials() throws {
    let page = """
      <html><body><main><h1>Our customers</h1><p>Three lines run our boats and tell how it went for them this year.</p>
      <div class="slide"><p class="testimonial-quote">The boats are full on every day of the week, and nobody waits.</p>
      <p class="testimonial-author">Jane Roe</p><p class="testimonial-jobtitle">Head of Sales, Luna</p></div>
      </main></body></html>
      """
    let found = try Workspace.parse(page, path: "case.html").quotations()
    #expect(found.map(\.text) == ["The boats are full on every day of the week, and nobody waits."])
    #expect(found.first?.speaker == Speaker(name: "Jane Roe", role: "Head of Sales", organisation: "Luna"))
  }

  @Test("a shortcode around quotations is none itself")
  func nestedShortcodes() throws {
    let text = """
      # Story

      {{<quote-bar>}}
      {{<quote cite="Jane Roe, Harbour Pilot">}}
      The boats are full on every day of the week.
      {{</quote>}}
      {{</quote-bar>}}
      """
    #expect(try quotations(text).map(\.speaker?.name) == ["Jane Roe"])
  }

  @Test("statements that are found say who speaks")
  func speakersOfStatements() throws {
    let space = Workspace()
    try space.write("a.md", "# Story\n\n“The boats are full every day of the week,” said Jane Roe, CFO of Luna.\n")
    try space.ingest()
    let answer = try space.knowledge().find(FindQuestion("boats"))
    let names = ["speaker", "speaker_role", "speaker_organisation"]
    #expect(try names.map { answer.items[0][try #require(answer.column($0))].text } == ["Jane Roe", "CFO", "Luna"])
  }
}
