// swift run AskCaseStudies FOLDER: takes a folder of case studies into an index, then asks one question of each kind.

import Casebook
import Foundation

@main
struct AskCaseStudies {
  static func main() {
    do {
      try run()
    } catch {
      // Errors of both libraries say what is wrong, where, and what to do.
      FileHandle.standardError.write(Data("error: \(error)\n".utf8))
      exit(1)
    }
  }

  static func run() throws {
    guard CommandLine.arguments.count == 2 else { return print("usage: AskCaseStudies FOLDER") }
    let index = IndexFolder(FileManager.default.temporaryDirectory.appending(path: "ask-case-studies-index").path)

    let ingester = try Ingester(folder: index, parser: DocumentParser())
    let report = try ingester.ingest([.path(CommandLine.arguments[1])])
    print("\(report.read) read, \(report.unchanged) unchanged\n")

    let hits = try SearchIndex(folder: index).search(SearchQuestion("network effects", limit: 3)).hits
    for hit in hits { print("\(hit.citation.file):\(hit.citation.line)  \(hit.snippet)") }

    let knowledge = try KnowledgeBase(folder: index)
    let table = Renderer(format: .table)
    for factor in try knowledge.factorRows(FactorsQuestion(organisation: "Hugging Face", limit: 3)) {
      print("\(factor.citation.place)  \(factor.text)")
    }
    for figure in try knowledge.metricRows(MetricsQuestion(organisation: "Hugging Face", limit: 3)) {
      print("\(figure.citation.place)  \(figure.metric.label ?? "?"): \(figure.metric.text)")
    }
    print("\n" + table.render(try knowledge.factors(FactorsQuestion(pattern: "long-term commitment", limit: 3))))
    print(table.render(try knowledge.metrics(MetricsQuestion(kinds: [.currency], sort: .value, limit: 3))))
  }
}
