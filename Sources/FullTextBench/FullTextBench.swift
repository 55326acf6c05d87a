import FullText

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Runs the engine as "Search Benchmark, the Game" does: `index` reads documents, one JSON object a line; `query` answers a line at a time.
///
///     fulltext-bench index FOLDER [--analyzer NAME] [--memory MB] [--threads N] [--reorder] [--store] < documents
///     fulltext-bench query FOLDER [--proximity WEIGHT] [--feedback WEIGHT] < lines "COMMAND<TAB>QUERY"
///
/// A query's answer is `HITS<TAB>NANOSECONDS<TAB>id:score,...`; the time is that of parsing and running the query. No answer is kept.
@main
struct FullTextBench {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      guard arguments.count >= 2 else { throw Usage() }
      let options = try Options(arguments.dropFirst(2))
      switch arguments[0] {
      case "index": try Indexing.run(folder: arguments[1], options)
      case "query": try Querying.run(folder: arguments[1], options)
      case "stress": try Stress.run(folder: arguments[1])
      case "check":
        for problem in try IndexCheck.check(path: arguments[1]).problems { print(problem) }
      default: throw Usage()
      }
    } catch {
      let message = Array("fulltext-bench: \(error)\n".utf8)
      _ = write(2, message, message.count)
      exit(1)
    }
  }

  struct Usage: Error, CustomStringConvertible {
    var description: String {
      "usage: fulltext-bench index|query|check|stress FOLDER [--analyzer NAME] [--memory MB] [--threads N]"
    }
  }

  struct Options {
    var analyzer = AnalyzerName.whitespace
    var memory = 256
    var threads = 1
    var proximity: Float?
    var feedback: Float?
    var flags: Set<String> = []

    init(_ arguments: ArraySlice<String>) throws {
      var rest = arguments
      while let name = rest.popFirst() {
        switch name {
        case "--analyzer":
          guard let value = rest.popFirst() else { throw Usage() }
          analyzer = value == "english" ? .english : value == "whitespace" ? .whitespace : AnalyzerName(rawValue: value)
        case "--memory":
          guard let value = rest.popFirst().flatMap({ Int($0) }) else { throw Usage() }
          memory = value
        case "--proximity", "--feedback":
          guard let value = rest.popFirst().flatMap({ Float($0) }) else { throw Usage() }
          if name == "--proximity" { proximity = value } else { feedback = value }
        case "--threads":
          guard let value = rest.popFirst().flatMap({ Int($0) }) else { throw Usage() }
          threads = value
        default: flags.insert(name)
        }
      }
    }
  }

  static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
