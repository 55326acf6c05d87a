import Foundation
import Language

/// A sentence of a treebank.
struct TreebankSentence {
  var forms: [String] = []
  var tags: [String] = []

  var tokens: [SyntaxToken] { forms.map { SyntaxToken($0) } }
}

/// Reads CoNLL-U files (Universal Dependencies) as the program's tokens: genitive endings and contracted forms are part of
/// the word before them.
enum Treebank {
  static func sentences(_ file: URL) throws -> [TreebankSentence] {
    var result: [TreebankSentence] = []
    var rows: [[Substring]] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !rows.isEmpty { result.append(sentence(rows)) }
        rows = []
      } else if !line.hasPrefix("#") {
        let fields = line.split(separator: "\t")
        if fields.count == 10, fields[0].allSatisfy(\.isNumber) { rows.append(fields) }
      }
    }
    return result
  }

  private static func sentence(_ rows: [[Substring]]) -> TreebankSentence {
    let isHead = Set(rows.map { (Int($0[6]) ?? 0) - 1 })
    var sentence = TreebankSentence()
    for (index, row) in rows.enumerated() {
      let form = String(row[1])
      let isClitic = form.hasPrefix("'") || form.hasPrefix("’") || form == "n't" || form == "n’t"
      if isClitic, form.count > 1, index > 0, rows[index - 1][9].contains("SpaceAfter=No") || form.hasPrefix("n"),
        !isHead.contains(index)
      {
        if row[4] != "POS" { sentence.forms[sentence.forms.count - 1] += form }
        continue
      }
      sentence.forms.append(form)
      sentence.tags.append(String(row[4]))
    }
    return sentence
  }
}
