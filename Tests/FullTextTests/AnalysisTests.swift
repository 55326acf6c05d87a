import Testing

@testable import FullText

@Suite struct AnalysisTests {
  private func words(_ text: String, _ analyzer: AnalyzerName = .standard) throws -> [String] {
    try Analyzer(analyzer).tokens(text).map { String(decoding: $0.term, as: UTF8.self) }
  }

  @Test func wordsAreThoseOfTheStandard() throws {
    #expect(
      try words("The quick (“brown”) fox can’t jump 32.3 feet, right?") == [
        "the", "quick", "brown", "fox", "can't", "jump", "32.3", "feet", "right",
      ])
    #expect(
      try words("e.g. U.S.A. example.com 1,000.50 a,b snake_case __ x2") == [
        "e.g", "u.s.a", "example.com", "1,000.50", "a", "b", "snake_case", "x2",
      ])
    #expect(
      try words("kind:pattern und München STRASSE Straße") == [
        "kind", "pattern", "und", "munchen", "strasse", "strasse",
      ])
    #expect(try words("") == [])
    #expect(try words("🙂 … —") == [])
    #expect(try words("Ελλάδα МОСКВА שלום") == ["ελλαδα", "москва", "שלום"])
  }

  @Test func textWithoutSpacesGivesPairs() throws {
    #expect(try words("東京都です") == ["東京", "京都", "都で", "です"])
    #expect(try words("abc東京 x 日") == ["abc", "東京", "x", "日"])
    #expect(try words("대한민국") == ["대한", "한민", "민국"])
  }

  @Test func scriptsWithoutSpacesGivePairsWithTheirMarks() throws {
    // Thai: a vowel above its consonant belongs to it; a number beside it stays whole.
    #expect(try words("ดีขึ้น20%") == ["ดีขึ้", "ขึ้น", "20"])
    // A voicing mark written apart.
    #expect(try words("か\u{3099}く").count == 1)
    #expect(try words("売上は20%増") == ["売上", "上は", "20", "増"])
    #expect(try words("매출이 20% 증가") == ["매출", "출이", "20", "증가"])
  }

  @Test func diacriticsAreNoDifference() throws {
    for (left, right) in [
      ("résumés", "resumes"), ("Nestlé", "Nestle"), ("naïvely", "naively"), ("Café's", "cafe"),
      ("Curaçao’s", "Curacao"),
    ] {
      #expect(try words(left, .english) == words(right, .english))
    }
    #expect(try words("die Häuser", .language("german")) == ["haus"])
  }

  @Test func brokenTextDoesNoHarm() throws {
    let analyzer = try Analyzer(.standard)
    let bytes: [UInt8] = [0xFF, 0x61, 0xC3, 0x28, 0xE2, 0x82, 0x62, 0xF0, 0x9F]
    let found = bytes.withUnsafeBufferPointer { analyzer.tokens($0) }
    #expect(found.allSatisfy { $0.range.upperBound <= bytes.count && !$0.term.isEmpty })
  }

  @Test func englishDropsStopWordsAndStems() throws {
    #expect(
      try words("The partners' shared models were GitHub's strategies", .english) == [
        "partner", "share", "model", "were", "github", "strategi",
      ])
    let tokens = try Analyzer(.english).tokens("the model of the partner")
    #expect(tokens.map(\.position) == [1, 4])
  }

  @Test func everyLanguageHasAnAnalyzer() throws {
    #expect(Stemmer.names.count > 20)
    for language in Stemmer.names where language != "porter" {
      #expect(throws: Never.self) { try Analyzer(.language(language)) }
    }
    #expect(try words("die Häuser der Städte", .language("german")) == ["haus", "stadt"])
    #expect(throws: FullTextError.self) { try Analyzer(.language("klingon")) }
  }

  @Test func filtersCombine() throws {
    #expect(
      try words("United States of America and USA", .standard.addingSynonyms(["united states of america": "usa"])) == [
        "usa", "and", "usa",
      ])
    let tokens = try Analyzer(.standard.addingSynonyms(["united states": "us"])).tokens("the United States economy")
    #expect(tokens.map(\.position) == [0, 1, 2])
    #expect(tokens[1].range == 4..<17)
    #expect(try words("a bb ccc dddd", AnalyzerName(rawValue: "words length:2:3")) == ["bb", "ccc"])
    #expect(try words("abcd", .ngram(2, 3)) == ["ab", "abc", "bc", "bcd", "cd"])
    #expect(try words("One Two", .keyword) == ["One Two"])
    #expect(try words("One-Two three", .whitespace) == ["One-Two", "three"])
    #expect(throws: FullTextError.self) { try Analyzer(AnalyzerName(rawValue: "words nonsense")) }
    #expect(throws: FullTextError.self) { try Analyzer(AnalyzerName(rawValue: "lower")) }
  }

  @Test func languagesAreTold() {
    #expect(
      LanguageDetection.language(
        of:
          "The partners share the revenue of the platform with each of the developers, and that is why it works for them."
      ) == "english")
    #expect(
      LanguageDetection.language(
        of:
          "Die Partner teilen sich die Einnahmen der Plattform mit den Entwicklern, und das ist der Grund, warum es für sie funktioniert."
      ) == "german")
    #expect(
      LanguageDetection.language(
        of:
          "Les partenaires partagent les revenus de la plateforme avec les développeurs, et c'est pour cela que ça marche pour eux."
      ) == "french")
    #expect(LanguageDetection.language(of: "zzz qqq xxx") == nil)
  }

  @Test func normsAreLucenes() {
    #expect(FieldNorm.lengths[..<12].elementsEqual((0..<12).map { UInt32($0) }))
    #expect(FieldNorm.lengths[40] == 40 && FieldNorm.lengths[41] == 42 && FieldNorm.lengths[48] == 56)
    for length in [0, 1, 23, 24, 39, 40, 41, 55, 56, 1000, 123_456, Int(Int32.max)] {
      let code = FieldNorm.code(length)
      #expect(FieldNorm.lengths[Int(code)] <= UInt32(length))
      if code < 255 { #expect(Int(FieldNorm.lengths[Int(code) + 1]) > length) }
    }
  }
}

