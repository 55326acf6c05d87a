internal import Foundation
internal import Synchronization

/// A corpus with its tables, from one question to the next.
final class KeptCorpus: Sendable {
  private let kept = Mutex<Corpus?>(nil)

  /// The kept corpus while it is of the index's generation, else the one of now. Complexity: the store is opened to ask for its
  /// generation, which takes a fraction of a millisecond.
  func current(_ folder: IndexFolder) throws -> Corpus {
    let now = try Corpus.open(folder)
    return kept.withLock { kept in
      if let kept, kept.generation == now.generation, kept.identity == now.identity { return kept }
      kept = now
      return now
    }
  }
}

/// The number by which the system knows a file.
struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let number: UInt64

  /// nil when there is no file.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
  }
}
