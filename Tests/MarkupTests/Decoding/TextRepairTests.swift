import Testing

@testable import Markup

@Suite struct TextRepairTests {
  private func repaired(_ text: String) -> String {
    String(decoding: TextDecoder.decode(Array(text.utf8), format: .markdown).bytes, as: UTF8.self)
  }

  @Test func misreadTextIsPutRight() {
    let pairs = [
      "cafÃ©": "café", "It’s â€œfineâ€\u{9D}": "It’s “fine”", "more â†’ less": "more → less", "a â€“ b": "a – b",
      "Â£5 and 20Â°": "£5 and 20°", "naÃƒÂ¯ve": "naïve", "\u{F8FF}üéØ goal": "🎯 goal", "caf√©": "café",
      "donâ\u{80}\u{99}t": "don’t", "ðŸ˜€": "😀",
    ]
    for (broken, right) in pairs { #expect(repaired(broken) == right, "\(broken)") }
  }

  @Test func otherEncodingsAreUndoneToo() {
    let pairs = [
      "donвЂ™t": "don’t", "rГ©gion": "région", "donΓÇÖt": "don’t", "LiĂ¨ge": "Liège",
      "Ð¿Ñ€Ð¸Ð²ÐµÑ‚": "привет",
    ]
    for (broken, right) in pairs { #expect(repaired(broken) == right, "\(broken)") }
  }

  @Test func doubtfulTextIsPutRightOnlyAmongOtherMisreadText() {
    #expect(repaired("HÄ±rsÄ±z") == "HÄ±rsÄ±z")
    #expect(repaired("HÄ±rsÄ±zÄ± BÃ¼yÃ¼") == "Hırsızı Büyü")
    #expect(repaired("5×£35 and BÃ¼yÃ¼") == "5×£35 and Büyü")
  }

  @Test func textThatIsMeantAsItStandsIsLeftAlone() {
    let texts = [
      "Ã", "CORAÇÃO", "5×£35", "MARQUÉ…", "naïve café", "“quotes” — dashes…", "∆°", "2012—∞", "Brontë…”", "ПОЛЕ Ё», №",
      "日本語のテキスト", "Ôôô", "lá´´", "NICIODATĂ™", "ВІКІ", "ÀÉÎ", "¬´", "2 √π", "x² ≤ ∑y", "«В»", "Í, Ð", "MÄ£ÄM",
    ]
    for text in texts { #expect(repaired(text) == text) }
  }

  @Test func repairsAreLoggedWithTheirPlaces() {
    let source = "# a â†’ b\n\n- **Ã©**: x â€“ y\n"
    let bytes = Array(source.utf8)
    let document = DocumentReader().read(bytes, format: .markdown)
    #expect(document.repairs.map(\.original) == ["â†’", "Ã©", "â€“"])
    #expect(document.repairs.map(\.repaired) == ["→", "é", "–"])
    #expect(
      document.repairs.map { String(decoding: bytes[$0.range], as: UTF8.self) } == document.repairs.map(\.original))
    #expect(
      BlockDump.dump(document) == """
        h1 1:1-1:15 'a → b'
        ul 3:1-3:25
          item 3:1-3:25 'é: x – y' [é | x – y] strong(é)
        """)
    #expect(BlockInvariants.violations(of: document, bytes: bytes).isEmpty)
  }

  @Test func withoutRepairTheTextIsAsItStands() {
    var options = DocumentReader.Options()
    options.repairsText = false
    let document = DocumentReader(options: options).read(Array("cafÃ©".utf8), format: .markdown)
    #expect(document.blocks.first?.text.string == "cafÃ©")
    #expect(document.repairs.isEmpty)
  }
}
