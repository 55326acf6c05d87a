import Foundation
import Quantities
import TestSupport
import Testing

@testable import Casebook

@Suite("What changed")
struct ChangesTests {
  private static func rows(_ answer: Answer, _ names: [String]) -> [[String]] {
    let columns = names.map { name in answer.columns.firstIndex { $0.name == name } ?? 0 }
    return answer.items.map { row in columns.map { row[$0].value == .null ? "" : Answer.Cell(row[$0].value).text } }
  }

  @Test("A changed value has old and new value, label and both places")
  func changedValue() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.write("b.md", sampleCase("Beta"))
    try space.ingest()
    #expect(try space.knowledge().changes().items.isEmpty)
    try space.write("a.md", "\n" + sampleCase("Alpha", revenue: "$5 million"))
    let report = try space.ingest()
    #expect(report.changes.map(\.path) == ["a.md"])
    #expect(report.changes.first?.changedFigures == 1)
    let answer = try space.knowledge().changes()
    #expect(
      Self.rows(answer, ["generation", "of", "change", "label", "old_value", "value", "old_place", "place"]) == [
        ["2", "document", "changed", "", "", "", "", "a.md"],
        ["2", "figure", "changed", "Revenue Impact: revenue", "$3 million", "$5 million", "a.md:11", "a.md:12"],
      ])
  }

  @Test("New, moved and gone documents are told apart, and a generation can be asked for")
  func documents() throws {
    let space = Workspace()
    for name in ["a", "b", "c", "d"] { try space.write("\(name).md", sampleCase("Name\(name)")) }
    try space.ingest()
    try space.remove("a.md")
    try space.write("e.md", sampleCase("Namea"))
    try space.remove("b.md")
    try space.write("f.md", sampleCase("Other"))
    try space.ingest()
    try space.write("g.md", sampleCase("Third"))
    try space.ingest()
    let knowledge = try space.knowledge()
    #expect(
      Self.rows(try knowledge.changes(), ["generation", "change", "old_place", "place"]) == [
        ["3", "new", "", "g.md"], ["2", "gone", "b.md", ""], ["2", "moved", "a.md", "e.md"], ["2", "new", "", "f.md"],
      ])
    #expect(Self.rows(try knowledge.changes(ChangesQuestion(since: "2")), ["place"]) == [["g.md"]])
    #expect(try knowledge.changes(ChangesQuestion(since: "3")).items.isEmpty)
    #expect(throws: CasebookError.self) { try knowledge.changes(ChangesQuestion(since: "4")) }
    #expect(throws: CasebookError.self) { try knowledge.changes(ChangesQuestion(since: "yesterday")) }
    #expect(throws: CasebookError.self) { try knowledge.changes(ChangesQuestion(since: "2026-13-01")) }
  }

  private func ingest(_ space: Workspace, on date: String) throws {
    var options = Ingester.Options()
    options.date = CivilDate(date)
    _ = try Ingester(folder: space.folder, parser: try Workspace.parser, options: options).ingest([.path(space.docs)])
  }

  @Test("A day means what was ingested on it and later, by the days that were given")
  func days() throws {
    let space = Workspace()
    for (index, day) in ["2025-03-01", "2025-03-02", "2025-03-04"].enumerated() {
      try space.write("\(index).md", sampleCase("Name\(index)"))
      try ingest(space, on: day)
    }
    let knowledge = try space.knowledge()
    func places(_ day: String) throws -> [String] {
      try knowledge.changes(ChangesQuestion(since: day)).items.map { $0.last?.text ?? "" }
    }
    #expect(try places("2025-01-01") == ["2.md", "1.md"])
    #expect(try places("2025-03-02") == ["2.md", "1.md"])
    #expect(try places("2025-03-03") == ["2.md"])
    #expect(try places("2025-03-05").isEmpty)
  }

  @Test("An ingestion that changes nothing is no generation, and reading the same again is no change")
  func unchanged() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    #expect(try space.ingest().changes.isEmpty)
    #expect(try space.ingest(rebuild: true).changes.isEmpty)
    #expect(try space.knowledge().changes().items.isEmpty)
  }

  @Test("Two fresh ingestions of the same documents give stores of the same bytes, and the marks are empty")
  func sameBytes() throws {
    let first = Workspace()
    try first.write("a.md", sampleCase("Alpha"))
    try first.ingest()
    let store = first.path + "/index/casebook.sqlite"
    let bytes = FileManager.default.contents(atPath: store)
    try FileManager.default.removeItem(atPath: first.path + "/index")
    try first.ingest()
    #expect(FileManager.default.contents(atPath: store) == bytes)
    let marks = first.path + "/index/generations"
    #expect(try FileManager.default.contentsOfDirectory(atPath: marks) == ["1"])
    #expect(FileManager.default.contents(atPath: marks + "/1")?.isEmpty == true)
  }

  @Test("The history keeps its bound, the newest generations stay")
  func bound() throws {
    let space = Workspace()
    try space.folder.create()
    let store = try RecordStore.openForWriting(path: space.folder.records)
    let figure = ComparedFigure(
      record: "R", subject: nil, label: "L", kind: .count, role: nil, value: "1",
      span: Span(line: 1, endLine: 1, column: 1, start: 0, end: 1))
    let change = FigureChange(kind: .new, before: nil, after: figure)
    let document = DocumentChange(
      kind: .changed, source: "s", path: "p", title: "t", figures: 1,
      changes: Array(repeating: change, count: IndexHistory.mostOfOne + 5))
    try store.change { store in
      for generation in 1...4 {
        try store.addHistory(generation: UInt64(generation), date: nil, reason: nil, [document])
      }
      try store.setGeneration(4)
      try store.commit()
    }
    let corpus = try Corpus.open(space.folder)
    #expect(try corpus.generations.map(\.number) == [3, 4])
    #expect(try corpus.history(after: 0).count == 2 * (IndexHistory.mostOfOne + 1))
  }
}

