import Foundation
import TestSupport
import Testing

@testable import Casebook
@testable import CasebookMCP

@Suite("Server for agents")
struct ServerTests {
  private let space = Workspace()

  private func server() throws -> Server {
    for index in 0..<5 { try space.write("\(index).md", sampleCase("Name\(index)", revenue: "$\(index + 2) million")) }
    try space.ingest()
    return Server(folder: space.folder, version: "1")
  }

  private func ask(_ server: Server, _ method: String, _ parameters: JSONValue = .object([])) throws -> JSONValue {
    let request = JSONValue.object([
      .init("jsonrpc", .string("2.0")), .init("id", .integer(7)), .init("method", .string(method)),
      .init("params", parameters),
    ])
    let bytes = try #require(server.answer(to: Array(request.text.utf8)))
    #expect(bytes.last == 0x0A && !bytes.dropLast().contains(0x0A))
    let answer = try JSONValue(parsing: bytes)
    #expect(answer["jsonrpc"] == .string("2.0") && answer["id"] == .integer(7))
    return answer
  }

  private func call(_ server: Server, _ tool: String, _ arguments: [JSONValue.Member] = []) throws -> JSONValue {
    let answer = try ask(
      server, "tools/call", .object([.init("name", .string(tool)), .init("arguments", .object(arguments))]))
    return try #require(answer["result"])
  }

  private func code(_ answer: JSONValue) -> JSONValue? { answer["error"]?["code"] }

  @Test(
    "A client of the handshake's era agrees on its revision, or on the newest",
    arguments: [
      ("2025-06-18", "2025-06-18"), ("2024-11-05", "2024-11-05"), ("1999-01-01", "2025-11-25"),
      ("2026-07-28", "2025-11-25"),
    ])
  func handshake(_ wanted: String, _ agreed: String) throws {
    let answer = try ask(server(), "initialize", .object([.init("protocolVersion", .string(wanted))]))
    #expect(answer["result"]?["protocolVersion"] == .string(agreed))
    #expect(answer["result"]?["resultType"] == nil)
  }

  @Test("A stateless request has what its revision asks for; an unknown revision is told the known ones")
  func stateless() throws {
    let server = try server()
    func meta(_ version: String) -> JSONValue {
      .object([.init("_meta", .object([.init(ProtocolVersion.key, .string(version))]))])
    }
    for method in ["server/discover", "tools/list", "resources/list", "prompts/list"] {
      let result = try ask(server, method, meta("2026-07-28"))["result"]
      #expect(result?["resultType"] == .string("complete"))
      #expect(result?["ttlMs"] == .integer(0) && result?["cacheScope"] == .string("private"))
    }
    let refused = try ask(server, "tools/list", meta("2030-01-01"))
    #expect(code(refused) == .integer(-32022))
    #expect(refused["error"]?["data"]?["supported"] == JSONValue(ProtocolVersion.all))
    // There is no handshake in the newer era.
    #expect(code(try ask(server, "initialize", meta("2026-07-28"))) == .integer(-32601))
  }

