import Casebook
import Testing

@Suite("Errors in lexicon files")
struct LexiconErrorTests {
  private func failure(_ yaml: String) -> LexiconError? {
    do throws(LexiconError) {
      _ = try ThemeLexicon(sources: [LexiconSource(name: "mine.yaml", text: yaml)])
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "an error names the file, the line and what to do",
    arguments: [
      ("themes:\n  - name: x\n", 2, "has no id", "kebab case"),
      ("themes:\n  - id: Two Words\n", 2, "is no id", "lower case"),
      ("themes:\n  - id: a\n    wrods: [b]\n", 3, "unknown key `wrods`", "Did you mean `words`?"),
      ("themes:\n  - id: a\n    words: b\n", 3, "must be a list", "one item a line"),
      ("themes:\n  - id: a\n    words: [\"(b\"]\n", 3, "not closed", "Add the `)`"),
      ("themes:\n  - id: a\n    words:\n      - fine\n      - \"b.c\"\n", 5, "stands alone", "`..`"),
      ("themes:\n  - id: a\n    words: [\".. b\"]\n", 3, "no word at its begin", "Begin with a word"),
      ("themes:\n  - id: a\n    words: [\"a*b\"]\n", 3, "is no word", "only at the end"),
      ("themes:\n  - id: a\n    words: [\"a ..9 b\"]\n", 3, "gap of 9", "..8"),
      ("themes:\n  - id: a\n    words: [\"b )\"]\n", 3, "unexpected `)`", "Close each"),
      ("themes:\n  - id: a\n    words: [\"(b|)\"]\n", 3, "empty alternative", "absent"),
      ("themes:\n  - id: a\n    words: [\"((((b))))\"]\n", 3, "too deep", "several phrases"),
      ("themes:\n  - id: a\n    words: [{label: true}]\n", 3, "no words", "Add `words:`"),
      ("themes:\n  - id: a\n    words: [{label: maybe, words: [b]}]\n", 3, "true or false", "leave it out"),
      ("themes:\n  - id: a\n  - id: b\n  - id: a\n", 4, "stands twice, first in line 2", "one entry"),
      ("themes:\n  - id: a\n    remove: true\n", 2, "no `a` to remove", "remove: true"),
      ("themes:\n  - id: a\n    words: [b\n", 3, "not valid YAML", "Mend the YAML"),
      ("themes:\n  - id: a\n    id: b\n", 2, "twice", "Keep one"),
      ("- just a list\n", 1, "must be a mapping", "`themes`"),
      ("roles:\n  - id: a\n", 1, "unknown key `roles`", "`themes`"),
    ])
  func errors(yaml: String, line: Int, problem: String, remedy: String) throws {
    let error = try #require(failure(yaml))
    #expect(error.file == "mine.yaml")
    #expect(abs(error.line - line) <= (problem == "not valid YAML" || problem == "twice" ? 1 : 0), "\(error)")
    #expect(error.problem.contains(problem), "\(error)")
    #expect(error.remedy.contains(remedy), "\(error)")
    #expect(error.description.hasPrefix("mine.yaml:\(error.line): "))
  }

  @Test("a phrase that spells out to too many alternatives is refused")
  func tooManyAlternatives() throws {
    let pair = "(a b|c d)"
    let yaml = "themes:\n  - id: a\n    words: [\"\(Array(repeating: pair, count: 12).joined(separator: " "))\"]\n"
    #expect(try #require(failure(yaml)).problem.contains("more than"))
  }

  @Test("a file larger than any lexicon is refused")
  func tooLarge() throws {
    #expect(try #require(failure(String(repeating: "#", count: 5 << 20))).problem.contains("larger"))
  }

  @Test("an empty file is an empty lexicon", arguments: ["", "# nothing\n", "themes:\n", "themes: []\n"])
  func empty(yaml: String) throws {
    #expect(try ThemeLexicon(yaml: [yaml]).themes.isEmpty)
  }

  @Test("texts without a name are numbered")
  func numbered() {
    #expect(throws: LexiconError.self) { try RoleLexicon(yaml: ["roles: []", "roles: [1]"]) }
    do throws(LexiconError) {
      _ = try RoleLexicon(yaml: ["roles: []", "roles: [1]"])
    } catch {
      #expect(error.file == "lexicon 2")
    }
  }

  @Test("an example that does not hold is reported with its place")
  func failingExample() throws {
    let lexicon = try ThemeLexicon(
      yaml: ["themes:\n  - id: a\n    words: [b]\n    matches: [b, c]\n    rejects: [\"a b\"]\n"])
    let failures = lexicon.failingExamples()
    #expect(failures.map(\.example) == ["c", "a b"])
    #expect(failures.map(\.line) == [4, 5])
    #expect(failures.map(\.shouldMatch) == [true, false])
  }
}
