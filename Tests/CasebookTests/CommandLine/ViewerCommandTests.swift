import Testing

@testable import CasebookCLI

@Suite("Converted documents open where pages are shown") struct ViewerCommandTests {
  private func words(_ viewer: String?, _ path: String, _ line: Int, installed: Set<String> = []) throws -> [String]? {
    try ViewerCommand.words(viewer, path: path, line: line) { installed.contains($0) }
  }

  @Test("a viewer is told the page in its own way, and the first that is there is taken")
  func pages() throws {
    #expect(try words("zathura --fork", "/d/a.pdf", 3012) == ["zathura", "--fork", "-P", "3", "/d/a.pdf"])
    #expect(try words("/usr/bin/okular", "/d/a.pdf", 3012) == ["/usr/bin/okular", "-p", "3", "/d/a.pdf"])
    #expect(try words("xpdf", "/d/a.pdf", 1) == ["xpdf", "/d/a.pdf", "1"])
    #expect(try words("other", "/d/a.pdf", 3012) == ["other", "/d/a.pdf"])
    #expect(try words(nil, "/d/a.pdf", 2001, installed: ["evince", "xpdf"]) == ["evince", "-i", "2", "/d/a.pdf"])
  }

  @Test("what editors read is theirs; of a document inside another the other is opened")
  func others() throws {
    #expect(try words(nil, "/d/a.md", 3) == nil)
    #expect(try words("other", "/d/a.docx", 3) == ["other", "/d/a.docx"])
    #expect(try words("other", "/d/a.zip!/b.md", 3) == ["other", "/d/a.zip"])
  }
}
