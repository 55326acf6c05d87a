extension BarChart {
  /// The chart for a terminal: label, bar and value on each line.
  ///
  /// - Parameter width: of the terminal, in columns.
  public func text(width: Int) -> String {
    let bars = groups.flatMap(\.bars)
    let values = bars.map { DisplayWidth.of($0.value[...]) }.max() ?? 0
    let widest = bars.map { DisplayWidth.of($0.label[...]) }.max() ?? 0
    let labels = min(widest, max(width / 2 - 4, 8))
    let room = max(width - labels - values - 4, 4)
    var text = ""
    for group in groups {
      if !group.heading.isEmpty { text += (text.isEmpty ? "" : "\n") + group.heading + "\n" }
      for bar in group.bars {
        var label = ControlSigns.replaced(in: bar.label)
        while DisplayWidth.of(label[...]) > labels { label = String(label.dropLast(2)) + "…" }
        let full = Self.blocks(min(max(bar.low, 0), 1) * Double(room))
        let light = max(Int((min(max(bar.high, 0), 1) * Double(room)).rounded()) - full.count, 0)
        text += label + String(repeating: " ", count: labels - DisplayWidth.of(label[...]) + 2)
        text +=
          (full.isEmpty && light == 0 ? "▏" : full) + String(repeating: "░", count: light) + (bar.isOpen ? "▸" : "")
        text += "  " + bar.value + "\n"
      }
    }
    return text
  }

  /// Eighths of a column, so that near values can be told apart.
  private static func blocks(_ columns: Double) -> String {
    let eighths = Int((columns * 8).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
