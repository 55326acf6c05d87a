import FullText

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads documents from standard input into an index.
enum Indexing {
  static func run(folder: String, _ options: FullTextBench.Options) throws {
    // Feedback reads the texts again.
    let schema = Schema([
      .text("text", analyzer: options.analyzer, isStored: options.flags.contains("--store")), .stored("id"),
    ])
    let writer = try IndexWriter(
      path: folder, schema: schema, mode: .create,
      options: .init(memoryBudget: options.memory << 20, threads: options.threads))
    var lines = LineReader()
    while let line = lines.next() {
      let fields = JSONLine.fields(line, ["id", "text"])
      guard let id = fields[0], let text = fields[1] else { continue }
      var document = Document()
      document.add("id", .text(id))
      document.add("text", .text(text))
      try writer.add(document)
    }
    try writer.commit(optimize: true, reordering: options.flags.contains("--reorder"))
  }
}

/// Reads standard input line by line.
struct LineReader {
  private var buffer = [UInt8](repeating: 0, count: 1 << 20)
  private var start = 0
  private var end = 0

  /// The next line without its end, as a view that is good until the next call.
  mutating func next() -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      let found = buffer.withUnsafeBytes { bytes -> Int? in
        guard let base = bytes.baseAddress, let hit = memchr(base + searched, 0x0A, end - searched) else { return nil }
        return base.distance(to: UnsafeRawPointer(hit))
      }
      if let found {
        defer { start = found + 1 }
        return buffer[start..<found]
      }
      searched = end
      if start > 0 {
        buffer.withUnsafeMutableBytes { bytes in
          guard let base = bytes.baseAddress else { return }
          _ = memmove(base, base + start, end - start)
        }
        end -= start
        searched -= start
        start = 0
      }
      if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { read(0, $0 + end, bytes.count - end) } ?? 0
      }
      if count <= 0 {
        guard start < end else { return nil }
        defer { start = end }
        return buffer[start..<end]
      }
      end += count
    }
  }
}

/// Takes string members out of a JSON object on one line. It reads what it needs, not all of JSON.
enum JSONLine {
  static func fields(_ line: ArraySlice<UInt8>, _ names: [String]) -> [String?] {
    line.withUnsafeBufferPointer { bytes in
      var values: [String?] = names.map { _ in nil }
      var index = 0
      while let (name, afterName) = string(bytes, from: index) {
        index = afterName
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x3A { index += 1 }
        guard index < bytes.count else { break }
        if bytes[index] == 0x22 {
          guard let (value, end) = string(bytes, from: index) else { break }
          if let place = names.firstIndex(of: name) { values[place] = value }
          index = end
        } else {
          while index < bytes.count, bytes[index] != 0x2C { index += 1 }
        }
      }
      return values
    }
  }

  /// The next string literal from `start` and where it ends.
  private static func string(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (String, Int)? {
    guard let base = bytes.baseAddress, start < bytes.count else { return nil }
    guard let open = memchr(base + start, 0x22, bytes.count - start) else { return nil }
    let first = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(open)) + 1
    guard let close = memchr(base + first, 0x22, bytes.count - first) else { return nil }
    var end = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(close))
    let hasEscape = end > first && memchr(base + first, 0x5C, end - first) != nil
    if !hasEscape {
      return (String(decoding: UnsafeBufferPointer(rebasing: bytes[first..<end]), as: UTF8.self), end + 1)
    }
    var text: [UInt8] = []
    end = first
    while end < bytes.count, bytes[end] != 0x22 {
      guard bytes[end] == 0x5C, end + 1 < bytes.count else {
        text.append(bytes[end])
        end += 1
        continue
      }
      end += 2
      switch bytes[end - 1] {
      case 0x6E: text.append(0x0A)
      case 0x74: text.append(0x09)
      case 0x72: text.append(0x0D)
      case 0x62, 0x66: text.append(0x20)
      case 0x75:
        var value = hexadecimal(bytes, end)
        end += 4
        if value & 0xFC00 == 0xD800, end + 6 <= bytes.count, bytes[end] == 0x5C {
          value = 0x10000 + (value & 0x3FF) << 10 | hexadecimal(bytes, end + 2) & 0x3FF
          end += 6
        }
        text.append(contentsOf: String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
      default: text.append(bytes[end - 1])
      }
    }
    return (String(decoding: text, as: UTF8.self), end + 1)
  }

  private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32 {
    guard start + 4 <= bytes.count else { return 0xFFFD }
    return UInt32(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<(start + 4)]), as: UTF8.self), radix: 16)
      ?? 0xFFFD
  }
}
