import CMD4C

/// What md4c reports of a document, in order, as plain values.
///
/// The parser's callbacks only note events here; building blocks from them is another step, in Swift.
struct MarkdownEvent {
  enum Kind: UInt8 {
    case enterBlock, leaveBlock, enterSpan, leaveSpan, text
  }

  var kind: Kind
  /// `MD_BLOCKTYPE`, `MD_SPANTYPE` or `MD_TEXTTYPE`.
  var type: UInt8
  /// Level, alignment, tightness, task mark or fence, by type.
  var detail: UInt8
  /// Offset of a text in the input; -1 for one that the parser made up (a line break, the indentation of code).
  var offset: Int32
  /// Length of a text in bytes, index into the attributes, start number of a list, by type; -1 for none.
  var value: Int32

  /// Length of a text in bytes.
  var length: Int { Int(value) }
}

/// A destination or title, with references decoded.
struct MarkdownAttribute {
  var text: String
  var title: String
}

/// All events of one document.
struct MarkdownEvents {
  var events: [MarkdownEvent] = []
  var attributes: [MarkdownAttribute] = []
  /// The document made more work than any real one does; the rest is missing.
  var isTruncated = false

  /// Events that a document of this size may make. A real one has about one for ten bytes; `a*a*a*` has one for each;
  /// a table with as many columns as rows has as many as the square.
  static func eventLimit(ofBytes count: Int) -> Int { 10_000 + count * 4 }

  /// Bytes of destinations and titles that a document may make: a reference repeats those of its definition.
  static func attributeLimit(ofBytes count: Int) -> Int { 64 << 10 + count * 4 }

  /// Bytes that md4c may read behind the end of its input: it looks ahead without checking in places.
  static let padding = 64

  /// Parses `input`, which must have `padding` zero bytes behind its first `count`.
  init(parsing input: [UInt8], count: Int) {
    precondition(input.count >= count + Self.padding)
    guard count < Int(Int32.max) - Self.padding else {
      isTruncated = true
      return
    }
    var recorder = EventRecorder(
      eventLimit: Self.eventLimit(ofBytes: count), attributeLimit: Self.attributeLimit(ofBytes: count))
    recorder.events.reserveCapacity(count / 10 + 64)
    input.withUnsafeBytes { bytes in
      recorder.base = bytes.baseAddress
      recorder.count = count
      var parser = MD_PARSER()
      parser.flags = casebook_md4c_flags
      parser.enter_block = { type, detail, recorder in EventRecorder.at(recorder).pointee.enterBlock(type, detail) }
      parser.leave_block = { type, _, recorder in EventRecorder.at(recorder).pointee.leave(.leaveBlock, type.rawValue) }
      parser.enter_span = { type, detail, recorder in EventRecorder.at(recorder).pointee.enterSpan(type, detail) }
      parser.leave_span = { type, _, recorder in EventRecorder.at(recorder).pointee.leave(.leaveSpan, type.rawValue) }
      parser.text = { type, text, size, recorder in
        EventRecorder.at(recorder).pointee.text(type.rawValue, text, Int(size))
      }
      withUnsafeMutablePointer(to: &recorder) { pointer in
        let text = bytes.baseAddress?.assumingMemoryBound(to: MD_CHAR.self)
        _ = md_parse(text, MD_SIZE(count), &parser, pointer)
      }
    }
    events = recorder.events
    attributes = recorder.attributes
    isTruncated = recorder.isTruncated
  }

  /// Takes offsets back to an input without `insertions`.
  mutating func remove(_ insertions: [(offset: Int, count: Int)]) {
    if insertions.isEmpty { return }
    var next = 0
    var shift = 0
    // Texts come in the order of the input but for those of references, which have no offsets.
    func before(_ offset: Int) -> Int {
      while next < insertions.count, insertions[next].offset < offset {
        shift += insertions[next].count
        next += 1
      }
      while next > 0, insertions[next - 1].offset >= offset {
        next -= 1
        shift -= insertions[next].count
      }
      // Inside what was put in: its start.
      if next > 0 {
        let last = insertions[next - 1]
        return min(shift, shift - last.count + (offset - last.offset))
      }
      return shift
    }
    for index in events.indices where events[index].kind == .text && events[index].offset >= 0 {
      let start = Int(events[index].offset)
      let end = start + events[index].length
      let newStart = start - before(start)
      let newEnd = end - before(end)
      events[index].offset = Int32(truncatingIfNeeded: newStart)
      events[index].value = Int32(truncatingIfNeeded: max(0, newEnd - newStart))
    }
  }
}

/// The other end of md4c's callbacks. They get a pointer to it, so it must not move while the parser runs.
private struct EventRecorder {
  var events: [MarkdownEvent] = []
  var attributes: [MarkdownAttribute] = []
  var base: UnsafeRawPointer?
  var count = 0
  let eventLimit: Int
  var attributesLeft: Int
  var isTruncated = false

  init(eventLimit: Int, attributeLimit: Int) {
    self.eventLimit = eventLimit
    attributesLeft = attributeLimit
  }

