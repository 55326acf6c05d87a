/// Values as horizontal bars with what they measure, in groups that share a scale.
public struct BarChart: Sendable, Hashable {
  /// One bar.
  public struct Bar: Sendable, Hashable {
    /// What is measured.
    public var label: String
    /// The value as written.
    public var value: String
    /// Where it is said.
    public var place: String
    /// Share of the scale's largest value up to the lower end, from 0 to 1.
    public var low: Double
    /// The same up to the upper end of a range.
    public var high: Double
    /// Whether the value is a lower bound.
    public var isOpen: Bool

    /// A bar; without `high` it ends at `low`.
    public init(label: String, value: String, place: String, low: Double, high: Double? = nil, isOpen: Bool = false) {
      self.label = label
      self.value = value
      self.place = place
      self.low = low
      self.high = high ?? low
      self.isOpen = isOpen
    }
  }

  /// Bars of one scale.
  public struct Group: Sendable, Hashable {
    /// What its bars have in common: the unit.
    public var heading: String
    /// From the top.
    public var bars: [Bar]

    /// A group.
    public init(heading: String, bars: [Bar]) {
      self.heading = heading
      self.bars = bars
    }
  }

  /// What the chart shows.
  public var title: String
  /// From the top; each has a scale of its own.
  public var groups: [Group]

  /// A chart.
  public init(title: String, groups: [Group]) {
    self.title = title
    self.groups = groups
  }
}

extension BarChart {
  /// The chart as an SVG image: one file without scripts and outer resources, whose title and description say its contents to who
  /// does not see it. The same chart gives the same bytes.
  public var svg: String {
    var body = ""
    var y = 24.0
    func text(_ x: Double, _ y: Double, _ text: String, _ attributes: String = "") {
      body += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\"\(attributes)>\(Self.escaped(text))</text>\n"
    }
    text(Self.margin, y, title, " font-size=\"16\" font-weight=\"bold\"")
    for group in groups {
      y += 30
      if !group.heading.isEmpty { text(Self.margin, y, group.heading, " font-weight=\"bold\"") }
      for bar in group.bars {
        y += Self.step
        text(Self.labels - 8, y, Self.shortened(bar.label, 44), " text-anchor=\"end\"")
        let (low, high) = (Self.width * min(max(bar.low, 0), 1), Self.width * min(max(bar.high, 0), 1))
        let top = Self.number(y - 11)
        body += "<g><title>\(Self.escaped("\(bar.label): \(bar.value) (\(bar.place))"))</title>"
        body +=
          "<rect x=\"\(Self.number(Self.labels))\" y=\"\(top)\" width=\"\(Self.number(max(low, 1)))\" height=\"14\" fill=\"#2f6f9f\"/>"
        if high > low {
          body +=
            "<rect x=\"\(Self.number(Self.labels + low))\" y=\"\(top)\" width=\"\(Self.number(high - low))\" height=\"14\" fill=\"#a9c8de\"/>"
        }
        body += "</g>\n"
        text(Self.labels + max(high, 1) + 6, y, bar.value + (bar.isOpen ? " ▸" : ""))
      }
    }
    let height = Self.number(y + 20)
    let width = Self.number(Self.labels + Self.width + 190)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" \
      aria-labelledby="title description" font-family="sans-serif" font-size="13">
      <title id="title">\(Self.escaped(title))</title>
      <desc id="description">\(Self.escaped(description))</desc>
      <rect width="100%" height="100%" fill="#ffffff"/>
      \(body)</svg>

      """
  }

  /// All that the bars say, in words.
  private var description: String {
    groups.map { group in
      (group.heading.isEmpty ? "" : group.heading + ": ")
        + group.bars.map { "\($0.label) \($0.value) (\($0.place))" }.joined(separator: "; ")
    }.joined(separator: ". ")
  }

  private static let margin = 12.0
  /// Where labels end and bars begin.
  private static let labels = 320.0
  private static let width = 420.0
  private static let step = 22.0

  private static func shortened(_ text: String, _ most: Int) -> String {
    text.count <= most ? text : text.prefix(most - 1) + "…"
  }

  /// With one decimal at most, so that the bytes do not depend on how a machine adds.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private static func escaped(_ text: String) -> String {
    ControlSigns.replaced(in: text).map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }
}
