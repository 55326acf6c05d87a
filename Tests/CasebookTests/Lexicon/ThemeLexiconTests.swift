import Casebook
import Testing

@Suite("Themes of statements")
struct ThemeLexiconTests {
  /// Read once: cases are many.
  private static let builtIn = Result { try ThemeLexicon.builtIn() }
  private let lexicon: ThemeLexicon

  init() throws {
    lexicon = try Self.builtIn.get()
  }

  @Test("each example in the built-in lexicon holds")
  func examplesHold() {
    #expect(lexicon.failingExamples() == [])
  }

  @Test("each theme has a name, a description, and an id of its own")
  func complete() {
    #expect(lexicon.themes.count >= 20)
    #expect(Set(lexicon.themes.map(\.id)).count == lexicon.themes.count)
    #expect(lexicon.themes.allSatisfy { !$0.name.isEmpty && !$0.description.isEmpty })
  }

  @Test(
    "themes of the source documents' statements: precision at least .95, recall at least .85, in both parts",
    .enabled(if: LexiconFixture.seeds != nil), arguments: ["open", "held"])
  func fixture(part: String) throws {
    let documents = try LexiconFixture.documents()
    var (right, spurious, missed) = (0, 0, 0)
    for row in try LexiconFixture.rows("themes.tsv") where row.columns[0] == part {
      let line = try #require(documents[row.file]?[row.line - 1])
      let found = Set(lexicon.themes(of: LexiconFixture.statement(line)).map(\.theme))
      let wanted = Set(row.columns[1].split(separator: ",").map(String.init)).subtracting(["-"])
      right += found.intersection(wanted).count
      spurious += found.subtracting(wanted).count
      missed += wanted.subtracting(found).count
    }
    #expect(right > 50)
    #expect(Double(right) / Double(right + spurious) >= 0.95)
    #expect(Double(right) / Double(right + missed) >= 0.85)
  }

  @Test(
    "themes of the same said in other words: precision at least .95, recall at least .85, in both parts",
    arguments: ["open", "held"])
  func otherWords(part: String) throws {
    var (right, spurious, missed) = (0, 0, 0)
    for columns in try LexiconFixture.table("corpus-themes.tsv") where columns[0] == part {
      let found = Set(lexicon.themes(of: columns[2]).map(\.theme))
      let wanted = Set(columns[1].split(separator: ",").map(String.init)).subtracting(["-"])
      right += found.intersection(wanted).count
      spurious += found.subtracting(wanted).count
      missed += wanted.subtracting(found).count
    }
    #expect(right > 50)
    #expect(Double(right) / Double(right + spurious) >= 0.95)
    #expect(Double(right) / Double(right + missed) >= 0.85)
  }

  @Test(
    "themes of statements without the usual words: precision at least .9, recall at least .7, in both parts",
    arguments: ["open", "held"])
  func plainWords(part: String) throws {
    var (right, spurious, missed) = (0, 0, 0)
    for columns in try LexiconFixture.table("plain-themes.tsv") where columns[0] == part {
      let found = Set(lexicon.themes(of: columns[2]).map(\.theme))
      let labels = columns[1].split(separator: ",").filter { $0 != "-" }
      let wanted = Set(labels.filter { !$0.hasPrefix("?") }.map(String.init))
      let allowed = Set(labels.filter { $0.hasPrefix("?") }.map { String($0.dropFirst()) })
      right += found.intersection(wanted).count
      spurious += found.subtracting(wanted).subtracting(allowed).count
      missed += wanted.subtracting(found).count
    }
    #expect(right > 20)
    #expect(Double(right) / Double(right + spurious) >= 0.9)
    #expect(Double(right) / Double(right + missed) >= 0.7)
  }

  @Test("every theme that the fixture names is in the lexicon")
  func fixtureThemes() throws {
    let known = Set(lexicon.themes.map(\.id) + ["-"])
    for row in try LexiconFixture.rows("themes.tsv") {
      #expect(row.columns[1].split(separator: ",").allSatisfy { known.contains(String($0)) }, "\(row.place)")
    }
  }

