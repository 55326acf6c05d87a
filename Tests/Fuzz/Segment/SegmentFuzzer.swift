/// libFuzzer's entry: any bytes are opened and searched as a segment. A crash, a trap or a failed check is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSegment(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  SegmentInput.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
