/// A folder with a file for each ``CorpusView``, and a README that says what each column holds.
struct TableExport {
  /// How rows are written.
  enum Form {
    /// RFC 4180 in UTF-8, with a header.
    case csv(keepsFormulas: Bool)
    /// An object a line; members without a value are null.
    case ndjson
    /// A Markdown table.
    case markdown
  }

  private let corpus: Corpus
  private let form: Form

  init(_ corpus: Corpus, _ form: Form) {
    self.corpus = corpus
    self.form = form
  }

  func write(to place: OutputPlace) throws {
    for view in CorpusView.all {
      let file = try place.open("\(view.name).\(suffix)")
      try file.write(header(view))
      try corpus.forEachRow(of: view) { try file.write(line($0, view)) }
      try file.finish()
    }
    try place.write("README.md", readme)
  }

  private var suffix: String {
    switch form {
    case .csv: "csv"
    case .ndjson: "ndjson"
    case .markdown: "md"
    }
  }

  private func header(_ view: CorpusView) -> String {
    switch form {
    case .csv: view.columns.map(\.name).joined(separator: ",") + "\r\n"
    case .ndjson: ""
    case .markdown:
      "# \(Self.title(view))\n\n| " + view.columns.map(\.name).joined(separator: " | ") + " |\n|"
        + view.columns.map { _ in " --- |" }.joined() + "\n"
    }
  }

  private func line(_ row: [JSONValue], _ view: CorpusView) -> String {
    switch form {
    case .csv(let keepsFormulas):
      row.map { Renderer.field(Answer.Cell($0).text, keepsFormulas: keepsFormulas) }.joined(separator: ",") + "\r\n"
    case .ndjson:
      JSONValue.object(zip(view.columns, row).map { JSONValue.Member($0.name, $1) }).text + "\n"
    case .markdown:
      "| " + row.map { MarkdownRenderer.escaped(Answer.Cell($0).text) }.joined(separator: " | ") + " |\n"
    }
  }

  private static func title(_ view: CorpusView) -> String {
    view.name.prefix(1).uppercased() + view.name.dropFirst()
  }

  private var readme: String {
    var text =
      "# Tables\n\nWritten by `casebook export`. Each row says where it comes from: `source`, `file`, `line` and `column` "
    text += "from 1, `start` and `end` in bytes from 0, `end` the byte after the last.\n"
    if case .csv(false) = form {
      text += "\nA cell that a spreadsheet would run as a formula begins with an apostrophe.\n"
    }
    if case .ndjson = form {
      text += "\n`\(Archive.fileName)` is the whole index: `casebook import` makes an index from it.\n"
    }
    for view in CorpusView.all {
      text += "\n## \(view.name).\(suffix)\n\nA row is \(view.documentation).\n\n| column | what |\n| --- | --- |\n"
      text += view.columns.map { "| `\($0.name)` | \($0.documentation) |\n" }.joined()
    }
    return text
  }
}