  @inline(__always)
  static func at(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<EventRecorder> {
    // md4c hands back the pointer it was given, which is one to an EventRecorder.
    pointer!.assumingMemoryBound(to: EventRecorder.self)
  }

  /// - Returns: what the callback returns: other than zero to make the parser stop.
  @inline(__always)
  private mutating func record(_ event: MarkdownEvent) -> Int32 {
    if events.count >= eventLimit || attributesLeft < 0 {
      isTruncated = true
      return 1
    }
    events.append(event)
    return 0
  }

  private func offset(_ pointer: UnsafeRawPointer?) -> Int32 {
    guard let base, let pointer else { return -1 }
    let distance = pointer - base
    return distance >= 0 && distance < count ? Int32(truncatingIfNeeded: distance) : -1
  }

  mutating func enterBlock(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    var event = MarkdownEvent(
      kind: .enterBlock, type: UInt8(truncatingIfNeeded: type.rawValue), detail: 0, offset: -1, value: -1)
    if let detail {
      switch type {
      case MD_BLOCK_UL:
        event.detail = detail.load(as: MD_BLOCK_UL_DETAIL.self).is_tight != 0 ? 1 : 0
      case MD_BLOCK_OL:
        let list = detail.load(as: MD_BLOCK_OL_DETAIL.self)
        event.detail = list.is_tight != 0 ? 1 : 0
        event.value = Int32(truncatingIfNeeded: list.start)
      case MD_BLOCK_LI:
        let item = detail.load(as: MD_BLOCK_LI_DETAIL.self)
        if item.is_task != 0 { event.detail = UInt8(bitPattern: item.task_mark) }
      case MD_BLOCK_H:
        event.detail = UInt8(truncatingIfNeeded: detail.load(as: MD_BLOCK_H_DETAIL.self).level)
      case MD_BLOCK_CODE:
        let code = detail.load(as: MD_BLOCK_CODE_DETAIL.self)
        event.detail = UInt8(bitPattern: code.fence_char)
        if code.lang.size > 0 {
          event.value = Int32(truncatingIfNeeded: attributes.count)
          attributes.append(MarkdownAttribute(text: Self.string(code.lang), title: Self.string(code.info)))
        }
      case MD_BLOCK_TH, MD_BLOCK_TD:
        event.detail = UInt8(truncatingIfNeeded: detail.load(as: MD_BLOCK_TD_DETAIL.self).align.rawValue)
      default: break
      }
    }
    return record(event)
  }

  mutating func enterSpan(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    var event = MarkdownEvent(
      kind: .enterSpan, type: UInt8(truncatingIfNeeded: type.rawValue), detail: 0, offset: -1, value: -1)
    if let detail, type == MD_SPAN_A || type == MD_SPAN_IMG {
      // The details of links and images have the same shape: destination, title.
      let link = detail.load(as: MD_SPAN_A_DETAIL.self)
      event.value = Int32(truncatingIfNeeded: attributes.count)
      attributesLeft -= Int(link.href.size) + Int(link.title.size)
      attributes.append(MarkdownAttribute(text: Self.string(link.href), title: Self.string(link.title)))
    }
    return record(event)
  }

  mutating func leave(_ kind: MarkdownEvent.Kind, _ type: UInt32) -> Int32 {
    record(
      MarkdownEvent(
        kind: kind, type: UInt8(truncatingIfNeeded: type), detail: 0, offset: -1, value: -1))
  }

  mutating func text(_ type: UInt32, _ text: UnsafePointer<MD_CHAR>?, _ size: Int) -> Int32 {
    let offset = offset(UnsafeRawPointer(text))
    // Indentation and line ends of code are made up: keep which, as there is no place to read them from.
    var detail: UInt8 = 0
    if offset < 0, size > 0, let text { detail = UInt8(bitPattern: text[0]) }
    return record(
      MarkdownEvent(
        kind: .text, type: UInt8(truncatingIfNeeded: type), detail: detail, offset: offset,
        value: Int32(truncatingIfNeeded: size)))
  }

  /// An attribute with its character references decoded.
  private static func string(_ attribute: MD_ATTRIBUTE) -> String {
    guard attribute.size > 0, let text = attribute.text else { return "" }
    let raw = UnsafeRawBufferPointer(start: text, count: Int(attribute.size))
    guard let types = attribute.substr_types, let offsets = attribute.substr_offsets else {
      return String(decoding: raw, as: UTF8.self)
    }
    if types[0] == MD_TEXT_NORMAL, offsets[1] == attribute.size { return String(decoding: raw, as: UTF8.self) }
    var bytes: [UInt8] = []
    var index = 0
    while offsets[index] < attribute.size {
      let piece = raw[Int(offsets[index])..<Int(offsets[index + 1])]
      switch types[index] {
      case MD_TEXT_ENTITY: bytes.append(contentsOf: CharacterReference.decode(piece) ?? Array(piece))
      case MD_TEXT_NULLCHAR: bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(contentsOf: piece)
      }
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
