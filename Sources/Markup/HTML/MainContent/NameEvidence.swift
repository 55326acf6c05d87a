/// What class names, ids and roles say about an element.
///
/// Names are cut into words ("post-body__text", "relatedArticles") and compared with general words that authors of
/// pages use the world over. Names of sites or of one content system's layouts have no place here.
struct NameEvidence {
  /// Certainly not content, unless nearly all the text is there.
  var isFurniture = false
  /// Not content where the text says nothing else: names that layouts give to all they hold, too.
  var isWeakFurniture = false
  /// Comments of readers.
  var isComments = false
  /// About the text: author, date, tags.
  var isMeta = false
  /// Likely content.
  var isContent = false
  /// The body of an article by name.
  var isBody = false
  /// A caption or credit of a picture.
  var isCaption = false
  /// Not shown: meant for screen readers or print.
  var isHidden = false
  /// What the page asks its reader to do.
  var isCallToAction = false

  /// Nothing.
  init() {}

  /// Takes back what names alone said against an element.
  mutating func doubt() {
    isFurniture = false
    isWeakFurniture = false
    isCallToAction = false
    isMeta = false
  }

  /// Reads `class`, `id`, `role`, `itemprop`, `data-testid`, `data-component`, `hidden`, `style` and `aria-*`.
  ///
  /// - Parameter takesClass: whether `class` is among them.
  init(_ tree: HTMLTree, _ index: Int, takesClass: Bool = true) {
    let node = tree.nodes[index]
    if node.isText { return }
    for place in Int(node.first)..<Int(node.first + node.count) {
      let attribute = tree.attributes[place]
      guard let name = HTMLAttributeName(rawValue: attribute.name) else { continue }
      let value = tree.text[Int(attribute.start)..<Int(attribute.start + attribute.count)]
      switch name {
      case .class where !takesClass: break
      // The id of a heading is made from its words, for links to it.
      case .id where node.tag.headingLevel != nil: break
      case .class, .id, .dataTestid, .dataComponent: readWords(value)
      case .role: readRole(String(decoding: value, as: UTF8.self).lowercased())
      case .itemprop: readProperty(String(decoding: value, as: UTF8.self))
      case .hidden: isHidden = true
      case .ariaHidden: if value.elementsEqual("true".utf8) { isHidden = true }
      case .ariaModal: if value.elementsEqual("true".utf8) { isFurniture = true }
      case .style: readStyle(value)
      default: break
      }
    }
  }

  private mutating func readRole(_ role: String) {
    switch role {
    case "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar",
      "toolbar", "tablist", "tooltip", "alert", "status", "form":
      isFurniture = true
    case "main": isContent = true
    case "article": isContent = true
    default: break
    }
  }

  private mutating func readProperty(_ property: String) {
    switch property {
    case "articleBody", "reviewBody", "text": isBody = true
    case "description": isContent = true
    case "author", "datePublished", "dateModified", "publisher": isMeta = true
    case "comment": isComments = true
    case "caption": isCaption = true
    default: break
    }
  }

  private mutating func readStyle(_ value: ArraySlice<UInt8>) {
    guard value.count < 2000 else { return }
    let style = String(decoding: value, as: UTF8.self).lowercased().filter { $0 != " " }
    if style.contains("display:none") || style.contains("visibility:hidden") { isHidden = true }
  }

  private mutating func readWords(_ value: ArraySlice<UInt8>) {
    // Names of utility-first style sheets come by the dozen; the first ones say what an element is.
    guard value.count < 1000 else { return }
    var names = 0
    var hides = false
    var shows = false
    for name in value.split(whereSeparator: { $0 <= 0x20 }) {
      names += 1
      if names > 12 { break }
      readName(name)
      // Style sheets' common names for what is not shown; with others beside them it is shown on some screens.
      if name.elementsEqual("hidden".utf8) || name.elementsEqual("hide".utf8) || name.elementsEqual("d-none".utf8) {
        hides = true
      } else if name.contains(UInt8(ascii: ":")) || name.starts(with: "d-".utf8) || name.starts(with: "show".utf8) {
        shows = true
      }
    }
    if hides, !shows { isHidden = true }
  }

