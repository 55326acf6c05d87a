internal import Statements

/// Role and themes of statements as lines of JSON.
public struct ClassifyLines: Sendable {
  private let parser: DocumentParser

  /// - Throws: `LexiconError` when a lexicon cannot be read, `LinearModelError` when the program's weights are damaged.
  public init(roleLexicons: [LexiconSource] = [], themeLexicons: [LexiconSource] = []) throws {
    parser = try DocumentParser(roleLexicons: roleLexicons, themeLexicons: themeLexicons)
  }

  /// What a statement is for and which themes it has.
  ///
  /// - Parameters:
  ///   - id: as JSON; comes back as it is.
  ///   - heading: the nearest heading above, empty where there is none.
  ///   - path: the headings from the outermost to that one, joined by " > ".
  ///   - text: the statement's words.
  public func line(id: String, heading: String, path: String, text: String) -> String {
    let input = StatementInput(heading: heading, joinedPath: path, text: text)
    let verdict = parser.statements.classifier.classify(input)
    let themes = parser.statements.themes(of: input).map { theme in
      JSONValue.object([
        .init("id", .string(theme.theme)), .init("score", Self.hundredths(theme.score)),
        .init("why", JSONValue(theme.words)),
      ])
    }
    let answer = JSONValue.object([
      .init("role", .string(verdict.role.rawValue)),
      .init("confidence", Self.hundredths(Double(verdict.score(verdict.role)))),
      .init("why", JSONValue(parser.statements.classifier.words(for: verdict.role, in: input))),
      .init("themes", .array(themes)),
    ])
    return "{\"id\":\(id)," + answer.text.dropFirst()
  }

  /// What the statements of a document are for, and how surely each is a factor: one line for each.
  ///
  /// - Parameters:
  ///   - path: its extension tells the format.
  ///   - bytes: the document as it is stored.
  ///   - showsEvidence: adds the values that the decision was made from, in the order of the trained weights.
  public func lines(path: String, bytes: [UInt8], showsEvidence: Bool) -> [String] {
    parser.factorCandidates(path: path, bytes: bytes).map { statement, candidate in
      var members: [JSONValue.Member] = [
        .init("file", .string(path)), .init("line", .integer(statement.span.line)),
        .init("text", .string(statement.fullText)), .init("role", JSONValue(statement.purpose?.role)),
        .init("confidence", JSONValue(statement.purpose?.confidence)),
        .init("factor", Self.hundredths(Double(candidate.score))),
      ]
      if showsEvidence {
        members.append(
          .init("evidence", .array(candidate.evidence.values.map { .number((Double($0) * 1e4).rounded() / 1e4) })))
      }
      return JSONValue.object(members).text
    }
  }

  private static func hundredths(_ value: Double) -> JSONValue { .number((value * 100).rounded() / 100) }
}
