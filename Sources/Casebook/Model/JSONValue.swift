/// A JSON value whose objects keep the order of their members, so that the same answer is the same bytes.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A member of an object.
  public struct Member: Sendable, Hashable {
    /// Unique in its object.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// A member of this name and value.
    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// An array of strings.
  public init(_ strings: [String]) { self = .array(strings.map { .string($0) }) }
  /// An array of strings and nulls.
  public init(_ strings: [String?]) { self = .array(strings.map { $0.map { .string($0) } ?? .null }) }
  /// An array of integers.
  public init(_ integers: [Int]) { self = .array(integers.map { .integer($0) }) }
  /// Rows of strings.
  public init(_ grid: [[String]]) { self = .array(grid.map { JSONValue($0) }) }
  /// A string, or null.
  public init(_ string: String?) { self = string.map { .string($0) } ?? .null }
  /// A number, or null.
  public init(_ number: Double?) { self = number.map { .number($0) } ?? .null }
  /// An integer, or null.
  public init(_ integer: Int?) { self = integer.map { .integer($0) } ?? .null }

  /// Without white space. Numbers that are whole are written without a fraction; those JSON cannot say become null.
  public var text: String {
    var output = ""
    write(to: &output)
    return output
  }

  /// Appends the value without white space.
  public func write(to output: inout String) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value): output += Self.text(of: value)
    case .string(let value): Self.write(value, to: &output)
    case .array(let values):
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += "," }
        value.write(to: &output)
      }
      output += "]"
    case .object(let members):
      output += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { output += "," }
        Self.write(member.name, to: &output)
        output += ":"
        member.value.write(to: &output)
      }
      output += "}"
    }
  }

  /// A number as JSON writes it: 4500000000, 0.125, 1e+30.
  public static func text(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    if value.rounded() == value, abs(value) < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  private static func write(_ string: String, to output: inout String) {
    output += "\""
    // Most strings need no escape and are taken as they are.
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      output += string
      output += "\""
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case let control where control.value < 0x20:
        let digits = String(control.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
