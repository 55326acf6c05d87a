import Foundation
import Testing

@testable import Markup

/// Inputs that once broke a promise, found by fuzzing and kept.
@Suite struct KeptInputTests {
  private static func inputs(_ name: String) throws -> [[UInt8]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fuzz/\(name)/Corpus")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      [UInt8](try Data(contentsOf: folder.appendingPathComponent($0)))
    }
  }

  @Test func everyBlockLiesInTheOneAroundIt() throws {
    let inputs = try Self.inputs("Markup")
    #expect(!inputs.isEmpty)
    for input in inputs {
      // The fuzz target's first byte chooses options.
      let bytes = Array(input.dropFirst())
      for format in [DocumentFormat.markdown, .yaml, .html] {
        let document = DocumentReader().read(bytes, format: format)
        var stack = document.blocks.map { ($0, 0..<bytes.count) }
        while let (block, outer) = stack.popLast() {
          #expect(outer.lowerBound <= block.range.lowerBound && block.range.upperBound <= outer.upperBound)
          stack += block.children.map { ($0, block.range) }
        }
      }
    }
  }
}
