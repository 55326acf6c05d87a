/// A way to turn files of some types into text: a program, or what is built in.
package struct Converter: Sendable, Hashable {
  /// What a converter writes.
  package enum Writes: String, Sendable, Hashable, CaseIterable {
    case markdown, html
  }

  /// How it works.
  package enum Kind: Sendable, Hashable {
    /// pdftotext and pdftohtml, and our reading of layouts.
    case pdf
    /// A program that prints Markdown or HTML; `{file}` in an argument stands for the document.
    case program(writes: Writes)
    /// Read by ourselves.
    case slides
    case mail
  }

  /// Extensions in lower case, without dots.
  package var types: [String]
  /// The program and its arguments; empty for what is built in.
  package var command: [String]
  package var kind: Kind
  /// The Debian package that has the program.
  package var package: String?

  package init(types: [String], command: [String], kind: Kind, package: String? = nil) {
    self.types = types
    self.command = command
    self.kind = kind
    self.package = package
  }

  /// The program's name, as settings write it.
  package var program: String? { command.first }
}

/// A document that was converted.
package struct ConvertedDocument: Sendable, Hashable {
  /// Text in the form that `writes` names. Offsets of everything read of the document refer to it.
  package var bytes: [UInt8]
  package var writes: Converter.Writes
  /// What a person should know.
  package var warnings: [String] = []
}

/// The converters of an ingestion: those that a user names, then the ones built in.
package struct Converters: Sendable {
  /// The settings' converters come first.
  package private(set) var converters: [Converter]
  /// Reads scanned pages of PDF with `ocrmypdf`.
  package var recognisesScans = false
  package var limits = RunLimits()

  package init(_ own: [Converter] = []) { converters = own + Self.builtIn }

  package static let builtIn = [
    Converter(types: ["pdf"], command: ["pdftotext"], kind: .pdf, package: "poppler-utils"),
    pandoc(["docx"], "docx"), pandoc(["odt"], "odt"), pandoc(["epub"], "epub"), pandoc(["rtf"], "rtf"),
    Converter(types: ["pptx"], command: [], kind: .slides), Converter(types: ["eml"], command: [], kind: .mail),
  ]

  private static func pandoc(_ types: [String], _ format: String) -> Converter {
    Converter(
      types: types,
      command: [
        "pandoc", "--from", format, "--to", "html5", "--wrap", "none", "--sandbox", "--template", "{template}",
        "{file}",
      ],
      kind: .program(writes: .html), package: "pandoc")
  }

  /// The converter of a type; nil where there is none.
  package func converter(for type: some StringProtocol) -> Converter? {
    let type = type.lowercased()
    return converters.first { $0.types.contains(type) }
  }

  /// Whether a converter's program is there.
  package func isAvailable(_ converter: Converter) -> Bool {
    converter.program.map { Programs.find($0) != nil } ?? true
  }

  /// Changes whenever a converter may write something else: its command, what its program says of its version, and our own.
  ///
  /// Runs the program; a caller that asks often keeps the answer.
  package func version(of converter: Converter) -> String {
    let own = "\(Self.version)|\(converter.kind)|\(converter.command)|\(recognisesScans)"
    guard let program = converter.program, let path = Programs.find(program) else { return own }
    let flag = converter.kind == .pdf ? "-v" : "--version"
    var limits = limits
    limits.seconds = min(limits.seconds, 10)
    let said = try? ScratchFolder.with { folder throws(ConversionFailure) in
      try ProgramRun.said(by: path, [flag], in: folder, limits: limits)
    }
    return "\(own)|\(said ?? "")"
  }

  /// Of what is built in: changes when the same output of a program becomes another text.
  private static let version = 1

  /// Converts a document. A pure function of the bytes and of the programs that are installed.
  ///
  /// - Parameter type: the file's extension.
  /// - Throws: `ConversionFailure`; the message is about this document alone.
  package func convert(
    _ bytes: [UInt8], type: String, with converter: Converter
  ) throws(ConversionFailure) -> ConvertedDocument {
    if converter.kind == .slides { return try Slides.convert(bytes) }
    if converter.kind == .mail { return try MailMessage(bytes).document() }
    guard let program = converter.program, let path = Programs.find(program) else {
      throw .missing(program: converter.program ?? "", package: converter.package)
    }
    return try ScratchFolder.with { folder throws(ConversionFailure) in
      switch converter.kind {
      case .pdf:
        return try PDFConverter(
          layout: path, fonts: Programs.find("pdftohtml"),
          recogniser: recognisesScans ? Programs.find("ocrmypdf") : nil, limits: limits
        ).convert(bytes, in: folder)
      case .program(let writes):
        let file = "\(folder)/document.\(type.lowercased().filter { $0.isLetter || $0.isNumber })"
        try ScratchFolder.write(bytes, to: file)
        let template = "\(folder)/template.html"
        if converter.command.contains("{template}") { try ScratchFolder.write(Array(Self.template.utf8), to: template) }
        let arguments = converter.command.dropFirst().map {
          $0.replacing("{file}", with: file).replacing("{template}", with: template)
        }
        let output = try ProgramRun.output(of: path, arguments, in: folder, limits: limits)
        return try Self.checked(output, writes: writes, program: program)
      case .slides, .mail: throw .unfit("needs no program")
      }
    }
  }

  /// What pandoc puts around the text: the title that a document has beside it, and nothing of its own.
  private static let template = "$if(title)$<h1>$title$</h1>$endif$$body$\n"

  /// A program that printed nothing, or no text, is another than the settings take it for.
  private static func checked(
    _ output: [UInt8], writes: Converter.Writes, program: String
  ) throws(ConversionFailure) -> ConvertedDocument {
    guard output.contains(where: { $0 > 0x20 }) else { throw .unfit("\(program) found no text in it") }
    guard !output.contains(0) else { throw .unfit("\(program) did not write text: is it another program?") }
    return ConvertedDocument(bytes: output, writes: writes)
  }
}
