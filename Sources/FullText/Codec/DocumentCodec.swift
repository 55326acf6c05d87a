/// The stored fields of one document as bytes:
///
///     document := count:varint (fieldNumber:varint tag:u8 value){count}
///     value    := text:string | integer:u64 | float:u64 | date:u64 | bytes:blob      by tag 0 ... 4
enum DocumentCodec {
  /// Appends the stored fields. `number` gives a field's place in the schema, or nil to leave it out.
  static func encode(_ document: Document, into writer: inout ByteWriter, number: (String) -> Int?) {
    let kept = document.values.compactMap { field, value in number(field).map { ($0, value) } }
    writer.appendVarint(kept.count)
    for (field, value) in kept {
      writer.appendVarint(field)
      switch value {
      case .text(let text):
        writer.append(0)
        writer.appendString(text)
      case .integer(let number):
        writer.append(1)
        writer.append64(UInt64(bitPattern: number))
      case .float(let number):
        writer.append(2)
        writer.append64(number.bitPattern)
      case .date(let seconds):
        writer.append(3)
        writer.append64(UInt64(bitPattern: seconds))
      case .bytes(let bytes):
        writer.append(4)
        writer.appendBlob(bytes)
      }
    }
  }

  static func decode(_ reader: inout ByteReader, fields: [Field]) throws(FullTextError) -> Document {
    var document = Document()
    let count = try reader.count(atMost: reader.remaining)
    for _ in 0..<count {
      let field = try reader.count()
      guard field < fields.count else { throw reader.corrupt("field \(field) of \(fields.count)") }
      let value: Value
      switch try reader.byte() {
      case 0: value = .text(try reader.string())
      case 1: value = .integer(Int64(bitPattern: try reader.fixed64()))
      case 2: value = .float(Double(bitPattern: try reader.fixed64()))
      case 3: value = .date(Int64(bitPattern: try reader.fixed64()))
      case 4: value = .bytes(try reader.blob())
      default: throw reader.corrupt("a value of an unknown kind")
      }
      document.add(fields[field].name, value)
    }
    return document
  }
}
