/// Chooses the element that holds a page's content.
///
/// For each element two shares are weighed: how much of the page's content-like text it holds, and how much of what it
/// holds is content-like. The first alone would choose the body, the second a single paragraph. Tags and names that
/// authors give to articles add to it. This is the idea of text density (Sun, Song, Liao: "DOM based content extraction
/// via text density", SIGIR 2011) with the shares in the place of sums.
struct ContentRoot {
  /// Weight of purity against coverage.
  static let purityWeight: Float = 1.2

  /// What a larger element must add: sentences in its further text.
  static let addedPurity: Float = 0.5

  let node: Int

  init(_ tree: HTMLTree, _ statistics: TextStatistics, _ furniture: Furniture) {
    let total = max(statistics.sums[0].mass, 1)
    var best = 0
    var bestScore: Float = -1
    // On a page of a few lines, purity is chance.
    let purityWeight = ContentRoot.purityWeight * min(max(statistics.sums[0].text / 1000, 0.25), 1)
    var index = 0
    while index < tree.nodes.count {
      let node = tree.nodes[index]
      if node.isText || furniture.dropped[index] || node.tag.isInvisible {
        index = Int(node.subtreeEnd)
        continue
      }
      let sums = statistics.sums[index]
      // What holds little can't win, nor can anything in it.
      if sums.mass * 20 < total {
        index = index == 0 ? 1 : Int(node.subtreeEnd)
        continue
      }
      if ContentRoot.isContainer(node.tag) {
        let coverage = sums.mass / total
        let purity = statistics.purity(index)
        var score = coverage * power(purity, purityWeight)
        score *= ContentRoot.authorWeight(tree, index, furniture.evidence[index], mass: sums.mass)
        if score > bestScore {
          best = index
          bestScore = score
        }
      }
      index += 1
    }
    let marked = ContentRoot.marked(in: best, tree, statistics, furniture) ?? best
    let chosen = ContentRoot.narrowed(marked, tree, statistics, furniture)
    self.node = ContentRoot.titled(in: chosen, tree, statistics, furniture) ?? chosen
  }

  /// Where the whole page was chosen, its only `main`: what stands outside it with as many sentences is what archives of
  /// pages, consent tools and the like put around it. Nil where there is none with the title and a good part of the text.
  private static func marked(
    in chosen: Int, _ tree: HTMLTree, _ statistics: TextStatistics, _ furniture: Furniture
  ) -> Int? {
    guard tree.nodes[chosen].tag == .body || tree.nodes[chosen].tag == .html || chosen == 0 else { return nil }
    var only: Int?
    for index in tree.nodes.indices where tree.nodes[index].tag == .main && !furniture.dropped[index] {
      if only != nil { return nil }
      only = index
    }
    guard let only, furniture.titles.count(in: tree, only) > 0 else { return nil }
    let mass = statistics.sums[only].mass
    return mass >= 600 && mass >= statistics.sums[chosen].mass * 0.3 ? only : nil
  }

  /// Where a page holds whole articles one below the other, the one that bears the page's title; nil for other pages.
  private static func titled(
    in chosen: Int, _ tree: HTMLTree, _ statistics: TextStatistics, _ furniture: Furniture
  ) -> Int? {
    var articles: [Int] = []
    var index = chosen + 1
    while index < Int(tree.nodes[chosen].subtreeEnd) {
      let node = tree.nodes[index]
      if node.isText || furniture.dropped[index] {
        index = Int(node.subtreeEnd)
      } else if node.tag == .article {
        articles.append(index)
        index = Int(node.subtreeEnd)
      } else {
        index += 1
      }
    }
    guard articles.count >= 2, articles.count <= 200 else { return nil }
    let titles = TitleLines(tree, takesHeadings: false)
    let named = articles.filter { article in
      tree.subtree(article).contains { place in
        guard let level = tree.nodes[place].tag.headingLevel, level <= 2 else { return false }
        return titles.contains(ContentLines.text(below: place, tree))
      }
    }
    guard let only = named.first, named.count == 1 else { return nil }
    // Parts of one text are marked as articles, too: a part that bears the title and little else isn't all of it.
    let mass = statistics.sums[only].mass
    let rest = articles.reduce(0) { $0 + statistics.sums[$1].mass } - mass
    return mass >= 300 && rest >= 300 ? only : nil
  }

  /// The element inside the chosen one that the rest adds too little to.
  ///
  /// Of an element and one inside it, the outer is right when what it adds is mostly sentences: that is so for the one
  /// with the greatest sum of sentences less a part of all text.
  private static func narrowed(
    _ chosen: Int, _ tree: HTMLTree, _ statistics: TextStatistics, _ furniture: Furniture
  ) -> Int {
    func gain(_ index: Int) -> Float { statistics.sums[index].mass - addedPurity * statistics.sums[index].text }
    let mass = statistics.sums[chosen].mass
    let text = statistics.sums[chosen].text
    guard mass >= 800 else { return chosen }
    var best = chosen
    var bestGain = gain(chosen)
    var index = chosen + 1
    while index < Int(tree.nodes[chosen].subtreeEnd) {
      let node = tree.nodes[index]
      if node.isText || furniture.dropped[index] || node.tag.isInvisible || statistics.sums[index].mass < mass * 0.5 {
        index = Int(node.subtreeEnd)
        continue
      }
      let addedMass = mass - statistics.sums[index].mass
      let addedText = max(text - statistics.sums[index].text, 1)
      if isContainer(node.tag), statistics.purity(index) > 0.65, addedMass < addedText * 0.7 * statistics.purity(index),
        gain(index) > bestGain
      {
        best = index
        bestGain = gain(index)
      }
      index += 1
    }
    return best
  }

  private static func isContainer(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .div, .article, .section, .main, .body, .td, .center, .unknown, .table, .tbody, .html, .ul, .ol, .dl, .li,
      .blockquote, .pre, .figure, .details, .form, .aside, .header, .footer, .font, .span:
      return true
    default: return false
    }
  }

  private static func authorWeight(_ tree: HTMLTree, _ index: Int, _ names: NameEvidence?, mass: Float) -> Float {
    var weight: Float = 1
    switch tree.nodes[index].tag {
    case .article: weight *= 1.3
    case .main: weight *= 1.1
    // A cell of this much text is a column of a page laid out by tables.
    case .td, .table, .tbody: if mass < 300 { weight *= 0.8 }
    case .ul, .ol, .li, .dl, .blockquote, .pre, .figure, .font, .span, .header, .footer, .aside:
      weight *= 0.8
    default: break
    }
    if let names {
      if names.isBody { weight *= 1.4 } else if names.isContent { weight *= 1.05 }
      if names.isFurniture { weight *= 0.7 }
      if names.isComments { weight *= 0.4 }
      if names.isMeta { weight *= 0.8 }
    }
    return weight
  }
}

/// `base` to the power of a small positive exponent, without Foundation: exponents of halves and fifths suffice here.
func power(_ base: Float, _ exponent: Float) -> Float {
  guard base > 0 else { return 0 }
  // exp(exponent · ln(base)), ln by its series around 1 after halving, exp by repeated squaring.
  var x = base
  var halvings: Float = 0
  while x < 0.7 {
    x *= 2
    halvings += 1
  }
  let y = (x - 1) / (x + 1)
  let y2 = y * y
  let logarithm = 2 * y * (1 + y2 * (1 / 3 + y2 * (1 / 5 + y2 / 7))) - halvings * 0.693147
  var z = exponent * logarithm / 1024
  z = 1 + z + z * z / 2
  for _ in 0..<10 { z *= z }
  return z
}
