internal import Words

/// How often something is to be done, as a text says: "quarterly reviews", "every month", "once a year".
enum Recurrence: String, Sendable, Hashable, CaseIterable {
  case daily, weekly, biweekly, monthly, quarterly, halfYearly = "half-yearly", yearly

  /// The first that the text names; nil where it names none.
  init?(text: String) {
    let words = WordMatcher.words(of: text).map { String($0) }
    for (index, word) in words.enumerated() {
      if let found = Self.adverbs[word] {
        // "year over year growth" and "annual run rate" measure, they do not repeat.
        if word == "annual", index + 1 < words.count,
          ["run", "revenue", "growth", "recurring"].contains(words[index + 1])
        {
          continue
        }
        self = found
        return
      }
      guard ["every", "each", "per"].contains(word), index + 1 < words.count else { continue }
      let next = index + 1
      if ["two", "2", "other", "second"].contains(words[next]), next + 1 < words.count {
        if words[next + 1].hasPrefix("week") { self = .biweekly; return }
        continue
      }
      if ["six", "6"].contains(words[next]), next + 1 < words.count, words[next + 1].hasPrefix("month") {
        self = .halfYearly
        return
      }
      if ["three", "3"].contains(words[next]), next + 1 < words.count, words[next + 1].hasPrefix("month") {
        self = .quarterly
        return
      }
      // "$5 per month" is a price.
      if word != "per", let found = Self.nouns[words[next]] {
        self = found
        return
      }
    }
    return nil
  }

  private static let adverbs: [String: Recurrence] = [
    "daily": .daily, "weekly": .weekly, "biweekly": .biweekly, "fortnightly": .biweekly, "monthly": .monthly,
    "quarterly": .quarterly, "annually": .yearly, "annual": .yearly, "yearly": .yearly,
  ]
  private static let nouns: [String: Recurrence] = [
    "day": .daily, "week": .weekly, "fortnight": .biweekly, "month": .monthly, "quarter": .quarterly, "year": .yearly,
  ]

  /// As RFC 5545 writes it.
  var rule: String {
    switch self {
    case .daily: "FREQ=DAILY"
    case .weekly: "FREQ=WEEKLY"
    case .biweekly: "FREQ=WEEKLY;INTERVAL=2"
    case .monthly: "FREQ=MONTHLY"
    case .quarterly: "FREQ=MONTHLY;INTERVAL=3"
    case .halfYearly: "FREQ=MONTHLY;INTERVAL=6"
    case .yearly: "FREQ=YEARLY"
    }
  }
}
