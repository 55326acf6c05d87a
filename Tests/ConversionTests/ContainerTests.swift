import TestSupport
import Testing

@testable import Conversion

@Suite("Archives") struct ZipTests {
  private func container(_ entries: [ZipBuilder.Entry]) throws -> Container {
    try Container(ZipBuilder.archive(entries), type: "zip", maximumEntryBytes: 1 << 20)
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "was read"
    } catch {
      return "\(error)"
    }
  }

  @Test("files are listed in their order and read; folders and what is hidden are not")
  func reading() throws {
    let archive = try container([
      .init("b.md", "# B"), .init("a/c.md", "# C"), .init("a/", ""), .init(".git/x.md", "x"),
      .init("__MACOSX/b.md", "x"),
    ])
    #expect(try archive.documents() == [["a/c.md"], ["b.md"]])
    #expect(try archive.bytes(of: ["a/c.md"]) == Array("# C".utf8))
  }

  @Test("deflated bytes are inflated, and held to their size and checksum")
  func inflating() throws {
    // "Sales grew. " twenty times, deflated by zlib.
    let packed: [UInt8] = [
      0x0B, 0x4E, 0xCC, 0x49, 0x2D, 0x56, 0x48, 0x2F, 0x4A, 0x2D, 0xD7, 0x53, 0x08, 0x1E, 0x01, 0x6C, 0x00,
    ]
    let text = Array(String(repeating: "Sales grew. ", count: 20).utf8)
    let sum = ZipBuilder.crc32(text)
    let good = try container([.init("a.md", packed, method: 8, size: text.count, checksum: sum)])
    #expect(try good.bytes(of: ["a.md"]) == text)
    for (size, checksum) in [(text.count - 1, sum), (text.count + 1, sum), (text.count, sum ^ 1), (0, sum)] {
      let bad = try container([.init("a.md", packed, method: 8, size: size, checksum: checksum)])
      #expect(message { _ = try bad.bytes(of: ["a.md"]) }.contains("damaged"))
    }
  }

  @Test("a bomb is refused by what it claims, and never unpacked beyond it")
  func bombs() throws {
    let claims = try container([.init("a.md", [1, 2, 3], method: 8, size: 900_000)])
    #expect(message { _ = try claims.bytes(of: ["a.md"]) }.contains("zip bomb"))
    let large = try container([.init("a.md", [1, 2, 3], method: 8, size: 4_000_000_000)])
    #expect(
      message { _ = try large.bytes(of: ["a.md"]) }
        == "4000 MB in an archive is more than the 1 MB read of one document")
  }

  @Test("names that leave the archive are counted, and nothing is read of them")
  func escapes() throws {
    let names = ["../evil.md", "/etc/passwd.md", "a/../../b.md", "C:/x.md", "a\\..\\b.md", "a\nb.md"]
    let archive = try container(names.map { .init($0, "# evil") } + [.init("fine..md", "# fine")])
    #expect(try archive.documents() == [["fine..md"]])
    #expect(archive.warnings.first?.hasPrefix("6 names point outside the archive") == true)
    for name in names { #expect(message { _ = try archive.bytes(of: [name]) } == "is no longer in its archive") }
  }

  @Test("encrypted entries, other methods and other files say what they are")
  func others() throws {
    let archive = try container([.init("a.md", Array("x".utf8), flags: 1), .init("b.md", Array("x".utf8), method: 12)])
    #expect(message { _ = try archive.bytes(of: ["a.md"]) }.hasPrefix("is encrypted"))
    #expect(message { _ = try archive.bytes(of: ["b.md"]) }.contains("method (12)"))
    #expect(
      message { _ = try Container(Array("text".utf8), type: "zip", maximumEntryBytes: 1) }
        == "is no zip archive, or it is cut")
  }

  @Test("archives in archives are opened, but not without end")
  func nesting() throws {
    var bytes = ZipBuilder.archive([.init("deep.md", "# deep")])
    for _ in 0..<5 { bytes = ZipBuilder.archive([.init("in.zip", bytes), .init("beside.md", "# b")]) }
    let paths = try Container(bytes, type: "zip", maximumEntryBytes: 1 << 20).documents()
    #expect(paths.contains(["in.zip", "in.zip", "beside.md"]))
    #expect(paths.allSatisfy { $0.count <= Container.maximumDepth })
    #expect(
      try Container(bytes, type: "zip", maximumEntryBytes: 1 << 20).bytes(of: ["in.zip", "beside.md"])
        == Array("# b".utf8))
  }

  @Test("an archive cut or changed at any byte is refused or read, and never more than that")
  func damage() {
    let bytes = ZipBuilder.archive([.init("a.md", "# A\n\nSales grew by 5%."), .init("b/c.md", "# C")])
    func open(_ bytes: [UInt8]) {
      guard let archive = try? Container(bytes, type: "zip", maximumEntryBytes: 1000),
        let paths = try? archive.documents()
      else { return }
      for path in paths { _ = try? archive.bytes(of: path) }
    }
    for end in bytes.indices { open(Array(bytes[..<end])) }
    for place in bytes.indices {
      for value: UInt8 in [0, 0x7F, 0xFF] {
        var changed = bytes
        changed[place] = value
        open(changed)
      }
    }
  }
}

