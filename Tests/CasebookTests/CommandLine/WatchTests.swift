import Foundation
import Testing

@testable import Casebook

@Suite("A watched folder")
struct WatchTests {
  /// Waits until the index says so; gives up after half a minute.
  private static func waitUntil(_ isTrue: () throws -> Bool) rethrows -> Bool {
    for _ in 0..<300 {
      if try isTrue() { return true }
      usleep(100_000)
    }
    return false
  }

  @Test("What is saved, made in a new folder and removed reaches the index, and the request to stop ends it well")
  func saves() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.write(".gitignore", "drafts/\n")
    let process = try Program.start(["watch", "docs"], in: space.path)
    defer { if process.isRunning { process.terminate() } }
    // By titles: a search takes the nearest word where no document has one.
    func found(_ name: String) -> Bool {
      guard let answer = try? space.knowledge().list(.documents) else { return false }
      return answer.items.contains { $0.contains { $0.text.contains(name) } }
    }
    #expect(Self.waitUntil { found("Alpha") })
    // The first reading is done before the folder is watched; a file that is saved between is seen at the next change.
    usleep(500_000)
    try space.write("drafts/no.md", sampleCase("Ignored"))
    try space.write("sub/deep/b.md", sampleCase("Beta"))
    #expect(Self.waitUntil { found("Beta") })
    try space.write("a.md", sampleCase("Gamma"))
    #expect(Self.waitUntil { found("Gamma") && !found("Alpha") })
    try space.remove("sub/deep/b.md")
    #expect(Self.waitUntil { !found("Beta") })
    #expect(!found("Ignored"))
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try space.knowledge().check().items.isEmpty)
  }
}
