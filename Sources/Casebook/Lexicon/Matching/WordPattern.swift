/// A phrase of a lexicon: a regular expression over words.
///
///     pattern  = phrase { "&" phrase }            all of them, anywhere in the text
///     phrase   = [ "^" ] item { item } [ "$" ]    "^" and "$": at the begin, at the end
///     item     = ( word | number | group ) [ "?" ] | gap
///     word     = letters [ "*" ]                  "*": any ending, so a stem
///     number   = "<number>"                       digits, a Roman numeral to ten, "one" to "ten"
///     group    = "(" alternative { "|" alternative } ")"
///     gap      = ".." [ digit ]                   up to that many words between, else 3
///
/// Hyphens and apostrophes separate words, here as in the text: `go-to-market` is three words.
struct WordPattern {
  /// A place in a phrase.
  enum Slot {
    case word(WordClass)
    case gap(Int)
  }

  /// Words in a row.
  struct Phrase {
    var slots: [Slot] = []
    var atBegin = false
    var atEnd = false
  }

  /// The conjuncts, each with its spelled-out alternatives.
  var conjuncts: [[Phrase]]

  /// A pattern of this many words and alternatives is a mistake, and so is one that gives more phrases.
  static let longestPattern = 4096
  static let mostSlots = 16
  static let mostAlternatives = 512
  static let widestGap = 8
  static let mostConjuncts = 8
  static let deepestGroup = 3

  /// What is wrong with a pattern, and what to do.
  struct Failure: Error {
    var problem: String
    var remedy: String
  }

  /// Reads a pattern, and adds its words to the vocabulary.
  init(_ text: String, vocabulary: inout WordVocabulary) throws(Failure) {
    guard text.utf8.count <= Self.longestPattern else {
      throw Failure(problem: "the phrase is too long", remedy: "Split it into several phrases.")
    }
    conjuncts = []
    var parser = Parser(bytes: Array(text.utf8))
    // Lent, not copied: there are thousands of phrases.
    swap(&parser.vocabulary, &vocabulary)
    defer { swap(&parser.vocabulary, &vocabulary) }
    repeat {
      let alternatives = try parser.phrase()
      conjuncts.append(alternatives)
    } while parser.takes(UInt8(ascii: "&"))
    guard conjuncts.count <= Self.mostConjuncts else {
      throw Failure(problem: "more than \(Self.mostConjuncts) phrases joined by `&`", remedy: "Join fewer.")
    }
    if let rest = parser.peek {
      throw Failure(
        problem: "`\(text)` has an unexpected `\(Character(UnicodeScalar(rest)))`",
        remedy: "Close each `(` with `)`, and use only words, `*`, `?`, `( | )`, `..`, `<number>`, `^`, `$` and `&`.")
    }
  }
}

extension WordPattern {
  private struct Parser {
    let bytes: [UInt8]
    var vocabulary = WordVocabulary()
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next byte that is not white space.
    var peek: UInt8? {
      mutating get {
        while at < bytes.count, bytes[at] <= 32 { at += 1 }
        return at < bytes.count ? bytes[at] : nil
      }
    }

    mutating func takes(_ byte: UInt8) -> Bool {
      guard peek == byte else { return false }
      at += 1
      return true
    }

    mutating func phrase() throws(Failure) -> [Phrase] {
      let atBegin = takes(UInt8(ascii: "^"))
      let alternatives = try items(depth: 0)
      let atEnd = takes(UInt8(ascii: "$"))
      for slots in alternatives {
        guard slots.count <= WordPattern.mostSlots else {
          throw Failure(problem: "the phrase has more than \(WordPattern.mostSlots) words", remedy: "Shorten it.")
        }
        guard case .word? = slots.first else {
          throw Failure(
            problem: "the phrase has no word at its begin", remedy: "Begin with a word that always stands there.")
        }
      }
      return alternatives.map { Phrase(slots: Self.joiningGaps($0), atBegin: atBegin, atEnd: atEnd) }
    }

    /// Gaps side by side, as where the word between them is optional, are one gap.
    private static func joiningGaps(_ slots: [Slot]) -> [Slot] {
      var joined: [Slot] = []
      for slot in slots {
        if case .gap(let width) = slot, case .gap(let before)? = joined.last {
          joined[joined.count - 1] = .gap(before + width)
        } else {
          joined.append(slot)
        }
      }
      return joined
    }

