internal import CConversion
internal import Foundation

/// Bounds of one run of a converter.
package struct RunLimits: Sendable, Hashable {
  /// Wall clock.
  package var seconds = 60.0
  /// Bytes of standard output.
  package var outputBytes = 64 << 20
  /// Address space.
  package var memoryBytes = 2 << 30
  /// Bytes of each file it writes.
  package var fileBytes = 64 << 20

  /// A minute, 64 MB of output, 2 GB of memory.
  package init() {}
}

/// A program run on one document, without a shell and within limits.
enum ProgramRun {
  /// Runs a program in a folder and gives what it wrote to standard output.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: without the program's own name.
  ///   - folder: where it runs and may leave files.
  /// - Throws: `ConversionFailure` that names the program. Blocks until the program has ended.
  static func output(
    of program: String, _ arguments: [String], in folder: String, limits: RunLimits
  ) throws(ConversionFailure) -> [UInt8] {
    var result = run(program, arguments, in: folder, limits: limits)
    defer { cconversion_free(&result) }
    let name = String(program.split(separator: "/").last ?? Substring(program))
    let code = Int(result.code)
    switch result.status {
    case CCONVERSION_EXITED where code == 0:
      return Array(UnsafeBufferPointer(start: result.output, count: result.output_count))
    case CCONVERSION_EXITED:
      throw .refused(program: name, status: code, message: firstLine(of: result))
    case CCONVERSION_SIGNALLED: throw .died(program: name, signal: code)
    case CCONVERSION_TIMED_OUT: throw .tookTooLong(program: name, seconds: limits.seconds)
    case CCONVERSION_FLOODED: throw .wroteTooMuch(program: name, bytes: limits.outputBytes)
    default: throw .notStarted(program: name, reason: String(cString: strerror(result.code)))
    }
  }

  /// What a program says of itself, on standard output or standard error, whatever its status.
  static func said(
    by program: String, _ arguments: [String], in folder: String, limits: RunLimits
  ) throws(ConversionFailure) -> String {
    var result = run(program, arguments, in: folder, limits: limits)
    defer { cconversion_free(&result) }
    let output = UnsafeBufferPointer(start: result.output, count: min(result.output_count, 2048))
    return String(decoding: output, as: UTF8.self)
      + withUnsafeBytes(of: result.errors) {
        String(decoding: $0.prefix(result.error_count), as: UTF8.self)
      }
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: String, limits: RunLimits
  ) -> cconversion_run_result {
    let bounds = cconversion_limits(
      milliseconds: Int32(min(max(limits.seconds, 0.001) * 1000, 86_400_000)), output_bytes: limits.outputBytes,
      memory_bytes: UInt64(limits.memoryBytes), file_bytes: UInt64(limits.fileBytes))
    // Nothing of our own environment reaches the program but where programs are.
    let environment = [
      "PATH=\(Programs.path)", "HOME=\(folder)", "TMPDIR=\(folder)", "LANG=C.UTF-8", "LC_ALL=C.UTF-8", "TZ=UTC",
    ]
    return withCStrings([program] + arguments) { arguments in
      withCStrings(environment) { cconversion_run(program, arguments, $0, folder, bounds) }
    }
  }

  /// What the program said first, without control signs.
  private static func firstLine(of result: cconversion_run_result) -> String {
    let bytes = withUnsafeBytes(of: result.errors) { Array($0.prefix(result.error_count)) }
    let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
    let shown = line.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0 ~= $0.value) }
    return String(String.UnicodeScalarView(shown.prefix(200)))
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { body($0) } ?? body(&pointers)
    }
  }
}

/// Why a document was not converted, in words for a person.
package enum ConversionFailure: Error, Sendable, Hashable, CustomStringConvertible {
  case missing(program: String, package: String?)
  case notStarted(program: String, reason: String)
  case refused(program: String, status: Int, message: String)
  case died(program: String, signal: Int)
  case tookTooLong(program: String, seconds: Double)
  case wroteTooMuch(program: String, bytes: Int)
  /// The document itself is at fault; the reason is a whole clause.
  case unfit(String)

  package var description: String {
    switch self {
    case .missing(let program, let package):
      package.map { "not read: install \($0)" } ?? "not read: there is no program \(program)"
    case .notStarted(let program, let reason): "\(program) could not be started (\(reason))"
    case .refused(let program, let status, let message):
      message.isEmpty
        ? "\(program) could not read it (status \(status))" : "\(program) could not read it (\(message))"
    case .died(let program, let signal):
      "\(program) died of it (signal \(signal)): it is damaged, or needs more memory than a converter may have"
    case .tookTooLong(let program, let seconds):
      "\(program) was stopped after \(Int(seconds.rounded(.up))) s: leave the file out, or convert it by hand"
    case .wroteTooMuch(let program, let bytes):
      "\(program) was stopped: it wrote more than \(bytes >> 20) MB for this one document"
    case .unfit(let reason): reason
    }
  }
}

/// Where programs are.
package enum Programs {
  /// The search path that converters run with.
  static var path: String {
    guard let value = getenv("PATH"), value.pointee != 0 else { return "/usr/local/bin:/usr/bin:/bin" }
    return String(cString: value)
  }

  /// The path of a program: itself where it has a slash, else the first that can be run on the search path. nil where there is none.
  package static func find(_ name: String) -> String? {
    if name.isEmpty || name.utf8.contains(0) { return nil }
    if name.contains("/") { return canRun(name) ? name : nil }
    for folder in path.split(separator: ":") where folder.first == "/" {
      let candidate = folder + "/" + name
      if canRun(String(candidate)) { return String(candidate) }
    }
    return nil
  }

  private static func canRun(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
