/// A question that Casebook answers, declared once for every front end: its words, its parameters, and how it is answered.
///
/// The command line has a command of this name with a flag for each parameter (a test holds the two together), and agents have
/// a tool. A declaration is a value; none is made before ``all`` is asked for.
package struct Question: Sendable {
  /// Something that a question can be given.
  package struct Parameter: Sendable, Hashable {
    /// What a value has to be.
    package enum Kind: Sendable, Hashable {
      case string
      case integer(ClosedRange<Int>)
      case boolean
      /// One of these words.
      case choice([String])
      /// Several texts.
      case strings
      /// Candidates with a number for each criterion.
      case ratings
    }

    /// In lower case with `_` between words; the flag has `-` in its place.
    package var name: String
    package var kind: Kind
    /// One sentence.
    package var documentation: String
    package var isRequired: Bool
    /// The command line takes it without a flag.
    package var isPositional: Bool

    package init(
      _ name: String, _ kind: Kind, _ documentation: String, isRequired: Bool = false, isPositional: Bool = false
    ) {
      self.name = name
      self.kind = kind
      self.documentation = documentation
      self.isRequired = isRequired
      self.isPositional = isPositional
    }

    /// Most rows to give.
    static let limit = Parameter("limit", .integer(1...100_000), "Most rows to give.")
  }

  /// The command of the command line.
  package var name: String
  /// The tool for agents.
  package var tool: String
  /// What it is for, in one line.
  package var summary: String
  /// What an answer holds and how it is made, in some sentences.
  package var documentation: String
  package var parameters: [Parameter]
  /// What would help where nothing is found.
  package var whenEmpty: String
  private let work: @Sendable (QuestionArguments, KnowledgeBase) throws -> Answer

  package init(
    _ name: String, tool: String? = nil, summary: String, documentation: String, parameters: [Parameter],
    whenEmpty: String = "", work: @escaping @Sendable (QuestionArguments, KnowledgeBase) throws -> Answer
  ) {
    self.name = name
    self.tool = tool ?? name
    self.summary = summary
    self.documentation = documentation
    self.parameters = parameters
    self.whenEmpty = whenEmpty
    self.work = work
  }

  /// Answers the question.
  ///
  /// - Parameter values: by the name of the parameter; `null` counts as not given.
  /// - Throws: ``CasebookError/badArgument(name:value:expected:)`` for an unknown name and a value of the wrong kind, and the errors
  ///   of the question.
  package func answer(_ values: [String: JSONValue], from knowledge: KnowledgeBase) throws -> Answer {
    try work(QuestionArguments(values, of: self), knowledge)
  }

  /// Whether the question takes a limit.
  package var hasLimit: Bool { parameters.contains { $0.name == "limit" } }

  /// The JSON Schema of the values (draft 2020-12).
  package var inputSchema: JSONValue {
    .object([
      .init("type", .string("object")),
      .init("properties", .object(parameters.map { .init($0.name, $0.schema) })),
      .init("required", JSONValue(parameters.filter(\.isRequired).map(\.name))),
      .init("additionalProperties", .bool(false)),
    ])
  }

  /// The JSON Schema of every answer: rows that cite, with the same names for the same things.
  package static let outputSchema: JSONValue = {
    func property(_ name: String, _ type: [String], _ documentation: String) -> JSONValue.Member {
      let types: JSONValue = type.count == 1 ? .string(type[0]) : JSONValue(type)
      return .init(name, .object([.init("type", types), .init("description", .string(documentation))]))
    }
    let item = JSONValue.object([
      .init("type", .string("object")),
      .init(
        "properties",
        .object([
          property("source", ["string", "null"], "The source of the index that the file belongs to."),
          property("file", ["string", "null"], "The file, relative to its source."),
          property("line", ["integer", "null"], "The line, from 1."),
          property("column", ["integer", "null"], "The column of the first byte, from 1."),
          property("start", ["integer", "null"], "The first byte in the file, from 0."),
          property("end", ["integer", "null"], "The byte after the last."),
          property("place", ["string", "null"], "file:line, to be quoted as it is."),
        ])),
    ])
    return .object([
      .init("type", .string("object")),
      .init(
        "properties",
        .object([
          property("schema", ["string"], "Name and version of what the items hold."),
          .init("items", .object([.init("type", .string("array")), .init("items", item)])),
          property("total", ["integer"], "Rows that answer the question; items may hold fewer."),
          .init(
            "notes",
            .object([
              .init("type", .string("array")), .init("items", .object([.init("type", .string("string"))])),
              .init("description", .string("What was understood, what is missing, what would help.")),
            ])),
        ])),
      .init("required", JSONValue(["schema", "items", "total"])),
    ])
  }()
}

extension Question.Parameter {
  /// The JSON Schema of a value.
  package var schema: JSONValue {
    var members: [JSONValue.Member] = []
    switch kind {
    case .string: members = [.init("type", .string("string"))]
    case .integer(let range):
      members = [
        .init("type", .string("integer")), .init("minimum", .integer(range.lowerBound)),
        .init("maximum", .integer(range.upperBound)),
      ]
    case .boolean: members = [.init("type", .string("boolean"))]
    case .choice(let words): members = [.init("type", .string("string")), .init("enum", JSONValue(words))]
    case .strings:
      members = [
        .init("type", .string("array")), .init("items", .object([.init("type", .string("string"))])),
      ]
    case .ratings:
      let numbers = JSONValue.object([
        .init("type", .string("object")), .init("additionalProperties", .object([.init("type", .string("number"))])),
      ])
      members = [.init("type", .string("object")), .init("additionalProperties", numbers)]
    }
    return .object(members + [.init("description", .string(documentation))])
  }

  /// What a value has to be, for people.
  package var expectation: String {
    switch kind {
    case .string: "a text"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "true or false"
    case .choice(let words): words.joined(separator: ", ")
    case .strings: "a list of texts"
    case .ratings: "candidates with a number for each criterion: {\"Acme\": {\"Price\": 4}}"
    }
  }
}
