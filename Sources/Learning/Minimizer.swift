/// Finds the minimum of a smooth convex function by limited-memory BFGS with a backtracking line search.
///
/// Source: Nocedal, "Updating Quasi-Newton Matrices with Limited Storage" (1980).
enum Minimizer {
  /// The point where the function is smallest.
  ///
  /// - Parameters:
  ///   - start: where to begin.
  ///   - iterations: at most so many steps.
  ///   - function: the value at a point; writes the gradient into its second argument.
  static func minimum(
    from start: [Float], iterations: Int, _ function: (_ point: [Float], _ gradient: inout [Float]) -> Double
  ) -> [Float] {
    var point = start
    var gradient = [Float](repeating: 0, count: start.count)
    var value = function(point, &gradient)
    var steps: [[Float]] = []
    var changes: [[Float]] = []
    for _ in 0..<iterations {
      var direction = gradient
      var factors: [Double] = []
      for index in steps.indices.reversed() {
        let factor = dot(steps[index], direction) / dot(changes[index], steps[index])
        factors.append(factor)
        add(changes[index], -factor, to: &direction)
      }
      if let step = steps.last, let change = changes.last {
        let scale = Float(dot(step, change) / dot(change, change))
        for index in direction.indices { direction[index] *= scale }
      } else {
        let scale = Float(1 / max(1, dot(direction, direction).squareRoot()))
        for index in direction.indices { direction[index] *= scale }
      }
      for index in steps.indices {
        let factor =
          factors[steps.count - 1 - index] - dot(changes[index], direction) / dot(changes[index], steps[index])
        add(steps[index], factor, to: &direction)
      }
      let slope = -dot(gradient, direction)
      guard slope < -1e-7 else { break }
      var length: Float = 1
      var next = point
      var nextGradient = gradient
      var nextValue = value
      var found = false
      for _ in 0..<20 {
        next = point
        add(direction, Double(-length), to: &next)
        nextValue = function(next, &nextGradient)
        if nextValue <= value + 1e-4 * Double(length) * slope {
          found = true
          break
        }
        length /= 2
      }
      guard found else { break }
      var step = next
      add(point, -1, to: &step)
      var change = nextGradient
      add(gradient, -1, to: &change)
      if dot(step, change) > 1e-10 {
        steps.append(step)
        changes.append(change)
        if steps.count > 8 {
          steps.removeFirst()
          changes.removeFirst()
        }
      }
      let gain = value - nextValue
      (point, gradient, value) = (next, nextGradient, nextValue)
      if gain < 1e-6 * abs(value) { break }
    }
    return point
  }

  private static func dot(_ first: [Float], _ second: [Float]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += Double(first[index]) * Double(second[index]) }
    return sum
  }

  private static func add(_ other: [Float], _ factor: Double, to result: inout [Float]) {
    let factor = Float(factor)
    for index in result.indices { result[index] += factor * other[index] }
  }
}
