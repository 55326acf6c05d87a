import Foundation
import Testing

@testable import Casebook

/// `docs/json` describes the JSON of every answer (JSON Schema, draft 2020-12). The files are made from the answers over `corpus/`
/// (`make golden`), and answers over other documents are held to them.
@Suite("Schemas of answers")
struct AnswerSchemaTests {
  private static let folder = Workspace.repository + "/docs/json"
  private static let writes = ProcessInfo.processInfo.environment["CASEBOOK_WRITE_DUMPS"] != nil

  /// Answers whose columns are named by whoever asks.
  private static let open: Set<String> = ["casebook.query/1"]

  private static func answers(_ knowledge: KnowledgeBase) -> [Answer] {
    GoldenQuestion.all.compactMap { try? $0.ask(knowledge) }
      + Question.all.compactMap { try? $0.answer([:], from: knowledge) }
  }

  private static func type(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// The schema that a number of answers of one name show.
  private static func schema(_ name: String, _ answers: [Answer]) -> JSONValue {
    var order: [String] = []
    var types: [String: Set<String>] = [:]
    var titles: [String: String] = [:]
    /// Types of the values of columns whose names are data.
    var cellTypes: Set<String> = []
    for answer in answers {
      for (index, column) in answer.columns.enumerated() {
        if column.isData {
          if !order.contains(cells) { order.append(cells) }
          cellTypes.formUnion(answer.items.map { type(of: $0[index].value) })
          continue
        }
        if types[column.name] == nil { order.append(column.name) }
        titles[column.name] = titles[column.name] ?? column.title
        types[column.name, default: []].formUnion(answer.items.map { type(of: $0[index].value) })
      }
    }
    let shared = order.filter { name in
      answers.allSatisfy { name == cells ? $0.columns.contains(where: \.isData) : $0.column(name) != nil }
    }
    let isOpen = open.contains(name)
    let properties = (isOpen ? [] : order).map { column -> JSONValue.Member in
      if column == cells {
        let value: JSONValue =
          cellTypes.isEmpty ? .object([]) : .object([.init("type", JSONValue(cellTypes.sorted()))])
        let cell = JSONValue.object([
          .init("type", .string("object")),
          .init(
            "properties",
            .object([.init("column", .object([.init("type", .string("string"))])), .init("value", value)])),
          .init("required", JSONValue(["column", "value"])), .init("additionalProperties", .bool(false)),
        ])
        return .init(column, .object([.init("type", .string("array")), .init("items", cell)]))
      }
      var found = types[column] ?? []
      if found.contains("number") { found.remove("integer") }
      // Of a column that was empty everywhere nothing is known.
      let names = found == ["null"] ? [] : found.sorted()
      var members: [JSONValue.Member] = []
      if !names.isEmpty { members.append(.init("type", names.count == 1 ? .string(names[0]) : JSONValue(names))) }
      if let title = titles[column] { members.append(.init("title", .string(title))) }
      return .init(column, .object(members))
    }
    let item = JSONValue.object([
      .init("type", .string("object")), .init("properties", .object(properties)),
      .init("required", JSONValue(isOpen ? [] : shared)), .init("additionalProperties", .bool(isOpen)),
    ])
    let texts = JSONValue.object([
      .init("type", .string("array")), .init("items", .object([.init("type", .string("string"))])),
    ])
    return .object([
      .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")), .init("title", .string(name)),
      .init("type", .string("object")),
      .init(
        "properties",
        .object([
          .init("schema", .object([.init("const", .string(name))])),
          .init("items", .object([.init("type", .string("array")), .init("items", item)])),
          .init("total", .object([.init("type", .string("integer"))])), .init("notes", texts),
        ])), .init("required", JSONValue(["schema", "items", "total"])), .init("additionalProperties", .bool(false)),
    ])
  }

  /// The member for columns whose names are data.
  private static let cells = "cells"

  /// All schemas in one file, a line each, which the program carries.
  private static let resource = Workspace.repository + "/Sources/Casebook/Resources/answer-schemas.ndjson"

  private static func file(_ name: String) -> String {
    folder + "/" + name.split(separator: "/").joined(separator: "-") + ".schema.json"
  }

  /// A line for each member of the outer objects, so that a difference can be read.
  private static func text(_ schema: JSONValue) throws -> String {
    let object = try JSONSerialization.jsonObject(with: Data(schema.text.utf8))
    let data = try JSONSerialization.data(
      withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  @Test("The files are what the answers over corpus/ show")
  func files() throws {
    let space = Workspace()
    try space.ingest([Workspace.repository + "/corpus"])
    let byName = Dictionary(grouping: Self.answers(try space.knowledge()), by: \.schema)
    if Self.writes { try FileManager.default.createDirectory(atPath: Self.folder, withIntermediateDirectories: true) }
    let lines = try byName.sorted { $0.key < $1.key }.map {
      try JSONValue(parsing: Array(Self.schema($0.key, $0.value).text.utf8)).text + "\n"
    }
    if Self.writes {
      try lines.joined().write(toFile: Self.resource, atomically: true, encoding: .utf8)
    } else {
      #expect(try String(contentsOfFile: Self.resource, encoding: .utf8) == lines.joined(), "make golden")
      #expect(AnswerSchema.names == byName.keys.sorted())
    }
    for (name, answers) in byName.sorted(by: { $0.key < $1.key }) {
      let text = try Self.text(Self.schema(name, answers))
      if Self.writes {
        try text.write(toFile: Self.file(name), atomically: true, encoding: .utf8)
      } else {
        #expect(try String(contentsOfFile: Self.file(name), encoding: .utf8) == text, "\(name): make golden")
      }
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { $0.hasSuffix(".schema.json") }
    #expect(Self.writes || files.count == byName.count)
  }

  @Test("Answers over documents of other people have the same members of the same types", .enabled(if: !writes))
  func others() throws {
    let space = Workspace()
    for index in 0..<3 { try space.write("\(index).md", sampleCase("Name\(index)", revenue: "$\(index + 1) million")) }
    try space.write(
      "plan.md", "# Roadmap\n\n## Phase 1: Pilot (2-4 weeks)\n\n- Meet the team.\n\n## Phase 2: Build\n\n- Build.\n")
    try space.ingest()
    for answer in Self.answers(try space.knowledge()) {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.file(answer.schema)))
      let schema = try JSONValue(parsing: Array(bytes))
      let printed = try JSONValue(parsing: Array(Renderer(format: .json).render(answer).utf8))
      #expect(Self.problems(printed, schema, at: answer.schema) == [])
    }
  }

  /// What does not fit the part of JSON Schema that the files use.
  private static func problems(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    var problems: [String] = []
    if let expected = schema["const"], expected != value { problems.append("\(path): not \(expected.text)") }
    if let types = schema["type"] {
      var names: [String] = []
      if case .string(let name) = types { names = [name] }
      if case .array(let values) = types {
        names = values.compactMap { if case .string(let name) = $0 { name } else { nil } }
      }
      let own = type(of: value)
      if !names.contains(own), !(own == "integer" && names.contains("number")) {
        problems.append("\(path): \(own), expected \(names.joined(separator: " or "))")
      }
    }
    if case .array(let items) = value, let schema = schema["items"] {
      for (index, item) in items.enumerated() { problems += Self.problems(item, schema, at: "\(path)[\(index)]") }
    }
    if case .object(let members) = value, let properties = schema["properties"] {
      for member in members {
        if let property = properties[member.name] {
          problems += Self.problems(member.value, property, at: "\(path).\(member.name)")
        } else if schema["additionalProperties"] == .bool(false) {
          problems.append("\(path).\(member.name): not in the schema")
        }
      }
      if case .array(let names)? = schema["required"] {
        for case .string(let name) in names where value[name] == nil { problems.append("\(path): no \(name)") }
      }
    }
    return problems
  }
}
