/// Which claims are compared with which.
///
/// Only claims of one scale, counted noun and part, whose subjects' names begin with the same word, can measure the same: they
/// form a bucket. In a small bucket each is compared with each; in a large one each with its nearest neighbours by value, and with
/// those of the same sort of measure and scope. So the number of comparisons is in proportion to that of the claims.
struct ClaimPairs {
  struct Pair {
    var a: Int
    var b: Int
    var match: ClaimMatcher.Match
  }

  /// Pairs that can be compared, in order.
  private(set) var pairs: [Pair] = []
  /// How many pairs were looked at.
  private(set) var comparisons = 0

  /// A bucket of more claims than this is a large one.
  static let window = 128
  /// With how many of those behind it a claim of a large bucket is compared, in each order.
  static let neighbours = 24

  private let claims: [Claim]
  private let matcher = ClaimMatcher()

  private struct Key: Hashable {
    var scale: ValueScale
    var part: ClaimMatcher.Part
    var name: Substring
    var head: Int32?
  }

  private struct Member {
    var claim: Int
    /// The bucket's word begins a name of its subject, and not only one that stands around it.
    var isNamed: Bool
  }

  /// Complexity: O(claims · (log claims + ``window``)).
  init(_ claims: [Claim]) {
    self.claims = claims
    let buckets = buckets()
    for (key, members) in buckets {
      compare(members)
      guard key.head != nil,
        let nameless = buckets[Key(scale: key.scale, part: key.part, name: key.name, head: nil)]
      else { continue }
      compare(members, of: key.head, withNameless: nameless)
    }
    pairs.sort { ($0.a, $0.b) < ($1.a, $1.b) }
    var kept = 0
    for index in pairs.indices
    where index == 0 || (pairs[index].a, pairs[index].b) != (pairs[kept - 1].a, pairs[kept - 1].b) {
      pairs[kept] = pairs[index]
      kept += 1
    }
    pairs.removeSubrange(kept...)
  }

  private func buckets() -> [Key: [Member]] {
    var buckets: [Key: [Member]] = [:]
    for (index, claim) in claims.enumerated() {
      guard let part = ClaimMatcher.Part(claim) else { continue }
      // The first word, so that "Google" meets "Google Cloud".
      let named = Set(claim.subject.names.map(Self.first))
      for name in named.union(claim.subject.others.map(Self.first)) {
        buckets[Key(scale: claim.value.scale, part: part, name: name, head: claim.headID), default: []].append(
          Member(claim: index, isNamed: named.contains(name)))
      }
    }
    return buckets
  }

  private static func first(of name: String) -> Substring { name.prefix { $0 != " " } }

  private mutating func compare(_ members: [Member]) {
    guard members.count > Self.window else {
      for (place, x) in members.enumerated() {
        for y in members[(place + 1)...] { consider(x, y) }
      }
      return
    }
    let claims = claims
    let byValue = members.sorted {
      (claims[$0.claim].value.stated, $0.claim) < (claims[$1.claim].value.stated, $1.claim)
    }
    let byMeasure = byValue.enumerated().sorted { x, y in
      // Not the claims themselves: copying them would cost more than comparing.
      let (a, b) = (x.element.claim, y.element.claim)
      if claims[a].sorts != claims[b].sorts { return claims[a].sorts.precedes(claims[b].sorts) }
      if claims[a].scope != claims[b].scope { return claims[a].scope.precedes(claims[b].scope) }
      return x.offset < y.offset
    }.map(\.element)
    for order in [byValue, byMeasure] {
      for (place, x) in order.enumerated() {
        for y in order[(place + 1)...].prefix(Self.neighbours) { consider(x, y) }
      }
    }
  }

  /// Counts whose noun was not found meet those whose noun is among their words.
  private mutating func compare(_ members: [Member], of head: Int32?, withNameless nameless: [Member]) {
    guard let head else { return }
    let candidates = nameless.filter { claims[$0.claim].scope.contains(head) }.prefix(Self.window)
    for x in members.prefix(Self.window) { for y in candidates { consider(x, y) } }
  }

  private mutating func consider(_ x: Member, _ y: Member) {
    guard x.isNamed || y.isNamed else { return }
    comparisons += 1
    let (a, b) = (min(x.claim, y.claim), max(x.claim, y.claim))
    guard let match = matcher.match(claims[a], claims[b]) else { return }
    pairs.append(Pair(a: a, b: b, match: match))
  }
}
