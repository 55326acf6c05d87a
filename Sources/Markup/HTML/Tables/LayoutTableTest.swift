/// Tells tables that only lay out a page from tables that hold data.
///
/// What the author says comes first (roles, captions, header cells); without it, the shape and the cells tell. The
/// criteria are those that screen readers and Readability use.
struct LayoutTableTest {
  let isLayout: Bool

  init(tree: HTMLTree, table: Int, result: Table) {
    let role = tree.attribute(.role, of: table)?.lowercased()
    if role == "presentation" || role == "none" {
      isLayout = true
      return
    }
    if role == "grid" || role == "table" || role == "treegrid" || tree.has(.summary, table) {
      isLayout = false
      return
    }
    if result.caption != nil || !result.headerRows.isEmpty && result.rowCount > 1 || !result.headerColumns.isEmpty {
      isLayout = LayoutTableTest.holdsBlocks(tree, table)
      return
    }
    if result.rowCount <= 1 || result.columnCount <= 1 {
      isLayout = true
      return
    }
    // Tables within it, forms, headings and long texts are what pages are made of.
    if LayoutTableTest.holdsBlocks(tree, table) {
      isLayout = true
      return
    }
    let filled = result.cells.filter { !$0.text.isEmpty }
    let long = filled.count { $0.text.string.utf8.count > 400 }
    if filled.isEmpty || long * 4 > filled.count {
      isLayout = true
      return
    }
    // Few rows or columns of words, not values, with most places empty.
    isLayout = result.cells.count <= 10 && filled.count * 2 < result.cells.count
  }

  /// Whether there are nested tables with several cells, headings or whole articles in the cells.
  private static func holdsBlocks(_ tree: HTMLTree, _ table: Int) -> Bool {
    var headings = 0
    var paragraphs = 0
    var cells = 0
    for index in tree.subtree(table).dropFirst() {
      switch tree.nodes[index].tag {
      case .table, .form, .article, .nav, .main: return true
      case .h1, .h2, .h3: headings += 1
      case .p: paragraphs += 1
      case .td, .th: cells += 1
      default: break
      }
    }
    return headings > 1 && headings * 4 > cells || paragraphs > cells * 3
  }
}
