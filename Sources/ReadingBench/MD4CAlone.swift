import CMD4C

/// md4c with callbacks that only count: the floor under every reader built on it.
enum MD4CAlone {
  static func events(in bytes: [UInt8]) -> Int {
    var parser = MD_PARSER()
    parser.flags = casebook_md4c_flags
    parser.enter_block = { _, _, counter in count(counter) }
    parser.leave_block = { _, _, counter in count(counter) }
    parser.enter_span = { _, _, counter in count(counter) }
    parser.leave_span = { _, _, counter in count(counter) }
    parser.text = { _, _, _, counter in count(counter) }
    var events = 0
    bytes.withUnsafeBytes { buffer in
      withUnsafeMutablePointer(to: &events) { counter in
        _ = md_parse(
          buffer.baseAddress?.assumingMemoryBound(to: MD_CHAR.self), MD_SIZE(buffer.count), &parser, counter)
      }
    }
    return events
  }
}

/// At file scope: a C function pointer captures nothing, not even a type.
private func count(_ counter: UnsafeMutableRawPointer?) -> Int32 {
  counter?.assumingMemoryBound(to: Int.self).pointee += 1
  return 0
}
