import Foundation

/// Times work over documents.
enum Measure {
  struct Line: Encodable {
    var name: String
    var files: Int
    var bytes: Int
    var rounds: Int
    var cpuSeconds: Double
    var megabytesPerSecond: Double
  }

  /// Prints the best of three turns; a turn goes over all documents until it took a second.
  static func run(_ name: String, _ samples: [Sample], _ work: (Sample) -> Int) throws {
    try run(name, samples, bytes: \.bytes.count, work)
  }

  static func run<Item>(_ name: String, _ samples: [Item], bytes: (Item) -> Int, _ work: (Item) -> Int) throws {
    let bytes = samples.reduce(0) { $0 + bytes($1) }
    var best: Line?
    var found = 0
    for _ in 0..<3 {
      let start = processorSeconds()
      var rounds = 0
      var elapsed = 0.0
      repeat {
        for sample in samples { found &+= work(sample) }
        rounds += 1
        elapsed = processorSeconds() - start
      } while elapsed < 1
      let rate = Double(bytes * rounds) / elapsed / 1e6
      if rate > best?.megabytesPerSecond ?? 0 {
        best = Line(
          name: name, files: samples.count, bytes: bytes, rounds: rounds, cpuSeconds: elapsed, megabytesPerSecond: rate)
      }
    }
    guard let best, found > 0 else { throw Failure("\(name): nothing was found in \(samples.count) files") }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(best), as: UTF8.self))
  }

  /// The most memory this program had so far, in bytes. Of the process itself: what `getrusage` says includes the program
  /// that started it.
  static func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Failure("/proc/self/status: says nothing of peak memory (VmHWM)")
    }
    return kilobytes * 1024
  }

  /// Processor time of this process so far, user and system.
  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
