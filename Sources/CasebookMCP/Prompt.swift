internal import Casebook

/// A question that people ask often, worded for an agent with the tools that answer it.
struct Prompt {
  var name: String
  var title: String
  /// Names with what they are for; all have to be given.
  var arguments: [(name: String, documentation: String)]
  var text: @Sendable ([String: String]) -> String

  var value: JSONValue {
    .object([
      .init("name", .string(name)), .init("title", .string(title)), .init("description", .string(title)),
      .init(
        "arguments",
        .array(
          arguments.map {
            .object([
              .init("name", .string($0.name)), .init("description", .string($0.documentation)),
              .init("required", .bool(true)),
            ])
          })),
    ])
  }

  private static let rule =
    "Use only what the tools return, give the place (file:line) behind every statement, and say what the documents do not tell."

  static let all: [Prompt] = [
    Prompt(
      name: "case_brief", title: "Summarise one case: results, what made it work, quotes",
      arguments: [("case", "A case's title or key")]
    ) { values in
      """
      Write a brief of the case "\(values["case"] ?? "")". Read it with get_record; take its figures from list_metrics with `case`, \
      what made it work from factors with `case`, and what people said from quotes. Tell results from goals and from figures of \
      the time before. \(rule)
      """
    },
    Prompt(
      name: "what_works", title: "What made projects of a kind work, across cases",
      arguments: [("topic", "A theme, pattern or industry")]
    ) { values in
      """
      What made projects about "\(values["topic"] ?? "")" work, and what went wrong? Use factors (also with kind pitfall), \
      evidence and search; name what several cases say and what only one says. \(rule)
      """
    },
    Prompt(
      name: "check_figure", title: "Check a figure against the documents",
      arguments: [("figure", "The figure as it is claimed")]
    ) { values in
      """
      Is this true: "\(values["figure"] ?? "")"? Look for it with list_metrics and search, and for statements that disagree with \
      conflicts. Say which documents confirm it, which differ, and whether they mean the same measure, time and subject. \(rule)
      """
    },
    Prompt(
      name: "choose_partner", title: "Compare candidates by the criteria of the documents",
      arguments: [("candidates", "Names, with commas between")]
    ) { values in
      """
      Compare these candidates: \(values["candidates"] ?? ""). score_partner without ratings gives the criteria and weights; ask for \
      ratings that you do not have, then score, and say which weight would change the order (sensitivity). \(rule)
      """
    },
  ]
}

extension Server {
  func prompt(_ parameters: JSONValue) throws -> [JSONValue.Member] {
    guard case .string(let name)? = parameters["name"], let prompt = Prompt.all.first(where: { $0.name == name }) else {
      throw ProtocolError(.invalidParams, "no such prompt: \(Prompt.all.map(\.name).joined(separator: ", "))")
    }
    var values: [String: String] = [:]
    if case .object(let members)? = parameters["arguments"] {
      for member in members { if case .string(let text) = member.value { values[member.name] = text } }
    }
    for argument in prompt.arguments where values[argument.name] == nil {
      throw ProtocolError(.invalidParams, "\(argument.name): expected \(argument.documentation)")
    }
    return [
      .init("description", .string(prompt.title)),
      .init(
        "messages",
        .array([
          .object([.init("role", .string("user")), .init("content", Self.text(prompt.text(values)))])
        ])),
    ]
  }
}
