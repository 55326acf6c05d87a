import Testing

@testable import Casebook

@Suite("What a whole document is and whom it is about")
struct RecognisedDocumentTests {
  private func record(_ text: String, path: String = "case.md") throws -> Record {
    try Workspace.parse(text, path: path).records[0]
  }

  private func subjects(_ text: String, path: String = "case.md") throws -> [String] {
    try record(text, path: path).organisations.filter(\.isSubject).map(\.name)
  }

  private static let story = """
    ## Challenge

    Orvane makes ropes for 2,000 boats. Its servers were slow.

    ## Solution

    The team at Orvane moved all services in a year. Orvane's engineers slept well.

    ## Results

    - Orvane saved 40% of its costs.
    - "We sleep," says Ana Ruiz, CTO of Orvane.
    """

  @Test("The company of a story, by all that the document says of it")
  func main() throws {
    #expect(try subjects("# How Orvane moved to the cloud\n\n\(Self.story)") == ["Orvane"])
    #expect(
      try subjects("# Moving to the cloud\n\n| Customer | Orvane |\n|---|---|\n| Trade | Ropes |\n\n\(Self.story)") == [
        "Orvane"
      ])
  }

  @Test("A field that names the company is believed first; a bar behind the name is none of it")
  func field() throws {
    #expect(try subjects("---\nclient: Bellis & Sons\n---\n# How Orvane helped\n\n\(Self.story)") == ["Bellis & Sons"])
    #expect(try subjects("# Bellis Foods | Case Study\n\n## Results\n\n- Costs fell by 4%.\n") == ["Bellis Foods"])
  }

  @Test("Keys inside a list name its entries, not whom the document is about")
  func entries() throws {
    let items = ["Avanto", "Bellis", "Crane", "Dorn"].map { "  - text: It holds.\n    company: \($0)\n" }.joined()
    let found = try record("items:\n\(items)", path: "voices.yaml")
    #expect(found.organisations.allSatisfy { !$0.isSubject })
    #expect(found.organisations.map(\.name).contains("Crane"))
  }

  @Test("A job's title before a name is no part of it, and a number is no name")
  func job() throws {
    let found = try record(
      "---\ncustomer: Head of Ropes at Orvane\ncustomers: 8 million people\n---\n# A\n\nText of it.\n")
    #expect(found.organisations.map(\.name) == ["Orvane"])
  }

  @Test("A thing of that kind is no organisation: the CRM, the KIAM service")
  func things() throws {
    let text =
      "# Report\n\n## Case Study 1: Orvane around the CRM\n\nText.\n\n## Case Study 2: KIAM service at Bellis\n\nText.\n"
    let names = try Workspace.parse(text, path: "r.md").records.flatMap(\.organisations).map(\.name)
    #expect(names == ["Orvane", "Bellis"])
  }

  @Test("A product of the subject's own is not another organisation")
  func product() throws {
    let text =
      "# How Orvane moved to the cloud\n\n\(Self.story)\n- They use Orvane Cloud and partnered with Orvane Labs.\n"
    #expect(try record(text).organisations.map(\.name).filter { $0.hasPrefix("Orvane") } == ["Orvane"])
  }

  @Test(
    "Kinds of documents",
    arguments: [
      (
        "# [Client name]: [Result]\n\n[Client name] is a [trade] company.\n\nThey saved [X%] in a year.\n\n[Name] says so.\n",
        "template"
      ),
      (
        "# Postmortem: login outage of May 3\n\n## Timeline\n\n- 10:05 The first alert fired.\n- 10:20 We declared an incident.\n"
          + "- 12:10 The outage was resolved.\n\n## Root cause\n\nA certificate had expired. Nobody noticed the alert.\n\n"
          + "## Impact\n\nLogins failed for two hours. No data was lost.\n", "incident-report"
      ),
    ])
  func kinds(text: String, kind: String) throws { #expect(try record(text, path: "a.md").kind.rawValue == kind) }

  @Test("Brackets that are links, notes or asides are no blanks")
  func blanks() {
    for text in ["See [Ropes](a).", "It held [1].", "It held [the rope].", "[Ropes][1] hold."] {
      #expect(!DocumentKindEvidence.holdsBlank(text))
    }
    for text in ["[Client name] grew.", "It cut [X] costs.", "Hello {{ name }}."] {
      #expect(DocumentKindEvidence.holdsBlank(text))
    }
  }

  @Test("A page whose text stands in its front matter is no stub")
  func frontMatterText() throws {
    let body = String(repeating: "Orvane makes ropes and knots for boats of all sizes. ", count: 12)
    #expect(try record("---\ntitle: Ropes\nbody: \(body)\n---\n").kind != .stub)
    #expect(try record("---\ntitle: Ropes\nbody: Soon.\n---\n").kind == .stub)
  }

  @Test("The only heading of a page is its title, before its head's, unless it is a sentence or a label")
  func pageTitle() throws {
    func title(_ heading: String) throws -> String {
      let words = String(repeating: "Ropes hold well when they are wet, and boats of all sizes need them. ", count: 8)
      let text =
        "<html><head><title>Ropes - Orvane</title></head><body><main><h1>\(heading)</h1><p>\(words)</p><p>\(words)</p>"
        + "</main></body></html>"
      return try Workspace.parse(text, path: "a.html").title
    }
    #expect(try title("How ropes hold") == "How ropes hold")
    #expect(try title("We tie ropes that hold.") != "We tie ropes that hold.")
    #expect(try title("Status: live") != "Status: live")
  }

  @Test("A data file without a title has its file's name")
  func dataTitle() throws {
    #expect(try Workspace.parse("company:\n  size: 40\n", path: "data/orvane.yaml").title == "orvane")
  }
}
