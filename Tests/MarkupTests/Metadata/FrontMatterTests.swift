import Testing

@testable import Markup

@Suite struct FrontMatterTests {
  private func read(_ source: String) -> (MarkupDocument, [String]) {
    let bytes = Array(source.utf8)
    let document = DocumentReader().read(bytes, format: .markdown)
    // What stands in the file at each entry's range.
    return (document, document.metadata.entries.map { String(decoding: bytes[$0.range], as: UTF8.self) })
  }

  @Test func yamlEntriesHaveTheirPlaces() {
    let (document, places) = read(
      """
      ---
      title: "Größe: 'alles'"
      plain: some text # comment
      single: 'it''s'
      tags: [a, "b c"]
      nested:
        key: &x value
        list:
          - one: 1
          - two: 2
      long: >-
        folded over
        two lines
      ---
      # Body
      """)
    #expect(
      document.metadata.entries.map { "\($0.key)=\($0.value)" } == [
        "title=Größe: 'alles'", "plain=some text", "single=it's", "tags=a", "tags=b c", "nested.key=value",
        "nested.list.one=1", "nested.list.two=2", "long=folded over two lines",
      ])
    #expect(
      places == [
        "Größe: 'alles'", "some text", "it''s", "a", "b c", "value", "1", "2", "folded over\n  two lines",
      ])
    #expect(document.metadata.title?.value == "Größe: 'alles'")
    #expect(BlockDump.dump(document) == "h1 15:1-15:7 'Body'")
  }

  @Test func tomlEntriesHaveTheirPlaces() {
    let (document, places) = read(
      """
      +++
      title = "A \\"b\\"" # comment
      date = 2024-07-22
      tags = ["x", 'y']
      [params]
      a.b = { c = 1, d = "e" }
      text = '''
      long'''
      [[params.list]]
      name = "n"
      +++
      text
      """)
    #expect(
      document.metadata.entries.map { "\($0.key)=\($0.value)" } == [
        "title=A \"b\"", "date=2024-07-22", "tags=x", "tags=y", "params.a.b.c=1", "params.a.b.d=e", "params.text=long",
        "params.list.name=n",
      ])
    #expect(places == ["A \\\"b\\\"", "2024-07-22", "x", "y", "1", "e", "long", "n"])
    #expect(document.blocks.count == 1)
  }

  @Test func jsonEntriesHaveTheirPlaces() {
    let (document, places) = read(
      "{\n  \"title\": \"a\\u00e9\",\n  \"n\": {\"list\": [1, true, null, \"x\"]}\n}\n\ntext\n")
    #expect(
      document.metadata.entries.map { "\($0.key)=\($0.value)" } == ["title=aé", "n.list=1", "n.list=true", "n.list=x"])
    #expect(places == ["a\\u00e9", "1", "true", "x"])
    #expect(document.blocks.count == 1)
  }

  @Test func textBetweenRulesIsNoFrontMatter() {
    #expect(read("---\nJust text.\n---\nmore\n").0.metadata.entries.isEmpty)
    #expect(read("---\ntitle: never closed\n").0.metadata.entries.isEmpty)
    #expect(read("{not json}\n").0.metadata.entries.isEmpty)
    #expect(read("text\n---\na: b\n---\n").0.metadata.entries.isEmpty)
  }

  @Test func brokenYAMLIsReadLineByLine() {
    let (document, places) = read("---\ntitle: a: b\ntags:\n- x\ntitle: again\n---\ntext\n")
    #expect(document.metadata.entries.map(\.value) == ["a: b", "x", "again"])
    #expect(places == ["a: b", "x", "again"])
    #expect(document.diagnostics.map(\.code) == ["bad-front-matter"])
    #expect(document.blocks.count == 1)
  }

  @Test func aliasBombsAndDeepNestingAreRefused() {
    var bomb = "---\na0: &a0 [x,x]\n"
    for level in 1...20 {
      bomb += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",") + "]\n"
    }
    let (document, _) = read(bomb + "---\ntext\n")
    #expect(document.metadata.entries.count <= MetadataScan.maximumEntries)
    #expect(document.diagnostics.map(\.code) == ["bad-front-matter"])
    #expect(document.blocks.count == 1)
    let deep = "---\na: " + String(repeating: "[", count: 5_000) + "\n---\ntext\n"
    #expect(read(deep).0.diagnostics.map(\.code) == ["bad-front-matter"])
    // A few aliases that double: within the guard's count, bounded by the entries.
    var doubling = "---\na0: &a0 x\n"
    for level in 1...30 { doubling += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(read(doubling + "---\n").0.metadata.entries.count <= MetadataScan.maximumEntries)
  }

  @Test func hugeFrontMatterIsSkippedWithADiagnostic() {
    let (document, _) = read("---\n" + String(repeating: "a: b\n", count: 60_000) + "---\ntext\n")
    #expect(document.metadata.entries.isEmpty)
    #expect(document.diagnostics.map(\.code) == ["front-matter-too-large"])
    #expect(BlockDump.dump(document).hasSuffix("'text'"))
  }

  @Test func purposesAreFoundByTheirCommonNames() {
    let metadata = read(
      "---\nheadline: T\nexcerpt: E\nauthors:\n- A\n- B\nlastUpdated: 2024-01-02\ndate: 2023-05-06\nurl: /no/address\nsource_url: https://example.org/x\nlang: de\n---\n"
    ).0.metadata
    #expect(metadata.title?.value == "T")
    #expect(metadata.subheading?.value == "E")
    #expect(metadata.author?.value == "A")
    #expect(metadata.modified?.value == "2024-01-02")
    #expect(metadata.published?.value == "2023-05-06")
    #expect(metadata.language?.value == "de")
    #expect(metadata.all("authors").map(\.value) == ["A", "B"])
  }
}