  @Test("a match says which words decided, as byte ranges of the text")
  func evidence() throws {
    let text = "Élan: aligned, at last, their incentives – and built trust"
    let matches = lexicon.themes(of: text)
    let words = matches.map { match in
      (match.theme, match.words.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) })
    }
    #expect(words.first { $0.0 == "shared-incentives" }?.1 == ["aligned", "incentives"])
    #expect(words.first { $0.0 == "compliance-and-trust" }?.1 == ["trust"])
    #expect(matches.first { $0.theme == "shared-incentives" }?.entry.contains("incentiv*") == true)
  }

  @Test("a statement that fits no theme has none", arguments: ["", "...", "The office moved to Ghent in May.", "42"])
  func noTheme(text: String) {
    #expect(lexicon.themes(of: text) == [])
  }

  @Test("a conjunction needs all its phrases, in any order")
  func conjunction() throws {
    let lexicon = try ThemeLexicon(yaml: ["themes:\n  - id: both\n    words: [red & blue paint]\n"])
    #expect(lexicon.themes(of: "Blue paint on the red door").map(\.theme) == ["both"])
    #expect(lexicon.themes(of: "Blue paint on the door") == [])
    #expect(lexicon.themes(of: "A red door, blue") == [])
  }

  @Test("an exception takes back what it overlaps, and nothing else")
  func exception() throws {
    let lexicon = try ThemeLexicon(yaml: ["themes:\n  - id: t\n    words: [trust*]\n    except: [trust fund]\n"])
    #expect(lexicon.themes(of: "The trust fund") == [])
    #expect(lexicon.themes(of: "They trusted the trust fund").map(\.words) == [[5..<12]])
  }

  @Test("label phrases count only before the colon")
  func label() throws {
    let lexicon = try ThemeLexicon(yaml: [
      "themes:\n  - id: t\n    words:\n      - words: [speed]\n        label: true\n"
    ])
    #expect(lexicon.themes(of: "Speed: it runs").count == 1)
    #expect(lexicon.themes(of: "It runs: at speed") == [])
    #expect(lexicon.themes(of: "Speed matters") == [])
  }

  @Test("a gap spans words but no clause")
  func gap() throws {
    let lexicon = try ThemeLexicon(yaml: ["themes:\n  - id: t\n    words: [align* ..2 goal*]\n"])
    #expect(lexicon.themes(of: "aligning all our goals").map(\.words) == [[0..<8, 17..<22]])
    #expect(lexicon.themes(of: "aligned goals").count == 1)
    #expect(lexicon.themes(of: "aligning each of our goals") == [])
    #expect(lexicon.themes(of: "They aligned. Goals came later") == [])
  }

  @Test("themes are found by id, name or part, in any case")
  func named() {
    #expect(lexicon.theme(named: "network-effects")?.id == "network-effects")
    #expect(lexicon.theme(named: "Network Effects")?.id == "network-effects")
    #expect(lexicon.theme(named: "network")?.id == "network-effects")
    #expect(lexicon.theme(named: "and") == nil)
    #expect(lexicon.themes(matching: "and").count > 1)
    #expect(lexicon.themes(matching: "inovation").map(\.id) == ["innovation"])
    #expect(lexicon.themes(matching: "zzzz") == [])
    #expect(lexicon.themes(matching: " ") == [])
  }

  @Test("many exceptions in one long text are no burden, and all hold")
  func longText() throws {
    let lexicon = try ThemeLexicon(yaml: ["themes:\n  - id: t\n    words: [trust]\n    except: [trust fund]\n"])
    let text = String(repeating: "trust fund ", count: 20_000)
    #expect(lexicon.themes(of: text) == [])
    #expect(lexicon.themes(of: text + "trust").map(\.words) == [[220_000..<220_005]])
  }

  @Test("a user's lexicon extends themes and adds others")
  func userLexicon() throws {
    let mine = LexiconSource(
      name: "mine.yaml",
      text: """
        themes:
          - id: network-effects
            words: [rolling stone*]
          - id: sustainability
            name: Sustainability
            words: [carbon neutral*, circular econom*]
        """)
    let extended = try ThemeLexicon.builtIn(extendedBy: [mine])
    #expect(extended.themes(of: "A rolling stone gathers users").map(\.theme) == ["network-effects"])
    #expect(extended.themes(of: "Circular economy first").map(\.theme) == ["sustainability"])
    #expect(extended.themes.count == lexicon.themes.count + 1)
  }
}
