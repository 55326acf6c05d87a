import Foundation
import Testing

@testable import Casebook

/// Documents in the styles that case studies are found in, each beside what is read of it, looked over by eye.
///
/// `CASEBOOK_WRITE_DUMPS=1 swift test --filter StyleTests` writes the dumps anew; the difference is to be read before it is
/// committed.
@Suite("Documents in the styles they are found in")
struct StyleTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures/Styles")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { !$0.hasSuffix(".dump") }.sorted()
  }()

  @Test("A document is read as it was when it was looked over", arguments: names)
  func dump(name: String) throws {
    let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
    let found = StyleDump.dump(name: name, bytes: bytes, parser: try Workspace.parser)
    let file = Self.folder.appending(path: name + ".dump")
    if ProcessInfo.processInfo.environment["CASEBOOK_WRITE_DUMPS"] != nil {
      try Data(found.utf8).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let lines = found.split(separator: "\n", omittingEmptySubsequences: false)
    let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, expectedLine) in zip(lines, expectedLines) where line != expectedLine {
      Issue.record("\(name): '\(line)' is not '\(expectedLine)'")
      break
    }
    #expect(lines.count == expectedLines.count)
  }

  @Test("Every style has a document")
  func count() { #expect(Self.names.count >= 24) }
}