  @Test("Tools are the declared questions, in a fixed order, and none takes what it does not declare")
  func tools() throws {
    let server = try server()
    let first = try ask(server, "tools/list")
    #expect(try ask(server, "tools/list") == first)
    guard case .array(let tools)? = first["result"]?["tools"] else { return #expect(Bool(false)) }
    #expect(tools.map { $0["name"] } == Question.all.map { .string($0.tool) })
    for tool in tools {
      #expect(tool["inputSchema"]?["additionalProperties"] == .bool(false))
      guard case .string(let name)? = tool["name"] else { continue }
      let result = try call(server, name, [.init("no_such_thing", .integer(1))])
      #expect(result["isError"] == .bool(true))
    }
  }

  @Test("An answer cites, has a text beside its structure, and says how many rows there are")
  func citations() throws {
    let result = try call(server(), "list_metrics", [.init("limit", .integer(2))])
    #expect(result["isError"] == .bool(false))
    let answer = try #require(result["structuredContent"])
    guard case .array(let items)? = answer["items"], case .integer(let total)? = answer["total"] else {
      return #expect(Bool(false))
    }
    #expect(items.count == 2 && total > 2)
    for item in items {
      #expect(item["file"] != nil && item["line"] != nil && item["start"] != nil && item["end"] != nil)
    }
    guard case .array(let notes)? = answer["notes"] else { return #expect(Bool(false)) }
    #expect(notes.contains(.string("2 of \(total) rows")))
  }

  @Test("What is not there is an empty answer with what would help, or an error that names what is near")
  func nothing() throws {
    let server = try server()
    let empty = try call(server, "search", [.init("query", .string("zyzzyvaxx"))])
    #expect(empty["isError"] == .bool(false) && empty["structuredContent"]?["total"] == .integer(0))
    #expect(empty["structuredContent"]?["notes"] != .array([]))
    let missing = try call(server, "get_record", [.init("id", .string("nobody at all"))])
    #expect(missing["isError"] == .bool(true))
    #expect(code(try ask(server, "tools/call", .object([.init("name", .string("serch"))]))) == .integer(-32602))
    #expect(code(try ask(server, "no/method")) == .integer(-32601))
    #expect(
      code(try ask(server, "resources/read", .object([.init("uri", .string("file:///etc/passwd"))])))
        == .integer(-32602))
  }

  @Test("Records are resources that can be read, names with signs of all kinds among them")
  func resources() throws {
    try space.write("größe & co 100%.md", sampleCase("Big"))
    let server = try server()
    guard case .array(let resources)? = try ask(server, "resources/list")["result"]?["resources"] else {
      return #expect(Bool(false))
    }
    #expect(resources.count >= 6)
    for resource in resources {
      let uri = try #require(resource["uri"])
      let read = try ask(server, "resources/read", .object([.init("uri", uri)]))
      guard case .array(let contents)? = read["result"]?["contents"], case .string(let text)? = contents.first?["text"]
      else {
        #expect(Bool(false), "\(uri)")
        continue
      }
      #expect(text.contains("Alliance"))
    }
  }

  @Test("What an ingestion changes is in the next answer; what it leaves alone is kept")
  func changes() throws {
    let server = try server()
    func found(_ name: String) throws -> JSONValue? {
      try call(server, "list_records", [.init("org", .string(name))])["structuredContent"]?["total"]
    }
    let before = try call(server, "list_metrics")
    #expect(try call(server, "list_metrics") == before)
    try space.write("new.md", sampleCase("Zebra"))
    try space.ingest()
    let after = try call(server, "list_metrics", [.init("query", .string("Zebra"))])
    #expect(after["structuredContent"]?["total"] != .integer(0))
    // Another index at the same place, of the same generation.
    try FileManager.default.removeItem(atPath: space.folder.path)
    for index in 0..<5 { try space.remove("\(index).md") }
    try space.ingest()
    let single = try call(server, "list_metrics", [.init("query", .string("Name1"))])
    #expect(single["structuredContent"]?["total"] == .integer(0))
  }

  @Test(
    "Notifications and responses have no answer; broken messages have one error",
    arguments: [
      ("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", nil),
      ("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}", nil), ("{", -32700), ("", -32700), ("[]", -32600), ("7", -32600),
      ("{\"id\":1}", -32600), ("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", -32600),
      ("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600),
      ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}", -32602),
      (
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search\",\"arguments\":[]}}",
        -32602
      ),
      ("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\",\"params\":{\"cursor\":\"-4\"}}", -32602),
    ] as [(String, Int?)])
  func broken(_ message: String, _ expected: Int?) throws {
    let answer = try server().answer(to: Array(message.utf8))
    guard let expected else { return #expect(answer == nil) }
    #expect(code(try JSONValue(parsing: answer ?? [])) == .integer(expected))
  }

  @Test("Bytes of any kind cost one line of JSON at most", arguments: 0..<30)
  func noise(seed: Int) throws {
    let server = try server()
    var generator = SeededGenerator(seed: UInt64(seed))
    let valid = Array(
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search\",\"arguments\":{\"query\":\"é\"}}}"
        .utf8)
    for _ in 0..<40 {
      var bytes = valid
      for _ in 0..<(1 + generator.next() % 4) {
        let place = Int(generator.next() % UInt64(bytes.count))
        switch generator.next() % 3 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: bytes[0..<place], at: place)
        }
      }
      guard let answer = server.answer(to: bytes) else { continue }
      #expect(answer.filter { $0 == 0x0A }.count == 1)
      #expect(throws: Never.self) { try JSONValue(parsing: answer) }
    }
    let deep = Array(String(repeating: "[", count: 100_000).utf8)
    #expect(code(try JSONValue(parsing: server.answer(to: deep) ?? [])) == .integer(-32700))
    let long = [UInt8](repeating: 0x20, count: Server.maximumMessage + 1)
    #expect(code(try JSONValue(parsing: server.answer(to: long) ?? [])) == .integer(-32600))
  }
}

@Suite("The program that serves agents")
struct AgentProgramTests {
  @Test("One line for each message, nothing else on standard output, and the end of the input ends it")
  func lines() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    #expect(try Program.run(["ingest", "docs"], in: space.path).status == 0)
    let input = """
      {"jsonrpc":"2.0","id":1,"method":"ping"}

      {"jsonrpc":"2.0","method":"notifications/initialized"}
      nonsense
      {"jsonrpc":"2.0","id":"b","method":"tools/call","params":{"name":"search","arguments":{"query":"trust"}}}
      """
    let outcome = try Program.run(["mcp"], in: space.path, input: input)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let lines = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    #expect(lines.map { $0["id"] } == [.integer(1), .null, .string("b")])
  }

  @Test("Without an index every call says so, and the server lives on")
  func noIndex() throws {
    let space = Workspace()
    let call =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"list_records\"}}\n"
    let outcome = try Program.run(["mcp"], in: space.path, input: call + call)
    let lines = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    #expect(lines.count == 2 && lines.allSatisfy { $0["result"]?["isError"] == .bool(true) })
  }
}
