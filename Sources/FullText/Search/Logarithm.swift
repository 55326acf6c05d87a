#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

enum Logarithm {
  /// The natural logarithm of one plus the value.
  static func onePlus(_ value: Double) -> Double { log1p(value) }
  static func onePlus(_ value: Float) -> Float { Float(log1p(Double(value))) }
}
