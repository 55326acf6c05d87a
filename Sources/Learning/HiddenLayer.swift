/// A linear model with a small hidden layer beside it, as ``WideAndDeepTrainer`` trains it.
package struct HiddenLayer: Sendable {
  /// From features to classes: the part whose weights can be read one by one.
  package let wide: LinearModel
  private let hidden: LinearModel
  /// From hidden units to classes, one row per unit.
  private let head: [Float]

  /// The feature that stands for a hidden unit in the weights of the head.
  package static func feature(ofUnit unit: Int) -> UInt64 {
    FeatureHash.feature(FeatureHash.text("unit"), UInt64(unit))
  }

  /// A model of its three parts.
  ///
  /// - Throws: ``LinearModelError/notAModel`` when head and linear part have other classes.
  package init(wide: LinearModel, hidden: LinearModel, head: LinearModel) throws(LinearModelError) {
    guard head.classes == wide.classes else { throw .notAModel }
    self.wide = wide
    self.hidden = hidden
    self.head = hidden.classes.indices.flatMap { unit in
      head.classes.indices.map { head.weight(Self.feature(ofUnit: unit), of: $0) }
    }
  }

  /// The model of these names that is linked into the program: `name`, `name-hidden` and `name-head`.
  package static func resource(_ name: String) throws(LinearModelError) -> HiddenLayer {
    try HiddenLayer(
      wide: .resource(name), hidden: .resource("\(name)-hidden"), head: .resource("\(name)-head"))
  }

  /// The scores of all classes for an example.
  ///
  /// - Parameter value: what each feature counts.
  package func scores(_ features: [UInt64], value: Float) -> [Float] {
    var sums = Sums(self)
    add(features, to: &sums)
    return scores(of: sums, value: value)
  }

  /// The weights of an example's features, before they are scaled.
  package struct Sums: Sendable {
    var wide: [Int32]
    var hidden: [Int32]

    /// Sums of no weights.
    package init(_ model: HiddenLayer) {
      wide = model.wide.noSums
      hidden = model.hidden.noSums
    }
  }

  /// Adds the weights of some features.
  package func add(_ features: [UInt64], to sums: inout Sums) {
    wide.add(features, to: &sums.wide)
    hidden.add(features, to: &sums.hidden)
  }

  /// The scores of all classes for sums of weights.
  ///
  /// - Parameter value: what each feature counts.
  package func scores(of sums: Sums, value: Float) -> [Float] {
    var scores = wide.scores(ofSums: sums.wide, value: value)
    let sums = hidden.scores(ofSums: sums.hidden, value: value)
    for unit in sums.indices where sums[unit] > 0 {
      let row = unit * scores.count
      for target in scores.indices { scores[target] += sums[unit] * head[row + target] }
    }
    return scores
  }
}
