/// A schema as bytes:
///
///     schema := count:varint (name:string isStored:u8 kind:u8 [analyzer:string weight:u32 positions:u8]){count}
enum SchemaCodec {
  static func encode(_ schema: Schema, into writer: inout ByteWriter) {
    writer.appendVarint(schema.fields.count)
    for field in schema.fields {
      writer.appendString(field.name)
      writer.append(field.isStored ? 1 : 0)
      switch field.kind {
      case .text(let analyzer, let weight, let positions):
        writer.append(0)
        writer.appendString(analyzer.rawValue)
        writer.append32(weight.bitPattern)
        writer.append(positions ? 1 : 0)
      case .keyword: writer.append(1)
      case .integer: writer.append(2)
      case .float: writer.append(3)
      case .date: writer.append(4)
      case .storedOnly: writer.append(5)
      }
    }
  }

  static func decode(_ reader: inout ByteReader) throws(FullTextError) -> Schema {
    let count = try reader.count(atMost: Schema.maximumFieldCount + 1)
    var fields: [Field] = []
    for _ in 0..<count {
      let name = try reader.string()
      let isStored = try reader.byte() == 1
      let kind: Field.Kind
      switch try reader.byte() {
      case 0:
        let analyzer = AnalyzerName(rawValue: try reader.string())
        let weight = Float(bitPattern: try reader.fixed32())
        kind = .text(analyzer: analyzer, weight: weight, positions: try reader.byte() == 1)
      case 1: kind = .keyword
      case 2: kind = .integer
      case 3: kind = .float
      case 4: kind = .date
      case 5: kind = .storedOnly
      default: throw reader.corrupt("a field of an unknown kind")
      }
      fields.append(Field(name: name, kind: kind, isStored: isStored))
    }
    return Schema(fields)
  }
}
