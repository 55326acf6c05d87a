import Foundation
import GRDB
import Testing

@testable import Casebook

/// What goes out for other programs.
@Suite("Exports")
struct ExportTests {
  /// Documents with what is dangerous in one form or another.
  private static let hostile = """
    ---
    title: "<script>alert(1)</script> & 'Co'"
    company: "=cmd|'/c calc'!A0"
    ---

    # Case Study 1: <img src=x onerror=alert(1)> Alliance

    ## Results

    - **Revenue "Impact"**: $3 million annual revenue, a | b | c
    - =1+1 grew by 40% & </script><b>bold</b>

    > "We doubled our output", said Jane Roe, CFO of Luna.

    ## Key Success Factors

    - Trust between `teams` & <em>partners</em>
    """

  private func space() throws -> Workspace {
    let space = Workspace()
    try space.write("a b/ünïcode #1.md", Self.hostile)
    try space.write("b.md", sampleCase("Acme"))
    try space.write(
      "d.md",
      "# Two stories\n\n## Case Study 1: One\n\n### Results\n\nCosts fell\nby 30% and\nrose by 10%.\n\n| Measure | After |\n| --- | --- |\n| Hours | 4 |\n\n## Case Study 2: Two\n\n### Results\n\n- Sales grew by 20%.\n"
    )
    try space.write("c.html", "<html><body><h1>Case</h1><p>Costs fell by 30% in 2023.</p></body></html>")
    try space.ingest()
    return space
  }

  private func export(
    _ form: ExportForm, of space: Workspace, _ name: String = "out", options: ExportOptions = ExportOptions()
  )
    throws -> String
  {
    let path = space.path + "/" + name
    _ = try space.knowledge().export(form, to: path, options: options)
    return path
  }

  private func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in try #require(FileManager.default.enumerator(atPath: folder)) {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder), !isFolder.boolValue
      else {
        continue
      }
      files[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return files
  }

  @Test("Each form gives the same bytes each time", arguments: ExportForm.allCases)
  func deterministic(form: ExportForm) throws {
    let space = try space()
    let (one, other) = (try export(form, of: space, "one"), try export(form, of: space, "other"))
    if form.isFile {
      let isEqual = FileManager.default.contentsEqual(atPath: one, andPath: other)
      #expect(isEqual)
    } else {
      let (first, second) = (try files(one), try files(other))
      #expect(first.keys.sorted() == second.keys.sorted())
      #expect(first.keys.filter { first[$0] != second[$0] } == [])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: space.path).filter { $0.contains("partial") } == [])
  }

  @Test("Nothing is written over without being asked, and no folder that an export did not write is replaced")
  func targets() throws {
    let space = try space()
    var replacing = ExportOptions()
    replacing.replaces = true
    for form in ExportForm.allCases {
      let path = try export(form, of: space, form.rawValue)
      #expect(throws: CasebookError.self, "\(form)") { try export(form, of: space, form.rawValue) }
      _ = try export(form, of: space, form.rawValue, options: replacing)
      #expect(FileManager.default.fileExists(atPath: path))
      #expect(throws: CasebookError.self, "\(form)") { try export(form, of: space, "docs", options: replacing) }
      #expect(throws: CasebookError.self, "\(form)") {
        try export(form, of: space, "nowhere/at/all", options: replacing)
      }
    }
    #expect(FileManager.default.fileExists(atPath: space.docs + "/b.md"))
    #expect(throws: CasebookError.self) { try export(.csv, of: space, "sqlite", options: replacing) }
    #expect(throws: CasebookError.self) { try export(.sqlite, of: space, "csv", options: replacing) }
  }

