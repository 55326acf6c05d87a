/// A slide: its texts in their order, and its tables.
struct Slide {
  var texts: [SlideText] = []
  /// `tables[table][row][cell]`
  var tables: [[[String]]] = []
}

/// A paragraph of a slide.
struct SlideText {
  var text: String
  var isTitle = false
  /// It belongs to the text of the slide; on a page of notes it is what the speaker says.
  var isBody = false
  /// It is an item of a list, as the text of a slide is where it says nothing else.
  var isListed = false
  /// Depth in the list, from 0.
  var level = 0
}

/// Reads the parts of a presentation.
enum SlideReader {
  private static let tags = [
    "p:sp", "p:ph", "a:p", "a:pPr", "a:t", "a:br", "a:tbl", "a:tr", "a:tc", "p:sldId", "Relationship", "a:buNone",
    "a:tab",
  ]
  private static let attributes = ["type", "lvl", "r:id", "Id", "Type", "Target"]
  private static let xml = XMLEvents(tags: tags, attributes: attributes)

  /// Ids of the relations to the slides, in their order.
  static func slideIDs(_ bytes: [UInt8]) throws(ConversionFailure) -> [String] {
    try xml.events(of: bytes).compactMap { event in
      guard case .start(9, let attributes) = event else { return nil }
      return attributes[2]
    }
  }

  static func relations(_ bytes: [UInt8]) throws(ConversionFailure) -> [(id: String, type: String, target: String)] {
    try xml.events(of: bytes).compactMap { event in
      guard case .start(10, let attributes) = event, let id = attributes[3], let target = attributes[5] else {
        return nil
      }
      return (id, attributes[4] ?? "", target)
    }
  }

  static func slide(_ bytes: [UInt8]) throws(ConversionFailure) -> Slide {
    var slide = Slide()
    var role: String?
    var paragraph: SlideText?
    var isText = false
    var hasBullets = true
    var table: [[String]]?
    for event in try xml.events(of: bytes) {
      switch event {
      case .start(let tag, let attributes):
        switch tag {
        case 0: role = nil
        case 1: role = attributes[0] ?? "body"
        case 2:
          paragraph = SlideText(text: "")
          hasBullets = true
        case 3: paragraph?.level = min(max(Int(attributes[1] ?? "") ?? 0, 0), 8)
        case 4: isText = true
        case 5, 12: paragraph?.text += " "
        case 6: table = []
        case 7: table?.append([])
        case 8: if let rows = table, !rows.isEmpty { table?[rows.count - 1].append("") }
        case 11: hasBullets = false
        default: break
        }
      case .text(let text): if isText { paragraph?.text += text }
      case .end(let tag):
        switch tag {
        case 0: role = nil
        case 2:
          if let text = paragraph { end(text, role: role, hasBullets: hasBullets, &table, &slide) }
          paragraph = nil
        case 4: isText = false
        case 6:
          if let rows = table?.filter({ !$0.isEmpty }), !rows.isEmpty { slide.tables.append(rows) }
          table = nil
        default: break
        }
      }
    }
    // The title is first, wherever the file has it.
    slide.texts = slide.texts.filter(\.isTitle) + slide.texts.filter { !$0.isTitle }
    return slide
  }

  private static func end(
    _ paragraph: SlideText, role: String?, hasBullets: Bool, _ table: inout [[String]]?, _ slide: inout Slide
  ) {
    var paragraph = paragraph
    paragraph.text = paragraph.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let rows = table, let cells = rows.last, let cell = cells.last {
      let text = cell.isEmpty ? paragraph.text : cell + " " + paragraph.text
      table?[rows.count - 1][cells.count - 1] = text
      return
    }
    // Dates, numbers and feet are of every slide.
    if paragraph.text.isEmpty || ["dt", "sldNum", "ftr", "sldImg", "hdr"].contains(role) { return }
    paragraph.isTitle = role == "title" || role == "ctrTitle"
    paragraph.isBody = role == "body" || role == "obj"
    paragraph.isListed = paragraph.isBody && hasBullets
    slide.texts.append(paragraph)
  }
}
