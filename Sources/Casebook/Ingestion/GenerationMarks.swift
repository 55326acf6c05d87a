internal import Foundation

/// When each generation was written, as the file system knows it: an empty file per generation, in the folder `generations`.
///
/// No clock reaches the bytes of an index: the time is the file's own, so two indexes of the same documents stay equal. It is read
/// only to find the generation that a date means; a copy that does not keep times, or another machine, has other ones.
struct GenerationMarks {
  private let folder: IndexFolder

  init(_ folder: IndexFolder) { self.folder = folder }

  /// Marks a generation as written now. Those that the history no longer has, and those of an index that was here before, go.
  /// What cannot be written is left out: the marks are a convenience.
  func mark(_ generation: UInt64) {
    try? FileManager.default.createDirectory(atPath: folder.marks, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: path(generation), contents: nil)
    for number in numbers where number > generation || number + UInt64(IndexHistory.mostGenerations) <= generation {
      try? FileManager.default.removeItem(atPath: path(number))
    }
  }

  /// The day (UTC) on which a generation was written; nil where it has no mark.
  func day(_ generation: Int) -> CivilDate? {
    var status = stat()
    guard generation >= 0, stat(path(UInt64(generation)), &status) == 0 else { return nil }
    var seconds = status.modified
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil else { return nil }
    return CivilDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }

  private func path(_ generation: UInt64) -> String { "\(folder.marks)/\(generation)" }

  private var numbers: [UInt64] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.marks)) ?? []).compactMap { UInt64($0) }
  }
}

extension stat {
  /// Seconds since 1970.
  fileprivate var modified: time_t {
    #if os(Linux)
    st_mtim.tv_sec
    #else
    st_mtimespec.tv_sec
    #endif
  }
}
