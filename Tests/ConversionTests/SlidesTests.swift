import TestSupport
import Testing

@testable import Conversion

@Suite("Slides") struct SlidesTests {
  private let presentation = """
    <?xml version="1.0" encoding="UTF-8"?>
    <p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="257" r:id="rId3"/><p:sldId id="256" r:id="rId2"/></p:sldIdLst></p:presentation>
    """

  private func relations(_ targets: [(String, String, String)]) -> String {
    "<Relationships>"
      + targets.map { "<Relationship Id=\"\($0.0)\" Type=\"http://x/\($0.1)\" Target=\"\($0.2)\"/>" }.joined()
      + "</Relationships>"
  }

  private func shape(_ placeholder: String, _ paragraphs: [String]) -> String {
    "<p:sp>\(placeholder.isEmpty ? "" : "<p:ph type=\"\(placeholder)\"/>")<p:txBody>\(paragraphs.joined())</p:txBody></p:sp>"
  }

  private func paragraph(_ text: String, level: Int = 0) -> String {
    "<a:p><a:pPr lvl=\"\(level)\"/><a:r><a:t>\(text)</a:t></a:r></a:p>"
  }

  private func deck(_ first: String, _ second: String = "<p:sld/>", notes: String? = nil) -> [UInt8] {
    var entries: [ZipBuilder.Entry] = [
      .init("ppt/presentation.xml", presentation),
      .init(
        "ppt/_rels/presentation.xml.rels",
        relations([("rId2", "slide", "slides/slide1.xml"), ("rId3", "slide", "/ppt/slides/slide2.xml")])),
      .init("ppt/slides/slide2.xml", first), .init("ppt/slides/slide1.xml", second),
    ]
    if let notes {
      entries.append(
        .init("ppt/slides/_rels/slide2.xml.rels", relations([("rId1", "notesSlide", "../notesSlides/n1.xml")])))
      entries.append(.init("ppt/notesSlides/n1.xml", notes))
    }
    return ZipBuilder.archive(entries)
  }

  private func html(_ bytes: [UInt8]) throws -> String {
    String(decoding: try Slides.convert(bytes).bytes, as: UTF8.self).components("<body>", "</body>").filter {
      $0 != "\n"
    }
  }

  @Test("slides come in the order of the presentation: title, list, table, notes; feet are left out")
  func reading() throws {
    let table =
      "<a:tbl><a:tr><a:tc>\(paragraph("Year"))</a:tc><a:tc>\(paragraph("Stops"))</a:tc></a:tr>"
      + "<a:tr><a:tc>\(paragraph("2025"))</a:tc><a:tc>\(paragraph("14"))</a:tc></a:tr></a:tbl>"
    let first =
      "<p:sld>"
      + shape("body", [paragraph("Stops &amp; costs fell"), paragraph("by half", level: 1), paragraph("by May")])
      + shape("title", [paragraph("What changed")]) + shape("ftr", [paragraph("Confidential")]) + table + "</p:sld>"
    let notes =
      "<p:notes>" + shape("body", [paragraph("Say it slowly")]) + shape("sldNum", [paragraph("1")]) + "</p:notes>"
    let bytes = deck(first, "<p:sld>" + shape("title", [paragraph("Thanks")]) + "</p:sld>", notes: notes)
    #expect(
      try html(bytes)
        == "<h1>What changed</h1><ul><li>Stops &amp; costs fell<ul><li>by half</li></ul></li><li>by May</li></ul>"
        + "<table><tr><th>Year</th><th>Stops</th></tr><tr><td>2025</td><td>14</td></tr></table><p>Say it slowly</p><h2>Thanks</h2>"
    )
    let lines = String(decoding: try Slides.convert(bytes).bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[2000].hasPrefix("<h2>Thanks"))
  }

  @Test("entities of a document's own stand for nothing")
  func entities() throws {
    let bomb =
      "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    let text = try? html(deck(bomb + "<p:sld>" + shape("title", [paragraph("Title &b; &x;")]) + "</p:sld>"))
    #expect(text?.contains("aaaa") != true && text?.contains("root") != true)
  }

  @Test("other files say what they are")
  func others() {
    func message(_ bytes: [UInt8]) -> String {
      do {
        _ = try Slides.convert(bytes)
        return "was read"
      } catch {
        return "\(error)"
      }
    }
    #expect(message([0xD0, 0xCF, 0x11, 0xE0, 1]).hasPrefix("is encrypted, or of the kind before 2007"))
    #expect(message(Array("x".utf8)) == "is no zip archive, or it is cut")
    #expect(message(ZipBuilder.archive([.init("a", "b")])) == "is no presentation: it has no ppt/presentation.xml")
    #expect(message(deck("<p:sld/>")) == "has slides without text: pictures are not read")
  }

  @Test("one damaged slide costs that slide")
  func damage() throws {
    let document = try Slides.convert(deck("<", "<p:sld>" + shape("title", [paragraph("Fine")]) + "</p:sld>"))
    #expect(String(decoding: document.bytes, as: UTF8.self).contains("Fine"))
    #expect(document.warnings == ["slide 1 was not read: it has a part that is no XML"])
  }

  @Test("a deck cut or changed at any byte does no harm")
  func hostile() {
    let bytes = deck("<p:sld>" + shape("title", [paragraph("Title")]) + "</p:sld>")
    for end in bytes.indices { _ = try? Slides.convert(Array(bytes[..<end])) }
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0x55
      _ = try? Slides.convert(changed)
    }
  }
}
