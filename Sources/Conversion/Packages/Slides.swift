/// Presentations.
enum Slides {
  static func convert(_ bytes: [UInt8]) throws(ConversionFailure) -> ConvertedDocument {
    throw .unfit("slides are not read yet")
  }
}
