// A libFuzzer target for decoding, repair, front matter, template tags, Markdown and YAML. Built on its own, together
// with the sources of Markup, under the address sanitizer:
//
//     swiftc -O -sanitize=fuzzer,address -parse-as-library …

import Markup

/// Called by libFuzzer with each input. The first byte chooses format and options, the rest is the document.
///
/// - Returns: 0, as libFuzzer asks.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkdown(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let input = UnsafeBufferPointer(start: start, count: count)
  let choice = input[0]
  let bytes = Array(input.dropFirst())
  var options = DocumentReader.Options()
  options.repairsText = choice & 2 == 0
  let document = DocumentReader(options: options).read(bytes, format: choice & 1 == 0 ? .markdown : .yaml)
  check(document, count: bytes.count)
  return 0
}

/// Every place that a document names lies in the file, and every child in its parent.
private func check(_ document: MarkupDocument, count: Int) {
  var stack = document.blocks.map { ($0, 0..<count) }
  while let (block, outer) = stack.popLast() {
    precondition(outer.lowerBound <= block.range.lowerBound && block.range.upperBound <= outer.upperBound)
    let text = block.text
    let length = text.string.utf8.count
    precondition(text.runs.reduce(0) { $0 + $1.textCount } == length)
    let source = text.sourceRange
    precondition(length == 0 || source.lowerBound >= 0 && source.upperBound <= count)
    if let lead = block.lead { precondition(lead.label.upperBound <= length && lead.value.upperBound <= length) }
    for inline in block.inlines { precondition(inline.range.upperBound <= length) }
    for child in block.children { stack.append((child, block.range)) }
  }
  for entry in document.metadata.entries { precondition(entry.range.upperBound <= count) }
  for repair in document.repairs { precondition(repair.range.upperBound <= count) }
}
