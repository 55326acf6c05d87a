import Learning

/// The tags of the Penn Treebank by what they are to a phrase.
package struct PartsOfSpeech: Sendable {
  /// Nouns and names.
  package let isNoun: [Bool]
  /// Names.
  package let isProperNoun: [Bool]
  /// What may go before a noun in its phrase: nouns, adjectives, participles, hyphens, numbers.
  package let isModifier: [Bool]
  /// Verbs of any form, without modals.
  package let isVerb: [Bool]
  /// Finite verbs and modals, which end a noun phrase.
  package let isFinite: [Bool]
  /// Modals.
  package let isModal: [Bool]
  /// Cardinal numbers.
  package let isNumber: [Bool]
  /// What begins or ends no phrase: articles, prepositions, conjunctions, marks.
  package let isEdge: [Bool]
  /// What ends no phrase.
  package let isTail: [Bool]
  /// Marks and conjunctions.
  package let isBreak: [Bool]
  /// `VBG`.
  package let isGerund: [Bool]
  /// Pronouns.
  package let isPronoun: [Bool]
  /// The names of the tags.
  package let names: [String]

  /// The parts of speech of a tagger.
  package init(_ tags: [String]) {
    func isOne(_ wanted: Set<String>) -> [Bool] { tags.map { wanted.contains($0) } }
    names = tags
    isNoun = isOne(["NN", "NNS", "NNP", "NNPS"])
    isProperNoun = isOne(["NNP", "NNPS"])
    isModifier = isOne([
      "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD", "POS", "FW", "AFX", "SYM",
    ])
    isVerb = tags.map { $0.hasPrefix("VB") }
    isFinite = isOne(["VBD", "VBZ", "VBP", "MD"])
    isModal = isOne(["MD"])
    isNumber = isOne(["CD"])
    let marks: Set<String> = [",", ".", ":", "-LRB-", "-RRB-"]
    isEdge = isOne(marks.union(["DT", "PRP$", "IN", "TO", "CC", "``", "''", "HYPH"]))
    isTail = isOne(marks.union(["DT", "PRP$", "IN", "TO", "CC", "HYPH"]))
    isBreak = isOne(marks.union(["CC"]))
    isGerund = isOne(["VBG"])
    isPronoun = tags.map { $0.hasPrefix("PRP") }
  }
}

extension Tagger {
  /// The tagger with the weights that are linked into the program; nil when they are damaged.
  package static let shared: Tagger? = (try? LinearModel.resource("tagger")).map { Tagger($0) }
}
