/// What an index consists of at one moment. Putting another manifest in its place is what a commit is.
///
///     manifest := magic:u64 version:u32 zero:u32 generation:u64 schema payload:blob segment* checksum:u64
///     segment  := id:u64 documentCount:varint deletedCount:varint deletes:u64        after their count, a varint
///     deletes  := magic:u64 version:u32 zero:u32 segment:u64 word:u64{(documentCount + 63) / 64} checksum:u64
///
/// `deletes` in a segment's entry is the checksum of its file of deleted documents, which is also in the file's name, or 0.
struct Manifest: Equatable {
  static let fileName = "manifest"
  static let temporaryName = "manifest.new"
  static let magic: UInt64 = 0x0A_54_53_46_4E_41_4D_46  // "FMANFST\n"
  static let deletesMagic: UInt64 = 0x0A_53_54_45_4C_45_44_46  // "FDELETS\n"
  /// 1: the first.
  static let version = 1
  static let oldestVersion = 1
  /// The most segments an index may have; merging keeps it far below.
  static let maximumSegments = 100_000

  struct Segment: Equatable {
    var id: UInt64
    var documentCount: Int
    var deletedCount = 0
    var deletes: UInt64 = 0

    var fileName: String { "segment-" + Manifest.hexadecimal(id) }
    var deletesName: String { "deletes-" + Manifest.hexadecimal(deletes) }
  }

  var generation: UInt64 = 0
  var schema: Schema
  var payload: [UInt8] = []
  var segments: [Segment] = []

  /// The files the manifest speaks of.
  var files: Set<String> {
    var files: Set<String> = [Manifest.fileName, WriteLock.fileName]
    for segment in segments {
      files.insert(segment.fileName)
      if segment.deletes != 0 { files.insert(segment.deletesName) }
    }
    return files
  }

  static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  func encoded() -> [UInt8] {
    var writer = ByteWriter()
    writer.append64(Manifest.magic)
    writer.append32(UInt32(Manifest.version))
    writer.append32(0)
    writer.append64(generation)
    SchemaCodec.encode(schema, into: &writer)
    writer.appendBlob(payload)
    writer.appendVarint(segments.count)
    for segment in segments {
      writer.append64(segment.id)
      writer.appendVarint(segment.documentCount)
      writer.appendVarint(segment.deletedCount)
      writer.append64(segment.deletes)
    }
    writer.append64(Checksum.of(writer.bytes))
    return writer.bytes
  }

  init(schema: Schema) { self.schema = schema }

  init(_ bytes: UnsafeRawBufferPointer, file: String) throws {
    var reader = try unsafe Manifest.checked(bytes, magic: Manifest.magic, file: file, newest: Manifest.version)
    generation = try reader.fixed64()
    schema = try SchemaCodec.decode(&reader)
    payload = try reader.blob()
    let count = try reader.count(atMost: Manifest.maximumSegments)
    var documents = 0
    for _ in 0..<count {
      var segment = Segment(
        id: try reader.fixed64(), documentCount: try reader.count(atMost: SegmentFormat.maximumDocumentCount))
      segment.deletedCount = try reader.count(atMost: segment.documentCount)
      segment.deletes = try reader.fixed64()
      documents += segment.documentCount
      guard documents <= Int(UInt32.max) else { throw reader.corrupt("more documents than can be numbered") }
      segments.append(segment)
    }
    guard reader.remaining == 0 else { throw reader.corrupt("has bytes behind its end") }
  }

  /// Checks magic, checksum and version; gives a reader of what lies between.
  static func checked(_ bytes: UnsafeRawBufferPointer, magic: UInt64, file: String, newest: Int) throws -> ByteReader {
    func corrupt(_ message: String) -> FullTextError {
      .corrupt(file: file, section: "header", offset: 0, message: message)
    }
    guard bytes.count >= 24 else { throw corrupt("the file is too short") }
    let body = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 8)])
    let sum = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
    guard unsafe Checksum.of(body) == sum else { throw corrupt("checksum does not match") }
    var reader = unsafe ByteReader(body, file: file, section: "manifest")
    guard try reader.fixed64() == magic else { throw corrupt("not a file of an index") }
    let version = Int(try reader.fixed32())
    _ = try reader.fixed32()
    if version < oldestVersion { throw FullTextError.tooOld(file: file, found: version, oldest: oldestVersion) }
    if version > newest { throw FullTextError.tooNew(file: file, found: version, newest: newest) }
    return reader
  }

  static func read(_ directory: any IndexDirectory, name: String = Manifest.fileName) throws -> Manifest? {
    guard let file = try directory.map(name) else { return nil }
    return unsafe try file.withBytes { try unsafe Manifest($0, file: name) }
  }

  // MARK: - Deletes

  static func encodeDeletes(_ words: [UInt64], segment: UInt64) -> (bytes: [UInt8], id: UInt64) {
    var writer = ByteWriter()
    writer.append64(deletesMagic)
    writer.append32(UInt32(version))
    writer.append32(0)
    writer.append64(segment)
    for word in words { writer.append64(word) }
    let sum = Checksum.of(writer.bytes)
    writer.append64(sum)
    return (writer.bytes, sum)
  }

  static func readDeletes(_ directory: any IndexDirectory, _ segment: Segment) throws -> [UInt64]? {
    guard segment.deletes != 0 else { return nil }
    let name = segment.deletesName
    guard let file = try directory.map(name) else { throw MissingFile(name: name) }
    return try unsafe file.withBytes { bytes in
      var reader = try unsafe checked(bytes, magic: deletesMagic, file: name, newest: version)
      let count = (segment.documentCount + 63) / 64
      guard try reader.fixed64() == segment.id, reader.remaining == count * 8 else {
        throw reader.corrupt("belongs to another segment")
      }
      var words: [UInt64] = []
      for _ in 0..<count { words.append(try reader.fixed64()) }
      return words
    }
  }

  /// A file that a manifest speaks of is not there: either a commit has just removed it, or it was lost.
  struct MissingFile: Error {
    var name: String
    var error: FullTextError { .corrupt(file: name, section: "file", offset: 0, message: "the file is missing") }
  }
}
