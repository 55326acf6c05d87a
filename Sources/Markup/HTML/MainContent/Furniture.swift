/// Finds what is on a page besides its content: navigation, forms, advertisements, share buttons, related items,
/// comments.
///
/// What an element is called is evidence, not proof: nothing that holds a good part of the page's text is dropped for its
/// name alone.
struct Furniture {
  private(set) var dropped: [Bool]
  /// What the names of each element say; `nil` where it was not asked.
  private(set) var evidence: [NameEvidence?]
  /// First headings.
  let titles: NodeCounts
  /// Headings of any level.
  let headings: NodeCounts

  /// Complexity: O(nodes + bytes of class names).
  ///
  /// - Parameter trustsNames: whether what elements are called counts. A page may name its text "sidebar"; where nothing
  ///   is left of a page, tags alone decide.
  init(_ tree: HTMLTree, trustsNames: Bool = true) {
    let count = tree.nodes.count
    dropped = [Bool](repeating: false, count: count)
    evidence = [NameEvidence?](repeating: nil, count: count)
    titles = NodeCounts(tree) { tree.nodes[$0].tag == .h1 }
    headings = NodeCounts(tree) { tree.nodes[$0].tag.headingLevel != nil }
    let navigation = NodeCounts(tree) { tree.nodes[$0].tag == .nav }
    let paragraphs = NodeCounts(tree) { tree.nodes[$0].tag == .p }
    let whole = TextStatistics(tree, dropped: dropped)
    let total = max(whole.sums[0].mass, 1)
    for teaser in TeaserGroups.find(tree, whole) { dropped[teaser] = true }
    let shares = NameShares(tree, whole, total: total)
    let article = Furniture.articleMass(tree, whole)
    var index = 0
    var articleEnd = 0
    var codeEnd = 0
    while index < count {
      let node = tree.nodes[index]
      if node.tag == .pre || node.tag == .code { codeEnd = max(codeEnd, Int(node.subtreeEnd)) }
      if node.tag == .article || node.tag == .main { articleEnd = max(articleEnd, Int(node.subtreeEnd)) }
      if node.isText || node.tag == .html || node.tag == .body || index == 0 {
        index += 1
        continue
      }
      if node.tag.isInvisible || dropped[index] {
        index = Int(node.subtreeEnd)
        continue
      }
      // In code, names are those of its colours: "comment", "meta", "tag".
      var names = trustsNames && index >= codeEnd ? NameEvidence(tree, index) : NameEvidence()
      let mass = whole.sums[index].mass
      let share = mass / total
      // One element of its class is weighed below.
      let together = shares.share(of: index, tree)
      if together >= 0.3, together > share * 1.01 || share >= 0.5 {
        let byClass = names
        names.doubt()
        // An id names one element alone; that of a section may be made from its heading, though.
        if share < 0.3, byClass.isFurniture, whole.purity(index) < 0.7,
          NameEvidence(tree, index, takesClass: false).isFurniture
        {
          names = byClass
        }
      }
      // Many sentences inside the article and not one link: a section of it with an unlucky name.
      if index < articleEnd, share >= 0.08, mass >= 500, whole.purity(index) > 0.85, whole.sums[index].link == 0 {
        names.doubt()
      }
      // Words of a paragraph may be named for what they are or lead to: tags, searches, what a form knows of them.
      if !node.tag.isBlock, Furniture.isOfSentences(tree, whole, index) { names.doubt() }
      evidence[index] = names
      let context = Context(
        share: share, rest: total - mass, isInArticle: index < articleEnd,
        isBesideArticle: index >= articleEnd && article >= 300,
        holdsTitle: titles.count(in: tree, index) > 0,
        isNavigation: navigation.count(in: tree, index) > 0 && paragraphs.count(in: tree, index) == 0,
        linkDensity: whole.linkDensity(index), purity: whole.purity(index),
        opens: node.tag == .button
          && (tree.has(.ariaExpanded, index)
            || node.parent >= 0 && tree.nodes[Int(node.parent)].tag.headingLevel != nil)
      )
      // The foot of a quotation says whose words it is.
      if node.tag == .footer, tree.isInside(.blockquote, index) {
        index += 1
        continue
      }
      if Furniture.isFurniture(node.tag, names, context) {
        dropped[index] = true
        index = Int(node.subtreeEnd)
        continue
      }
      index += 1
    }
  }

