import Foundation
import Markup

@testable import Casebook

/// A temporary folder with documents and an index, gone at the end of the test.
final class Workspace: Sendable {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "casebook-test-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path + "/docs", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var docs: String { path + "/docs" }
  var folder: IndexFolder { IndexFolder(path + "/index") }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: docs + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: docs + "/" + name) }

  @discardableResult
  func ingest(_ paths: [String]? = nil, jobs: Int = 2, rebuild: Bool = false, dryRun: Bool = false) throws
    -> IngestReport
  {
    var options = Ingester.Options()
    options.jobs = jobs
    options.rebuild = rebuild
    options.dryRun = dryRun
    let ingester = Ingester(folder: folder, parser: try Self.parser, options: options)
    return try ingester.ingest((paths ?? [docs]).map { .path($0) })
  }

  func knowledge() throws -> KnowledgeBase { try KnowledgeBase(folder: folder) }

  func search(_ text: String, limit: Int = 10) throws -> [SearchHit] {
    try SearchIndex(folder: folder).search(SearchQuestion(text, limit: limit)).hits
  }

  /// Names and bytes of the text index's files, but for the lock.
  func textIndexFiles() throws -> [String: Data] {
    var files: [String: Data] = [:]
    let text = path + "/index/text"
    for name in try FileManager.default.contentsOfDirectory(atPath: text) where !name.contains("lock") {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: text + "/" + name))
    }
    return files
  }

  /// Reading the lexicons takes a while; all tests share one parser.
  private static let shared = Result { try DocumentParser() }
  static var parser: DocumentParser { get throws { try shared.get() } }

  static func parse(_ text: String, path: String = "case.md") throws -> ParsedDocument {
    try parser.parse(path: path, bytes: Array(text.utf8))
  }

  /// The repository's root.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
}

/// One case in Markdown, to be varied.
func sampleCase(_ name: String, revenue: String = "$3 million", factor: String = "Trust between both teams") -> String {
  """
  # Case Study 1: \(name) Alliance

  **Research Date**: July 2025

  ## Overview

  \(name) built a platform with its partners.

  ## Results

  - **Revenue Impact**: \(revenue) annual revenue
  - **Adoption**: 40%+ of customers

  ## Key Success Factors

  - \(factor)
  - Network effects between users and partners
  """
}
