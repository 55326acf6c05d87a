import Foundation
import Testing

@testable import Casebook

@Suite("Declared questions")
struct QuestionTests {
  /// Flags of every command, and those of single commands that other front ends have no use for.
  private static let flagsOfAll: Set<String> = [
    "index", "format", "timing", "color", "paths", "help", "version", "limit", "columns", "sort",
  ]
  private static let flagsOfOne: [String: Set<String>] = [
    // Files, terminals and drawings.
    "advise": ["answers", "ask"], "score": ["candidates", "template"], "plan": ["ics", "strict"],
    "metrics": ["plot", "svg"],
    "themes": ["plot", "svg"], "factors": ["matrix"], "find": ["meta"], "lint": ["strict"],
  ]

  @Test("Every parameter is a flag of its command, and every flag a parameter")
  func flags() throws {
    var declared: [String: Set<String>] = [:]
    for question in Question.all {
      let names = question.parameters.filter { !$0.isPositional }.map {
        $0.name.split(separator: "_").joined(separator: "-")
      }
      declared[question.name, default: []].formUnion(names)
    }
    for (command, names) in declared.sorted(by: { $0.key < $1.key }) {
      let outcome = try Program.run([command, "--help"], in: NSTemporaryDirectory())
      #expect(outcome.status == 0, "\(command)")
      let flags = Set(outcome.output.matches(of: /--([a-z][a-z-]*)/).map { String($0.output.1) })
      #expect(names.subtracting(flags).isEmpty, "\(command): declared and no flag")
      let others = flags.subtracting(names).subtracting(Self.flagsOfAll)
        .subtracting(Self.flagsOfOne[command] ?? [])
      // Help texts name flags of other commands in their examples.
      let options = outcome.output.components(separatedBy: "OPTIONS:").last ?? ""
      let own = others.filter { options.contains("  --\($0)") || options.contains(", --\($0)") }
      #expect(own.isEmpty, "\(command): a flag and not declared")
    }
  }

  @Test("Names are unique, in one form, and documented")
  func names() {
    let tools = Question.all.map(\.tool)
    #expect(Set(tools).count == tools.count)
    for question in Question.all {
      #expect(question.tool.allSatisfy { $0.isLowercase || $0 == "_" })
      #expect(question.summary.hasSuffix(".") || question.summary.hasSuffix("..."), "\(question.tool)")
      #expect(!question.documentation.isEmpty)
      let names = question.parameters.map(\.name)
      #expect(Set(names).count == names.count)
      for parameter in question.parameters {
        #expect(parameter.name.allSatisfy { $0.isLowercase || $0 == "_" })
        #expect(parameter.documentation.hasSuffix("."), "\(question.tool).\(parameter.name)")
      }
    }
  }

  @Test("A value of the wrong kind, a wrong name and a missing one are each named")
  func badValues() throws {
    let space = Workspace()
    try space.write("a.md", sampleCase("Alpha"))
    try space.ingest()
    let knowledge = try space.knowledge()
    func message(_ tool: String, _ values: [String: JSONValue]) throws -> String {
      let question = try #require(Question.named(tool))
      let error = #expect(throws: CasebookError.self) { try question.answer(values, from: knowledge) }
      return error?.description ?? ""
    }
    #expect(try message("search", [:]).hasPrefix("query ''"))
    #expect(try message("search", ["query": .string("a"), "limitt": .integer(3)]).contains("limit"))
    #expect(try message("search", ["query": .string("a"), "limit": .string("3")]).contains("a whole number from 1"))
    #expect(try message("search", ["query": .string("a"), "limit": .integer(0)]).contains("a whole number from 1"))
    #expect(try message("list_metrics", ["category": .string("reveneu")]).contains("revenue"))
    #expect(try message("list_metrics", ["columns": .string("org")]).contains("by"))
    #expect(try message("compare", ["names": .array([.string("Alpha")])]).contains("two or more"))
    #expect(try message("score_partner", ["ratings": .object([.init("A", .integer(3))])]).contains("candidates"))
    // What is null was not given, and 2.0 is a whole number.
    let search = try #require(Question.named("search"))
    #expect(
      try search.answer(["query": .string("alpha"), "offset": .null, "limit": .number(2)], from: knowledge).total > 0)
  }
}
