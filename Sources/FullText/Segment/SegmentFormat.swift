// The format of a segment. DO NOT CHANGE anything here without a new version, its line below, the article "The files of an index" and the
// stored fixture, in one commit.
//
//     segment := header section* padding table tail
//     header  := magic:u64 version:u32 zero:u32 zero:u64 checksum:u64
//     table   := checksum:u64{pages} sectionCount:varint (kind:u8 field:varint offset:varint length:varint){sectionCount}
//     tail    := tableOffset:u64 tableChecksum:u64 fileLength:u64 magic:u64
//
//     u16 u32 u64 are little-endian; a varint is seven bits a byte, the lowest first; a string or blob is a varint length and its bytes.
//     Sections begin at multiples of eight. `padding` is 2,048 zero bytes. A page is 16 KiB of the file from its start up to the table.
//
// The sections, each with the place of its grammar:
//
//     segment     documentCount:u32, then for each field totalLength:u64 documentsWithField:u32     SegmentWriter.swift
//     norms       the length of each document's text, one byte each                                 FieldNorm.swift
//     lengths     PackedColumn of the same lengths, exact, for merges                               PackedColumn.swift
//     dictionary, dictionaryIndex                                                                   TermDictionary.swift
//     postings                                                                                      PostingsFormat.swift
//     pairs, pairsIndex, pairPostings, frequentTerms: frequent pairs of neighbours                  FrequentPairs.swift
//     presence    one bit for each document that has the field
//     column      PackedColumn of the field's numbers                                               PackedColumn.swift
//     stored      the stored fields of each document                                                DocumentCodec.swift
//     storedOffsets  PackedColumn of where each begins                                              PackedColumn.swift
//
// A segment's file is called segment- and its table checksum in 16 hexadecimal digits: the same documents give the same name.
//
// Versions:
//     1   the first

/// Numbers that reach the disk.
enum SegmentFormat {
  static let magic: UInt64 = 0x0A_54_4D_47_45_53_54_46  // "FTSEGMT\n"
  static let version = 1
  static let oldestVersion = 1
  static let headerSize = 32
  static let tailSize = 32
  static let pageSize = 16_384
  /// The most documents in one segment.
  static let maximumDocumentCount = 1 << 30
  /// A term that at least one in this many documents has is kept as a bitmap.
  static let denseRatio = 16
  /// The documents that share one entry of a dense term's grid of impacts.
  static let gridWidth = 16
  /// The most words of a field whose neighbouring pairs get postings of their own, and the share of documents that has to have them.
  static let maximumFrequentTerms = 1024
  static let frequentRatio = 24
  /// In segments of this many documents and more, whose pairs would take more of the index and whose phrases gain more, the share is greater.
  static let largeDocumentCount = 1 << 16
  static let frequentRatioOfLarge = 16
  /// Below this number of documents pairs are not worth their bytes.
  static let minimumDocumentsForPairs = 1024
}

/// A named part of a segment's file.
struct SegmentSection: Equatable {
  enum Kind: UInt8 {
    case segment = 1, norms, lengths, dictionary, dictionaryIndex, postings, pairs, pairsIndex, pairPostings,
      frequentTerms
    case presence, column, stored, storedOffsets
  }
  var kind: Kind
  var field: Int
  var range: Range<Int>
}
