import Testing
import Words

@testable import Casebook

@Suite("Organisations of a case")
struct OrganisationTests {
  private func organisations(_ text: String, path: String = "case.md") throws -> (subjects: [String], others: [String])
  {
    let found = try Workspace.parse(text, path: path).records[0].organisations
    return (found.filter(\.isSubject).map(\.name), found.filter { !$0.isSubject }.map(\.name))
  }

  @Test(
    "Names are told by the words around them",
    arguments: [
      ("We serve customers such as Brightlane, Corvello and Dun & Marsh.", ["Brightlane", "Corvello", "Dun & Marsh"]),
      ("Customers such as Kwekerij Blom, Solanum and Groenhof use it.", ["Kwekerij Blom", "Solanum", "Groenhof"]),
      ("In May they partnered with Halvorsen.", ["Halvorsen"]),
      ("“It held,” says Ana Ruiz, CTO of Pellworm.", ["Pellworm"]),
      ("It asked all three bureaus—Avanto, Bellis and Crane—for data.", ["Avanto", "Bellis", "Crane"]),
      ("The loan came from Nordhaven Bank.", ["Nordhaven Bank"]),
      ("It runs on Google and AWS.", ["Google", "AWS"]),
      ("Then Tollgate, a startup from Oslo, took over.", ["Tollgate"]),
      ("The Department of Fisheries pays.", ["Department of Fisheries"]),
    ])
  func mentions(text: String, expected: [String]) {
    #expect(OrganisationMentions.mentions(in: text).map(\.name) == expected)
  }

  @Test(
    "Products, people and first words are no organisations",
    arguments: [
      "They moved to Kubernetes and Postgres.", "Target dates were met.", "Anna Weber wrote it in May.",
      "Director of Engineering Tom Reed agrees.", "The Compute Platform team is small.", "", "& , — .",
    ])
  func nothing(text: String) { #expect(OrganisationMentions.mentions(in: text).isEmpty) }

  @Test("A title that ends with a place of work names the subject")
  func titleAt() throws {
    let found = try organisations(
      "# Chat for millions with Elm at Quorvo\n\nA case study of chat.\n\nQuorvo began small.\n\nToday Quorvo is large.\n"
    )
    #expect(found.subjects == ["Quorvo"])
  }

  @Test("Of two names in a title, the one the document is about is the subject")
  func about() throws {
    let found = try organisations(
      """
      # Analytics with NUTS and b-line

      ## Challenge
      b-line met slow links.
      ## Results
      b-line is fast now.
      ## About b-line
      b-line makes software.
      """)
    #expect(found.subjects == ["b-line"])
  }

  @Test("Who the first lines say the company is, is the subject")
  func defined() throws {
    let found = try organisations(
      "# Crawling at petabyte scale\n\n## Challenge\n\nOrvane is a Lisbon-based SaaS company.\n\n## Result\n\nOrvane grew.\n"
    )
    #expect(found.subjects == ["Orvane"])
  }

  @Test("Words of a headline that the text never uses as a name are none")
  func headline() throws {
    let found = try organisations(
      "# Cutting Harbour Clearance by 70%\n\n## Challenge\n\nClearance took days.\n\n## Results\n\nIt takes hours.\n")
    #expect(found.subjects.isEmpty)
  }

  @Test("A link in a field gives its words, and an address none")
  func links() throws {
    let found = try organisations(
      "---\nkind: case-study\ncompany: Weber & Sohn, [weber.example](https://weber.example/)\n---\n\n# A story\n\nText.\n"
    )
    #expect(found.subjects == ["Weber & Sohn"])
  }

  @Test("A list's last two names are two")
  func listed() throws {
    let found = try organisations("# Case Study 1: Acme\n\n## Results\n\n- **Partners**: Orla, Finn and Niall.\n")
    #expect(found.others == ["Orla", "Finn", "Niall"])
  }

  @Test(
    "What a document says of itself, or where it stands, makes it a case study",
    arguments: [
      ("a.md", "# Case Study: Modern Archive\n\nText of it.\n"),
      ("a.md", "---\nexcerpt: A case study of how Elm is used.\n---\n# Chat\n\nText of it.\n"),
      ("a.md", "# Chat\n\nThis case study examines a chat of many.\n"),
      ("content/case-studies/acme/index.md", "# Acme grows\n\nText of it.\n"),
    ])
  func cases(path: String, text: String) throws {
    #expect(try Workspace.parse(text, path: path).records[0].kind == .caseStudy)
  }

  @Test(
    "Pages that list cases and pages without text are none",
    arguments: [
      ("a.md", "# Case Studies\n\n- [Acme](a)\n- [Bravo](b)\n", RecordKind.catalogue),
      ("a.md", "# Acme Case Study\n\nComing soon.\n", .stub),
      ("a.md", "---\nsummary: With Elm as a case study.\n---\n# Compile times\n\nText of it.\n", .document),
      ("case-studies/_index.md", "# Stories\n\nText of it.\n", .document),
    ])
  func others(path: String, text: String, kind: RecordKind) throws {
    #expect(try Workspace.parse(text, path: path).records[0].kind == kind)
  }

  @Test(
    "A logo or an address that bears a name of the text tells whom a case is about",
    arguments: ["logo: logos/velomar.svg", "website: https://www.velomar.example", "logo: img/velomar-dark.png"])
  func logo(line: String) throws {
    let found = try organisations(
      """
      ---
      kind: case study
      \(line)
      ---
      # Scheduling that keeps up

      Velomar ships parcels by night. Before, each depot planned alone.

      ## Results

      - Velomar plans a night in nine minutes.
      """)
    #expect(found.subjects == ["Velomar"])
  }

  @Test(
    "An acronym behind an article is a thing, not an organisation",
    arguments: ["Orders flow from the CRM into the ERP.", "Customers such as the CRM and the ERP teams wait."])
  func acronyms(text: String) throws {
    let found = try organisations(
      "# Case Study: Velomar\n\n## Overview\n\nVelomar ships parcels. \(text)\n\n## Results\n\n- Velomar is fast.\n")
    #expect(found.subjects == ["Velomar"])
    #expect(!found.others.contains { ["CRM", "ERP", "the CRM"].contains($0) })
  }
}
