internal import Casebook

/// The revisions of the Model Context Protocol that are spoken (https://modelcontextprotocol.io/specification).
///
/// Up to 2025-11-25 a client begins with `initialize`; from 2026-07-28 on there is no state, and every request says its revision.
enum ProtocolVersion {
  /// Oldest first.
  static let withHandshake = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
  static let stateless = ["2026-07-28"]
  static var all: [String] { withHandshake + stateless }

  /// The member of `_meta` in which a stateless request says its revision.
  static let key = "io.modelcontextprotocol/protocolVersion"

  /// What a handshake agrees on: the client's revision where it is known, else the newest with a handshake.
  static func agreed(_ wanted: String?) -> String {
    wanted.flatMap { withHandshake.contains($0) ? $0 : nil } ?? withHandshake[withHandshake.count - 1]
  }

  /// The revision that a request names; nil for one of the handshake's era.
  ///
  /// - Throws: ``ProtocolError`` with the supported revisions for one that is not known.
  static func named(in parameters: JSONValue) throws(ProtocolError) -> String? {
    guard let value = parameters["_meta"]?[key] else { return nil }
    guard case .string(let version) = value, all.contains(version) else {
      throw ProtocolError(
        .unsupportedVersion, "unsupported protocol version",
        data: .object([.init("supported", JSONValue(all)), .init("requested", value)]))
    }
    return stateless.contains(version) ? version : nil
  }
}
