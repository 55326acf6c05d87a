internal import Casebook

/// An error of JSON-RPC 2.0 (https://www.jsonrpc.org/specification) or of the Model Context Protocol.
struct ProtocolError: Error {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case internalError = -32603
    case unsupportedVersion = -32022
  }

  var code: Code
  var message: String
  var data: JSONValue?

  init(_ code: Code, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  var value: JSONValue {
    var members: [JSONValue.Member] = [.init("code", .integer(code.rawValue)), .init("message", .string(message))]
    if let data { members.append(.init("data", data)) }
    return .object(members)
  }
}
