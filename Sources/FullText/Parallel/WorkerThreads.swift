#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Threads that take jobs from one queue, first come first served. They end when the object goes.
///
/// Threads of the system rather than tasks: a writer is called synchronously, and waiting for tasks would block threads that they run on.
///
/// `@unchecked Sendable`: everything that changes is guarded by the mutex.
@safe final class WorkerThreads: @unchecked Sendable {
  typealias Job = @Sendable () -> Void

  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var jobs: [Job] = []
  private var nextJob = 0
  private var isClosing = false
  private var runningCount = 0

  /// Starts the threads. When the system gives fewer than asked for, those have to do; with none, jobs run where they are submitted.
  init(count: Int) {
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
    for _ in 0..<count where start() { runningCount += 1 }
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  private func start() -> Bool {
    let owner = unsafe Unmanaged.passRetained(self)
    #if canImport(Glibc)
    var thread = pthread_t()
    #else
    var thread: pthread_t?
    #endif
    let result = unsafe pthread_create(&thread, nil, workerMain, owner.toOpaque())
    guard result == 0 else {
      unsafe owner.release()
      return false
    }
    #if canImport(Glibc)
    pthread_detach(thread)
    #else
    if let thread = unsafe thread { unsafe pthread_detach(thread) }
    #endif
    return true
  }

  /// Adds a job. It runs on one of the threads, after those before it were started.
  func submit(_ job: @escaping Job) {
    if runningCount == 0 { return job() }
    lock()
    jobs.append(job)
    signal()
    unlock()
  }

  /// Lets the threads end when the queue is empty. They hold on to the object until then.
  func close() {
    lock()
    isClosing = true
    signal()
    unlock()
  }

  /// Waits until `isDone`, which is called under the lock, says so.
  func wait(until isDone: () -> Bool) {
    lock()
    while !isDone() { unsafe pthread_cond_wait(changed, mutex) }
    unlock()
  }

  /// Runs `change` under the lock and wakes who waits.
  func update(_ change: () -> Void) {
    lock()
    change()
    signal()
    unlock()
  }

  fileprivate func run() {
    while true {
      lock()
      while nextJob == jobs.count, !isClosing { unsafe pthread_cond_wait(changed, mutex) }
      guard nextJob < jobs.count else {
        unlock()
        return
      }
      let job = jobs[nextJob]
      nextJob += 1
      if nextJob == jobs.count || nextJob > 64 {
        jobs.removeFirst(nextJob)
        nextJob = 0
      }
      unlock()
      job()
    }
  }

  private func lock() { unsafe pthread_mutex_lock(mutex) }
  private func unlock() { unsafe pthread_mutex_unlock(mutex) }
  private func signal() { unsafe pthread_cond_broadcast(changed) }
}

#if canImport(Glibc)
private func workerMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let argument = unsafe argument {
    unsafe Unmanaged<WorkerThreads>.fromOpaque(argument).takeRetainedValue().run()
  }
  return nil
}
#else
private func workerMain(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
  unsafe Unmanaged<WorkerThreads>.fromOpaque(argument).takeRetainedValue().run()
  return nil
}
#endif
