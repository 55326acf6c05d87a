internal import Words

/// The JSON Schemas (draft 2020-12) of answers: the same as `docs/json` of the repository.
///
/// A schema's name ends in its version: "casebook.metrics/1". A change that a reader of the older version would not understand
/// has another version.
public enum AnswerSchema {
  /// Names of all answers, in order.
  public static let names: [String] = schemas.map(\.name)

  private static let schemas: [(name: String, text: String)] =
    String(decoding: PackageResources.answer_schemas_ndjson, as: UTF8.self).split(separator: "\n").compactMap { line in
      guard let schema = try? JSONValue(parsing: Array(line.utf8)), case .string(let name)? = schema["title"] else {
        return nil
      }
      return (name, String(line))
    }

  /// The schema of an answer, as JSON text in one line.
  ///
  /// - Parameter name: the schema's name, with or without "casebook." and the version.
  /// - Throws: ``CasebookError/notFound(what:name:near:)``
  public static func text(named name: String) throws -> String {
    let found = schemas.filter { schema in
      let plain = schema.name.split(separator: "/").first.map(String.init) ?? schema.name
      return [schema.name, plain, String(plain.dropFirst("casebook.".count))].contains(name)
    }
    guard let last = found.last else {
      throw CasebookError.notFound(what: "schema", name: name, near: Suggestion.near(name, in: names.map(short)))
    }
    return last.text
  }

  private static func short(_ name: String) -> String {
    String((name.split(separator: "/").first ?? "").dropFirst("casebook.".count))
  }
}
