import Foundation
import Testing

/// `corpus/` holds every figure and statement of the ledger, and nothing else.
@Suite("The corpus and its ledger")
struct LedgerTests {
  let documents: [String: CorpusDocument]
  let ledger: [LedgerRow]
  let facts: [FactRow]

  init() throws {
    documents = Dictionary(uniqueKeysWithValues: try CorpusFolder.documents().map { ($0.path, $0) })
    ledger = try LedgerRow.all()
    facts = try FactRow.all()
  }

  @Test("the corpus has at least 24 documents, in Markdown and in HTML")
  func size() {
    #expect(documents.count >= 24)
    #expect(documents.values.contains { $0.isHTML })
    #expect(documents.values.contains { !$0.isHTML })
  }

  @Test("every figure of the ledger stands in its document, as it is written there")
  func figuresAreCarried() {
    for row in ledger {
      #expect(documents[row.file]?.text.contains(row.text) == true, "\(row.file) does not hold: \(row.text)")
      if row.isDate {
        // Front matter writes dates in ISO form.
        let written = Set(numbers(in: row.text))
        #expect(numbers(in: row.value).allSatisfy { written.contains($0) }, "\(row.value) is not in: \(row.text)")
      } else {
        #expect(row.text.holdsQuantity(row.value), "\(row.value) is not in: \(row.text)")
      }
    }
  }

  @Test("bounds and comparators of the ledger say what the written value says")
  func boundsAgree() {
    for row in ledger where !["name", "version"].contains(row.unit) {
      let written = WrittenQuantity(row.value) ?? WrittenQuantity(low: "", high: "", comparator: "")
      let stated = WrittenQuantity(low: row.low, high: row.high, comparator: row.comparator)
      #expect(written == stated, "\(row.source):\(row.line) \(row.value)")
    }
  }

  @Test("every statement of the sources stands in its document")
  func statementsAreCarried() {
    for fact in facts {
      #expect(documents[fact.file]?.text.contains(fact.text) == true, "\(fact.file) does not hold: \(fact.text)")
    }
  }

  @Test("no number is invented: each has a row of the same document, in front matter of any document")
  func numbersHaveRows() {
    let anywhere = Set(ledger.flatMap { $0.numbers })
    for document in documents.values {
      let here = Set(ledger.filter { $0.file == document.path }.flatMap { $0.numbers })
      for number in numbers(in: withoutOrdinals(document.body)) {
        #expect(here.contains(number), "\(document.path): \(number)")
      }
      for number in numbers(in: withoutOrdinals(document.frontMatter)) {
        #expect(anywhere.contains(number), "front matter of \(document.path): \(number)")
      }
    }
  }

  @Test("no list item or table row is invented: each carries a statement of a source")
  func listItemsHaveRows() {
    for document in documents.values where !document.isHTML {
      let carried = Set(facts.filter { $0.file == document.path }.map(\.text))
      for statement in document.listItemsAndTableRows {
        let isCarried = carried.contains(statement)
        #expect(isCarried, "\(document.path): \(statement)")
      }
    }
  }

  @Test("what the sources say differently is kept, each in the document of its source")
  func conflictsAreKept() {
    let kept = [
      ("500,000+", "models", "cases/hugging-face.md"),
      ("100,000+", "models", "patterns/1-community-first-platform.md"),
      ("100,000+", "models", "reports/technology-integration.md"),
      ("1+ million", "users", "cases/hugging-face.md"),
      ("1M+", "developers", "patterns/1-community-first-platform.md"),
      ("2+ million", "developers", "cases/microsoft-openai.md"),
      ("2.5 million", "developers", "patterns/3-research-to-api.md"),
      ("15+", "success cases", "patterns/what-the-cases-share.md"),
      ("12", "case studies", "patterns/overview.md"),
      ("4-8 weeks", "week", "frameworks/partner-due-diligence.md"),
      ("Weeks 3-8", "plan week", "frameworks/getting-started.md"),
    ]
    for (value, unit, file) in kept {
      #expect(
        ledger.contains { $0.value == value && $0.unit == unit && $0.file == file }, "\(value) \(unit) in \(file)")
    }
  }
}

extension CorpusDocument {
  /// The items of Markdown lists without their markers, and the rows of pipe tables below the header. An item that
  /// begins with a link only leads elsewhere.
  fileprivate var listItemsAndTableRows: [String] {
    var statements: [String] = []
    var inTable = false
    for line in body.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("|") {
        if line.wholeMatch(of: /\|[-\s|:]+\|/) != nil {
          inTable = true
        } else if inTable {
          statements.append(String(line))
        }
        continue
      }
      inTable = false
      guard let item = line.wholeMatch(of: /\s*(?:[-*]|\d+\.) (.+)/) else { continue }
      if item.output.1.hasPrefix("[") && !item.output.1.hasPrefix("[ ]") { continue }
      statements.append(String(item.output.1))
    }
    return statements
  }
}

extension LedgerRow {
  var isDate: Bool { ["day", "month", "year"].contains(unit) && !value.hasSuffix("months") }

  /// The numbers of the value, and for a date those of its ISO form.
  var numbers: [String] {
    CorpusTests.numbers(in: value) + (isDate ? CorpusTests.numbers(in: low) : [])
  }
}

extension String {
  /// Whether `quantity` stands here and is not the tail or the head of a longer number.
  fileprivate func holdsQuantity(_ quantity: String) -> Bool {
    ranges(of: quantity.lowercased(), in: lowercased()).contains { before, after in
      !(before?.isNumber ?? false) && !(after?.isNumber ?? false)
    }
  }

  /// The characters before and after each occurrence.
  private func ranges(of part: String, in text: String) -> [(Character?, Character?)] {
    text.ranges(of: part).map { range in
      (
        range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)],
        range.upperBound == text.endIndex ? nil : text[range.upperBound]
      )
    }
  }
}
