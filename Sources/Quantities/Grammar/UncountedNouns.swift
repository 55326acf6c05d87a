/// Numbers with a noun behind them that count nothing: kinds and steps, names, addresses.
extension FigureParser {
  /// Nouns that are counted without being figures: "two types of", "three main steps", "the two companies".
  func isUncounted(_ figure: Figure, _ amount: Amount, _ noun: CountedNoun) -> Bool {
    let value = amount.value ?? 0
    if isScaleDefinition(figure, noun) { return true }
    if isCompanyName(figure, amount, noun) || isAddress(amount) || isGroupName(figure) { return true }
    if text(noun.head) == "goals", Self.scoring.contains(text(figure.first - 1)) { return false }
    if !amount.isDigits, ["figures", "nines", "zeros"].contains(text(noun.head)) { return true }
    // "one or two applications"
    if figure.comparator == .range, !amount.isDigits, figure.low == 1, figure.high == 2 { return true }
    guard !amount.hasPlus, amount.scale == 1, figure.comparatorStart == nil || figure.comparator == .equal else {
      return false
    }
    if amount.isDigits, (amount.numeral?.decimals ?? 0) > 0, amount.numeral?.isPower != true, figure.first == 0,
      token(noun.first).flags.contains(.capital)
    {
      return true
    }
    let isEnumerating =
      traits(noun.head).contains(.enumerating) && text(noun.head - 1) != "use" && !isMove(figure, amount, noun)
    if figure.comparator == .range { return isEnumerating && !amount.isDigits }
    if isEnumerating, value <= 12,
      !(amount.isDigits && isTitleCase(around: noun.head)) || isEnumerating && !amount.isDigits
    {
      return true
    }
    guard !amount.isDigits else { return false }
    if value == 1, !isHyphen(figure.last + 1) { return true }
    if value <= 12 {
      var at = noun.first
      while at < noun.head {
        switch text(at) {
        case "main", "key", "basic", "distinct", "separate", "other", "such", "fundamental", "different", "primary",
          "core", "broad", "principal", "possible", "simple", "important", "big":
          return true
        default: break
        }
        at += 1
      }
      if value <= 4, !isHyphen(figure.last + 1) {
        switch word(figure.first - 1) {
        case .the, .this, .that: return true
        default:
          if ["these", "those", "its", "our", "their", "other", "first", "last"].contains(text(figure.first - 1)) {
            return true
          }
        }
      }
    }
    return false
  }

  /// "41 Labs": a capitalised plural that goes on with a capital, or stands capitalised in running text.
  private func isCompanyName(_ figure: Figure, _ amount: Amount, _ noun: CountedNoun) -> Bool {
    guard amount.isDigits, amount.numeral?.hasGroups != true, amount.scale == 1, amount.numeral?.isPower != true,
      figure.comparatorStart == nil, figure.comparator == .equal, !isInitialisms(noun.head),
      token(noun.head).flags.contains(.capital), noun.head == amount.last + 1,
      !token(noun.head).flags.contains(.allCaps)
    else { return false }
    let next = noun.head + 1
    if token(next).flags.contains(.capital), !traits(next).contains(.stop), !beginsSentence(next), isWord(next) {
      return true
    }
    return !isTitleCase(around: noun.head) && tokens.count > 4 && info(noun.head).topics.isEmpty
  }

  /// "TPUs", "FLOPs": capitals and the s of a plural.
  private func isInitialisms(_ index: Int) -> Bool {
    let token = token(index)
    return token.end - token.start > 2 && bytes[token.end - 1] == UInt8(ascii: "s")
      && bytes[token.start..<(token.end - 1)].allSatisfy { $0 &- 65 < 26 }
  }

  private static let scoring: Set<String> = ["scored", "scoring", "score", "conceded", "conceding", "netted", "bagged"]

  /// "221B Baker Street", "1600 Amphitheatre Parkway".
  func isAddress(_ amount: Amount) -> Bool {
    var at = amount.last + 1
    while at <= amount.last + 4, token(at).flags.contains(.capital), !beginsSentence(at) {
      if Self.streets.contains(text(at)) { return true }
      at += 1
    }
    return false
  }

  private static let streets: Set<String> = [
    "street", "st", "road", "rd", "avenue", "ave", "lane", "drive", "boulevard", "blvd", "parkway", "way", "square",
    "place", "court", "terrace", "crescent", "quay", "highway", "broadway",
  ]

  /// "the Group of 20": a capital inside a sentence names it.
  private func isGroupName(_ figure: Figure) -> Bool {
    word(figure.first - 1) == .of && text(figure.first - 2) == "group"
      && token(figure.first - 2).flags.contains(.capital)
      && !isTitleCase(around: figure.first)
  }

  /// "up 2.1 points", "lost 8 points": a move along a scale.
  private func isMove(_ figure: Figure, _ amount: Amount, _ noun: CountedNoun) -> Bool {
    guard word(noun.head) == .points || text(noun.head) == "pts", noun.head == amount.last + 1 else { return false }
    return (amount.numeral?.decimals ?? 0) > 0 || amount.sign != 0
      || !traits(figure.first - 1).isDisjoint(with: [.increase, .decrease, .changeVerb])
      || word(figure.first - 1) == .by
  }

  /// "won the 100m", "in the 400 metres": a distance that races are run or swum over, with an article, names the race.
  func isRace(_ amount: Amount) -> Bool {
    guard word(amount.first - 1) == .the, let value = amount.value, Self.raceDistances.contains(value),
      case .unit(let index, _) = amount.unit, QuantityUnit.specifications[Int(index)].name == "m"
    else { return false }
    return word(amount.first - 2) == .in || Self.racing.contains(text(amount.first - 2))
  }

  private static let raceDistances: Set<Double> = [50, 60, 100, 110, 200, 400, 800, 1500, 3000, 5000, 10_000]
  private static let racing: Set<String> = [
    "won", "wins", "win", "ran", "run", "runs", "swam", "swims", "swim", "over",
  ]

  private func isScaleDefinition(_ figure: Figure, _ noun: CountedNoun) -> Bool { text(noun.head) == "scale" }
}
