/// Which links of a page lead to the site itself.
struct PageLinks {
  private let links: NodeCounts
  private let external: NodeCounts

  /// The site's host is the one that most links name; pages link to themselves more than to any other site.
  init(_ tree: HTMLTree) {
    var counts: [[UInt8]: Int] = [:]
    for index in tree.nodes.indices where tree.nodes[index].tag == .a || tree.nodes[index].tag == .link {
      guard let target = tree.attributeBytes(.href, of: index), let host = PageLinks.host(of: target) else { continue }
      // The canonical link is the page's own address.
      let isCanonical =
        tree.nodes[index].tag == .link
        && tree.attributeBytes(.rel, of: index)?.elementsEqual("canonical".utf8) == true
      if tree.nodes[index].tag == .link && !isCanonical { continue }
      counts[host, default: 0] += isCanonical ? 1000 : 1
    }
    let own =
      counts.max { a, b in
        a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
      }?.key ?? []
    links = NodeCounts(tree) { tree.nodes[$0].tag == .a && tree.has(.href, $0) }
    external = NodeCounts(tree) { index in
      guard tree.nodes[index].tag == .a, let target = tree.attributeBytes(.href, of: index) else { return false }
      guard !own.isEmpty, let other = PageLinks.host(of: target) else { return false }
      return other != own
    }
  }

  /// How many links an element holds.
  func count(_ tree: HTMLTree, in index: Int) -> Int { links.count(in: tree, index) }

  /// The share of an element's links that lead elsewhere.
  func externalShare(_ tree: HTMLTree, in index: Int) -> Float {
    let all = links.count(in: tree, index)
    return all > 0 ? Float(external.count(in: tree, index)) / Float(all) : 0
  }

  /// Between "//" and the next "/", "?" or ":".
  private static func host(of target: ArraySlice<UInt8>) -> [UInt8]? {
    guard let colon = target.prefix(8).firstIndex(of: UInt8(ascii: "/")), colon + 1 < target.endIndex,
      target[colon + 1] == UInt8(ascii: "/")
    else { return nil }
    var host: [UInt8] = []
    for byte in target[(colon + 2)...] {
      if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":") { break }
      host.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      if host.count > 128 { return nil }
    }
    if host.starts(with: "www.".utf8) { host.removeFirst(4) }
    return host.isEmpty ? nil : host
  }
}