@Suite("The difference between two versions' figures")
struct FigureDifferenceTests {
  private static func figure(_ label: String, _ value: String, _ line: Int) -> ComparedFigure {
    ComparedFigure(
      record: "R", subject: "S", label: label, kind: .count, role: nil, value: value,
      span: Span(line: line, endLine: line, column: 1, start: line * 10, end: line * 10 + 1))
  }

  @Test(
    "Every figure of both versions is in at most one change, and only what is equal on both sides in none",
    arguments: 0..<200)
  func partition(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func figures() -> [ComparedFigure] {
      (0..<Int.random(in: 0...8, using: &random)).map { line in
        Self.figure(
          ["a", "b", "c"][Int.random(in: 0..<3, using: &random)], ["1", "2"][Int.random(in: 0..<2, using: &random)],
          line)
      }
    }
    let (old, new) = (figures(), figures())
    let changes = FigureDifference.changes(from: old, to: new)
    let before = changes.compactMap(\.before)
    let after = changes.compactMap(\.after)
    #expect(Set(before).count == before.count && Set(after).count == after.count, "seed \(seed)")
    #expect(old.count - before.count == new.count - after.count, "seed \(seed): as many are equal on both sides")
    func rest(_ all: [ComparedFigure], _ used: [ComparedFigure]) -> [[String]] {
      all.filter { !used.contains($0) }.map { [$0.label, $0.value] }.sorted { $0.joined() < $1.joined() }
    }
    #expect(rest(old, before) == rest(new, after), "seed \(seed)")
    #expect(FigureDifference.changes(from: new, to: new).isEmpty)
    for change in changes {
      switch change.kind {
      case .new: #expect(change.before == nil && change.after != nil)
      case .gone: #expect(change.before != nil && change.after == nil)
      case .changed: #expect(change.before?.value != change.after?.value)
      case .renamed: #expect(change.before?.value == change.after?.value && change.before?.label != change.after?.label)
      }
    }
  }
}
