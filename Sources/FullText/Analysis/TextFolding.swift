/// Lower case, diacritics and possessives, over UTF-8.
enum TextFolding {
  /// The word in lower case, by Unicode's simple and special mappings, whatever the locale.
  static func lowercased(_ word: [UInt8]) -> [UInt8] {
    var result = word
    for index in result.indices {
      let byte = result[index]
      if byte >= 0x80 { return Array(lowercasedScalars(word).utf8) }
      if byte >= 0x41, byte <= 0x5A { result[index] = byte | 0x20 }
    }
    return result
  }

  private static func lowercasedScalars(_ word: [UInt8]) -> String {
    var result = String.UnicodeScalarView()
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        let value = scalar.value >= 0x41 && scalar.value <= 0x5A ? scalar.value | 0x20 : scalar.value
        result.append(Unicode.Scalar(UInt8(value)))
      } else if scalar.value == 0x130 {
        // A capital I with a dot would give an i and a combining dot.
        result.append("i")
      } else {
        result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(result)
  }

  /// The word without diacritics; curly apostrophes become straight ones.
  static func folded(_ word: [UInt8]) -> [UInt8] {
    guard word.contains(where: { $0 >= 0x80 }) else { return word }
    var result: [UInt8] = []
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        result.append(UInt8(scalar.value))
      } else if let folded = FoldingTable.map[scalar.value] {
        result.append(contentsOf: folded)
      } else if scalar.value == 0x2019 {
        result.append(0x27)
      } else if scalar.properties.generalCategory == .nonspacingMark && scalar.value < 0x370 || scalar.value == 0x200D
        || scalar.value == 0xAD
      {
        continue
      } else {
        result.append(contentsOf: String(scalar).utf8)
      }
    }
    return result
  }

  /// The word without an English `'s` at its end.
  static func withoutPossessive(_ word: [UInt8]) -> [UInt8] {
    guard let last = word.last, last == 0x73 || last == 0x53 else { return word }
    if word.count > 2, word[word.count - 2] == 0x27 { return Array(word.dropLast(2)) }
    if word.count > 4, Array(word[(word.count - 4)...(word.count - 2)]) == [0xE2, 0x80, 0x99] {
      return Array(word.dropLast(4))
    }
    return word
  }
}
