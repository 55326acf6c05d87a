/// Dates as people write them in queries: `2024`, `2024-05`, `2024-05-17`, `2024-05-17T10:30:00Z`, all UTC, or seconds since 1970
/// written with a sign or more than four digits.
enum DateParser {
  /// The first second of the date and how many seconds it spans.
  static func parse(_ text: String) -> (start: Int64, width: Int64)? {
    if let seconds = Int64(text), text.utf8.count != 4 { return (seconds, 1) }
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let date = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
    guard (1...3).contains(date.count), let year = date[0], (0...9999).contains(year) else { return nil }
    var month: Int64 = 1
    var day: Int64 = 1
    if date.count > 1 {
      guard let value = date[1], (1...12).contains(value) else { return nil }
      month = value
    }
    if date.count > 2 {
      guard let value = date[2], (1...31).contains(value) else { return nil }
      day = value
    }
    let start = daysSince1970(year, month, day) * 86_400
    if halves.count == 1 {
      switch date.count {
      case 1: return (start, daysSince1970(year + 1, 1, 1) * 86_400 - start)
      case 2:
        return (start, daysSince1970(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) * 86_400 - start)
      default: return (start, 86_400)
      }
    }
    var time = halves[1]
    if time.hasSuffix("Z") { time.removeLast() }
    let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
    guard date.count == 3, (1...3).contains(parts.count) else { return nil }
    var seconds: Int64 = 0
    for (part, (limit, unit)) in zip(parts, [(24, 3600), (60, 60), (61, 1)] as [(Int64, Int64)]) {
      guard let part, (0..<limit).contains(part) else { return nil }
      seconds += part * unit
    }
    return (start + seconds, parts.count == 3 ? 1 : parts.count == 2 ? 60 : 3600)
  }

  /// Days from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
