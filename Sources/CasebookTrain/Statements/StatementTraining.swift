import Learning
import Statements

/// Examples of statements made ready once, from which models are trained with some publishers held back.
struct StatementTraining {
  let themes: [String]
  let roles = StatementRole.allCases.map(\.rawValue)
  private var items: [Item] = []
  private var damped: Set<UInt64> = []
  private var stems: Set<UInt64> = []

  /// What the roles of a silver row count beside those that a person gave; its themes count in full.
  private static let silverWeight: Float = 0.5
  /// What a row counts whose reader was in doubt.
  private static let doubtWeight: Float = 0.7
  /// What the first role of a row counts that has a second as good.
  private static let firstRole: Float = 0.75

  private struct Item {
    var publisher: String
    var themeFeatures: [UInt64]
    var roleFeatures: [UInt64]
    var themeTargets: [Float]
    var roleTargets: [Float]
    var themeWeight: Float
    var roleWeight: Float
  }

  init(_ files: StatementFiles) {
    themes = files.themes
    for row in files.labelled { add(row) }
    for (row, labels) in files.silver { add(row, labels) }
  }

  private mutating func add(_ row: StatementRow) {
    let found = Set(row.themes ?? [])
    var roleTargets = [Float](repeating: 0, count: roles.count)
    let second = row.otherRole.flatMap { roles.firstIndex(of: $0) }
    if let first = row.role.flatMap({ roles.firstIndex(of: $0) }) {
      roleTargets[first] += second == nil ? 1 : Self.firstRole
      if let second { roleTargets[second] += 1 - Self.firstRole }
    }
    append(
      row, themeTargets: themes.map { found.contains($0) ? 1 : 0 }, roleTargets: roleTargets,
      themeWeight: row.isDoubtful == true ? Self.doubtWeight : 1, roleWeight: row.role == nil ? 0 : 1)
  }

  private mutating func add(_ row: StatementRow, _ labels: SilverRow) {
    let sum = max(labels.roles.values.reduce(0, +), 0.01)
    append(
      row, themeTargets: themes.map { labels.themes[$0] ?? 0 },
      roleTargets: roles.map { (labels.roles[$0] ?? 0) / sum },
      themeWeight: 1, roleWeight: Self.silverWeight)
  }

  private mutating func append(
    _ row: StatementRow, themeTargets: [Float], roleTargets: [Float], themeWeight: Float, roleWeight: Float
  ) {
    let input = row.input
    damped.formUnion(StatementFeatures.headingFeatures(input))
    stems.formUnion(StatementFeatures.stemFeatures(input))
    items.append(
      Item(
        publisher: row.publisher, themeFeatures: StatementFeatures(input, for: .themes).unique,
        roleFeatures: StatementFeatures(input, for: .roles).unique, themeTargets: themeTargets,
        roleTargets: roleTargets, themeWeight: themeWeight, roleWeight: roleWeight))
  }

  /// The weights of the themes, learned from all publishers but those held back.
  func themeWeights(without isHeld: (String) -> Bool) -> WideAndDeepTrainer.Weights {
    var trainer = WideAndDeepTrainer()
    trainer.wide.epochs = 6
    trainer.wide.rate = 2
    trainer.wide.initialBias = -3
    // Rare words count more: a theme is told by its terms, a role by its function words.
    trainer.wide.scaling.rarityExponent = 1
    trainer.wide.scaling.scale = 1.58
    configure(&trainer.wide)
    var examples = Examples(classCount: themes.count)
    for item in items where !isHeld(item.publisher) {
      examples.append(item.themeFeatures, targets: item.themeTargets, weight: item.themeWeight)
    }
    return trainer.train(examples, classes: themes, embedded: stems)
  }

  /// The weights of the roles, learned from all publishers but those held back.
  func roleWeights(without isHeld: (String) -> Bool) -> LinearWeights {
    var trainer = LogisticTrainer(.exclusive)
    trainer.epochs = 6
    trainer.rate = 1
    configure(&trainer)
    var examples = Examples(classCount: roles.count)
    for item in items where !isHeld(item.publisher) && item.roleWeight > 0 {
      examples.append(item.roleFeatures, targets: item.roleTargets, weight: item.roleWeight)
    }
    return trainer.train(examples, classes: roles)
  }

  private func configure(_ trainer: inout LogisticTrainer) {
    trainer.decay = 1e-6
    trainer.initialSquare = 1
    trainer.isRateFalling = true
    trainer.isNormalised = true
    trainer.minimumCount = 4
    trainer.scaling.damped = damped
    trainer.scaling.damping = 0.5
  }
}
