import Conversion
import Foundation
import TestSupport
import Testing

@testable import Casebook

/// Documents that are no text, from a folder to an answer. Converters are shell scripts here, so that the tests need no program.
@Suite("Files of other formats") struct FormatTests {
  /// A converter of `.x` files that writes what this shell text prints.
  private func converters(_ space: Workspace, _ lines: String = "cat \"$1\"") throws -> Converters {
    let file = space.path + "/tool"
    try "#!/bin/sh\n\(lines)\n".write(toFile: file, atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    return Converters([Converter(types: ["x"], command: [file, "{file}"], kind: .program(writes: .markdown))])
  }

  private func ingest(_ space: Workspace, _ converters: Converters, jobs: Int = 2) throws -> IngestReport {
    var options = Ingester.Options()
    options.converters = converters
    options.jobs = jobs
    return try Ingester(folder: space.folder, parser: Workspace.parser, options: options).ingest([.path(space.docs)])
  }

  private let text = "# Case Study: Acme\n\n## Results\n\n- Costs fell by 25%\n"

  @Test("a converted document gives the records of its text, under the hash of its file")
  func converted() throws {
    let space = Workspace()
    try space.write("a.x", [0, 1, 2] + Array(text.utf8))
    let converters = try converters(space, "tail -c +4 \"$1\"")
    let report = try ingest(space, converters)
    #expect(report.read == 1 && report.caseStudies == 1 && report.metrics == 1 && report.failed == 0)
    #expect(try ingest(space, converters).unchanged == 1)
    let result = try SearchIndex(folder: space.folder).search(SearchQuestion("costs"))
    #expect(result.hits.first?.citation.place == "a.x:5" && result.notes.isEmpty)
    try space.write("a.x", [0, 1, 3] + Array(text.utf8))
    #expect(try SearchIndex(folder: space.folder).search(SearchQuestion("costs")).notes.count == 1)
    #expect(try ingest(space, converters).read == 1)
  }

  @Test("another version of a converter reads its documents again, and no others")
  func versions() throws {
    let space = Workspace()
    try space.write("a.x", text)
    try space.write("b.md", text)
    _ = try ingest(space, converters(space, "[ \"$1\" = --version ] && echo 1 && exit; cat \"$1\""))
    let report = try ingest(space, converters(space, "[ \"$1\" = --version ] && echo 2 && exit; cat \"$1\""))
    #expect(report.read == 1 && report.unchanged == 1)
  }

  @Test("a converter that fails costs its document and one message; what was read of it before stays")
  func failures() throws {
    let space = Workspace()
    try space.write("a.x", text)
    try space.write("b.md", text)
    _ = try ingest(space, converters(space))
    try space.write("a.x", text + "\n- Sales grew by 5%\n")
    let report = try ingest(space, converters(space, "echo broken >&2; exit 1"))
    #expect(report.failed == 1 && report.unchanged == 1)
    #expect(report.notes.filter { $0.severity == "error" }.map(\.message) == ["tool could not read it (broken)"])
    #expect(try space.search("acme").count > 0)
    #expect(try Set(space.search("costs").map(\.citation.file)) == ["a.x", "b.md"])
  }

  @Test("files whose program is missing are one line; what was read of them before stays, and other types are counted")
  func missing() throws {
    let space = Workspace()
    for name in ["a.x", "b.x", "c.md", "d.png", "e.png", "f.css", "Makefile"] { try space.write(name, text) }
    _ = try ingest(space, converters(space))
    let absent = Converters([
      Converter(
        types: ["x"], command: ["casebook-no-such-program"], kind: .program(writes: .markdown), package: "some-tools")
    ])
    let report = try ingest(space, absent)
    #expect(report.failed == 0 && report.removed == 0 && report.unchanged == 1)
    #expect(
      report.notes.map(\.message) == [
        "4 files of other types were not read: .png 2, without an ending 1, .css 1",
        "2 .x files were not read: install some-tools",
      ])
    #expect(try Set(space.search("costs").map(\.citation.file)) == ["a.x", "b.x", "c.md"])
    // A file of its own is asked for by name.
    let error = #expect(throws: CasebookError.self) {
      var options = Ingester.Options()
      options.converters = absent
      _ = try Ingester(folder: space.folder, parser: Workspace.parser, options: options).ingest([
        .path(space.docs + "/a.x")
      ])
    }
    #expect(error?.description.contains("install some-tools") == true)
  }

  @Test("documents in archives and mails have a path inside, and are cited and refreshed like others")
  func containers() throws {
    let space = Workspace()
    let mail =
      "Subject: Case Study: Acme\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nCosts fell by 25%.\n"
      + "--b\nContent-Disposition: attachment; filename=note.md\n\n# Note\n\nSales grew by 5%.\n--b--\n"
    try space.write(
      "a.zip",
      ZipBuilder.archive([
        .init("in/b.md", text), .init("mail.eml", mail), .init("../evil.md", text), .init("p.png", ""),
      ]))
    let report = try ingest(space, Converters())
    #expect(report.read == 3 && report.failed == 0)
    #expect(report.notes.map(\.code).sorted() == ["other-types", "skipped"])
    let files = ["a.zip!/in/b.md", "a.zip!/mail.eml", "a.zip!/mail.eml!/note.md"]
    #expect(try Set(space.search("costs sales").map(\.citation.file)) == Set(files))
    let found = try SearchIndex(folder: space.folder).search(SearchQuestion("costs"))
    #expect(found.notes.isEmpty)
    #expect(try space.knowledge().references(["a.zip!/in/b.md:5"]).first?.quote == "Costs fell by 25%")
    // One entry changes, one goes.
    try space.write("a.zip", ZipBuilder.archive([.init("in/b.md", text + "\nMore.\n")]))
    let again = try ingest(space, Converters())
    #expect(again.read == 1 && again.removed == 2)
  }

  @Test("an archive that cannot be opened is one message, and its documents stay")
  func damagedArchive() throws {
    let space = Workspace()
    try space.write("a.zip", ZipBuilder.archive([.init("b.md", text), .init("c.md", text)]))
    try space.write("d.md", text)
    _ = try ingest(space, Converters())
    try space.write("a.zip", "no archive")
    let report = try ingest(space, Converters())
    #expect(report.removed == 0 && report.unchanged == 1)
    #expect(
      report.notes.filter { $0.severity == "error" }.map { "\($0.place): \($0.message)" } == [
        "a.zip: is no zip archive, or it is cut"
      ])
    #expect(try Set(space.search("costs").map(\.citation.file)) == ["a.zip!/b.md", "a.zip!/c.md", "d.md"])
  }

  @Test("the number of threads does not change the index")
  func deterministic() throws {
    let indexes = try [1, 7].map { jobs in
      let space = Workspace()
      for number in 0..<12 { try space.write("\(number).x", text + "\n- Sales grew by \(number)%\n") }
      try space.write("z.zip", ZipBuilder.archive((0..<12).map { .init("\($0).md", text + "\n- Costs: \($0)%\n") }))
      _ = try ingest(space, converters(space), jobs: jobs)
      return try space.textIndexFiles()
    }
    #expect(indexes[0] == indexes[1])
  }

  @Test("lint reads what ingestion reads")
  func lint() throws {
    let space = Workspace()
    try space.write("a.x", text)
    let linter = DocumentLinter(parser: try Workspace.parser, converters: try converters(space))
    #expect(try linter.lint(paths: [space.docs]).documents == 1)
  }
}

private let hasPoppler = Programs.find("pdftotext") != nil && Programs.find("pdftohtml") != nil

@Suite("PDF in an index", .enabled(if: hasPoppler, "skipped: install the Debian package poppler-utils"))
struct PDFIndexTests {
  @Test("places are page and line, in answers, in references and in corrections")
  func places() throws {
    let space = Workspace()
    try space.write(
      "report.pdf",
      PDFBuilder.document([
        [.init("Case Study: Acme", left: 72, top: 60, size: 20, isBold: true)],
        [
          .init("Results", left: 72, top: 60, size: 16, isBold: true),
          .init("The plant had fewer stops, and its costs fell by 25% within a year of work.", left: 72, top: 100),
        ],
      ]))
    try space.ingest()
    let hit = try #require(space.search("costs").first)
    #expect(hit.citation.place == "report.pdf:p2:2" && hit.citation.line == 2002)
    let reference = try #require(space.knowledge().references(["report.pdf:p2:2"]).first)
    #expect(reference.citation.place == "report.pdf:p2:2")
    #expect(reference.quote?.hasPrefix("The plant had fewer stops") == true)
    #expect(Correction.Place("report.pdf:p2:2") == Correction.Place(file: "report.pdf", line: 2002))
  }
}
