/// Appends numbers to bytes: little-endian, and variable-length integers of seven bits a byte, the lowest first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init() {}

  var count: Int { bytes.count }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func append(_ other: [UInt8]) { bytes.append(contentsOf: other) }
  mutating func append(_ other: UnsafeRawBufferPointer) { unsafe bytes.append(contentsOf: other) }

  mutating func append16(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  mutating func append32(_ value: UInt32) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append64(_ value: UInt64) {
    unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  @inline(__always)
  mutating func appendVarint(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  mutating func appendVarint(_ value: Int) { appendVarint(UInt64(value)) }

  mutating func appendString(_ text: String) {
    appendVarint(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func appendBlob(_ blob: [UInt8]) {
    appendVarint(blob.count)
    bytes.append(contentsOf: blob)
  }

  mutating func pad(to alignment: Int) {
    while bytes.count % alignment != 0 { bytes.append(0) }
  }
}

/// Reads bytes that may be anything: every read is checked and throws ``FullTextError/corrupt(file:section:offset:message:)``.
///
/// The bytes have to outlive the reader.
@safe struct ByteReader {
  private let base: UnsafeRawBufferPointer
  private(set) var offset: Int
  private let file: String
  private let section: String
  /// Where `base` starts in the file, for messages.
  private let fileOffset: Int

  init(_ base: UnsafeRawBufferPointer, offset: Int = 0, file: String, section: String, fileOffset: Int = 0) {
    unsafe self.base = unsafe base
    self.offset = offset
    self.file = file
    self.section = section
    self.fileOffset = fileOffset
  }

  var remaining: Int { unsafe base.count - offset }

  func corrupt(_ message: String) -> FullTextError {
    .corrupt(file: file, section: section, offset: fileOffset + offset, message: message)
  }

  mutating func byte() throws(FullTextError) -> UInt8 {
    guard unsafe offset < base.count else { throw corrupt("ends too early") }
    defer { offset += 1 }
    return unsafe base[offset]
  }

  mutating func fixed16() throws(FullTextError) -> UInt16 { try load(UInt16.self).littleEndian }
  mutating func fixed32() throws(FullTextError) -> UInt32 { try load(UInt32.self).littleEndian }
  mutating func fixed64() throws(FullTextError) -> UInt64 { try load(UInt64.self).littleEndian }

  private mutating func load<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) throws(FullTextError) -> T {
    guard unsafe base.count - offset >= MemoryLayout<T>.size else { throw corrupt("ends too early") }
    defer { offset += MemoryLayout<T>.size }
    return unsafe base.loadUnaligned(fromByteOffset: offset, as: T.self)
  }

  mutating func varint() throws(FullTextError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = try byte()
      if shift == 63, byte > 1 { throw corrupt("a number does not fit 64 bits") }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 63 { throw corrupt("a number does not fit 64 bits") }
    }
  }

  /// A variable-length integer that counts or measures something, at most `limit`.
  mutating func count(atMost limit: Int = Int(Int32.max)) throws(FullTextError) -> Int {
    let value = try varint()
    guard value <= UInt64(limit) else { throw corrupt("\(value) is more than the \(limit) there can be") }
    return Int(value)
  }

  mutating func blob() throws(FullTextError) -> [UInt8] {
    let count = try count(atMost: remaining)
    guard count <= remaining else { throw corrupt("ends too early") }
    defer { offset += count }
    return unsafe Array(UnsafeRawBufferPointer(rebasing: base[offset..<(offset + count)]))
  }

  mutating func string() throws(FullTextError) -> String {
    let start = offset
    guard let text = String(validating: try blob(), as: UTF8.self) else {
      throw .corrupt(file: file, section: section, offset: fileOffset + start, message: "text is not UTF-8")
    }
    return text
  }

  mutating func skip(_ count: Int) throws(FullTextError) {
    guard count >= 0, count <= remaining else { throw corrupt("ends too early") }
    offset += count
  }
}
