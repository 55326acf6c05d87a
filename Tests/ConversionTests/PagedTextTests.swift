import Conversion
import Testing

@Suite struct PagedTextTests {
  @Test func aLineOfAPagedFileTellsItsPage() {
    #expect(PagedText.place("a/report.pdf", 3012) == "a/report.pdf:p3:12")
    #expect(PagedText.place("a/report.md", 3012) == "a/report.md:3012")
    #expect(PagedText.place("report.PDF", 1) == "report.PDF:p1")
    #expect(PagedText.place("a.zip!/report.pdf", 12_001) == "a.zip!/report.pdf:p12:1")
  }

  @Test func aPlaceIsReadAsItIsWritten() throws {
    for (file, line) in [("report.pdf", 3012), ("a/b.md", 12), ("c.pptx", 2000)] {
      let place = try #require(PagedText.parse(PagedText.place(file, line)))
      #expect(place.file == file && place.line == line && place.column == nil)
    }
    let withColumn = try #require(PagedText.parse("report.pdf:p3:12:5"))
    #expect(withColumn.line == 3012 && withColumn.column == 5)
    #expect(PagedText.parse("notes.md:p3:12") == nil)
    #expect(PagedText.parse("plain words") == nil)
  }
}
