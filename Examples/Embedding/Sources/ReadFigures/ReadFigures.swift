// swift run ReadFigures TEXT [LIMIT]: the figures of a text, and whether each reaches a limit such as 1B, 2h or 20%.

import Quantities

@main
struct ReadFigures {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else { return print("usage: ReadFigures TEXT [LIMIT]") }
    let limit = arguments.count > 2 ? MetricLimit(arguments[2]) : nil

    for metric in MetricExtractor().metrics(in: arguments[1]) {
      let value = metric.quantity.formatted() ?? "no value"
      let isReached = limit?.isReached(by: metric.quantity)
      print("\(metric.text): \(metric.kind.rawValue), \(value)", isReached.map { $0 ? "(reached)" : "(below)" } ?? "")
    }
  }
}
