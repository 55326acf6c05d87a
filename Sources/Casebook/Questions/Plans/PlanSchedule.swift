/// When the phases of a plan take place, measured from its start.
///
/// "Months 4-6" is the time from the end of month 3 to the end of month 6. "2-4 weeks" is a length: such phases follow each
/// other, and their bounds add up. An open frame ("Years 5+", "Ongoing") has no end.
struct PlanSchedule {
  struct Slot: Hashable {
    var earliestStart: PlanTime
    var latestStart: PlanTime
    /// nil: open.
    var earliestEnd: PlanTime?
    var latestEnd: PlanTime?
  }

  /// One a phase; nil for a phase without a time frame, or with one that ends before it begins.
  let slots: [Slot?]
  /// The plan's start, where its phases have dates; nil where it is measured from a start that the user gives.
  let begin: CivilDate?

  /// First and last fiscal quarter, where the plan is told in those; no last one where it is open.
  let fiscalQuarters: (first: Double, last: Double?)?

  /// - Parameter stepLength: for phases that name no time; nil leaves them out.
  init(_ plan: Plan, stepLength: PlanTime? = nil) {
    let times = plan.phases.compactMap { $0.time }.filter { $0.unit != nil }
    // Fiscal quarters have no place among dates, nor among weeks from a start.
    let isFiscal = !times.isEmpty && times.allSatisfy { $0.unit == .fiscalQuarter }
    let origin = times.filter { $0.unit == .date || (isFiscal && $0.unit == .fiscalQuarter) }.compactMap(\.from).min()
    begin = isFiscal ? nil : origin.map { CivilDate(dayNumber: Int($0)) }
    let isOpen = times.contains { $0.to == nil } || plan.phases.contains { $0.time?.isOngoing == true }
    fiscalQuarters = isFiscal ? origin.map { ($0, isOpen ? nil : times.compactMap(\.to).max()) } : nil
    let isZeroBased = plan.phases.contains { $0.time?.isLength == false && $0.time?.from == 0 }
    var slots: [Slot?] = []
    var low = PlanTime()
    var high: PlanTime? = PlanTime()
    for phase in plan.phases {
      guard let time = phase.time else {
        if let stepLength {
          let slot = Slot(
            earliestStart: low, latestStart: high ?? low, earliestEnd: low + stepLength,
            latestEnd: (high ?? low) + stepLength)
          slots.append(slot)
          (low, high) = (slot.earliestEnd ?? low, slot.latestEnd)
        } else {
          slots.append(nil)
        }
        continue
      }
      guard isFiscal || time.unit != .fiscalQuarter, let slot = Self.slot(time, low, high, isZeroBased, origin ?? 0)
      else {
        slots.append(nil)
        continue
      }
      slots.append(slot)
      low = slot.earliestEnd ?? slot.earliestStart
      high = slot.latestEnd
    }
    self.slots = slots
  }

  private static func slot(
    _ time: TimeFrame, _ low: PlanTime, _ high: PlanTime?, _ isZeroBased: Bool, _ origin: Double
  ) -> Slot? {
    guard let unit = time.unit, let from = time.from else {
      // Ongoing: from where the phase before ends.
      return Slot(earliestStart: low, latestStart: high ?? low, earliestEnd: nil, latestEnd: nil)
    }
    if let to = time.to, to < from { return nil }
    if unit == .date {
      let start = PlanTime(days: from - origin)
      let end = time.to.map { PlanTime(days: $0 + 1 - origin) }
      return Slot(earliestStart: start, latestStart: start, earliestEnd: end, latestEnd: end)
    }
    if unit == .fiscalQuarter {
      let start = PlanTime(from - origin, unit)
      let end = time.to.map { PlanTime($0 + 1 - origin, unit) }
      return Slot(earliestStart: start, latestStart: start, earliestEnd: end, latestEnd: end)
    }
    if time.isLength {
      return Slot(
        earliestStart: low, latestStart: high ?? low, earliestEnd: low + PlanTime(from, unit),
        latestEnd: time.to.flatMap { to in high.map { $0 + PlanTime(to, unit) } })
    }
    let start = PlanTime(isZeroBased ? from : max(from - 1, 0), unit)
    let end = time.to.map { PlanTime($0, unit) }
    return Slot(earliestStart: start, latestStart: start, earliestEnd: end, latestEnd: end)
  }

  /// From the start to the end of the last phase that has one: shortest, and longest where it is bounded.
  var total: (low: PlanTime, high: PlanTime?, isOpen: Bool)? {
    let known = slots.compactMap { $0 }
    guard !known.isEmpty else { return nil }
    let low = known.map { $0.earliestEnd ?? $0.earliestStart }.max() ?? PlanTime()
    let isOpen = known.contains { $0.latestEnd == nil }
    let high = known.map { $0.latestEnd ?? $0.latestStart }.max() ?? PlanTime()
    return (low, isOpen ? nil : high, isOpen)
  }

  /// "8 to 16 weeks", "12 months", "4 years and on"; from date to date where the plan has dates, from quarter to quarter
  /// where it has fiscal ones.
  var totalText: String? {
    guard let total else { return nil }
    if let (first, last) = fiscalQuarters {
      return FiscalFrameReader.name(first) + (last.map { " to \(FiscalFrameReader.name($0))" } ?? " and on")
    }
    if let begin {
      return "\(begin) \(total.high.map { "to \(begin.adding($0 - PlanTime(days: 1)))" } ?? "and on")"
    }
    if total.isOpen { return total.low == PlanTime() ? "ongoing" : "\(total.low.text) and on" }
    guard let high = total.high, high != total.low else { return total.low.text }
    let parts = (total.low.text.split(separator: " "), high.text.split(separator: " "))
    if parts.0.count == 2, parts.1.count == 2, parts.0[1] == parts.1[1] {
      return "\(parts.0[0])-\(parts.1[0]) \(parts.1[1])"
    }
    return "\(total.low.text) to \(high.text)"
  }
}