    /// Items in a row, spelled out.
    mutating func items(depth: Int) throws(Failure) -> [[Slot]] {
      var sequences: [[Slot]] = [[]]
      while let byte = peek {
        var choices: [[Slot]]
        switch byte {
        case UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "&"), UInt8(ascii: "$"): return sequences
        case UInt8(ascii: "("):
          guard depth < WordPattern.deepestGroup else {
            throw Failure(problem: "groups stand too deep in groups", remedy: "Write it as several phrases.")
          }
          choices = try group(depth: depth + 1)
        case UInt8(ascii: "."): choices = [[try gap()]]
        default: choices = [try word()]
        }
        if takes(UInt8(ascii: "?")) {
          choices.append([])
          guard at == bytes.count || !Self.isLetter(bytes[at]) else {
            throw Failure(
              problem: "a `?` stands within a word", remedy: "Write both spellings: `(organisation|organization)`.")
          }
        }
        guard sequences.count * choices.count <= WordPattern.mostAlternatives else {
          throw Failure(
            problem: "the phrase spells out to more than \(WordPattern.mostAlternatives) alternatives",
            remedy: "Split it into several phrases.")
        }
        if choices.count == 1 {
          for index in sequences.indices { sequences[index] += choices[0] }
        } else {
          sequences = choices.flatMap { choice in sequences.map { $0 + choice } }
        }
      }
      return sequences
    }

    /// Alternatives; where all are single words they are one class of words, and cost nothing.
    private mutating func group(depth: Int) throws(Failure) -> [[Slot]] {
      at += 1
      var choices: [[Slot]] = []
      repeat {
        choices += try items(depth: depth)
      } while takes(UInt8(ascii: "|"))
      guard takes(UInt8(ascii: ")")) else {
        throw Failure(problem: "a `(` is not closed", remedy: "Add the `)`.")
      }
      guard choices.allSatisfy({ !$0.isEmpty }) else {
        throw Failure(problem: "a group has an empty alternative", remedy: "Write `( ... )?` for what may be absent.")
      }
      var single: [WordClass] = []
      var others: [[Slot]] = []
      for choice in choices {
        if choice.count == 1, case .word(let one) = choice[0] {
          single.append(one)
        } else {
          others.append(choice)
        }
      }
      return single.isEmpty ? others : [[.word(WordClass(union: single))]] + others
    }

    private mutating func gap() throws(Failure) -> Slot {
      guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: ".") else {
        throw Failure(problem: "a `.` stands alone", remedy: "Write `..` for up to three words between.")
      }
      at += 2
      guard at < bytes.count, (48...57).contains(bytes[at]) else { return .gap(3) }
      let width = Int(bytes[at] - 48)
      at += 1
      guard (1...WordPattern.widestGap).contains(width) else {
        throw Failure(problem: "a gap of \(width) words", remedy: "Use `..1` to `..\(WordPattern.widestGap)`.")
      }
      return .gap(width)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 128 || WordFolding.ascii[Int(byte)] != 0 }

    /// One word as written, which may be several: `long-term`.
    private mutating func word() throws(Failure) -> [Slot] {
      let begin = at
      let special = Array("|()&$?^. ".utf8)
      while at < bytes.count, bytes[at] > 32, !special.contains(bytes[at]) { at += 1 }
      var text = String(decoding: bytes[begin..<at], as: UTF8.self)
      if text == "<number>" { return [.word(.number)] }
      let isStem = text.utf8.last == UInt8(ascii: "*")
      if isStem { text.removeLast() }
      let words = WordScanner.foldedWords(of: text)
      guard let last = words.last, !text.utf8.contains(UInt8(ascii: "*")) else {
        throw Failure(
          problem: "`\(text)` is no word",
          remedy: "Use letters and digits, with `*` only at the end; `<number>` stands for any number.")
      }
      return words.dropLast().map { .word(WordClass(word: vocabulary.number(of: $0), isStem: false)) }
        + [.word(WordClass(word: vocabulary.number(of: last), isStem: isStem))]
    }
  }
}
