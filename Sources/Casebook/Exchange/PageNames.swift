internal import Words

/// Names of files for the pages of documents: readable, and each once whatever the file system takes for equal.
struct PageNames {
  /// Of the names, with its dot.
  let suffix: String
  private var taken: Set<String> = []

  init(suffix: String) { self.suffix = suffix }

  /// The next name.
  mutating func name(for item: SourcedDocument) -> String {
    let plain = slug("\(item.source) \(item.document.path)").unicodeScalars.filter { $0.isASCII }
    let base = String(String.UnicodeScalarView(plain).prefix(80))
    var name = base.isEmpty ? "document" : base
    var number = 1
    while !taken.insert(name).inserted {
      number += 1
      name = "\(base)-\(number)"
    }
    return name + suffix
  }
}
