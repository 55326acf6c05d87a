extension Snapshot {
  /// "Did you mean": the text with each word that no document has, or few have, replaced by the nearest word that more have; of equally near
  /// words the most frequent. nil when there is nothing to replace.
  ///
  /// Words come as they stand in the field's dictionary, so use a field without a stemmer.
  /// - Parameters:
  ///   - text: what was typed.
  ///   - field: the text field whose words are suggested.
  ///   - fewHits: a word counts as misspelt when at most this many documents have it and a near one is in ten times as many.
  public func suggestion(for text: String, field: String, fewHits: Int = 0) throws -> String? {
    guard let index = schema.index(of: field), schema.fields[index].analyzerName != nil else {
      throw FullTextError.unsupportedQuery("suggestions need a text field, and \(field) is none")
    }
    let tokens = withAnalyzers(for: text) { $0.tokens(text, field: index) }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    var isChanged = false
    for token in tokens {
      guard token.range.lowerBound >= end else { continue }
      result += bytes[end..<token.range.lowerBound]
      end = token.range.upperBound
      let frequency = try documentFrequency(index, token.term)
      if frequency <= max(0, fewHits), let near = try nearest(token.term, field: index, atLeast: frequency * 10) {
        result += near
        isChanged = true
      } else {
        result += bytes[token.range]
      }
    }
    result += bytes[end...]
    return isChanged ? String(decoding: result, as: UTF8.self) : nil
  }

  func documentFrequency(_ field: Int, _ term: [UInt8]) throws -> Int {
    try segments.reduce(0) { sum, segment in
      let info = try unsafe term.withUnsafeBufferPointer { try unsafe segment.text(field)?.dictionary.find($0) }
      return try sum + (info.map { try segment.liveDocuments(field, $0) } ?? 0)
    }
  }

  private func nearest(_ term: [UInt8], field: Int, atLeast least: Int) throws -> [UInt8]? {
    let word = Array(String(decoding: term, as: UTF8.self).unicodeScalars)
    // Short words are near too many others.
    guard word.count > 2, !word.contains(where: { $0.properties.numericType != nil }) else { return nil }
    let limit = word.count < 6 ? 1 : 2
    let found = try FuzzyTerms.find(word, limit: limit, prefix: [], field: field, snapshot: self)
    var best: (term: [UInt8], distance: Int, frequency: Int)?
    for (term, distance) in found {
      let frequency = try documentFrequency(field, term)
      if frequency < max(1, least) || distance == 0 { continue }
      if let best, (distance, -frequency) >= (best.distance, -best.frequency) { continue }
      best = (term, distance, frequency)
    }
    return best?.term
  }
}
