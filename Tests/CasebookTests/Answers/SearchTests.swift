import Foundation
import Testing

@testable import Casebook

/// What a search finds, in which order, and what it says about it.
@Suite struct SearchTests {
  private func space(_ text: String, _ more: [String: String] = [:]) throws -> Workspace {
    let space = Workspace()
    try space.write("a.md", text)
    for (name, text) in more { try space.write(name, text) }
    try space.ingest()
    return space
  }

  private func lines(_ space: Workspace, _ text: String) throws -> [Int] {
    try space.search(text, limit: 50).map(\.citation.line)
  }

  // MARK: - What a hit is

  private let north = """
    # Case study: Plover Mills

    ## Outcome

    - Revenue grew by 4% inland.
    - Revenue grew by 6% on the coast.
    - The kiosks on the coast were sold.

    ## Kiosks

    - Nine were kept.
    """

  @Test("Statements are found and excluded, not sections; several of a section are shown")
  func statements() throws {
    let space = try space(north)
    #expect(try lines(space, "revenue") == [5, 6])
    #expect(try lines(space, "revenue -kiosks") == [5, 6])
    #expect(try lines(space, "revenue -coast") == [5])
    #expect(try lines(space, "revenue NOT coast") == [5])
    #expect(try lines(space, "coast -revenue") == [7])
    #expect(try lines(space, "revenue AND kiosks").isEmpty)
    #expect(try lines(space, "revenue AND coast") == [6])
    #expect(try lines(space, "revenue && coast") == [6])
    #expect(try lines(space, "(inland OR kiosks) AND -revenue").contains(7))
    #expect(try lines(space, "inland OR kiosks").sorted() == [5, 7, 11])
    #expect(try lines(space, "+revenue +inland") == [5])
    let result = try SearchIndex(folder: space.folder).search(SearchQuestion("revenue", limit: 1))
    #expect(result.total == 2 && result.hits.count == 1)
  }

  @Test("Filters filter, alone and with words, several values of one as alternatives")
  func filters() throws {
    let space = try space(north, ["notes/b.md": "# Notes\n\n- Revenue is counted monthly.\n"])
    #expect(try space.search("revenue file:notes").map(\.citation.file) == ["notes/b.md"])
    #expect(try space.search("revenue file:notes/b.md").count == 1)
    #expect(try space.search("file:notes/b.md revenue kiosks").count == 1)
    #expect(try space.search("revenue -file:notes").count == 2)
    #expect(try space.search("revenue kind:case-study Kind:document").count == 3)
    #expect(try space.search("revenue NOT file:notes").count == 2)
    #expect(try space.search("revenue AND file:notes").count == 1)
    #expect(try space.search("(file:notes OR file:a) revenue").count == 3)
    #expect(try space.search("revenue file:not*").count == 1)
    #expect(try space.search("nothing file:notes").isEmpty)
    // Alone a filter gives each section once.
    #expect(try lines(space, "file:a.md").contains(5))
    #expect(try !lines(space, "file:a.md").contains(6))
    for text in ["entry:x", "revenue kind:", "lead:revenue (", "\"revenue", "revenue AND", "a:b:c", "-", "*"] {
      #expect(throws: Never.self, "\(text)") { try space.search(text) }
    }
  }

  // MARK: - Order

  @Test("A statement with all words comes first, before headings and before repeated single words")
  func order() throws {
    for (first, second) in [
      ("cost", "reduction"), ("market", "share"), ("cycle", "time"), ("lead", "time"), ("error", "rate"),
      ("delivery", "delay"),
    ] {
      let space = try space(
        """
        # \(first.capitalized) \(second) handbook

        ## \(first.capitalized) \(second)

        ### \(first.capitalized)

        - \(first.capitalized) of \(first), and more \(first).
        - \(second.capitalized)

        ### \(second.capitalized) \(first)

        - Short.

        ## Other things

        - What the plant saw after two years of work on all of its many lines, with new tools and a new crew from the
          town, was a \(first) that nobody there had hoped for, and the \(second) as well.
        - Its \(first) \(second) was 12.
        """)
      let found = try lines(space, "\(first) \(second)")
      #expect(Array(found.prefix(2)) == [18, 16], "\(first) \(second): \(found)")
    }
  }

  @Test("A name in the title counts beside words of the statement, and a title alone is found by its first statement")
  func titles() throws {
    let space = try space(
      "# Case study: Heron Foods\n\n## Outcome\n\n- Margin rose.\n- Staff stayed.\n",
      ["b.md": "# Case study: Egret Foods\n\n## Outcome\n\n- Margin rose.\n"])
    #expect(try space.search("heron margin").map { "\($0.citation.file):\($0.citation.line)" }.first == "a.md:5")
    #expect(try space.search("margin AND heron").map(\.citation.file) == ["a.md"])
    let hit = try #require(try space.search("heron").first { $0.heading == "Outcome" })
    #expect(hit.snippet == "Margin rose." && hit.citation.line == 5 && hit.matches.isEmpty)
    #expect(try space.search("heron").allSatisfy { $0.citation.file == "a.md" })
  }

  // MARK: - Ways to write a word

