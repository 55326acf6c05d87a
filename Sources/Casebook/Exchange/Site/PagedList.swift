/// A list of a site that begins a new page after so many rows: `figures.html`, `figures-2.html` ...
struct PagedList {
  private let list: SiteList
  private let heading: String
  /// Around the rows of a page.
  private let before: String
  private let after: String
  private let rowsPerPage: Int
  private let place: OutputPlace
  private var rows = ""
  private var count = 0
  private var page = 1

  init(
    _ list: SiteList, heading: String, before: String = "", after: String = "", rowsPerPage: Int, to place: OutputPlace
  ) {
    self.list = list
    self.heading = heading
    self.before = before
    self.after = after
    self.rowsPerPage = rowsPerPage
    self.place = place
  }

  /// Adds a row's HTML.
  mutating func add(_ row: String) throws {
    if count == rowsPerPage { try write(hasNext: true) }
    rows += row
    count += 1
  }

  /// Writes the last page; the first one is written also where there are no rows.
  mutating func finish(whenEmpty: String) throws {
    if page == 1, count == 0 { rows = "<p>\(HTMLText.escaped(whenEmpty))</p>\n" }
    try write(hasNext: false)
  }

  private func file(_ page: Int) -> String {
    page == 1 ? list.file : String(list.file.dropLast(5)) + "-\(page).html"
  }

  private mutating func write(hasNext: Bool) throws {
    var links: [String] = []
    if page > 1 { links.append("<a href=\"\(file(page - 1))\" rel=\"prev\">Page \(page - 1)</a>") }
    if hasNext { links.append("<a href=\"\(file(page + 1))\" rel=\"next\">Page \(page + 1)</a>") }
    let pages = links.isEmpty ? "" : "<nav aria-label=\"Pages\" class=\"pages\">\(links.joined(separator: " "))</nav>\n"
    let title = page == 1 ? list.title : "\(list.title), page \(page)"
    let isTable = count > 0
    let main =
      "<h1>\(HTMLText.escaped(heading))</h1>\n" + (isTable ? before : "") + rows + (isTable ? after : "") + pages
    try place.write(file(page), HTMLText.page(title: "\(title) · Casebook", current: list, main: main))
    rows = ""
    count = 0
    page += 1
  }
}
