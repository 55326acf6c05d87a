import Foundation
import Testing

@testable import FullText

/// The inputs kept in `Tests/Fuzz`, read again: first inputs of the fuzzers, and what once went wrong.
///
/// `FULLTEXT_WRITE_INPUTS=1 swift test --filter KeptInputTests` writes the first inputs of the segment fuzzer anew, for a new format.
@Suite struct KeptInputTests {
  private static func folder(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fuzz/\(name)/Corpus")
  }

  private func inputs(_ name: String) throws -> [[UInt8]] {
    let files = try FileManager.default.contentsOfDirectory(at: Self.folder(name), includingPropertiesForKeys: nil)
    return try files.sorted { $0.path < $1.path }.map { Array(try Data(contentsOf: $0)) }
  }

  @Test func segmentsOfAnyBytesEndWithAnAnswerOrAnError() throws {
    if ProcessInfo.processInfo.environment["FULLTEXT_WRITE_INPUTS"] != nil {
      for (name, bytes) in try SegmentInput.samples() {
        try Data(bytes).write(to: Self.folder("Segment").appendingPathComponent(name))
      }
    }
    let inputs = try inputs("Segment")
    #expect(inputs.count >= 4)
    Invariants.$areChecked.withValue(false) { for input in inputs { SegmentInput.run(input) } }
  }

  @Test func queriesOfAnyBytesCanBeRun() throws {
    let inputs = try inputs("Query")
    #expect(inputs.count >= 10)
    for input in inputs { QueryInput.run(input) }
  }
}
