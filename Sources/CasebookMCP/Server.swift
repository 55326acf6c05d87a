package import Casebook
internal import Words

/// Answers an agent's messages from an index: one JSON-RPC message in, at most one out.
///
/// Tools, their parameters and their schemas are the declarations of ``Question/all``; nothing is declared here a second time. The server
/// only reads. Every answer is of one generation, and the next message sees what was ingested meanwhile.
package final class Server {
  /// Rows of an answer where a call names no limit: what fits into a context.
  static let defaultLimit = 20
  /// The largest message that is read, in bytes.
  package static let maximumMessage = 4 << 20

  private let folder: IndexFolder
  private let themeLexicons: [LexiconSource]
  private let version: String
  /// Kept from call to call, so that a question need not open the index again.
  private var knowledge: KnowledgeBase?

  /// - Parameter version: of the program, told to clients.
  package init(folder: IndexFolder, themeLexicons: [LexiconSource] = [], version: String) {
    self.folder = folder
    self.themeLexicons = themeLexicons
    self.version = version
  }

  func base() throws -> KnowledgeBase {
    if let knowledge { return knowledge }
    let made = try KnowledgeBase(folder: folder, themeLexicons: themeLexicons, keepsCorpus: true)
    knowledge = made
    return made
  }

  /// The answer to a message; nil for a notification, and for a response, which nobody asked for.
  package func answer(to message: [UInt8]) -> [UInt8]? {
    guard message.count <= Self.maximumMessage else {
      return Self.failure(.null, ProtocolError(.invalidRequest, "a message has at most \(Self.maximumMessage) bytes"))
    }
    guard let value = try? JSONValue(parsing: message) else {
      return Self.failure(.null, ProtocolError(.parseError, "not JSON"))
    }
    guard case .object = value else {
      return Self.failure(.null, ProtocolError(.invalidRequest, "a message is one JSON object"))
    }
    let id = value["id"]
    if value["method"] == nil, value["result"] != nil || value["error"] != nil { return nil }
    guard value["jsonrpc"] == .string("2.0"), case .string(let method)? = value["method"], Self.isID(id) else {
      return Self.failure(
        Self.isID(id) ? id ?? .null : .null, ProtocolError(.invalidRequest, "expected jsonrpc 2.0, a method and an id"))
    }
    // Notifications want no answer, whatever they say.
    guard let id else { return nil }
    do {
      let result = try result(of: method, value["params"] ?? .object([]))
      return Self.line(.object([.init("jsonrpc", .string("2.0")), .init("id", id), .init("result", result)]))
    } catch let error as ProtocolError {
      return Self.failure(id, error)
    } catch {
      return Self.failure(id, ProtocolError(.internalError, "\(error)"))
    }
  }

  private static func isID(_ id: JSONValue?) -> Bool {
    switch id {
    case nil, .string, .integer: true
    default: false
    }
  }

  private static func failure(_ id: JSONValue, _ error: ProtocolError) -> [UInt8] {
    line(.object([.init("jsonrpc", .string("2.0")), .init("id", id), .init("error", error.value)]))
  }

  private static func line(_ value: JSONValue) -> [UInt8] { Array((value.text + "\n").utf8) }

  // MARK: - Methods

  private func result(of method: String, _ parameters: JSONValue) throws -> JSONValue {
    guard case .object = parameters else { throw ProtocolError(.invalidParams, "params: expected an object") }
    let version = try ProtocolVersion.named(in: parameters)
    let isStateless = version != nil || method == "server/discover"
    let members: [JSONValue.Member]
    var isCacheable = true
    switch method {
    case "initialize" where !isStateless:
      var wanted: String?
      if case .string(let text)? = parameters["protocolVersion"] { wanted = text }
      return .object([.init("protocolVersion", .string(ProtocolVersion.agreed(wanted)))] + about)
    case "ping" where !isStateless: return .object([])
    case "server/discover": members = [.init("supportedVersions", JSONValue(ProtocolVersion.all))] + about
    case "tools/list": members = [.init("tools", .array(Question.all.map(Self.tool)))]
    case "tools/call":
      members = try call(parameters)
      isCacheable = false
    case "resources/list": members = try resources(parameters)
    case "resources/templates/list": members = resourceTemplates
    case "resources/read": members = try resource(parameters)
    case "prompts/list": members = [.init("prompts", .array(Prompt.all.map(\.value)))]
    case "prompts/get":
      members = try prompt(parameters)
      isCacheable = false
    default: throw ProtocolError(.methodNotFound, "no method '\(method)'")
    }
    guard isStateless else { return .object(members) }
    // What is listed and read may change with the next ingestion.
    let caching: [JSONValue.Member] =
      isCacheable ? [.init("ttlMs", .integer(0)), .init("cacheScope", .string("private"))] : []
    return .object(members + [.init("resultType", .string("complete"))] + caching)
  }

  /// What a client hears of the server first.
  private var about: [JSONValue.Member] {
    let none = JSONValue.object([])
    return [
      .init("capabilities", .object([.init("tools", none), .init("resources", none), .init("prompts", none)])),
      .init("serverInfo", .object([.init("name", .string("casebook")), .init("version", .string(version))])),
      .init(
        "instructions",
        .string(
          """
          Casebook answers from a folder of case studies. Every item cites its file and line: quote `place` with what you \
          take from it, and take figures and words as they are given. `total` says how many rows there are; ask with a higher \
          `limit` for more. An empty answer means that the documents do not say it.
          """)),
    ]
  }

  // MARK: - Tools

  private static func tool(_ question: Question) -> JSONValue {
    .object([
      .init("name", .string(question.tool)), .init("title", .string(question.summary)),
      .init("description", .string("\(question.summary) \(question.documentation)")),
      .init("inputSchema", question.inputSchema), .init("outputSchema", Question.outputSchema),
      .init(
        "annotations",
        .object([
          .init("readOnlyHint", .bool(true)), .init("idempotentHint", .bool(true)),
          .init("openWorldHint", .bool(false)),
        ])),
    ])
  }

  private func call(_ parameters: JSONValue) throws -> [JSONValue.Member] {
    guard case .string(let name)? = parameters["name"] else {
      throw ProtocolError(.invalidParams, "name: expected that of a tool")
    }
    guard let question = Question.all.first(where: { $0.tool == name }) else {
      let near = Suggestion.near(name, in: Question.all.map(\.tool))
      throw ProtocolError(
        .invalidParams,
        "no tool '\(name)'"
          + (near.isEmpty ? ": tools/list has them" : ": did you mean \(near.joined(separator: " or "))?")
      )
    }
    var values: [String: JSONValue] = [:]
    switch parameters["arguments"] {
    case nil, .null?: break
    case .object(let members)?: values = Dictionary(members.map { ($0.name, $0.value) }) { $1 }
    default: throw ProtocolError(.invalidParams, "arguments: expected an object")
    }
    if question.hasLimit, values["limit"] == nil || values["limit"] == .null {
      values["limit"] = .integer(Self.defaultLimit)
    }
    do {
      return Self.content(try question.answer(values, from: base()), question)
    } catch {
      // A tool that fails says so in its result, where the agent reads it.
      return [
        .init("content", .array([Self.text("\(error)")])), .init("isError", .bool(true)),
      ]
    }
  }

  private static func content(_ answer: Answer, _ question: Question) -> [JSONValue.Member] {
    var answer = answer
    if !question.hasLimit, answer.items.count > defaultLimit * 10 {
      // Questions without a limit are about one thing; what is longer than this would fill a context.
      answer.items = Array(answer.items.prefix(defaultLimit * 10))
    }
    if answer.items.isEmpty, !question.whenEmpty.isEmpty { answer.notes.append(Answer.Note(question.whenEmpty)) }
    if answer.items.count < answer.total { answer.notes.append("\(answer.items.count) of \(answer.total) rows") }
    let value = JSONValue.object([
      .init("schema", .string(answer.schema)), .init("items", .array(answer.objects)),
      .init("total", .integer(answer.total)), .init("notes", JSONValue(answer.notes.map(\.description))),
    ])
    return [
      .init("content", .array([text(Renderer(format: .md).render(answer))])), .init("structuredContent", value),
      .init("isError", .bool(false)),
    ]
  }

  static func text(_ text: String) -> JSONValue {
    .object([.init("type", .string("text")), .init("text", .string(text))])
  }
}