/// Documents of several languages in one field.
@Suite struct LanguageTests {
  @Test func theLanguageOfADocumentChoosesItsStemmer() throws {
    let folder = try TemporaryFolder()
    let writer = try IndexWriter(
      path: folder.path, schema: Schema([.text("body", analyzer: .multilingual)]), mode: .create)
    let texts: [(String, String?)] = [
      ("The partnerships of the company are shared with the others and they are the best of all.", nil),
      ("Die Häuser der Städte sind auch für die Bürger und nicht nur für die Gäste da.", nil),
      ("Maisons continuelles", "french"),
      ("zzz", nil),
    ]
    for (text, language) in texts {
      var document = Document()
      document.language = language
      document.add("body", .text(text))
      try writer.add(document)
    }
    try writer.commit()
    let snapshot = try Snapshot.open(path: folder.path)
    func found(_ text: String) throws -> [UInt32] {
      try snapshot.search(
        QueryParser(schema: snapshot.schema, defaultFields: [("body", 1)]).parse(text).query, limit: 10
      )
      .hits.map(\.document.rawValue)
    }
    #expect(try found("partnership") == [0])
    #expect(try found("Haus") == [1])
    #expect(try found("continuelle maison") == [2])
    #expect(try found("zzz") == [3])
    #expect(try found("\"Haus der Stadt\"") == [1])
    let marks = snapshot.highlights(of: .term(field: "body", text: "Haus"), field: "body", in: texts[1].0)
    #expect(marks == [4..<11])
    #expect(try IndexCheck.check(path: folder.path).problems == [])
  }
}
