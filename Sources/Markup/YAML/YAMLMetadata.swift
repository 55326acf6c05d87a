import Yams

/// YAML mappings as metadata entries.
enum YAMLMetadata {
  /// Reads a mapping.
  ///
  /// - Returns: nil when the YAML is well-formed but not a mapping: text between two thematic breaks, say.
  static func scan(
    _ text: DecodedText, _ range: Range<Int>, origin: Metadata.Origin = .frontMatter
  ) -> MetadataScan? {
    do throws(YAMLTree.Failure) {
      guard let tree = try YAMLTree.compose(text.bytes, range) else { return MetadataScan() }
      guard case .mapping = tree.root else { return nil }
      return entries(of: tree, text, limit: range.upperBound, origin: origin)
    } catch {
      var scan = MetadataScan()
      switch error {
      case .refused(let why):
        scan.diagnostics.append(
          Diagnostic(
            severity: .warning, code: "bad-front-matter", message: "front matter is not read: \(why)",
            range: text.originalRange(of: range)))
      case .invalid(let why, let offset):
        scan = lines(text, range, origin: origin)
        let place = min(max(offset, range.lowerBound), max(range.lowerBound, range.upperBound - 1))
        scan.diagnostics.append(
          Diagnostic(
            severity: .warning, code: "bad-front-matter",
            message: "front matter is not valid YAML (\(why)); read line by line",
            range: text.originalRange(of: place..<min(place + 1, range.upperBound))))
      }
      return scan
    }
  }

  private static func entries(
    of tree: YAMLTree, _ text: DecodedText, limit: Int, origin: Metadata.Origin
  ) -> MetadataScan {
    var scan = MetadataScan()
    var pending: [(key: String, node: Node)] = [("", tree.root)]
    var steps = 0
    while let (key, node) = pending.popLast(), !scan.isFull, steps < MetadataScan.maximumEntries * 4 {
      steps += 1
      switch node {
      case .scalar(let scalar):
        guard let mark = scalar.mark else { continue }
        let place = YAMLScalar(
          value: scalar.string, style: scalar.style, source: text.bytes, start: tree.offset(of: mark), limit: limit)
        scan.entries.append(
          Metadata.Entry(
            key: key, value: scalar.string, origin: origin, range: text.originalRange(of: place.range)))
      case .mapping(let mapping):
        for (name, value) in mapping.reversed() {
          let name = name.scalar?.string ?? ""
          pending.append((key.isEmpty ? name : "\(key).\(name)", value))
        }
      case .sequence(let sequence):
        for item in sequence.reversed() { pending.append((key, item)) }
      case .alias:
        continue
      }
    }
    return scan
  }

  /// `key: value` lines, for front matter that is not quite YAML (a colon in an unquoted title, template tags, a key
  /// twice).
  private static func lines(_ text: DecodedText, _ range: Range<Int>, origin: Metadata.Origin) -> MetadataScan {
    var scan = MetadataScan()
    var offset = range.lowerBound
    var key = ""
    while offset < range.upperBound, !scan.isFull {
      let next = min(FrontMatterBlock.lineEnd(text.bytes, from: offset), range.upperBound)
      defer { offset = next }
      var line = text.bytes[offset..<next]
      while let last = line.last, last <= 0x20 { line.removeLast() }
      let indentation = line.prefix { $0 == 0x20 || $0 == 0x09 }.count
      line = line.dropFirst(indentation)
      guard let head = line.first, head != UInt8(ascii: "#") else { continue }
      var value: ArraySlice<UInt8>
      if head == UInt8(ascii: "-"), line.dropFirst().first == 0x20 {
        value = line.dropFirst(2)
      } else if indentation == 0, let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        key = String(decoding: line[line.startIndex..<colon], as: UTF8.self)
        value = line[(colon + 1)...]
      } else {
        continue
      }
      while let first = value.first, first <= 0x20 { value.removeFirst() }
      if value.count >= 2, let first = value.first, first == value.last,
        first == UInt8(ascii: "\"") || first == UInt8(ascii: "'")
      {
        value = value.dropFirst().dropLast()
      }
      guard !value.isEmpty, !key.isEmpty else { continue }
      scan.entries.append(
        Metadata.Entry(
          key: key, value: String(decoding: value, as: UTF8.self), origin: origin,
          range: text.originalRange(of: value.startIndex..<value.endIndex)))
    }
    return scan
  }
}
