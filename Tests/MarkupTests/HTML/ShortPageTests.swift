import Markup
import Testing

private func blocks(_ body: String) -> [Block] {
  func flat(_ blocks: [Block]) -> [Block] { blocks.flatMap { [$0] + flat($0.children) } }
  let page = "<!DOCTYPE html><html><head><title>Heron Bank</title></head><body>\(body)</body></html>"
  return flat(DocumentReader().read(Array(page.utf8), format: .html).blocks)
}

private func texts(_ body: String) -> [String] { blocks(body).map(\.text.string).filter { !$0.isEmpty } }

private let opening =
  "<h1>Heron Bank</h1><p>Heron Bank has forty branches and moved its ledgers to one system in spring.</p>"

/// Pages and sentences whose parts were lost.
@Suite("Parts of pages")
struct ShortPageTests {
  @Test(
    "A short page keeps what stands in its main part",
    arguments: [
      "<section><h2>Results</h2><p>Costs fell by 12%.</p></section>",
      "<details><summary>More</summary><p>Costs fell by 12%.</p></details>",
      "<div><h2>Results</h2><p>Costs fell by 12%.</p></div>", "<div>Costs fell by 12%.</div>", "Costs fell by 12%.",
    ])
  func shortPages(_ part: String) {
    var bodies = ["<main>\(opening)\(part)</main>", "<article>\(opening)\(part)</article>"]
    // Without an element for the article, only what opens on demand is surely of the text.
    if part.contains("<details>") { bodies.append(opening + part) }
    for body in bodies {
      #expect(texts(body).contains("Costs fell by 12%."), "\(body)")
    }
  }

  @Test("Invitations and small print beside a short text stay out")
  func furniture() {
    let body =
      "<nav><a href='/'>Home</a></nav><article>\(opening)"
      + "<p><a href='/news'>Subscribe to our news</a></p></article><footer>All rights reserved.</footer>"
    let read = texts(body)
    #expect(
      !read.contains("Subscribe to our news") && !read.contains("All rights reserved.")
    )
  }

  @Test("A long notice on cookies is not the text")
  func notice() {
    let words = String(
      repeating: "We use cookies to measure how our pages are used. You can refuse cookies at any time. ", count: 12)
    let read = texts("<div><div>\(opening)</div><div><p>\(words)</p></div></div>")
    #expect(read.first == "Heron Bank" && !read.contains { $0.contains("cookies") })
  }

  @Test(
    "Elements without content do not end a sentence",
    arguments: ["data<wbr>base", "a <embed src='x'> base", "a <video><track src='x'></video> base"])
  func voids(_ words: String) {
    let read = texts("<main>\(opening)<p>The new \(words) cut costs by a fifth in one year, as all agree.</p></main>")
    #expect(read.contains { $0.hasSuffix("cut costs by a fifth in one year, as all agree.") })
  }

  @Test("A time inside a sentence is part of it")
  func time() {
    let read = texts(
      "<main>\(opening)<p>In <time datetime='2023-05'>May 2023</time> costs fell by a fifth of the sum.</p></main>")
    #expect(read.contains("In May 2023 costs fell by a fifth of the sum."))
  }

  @Test("The heading of an accordion is a heading")
  func accordion() {
    let kinds = blocks(
      "<main>\(opening)<h2><button>Why it worked</button></h2><p>One owner led the work from start to end.</p></main>")
    #expect(kinds.contains { $0.kind == .heading(level: 2) && $0.text.string == "Why it worked" })
  }

  @Test(
    "The source of a quotation stands in its foot, caption or citation",
    arguments: [
      "<blockquote><p>We are quicker than ever before in our work.</p><footer>Jo Reed, CEO</footer></blockquote>",
      "<blockquote>We are quicker than ever before in our work. <cite>Jo Reed, CEO</cite></blockquote>",
      "<figure><blockquote>We are quicker than ever before in our work.</blockquote><figcaption>Jo Reed, CEO</figcaption></figure>",
    ])
  func sources(_ quote: String) {
    let found = blocks("<main>\(opening)\(quote)</main>").filter { $0.kind == .quote }
    #expect(found.map { $0.attribution?.speaker } == ["Jo Reed"])
    #expect(!texts("<main>\(opening)\(quote)</main>").contains { $0.contains("work. Jo") })
  }

  @Test("What is struck out is marked, what is hidden is not read")
  func struckAndHidden() {
    let read = texts(
      "<main>\(opening)<p>Costs fell by <del>20%</del> 25% in the year.</p><p style='display: none'>Secret margin of 66%.</p>"
        + "<p hidden>Secret share of 77%.</p></main>")
    #expect(read.contains("Costs fell by ~~20%~~ 25% in the year."))
    #expect(!read.contains { $0.contains("Secret") })
  }
}
