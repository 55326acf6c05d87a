import Casebook
import Foundation
import Markup
internal import Quantities

/// How fast documents are read on one core: Markdown to blocks beside md4c alone, HTML to blocks of main content, figures
/// of text.
///
///     reading-bench speed FILE...     a line of JSON a measure: name, files, bytes, rounds, cpuSeconds, megabytesPerSecond
///     reading-bench read FILE         a line of JSON: bytes of the document, and by how many bytes reading it raised the
///                                     peak memory of the process over that of reading one line
///
/// Times are processor seconds of the process, the best of three turns of at least a second; what the documents were read into is not kept.
@main
struct ReadingBench {
  static func main() {
    var arguments = CommandLine.arguments.dropFirst()
    do {
      switch arguments.popFirst() {
      case "speed" where !arguments.isEmpty: try speed(arguments.map(Sample.init(path:)))
      case "read" where arguments.count == 1:
        for path in arguments { try memory(path) }
      default: throw Failure("usage: reading-bench speed FILE... | read FILE")
      }
    } catch {
      FileHandle.standardError.write(Data("reading-bench: \(error)\n".utf8))
      exit(1)
    }
  }

  /// The document itself counts. What the program takes anyway, its code and its tables, is there before.
  private static func memory(_ path: String) throws {
    let lines: [(DocumentFormat, String)] = [(.markdown, "One *line*.\n"), (.html, "<p>One <b>line</b>.</p>\n")]
    let known = lines.reduce(0) { $0 + DocumentReader().read(Array($1.1.utf8), format: $1.0).blocks.count }
    let before = try Measure.peakMemory()
    let sample = try Sample(path: path)
    guard known + sample.read().blocks.count > lines.count else { throw Failure("\(path): nothing was found") }
    print("{\"bytes\":\(sample.bytes.count),\"peak\":\(try Measure.peakMemory() - before)}")
  }

  private static func speed(_ samples: [Sample]) throws {
    let markdown = samples.filter { $0.format == .markdown }
    let pages = samples.filter { $0.format == .html }
    if !markdown.isEmpty {
      try Measure.run("md4c alone", markdown) { MD4CAlone.events(in: $0.bytes) }
      try Measure.run("Markdown to blocks", markdown) { $0.read().blocks.count }
      let extractor = MetricExtractor()
      let texts = markdown.map { String(decoding: $0.bytes, as: UTF8.self) }
      try Measure.run("figures of text", texts, bytes: \.utf8.count) { extractor.metrics(in: $0).count }
    }
    if !pages.isEmpty {
      try Measure.run("HTML to blocks, main content", pages) { $0.read().blocks.count }
    }
  }
}

/// A document in memory.
struct Sample {
  let format: DocumentFormat
  let bytes: [UInt8]

  init(path: String) throws {
    guard let format = DocumentFormat(pathExtension: URL(fileURLWithPath: path).pathExtension) else {
      throw Failure("\(path): expected a Markdown or HTML file")
    }
    self.format = format
    // Once in memory: what reading it takes is measured with it.
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    let count = try Int(file.seekToEnd())
    bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(file.fileDescriptor, buffer.baseAddress, count, 0))
    }
    guard bytes.count == count else { throw Failure("\(path): cannot be read whole") }
  }

  func read() -> MarkupDocument { DocumentReader().read(bytes, format: format) }
}

struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
