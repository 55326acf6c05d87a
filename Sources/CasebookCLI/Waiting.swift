import Foundation
import Synchronization

/// Says on a terminal that a question takes its time: nothing in the first second, then how long it has been, on a line that the
/// answer replaces. Nothing in a pipe.
enum Waiting {
  private struct State {
    /// Counts waits; a thread that counts the seconds of an earlier one ends.
    var turn = 0
    var isOn = false
    var seconds = 0
  }

  private static let state = Mutex(State())

  static func begin() {
    guard Terminal.isErrorTerminal, Environment["TERM"] != "dumb" else { return }
    let turn = state.withLock { state in
      state.turn += 1
      state.isOn = true
      state.seconds = 0
      return state.turn
    }
    Thread.detachNewThread {
      repeat { sleep(1) } while showsSecond(of: turn)
    }
  }

  /// Writes one second more; false when the wait is over.
  private static func showsSecond(of turn: Int) -> Bool {
    state.withLock { state in
      guard state.isOn, state.turn == turn else { return false }
      state.seconds += 1
      Terminal.write(Array("\rworking, \(state.seconds) s; Ctrl-C ends it\u{1B}[K".utf8), to: STDERR_FILENO)
      return true
    }
  }

  /// Takes the line away, before anything else is written. Complexity: a lock.
  static func end() {
    state.withLock { state in
      guard state.isOn else { return }
      state.isOn = false
      if state.seconds > 0 { Terminal.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
    }
  }
}
