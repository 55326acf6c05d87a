/// Which links of a page lead to the site itself.
struct PageLinks {
  /// The site's host without "www.", empty where the page does not tell.
  private let host: [UInt8]

  /// The host that most links with a host name; pages link to themselves more than to any other site.
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
    host = counts.max { ($0.value, $1.key.count) < ($1.value, $0.key.count) }?.key ?? []
  }

  func isExternal(_ target: ArraySlice<UInt8>) -> Bool {
    guard let other = PageLinks.host(of: target) else { return false }
    return !host.isEmpty && other != host
  }

  /// The share of an element's links that lead elsewhere. Complexity: O(nodes of the element).
  func externalShare(_ tree: HTMLTree, in index: Int) -> Float {
    var links = 0
    var external = 0
    for place in tree.subtree(index) where tree.nodes[place].tag == .a {
      guard let target = tree.attributeBytes(.href, of: place) else { continue }
      links += 1
      if isExternal(target) { external += 1 }
    }
    return links > 0 ? Float(external) / Float(links) : 0
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
