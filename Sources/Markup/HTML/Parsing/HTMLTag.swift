import CXML2

/// The elements the reader tells apart; all others are `unknown` and read as inline containers.
enum HTMLTag: UInt16, CaseIterable {
  case unknown = 0
  // Document and metadata.
  case html, head, body, title, base, link, meta, style, script, noscript, template
  // Sections.
  case article, section, nav, aside, h1, h2, h3, h4, h5, h6, hgroup, header, footer, address, main, search
  // Groups.
  case p, hr, pre, blockquote, ol, ul, menu, dir, li, dl, dt, dd, figure, figcaption, div, center, listing, xmp
  case details, summary, dialog, form, fieldset, legend
  // Text.
  case a, em, strong, small, s, cite, q, dfn, abbr, data, time, code, `var`, samp, kbd, sub, sup, i, b, u, mark
  case bdi, bdo, span, br, wbr, ins, del, strike, font, tt, big, label, nobr, ruby, rt, rp
  // Embedded.
  case img, picture, source, iframe, embed, object, param, video, audio, track, map, area, svg, math, canvas, applet
  case noembed, noframes, frame, frameset, amp_img
  // Tables.
  case table, caption, colgroup, col, tbody, thead, tfoot, tr, td, th
  // Forms.
  case input, button, select, optgroup, option, datalist, textarea, output, progress, meter
  /// Not an element: a stretch of text.
  case text

  /// The name as it stands in the source.
  var name: String {
    switch self {
    case .amp_img: "amp-img"
    case .text: "#text"
    case .unknown: "?"
    default: String(describing: self)
    }
  }

  /// Whether it starts a new line when a page is drawn.
  var isBlock: Bool { HTMLTag.blockTable[Int(rawValue)] }

  /// Whether what is inside is never text of the page.
  var isInvisible: Bool { HTMLTag.invisibleTable[Int(rawValue)] }

  /// 1 to 6 for headings.
  var headingLevel: Int? {
    guard rawValue >= HTMLTag.h1.rawValue, rawValue <= HTMLTag.h6.rawValue else { return nil }
    return Int(rawValue - HTMLTag.h1.rawValue) + 1
  }

  private static func table(_ tags: Set<HTMLTag>) -> [Bool] { allCases.map(tags.contains) }

  private static let blockTable = table([
    .html, .head, .body, .title, .article, .section, .nav, .aside, .h1, .h2, .h3, .h4, .h5, .h6, .hgroup, .header,
    .footer, .address, .main, .search, .p, .hr, .pre, .blockquote, .ol, .ul, .menu, .dir, .li, .dl, .dt, .dd, .figure,
    .figcaption, .div, .center, .listing, .xmp, .details, .summary, .dialog, .form, .fieldset, .legend, .table,
    .caption, .colgroup, .col, .tbody, .thead, .tfoot, .tr, .td, .th, .frameset, .noframes, .option, .optgroup,
  ])

  private static let invisibleTable = table([
    .head, .title, .base, .link, .meta, .style, .script, .template, .iframe, .embed, .object, .param, .video, .audio,
    .track, .map, .area, .svg, .math, .canvas, .applet, .noembed, .noframes, .frame, .input, .select, .optgroup,
    .option, .datalist, .textarea, .progress, .meter, .rp, .rt, .noscript,
  ])

  static let vocabulary = HTMLVocabulary(allCases.dropFirst().map(\.name))
}

/// The attributes the reader looks at.
enum HTMLAttributeName: UInt16, CaseIterable {
  case id = 1, `class`, href, src, alt, title, style, hidden, role, type, name, property, content, rel, lang, dir
  case colspan, rowspan, scope, headers, start, value, checked, datetime, itemprop, itemtype, itemscope, summary, border
  case width, cite, charset, align, typeof, open, language
  case ariaHidden, ariaLabel, ariaExpanded, dataSrc, dataTestid, dataComponent, httpEquiv, xmlLang, ariaModal
  case ariaLevel

  var name: String {
    switch self {
    case .ariaHidden: "aria-hidden"
    case .ariaLabel: "aria-label"
    case .ariaExpanded: "aria-expanded"
    case .ariaModal: "aria-modal"
    case .ariaLevel: "aria-level"
    case .dataSrc: "data-src"
    case .dataTestid: "data-testid"
    case .dataComponent: "data-component"
    case .httpEquiv: "http-equiv"
    case .xmlLang: "xml:lang"
    default: String(describing: self)
    }
  }

  static let vocabulary = HTMLVocabulary(allCases.map(\.name))
}

/// Names numbered for the parser.
///
/// `@unchecked Sendable`: the table behind the pointer is never written after it was made, nor freed.
final class HTMLVocabulary: @unchecked Sendable {
  /// Nil when there was no memory for it.
  let pointer: OpaquePointer?

  init(_ names: [String]) {
    var characters: [CChar] = []
    let starts = names.map { name in
      defer { characters += name.utf8CString }
      return characters.count
    }
    pointer = characters.withUnsafeBufferPointer { buffer in
      let strings = starts.map { start in buffer.baseAddress.map { $0 + start } }
      return strings.withUnsafeBufferPointer { cxml2_vocabulary_create($0.baseAddress, $0.count) }
    }
  }
}