  private mutating func readName(_ name: ArraySlice<UInt8>) {
    var words: [String] = []
    var word: [UInt8] = []
    var previousIsLower = false
    // "article-body__share" is a part of the block "article-body" (names by block, element, modifier).
    var blockWords = 0
    var underscores = 0
    for byte in name {
      underscores = byte == UInt8(ascii: "_") ? underscores + 1 : 0
      let isUpper = byte >= 0x41 && byte <= 0x5A
      let isLower = byte >= 0x61 && byte <= 0x7A || byte >= 0x80
      if isUpper && previousIsLower || !(isUpper || isLower) {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word.removeAll(keepingCapacity: true)
        if underscores == 2 { blockWords = words.count }
      }
      if isUpper || isLower { word.append(isUpper ? byte | 0x20 : byte) }
      previousIsLower = isLower
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    guard let first = words.first else { return }
    // "has-sidebar", "no-comments", "with-related", "js-…" and "is-…" are about the page's state.
    if NameEvidence.stateWords.contains(first) { return }
    let joined = words.joined()
    if let meaning = NameEvidence.meanings[joined] { apply(meaning) }
    guard words.count > 1 else {
      // Words written in one: "leftsidebar", "cookiepolicy".
      if first.utf8.count >= 8, NameEvidence.meanings[first] == nil {
        if NameEvidence.furnitureStarts.contains(where: first.hasPrefix)
          || NameEvidence.furnitureEnds.contains(where: first.hasSuffix)
        {
          apply(.furniture)
        }
      }
      return
    }
    // Within the name of the block alone, a name says what the element is in.
    func applyInside(_ meaning: Meaning, to end: Int) {
      apply(meaning == .body && end <= blockWords && blockWords < words.count ? .content : meaning)
    }
    for (position, word) in words.enumerated() {
      // A word in front of "wrapper", "container" or "content" still counts, but not the container of everything.
      if let meaning = NameEvidence.meanings[word] { applyInside(meaning, to: position + 1) }
      if position + 1 < words.count, let meaning = NameEvidence.meanings[word + words[position + 1]] {
        applyInside(meaning, to: position + 2)
      }
    }
  }

  private mutating func apply(_ meaning: Meaning) {
    switch meaning {
    case .furniture: isFurniture = true
    case .weakFurniture: isWeakFurniture = true
    case .comments: isComments = true
    case .meta: isMeta = true
    case .content: isContent = true
    case .body: isBody = true
    case .caption: isCaption = true
    case .hidden: isHidden = true
    case .callToAction: isCallToAction = true
    }
  }

  enum Meaning { case furniture, weakFurniture, comments, meta, content, body, caption, hidden, callToAction }

  private static let furnitureStarts = [
    "sidebar", "cookie", "newsletter", "breadcrumb", "relatedp", "relateda", "relatedn", "recommend", "sponsor",
    "sharebutton", "footer",
  ]
  private static let furnitureEnds = ["sidebar", "footer", "navbar", "navigation", "newsletter", "breadcrumb", "menu"]

  private static let stateWords: Set<String> = ["has", "no", "not", "with", "without", "hide", "show", "is", "js"]

  private static let meanings: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    func add(_ meaning: Meaning, _ words: String) {
      for word in words.split(whereSeparator: \.isWhitespace) { table[String(word)] = meaning }
    }
    add(
      .furniture,
      """
      ad ads adv advert adverts advertisement advertising adslot adsense adbox adunit adwrapper admarker dfp gpt banniere
      werbung anzeige publicidad publicidade pubblicita publicite reklama reklam annonce iklan
      sponsor sponsored sponsors promo promos promoted promotion promotions
      nav navbar navigation subnav topnav sidenav menu menus submenu megamenu breadcrumb breadcrumbs crumbs pagination
      pager paging pagenav prevnext postnav toolbar topbar navlinks menulinks skip skiplink skiplinks
      sidebar sidebars sidepanel sidecol rightrail leftrail asidebar rightcolumn sidecolumn widgetarea
      footer foot colophon copyright legal imprint masthead pied piedpage piedepagina rodape fusszeile stopka voettekst
      seitenleiste barralateral barrelaterale colonnedroite colunadireita zijbalk
      share shares sharing sharebar sharebox sharethis sharetools sharebuttons addthis addtoany social socials
      socialmedia socialshare socialbar follow followus teilen partager compartir compartilhar condividi bagikan paylas
      related relatedposts relatedarticles relatedlinks relatednews relatedcontent relacionadas relacionados relacionado
      relateds recirc recirculation recommend recommended recommendation recommendations recommends readmore morenews
      morestories morefrom moreon alsolike youmaylike mightlike seealso readalso readnext nextup upnext suggested
      suggestions trending mostpopular mostread mostviewed topstories latest latestnews latestposts
      recentposts outbrain taboola zergnet revcontent mgid infolinks
      newsletter newsletters subscribe subscription subscriptions signup optin mailinglist mailchimp paywall piano
      regwall login signin register registration
      cookie cookies cookiebanner consent gdpr ccpa privacy
      popup popover popups modal modals lightbox flyout offcanvas interstitial toast
      ticker breakingnews stockticker
      tags taglist tagcloud posttags articletags topics topiclist keywords hashtags
      authorbio authorbox authorinfo aboutauthor aboutauthors authorcard authordescription bio biography
      toc tableofcontents tocwrapper voting poll polls printonly donate donation donations cart basket
      searchbox searchform searchbar search
      jumplinks backtotop totop scrolltop noindex
      """)
    add(
      .weakFurniture,
      """
      widget widgets rail similar popular overlay tooltip dropdown drawer breaking weather rating ratings vote votes
      survey quiz print printer noprint disclaimer shop shopping carousel slider slick swiper flexslider card cards teaser teasers
      box banner banners
      """)
    add(
      .comments,
      """
      comment comments commentlist commentform commentsection commentarea respond disqus livefyre fbcomments replies
      kommentar kommentare commentaire commentaires comentario comentarios commenti kommentarer reacties komentar
      discussion usercomments
      """)
    add(
      .meta,
      """
      meta metadata postmeta entrymeta articlemeta byline bylines dateline timestamp pubdate publishdate publisheddate
      datepublished postdate articledate date author authors authorname authorline writer credits postinfo articleinfo
      posted postedon updated lastupdated readingtime readtime entryfooter postfooter articlefooter kicker eyebrow
      """)
    add(
      .content,
      """
      content contents main maincontent article articles post posts entry story storypage blogpost page maintext news
      section text single primary
      """)
    add(
      .body,
      """
      articlebody articlecontent articletext articlecopy storybody storycontent storytext storycopy postbody postcontent
      posttext entrycontent entrybody entrytext bodytext bodycopy bodycontent newsbody newscontent newstext richtext
      contentbody pagecontent blogcontent blogbody textbody fulltext maincopy hentry contentarticle articlemain
      articlesection bodyarticle singlecontent nodebody detailtext detailcontent articledetail newsdetail
      """)
    add(
      .caption,
      """
      caption captions figcaption imagecaption photocaption wpcaption credit photocredit imagecredit piccaption
      imgcaption mediacaption copyrightnotice picturecredit cutline
      """)
    add(
      .hidden,
      """
      visuallyhidden sronly screenreader screenreadertext screenreaderonly invisible hiddentext a11yhidden
      accessibilityhidden
      """)
    add(.callToAction, "cta ctas calltoaction ctaband ctasection ctabox ctabanner")
    return table
  }()
}
