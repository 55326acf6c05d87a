/// How the text of a field is cut into words and what is done to each: a tokenizer and the filters behind it, written as one line of text.
///
/// The line is kept in the manifest, so documents and queries are always treated alike. It is a tokenizer (`words`, `whitespace`, `keyword`,
/// `ngram:2:3`) followed by filters, separated by spaces:
///
/// | filter | what it does |
/// | --- | --- |
/// | `lower` | lower case |
/// | `fold` | drops diacritics: `café` is `cafe`, `Straße` is `strasse` |
/// | `possessive` | drops an English `'s` |
/// | `stop:LANGUAGE` | drops the language's stop words |
/// | `stopwords:a,b` | drops these words |
/// | `stem:LANGUAGE` | the Snowball stemmer of the language |
/// | `stop:auto`, `stem:auto` | those of the document's language |
/// | `length:1:64` | drops words shorter or longer than this many bytes |
/// | `synonyms:a b>c;d>c` | replaces words, or sequences of them, by one |
///
/// The names `standard`, `english` and `simple` stand for lines of their own.
public struct AnalyzerName: Sendable, Hashable, RawRepresentable {
  /// The line.
  public var rawValue: String
  /// The analyzer this line describes. It is checked when an index is opened for writing.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Unicode words in lower case, without diacritics; no stemming.
  public static let standard = AnalyzerName(rawValue: "standard")
  /// English: Unicode words in lower case, without diacritics, possessives and stop words, stemmed.
  public static let english = AnalyzerName(rawValue: "english")
  /// What is between white space, as it is.
  public static let whitespace = AnalyzerName(rawValue: "whitespace")
  /// The whole value as one term.
  public static let keyword = AnalyzerName(rawValue: "keyword")
  /// Unicode words in lower case, without the language's stop words, stemmed. The names are Snowball's: `german`, `french` ...
  public static func language(_ name: String) -> AnalyzerName {
    name == "english" ? .english : AnalyzerName(rawValue: "words lower stop:\(name) stem:\(name) fold")
  }
  /// Unicode words in lower case, without stop words and stemmed as the language of each document asks: ``Document/language``, else the one that
  /// ``LanguageDetection`` finds in the text, else none. Queries are analysed for every language that the index has documents of.
  public static let multilingual = AnalyzerName(rawValue: "words lower stop:auto stem:auto fold")
  /// Sequences of `minimum` to `maximum` characters of each word, in lower case without diacritics.
  public static func ngram(_ minimum: Int, _ maximum: Int) -> AnalyzerName {
    AnalyzerName(rawValue: "ngram:\(minimum):\(maximum) lower fold")
  }

  /// The analyzer with one more filter at its end.
  public func adding(_ filter: String) -> AnalyzerName { AnalyzerName(rawValue: line + " " + filter) }

  /// The analyzer with synonyms: each key, one word or several, is replaced by its value, one word. They apply before stemming.
  public func addingSynonyms(_ synonyms: [String: String]) -> AnalyzerName {
    let rules = synonyms.sorted { $0.key < $1.key }.map { "\(Self.escape($0.key))>\(Self.escape($0.value))" }
    return adding("synonyms:" + rules.joined(separator: ";"))
  }

  /// Whether the language of a document decides what is done to its words.
  var dependsOnLanguage: Bool {
    switch rawValue {
    case "standard", "english", "simple", "whitespace", "keyword": false
    default: line.split(separator: " ").contains { $0 == "stop:auto" || $0 == "stem:auto" }
    }
  }

  /// The analyzer for one language; for an unknown one neither stop words nor a stemmer.
  func resolved(_ language: String) -> AnalyzerName {
    guard dependsOnLanguage else { return self }
    let isKnown = Stemmer.names.contains(language)
    // English writes its foreign words with and without diacritics, and its stemmer knows none; other stemmers need them.
    let foldsFirst = language == "english" && line.hasSuffix(" fold")
    let steps = line.split(separator: " ").compactMap { step -> String? in
      switch step {
      case "fold" where foldsFirst: nil
      case "lower" where foldsFirst: "lower fold"
      case "stop:auto": isKnown ? "stop:\(language)" : nil
      case "stem:auto": isKnown ? "stem:\(language)" : nil
      default: String(step)
      }
    }
    return AnalyzerName(rawValue: steps.joined(separator: " "))
  }

  /// The line with names spelled out.
  var line: String {
    switch rawValue {
    case "standard": "words lower fold"
    case "simple": "words lower"
    // The Porter stemmer of 1980, as in Lucene: it ranked better than its successor on the collections tried.
    // Diacritics go first: `résumés` has to meet the stem of `resumes`.
    case "english": "words lower fold possessive stop:english stem:porter"
    default: rawValue
    }
  }

  /// Spaces and the rule separators cannot stand in a line.
  static func escape(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "%": result += "%25"
      case " ": result += "%20"
      case ">": result += "%3E"
      case ";": result += "%3B"
      default: result.append(character)
      }
    }
    return result
  }

  static func unescape(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      guard character == "%", rest.count >= 2 else {
        result.append(character)
        continue
      }
      switch rest.prefix(2) {
      case "25": result.append("%")
      case "20": result.append(" ")
      case "3E": result.append(">")
      case "3B": result.append(";")
      default:
        result.append(character)
        continue
      }
      rest.removeFirst(2)
    }
    return result
  }
}
