/// A stretch of calendar time: months and days are kept apart, for a month has no fixed number of days.
struct PlanTime: Sendable, Hashable, Comparable {
  var months: Double = 0
  var days: Double = 0

  init(months: Double = 0, days: Double = 0) {
    self.months = months
    self.days = days
  }

  init(_ count: Double, _ unit: TimeFrame.Unit) {
    switch unit {
    case .day, .date: self.init(days: count)
    case .week: self.init(days: count * 7)
    case .month: self.init(months: count)
    case .quarter, .fiscalQuarter: self.init(months: count * 3)
    case .year: self.init(months: count * 12)
    }
  }

  /// By the mean length of a month of the Gregorian calendar.
  var meanDays: Double { months * 30.436_875 + days }

  static func + (a: PlanTime, b: PlanTime) -> PlanTime { PlanTime(months: a.months + b.months, days: a.days + b.days) }
  static func - (a: PlanTime, b: PlanTime) -> PlanTime { PlanTime(months: a.months - b.months, days: a.days - b.days) }
  static func < (a: PlanTime, b: PlanTime) -> Bool { a.meanDays < b.meanDays }

  /// "6 weeks", "3 months", "1 year".
  var text: String {
    if days == 0 {
      if months != 0, months.truncatingRemainder(dividingBy: 12) == 0 { return Self.plural(months / 12, "year") }
      return Self.plural(months, "month")
    }
    if months == 0 {
      return days.truncatingRemainder(dividingBy: 7) == 0 ? Self.plural(days / 7, "week") : Self.plural(days, "day")
    }
    return "\(Self.plural(months, "month")) and \(Self.plural(days, "day"))"
  }

  private static func plural(_ count: Double, _ noun: String) -> String {
    "\(JSONValue.text(of: count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
