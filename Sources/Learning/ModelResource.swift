private import CModels

extension LinearModel {
  /// The model of that name that is linked into the program.
  ///
  /// - Throws: ``LinearModelError`` when there is none of that name, or its bytes are damaged.
  package static func resource(_ name: String) throws(LinearModelError) -> LinearModel {
    let blob = cmodels_blob_named(name)
    return try LinearModel(UnsafeRawBufferPointer(start: blob.bytes, count: blob.count))
  }
}
