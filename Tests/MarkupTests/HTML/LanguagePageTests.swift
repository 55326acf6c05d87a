import Testing

@testable import Markup

#if canImport(Glibc)
import Glibc
#endif

/// The text of pages in scripts and languages of many kinds is found without what stands around it, however the page is
/// built.
struct LanguagePageTests {
  /// Sections with tags that say what they are.
  private func modern(_ page: LanguagePage) -> String {
    """
    <!DOCTYPE html><html lang="\(page.language)"><head><title>\(page.title)</title></head><body>
    <header><nav><ul>\(page.menu.map { "<li><a href=\"/\($0)\">\($0)</a></li>" }.joined())</ul></nav></header>
    <main><article><h1>\(page.title)</h1><div class="share-bar"><a href="/s">\(page.share)</a></div>
    \((page.paragraphs + page.paragraphs).map { "<p>\($0)</p>" }.joined(separator: "\n"))
    </article><section class="related"><h3>\(page.related)</h3>
    <ul>\(page.teasers.map { "<li><a href=\"/\($0)\">\($0)</a></li>" }.joined())</ul></section>
    <section id="comments"><h3>\(page.comments)</h3><p>\(page.comment)</p></section></main>
    <footer><p>\(page.smallPrint)</p></footer><div class="cookie-banner"><p>\(page.cookies)</p></div></body></html>
    """
  }

  /// Nothing but `div`, no names: what the lines say and where they stand must do.
  private func nameless(_ page: LanguagePage) -> String {
    """
    <html><head><title>\(page.title)</title></head><body><div>
    <div>\(page.menu.map { "<div><a href=\"/\($0)\">\($0)</a></div>" }.joined())</div>
    <div><h1>\(page.title)</h1><div>
    \((page.paragraphs + page.paragraphs).map { "<div>\($0)</div>" }.joined(separator: "\n"))
    <div>\(page.share)</div></div><div><h3>\(page.related)</h3>
    <div>\(page.teasers.map { "<div><a href=\"/\($0)\">\($0)</a></div>" }.joined())</div></div>
    <div><h3>\(page.comments)</h3><div>\(page.comment)</div></div></div>
    <div>\(page.smallPrint)</div><div>\(page.cookies)</div></div></body></html>
    """
  }

  /// Columns of a table, lines parted by breaks, as pages in the old encodings are.
  private func tabular(_ page: LanguagePage) -> String {
    """
    <html><head><meta http-equiv="Content-Type" content="text/html; charset=\(page.charset)"><title>\(page.title)</title>
    </head><body><table width=900 border=0><tr><td colspan=2>
    \(page.menu.map { "<a href=\"/m\">\($0)</a>" }.joined(separator: " | "))</td></tr>
    <tr><td width=200>\(page.teasers.map { "<a href=\"/t\">\($0)</a><br>" }.joined())</td>
    <td><font size=5><b>\(page.title)</b></font><br><br>
    \((page.paragraphs + page.paragraphs).joined(separator: "<br><br>\n"))
    <br><br></td></tr><tr><td colspan=2 align=center><font size=1>\(page.smallPrint)</font></td></tr></table></body></html>
    """
  }

  private func check(_ text: String, _ page: LanguagePage, furniture: [String]) {
    for paragraph in page.paragraphs {
      #expect(text.split(separator: paragraph, omittingEmptySubsequences: false).count == 3, "\(paragraph)")
    }
    for words in furniture { #expect(!text.contains(words), "\(words)") }
  }

  @Test(arguments: LanguagePage.all)
  func `articles with tags that say what they are`(page: LanguagePage) {
    check(DocumentReader.mainText(Array(modern(page).utf8)), page, furniture: page.furniture + [page.title])
  }

  @Test(arguments: LanguagePage.all)
  func `articles in boxes without names`(page: LanguagePage) {
    let text = DocumentReader.mainText(Array(nameless(page).utf8))
    check(
      text, page,
      furniture: page.menu + page.teasers + [page.share, page.related, page.comments, page.comment, page.title])
  }

  #if canImport(Glibc)
  @Test(arguments: LanguagePage.all)
  func `articles in tables and old encodings`(page: LanguagePage) throws {
    let bytes = try #require(encode(tabular(page), page.charset))
    check(DocumentReader.mainText(bytes), page, furniture: page.menu + page.teasers + [page.smallPrint])
  }

  /// By the C library's converter; nil where it has none or the text does not fit.
  private func encode(_ text: String, _ charset: String) -> [UInt8]? {
    let name = ["windows-874": "CP874", "shift_jis": "CP932", "euc-kr": "CP949"][charset] ?? charset.uppercased()
    guard let converter = iconv_open(name.hasPrefix("WINDOWS-") ? "CP" + name.dropFirst(8) : name, "UTF-8"),
      Int(bitPattern: converter) != -1
    else { return nil }
    defer { iconv_close(converter) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4)
    var inputLeft = input.count
    var outputLeft = output.count
    let result = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var to = target.baseAddress
        return iconv(converter, &from, &inputLeft, &to, &outputLeft)
      }
    }
    guard result != Int.max, inputLeft == 0 else { return nil }
    return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
  }
  #endif
}
