internal import Words

/// The words the grammar knows, found by the bytes of a word without making a string: open addressing over an FNV-1a hash of
/// the lower-cased bytes. Built once; read only.
struct Vocabulary: Sendable {
  static let shared = Vocabulary()

  /// By word id; 0 is the empty entry of unknown words.
  private(set) var infos: [WordInfo]
  private(set) var spellings: [[UInt8]]
  private var slots: [UInt16]
  private var hashes: [UInt32]
  private let mask: Int

  static let hashSeed: UInt32 = 2_166_136_261

  /// One step of the hash, over a byte already in lower case.
  @inline(__always)
  static func step(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

  private init() {
    let source = MetricWords.build()
    infos = source.infos
    spellings = source.spellings.map { Array($0.utf8) }
    var size = 1024
    while size < spellings.count * 4 { size *= 2 }
    mask = size - 1
    slots = [UInt16](repeating: 0, count: size)
    hashes = [UInt32](repeating: 0, count: spellings.count)
    for id in 1..<spellings.count {
      let hash = spellings[id].reduce(Self.hashSeed, Self.step)
      hashes[id] = hash
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt16(id)
    }
  }

  /// The id of the word at `start..<end`, whose lower-cased bytes hash to `hash`; 0 when unknown.
  @inline(__always)
  func id(_ bytes: [UInt8], _ start: Int, _ end: Int, hash: UInt32) -> UInt16 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let id = slots[slot]
      if id == 0 { return 0 }
      if hashes[Int(id)] == hash, matches(Int(id), bytes, start, end) { return id }
      slot = (slot + 1) & mask
    }
  }

  private func matches(_ id: Int, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    let spelling = spellings[id]
    guard spelling.count == end - start else { return false }
    for offset in 0..<spelling.count where spelling[offset] != lowered(bytes[start + offset]) { return false }
    return true
  }

  /// The id of a word given as text; for set-up and for context strings.
  func id(of word: some StringProtocol) -> UInt16 {
    let bytes = Array(word.utf8)
    let hash = bytes.reduce(Self.hashSeed) { Self.step($0, lowered($1)) }
    return id(bytes, 0, bytes.count, hash: hash)
  }

  /// What is known of a word given as text; of its singular when the plural is not listed.
  func info(of word: some StringProtocol) -> WordInfo { infos[Int(id(of: word))] }
}

/// Collects word lists into lexicon entries; a word of several lists has all their readings.
struct MetricWords {
  var infos: [WordInfo] = [WordInfo()]
  var spellings: [String] = [""]
  var ids: [String: Int] = [:]

  static func build() -> MetricWords {
    var source = MetricWords()
    for word in Word.allCases where word != .unknown { _ = source.entry(word.spelling) }
    source.addNumbers()
    source.addUnits()
    source.addCurrencies()
    source.addUnspacedUnits()
    source.addGrammar()
    source.addChange()
    source.addTopics()
    source.addTitleWords()
    return source
  }

  mutating func entry(_ word: String) -> Int {
    if let id = ids[word] { return id }
    let id = spellings.count
    ids[word] = id
    spellings.append(word)
    infos.append(WordInfo())
    return id
  }

  /// Adds words from a list separated by spaces. `word+` adds the plural too; `word!` adds a verb's forms.
  mutating func add(_ list: String, _ traits: WordTraits, topics: Topics = []) {
    for item in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      for form in Self.forms(String(item)) {
        let id = entry(form)
        infos[id].traits.formUnion(traits)
        infos[id].topics.formUnion(topics)
      }
    }
  }

  mutating func add(_ word: String, _ traits: WordTraits, value: Double) {
    for form in Self.forms(word) {
      let id = entry(form)
      infos[id].traits.formUnion(traits)
      infos[id].value = value
    }
  }

  mutating func add(topics: Topics, _ list: String) { add(list, [], topics: topics) }

  static func forms(_ item: String) -> [String] {
    guard let mark = item.last, mark == "+" || mark == "!" else { return [item] }
    let word = String(item.dropLast())
    return mark == "+" ? [word, plural(of: word)] : verbForms(of: word)
  }

  static func plural(of word: String) -> String {
    if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
      return word.dropLast() + "ies"
    }
    if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("ch") || word.hasSuffix("sh") { return word + "es" }
    return word + "s"
  }

  /// Regular forms; irregular ones are listed where they are used.
  static func verbForms(of word: String) -> [String] {
    var stem = word
    if word.hasSuffix("e") {
      stem.removeLast()
      return [word, word + "s", word + "d", stem + "ing"]
    }
    if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
      stem.removeLast()
      return [word, stem + "ies", stem + "ied", word + "ing"]
    }
    return [word, plural(of: word), word + "ed", word + "ing"]
  }
}
