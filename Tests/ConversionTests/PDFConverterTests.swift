import TestSupport
import Testing

@testable import Conversion

/// Tests that run poppler's programs are skipped where these are missing.
private let hasPoppler = Programs.find("pdftotext") != nil && Programs.find("pdftohtml") != nil

@Suite("PDF: whole files", .enabled(if: hasPoppler, "skipped: install the Debian package poppler-utils"))
struct PDFConverterTests {
  private func convert(_ bytes: [UInt8], limits: RunLimits = RunLimits()) throws -> ConvertedDocument {
    var converters = Converters()
    converters.limits = limits
    let converter = try #require(converters.converter(for: "pdf"))
    return try converters.convert(bytes, type: "pdf", with: converter)
  }

  private func message(_ bytes: [UInt8]) -> String {
    do {
      _ = try convert(bytes)
      return "was read"
    } catch {
      return "\(error)"
    }
  }

  private let pages: [[PDFBuilder.Text]] = [
    [
      .init("A plant that listens", left: 72, top: 60, size: 20, isBold: true),
      .init("The crew wrote down every stop of the line for a whole year, with its cause,", left: 72, top: 110),
      .init("and read the list aloud each Monday before the shift began its work there.", left: 72, top: 124),
      .init("Result:", left: 72, top: 152, isBold: true), .init("stops fell by 40%", left: 115, top: 152),
    ],
    [.init("On the second page it says (in brackets) that costs fell, too.", left: 72, top: 60)],
  ]

  @Test("headings, bold words and pages come out of a file")
  func reading() throws {
    let text = String(decoding: try convert(PDFBuilder.document(pages)).bytes, as: UTF8.self)
    #expect(text.contains("<h1>A plant that listens</h1>"))
    #expect(text.contains("<strong>Result:</strong> stops fell by 40%"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[2000].contains("(in brackets)"))
  }

  @Test("the same file gives the same bytes")
  func deterministic() throws {
    let bytes = PDFBuilder.document(pages)
    #expect(try convert(bytes) == convert(bytes))
  }

  @Test("what cannot be read says why")
  func badFiles() {
    #expect(message(PDFBuilder.document(pages, isEncrypted: true)) == "is encrypted: save it without a password")
    #expect(message(Array("plain text".utf8)) == "is no PDF: its first bytes say so")
    #expect(message([]) == "is no PDF: its first bytes say so")
    #expect(message(Array("%PDF-1.4\n".utf8)).hasPrefix("is damaged or cut"))
    #expect(
      message(PDFBuilder.document([[]]))
        == "its page of pictures without text: scanned pages have to be recognised first")
  }

  @Test("pages without text among others are counted, not guessed")
  func picturesAmongPages() throws {
    #expect(
      try convert(PDFBuilder.document([pages[0], [], []])).warnings
        == ["2 of 3 pages are without text: a picture, or blank"])
  }

  @Test("a file cut anywhere is read in part or refused, and nothing else happens")
  func cut() {
    let bytes = PDFBuilder.document(pages)
    for end in stride(from: 0, to: bytes.count, by: bytes.count / 12) {
      let message = message(Array(bytes[..<end]))
      #expect(!message.isEmpty)
    }
  }

  @Test("of thousands of pages the first two thousand are read, and the rest is said to be missing")
  func manyPages() throws {
    let many = (1...2003).map { [PDFBuilder.Text("On page \($0) the plant had \($0) stops", left: 72, top: 300)] }
    let document = try convert(PDFBuilder.document(many))
    #expect(document.warnings == ["only the first 2000 pages were read: split the file to read all"])
    let text = String(decoding: document.bytes, as: UTF8.self)
    #expect(text.contains("page 2000 ") && !text.contains("page 2001 "))
  }

  @Test("a limit of time holds for a page as well")
  func time() throws {
    var limits = RunLimits()
    limits.seconds = 0.001
    let failure = #expect(throws: ConversionFailure.self) { try convert(PDFBuilder.document(pages), limits: limits) }
    #expect(failure.map { if case .tookTooLong = $0 { true } else { false } } == true)
  }

  @Test("fonts that do not name their letters make a page unread")
  func unnamedLetters() throws {
    let named = PDFTextTests.page([PDFTextTests.line("a page of words that can be read", top: 100)])
    let unnamed = PDFTextTests.page([
      PDFTextTests.line("\u{E001}\u{E002}\u{E003}\u{FFFD} \u{E004}\u{E005}\u{E006}\u{E007}", top: 100)
    ])
    let document = try PDFConverter.document([named, unnamed], title: nil)
    #expect(document.warnings == ["1 of 2 pages not read: its fonts do not name their letters"])
    let failure = #expect(throws: ConversionFailure.self) { try PDFConverter.document([unnamed], title: nil) }
    #expect(failure?.description == "its page cannot be read: its fonts do not name their letters")
  }
}

private let hasPandoc = Programs.find("pandoc") != nil

@Suite("Word and its like", .enabled(if: hasPandoc, "skipped: install the Debian package pandoc")) struct PandocTests {
  @Test("a text in RTF becomes paragraphs, each on a line of its own")
  func richText() throws {
    let converters = Converters()
    let converter = try #require(converters.converter(for: "rtf"))
    let document = try converters.convert(
      Array("{\\rtf1 Costs fell by {\\b 12%}.\\par\\par Sales grew.\\par}".utf8), type: "rtf", with: converter)
    let text = String(decoding: document.bytes, as: UTF8.self)
    #expect(document.writes == .html)
    #expect(text == "<p>Costs fell by <strong>12%</strong>.</p>\n<p>Sales grew.</p>\n")
  }

  @Test("a file that is none of its type costs one message")
  func badFiles() throws {
    let converters = Converters()
    for type in ["docx", "odt", "epub"] {
      let converter = try #require(converters.converter(for: type))
      let failure = #expect(throws: ConversionFailure.self) {
        try converters.convert(Array("no archive".utf8), type: type, with: converter)
      }
      #expect(failure?.description.isEmpty == false)
    }
  }
}
