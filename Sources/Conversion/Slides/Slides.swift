/// Presentations (.pptx, ECMA-376 part 1, chapter 19): each slide a page with its title, its text as lists, its tables and its notes.
enum Slides {
  /// Slides read of one file, and the size of one part of it.
  static let maximumSlides = 2000
  private static let maximumPart = 32 << 20

  static func convert(_ bytes: [UInt8]) throws(ConversionFailure) -> ConvertedDocument {
    let archive: ZipArchive
    do { archive = try ZipArchive(bytes) } catch {
      let isOld = bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
      throw .unfit(isOld ? "is encrypted, or of the kind before 2007: save it as .pptx without a password" : "\(error)")
    }
    guard archive.has("ppt/presentation.xml") else {
      throw .unfit("is no presentation: it has no ppt/presentation.xml")
    }
    let slides = try order(of: archive)
    guard !slides.isEmpty else { throw .unfit("has no slides") }
    var writer = PagedWriter()
    var warnings: [String] = []
    writer.markup("<html><head><meta charset=\"utf-8\"></head><body>")
    var isEmpty = true
    for (index, name) in slides.prefix(maximumSlides).enumerated() {
      do {
        let slide = try SlideReader.slide(part(name, of: archive))
        var notes: [SlideText] = []
        if let target = try relations(of: name, in: archive).first(where: { $0.type.hasSuffix("/notesSlide") })?.target,
          archive.has(target)
        {
          notes = try SlideReader.slide(part(target, of: archive)).texts.filter(\.isBody)
        }
        write(slide, notes: notes, page: index + 1, to: &writer)
        isEmpty = isEmpty && slide.texts.isEmpty && slide.tables.isEmpty
      } catch {
        warnings.append("slide \(index + 1) was not read: it \(error)")
      }
    }
    if isEmpty {
      throw warnings.isEmpty ? .unfit("has slides without text: pictures are not read") : .unfit(warnings[0])
    }
    if slides.count > maximumSlides {
      warnings.append("only the first \(maximumSlides) of \(slides.count) slides were read")
    }
    writer.markup("</body></html>\n")
    return ConvertedDocument(bytes: writer.bytes, writes: .html, warnings: warnings)
  }

  private static func part(_ name: String, of archive: ZipArchive) throws(ConversionFailure) -> [UInt8] {
    try archive.bytes(named: name, maximum: maximumPart)
  }

  /// The slides in the order in which they are shown.
  private static func order(of archive: ZipArchive) throws(ConversionFailure) -> [String] {
    let targets = Dictionary(
      try relations(of: "ppt/presentation.xml", in: archive).map { ($0.id, $0.target) },
      uniquingKeysWith: { first, _ in first })
    let ids = try SlideReader.slideIDs(part("ppt/presentation.xml", of: archive))
    return ids.compactMap { targets[$0] }.filter { archive.has($0) }
  }

  private struct Relation {
    var id: String
    var type: String
    /// Its name in the archive.
    var target: String
  }

  /// What a part refers to.
  private static func relations(of name: String, in archive: ZipArchive) throws(ConversionFailure) -> [Relation] {
    let slash = name.lastIndex(of: "/") ?? name.startIndex
    let folder = name[..<slash]
    let file = "\(folder)/_rels\(name[slash...]).rels"
    guard archive.has(file) else { return [] }
    return try SlideReader.relations(part(file, of: archive)).map {
      Relation(id: $0.id, type: $0.type, target: resolved($0.target, in: String(folder)))
    }
  }

  /// A target as a name in the archive: "../slides/slide1.xml" beside "ppt/notesSlides".
  private static func resolved(_ target: String, in folder: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") {
      if part == ".." { if !parts.isEmpty { parts.removeLast() } } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  // MARK: - Writing

  private static func write(_ slide: Slide, notes: [SlideText], page: Int, to writer: inout PagedWriter) {
    var line = 1
    func next() {
      writer.move(page: page, line: line)
      line += 1
    }
    var open = -1
    func close(to level: Int) {
      while open > level {
        writer.markup("</li></ul>")
        open -= 1
      }
    }
    for text in slide.texts {
      next()
      if text.isTitle {
        close(to: -1)
        writer.markup(page == 1 ? "<h1>" : "<h2>")
        writer.text(text.text)
        writer.markup(page == 1 ? "</h1>" : "</h2>")
        continue
      }
      guard text.isListed else {
        close(to: -1)
        writer.markup("<p>")
        writer.text(text.text)
        writer.markup("</p>")
        continue
      }
      close(to: text.level)
      if open == text.level { writer.markup("</li><li>") }
      while open < text.level {
        writer.markup("<ul><li>")
        open += 1
      }
      writer.text(text.text)
    }
    close(to: -1)
    for table in slide.tables {
      writer.markup("<table>")
      for (row, cells) in table.enumerated() {
        next()
        writer.markup("<tr>")
        for cell in cells {
          writer.markup(row == 0 ? "<th>" : "<td>")
          writer.text(cell)
          writer.markup(row == 0 ? "</th>" : "</td>")
        }
        writer.markup("</tr>")
      }
      writer.markup("</table>")
    }
    for note in notes {
      next()
      writer.markup("<p>")
      writer.text(note.text)
      writer.markup("</p>")
    }
  }
}
