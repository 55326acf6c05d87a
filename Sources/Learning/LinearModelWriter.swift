/// The weights of a trained model before they become bytes.
package struct LinearWeights: Sendable {
  /// The classes, in the order of scores.
  package var classes: [String]
  /// One bias per class.
  package var biases: [Float]
  /// For each feature the weights of the classes; zeros are left out.
  package var rows: [UInt64: [(target: UInt8, weight: Float)]]

  /// Weights of no feature.
  package init(classes: [String], biases: [Float]) {
    self.classes = classes
    self.biases = biases
    rows = [:]
  }

  /// The model's bytes, as ``LinearModel`` describes them. The same weights give the same bytes.
  ///
  /// - Parameter floor: weights below this share of the largest are left out.
  package func bytes(floor: Float = 0) -> [UInt8] {
    var largest: Float = 0
    for row in rows.values { for entry in row { largest = max(largest, abs(entry.weight)) } }
    let scale = largest > 0 ? largest / 127 : 1
    let limit = max(scale / 2, largest * floor)
    var kept: [(hash: UInt64, entries: [(UInt8, Int8)])] = []
    for (hash, row) in rows {
      let entries = row.filter { abs($0.weight) >= limit }.sorted { $0.target < $1.target }
        .map { ($0.target, Int8(clamping: Int(($0.weight / scale).rounded()))) }
      if !entries.isEmpty { kept.append((hash, entries)) }
    }
    kept.sort { $0.hash < $1.hash }
    var bits = 1
    while LinearModel.rowsPerBucket << bits < kept.count, bits < 24 { bits += 1 }

    func append(_ value: UInt32, _ result: inout [UInt8]) {
      withUnsafeBytes(of: value.littleEndian) { result.append(contentsOf: $0) }
    }
    // Where a row has weights for half of the classes, their names take more room than the missing zeros.
    func isDense(_ row: Int) -> Bool { 2 * kept[row].entries.count >= classes.count }
    func length(_ row: Int) -> Int { isDense(row) ? classes.count : 2 * kept[row].entries.count }
    let names = Array(classes.joined(separator: "\n").utf8)
    let weightBytes = kept.indices.reduce(0) { $0 + length($1) }
    var result = Array("CBLM".utf8)
    for value in [2, classes.count, bits, kept.count, weightBytes, names.count] { append(UInt32(value), &result) }
    append(scale.bitPattern, &result)
    for bias in biases { append(bias.bitPattern, &result) }
    var (row, offset) = (0, 0)
    for bucket in 0...(1 << bits) {
      while row < kept.count, kept[row].hash >> UInt64(64 - bits) < UInt64(bucket) {
        offset += length(row)
        row += 1
      }
      append(UInt32(row), &result)
      append(UInt32(offset), &result)
    }
    for row in kept { withUnsafeBytes(of: UInt16(truncatingIfNeeded: row.hash).littleEndian) { result += $0 } }
    for row in kept.indices { result.append(isDense(row) ? LinearModel.dense : UInt8(kept[row].entries.count)) }
    for row in kept.indices {
      if isDense(row) {
        var weights = [Int8](repeating: 0, count: classes.count)
        for (target, weight) in kept[row].entries { weights[Int(target)] = weight }
        result += weights.lazy.map { UInt8(bitPattern: $0) }
      } else {
        for (target, weight) in kept[row].entries { result += [target, UInt8(bitPattern: weight)] }
      }
    }
    return result + names
  }

  /// The strongest features of each class, for people: a line each with class, weight and name.
  package func listing(names: [UInt64: String], perClass: Int = 60) -> String {
    var lines: [String] = []
    for (target, name) in classes.enumerated() {
      var strongest: [(Float, String)] = []
      for (hash, row) in rows {
        for entry in row where Int(entry.target) == target { strongest.append((entry.weight, names[hash] ?? "?")) }
      }
      strongest.sort { abs($0.0) != abs($1.0) ? abs($0.0) > abs($1.0) : $0.1 < $1.1 }
      for (weight, feature) in strongest.prefix(perClass) {
        lines.append("\(name)\t\((weight * 1000).rounded() / 1000)\t\(feature)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
