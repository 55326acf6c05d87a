import Casebook
import Testing

@Suite("Lines of JSON with texts")
struct MetricLineTests {
  @Test(
    "An object of strings is read",
    arguments: [
      (#"{"id":"a","text":"5 sites"}"#, "a", "5 sites"),
      (#" { "text" : "5 \"big\" sites\n\\ and more\/" , "id":"b" } "#, "b", "5 \"big\" sites\n\\ and more/"),
      (#"{"id":"c","lang":"de","text":"Größe 5 m²"}"#, "c", "Größe 5 m²"),
    ])
  func reads(_ line: String, _ id: String, _ text: String) {
    let request = MetricLines.request(line)
    #expect(request?.id == id && request?.text == text)
  }

  @Test(
    "Anything else is left to a full reader",
    arguments: [
      "", "{}", "[]", #"{"id":"a"}"#, #"{"id":1,"text":"x"}"#, #"{"id":"a","text":"x"} y"#, #"{"id":"a","text":"x""#,
      #"{"id":"a","text":"\u0041"}"#, #"{"id":"a","text":"x"#, #"{"id":"a" "text":"x"}"#, "{\"text\":\"a\u{1}\"}",
      #"{"text":"x\"#,
    ])
  func refuses(_ line: String) { #expect(MetricLines.request(line) == nil) }

  @Test("Strings are written with what JSON wants escaped, and nothing else")
  func writes() {
    #expect(JSONValue.string("plain Größe").text == "\"plain Größe\"")
    #expect(JSONValue.string("a\"b\\c\nd\u{1}").text == #""a\"b\\c\nd\u0001""#)
  }
}
