internal import Words

/// Plans by the words of their titles: which of them the phases of another plan name.
///
/// Building it takes O(words of all titles); looking up takes O(words of the plan's phases and tasks · words of a title), whatever
/// the number of plans.
struct PlanNames {
  /// A phase that names a plan.
  struct Mention {
    /// Index of the plan that is named.
    var plan: Int
    /// Index of the phase that names it.
    var phase: Int
    /// The phase, or the task that names it.
    var citation: Citation
    /// The words by which it does.
    var words: String
  }

  private struct Entry {
    var source: String
    var citation: Citation
  }

  private let entries: [Entry]
  /// The plans of each name, by its words.
  private let plansOfName: [[Substring]: [Int]]
  /// How many words the names have that begin with a word.
  private let lengths: [Substring: Set<Int>]

  /// More plans of one name in other documents than this leave open which is meant.
  private static let mostNamesakes = 3

  init(_ plans: [Plan]) {
    entries = plans.map { Entry(source: $0.source, citation: $0.citation) }
    var plansOfName: [[Substring]: [Int]] = [:]
    var lengths: [Substring: Set<Int>] = [:]
    for (index, plan) in plans.enumerated() {
      let words = Wording.split(WordMatcher.fold(plan.title)).filter { !Self.generic.contains($0) }
      guard words.count >= 2, let first = words.first else { continue }
      plansOfName[words, default: []].append(index)
      lengths[first, default: []].insert(words.count)
    }
    self.plansOfName = plansOfName
    self.lengths = lengths
  }

  /// Words of titles that say "a plan", not which.
  private static let generic: Set<Substring> = [
    "process", "framework", "plan", "roadmap", "guide", "the", "a", "an", "and", "of", "for", "with", "to", "in",
    "phases",
    "steps", "methodology", "strategy", "development", "timeline", "overview", "our", "how", "it", "success", "model",
    "approach", "schedule",
  ]

  /// The plans that phases of `plan` name, each phase once a plan; by plan and phase.
  ///
  /// A plan of the same document is meant before those of others; where many documents have a plan of that name, none is.
  func mentions(in plan: Plan) -> [Mention] {
    var mentions: [Mention] = []
    for (index, phase) in plan.phases.enumerated() {
      var named: Set<[Substring]> = []
      func take(_ text: String, _ place: Citation) {
        let words = Wording.split(WordMatcher.fold(text))
        for start in words.indices {
          guard let known = lengths[words[start]] else { continue }
          for length in known where start + length <= words.count {
            let name = Array(words[start..<start + length])
            guard let plans = plansOfName[name], named.insert(name).inserted else { continue }
            for other in meant(plans, in: plan) {
              mentions.append(
                Mention(plan: other, phase: index, citation: place, words: name.joined(separator: " ")))
            }
          }
        }
      }
      take(phase.name, phase.citation)
      for task in phase.tasks { take(task.text, task.citation) }
    }
    return mentions.sorted { ($0.plan, $0.phase) < ($1.plan, $1.phase) }
  }

  private func meant(_ namesakes: [Int], in plan: Plan) -> [Int] {
    let own = namesakes.filter { entries[$0].source == plan.source && entries[$0].citation.file == plan.citation.file }
    let others = own.isEmpty ? namesakes : own
    guard others.count <= Self.mostNamesakes || !own.isEmpty else { return [] }
    return others.filter { entries[$0].citation != plan.citation }
  }
}
