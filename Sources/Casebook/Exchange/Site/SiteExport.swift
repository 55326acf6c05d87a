/// A static site: lists of cases, figures, factors, quotes and documents, a page for each document, and a search that runs in the
/// browser. It needs no server, no network and, but for the search, no JavaScript.
struct SiteExport {
  private let corpus: Corpus
  private let themes: ThemeLexicon

  init(_ corpus: Corpus, themes: ThemeLexicon) {
    self.corpus = corpus
    self.themes = themes
  }

  func write(to place: OutputPlace) throws {
    for name in ["assets", "pages", "search"] { try place.makeFolder(name) }
    try place.write("assets/site.css", String(decoding: PackageResources.site_css, as: UTF8.self))
    try place.write("assets/site.js", String(decoding: PackageResources.site_js, as: UTF8.self))
    let documentCount = try corpus.documentCount
    let caseCount = try corpus.recordCounts.first { $0.kind == .caseStudy }?.count ?? 0
    func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
      "\(count) \(count == 1 ? one : many ?? one + "s")"
    }
    var cases = PagedList(
      .cases, heading: "\(plural(caseCount, "case")) in \(plural(documentCount, "document"))",
      before:
        "<p class=\"filter\" hidden><label for=\"filter\">Filter</label> <input id=\"filter\" type=\"search\"></p>\n<div class=\"cases\">\n",
      after: "</div>\n", rowsPerPage: 400, to: place)
    var figures = PagedList(
      .figures, heading: "Figures stated as facts",
      before: Self.filter + Self.table(["Who", "What", "Figure", "Role", "When", "Where"]), after: "</tbody></table>\n",
      rowsPerPage: 1000, to: place)
    var quotes = PagedList(.quotes, heading: "What people said", before: Self.filter, rowsPerPage: 500, to: place)
    var documents = PagedList(
      .documents, heading: plural(documentCount, "document"),
      before: Self.filter + Self.table(["Document", "File", "Statements", "Figures", "Factors"]),
      after: "</tbody></table>\n", rowsPerPage: 1000, to: place)
    var search = SearchData()
    var names = PageNames(suffix: ".html")
    var factors: [String: [String]] = [:]
    try corpus.forEachDocument { item in
      let document = item.document
      let page = "pages/" + names.name(for: item)
      let rendered = DocumentPage(item)
      try place.write(page, rendered.html)
      search.add(item, page: page)
      let rows = SiteRows(item, page: page, places: rendered.places)
      for card in rows.cases() { try cases.add(card) }
      for row in rows.figures() { try figures.add(row) }
      for row in rows.quotes() { try quotes.add(row) }
      for (theme, row) in rows.factors() { factors[theme, default: []].append(row) }
      try documents.add(
        Self.row([
          "<a href=\"\(HTMLText.address(page))\">\(HTMLText.escaped(document.title))</a>",
          HTMLText.escaped(document.path), "\(document.statements.count)", "\(document.metrics.count)",
          "\(document.factors.count)",
        ]))
    }
    try cases.finish(whenEmpty: "No document is about a case.")
    try figures.finish(whenEmpty: "No document has figures.")
    try quotes.finish(whenEmpty: "No document quotes anybody.")
    try documents.finish(whenEmpty: "The index has no documents.")
    try write(factors, to: place)
    try search.write(to: place)
  }

  private static let filter =
    "<p class=\"filter\" hidden><label for=\"filter\">Filter</label> <input id=\"filter\" type=\"search\"></p>\n"

  private static func table(_ heads: [String]) -> String {
    "<table><thead><tr>" + heads.map { "<th scope=\"col\">\($0)</th>" }.joined() + "</tr></thead><tbody>\n"
  }

  /// A row of cells that are HTML already.
  static func row(_ cells: [String]) -> String {
    "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
  }

  /// Factors under their themes, the most said first.
  private func write(_ factors: [String: [String]], to place: OutputPlace) throws {
    let names = Dictionary(themes.themes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let order = factors.keys.filter { !$0.isEmpty }.sorted {
      let (a, b) = (factors[$0]?.count ?? 0, factors[$1]?.count ?? 0)
      return a != b ? a > b : $0 < $1
    }
    let all = order + (factors[""] == nil ? [] : [""])
    var main = "<h1>What made it work, and what did not</h1>\n"
    if all.isEmpty { main += "<p>No document names factors.</p>\n" } else { main += Self.filter }
    if all.count > 1 {
      main += "<ul class=\"contents\">\n"
      for theme in all {
        let name = theme.isEmpty ? "No theme" : names[theme] ?? theme
        main +=
          "<li><a href=\"#\(theme.isEmpty ? "none" : HTMLText.escaped(theme))\">\(HTMLText.escaped(name))</a> \(factors[theme]?.count ?? 0)</li>\n"
      }
      main += "</ul>\n"
    }
    for theme in all {
      let name = theme.isEmpty ? "No theme" : names[theme] ?? theme
      main += "<h2 id=\"\(theme.isEmpty ? "none" : HTMLText.escaped(theme))\">\(HTMLText.escaped(name))</h2>\n<ul>\n"
      main += (factors[theme] ?? []).joined() + "</ul>\n"
    }
    try place.write(
      SiteList.factors.file, HTMLText.page(title: "Factors · Casebook", current: .factors, main: main))
  }
}
