import Foundation
import Quantities

@testable import Casebook

/// Documents to be compared, read without an index.
enum Compared {
  static func documents(_ texts: [String: String]) throws -> [SourcedDocument] {
    try texts.keys.sorted().map { name in
      SourcedDocument(source: "test", document: try Workspace.parse(texts[name] ?? "", path: name))
    }
  }

  static func findings(_ texts: [String: String], rates: CurrencyRates = CurrencyRates()) throws -> [Finding] {
    ConflictFinder.findings(try documents(texts), rates: rates)
  }

  static func issues(_ text: String, path: String = "case.md") throws -> [LintIssue] {
    Linter.issues(try documents([path: text]))
  }

  /// A case about one organisation, with these lines as its results.
  static func story(_ name: String, _ results: [String], date: String = "July 2025") -> String {
    """
    ---
    title: \(name)
    kind: case-study
    organisations: [\(name)]
    as_of: \(date)
    ---

    # \(name): a story

    ## Overview

    - **Model**: a platform

    ## Results

    \(results.map { "- " + $0 }.joined(separator: "\n"))

    ## Key Success Factors

    - Trust between the partners
    """
  }

  /// The documents below a folder, by their paths in it.
  static func folder(_ path: String) throws -> [SourcedDocument] {
    try FileScanner.scan(folder: path).files.map { file in
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file.location)))
      return SourcedDocument(source: "test", document: try Workspace.parser.parse(path: file.path, bytes: bytes))
    }
  }

  static let corpus = Result { ConflictFinder.findings(try folder(Workspace.repository + "/corpus")) }

  /// The documents the corpus took its facts from, where the environment names their folder.
  static let sources = ProcessInfo.processInfo.environment["CASEBOOK_SEEDS"].flatMap { $0.isEmpty ? nil : $0 }
  static let ofSources = Result { ConflictFinder.findings(try folder(sources ?? "")) }
}

extension [Finding] {
  func of(_ kind: Finding.Kind) -> [Finding] { filter { $0.kind == kind } }

  /// The one finding whose subject and measure hold these words.
  func about(_ subject: String, _ measure: String) -> [Finding] {
    filter { $0.subject.contains(subject) && $0.measure.lowercased().contains(measure) }
  }
}

extension Finding {
  var values: [String] { evidence.map(\.value) }

  /// Number of the file and line of each statement: "000:102".
  var places: [String] { evidence.map { "\($0.citation.file.prefix(3)):\($0.citation.line)" } }

  var lines: [String] { evidence.map(\.citation.place) }
}
