import Testing

@testable import Recognition

@Suite("What the words around a name say")
struct NameSignalTests {
  @Test(
    "In running text",
    arguments: [
      ("We met them at Orvane in May.", NameSignal.afterAt), ("It was built by Orvane.", .owned),
      ("They partnered with Orvane.", .partner), ("Orvane uses ropes.", .beforeUsing),
      ("Orvane builds ropes.", .subject),
      ("Here Orvane's ropes hang.", .possessive), ("We run Orvane daily.", .listed),
      ("We use Orvane daily.", .afterUsing),
      ("An Orvane cluster fell over.", .beforeTool), ("The Orvane team slept.", .beforeMember),
      ("Ana, CTO of Orvane, slept.", .afterRole), ("Customers such as Orvane, Bellis and Crane slept.", .afterCompany),
      ("Then Orvane, a startup from Oslo, slept.", .definedOrganisation), ("Orvane is a library.", .definedProduct),
      ("The group (Orvane) slept.", .bracketed), ("We said that Orvane 4 sleeps.", .beforeNumber),
      ("We live in Orvane now.", .afterIn), ("Mr Orvane slept.", .honorific), ("It is well, says Orvane.", .speech),
      ("Then Orvane, CTO, slept.", .beforeJob), ("The client Orvane slept.", .afterCompany),
    ])
  func context(text: String, signal: NameSignal) throws {
    let words = NameWords(text)
    let index = try #require(words.words.firstIndex { $0.hash == WordSet.hash("orvane") })
    let signals = NameContext.signals(words, index..<(index + 1))
    if signal == .listed {
      #expect(!signals.contains(.listed))
    } else {
      #expect(signals.contains(signal), "\(text): \(signals)")
    }
  }

  @Test(
    "In a title",
    arguments: [
      ("Orvane", NameSignal.titleWhole), ("Orvane: ropes for all", .titleBeforeColon),
      ("Case study: Orvane", .titleAfterKind), ("Orvane case study", .titleBeforeKind),
      ("How Orvane ties ropes", .titleAfterHow), ("Ropes at Orvane", .titleAfterAt),
      ("Orvane's ropes", .titlePossessive),
      ("Ropes with Orvane", .titleAfterWith), ("Ropes using Orvane", .titleAfterUsing),
      ("Orvane uses ropes", .titleBeforeVerb),
      ("Ropes for Orvane", .titleAfterFor), ("Ropes | Orvane", .titleAfterBar),
      ("Interview with Orvane", .titleAfterKind),
      ("Ropes (Orvane)", .titleBracketed), ("The Orvane server", .titleBeforeTool),
    ])
  func title(text: String, signal: NameSignal) throws {
    let words = NameWords(text)
    let index = try #require(words.words.firstIndex { $0.hash == WordSet.hash("orvane") })
    let signals = TitleContext.signals(words, index..<(index + 1))
    #expect(signals.contains(signal), "\(text): \(signals)")
  }

  @Test(
    "Fields, labelled lines, file names and addresses",
    arguments: [
      (DocumentText.Field(key: "customer", value: "Orvane", isFrontMatter: true), NameSignal.fieldSubject),
      (DocumentText.Field(key: "vendor", value: "Bellis, Orvane", isFrontMatter: true), .fieldOther),
      (DocumentText.Field(key: "author", value: "Orvane", isFrontMatter: true), .fieldAuthor),
      (DocumentText.Field(key: "logo", value: "/img/orvane-white.svg", isFrontMatter: true), .fieldImage),
      (DocumentText.Field(key: "website", value: "https://www.orvane.example/", isFrontMatter: true), .fieldAddress),
      (DocumentText.Field(key: "linkTitle", value: "Orvane", isFrontMatter: true), .fieldName),
    ])
  func fields(field: DocumentText.Field, signal: NameSignal) throws {
    let found = try candidate("orvane", in: document("We tie ropes. In May Orvane slept.", fields: [field]))
    #expect(found[signal] > 0)
  }

  @Test("The head of a page says nothing of whom a logo or an address shows")
  func head() throws {
    for key in ["og:image", "og:url"] {
      let field = DocumentText.Field(key: key, value: "https://orvane.example/orvane.png", isFrontMatter: false)
      let found = try candidate("orvane", in: document("In May Orvane slept.", fields: [field]))
      #expect(found[.fieldImage] == 0 && found[.fieldAddress] == 0)
    }
  }

  @Test("Links, images and the file's name bear names")
  func links() throws {
    var text = document("In May Orvane slept.", path: "stories/orvane-ropes.md")
    text.links = [
      DocumentText.Link(text: "Orvane", destination: "https://orvane.example/", isImage: false),
      DocumentText.Link(text: "", destination: "img/orvane.png", isImage: true),
    ]
    let found = try candidate("orvane", in: text)
    for signal in [NameSignal.linkHost, .linkHostFirst, .linkText, .imageText, .fileName] {
      #expect(found[signal] == 1)
    }
    let folder = try candidate("orvane", in: document("In May Orvane slept.", path: "orvane/index.md"))
    #expect(folder[.fileName] == 1)
  }

  @Test("A labelled line names the client, and not what stands behind a comma")
  func line() throws {
    var text = document("We tie ropes.")
    text.passages.append(
      DocumentText.Passage(
        kind: .bullet, heading: -1, label: "Client", text: "Orvane, maker of ropes", attribution: nil))
    #expect(try candidate("orvane", in: text)[.lineSubject] == 1)
  }

  private func document(_ text: String, path: String = "a.md", fields: [DocumentText.Field] = []) -> DocumentText {
    DocumentText(
      path: path, title: "Ropes", fields: fields,
      passages: text.split(separator: ". ").map {
        DocumentText.Passage(kind: .sentence, heading: -1, label: nil, text: String($0), attribution: nil)
      })
  }

  private func candidate(_ word: String, in document: DocumentText) throws -> NameCandidate {
    let collector = NameCollector(WordedDocument(document), usage: WordUsage(model: nil))
    return try #require(collector.names.first { $0.words == [WordSet.hash(word)] })
  }
}
