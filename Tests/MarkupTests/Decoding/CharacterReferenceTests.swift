import Testing

@testable import Markup

@Suite struct CharacterReferenceTests {
  @Test func referencesAreDecodedAsInHTML() {
    let expected = [
      "&amp;": "&", "&nbsp;": "\u{A0}", "&AElig;": "Æ", "&zwnj;": "\u{200C}", "&ngE;": "\u{2267}\u{338}",
      "&#8364;": "€",
      "&#x20AC;": "€", "&#X20ac;": "€", "&#0;": "\u{FFFD}", "&#xD800;": "\u{FFFD}", "&#99999999999;": "\u{FFFD}",
      "&#128;": "€",
    ]
    for (reference, text) in expected {
      #expect(CharacterReference.decode(reference.utf8).map { String(decoding: $0, as: UTF8.self) } == text)
    }
    for reference in ["&nothing;", "&;", "&#;", "&#x;", "&#xG;", "&", "amp;", "&#12a;"] {
      #expect(CharacterReference.decode(reference.utf8) == nil, "\(reference)")
    }
  }

  @Test func textKeepsWhatIsNoReference() {
    #expect(CharacterReference.decodeAll("a &amp;&lt; b & c &x; &#65;".utf8) == "a &< b & c &x; A")
  }
}