  /// What stands in an element, and around it.
  private struct Context {
    /// Of the page's content-like text.
    var share: Float
    /// Content-like text elsewhere.
    var rest: Float
    var isInArticle: Bool
    /// Whether the page has an element for its article, with sentences in it, and this one is outside.
    var isBesideArticle: Bool
    var holdsTitle: Bool
    var isNavigation: Bool
    var linkDensity: Float
    var purity: Float
    /// A button that opens something.
    var opens: Bool
  }

  private static func isFurniture(_ tag: HTMLTag, _ names: NameEvidence, _ context: Context) -> Bool {
    let share = context.share
    switch tag {
    case .nav, .menu, .search: if share < 0.3 { return true }
    case .footer:
      // The foot of a page may hold long small print; that of an article is part of it, by and large.
      if share < (context.isInArticle ? 0.1 : 0.6) { return true }
    case .aside: if share < (context.isBesideArticle ? 0.9 : 0.3) { return true }
    case .dialog: if share < 0.5 { return true }
    case .form, .fieldset: if share < 0.3 { return true }
    case .button, .label, .legend:
      if share < 0.2, !context.opens { return true }
    case .header:
      // The head of a page, not of an article: it has links, and not the title.
      if share < 0.1, !context.holdsTitle && !context.isInArticle || context.isNavigation { return true }
    default: break
    }
    if names.isHidden { return share < 0.4 }
    if names.isComments { return share < 0.5 || share < 0.95 && context.rest > 300 }
    if names.isCallToAction { return share < 0.2 }
    if names.isFurniture {
      // Names of content on the same element weigh against it ("post related-post" is not, "main-sidebar" is).
      if names.isBody { return false }
      if !tag.isBlock { return share < 0.15 }
      // On a page of little text, a column beside it has a large share.
      return share < 0.3 || share < 0.5 && context.rest >= 300 && !names.isContent && !context.holdsTitle
    }
    if names.isWeakFurniture, !names.isBody {
      return share < 0.2 && (context.linkDensity > 0.4 || context.purity < 0.2 && context.linkDensity > 0.3)
    }
    return false
  }

  /// Whether an inline element is part of a paragraph's text: some words of a longer line, or a line of sentences.
  private static func isOfSentences(_ tree: HTMLTree, _ statistics: TextStatistics, _ index: Int) -> Bool {
    let line = Int(statistics.line[index])
    guard tree.nodes[line].tag == .p else { return false }
    let own = statistics.ownText[line]
    guard own >= 30, statistics.ownLink[line] < own * 0.5, statistics.ownMarks[line] > 0 else { return false }
    let text = statistics.sums[index].text
    return text >= 60 ? statistics.linkDensity(index) < 0.5 : tree.nodes[index].tag == .a
  }

  /// The sentences in the page's elements for articles, not counting articles inside articles.
  private static func articleMass(_ tree: HTMLTree, _ statistics: TextStatistics) -> Float {
    var mass: Float = 0
    var index = 0
    while index < tree.nodes.count {
      if tree.nodes[index].tag == .article || tree.nodes[index].tag == .main {
        mass += statistics.sums[index].mass
        index = Int(tree.nodes[index].subtreeEnd)
      } else {
        index += 1
      }
    }
    return mass
  }
}

/// How much of a page's text the elements of one class hold together.
///
/// A name says what is beside the text only where it names little of the page: when all its paragraphs are "paywall" or
/// all its sections "ads", that is the author's word for the text.
private struct NameShares {
  private var masses: [ArraySlice<UInt8>: Float] = [:]
  private let total: Float

  /// Complexity: O(nodes + bytes of class names).
  init(_ tree: HTMLTree, _ statistics: TextStatistics, total: Float) {
    self.total = total
    var ends: [ArraySlice<UInt8>: UInt32] = [:]
    for index in tree.nodes.indices where !tree.nodes[index].isText && statistics.sums[index].mass > 0 {
      guard let name = tree.attributeBytes(.class, of: index), !name.isEmpty, name.count < 200 else { continue }
      // An element inside another of its name was counted with it.
      if let end = ends[name], index < end { continue }
      ends[name] = UInt32(tree.nodes[index].subtreeEnd)
      masses[name, default: 0] += statistics.sums[index].mass
    }
  }

  func share(of index: Int, _ tree: HTMLTree) -> Float {
    guard let name = tree.attributeBytes(.class, of: index), let mass = masses[name] else { return 0 }
    return mass / total
  }
}
