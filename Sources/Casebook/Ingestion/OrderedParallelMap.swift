internal import Foundation

/// Transforms inputs on several threads and hands the results on in the order of the inputs.
///
/// `consume` runs on the calling thread. At most `window` results wait at any time, so memory stays bounded when the
/// consumer is the slower side. An error of `consume` stops the work and is thrown when all threads have ended.
func orderedParallelMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], jobs: Int, window: Int, transform: @escaping @Sendable (Input) -> Output,
  consume: (Output) throws -> Void
) throws {
  guard !inputs.isEmpty else { return }
  let board = Board<Output>(count: inputs.count, window: max(window, 1))
  let group = DispatchGroup()
  for _ in 0..<min(max(jobs, 1), inputs.count) {
    let thread = Thread {
      while let index = board.take() { board.put(transform(inputs[index]), at: index) }
      group.leave()
    }
    // Documents may nest deeply inside the C parsers.
    thread.stackSize = 8 << 20
    group.enter()
    thread.start()
  }
  do {
    while let output = board.next() { try consume(output) }
  } catch {
    board.stop()
    group.wait()
    throw error
  }
  group.wait()
}

/// Where threads meet. Safe to share: every access to its state holds `condition`.
private final class Board<Output: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let count: Int
  private let window: Int
  private var ready: [Int: Output] = [:]
  private var taken = 0
  private var consumed = 0
  private var isStopped = false

  init(count: Int, window: Int) {
    self.count = count
    self.window = window
  }

  /// The next input to work on, nil when there is none; waits while the window is full.
  func take() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped, taken < count, taken >= consumed + window { condition.wait() }
    guard !isStopped, taken < count else { return nil }
    taken += 1
    return taken - 1
  }

  func put(_ output: Output, at index: Int) {
    condition.lock()
    ready[index] = output
    condition.broadcast()
    condition.unlock()
  }

  /// The next output in order, nil after the last; waits for it.
  func next() -> Output? {
    condition.lock()
    defer { condition.unlock() }
    guard consumed < count else { return nil }
    while ready[consumed] == nil { condition.wait() }
    let output = ready.removeValue(forKey: consumed)
    consumed += 1
    condition.broadcast()
    return output
  }

  func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    condition.unlock()
  }
}
