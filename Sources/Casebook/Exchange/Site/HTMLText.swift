/// Builds the text of HTML pages. Whatever comes from a document goes through ``escaped(_:)``.
enum HTMLText {
  /// Text as it may be written between tags and in quoted attributes. Control characters, which HTML forbids, become U+FFFD.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x26 && $0 != 0x27 && $0 != 0x3C && $0 != 0x3E }) {
      return text
    }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The part of an address that a relative path is: everything but unreserved characters and `/` is escaped by percent signs.
  static func address(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "/"):
        result.append(Character(UnicodeScalar(byte)))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }

  /// A page of the site.
  ///
  /// - Parameters:
  ///   - title: of the page.
  ///   - current: which of the site's lists it is; nil for a document.
  ///   - depth: folders below the site's own.
  ///   - language: BCP 47 tag of the page's main text.
  static func page(title: String, current: SiteList?, depth: Int = 0, main: String) -> String {
    let root = String(repeating: "../", count: depth)
    let links = SiteList.allCases.map { list in
      "<a href=\"\(root)\(list.file)\"\(list == current ? " aria-current=\"page\"" : "")>\(list.title)</a>"
    }.joined(separator: "\n")
    return """
      <!doctype html>
      <html lang="en" data-root="\(root)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="casebook">
      <title>\(escaped(title))</title>
      <link rel="stylesheet" href="\(root)assets/site.css">
      <script defer src="\(root)assets/site.js"></script>
      </head>
      <body>
      <a class="skip" href="#main">To the text</a>
      <header>
      <p class="name"><a href="\(root)index.html">Casebook</a></p>
      <form role="search" action="\(root)index.html" hidden><label class="hidden" for="q">Search all statements</label>\
      <input id="q" name="q" type="search" placeholder="Search all statements" autocomplete="off"></form>
      <nav aria-label="Main">
      \(links)
      </nav>
      </header>
      <main id="main">
      <section id="hits" aria-live="polite" hidden></section>
      \(main)
      </main>
      <footer>Every figure, quote and factor links to its line in the document it was read from.</footer>
      </body>
      </html>

      """
  }
}

/// The lists of a site.
enum SiteList: CaseIterable {
  case cases, figures, factors, quotes, documents

  var title: String {
    switch self {
    case .cases: "Cases"
    case .figures: "Figures"
    case .factors: "Factors"
    case .quotes: "Quotes"
    case .documents: "Documents"
    }
  }

  var file: String {
    switch self {
    case .cases: "index.html"
    case .figures: "figures.html"
    case .factors: "factors.html"
    case .quotes: "quotes.html"
    case .documents: "documents.html"
    }
  }
}
