#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// eˣ in single precision.
package func exponential(_ x: Float) -> Float { expf(x) }

/// The probability of a score: 1 / (1 + e⁻ˣ).
package func sigmoid(_ x: Float) -> Float { 1 / (1 + expf(-x)) }

/// The natural logarithm.
package func logarithm(_ x: Float) -> Float { logf(x) }

/// xʸ in single precision.
package func power(_ x: Float, _ y: Float) -> Float { powf(x, y) }
