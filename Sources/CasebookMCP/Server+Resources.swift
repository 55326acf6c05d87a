internal import Casebook

/// Documents and records as resources: what an agent can attach to a context as a whole.
extension Server {
  private static let recordScheme = "casebook://record/"
  /// Records on one page of a list.
  private static let pageSize = 100

  var resourceTemplates: [JSONValue.Member] {
    [
      .init(
        "resourceTemplates",
        .array([
          .object([
            .init("uriTemplate", .string(Self.recordScheme + "{+key}")), .init("name", .string("record")),
            .init("title", .string("A record or document, each statement with its line")),
            .init("mimeType", .string("text/markdown")),
          ])
        ]))
    ]
  }

  /// The records of the index, a page at a time; the cursor is the number of records before the page.
  func resources(_ parameters: JSONValue) throws -> [JSONValue.Member] {
    var start = 0
    switch parameters["cursor"] {
    case nil, .null?: break
    case .string(let text)?:
      guard let number = Int(text), number >= 0 else { throw ProtocolError(.invalidParams, "cursor: not one of ours") }
      start = number
    default: throw ProtocolError(.invalidParams, "cursor: expected a text")
    }
    let records: Answer
    do { records = try base().list(.records) } catch { throw ProtocolError(.internalError, "\(error)") }
    func cell(_ row: [Answer.Cell], _ name: String) -> String { records.column(name).map { row[$0].text } ?? "" }
    let page = records.items.dropFirst(start).prefix(Self.pageSize)
    var members: [JSONValue.Member] = [
      .init(
        "resources",
        .array(
          page.map { row in
            .object([
              .init("uri", .string(Self.recordScheme + Self.encoded(cell(row, "key")))),
              .init("name", .string(cell(row, "key"))), .init("title", .string(cell(row, "title"))),
              .init("description", .string("\(cell(row, "kind")), \(cell(row, "place"))")),
              .init("mimeType", .string("text/markdown")),
            ])
          }))
    ]
    if start + page.count < records.items.count {
      members.append(.init("nextCursor", .string(String(start + page.count))))
    }
    return members
  }

  func resource(_ parameters: JSONValue) throws -> [JSONValue.Member] {
    guard case .string(let uri)? = parameters["uri"] else {
      throw ProtocolError(.invalidParams, "uri: expected a text")
    }
    guard uri.hasPrefix(Self.recordScheme), let key = Self.decoded(String(uri.dropFirst(Self.recordScheme.count)))
    else {
      throw ProtocolError(.invalidParams, "no resource '\(uri)'", data: .object([.init("uri", .string(uri))]))
    }
    let answer: Answer
    do { answer = try base().show(key) } catch let error as CasebookError {
      throw ProtocolError(.invalidParams, "no resource '\(uri)': \(error)", data: .object([.init("uri", .string(uri))]))
    }
    return [
      .init(
        "contents",
        .array([
          .object([
            .init("uri", .string(uri)), .init("mimeType", .string("text/markdown")),
            .init("text", .string(Renderer(format: .md).render(answer))),
          ])
        ]))
    ]
  }

  /// Percent encoding of everything but letters, digits and `-._~/` (RFC 3986).
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// nil for a text whose percent signs lead to no bytes, or to none that are UTF-8.
  static func decoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25 {
        guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
          return nil
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
