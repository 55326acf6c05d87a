internal import Statements

/// Role and themes of a statement as one line of JSON.
public struct ClassifyLines: Sendable {
  private let reader: StatementReader

  /// - Throws: `LexiconError` when a lexicon cannot be read, `LinearModelError` when the program's weights are damaged.
  public init(themeLexicons: [LexiconSource] = []) throws {
    reader = StatementReader(
      classifier: try StatementClassifier.builtIn(), lexicon: try ThemeLexicon.builtIn(extendedBy: themeLexicons))
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
    let verdict = reader.classifier.classify(input)
    let themes = reader.themes(of: input).map { theme in
      JSONValue.object([
        .init("id", .string(theme.theme)), .init("score", .number((theme.score * 100).rounded() / 100)),
        .init("why", JSONValue(theme.words)),
      ])
    }
    let confidence = Double(verdict.score(verdict.role))
    let answer = JSONValue.object([
      .init("role", .string(verdict.role.rawValue)), .init("confidence", .number((confidence * 100).rounded() / 100)),
      .init("why", JSONValue(reader.classifier.words(for: verdict.role, in: input))), .init("themes", .array(themes)),
    ])
    return "{\"id\":\(id)," + answer.text.dropFirst()
  }
}
