import Testing

@testable import Casebook

@Suite("Names in the text of a document")
struct BodyTextTests {
  private func statement(_ text: String, label: String? = nil, kind: Statement.Kind = .sentence) -> Statement {
    Statement(
      kind: kind, section: 0, label: label, text: text, span: Span(line: 1, endLine: 1, column: 1, start: 0, end: 0))
  }

  @Test("Bytes appended of a statement are those of its full text", arguments: [nil, "Label"], ["", "and text"])
  func fullText(label: String?, text: String) {
    let statement = statement(text, label: label)
    var bytes: [UInt8] = []
    statement.appendFullText(to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == statement.fullText)
  }

  @Test(
    "A capitalised word stands alone where no letter or digit touches it",
    arguments: [
      ("acme", true), ("bravo", false), ("carlo", false), ("délta", true), ("echo", false), ("golf", true),
      ("hotel", false), ("", false),
    ])
  func capitalised(word: String, found: Bool) {
    let body = BodyText([
      statement("With ACME, bravo and Carlos."), statement("Délta-Team", label: "eEcho éEcho Echoé"),
      statement("—Golf— Hotel2"),
    ])
    #expect(body.contains(word) == found)
  }

  @Test("A name is mentioned where it stands inside a sentence, or twice at the beginning of one")
  func mentions() {
    func mentions(_ name: String, _ texts: String...) -> Bool {
      BodyText(texts.map { statement($0) }).mentions(name, besides: "Tide at Acme")
    }
    #expect(mentions("Tide", "They chose Tide."))
    #expect(!mentions("Tide", "Tide it was."))
    #expect(mentions("Tide", "Tide it was.", "Then. Tide again."))
    #expect(!mentions("Tide", "They chose Tide.", "High tide came."))
    #expect(mentions("Tide", "They chose Tide.", "Tidewater and betides."))
    #expect(!mentions("Tide", "A story: Tide at Acme."))
    #expect(!mentions("Tide"))
    #expect(mentions("tide", "The tide rose."))
  }

  @Test("Statements that hold a name are counted up to a limit, metadata apart")
  func count() {
    let body = BodyText([
      statement("Acme and Acme"), statement("Acme", kind: .metadata), statement("x", label: "At Acme"),
      statement("More Acme"),
    ])
    #expect(body.count(of: "Acme", limit: 9) == 3)
    #expect(body.count(of: "Acme", limit: 2) == 2)
    #expect(body.count(of: "x Acme", limit: 2) == 0)
    #expect(BodyText([]).count(of: "Acme", limit: 2) == 0)
  }
}
