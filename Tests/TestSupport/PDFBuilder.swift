/// Makes small PDFs for tests: pages of words at places, in Helvetica and its bold.
public struct PDFBuilder {
  /// A piece of text; coordinates are points from the upper left corner of an A4 page.
  public struct Text {
    /// What it says.
    public var text: String
    /// Its left edge.
    public var left: Double
    /// Its upper edge.
    public var top: Double
    /// Of its letters.
    public var size: Double
    /// Whether it is bold.
    public var isBold: Bool

    /// A piece of text at a place.
    public init(_ text: String, left: Double, top: Double, size: Double = 11, isBold: Bool = false) {
      self.text = text
      self.left = left
      self.top = top
      self.size = size
      self.isBold = isBold
    }
  }

  /// The bytes of a PDF with these pages.
  ///
  /// - Parameter isEncrypted: with an entry that asks for a password which nobody knows.
  public static func document(_ pages: [[Text]], isEncrypted: Bool = false) -> [UInt8] {
    var objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "", ""]
    objects[2] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects[3] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    var kids: [String] = []
    for page in pages {
      let content = page.map { text in
        let escaped = text.text.flatMap { "()\\".contains($0) ? "\\\($0)" : String($0) }
        return
          "BT /\(text.isBold ? "B" : "R") \(text.size) Tf \(text.left) \(842 - text.top - text.size) Td (\(String(escaped))) Tj ET"
      }.joined(separator: "\n")
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
      let number = objects.count
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents \(number) 0 R /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>"
      )
      kids.append("\(number + 1) 0 R")
    }
    objects[1] = "<< /Type /Pages /Count \(pages.count) /Kids [\(kids.joined(separator: " "))] >>"
    var trailer = "/Size \(objects.count + 2) /Root 1 0 R"
    if isEncrypted {
      let nothing = String(repeating: "5A", count: 32)
      objects.append("<< /Filter /Standard /V 1 /R 2 /O <\(nothing)> /U <\(nothing)> /P -4 >>")
      trailer += " /Encrypt \(objects.count) 0 R /ID [<00> <00>]"
    }
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      text += String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n"
    }
    return Array((text + "trailer << \(trailer) >>\nstartxref\n\(start)\n%%EOF\n").utf8)
  }
}