@Suite("Mail") struct MailTests {
  private let mail = """
    From: =?utf-8?Q?J=C3=B6rg_Li?= <joerg@example.org>\r
    Subject: =?ISO-8859-1?Q?Caf=E9?= =?utf-8?B?IHJvbGxvdXQ=?=\r
    Date: Mon, 1 Jun 2026 10:00:00 +0000\r
    Content-Type: multipart/mixed;\r
     boundary="=_outer"\r
    \r
    --=_outer\r
    Content-Type: multipart/alternative; boundary=inner\r
    \r
    --inner\r
    Content-Type: text/plain; charset=utf-8\r
    \r
    plain words\r
    --inner\r
    Content-Type: text/html; charset=iso-8859-1\r
    Content-Transfer-Encoding: quoted-printable\r
    \r
    <html><body class=3Dx><p>Caf=E9 costs fell by =\r
    25%.</p></body></html>\r
    --inner--\r
    --=_outer\r
    Content-Type: text/markdown; name="note.md"\r
    Content-Disposition: attachment; filename*0*=utf-8''n%C3%B6; filename*1=te.md\r
    Content-Transfer-Encoding: base64\r
    \r
    IyBOb3RlCg==\r
    --=_outer\r
    Content-Disposition: attachment; filename="../../evil.md"\r
    \r
    # evil\r
    --=_outer--\r

    """

  @Test("the head is decoded, the better text taken, attachments named without folders")
  func reading() throws {
    let message = MailMessage(Array(mail.utf8))
    #expect(message.subject == "Café rollout")
    #expect(message.from == "Jörg Li <joerg@example.org>")
    #expect(message.body == "<p>Café costs fell by 25%.</p>")
    #expect(message.attachments.map(\.name) == ["nöte.md", "evil.md"])
    #expect(message.attachments[0].bytes == Array("# Note\n".utf8))
    let html = String(decoding: try message.document().bytes, as: UTF8.self)
    #expect(html.contains("<h1>Café rollout</h1>") && html.contains("content=\"Mon, 1 Jun 2026 10:00:00 +0000\""))
  }

  @Test("plain text has paragraphs and lists; quoted lines and the signature are not its own")
  func plain() {
    let text = "Subject: x\n\nSales grew.\n\n- by 5%\n- in May\n\n> old words\n\n-- \nAna\n"
    #expect(
      MailMessage(Array(text.utf8)).body?.filter { $0 != "\n" }
        == "<p>Sales grew.</p><ul><li>by 5%</li><li>in May</li></ul>")
  }

  @Test("what is no mail is refused, and two attachments of one name are two")
  func odd() throws {
    #expect(throws: ConversionFailure.self) { try MailMessage([]).document() }
    let part = "--b\nContent-Disposition: attachment; filename=a.md\n\nx\n"
    let message = MailMessage(Array("Content-Type: multipart/mixed; boundary=b\n\n\(part)\(part)--b--\n".utf8))
    #expect(message.attachments.map(\.name) == ["a.md", "a-2.md"])
  }

  @Test("a mail cut at any byte, and parts in parts without end, end")
  func hostile() {
    let bytes = Array(mail.utf8)
    for end in bytes.indices { _ = try? MailMessage(Array(bytes[..<end])).document() }
    let nested = (0..<5000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
    _ = MailMessage(Array(nested.utf8))
    let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 20_000)
    #expect(MailMessage(Array(many.utf8)).body != nil)
  }

  @Test("encodings for transport skip what is no code")
  func encodings() {
    #expect(TransferEncoding.base64(Array("aGk=\r\n!! aGk".utf8)) == Array("hihi".utf8))
    #expect(TransferEncoding.quotedPrintable(Array("a=3Db=\r\nc=ZZ=".utf8)[...]) == Array("a=bc=ZZ".utf8))
    #expect(EncodedWords.decoded("=?utf-8?Q?a?= =?broken =?") == "a =?broken =?")
  }
}
