import Foundation

/// The numbers written in digits: `2,500` and `4.5` are one each, `5-10` is two.
func numbers(in text: some StringProtocol) -> [String] {
  String(text).matches(of: /\d+(?:[.,]\d+)*/).map { String($0.output) }
}

/// `text` without the numbers that only count parts of a document, and are no figures: list numbers
/// (`1.` at the start of a line), numbered parts (`Phase 2`, `Pattern 3`, `Case Study 4`, `Step 1`, sections `1.2`),
/// the front matter key `number`, and link targets.
func withoutOrdinals(_ text: some StringProtocol) -> String {
  String(text)
    .replacing(/\]\([^)\s]*\)/, with: "]")
    .replacing(/(?i)\b(?:phase|pattern|step|case study|number):? \d+/, with: "")
    .replacing(#/(?m)^\s*#*\s*\d+(?:\.\d+)*\.?\s/#, with: "")
}

/// What a quantity as written states, in the ledger's terms. It reads only what the ledger holds.
struct WrittenQuantity: Equatable {
  var low = ""
  var high = ""
  var comparator = ""

  /// The months the ledger's dates name.
  private static let months = ["July": "07", "October": "10", "November": "11"]

  init(low: String, high: String, comparator: String) {
    self.low = low
    self.high = high
    self.comparator = comparator
  }

  /// - Returns: nil for what has no number, or none that is a quantity (`GPT-4`).
  init?(_ written: String) {
    if let date = Self.date(written) {
      self.init(low: date, high: date, comparator: "=")
      return
    }
    if let parts = written.wholeMatch(of: /(\d+)-(\d+)/), parts.output.1 == parts.output.2 {
      // 50-50: two equal parts, of which each is the half.
      self.init(low: "0.5", high: "0.5", comparator: "=")
      return
    }
    let quantity =
      #/
      (?<upTo> up\ to\ )? (?: Months\ | Years\ | Weeks\ )? [$\#]?
      (?<low> [\d.,]*\d ) (?: - (?<high> \d+ ) )? [%x]? (?<open> \+ )?
      \ ? (?<scale> billion | million | B | M | weeks | months )? (?<end> \+ )?
      /#
    guard let match = written.wholeMatch(of: quantity) else { return nil }
    let scale: Decimal =
      switch match.output.scale {
      case "billion", "B": 1_000_000_000
      case "million", "M": 1_000_000
      default: 1
      }
    guard let low = Decimal(string: String(match.output.low).replacing(",", with: "")) else { return nil }
    let first = "\(low * scale)"
    if match.output.upTo != nil {
      self.init(low: "", high: first, comparator: "<=")
    } else if match.output.open != nil || match.output.end != nil {
      self.init(low: first, high: "", comparator: ">=")
    } else if let high = match.output.high.flatMap({ Decimal(string: String($0)) }) {
      self.init(low: first, high: "\(high * scale)", comparator: "range")
    } else {
      self.init(low: first, high: first, comparator: "=")
    }
  }

  /// `July 2025` and `July 29, 2025` as ISO dates; an ISO date as it is.
  private static func date(_ written: String) -> String? {
    if written.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil { return written }
    guard let match = written.wholeMatch(of: /(\w+) (?:(\d{1,2}), )?(\d{4})/),
      let month = months[String(match.output.1)]
    else { return nil }
    guard let day = match.output.2 else { return "\(match.output.3)-\(month)" }
    return "\(match.output.3)-\(month)-\(day.count == 1 ? "0" : "")\(day)"
  }
}
