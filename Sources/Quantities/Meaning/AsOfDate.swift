/// Writes a date of running text in the order of ISO 8601: `2011-02` for "February 2011", `2023-Q3` for "Q3 2023". Of a range
/// the end counts; what names no year stays as it is written.
enum AsOfDate {
  static func normalized(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    var year: String?
    var part: String?
    var day: String?
    for word in words {
      if word.count == 4, word.allSatisfy(\.isNumber), word.hasPrefix("19") || word.hasPrefix("20") {
        year = String(word)
      } else if word.hasPrefix("fy"), word.dropFirst(2).allSatisfy(\.isNumber), word.count == 4 || word.count == 6 {
        year = word.count == 4 ? "20" + word.dropFirst(2) : String(word.dropFirst(2))
      } else if word.count == 2, "qh".contains(word.first ?? " "), word.dropFirst().allSatisfy(\.isNumber) {
        part = word.uppercased()
      } else if let month = months.firstIndex(where: { $0.hasPrefix(word) && word.count >= 3 }) {
        part = month < 9 ? "0\(month + 1)" : "\(month + 1)"
      } else if let number = Int(word.prefix { $0.isNumber }), (1...31).contains(number), word.count <= 4 {
        day = number < 10 ? "0\(number)" : "\(number)"
      }
    }
    guard let year else { return text }
    guard let part else { return year }
    guard let day, part.first?.isNumber == true else { return year + "-" + part }
    return year + "-" + part + "-" + day
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
}
