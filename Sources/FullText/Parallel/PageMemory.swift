#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Memory in whole pages for large short-lived tables. It goes back to the system when the object goes, where the heap of each thread would keep
/// what it once had.
@safe final class PageMemory {
  private var memory: UnsafeMutableRawBufferPointer?

  init() {}

  deinit { release() }

  private func release() {
    if let memory = unsafe memory { unsafe munmap(memory.baseAddress, memory.count) }
    unsafe memory = nil
  }

  /// Lends memory for `count` elements, all of which the caller sets before it reads them.
  func withElements<Element: BitwiseCopyable, Result>(
    of type: Element.Type, count: Int, _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    let size = max(1, count) * MemoryLayout<Element>.stride
    if unsafe (memory?.count ?? 0) < size {
      release()
      #if canImport(Glibc)
      let flags = MAP_PRIVATE | MAP_ANONYMOUS
      #else
      let flags = MAP_PRIVATE | MAP_ANON
      #endif
      let start = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0)
      if unsafe start != MAP_FAILED, let start = unsafe start {
        unsafe memory = unsafe UnsafeMutableRawBufferPointer(start: start, count: size)
      }
    }
    return try withExtendedLifetime(self) {
      if let memory = unsafe memory {
        let elements = unsafe memory.bindMemory(to: Element.self)
        return try unsafe body(UnsafeMutableBufferPointer(rebasing: elements[..<count]))
      }
      // The system gave no pages: the heap may have some.
      return try unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: count) { try unsafe body($0) }
    }
  }
}
