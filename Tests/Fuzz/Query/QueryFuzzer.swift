/// libFuzzer's entry: any bytes are read as a query and run. A crash, a trap or a failed check is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzQuery(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  QueryInput.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
