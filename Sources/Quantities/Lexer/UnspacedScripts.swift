/// Scripts that put no space between words: Chinese, Japanese, Korean, Thai and their neighbours. Digits are parted from the letters
/// they touch, and behind digits magnitudes and units are parted from what follows: `收入增长25%`, `500万美元`, `3개월`.
extension MetricLexer {
  /// Where a magnitude or unit ends that begins at the position, joined to a number or magnitude before it; nil for other words.
  func unspacedUnitEnd(_ tokens: [Token]) -> Int? {
    guard let last = tokens.last, last.end == position, pending.isDisjoint(with: [.space, .sentence]) else {
      return nil
    }
    guard last.kind == .number || last.kind == .word && isUnspacedMagnitude(last) else { return nil }
    for unit in Self.unspacedUnits where unit[0] == bytes[position] {
      let end = position + unit.count
      if end <= bytes.count, bytes[position..<end].elementsEqual(unit) { return end }
    }
    return nil
  }

  private func isUnspacedMagnitude(_ token: Token) -> Bool {
    bytes[token.start] >= 0xE0 && lexicon.infos[Int(token.code)].traits.contains(.scale)
  }

  /// The lexicon's words of these scripts, longest first.
  private static let unspacedUnits: [[UInt8]] = Vocabulary.shared.spellings
    .filter { word in
      String(decoding: word, as: UTF8.self).unicodeScalars.first.map { CodePoint.isUnspaced($0.value) } ?? false
    }
    .sorted { $0.count > $1.count }
}

extension CodePoint {
  /// A letter of a script that is written without spaces between words.
  static func isUnspaced(_ code: UInt32) -> Bool {
    switch code {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FFF, 0x3005...0x3007, 0x3040...0x9FFF,
      0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}

extension FigureParser {
  /// A word of such a script joined to what stands before it.
  func touchesUnspaced(_ index: Int) -> Bool {
    let token = token(index)
    guard token.kind == .word, isJoined(index), bytes[token.start] >= 0xE0 else { return false }
    let text = String(decoding: bytes[token.start..<min(token.end, token.start + 4)], as: UTF8.self)
    return text.unicodeScalars.first.map { CodePoint.isUnspaced($0.value) } ?? false
  }

  /// `2023年5月3日`, `5月`, `2024년`: a year, month or day with the word for it joined.
  mutating func readUnspacedDate(_ index: Int) -> Bool {
    guard isNumber(index), touchesUnspaced(index + 1) else { return false }
    var last = -1
    var at = index
    if year(at) != nil, Self.yearWords.contains(text(at + 1)) {
      last = at + 1
      at += 2
    }
    if isNumber(at), length(at) <= 2, Self.monthWords.contains(text(at + 1)), isJoined(at + 1) {
      last = at + 1
      at += 2
      if isNumber(at), length(at) <= 2, Self.dayWords.contains(text(at + 1)), isJoined(at + 1) { last = at + 1 }
    }
    guard last > index else { return false }
    figures.append(Figure(.date, first: index, last: last, rule: "date: year, month and day joined to their words"))
    return true
  }

  private static let yearWords: Set<String> = ["年", "년", "年度"]
  private static let monthWords: Set<String> = ["月", "월"]
  private static let dayWords: Set<String> = ["日", "일", "号"]
}

extension MetricWords {
  /// Units and counted words that stand right behind digits.
  mutating func addUnspacedUnits() {
    let units = [
      ("年 年間 년", "year"), ("个月 個月 ヶ月 か月 カ月 ヵ月 ヶ月間 か月間 개월", "month"), ("周 週 週間 주", "week"),
      ("天 日 日間 일", "day"), ("小时 小時 時間 시간", "hour"), ("分钟 分鐘 分間 分 분", "minute"), ("秒 秒間 초", "second"),
      ("毫秒 ミリ秒", "millisecond"), ("公里 キロメートル", "km"), ("吨 噸 トン 톤", "tonne"), ("公斤 千克", "kg"),
    ]
    for (words, unit) in units {
      guard let index = QuantityUnit.specifications.firstIndex(where: { $0.name == unit }) else { continue }
      let trait: WordTraits = QuantityUnit.specifications[index].dimension == .time ? .timeUnit : .physicalUnit
      for word in words.split(separator: " ") {
        add(String(word), trait)
        let id = entry(String(word))
        infos[id].unit = Int16(index)
      }
    }
    let currencies = [
      ("美元 美金 ドル 달러 ดอลลาร์", "USD"), ("欧元 歐元 ユーロ 유로", "EUR"), ("人民币 人民幣 人民元 위안", "CNY"),
      ("日元 日圓 엔", "JPY"), ("韩元 韓元 ウォン 원", "KRW"), ("英镑 英鎊 ポンド 파운드", "GBP"), ("新台币 台币 新台幣 台幣", "TWD"),
      ("港元 港币 港幣", "HKD"), ("บาท", "THB"),
    ]
    for (words, code) in currencies {
      guard let index = CurrencyTable.codes.firstIndex(of: code) else { continue }
      for word in words.split(separator: " ") {
        add(String(word), .currencyWord)
        let id = entry(String(word))
        infos[id].currency = Int16(index)
      }
    }
    add("人 名 位 명 人次 家 社 件 个 個 台 次 회 건 개 곳 店 店舗 户 戶 คน", .pluralNoun)
    add("倍 배 เท่า 月 월 号 年度", [])
  }
}