  @Test("A word is found however it is written")
  func forms() throws {
    let space = try space(
      """
      # Notes

      - E-mail and web-shops, by BERT-4 in 2,300 towns, with order_total and Vue.js for L\u{2019}Or\u{E9}al.
      - A shipment of 12kg and 1\u{A0}500 boxes for caf\u{E9}s with r\u{E9}sum\u{E9}s of the E.R.P. team.
      """)
    let cases: [(String, [Int])] = [
      ("email", [3]), ("e-mail", [3]), ("e\u{2011}mail", [3]), ("webshop", [3]), ("web-shops", [3]), ("bert4", [3]),
      ("BERT-4", [3]), ("\"bert 4\"", [3]), ("2300", [3]), ("2,300", [3]), ("2.300", [3]), ("order_total", [3]),
      ("total", [3]), ("\"order total\"", []), ("vue", [3]), ("vuejs", [3]), ("Vue.js", [3]), ("oreal", [3]),
      ("l'oreal", [3]), ("12kg", [4]), ("12 kg", [4]), ("\"12 kg\"", [4]), ("1500", [4]), ("cafe", [4]),
      ("caf\u{E9}", [4]),
      ("resume", [4]), ("r\u{E9}sum\u{E9}", [4]), ("ERP", [4]), ("e.r.p", [4]),
      // No phrase runs across the other ways to write words.
      ("\"email webshops\"", []), ("\"webshops bert4\"", []), ("\"2300 order\"", []), ("\"team 12\"", []),
    ]
    for (text, expected) in cases { #expect(try lines(space, text) == expected, "\(text)") }
    let hit = try #require(try space.search("email").first)
    #expect(hit.matches.map { hit.snippet.utf8($0) } == ["E-mail"])
    let other = try self.space("# Notes\n\n- Email for 10 kg of 1200 gpt3 user name\n")
    for text in ["e-mail", "10kg", "1,200", "GPT-3", "user_name"] { #expect(try lines(other, text) == [3], "\(text)") }
  }

  @Test("Forms of words are told from numbers with a comma, ranges, codes and endings")
  func formsOfWords() {
    let cases: [(String, [String])] = [
      ("plain words only", []), ("1,200", ["1200"]), ("1,200.50", ["1200.50"]), ("1.5", []), ("12,5", []),
      ("1'000'000", ["1000000"]), ("2019-2021", []), ("24/7", []), ("3rd", []), ("company's", []), ("a,b", []),
      ("well-known", ["wellknown"]), ("GPT-3.5", ["GPT3.5"]), ("10kg", ["10 kg"]), ("1.5kg", ["1.5 kg"]),
      ("a1b2c3", []),
      ("word\u{2014}word", []), ("end.", []), ("e.g.", ["eg"]), ("-x-", []), ("", []),
    ]
    for (text, expected) in cases { #expect(WordForms.forms(in: text) == expected, "\(text)") }
    // Any bytes will do.
    for text in ["\u{2010}\u{2011}", "a\u{2011}", "\u{A0}1\u{A0}2", "é-ü_ö.ß'x", "--__..", "1-a-2-b-3-c-4-d-5-e"] {
      for compound in WordForms.compounds(in: text) {
        #expect(compound.range.upperBound <= text.utf8.count && !compound.forms.isEmpty)
      }
    }
  }

  @Test("Words that begin so, behind a hyphen and in a phrase; what cannot be is said")
  func beginnings() throws {
    let space = try space("# Notes\n\n- The off-peak tariff replaced an older meter.\n- Reductions followed.\n")
    for (text, line) in [
      ("off-pe*", 3), ("tari*", 3), ("\"older met*\"", 3), ("\"an old*\"", 3), ("reducti*", 4), ("reductions*", 4),
    ] {
      #expect(try lines(space, text) == [line], "\(text)")
    }
    let index = try SearchIndex(folder: space.folder)
    #expect(try index.search(SearchQuestion("\"old* meter\"")).notes.count == 1)
    #expect(try index.search(SearchQuestion("off-p?ak")).notes.count == 1)
  }

  @Test("Scripts without spaces: words inside a run, single characters, figures beside them")
  func scripts() throws {
    let space = try space(
      """
      # Notes

      - 当社の売上は20%増えた。
      - 公司的收入增长了三成。
      - 매출이 20% 늘었다.
      - รายได้เพิ่มขึ้น20%ในปีนี้
      """)
    for (text, expected) in [
      ("売上", [3]), ("収入", []), ("增长", [4]), ("收", [4]), ("增", [4]), ("増", [3]), ("매출", [5]), ("เพิ่มขึ้น", [6]),
      ("รายได้", [6]),
      ("20", [3, 5, 6]),
    ] {
      #expect(try lines(space, text).sorted() == expected, "\(text)")
    }
  }

  // MARK: - Typing mistakes

  @Test("A mistake is looked for as the near word when nothing else is found, and offered when something is")
  func mistakes() throws {
    let space = try space("# Notes\n\n- Chargers arrive late.\n- E-mail helps.\n- Late payment.\n")
    let index = try SearchIndex(folder: space.folder)
    let taken = try index.search(SearchQuestion("chargrs"))
    #expect(taken.suggestion == "chargers" && taken.hits.map(\.citation.line) == [3])
    #expect(taken.notes == ["nothing found for: chargrs; searched for: chargers"])
    let offered = try index.search(SearchQuestion("chargrs late"))
    #expect(offered.suggestion == "chargers late" && offered.total == 2)
    #expect(offered.notes.count == 1 && offered.notes[0].text.contains("did you mean: chargers late?"))
    for (text, expected) in [
      ("+chargrs -late", "+chargers -late"), ("emial", "email"), ("hcargers", "chargers"),
      ("\"chargrs arive\"", "\"chargers arrive\""),
      ("chargrs 2020", "chargers 2020"), ("chargrs file:a", "chargers file:a"),
    ] {
      #expect(try index.suggestion(for: text) == expected, "\(text)")
    }
    for text in ["chargers", "zzzzzz", "-chargrs", "kind:chargrs", "chargr*", "abc"] {
      #expect(try index.suggestion(for: text) == nil, "\(text)")
    }
    #expect(try index.search(SearchQuestion("zzzzzz")).total == 0)
  }
}
