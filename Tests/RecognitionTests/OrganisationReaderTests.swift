import Learning
import Testing

@testable import Recognition

@Suite("Whom a document is about")
struct OrganisationReaderTests {
  static func document(_ title: String, _ sentences: [String], fields: [DocumentText.Field] = []) -> DocumentText {
    DocumentText(
      path: "story.md", title: title, fields: fields,
      passages: sentences.map {
        DocumentText.Passage(kind: .sentence, heading: -1, label: nil, text: $0, attribution: nil)
      })
  }

  private func names(_ sentences: [String], title: String = "A story") throws -> [String] {
    let usage = WordUsage(model: try LinearModel.resource("word-case"))
    let collector = NameCollector(WordedDocument(Self.document(title, sentences)), usage: usage)
    return NameMerging.merged(collector).map(\.name)
  }

  @Test(
    "Runs of capitalised words are names, without words that open a sentence",
    arguments: [
      ("Yesterday Orvane met the Department of Fisheries.", ["Orvane", "Department of Fisheries"]),
      ("Using ropes, Weber & Sohn grew.", ["Weber & Sohn"]), ("Teams at Halvorsen, Inc. grew.", ["Halvorsen, Inc"]),
      ("However, the U.S. Customs Service grew.", ["U.S. Customs Service"]),
      ("They met on Monday in March.", []), ("The pumps of E grew.", []),
    ])
  func spans(text: String, expected: [String]) throws { #expect(Set(try names([text])) == Set(expected)) }

  @Test(
    "One organisation has one name",
    arguments: [
      ["The Royal Office of Ropes (ROR) grew.", "Then ROR slept."], ["Orvane Group grew.", "Then Orvane slept."],
      ["The UK Rope Office grew.", "Then the Rope Office slept."],
    ])
  func merged(sentences: [String]) throws { #expect(try names(sentences).count == 1) }

  @Test("What an abbreviation has no letters of is another")
  func notMerged() throws { #expect(try names(["The Royal Office (XYZ) grew."]).count == 2) }

  @Test("Headlines that capitalise every word hold only names that are no words, or that the text knows")
  func headline() throws {
    let found = try names(["For years Orvane made ropes by hand."], title: "How Orvane Cuts Costs And Saves Time")
    #expect(found == ["Orvane"])
  }

  private let story = [
    "Orvane makes ropes for sailing boats in two factories.", "In 2019 the team at Orvane began to use Kubernetes.",
    "Orvane's engineers moved all services in a year.", "“We slept well,” says Ana Ruiz, CTO of Orvane.",
    "Orvane saved half of its costs.", "Today Orvane runs ninety services.",
  ]

  @Test("A story's main name, its role and its reason")
  func main() throws {
    let reader = try OrganisationReader()
    let found = reader.organisations(
      of: WordedDocument(Self.document("How Orvane moved to Kubernetes", story)), isStory: true)
    #expect(found.main?.name == "Orvane")
    #expect((found.main?.probability ?? 0) > 0.5)
    #expect(found.main?.reason.isEmpty == false)
    #expect(!found.others.contains { $0.name == "Orvane" || $0.name == "Ana Ruiz" })
  }

  @Test("A vendor who tells the story is another")
  func vendor() throws {
    let reader = try OrganisationReader()
    let sentences =
      story + [
        "They partnered with Tollgate.", "Tollgate, a company from Oslo, wrote the tools.",
        "“It was a joy,” says Tom Reed, CEO of Tollgate.",
      ]
    let found = reader.organisations(
      of: WordedDocument(Self.document("Orvane case study", sentences)), isStory: true)
    #expect(found.main?.name == "Orvane")
    #expect(found.others.map(\.name).contains("Tollgate"))
  }

  @Test("A document that names nobody is about nobody")
  func nobody() throws {
    let reader = try OrganisationReader()
    let sentences = ["Ropes are tied by hand.", "Knots hold better when they are wet.", "In Norway ropes are long."]
    let found = reader.organisations(of: WordedDocument(Self.document("How ropes are tied", sentences)), isStory: false)
    #expect(found.main == nil)
    #expect(found.others.isEmpty)
  }

  @Test("A place is never whom a story is about")
  func place() throws {
    let reader = try OrganisationReader()
    let sentences = ["In Norway ropes are long.", "Norway has coasts.", "Norway's ropes are wet."]
    let found = reader.organisations(of: WordedDocument(Self.document("Ropes in Norway", sentences)), isStory: true)
    #expect(found.main == nil)
  }

  @Test("Features are told to people in words")
  func words() {
    #expect(NameEvidence.plain("is=titleAfterAt") == "title after at")
    #expect(NameEvidence.plain("often=subject") == "often subject")
    #expect(NameEvidence.plain("has people") == "has people")
  }
}
