internal import Words

/// Joins the files of a lexicon and turns their phrases into patterns.
struct LexiconCompiler {
  /// An entry with the file it came from, after later files have extended it.
  struct Merged {
    var entry: LexiconEntry
    var phrases: [Sourced<LexiconPhrase>] = []
    var examples: [Sourced<LexiconExample>] = []
  }

  /// A phrase or example with the file it stands in, which may differ within an entry.
  struct Sourced<Item> {
    var item: Item
    var file: String
    /// The file's place among the files: a later one wins.
    var rank: Int
    /// A phrase that decides, an example that must match; else an exception, an example that must not.
    var isPositive: Bool
  }

  /// Entries by first appearance. A later entry of the same id adds its words, exceptions and examples, and its name and
  /// description hold where it gives them; with `replace` only its own remain, with `remove` the entry goes.
  static func merge(_ files: [LexiconFile]) throws(LexiconError) -> [Merged] {
    var merged: [Merged] = []
    var places: [String: Int] = [:]
    for (rank, file) in files.enumerated() {
      var seen: [String: Int] = [:]
      for entry in file.entries {
        if let line = seen.updateValue(entry.line, forKey: entry.id) {
          throw LexiconError(
            file: file.source, line: entry.line, problem: "`\(entry.id)` stands twice, first in line \(line)",
            remedy: "Put the words of both into one entry.")
        }
        guard let place = places[entry.id] else {
          guard !entry.removes else {
            throw LexiconError(
              file: file.source, line: entry.line, problem: "there is no `\(entry.id)` to remove",
              remedy: near(entry.id, Array(places.keys)) ?? "Remove the line `remove: true`.")
          }
          places[entry.id] = merged.count
          merged.append(extended(Merged(entry: entry), by: entry, of: file.source, rank))
          continue
        }
        var target = merged[place]
        if entry.replaces || entry.removes {
          target.phrases = []
          target.examples = []
        }
        target.entry.removes = entry.removes
        target.entry.name = entry.name ?? target.entry.name
        target.entry.summary = entry.summary ?? target.entry.summary
        if !entry.notUnder.isEmpty || entry.replaces { target.entry.notUnder = entry.notUnder }
        merged[place] = extended(target, by: entry, of: file.source, rank)
      }
    }
    return merged.filter { !$0.entry.removes }
  }

  private static func extended(_ merged: Merged, by entry: LexiconEntry, of file: String, _ rank: Int) -> Merged {
    var merged = merged
    merged.phrases += entry.words.map { Sourced(item: $0, file: file, rank: rank, isPositive: true) }
    merged.phrases += entry.except.map { Sourced(item: $0, file: file, rank: rank, isPositive: false) }
    merged.examples += entry.matches.map { Sourced(item: $0, file: file, rank: rank, isPositive: true) }
    merged.examples += entry.rejects.map { Sourced(item: $0, file: file, rank: rank, isPositive: false) }
    return merged
  }

  /// The pattern of a phrase, or an error that says where it stands.
  static func pattern(
    _ phrase: LexiconPhrase, file: String, _ vocabulary: inout WordVocabulary
  ) throws(LexiconError) -> WordPattern {
    do {
      return try WordPattern(phrase.text, vocabulary: &vocabulary)
    } catch {
      throw LexiconError(file: file, line: phrase.line, problem: error.problem, remedy: error.remedy)
    }
  }

  /// As `pattern`, for where "&" makes no sense.
  static func singlePattern(
    _ phrase: LexiconPhrase, file: String, _ vocabulary: inout WordVocabulary
  ) throws(LexiconError) -> [WordPattern.Phrase] {
    let pattern = try pattern(phrase, file: file, &vocabulary)
    guard pattern.conjuncts.count == 1, let phrases = pattern.conjuncts.first else {
      throw LexiconError(
        file: file, line: phrase.line, problem: "`&` joins two phrases where one must stand",
        remedy: "Write one phrase, with `..` between its words, or two phrases.")
    }
    return phrases
  }

  /// Refuses a lexicon that no index can hold.
  static func checkRoom(_ builder: PhraseIndex.Builder, _ phrase: LexiconPhrase, _ file: String) throws(LexiconError) {
    guard !builder.isFull else {
      throw LexiconError(
        file: file, line: phrase.line, problem: "the lexicon has too many different words",
        remedy: "Shorten it: use stems such as `integrat*` in place of lists of forms.")
    }
  }

  private static func near(_ id: String, _ ids: [String]) -> String? {
    ids.sorted().first { Spelling.isNear(id, $0) }.map { "Did you mean `\($0)`?" }
  }
}
