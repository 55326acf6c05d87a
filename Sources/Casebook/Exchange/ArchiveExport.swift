internal import Foundation

/// Writes archives: <doc:ExportingAndImporting>.
enum Archive {
  /// The archive in a folder of an export.
  static let fileName = "casebook.ndjson"

  /// Writes all of an index, a line at a time. One document is in memory at a time.
  static func write(_ corpus: Corpus, to write: ([UInt8]) throws -> Void) throws {
    let encoder = ArchiveLine.encoder()
    var hash = ArchiveHash()
    func put(_ line: ArchiveLine) throws {
      let bytes = try line.text(encoder) + [0x0A]
      hash.add(bytes)
      try write(bytes)
    }
    let sources = try corpus.storedSources
    let corrections = try corpus.corrections
    var header = ArchiveLine(.header)
    header.schema = "\(ArchiveLine.schemaName)/\(ArchiveLine.version)"
    header.sources = sources.count
    header.documents = try corpus.documentCount
    header.corrections = corrections.count
    try put(header)
    for source in sources {
      var line = ArchiveLine(.source)
      line.label = source.label
      line.path = source.path
      line.isFolder = source.isFolder
      try put(line)
    }
    try corpus.forEachDocument { item in
      var line = ArchiveLine(.document)
      line.source = item.source
      line.document = item.document
      try put(line)
    }
    for row in corrections {
      var line = ArchiveLine(.correction)
      line.source = row.source
      line.correction = ArchivedCorrection(row)
      try put(line)
    }
    var end = ArchiveLine(.end)
    end.hash = hash.hexadecimal
    try write(try end.text(encoder) + [0x0A])
  }
}
