internal import Synchronization

/// A segment's file, mapped, and the check of its pages.
///
/// Opening reads the header, the table and the tail. A page of the rest is compared with its checksum when it is first used, so opening
/// costs the same whatever the size, and nothing is answered from a page that changed on disk.
///
/// `@unchecked Sendable`: the mapping is read-only and the marks of verified pages are atomic.
@safe final class SegmentFile: @unchecked Sendable {
  let name: String
  let base: UnsafeRawPointer
  /// The checksum of the table, which holds those of all pages: it tells segments apart.
  let id: UInt64
  let sections: [SegmentSection]
  let bodyEnd: Int
  private let mapping: MappedFile
  private let sums: Int
  private let marks: UnsafeMutablePointer<Atomic<UInt64>>
  private let markCount: Int

  init(_ mapping: MappedFile) throws {
    self.mapping = mapping
    name = mapping.name
    let bytes = unsafe mapping.bytes
    var reader = unsafe ByteReader(bytes, file: mapping.name, section: "header")
    guard bytes.count >= SegmentFormat.headerSize + SegmentFormat.tailSize, let start = bytes.baseAddress else {
      throw reader.corrupt("the file is too short")
    }
    unsafe base = unsafe start
    guard try reader.fixed64() == SegmentFormat.magic else {
      throw FullTextError.corrupt(file: mapping.name, section: "header", offset: 0, message: "not a segment")
    }
    let version = Int(try reader.fixed32())
    // A version counts only when the header is whole: else a damaged byte would look like another version.
    _ = try reader.fixed32()
    _ = try reader.fixed64()
    let headerSum = try reader.fixed64()
    guard unsafe headerSum == Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<(SegmentFormat.headerSize - 8)]))
    else {
      throw FullTextError.corrupt(file: mapping.name, section: "header", offset: 0, message: "checksum does not match")
    }
    if version < SegmentFormat.oldestVersion {
      throw FullTextError.tooOld(file: mapping.name, found: version, oldest: SegmentFormat.oldestVersion)
    }
    if version > SegmentFormat.version {
      throw FullTextError.tooNew(file: mapping.name, found: version, newest: SegmentFormat.version)
    }
    var tail = unsafe ByteReader(
      bytes, offset: bytes.count - SegmentFormat.tailSize, file: mapping.name, section: "tail")
    let tableOffset = try tail.fixed64()
    let tableSum = try tail.fixed64()
    let length = try tail.fixed64()
    guard try tail.fixed64() == SegmentFormat.magic, length == UInt64(bytes.count) else {
      throw tail.corrupt("the file is cut or too long")
    }
    let tableEnd = bytes.count - SegmentFormat.tailSize
    guard tableOffset <= UInt64(tableEnd), tableOffset >= UInt64(SegmentFormat.headerSize) else {
      throw tail.corrupt("no table")
    }
    let table = Int(tableOffset)
    guard unsafe Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[table..<tableEnd])) == tableSum else {
      throw FullTextError.corrupt(
        file: mapping.name, section: "table", offset: table, message: "checksum does not match")
    }
    bodyEnd = table
    id = tableSum
    let pages = (table + SegmentFormat.pageSize - 1) / SegmentFormat.pageSize
    sums = table
    reader = unsafe ByteReader(
      UnsafeRawBufferPointer(rebasing: bytes[..<tableEnd]), offset: table, file: mapping.name, section: "table")
    try reader.skip(pages * 8)
    let count = try reader.count(atMost: 100_000)
    var sections: [SegmentSection] = []
    for _ in 0..<count {
      let kind = try reader.byte()
      let field = try reader.count()
      let offset = try reader.count(atMost: table)
      let size = try reader.count(atMost: table - offset)
      guard let kind = SegmentSection.Kind(rawValue: kind) else { throw reader.corrupt("a section of an unknown kind") }
      sections.append(SegmentSection(kind: kind, field: field, range: offset..<(offset + size)))
    }
    self.sections = sections
    markCount = (pages + 63) / 64
    unsafe marks = .allocate(capacity: max(1, markCount))
    for index in 0..<markCount { unsafe (marks + index).initialize(to: Atomic(0)) }
  }

  deinit {
    unsafe marks.deinitialize(count: markCount)
    unsafe marks.deallocate()
  }

  var size: Int { unsafe mapping.bytes.count }

  func section(_ kind: SegmentSection.Kind, field: Int = 0) -> Range<Int>? {
    sections.first { $0.kind == kind && $0.field == field }?.range
  }

  func reader(_ range: Range<Int>, _ section: String) throws -> ByteReader {
    guard range.lowerBound >= 0, range.upperBound <= bodyEnd else {
      throw FullTextError.corrupt(
        file: name, section: section, offset: range.lowerBound, message: "lies outside of the file")
    }
    return unsafe ByteReader(
      UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count), file: name, section: section,
      fileOffset: range.lowerBound)
  }

  /// Compares the pages of a range with their checksums, once. Throws when one does not match or the range is outside of the body.
  @inline(__always)
  func verify(_ range: Range<Int>) throws {
    if range.isEmpty { return }
    guard range.lowerBound >= 0, range.upperBound <= bodyEnd else {
      throw FullTextError.corrupt(
        file: name, section: "pages", offset: range.lowerBound, message: "lies outside of the file")
    }
    let first = range.lowerBound / SegmentFormat.pageSize
    let last = (range.upperBound - 1) / SegmentFormat.pageSize
    var page = first
    while page <= last {
      let word = page >> 6
      let end = min(last, (word << 6) + 63)
      let mask = (UInt64.max << UInt64(page & 63)) & (UInt64.max >> UInt64(63 - (end & 63)))
      let missing = unsafe mask & ~marks[word].load(ordering: .acquiring)
      if missing != 0 { try verifyPages(word: word, missing: missing) }
      page = end + 1
    }
  }

  @inline(never)
  private func verifyPages(word: Int, missing: UInt64) throws {
    var rest = missing
    while rest != 0 {
      let page = word << 6 + rest.trailingZeroBitCount
      let start = page * SegmentFormat.pageSize
      let end = min(bodyEnd, start + SegmentFormat.pageSize)
      let expected = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: sums + page * 8, as: UInt64.self))
      guard unsafe Checksum.of(UnsafeRawBufferPointer(start: base + start, count: end - start)) == expected else {
        throw FullTextError.corrupt(
          file: name, section: "page \(page)", offset: start, message: "checksum does not match")
      }
      unsafe marks[word].bitwiseOr(rest & (~rest &+ 1), ordering: .releasing)
      rest &= rest - 1
    }
  }

  /// Gives the memory of a part back to the system; see ``MappedFile/discard(_:)``.
  func discard(_ range: Range<Int>) { mapping.discard(range) }

  /// Compares every page with its checksum.
  func verifyAll() throws { try verify(0..<bodyEnd) }
}

