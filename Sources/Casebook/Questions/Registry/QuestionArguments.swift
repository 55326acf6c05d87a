internal import Words

/// What a question was given, checked against its declaration.
package struct QuestionArguments: Sendable {
  private let values: [String: JSONValue]

  /// - Throws: ``CasebookError/badArgument(name:value:expected:)``.
  init(_ values: [String: JSONValue], of question: Question) throws {
    var kept: [String: JSONValue] = [:]
    let names = question.parameters.map(\.name)
    for (name, value) in values.sorted(by: { $0.key < $1.key }) where value != .null {
      guard let parameter = question.parameters.first(where: { $0.name == name }) else {
        let near = Suggestion.near(name, in: names)
        throw CasebookError.badArgument(
          name: "argument", value: name,
          expected: near.isEmpty
            ? names.isEmpty ? "none" : "one of \(names.joined(separator: ", "))" : near.joined(separator: " or "))
      }
      guard let checked = Self.checked(value, parameter.kind) else {
        throw CasebookError.badArgument(name: name, value: Self.shown(value), expected: parameter.expectation)
      }
      kept[name] = checked
    }
    for parameter in question.parameters where parameter.isRequired && kept[parameter.name] == nil {
      throw CasebookError.badArgument(name: parameter.name, value: "", expected: parameter.expectation)
    }
    self.values = kept
  }

  private static func shown(_ value: JSONValue) -> String {
    if case .string(let text) = value { return text }
    let text = value.text
    return text.utf8.count > 80 ? String(text.prefix(80)) + "…" : text
  }

  /// The value in the form that its kind has; nil when it is of another kind.
  private static func checked(_ value: JSONValue, _ kind: Question.Parameter.Kind) -> JSONValue? {
    switch (kind, value) {
    case (.string, .string), (.boolean, .bool): return value
    case (.integer(let range), .integer(let number)): return range.contains(number) ? value : nil
    // 5.0 is a whole number in JSON.
    case (.integer(let range), .number(let number)):
      guard let whole = Int(exactly: number), range.contains(whole) else { return nil }
      return .integer(whole)
    case (.choice(let words), .string(let text)):
      return words.first { $0.lowercased() == text.lowercased() }.map { .string($0) }
    // One text is a list of one.
    case (.strings, .string): return .array([value])
    case (.strings, .array(let items)):
      return items.allSatisfy { if case .string = $0 { true } else { false } } ? value : nil
    case (.ratings, .object(let candidates)):
      let isRated = candidates.allSatisfy { candidate in
        guard case .object(let criteria) = candidate.value else { return false }
        return criteria.allSatisfy { $0.value == .null || number($0.value) != nil }
      }
      return isRated ? value : nil
    default: return nil
    }
  }

  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }

  // MARK: - Values

  /// nil when it was not given, or is empty.
  func string(_ name: String) -> String? {
    guard case .string(let text)? = values[name], !text.isEmpty else { return nil }
    return text
  }

  func integer(_ name: String) -> Int? { if case .integer(let number)? = values[name] { number } else { nil } }

  func flag(_ name: String) -> Bool { values[name] == .bool(true) }

  func strings(_ name: String) -> [String] {
    guard case .array(let items)? = values[name] else { return [] }
    return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  func ratings(_ name: String) -> [(candidate: String, criterion: String, value: Double?)] {
    guard case .object(let candidates)? = values[name] else { return [] }
    return candidates.flatMap { candidate -> [(candidate: String, criterion: String, value: Double?)] in
      guard case .object(let criteria) = candidate.value else { return [] }
      return criteria.map { (candidate.name, $0.name, Self.number($0.value)) }
    }
  }
}
