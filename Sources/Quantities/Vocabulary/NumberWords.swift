extension MetricWords {
  /// Number words, magnitudes, ordinals, fractions and multipliers of English.
  mutating func addNumbers() {
    let small = """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
      eighteen nineteen
      """.split(separator: " ")
    for (value, word) in small.enumerated() { add(String(word), .small, value: Double(value)) }
    let tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(separator: " ")
    for (index, word) in tens.enumerated() { add(String(word), .tens, value: Double(index * 10 + 20)) }
    add("hundred", .hundred, value: 100)
    for (words, value) in [
      ("thousand", 1e3), ("million mln mil mio mn mill", 1e6), ("billion bn bln bil milliard", 1e9),
      ("trillion tn trn tln", 1e12), ("quadrillion", 1e15), ("lakh lac", 1e5), ("crore cr", 1e7), ("lakhs lacs", 1e5),
      ("crores", 1e7),
    ] {
      for word in words.split(separator: " ") { add(String(word), .scale, value: value) }
    }
    for (words, value) in Self.foreignScales {
      for word in words.split(separator: " ") { add(String(word), [.scale, .foreign], value: value) }
    }
    for (word, value) in [("k", 1e3), ("m", 1e6), ("mm", 1e6), ("b", 1e9), ("t", 1e12), ("g", 1e9)] {
      add(word, .letterScale, value: value)
    }
    for (word, value) in [
      ("hundreds", 1e2), ("thousands", 1e3), ("millions", 1e6), ("billions", 1e9), ("trillions", 1e12), ("tens", 10),
      ("dozens", 12), ("scores", 20),
    ] {
      add(word, .vagueScale, value: value)
    }
    add("dozen", .dozen, value: 12)
    add("dozens dozs dzs", .manyDozens)
    let ordinals = """
      first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth \
      sixteenth seventeenth eighteenth nineteenth twentieth
      """.split(separator: " ")
    for (index, word) in ordinals.enumerated() {
      add(String(word), .ordinal, value: Double(index + 1))
      if index >= 2 {
        add(String(word), .fraction, value: Double(index + 1))
        add(String(word) + "s", .fraction, value: Double(index + 1))
      }
    }
    for (word, value) in [("half", 2.0), ("quarter", 4), ("quarters", 4)] {
      add(word, .fraction, value: value)
    }
    for (index, word) in tens.enumerated() where index > 0 {
      let stem = word.dropLast() + "ieth"
      for form in [stem, stem + "s"] { add(String(form), .fraction, value: Double(index * 10 + 20)) }
    }
    for (word, value) in [("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)] {
      for tail in ["th", "ths"] { add(word + tail, .fraction, value: value) }
    }
    for (stem, value) in [("doubl", 2.0), ("tripl", 3), ("trebl", 3), ("quadrupl", 4), ("quintupl", 5)] {
      for tail in ["e", "es", "ed", "ing"] { add(stem + tail, .multiplier, value: value) }
    }
    for word in ["halve", "halves", "halved", "halving"] { add(word, .multiplier, value: 0.5) }
    for (word, value) in [("twice", 2.0), ("thrice", 3)] { add(word, .multiplier, value: value) }
    for (index, word) in small.enumerated() where index >= 2 { add(word + "fold", .fold, value: Double(index)) }
    for (index, word) in tens.enumerated() { add(word + "fold", .fold, value: Double(index * 10 + 20)) }
    add("hundredfold", .fold, value: 100)
    add("thousandfold", .fold, value: 1000)
    add("several few multiple", .vagueCount)
  }

  /// Magnitudes of other languages, in the forms that stand behind digits. Forms that mean something else in English, or another
  /// magnitude in another language, are read by `ambiguousScale`.
  private static let foreignScales: [(String, Double)] = [
    // German, Dutch and the Nordic languages.
    ("tausend tsd duizend tusen tusind tuhat tuhatta þúsund", 1e3),
    ("millionen miljoen miljoenen miljon miljoner millioner miljoona miljoonaa milj mnkr mkr", 1e6),
    ("milliarde milliarden mrd miljard miljarden miljarder milliarder miljardi miljardia mld mia mdkr mdr", 1e9),
    ("billionen biljoen biljoenen biljoner biljon", 1e12),
    // Romance languages.
    ("mille mila milhar milhares", 1e3),
    ("millón millones milhão milhões milhao milhoes milione milioni milioane milion milió", 1e6),
    ("milliards miliardo miliardi bilhão bilhões bilhao bilhoes miliarde", 1e9),
    ("billón billones trilhão trilhões trilhao trilhoes trillones bilioni", 1e12),
    // Slavic languages, Hungarian, Turkish.
    ("tys tysiąc tysiące tysięcy tisíc тыс тысяч тысячи тисяч ezer", 1e3),
    (
      "miliony milionów milionu milionů milijun milijuna milijonov млн миллион миллиона миллионов мільйонів millió milyon",
      1e6
    ),
    (
      "miliard miliardy miliardów miliarda miliardů milijardi milijardy млрд миллиард миллиарда миллиардов мільярдів milliárd milyar",
      1e9
    ),
    // Indonesian, Malay, Vietnamese.
    ("ribu nghìn ngàn", 1e3), ("juta triệu", 1e6), ("miliar tỷ", 1e9), ("triliun", 1e12),
    // Chinese, Japanese, Korean; the lexer parts them from what they touch.
    ("百 백", 1e2), ("千 仟 천", 1e3), ("万 萬 만", 1e4), ("亿 億 억", 1e8), ("兆 조", 1e12),
  ]
}
