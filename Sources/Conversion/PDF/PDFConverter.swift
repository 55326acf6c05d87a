/// Turns a PDF into HTML through poppler's programs.
package struct PDFConverter: Sendable {
  /// Pages read of one document; what lies behind is said to be missing.
  package static let maximumPages = 2000
  private static let pagesPerRun = 250
  /// A page of fewer letters counts as one without text.
  private static let fewLetters = 8

  let layout: String
  let fonts: String?
  /// Runs over scanned pages first; nil: they are said to be scanned.
  let recogniser: String?
  let limits: RunLimits

  /// - Throws: `ConversionFailure` in words about this one document.
  func convert(_ bytes: [UInt8], in folder: String) throws(ConversionFailure) -> ConvertedDocument {
    guard bytes.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil else {
      throw .unfit("is no PDF: its first bytes say so")
    }
    let file = "\(folder)/document.pdf"
    try ScratchFolder.write(bytes, to: file)
    var (pages, title, isCut) = try read(file, in: folder)
    if let recogniser, pages.contains(where: { Self.isEmpty($0) }) {
      let recognised = "\(folder)/recognised.pdf"
      _ = try ProgramRun.output(
        of: recogniser, ["--skip-text", "--quiet", "--output-type", "pdf", file, recognised], in: folder,
        limits: limits)
      (pages, title, isCut) = try read(recognised, in: folder)
    }
    return try Self.document(pages, title: title, isCut: isCut)
  }

  private func read(
    _ file: String, in folder: String
  ) throws(ConversionFailure) -> (pages: [PageLayout], title: String?, isCut: Bool) {
    var pages: [PageLayout] = []
    var title: String?
    while pages.count < Self.maximumPages {
      let range = ["-f", String(pages.count + 1), "-l", String(pages.count + Self.pagesPerRun)]
      let output: [UInt8]
      do {
        output = try ProgramRun.output(
          of: layout, ["-bbox-layout", "-enc", "UTF-8"] + range + [file, "-"], in: folder, limits: limits)
      } catch {
        // Behind the last page.
        if !pages.isEmpty, case .refused = error { break }
        throw Self.explained(error)
      }
      var (found, claimed) = BoxLayoutReader.pages(output)
      if found.isEmpty { break }
      if pages.isEmpty { title = claimed }
      // Without it headings and lead-ins are told by their size and place alone.
      if let fonts,
        let stretches = try? ProgramRun.output(
          of: fonts, ["-xml", "-i", "-stdout", "-nodrm", "-enc", "UTF-8"] + range + [file], in: folder, limits: limits)
      {
        BoldReader.mark(&found, with: stretches)
      }
      pages += found
      if found.count < Self.pagesPerRun { return (pages, title, false) }
    }
    let isCut =
      pages.count >= Self.maximumPages
      && (try? ProgramRun.output(
        of: layout, ["-bbox-layout", "-f", String(pages.count + 1), "-l", String(pages.count + 1), file, "-"],
        in: folder, limits: limits)) != nil
    return (pages, title, isCut)
  }

  /// What poppler says, in other words where it says it to programmers.
  private static func explained(_ failure: ConversionFailure) -> ConversionFailure {
    guard case .refused(_, let status, let message) = failure else { return failure }
    if message.lowercased().contains("password") {
      return .unfit("is encrypted: save it without a password")
    }
    if status == 3 { return .unfit("does not allow its text to be copied: save it without that restriction") }
    return message.isEmpty ? failure : .unfit("is damaged or cut: \(message)")
  }

  private static func isEmpty(_ page: PageLayout) -> Bool {
    page.lines.reduce(0) { $0 + $1.letterCount } < fewLetters
  }

  /// Whether most signs of a page stand for letters that its fonts do not name.
  private static func isUnnamed(_ page: PageLayout) -> Bool {
    var (all, unnamed) = (0, 0)
    for scalar in page.lines.lazy.flatMap({ $0.words.lazy.flatMap(\.text.unicodeScalars) }) {
      all += 1
      if WordText.isUnnamed(scalar) { unnamed += 1 }
    }
    return unnamed * 2 > all
  }

  static func document(
    _ pages: [PageLayout], title: String?, isCut: Bool = false
  ) throws(ConversionFailure) -> ConvertedDocument {
    guard !pages.isEmpty else { throw .unfit("has no pages: it is damaged or cut") }
    var pages = pages
    let unnamed = pages.indices.filter { !isEmpty(pages[$0]) && isUnnamed(pages[$0]) }
    for page in unnamed { pages[page].lines = [] }
    let pictures = pages.indices.count { isEmpty(pages[$0]) } - unnamed.count
    let unnamedReason = "its fonts do not name their letters"
    if unnamed.count == pages.count { throw .unfit("\(pageCount(pages.count)) cannot be read: \(unnamedReason)") }
    if pictures == pages.count {
      throw .unfit("\(pageCount(pages.count)) of pictures without text: scanned pages have to be recognised first")
    }
    var document = ConvertedDocument(bytes: PDFText.html(of: pages, title: title), writes: .html)
    if pictures > 0 {
      document.warnings.append(
        "\(pictures) of \(pages.count) pages \(pictures == 1 ? "is" : "are") without text: a picture, or blank")
    }
    if !unnamed.isEmpty {
      document.warnings.append("\(unnamed.count) of \(pages.count) pages not read: \(unnamedReason)")
    }
    if isCut { document.warnings.append("only the first \(pages.count) pages were read: split the file to read all") }
    return document
  }

  private static func pageCount(_ count: Int) -> String { count == 1 ? "its page" : "all of its \(count) pages" }
}
