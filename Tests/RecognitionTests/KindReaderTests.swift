import Testing

@testable import Recognition

@Suite("Kinds of documents by weighted evidence")
struct KindReaderTests {
  private func kind(
    _ title: String, headings: [(String, String?)] = [], _ sentences: [String]
  ) throws -> RecognisedKind {
    let text = DocumentText(
      path: "a.md", title: title,
      headings: headings.map { DocumentText.Heading(title: $0.0, level: 2, role: $0.1) },
      passages: sentences.map {
        DocumentText.Passage(kind: .sentence, heading: 0, label: nil, text: $0, attribution: nil)
      })
    return try KindReader().kind(of: WordedDocument(text))
  }

  @Test("A customer's story with challenge, solution and result is a case study")
  func story() throws {
    let found = try kind(
      "How Orvane saves 40% of its costs",
      headings: [("Challenge", "challenge"), ("Solution", "solution"), ("Results", "result")],
      [
        "Orvane makes ropes for 2,000 customers.", "Its servers had become slow and costly.",
        "The team at Orvane adopted a new platform and migrated all services.", "“We slept well,” says Ana Ruiz.",
        "Orvane reduced its costs by 40%.", "Customers now get their ropes in 2 days.",
      ])
    #expect(found.kind == .caseStudy)
    #expect(found.caseProbability > 0.5)
    #expect(!found.reason.isEmpty)
  }

  @Test("What failed, when, and why is an incident report")
  func incident() throws {
    let found = try kind(
      "Postmortem: login outage of May 3", headings: [("Timeline", nil), ("Root cause", nil), ("Impact", nil)],
      [
        "On May 3 logins failed for two hours.", "10:05 The first alert fired.", "10:20 The incident was declared.",
        "The root cause was an expired certificate.", "12:10 The outage was resolved.",
      ])
    #expect(found.kind == .incident)
  }

  @Test("Orders to the reader are no case study")
  func guide() throws {
    let found = try kind(
      "Installing the pump", headings: [("Before you begin", nil), ("Steps", nil)],
      [
        "Open the box.", "Check that you have all parts.", "Set the valve to zero.", "Run the pump for five minutes.",
        "You should see water.", "If you do not, contact us.",
      ])
    #expect(found.kind != .caseStudy)
    #expect(found.caseProbability < 0.5)
  }

  @Test("Probabilities are a distribution, the same each time")
  func stable() throws {
    let first = try kind("Ropes", ["Ropes are tied."])
    #expect(first == (try kind("Ropes", ["Ropes are tied."])))
    #expect(first.probability > 0 && first.probability <= 1)
    #expect(first.caseProbability <= first.probability)
  }
}
