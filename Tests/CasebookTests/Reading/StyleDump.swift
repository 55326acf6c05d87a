import Foundation
import Markup

@testable import Casebook

/// What was read of a document, as lines to be looked at: its blocks, then its records with what was found in them.
enum StyleDump {
  static func dump(name: String, bytes: [UInt8], parser: DocumentParser) -> String {
    let format = DocumentFormat(pathExtension: String(name.split(separator: ".").last ?? "")) ?? .markdown
    let markup = parser.reader.read(bytes, format: format)
    let document = parser.parse(path: name, bytes: bytes)
    return (["# blocks"] + blocks(markup) + facts(document) + ["# statements"] + statements(document)).joined(
      separator: "\n") + "\n"
  }

  private static func blocks(_ document: MarkupDocument) -> [String] {
    var lines: [String] = []
    var stack: [(block: Block, depth: Int)] = document.blocks.reversed().map { ($0, 0) }
    while let (block, depth) = stack.popLast() {
      let place = document.lines.position(at: block.range.lowerBound)
      var line = String(repeating: "  ", count: depth) + "\(block.kind) \(place.line):\(place.column)"
      if !block.text.isEmpty { line += " '\(block.text.string)'" }
      if let lead = block.lead {
        let bytes = Array(block.text.string.utf8)
        line += " [\(String(decoding: bytes[lead.label], as: UTF8.self))]"
      }
      if let attribution = block.attribution {
        line += " by \(attribution.speaker ?? "?") | \(attribution.role ?? "") | \(attribution.organisation ?? "")"
      }
      lines.append(line)
      if let table = block.table {
        for row in table.grid {
          lines.append("  | " + row.map { $0.map { table.cells[$0].text.string } ?? "" }.joined(separator: " | "))
        }
      }
      for child in block.children.reversed() { stack.append((child, depth + 1)) }
    }
    return lines
  }

  private static func facts(_ document: ParsedDocument) -> [String] {
    var lines = ["# document"]
    func fact(_ name: String, _ value: String?) { if let value { lines.append("\(name): \(value)") } }
    fact("title", document.title)
    fact("heading", document.heading)
    fact("subheading", document.subheading)
    fact("language", document.language)
    fact("published", document.published)
    fact("url", document.url)
    lines += document.diagnostics.map { "diagnostic: \($0.code)" }
    lines.append("# records")
    for record in document.records {
      lines.append("\(record.kind) (\(record.kindRule)): \(record.title) @\(record.span.line)")
      for organisation in record.organisations {
        lines.append("  \(organisation.isSubject ? "about" : "with") \(organisation.name) (\(organisation.rule))")
      }
      if !record.tags.isEmpty { lines.append("  tags \(record.tags.joined(separator: ", "))") }
    }
    lines.append("# sections")
    for section in document.sections.dropFirst() {
      lines.append("\(section.title) @\(section.span.line) → \(section.role?.rawValue ?? "-")")
    }
    return lines
  }

  private static func statements(_ document: ParsedDocument) -> [String] {
    var lines: [String] = []
    for (index, statement) in document.statements.enumerated() {
      var line = "\(statement.kind.rawValue) \(statement.span.line):\(statement.span.column)"
      if let role = statement.role { line += " (\(role.rawValue))" }
      if let label = statement.label { line += " [\(label)]" }
      line += " \(statement.text)"
      if let attribution = statement.attribution { line += " — \(attribution)" }
      lines.append(line)
      for metric in document.metrics where metric.statement == index {
        lines.append("  = \(metric.metric.displayText)")
      }
      for factor in document.factors where factor.statement == index {
        lines.append("  ~ \(factor.kind.rawValue): \(factor.themes.map(\.theme).joined(separator: ", "))")
      }
    }
    return lines
  }
}
