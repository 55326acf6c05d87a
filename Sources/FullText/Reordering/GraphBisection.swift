/// An order of documents in which those with the same words stand together, so that gaps become small and blocks alike (Dhulipala, Kabiljo,
/// Karrer, Ottaviano, Pupyrev and Shalita, "Compressing Graphs and Indexes with Recursive Graph Bisection", 2016; as Mackenzie, Mallia, Petri,
/// Culpepper and Suel, "Compressing Inverted Indexes with Recursive Graph Bisection", 2019, it works level by level).
///
/// A part of the documents is halved, and documents are exchanged between the halves as long as that lessens the bits which their lists are
/// estimated to take; then each half is treated likewise. The result depends on the documents alone: equal gains are told apart by number.
struct GraphBisection {
  /// Parts of fewer documents stay as they are.
  private static let smallestPart = 32
  private static let iterations = 20

  private let forward: ForwardIndex
  private let logarithms = LogarithmTable()

  init(_ forward: ForwardIndex) { self.forward = forward }

  /// The documents in their new order.
  ///
  /// - Complexity: O(words log documents), about 20 passes for each level.
  func order(threads: Int) throws -> [UInt32] {
    var order = (0..<UInt32(forward.documentCount)).map { $0 }
    var parts = [0..<order.count]
    while parts.contains(where: { $0.count >= 2 * Self.smallestPart }) {
      let pipeline = OrderedPipeline<(Range<Int>, [UInt32]), (Range<Int>, [UInt32])>(
        threads: parts.count > 1 ? threads : 1
      ) {
        let degrees = Degrees(termCount: forward.termCount)
        return { input in (input.0, bisect(input.1, degrees)) }
      }
      var next: [Range<Int>] = []
      let current = order
      try pipeline.run(parts.lazy.map { ($0, Array(current[$0])) }) { part, documents in
        order.replaceSubrange(part, with: documents)
        let middle = part.lowerBound + part.count / 2
        next.append(part.lowerBound..<middle)
        next.append(middle..<part.upperBound)
      }
      parts = next
    }
    return order
  }

  /// How many documents of each half have each term, and what it is worth to move one over.
  private final class Degrees {
    var left: [Int32]
    var right: [Int32]
    var fromLeft: [Float]
    var fromRight: [Float]
    /// The terms of the part.
    var terms: [UInt32] = []

    init(termCount: Int) {
      left = Array(repeating: 0, count: termCount)
      right = left
      fromLeft = Array(repeating: 0, count: termCount)
      fromRight = fromLeft
    }
  }

  private func bisect(_ documents: [UInt32], _ degrees: Degrees) -> [UInt32] {
    if documents.count < 2 * Self.smallestPart { return documents }
    let middle = documents.count / 2
    var left = Array(documents[..<middle])
    var right = Array(documents[middle...])
    count(left, right, degrees)
    for _ in 0..<Self.iterations {
      weigh(left.count, right.count, degrees)
      let first = gains(left, degrees.fromLeft)
      let second = gains(right, degrees.fromRight)
      var exchanged = 0
      while exchanged < min(first.count, second.count), first[exchanged].gain + second[exchanged].gain > 0 {
        exchanged += 1
      }
      if exchanged == 0 { break }
      for place in 0..<exchanged {
        for term in forward[first[place].document] {
          degrees.left[Int(term)] -= 1
          degrees.right[Int(term)] += 1
        }
        for term in forward[second[place].document] {
          degrees.right[Int(term)] -= 1
          degrees.left[Int(term)] += 1
        }
      }
      left = second[..<exchanged].map(\.document) + first[exchanged...].map(\.document)
      right = first[..<exchanged].map(\.document) + second[exchanged...].map(\.document)
    }
    for term in degrees.terms { (degrees.left[Int(term)], degrees.right[Int(term)]) = (0, 0) }
    degrees.terms.removeAll(keepingCapacity: true)
    return left.sorted() + right.sorted()
  }

  private func count(_ left: [UInt32], _ right: [UInt32], _ degrees: Degrees) {
    for document in left {
      for term in forward[document] {
        if degrees.left[Int(term)] == 0 { degrees.terms.append(term) }
        degrees.left[Int(term)] += 1
      }
    }
    for document in right {
      for term in forward[document] {
        if degrees.left[Int(term)] == 0, degrees.right[Int(term)] == 0 { degrees.terms.append(term) }
        degrees.right[Int(term)] += 1
      }
    }
  }

  /// For each term of the part: how many bits its list loses when a document that has it moves.
  private func weigh(_ leftCount: Int, _ rightCount: Int, _ degrees: Degrees) {
    let left = logarithms[leftCount]
    let right = logarithms[rightCount]
    @inline(__always)
    func cost(_ a: Int, _ b: Int) -> Float {
      Float(a) * (left - logarithms[a + 1]) + Float(b) * (right - logarithms[b + 1])
    }
    for term in degrees.terms {
      let a = Int(degrees.left[Int(term)])
      let b = Int(degrees.right[Int(term)])
      let now = cost(a, b)
      degrees.fromLeft[Int(term)] = a > 0 ? now - cost(a - 1, b + 1) : 0
      degrees.fromRight[Int(term)] = b > 0 ? now - cost(a + 1, b - 1) : 0
    }
  }

  /// What moving each document gains, the greatest first.
  private func gains(_ documents: [UInt32], _ weights: [Float]) -> [(gain: Float, document: UInt32)] {
    var gains: [(gain: Float, document: UInt32)] = []
    gains.reserveCapacity(documents.count)
    for document in documents {
      var gain: Float = 0
      for term in forward[document] { gain += weights[Int(term)] }
      gains.append((gain, document))
    }
    gains.sort { $0.gain != $1.gain ? $0.gain > $1.gain : $0.document < $1.document }
    return gains
  }
}

/// Binary logarithms of whole numbers, to twelve digits of the fraction: the same on every machine.
struct LogarithmTable {
  private static let digits = 12
  /// log2 of 1 + i / 4096.
  private let fractions: [Float] = (0..<(1 << digits)).map {
    Float(Logarithm.onePlus(Double($0) / Double(1 << digits)) / Logarithm.onePlus(1))
  }

  /// Of a number from 1 on.
  @inline(__always)
  subscript(number: Int) -> Float {
    let value = UInt64(max(1, number))
    let exponent = 63 - value.leadingZeroBitCount
    let normalized =
      exponent > Self.digits ? value >> UInt64(exponent - Self.digits) : value << UInt64(Self.digits - exponent)
    return Float(exponent) + fractions[Int(normalized) & ((1 << Self.digits) - 1)]
  }
}
