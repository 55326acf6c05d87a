/// Work on several threads whose results come back in the order it was submitted: what is done with them does not depend on the number of threads.
///
/// Belongs to one thread, which submits and takes. With one thread the work is done where it is submitted.
final class OrderedPipeline<Input, Output> {
  /// How an input becomes an output; made anew for each thread's worth of state, so that it may own things that are not thread-safe.
  typealias Work = (Input) throws -> Output

  /// What crosses threads: an input until a worker has it, then its output. Guarded by the threads' lock.
  private final class Slot: @unchecked Sendable {
    var input: Input?
    var output: Result<Output, any Error>?
    init(_ input: Input) { self.input = input }
  }

  /// States not in use, each handed to one job at a time.
  private final class States: @unchecked Sendable {
    var free: [Work] = []
    let make: () -> Work
    init(_ make: @escaping () -> Work) { self.make = make }
  }

  private let threads: WorkerThreads?
  private let states: States
  private var slots: [Slot] = []
  /// How much may be submitted and not taken: more would only take memory.
  let capacity: Int

  /// - Parameters:
  ///   - threads: how many there are; 1 starts none.
  ///   - makeWork: makes what turns an input into an output. It is called for each thread that has something to do, on any of them.
  init(threads count: Int, makeWork: @escaping () -> Work) {
    threads = count > 1 ? WorkerThreads(count: count) : nil
    states = States(makeWork)
    capacity = count > 1 ? count + 2 : 1
  }

  deinit { threads?.close() }

  /// The number of inputs whose outputs were not taken.
  var count: Int { slots.count }
  var isFull: Bool { slots.count >= capacity }
  var isEmpty: Bool { slots.isEmpty }

  /// Starts the work on an input.
  func submit(_ input: Input) {
    let slot = Slot(input)
    slots.append(slot)
    let states = states
    guard let threads else {
      let work = states.free.popLast() ?? states.make()
      slot.output = Result { try work(input) }
      slot.input = nil
      states.free.append(work)
      return
    }
    threads.submit {
      var input: Input?
      var known: Work?
      threads.update {
        input = slot.input
        slot.input = nil
        known = states.free.popLast()
      }
      guard let input else { return }
      let work = known ?? states.make()
      let output = Result { try work(input) }
      threads.update {
        slot.output = output
        states.free.append(work)
      }
    }
  }

  /// Whether the output of the oldest input is there.
  var isReady: Bool {
    guard let slot = slots.first else { return false }
    var isReady = slot.output != nil
    threads?.update { isReady = slot.output != nil }
    return isReady
  }

  /// The output of the oldest input; waits for it. Call it only when something was submitted.
  func take() throws -> Output? {
    if slots.isEmpty { return nil }
    let slot = slots.removeFirst()
    threads?.wait { slot.output != nil }
    return try slot.output?.get()
  }

  /// Works through a sequence: `consume` gets each output in order. An error of either ends it.
  func run(_ inputs: some Sequence<Input>, consume: (Output) throws -> Void) throws {
    defer { slots.removeAll() }
    for input in inputs {
      while isFull, let output = try take() { try consume(output) }
      submit(input)
    }
    while let output = try take() { try consume(output) }
  }
}