  @Test("What a killed export left is taken away by the next one, and what a living one writes stays")
  func leftovers() throws {
    let space = try space()
    // No process has the number that Linux never gives.
    let dead = space.path + "/.out.partial-4194305"
    let living = space.path + "/.out.partial-1"
    for folder in [dead, living] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }
    _ = try export(.csv, of: space)
    #expect(!FileManager.default.fileExists(atPath: dead))
    #expect(FileManager.default.fileExists(atPath: living))
  }

  @Test("A page of the site runs nothing of a document, and every link leads to a page and a line that are there")
  func site() throws {
    let space = try space()
    let folder = try export(.site, of: space)
    let pages = try files(folder).filter { $0.key.hasSuffix(".html") }
    #expect(pages.count == 5 + 4)
    var anchors: [String: Set<String>] = [:]
    var links: [(page: String, link: String)] = []
    for (name, data) in pages {
      let html = String(decoding: data, as: UTF8.self)
      #expect(!html.contains("<img") && !html.contains("<script>") && !html.contains("<em>partners"), "\(name)")
      #expect(html.components(separatedBy: "<script").count == 2, "\(name)")
      let ids = html.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
      #expect(Set(ids).count == ids.count, "\(name) has an id twice")
      anchors[name] = Set(ids)
      links += html.matches(of: #/(?:href|src)="([^"]+)"/#).map { (name, String($0.1)) }
    }
    for (page, link) in links {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let folderOfPage = (page as NSString).deletingLastPathComponent
      let target =
        parts[0].isEmpty
        ? page
        : ((folderOfPage as NSString).appendingPathComponent(parts[0].removingPercentEncoding ?? "") as NSString)
          .standardizingPath
      let file =
        target.hasPrefix("../") ? String(target.dropFirst(3)) : target.replacingOccurrences(of: "pages/../", with: "")
      #expect(FileManager.default.fileExists(atPath: folder + "/" + file), "\(page) links to \(link)")
      if parts.count == 2, file.hasSuffix(".html") {
        #expect(anchors[file]?.contains(parts[1]) == true, "\(page) links to \(link)")
      }
    }
  }

  @Test("The words of the search are split as the site's script splits a question")
  func searchWords() {
    #expect(
      SearchData.words(of: "Café's 1,200 users—naïve GPT-4") == ["cafe", "s", "1", "200", "users", "naive", "gpt", "4"])
    #expect(SearchData.words(of: "ﬁrst Ⅳ 中文") == ["first", "iv", "中文"])
    #expect(SearchData.words(of: "") == [])
  }

  @Test("CSV cells that a spreadsheet would run are text, and stay as they are when asked")
  func formulas() throws {
    let space = try space()
    let csv = try String(contentsOfFile: export(.csv, of: space) + "/statements.csv", encoding: .utf8)
    #expect(csv.contains("'=1+1 grew by"))
    var raw = ExportOptions()
    raw.keepsFormulas = true
    let plain = try String(
      contentsOfFile: export(.csv, of: space, "raw", options: raw) + "/statements.csv", encoding: .utf8)
    #expect(!plain.contains("'=1+1"))
    #expect(plain.contains("=1+1 grew by"))
  }

  @Test("The database has a row for each row of each view, documents every column, and finds words")
  func database() throws {
    let space = try space()
    let path = try export(.sqlite, of: space, "cases.db")
    let queue = try DatabaseQueue(path: path)
    try queue.read { db in
      let metrics = try Int.fetchOne(db, sql: "SELECT count(*) FROM metrics")
      #expect(try metrics == space.knowledge().metrics(MetricsQuestion(roles: .all, includesDates: true)).total)
      #expect(
        try String.fetchAll(db, sql: "SELECT quote FROM statements_fts WHERE statements_fts MATCH 'network'").count == 1
      )
      #expect(try String.fetchOne(db, sql: "SELECT speaker FROM quotes") == "Jane Roe")
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM results WHERE role = 'target'") == 0)
      for view in CorpusView.all {
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [view.name])
        #expect(columns == ["id"] + view.columns.map(\.name))
        let documented = try Int.fetchOne(
          db, sql: "SELECT count(*) FROM documentation WHERE \"table\" = ?", arguments: [view.name])
        #expect(documented == view.columns.count + 1)
      }
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
    }
  }

  @Test("Each line for a search server is JSON, in pairs, with the mapping's fields alone")
  func bulk() throws {
    let space = try space()
    let folder = try export(.opensearch, of: space)
    let mapping = try JSONValue(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: folder + "/mapping.json"))))
    guard case .object(let fields)? = mapping["mappings"]?["properties"] else {
      Issue.record("the mapping has no properties")
      return
    }
    let known = Set(fields.map(\.name))
    let lines = try String(contentsOfFile: folder + "/bulk.ndjson", encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2 * (try Corpus.open(space.folder).count(StatementColumn.self)))
    var ids: Set<String> = []
    for (index, line) in lines.enumerated() {
      let value = try JSONValue(parsing: Array(line.utf8))
      if index % 2 == 0 {
        guard case .string(let id)? = value["index"]?["_id"] else {
          Issue.record("line \(index) has no id")
          return
        }
        #expect(ids.insert(id).inserted)
      } else if case .object(let members) = value {
        #expect(members.filter { !known.contains($0.name) }.map(\.name) == [])
        #expect(["source", "file", "line", "column", "start", "end"].allSatisfy { value[$0] != nil })
      }
    }
  }

  @Test("llms.txt links to files that are there, and begins as its specification says")
  func context() throws {
    let space = try space()
    let folder = try export(.llms, of: space)
    let text = try String(contentsOfFile: folder + "/llms.txt", encoding: .utf8)
    #expect(text.hasPrefix("# Casebook: docs\n\n> 4 documents"))
    let links = text.matches(of: #/\]\(([^)]+)\)/#).map { String($0.1) }
    #expect(links.count == 5)
    for link in links { #expect(FileManager.default.fileExists(atPath: folder + "/" + link), "\(link)") }
    let full = try String(contentsOfFile: folder + "/llms-full.txt", encoding: .utf8)
    #expect(full.contains("[line 11]") && full.contains("(factor: network-effects)"))
  }
}