/// Writes a segment's file from its start to its end.
final class SegmentFileWriter {
  private let output: any OutputFile
  private var page: [UInt8] = []
  private var sums: [UInt64] = []
  private var sections: [SegmentSection] = []
  private(set) var offset = 0

  init(_ output: any OutputFile) throws {
    self.output = output
    page.reserveCapacity(SegmentFormat.pageSize)
    var header = ByteWriter()
    header.append64(SegmentFormat.magic)
    header.append32(UInt32(SegmentFormat.version))
    header.append32(0)
    header.append64(0)
    header.append64(Checksum.of(header.bytes))
    try write(header.bytes)
  }

  func write(_ bytes: [UInt8]) throws { try unsafe bytes.withUnsafeBytes { try unsafe write($0) } }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = unsafe bytes
    offset += bytes.count
    while rest.count > 0 {
      let count = min(rest.count, SegmentFormat.pageSize - page.count)
      unsafe page.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[..<count]))
      unsafe rest = unsafe UnsafeRawBufferPointer(rebasing: rest[count...])
      if page.count == SegmentFormat.pageSize { try flushPage() }
    }
  }

  private func flushPage() throws {
    sums.append(Checksum.of(page))
    try output.write(page)
    page.removeAll(keepingCapacity: true)
  }

  /// Notes that what was written from `start` up to here is a section.
  func endSection(_ kind: SegmentSection.Kind, field: Int = 0, from start: Int) throws {
    sections.append(SegmentSection(kind: kind, field: field, range: start..<offset))
    let padding = (8 - offset % 8) % 8
    if padding > 0 { try write([UInt8](repeating: 0, count: padding)) }
  }

  func section(_ kind: SegmentSection.Kind, field: Int = 0, _ bytes: [UInt8]) throws {
    let start = offset
    try write(bytes)
    try endSection(kind, field: field, from: start)
  }

  /// Writes the table and the tail, makes the file durable, and returns the segment's id.
  func finish() throws -> UInt64 {
    // So that the kernels that load eight bytes at a time never leave the body.
    try write([UInt8](repeating: 0, count: PackedRun.readAhead))
    if !page.isEmpty { try flushPage() }
    var table = ByteWriter()
    for sum in sums { table.append64(sum) }
    table.appendVarint(sections.count)
    for section in sections {
      table.append(section.kind.rawValue)
      table.appendVarint(section.field)
      table.appendVarint(section.range.lowerBound)
      table.appendVarint(section.range.count)
    }
    var tail = ByteWriter()
    tail.append64(UInt64(offset))
    let id = Checksum.of(table.bytes)
    tail.append64(id)
    tail.append64(UInt64(offset + table.count + SegmentFormat.tailSize))
    tail.append64(SegmentFormat.magic)
    try output.write(table.bytes)
    try output.write(tail.bytes)
    try output.sync()
    try output.close()
    return id
  }
}
