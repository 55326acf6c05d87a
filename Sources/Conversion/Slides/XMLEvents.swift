internal import CXML2

/// Reads XML through libxml2 as a list of events, with the names that the caller knows.
struct XMLEvents {
  enum Event {
    case start(tag: Int, attributes: [Int: String])
    case end(tag: Int)
    case text(String)
  }

  private let tags: [String]
  private let attributes: [String]

  /// Names get their places in these lists; others get -1.
  init(tags: [String], attributes: [String]) {
    self.tags = tags
    self.attributes = attributes
  }

  /// - Throws: where the bytes are no XML from their first element on, or libxml2 is not there.
  func events(of bytes: [UInt8]) throws(ConversionFailure) -> [Event] {
    // The parser is told the encoding by a mark, and bytes of zero end nothing.
    let source: [UInt8] = [0xEF, 0xBB, 0xBF] + bytes.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }.filter { $0 != 0 }
    let limits = cxml2_limits(
      max_depth: 256, max_records: 2_000_000, max_attribute_bytes: 4096, max_work: 10_000_000)
    guard let tagNames = vocabulary(tags), let attributeNames = vocabulary(attributes) else {
      throw .unfit("needs more memory")
    }
    defer {
      cxml2_vocabulary_free(tagNames)
      cxml2_vocabulary_free(attributeNames)
    }
    var record = cxml2_parse_xml(source, source.count, tagNames, attributeNames, limits)
    defer { cxml2_record_free(&record) }
    switch record.status {
    case CXML2_OK: break
    case CXML2_MISSING, CXML2_UNSUPPORTED:
      throw .unfit("needs libxml2: install it (Debian and Ubuntu: apt install libxml2)")
    default: throw .unfit("has a part that is too large or nested too deep")
    }
    guard record.event_count > 0 else { throw .unfit("has a part that is no XML") }
    func text(_ start: UInt32, _ count: UInt32) -> String {
      guard let base = record.text, Int(start) + Int(count) <= record.text_count else { return "" }
      return String(decoding: UnsafeBufferPointer(start: base + Int(start), count: Int(count)), as: UTF8.self)
    }
    return (0..<record.event_count).map { index in
      let event = record.events[index]
      if event.kind == UInt8(CXML2_TEXT.rawValue) { return .text(text(event.text_start, event.text_count)) }
      if event.kind == UInt8(CXML2_END.rawValue) { return .end(tag: Int(event.tag) - 1) }
      var values: [Int: String] = [:]
      for place in Int(event.first)..<(Int(event.first) + Int(event.count)) where place < record.attribute_count {
        let attribute = record.attributes[place]
        values[Int(attribute.name) - 1] = text(attribute.value_start, attribute.value_count)
      }
      return .start(tag: Int(event.tag) - 1, attributes: values)
    }
  }

  private func vocabulary(_ names: [String]) -> OpaquePointer? {
    var pointers: [UnsafePointer<CChar>?] = []
    let bytes = names.map { Array($0.utf8CString) }
    func withPointers(_ index: Int) -> OpaquePointer? {
      if index == bytes.count { return cxml2_vocabulary_create(pointers, pointers.count) }
      return bytes[index].withUnsafeBufferPointer { buffer in
        pointers.append(buffer.baseAddress)
        return withPointers(index + 1)
      }
    }
    return withPointers(0)
  }
}
