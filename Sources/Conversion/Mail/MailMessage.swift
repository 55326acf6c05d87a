/// A mail: its head, its text and what is attached.
struct MailMessage: Sendable {
  struct Attachment: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  var attachments: [Attachment] = []

  init(_ bytes: [UInt8]) {}
}
