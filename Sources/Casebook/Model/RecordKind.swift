/// What a record is. An open set: documents may name kinds of their own in their front matter.
public struct RecordKind: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
  /// In lower case with hyphens, as it is written to JSON and SQL.
  public var rawValue: String

  /// The kind of this name.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// One organisation's or partnership's story.
  public static let caseStudy = RecordKind(rawValue: "case-study")
  /// A way of doing business that several cases share.
  public static let pattern = RecordKind(rawValue: "pattern")
  /// A method: what to do and how to judge it.
  public static let framework = RecordKind(rawValue: "framework")
  /// Steps or phases in order.
  public static let process = RecordKind(rawValue: "process")
  /// A short labelled description inside a larger document.
  public static let profile = RecordKind(rawValue: "profile")
  /// A list of named things of one type.
  public static let catalogue = RecordKind(rawValue: "catalogue")
  /// A document that reports on several subjects.
  public static let report = RecordKind(rawValue: "report")
  /// What went wrong once, and what was done about it.
  public static let incident = RecordKind(rawValue: "incident-report")
  /// Questions and answers.
  public static let interview = RecordKind(rawValue: "interview")
  /// What a project is for and how it stands.
  public static let project = RecordKind(rawValue: "project-page")
  /// A form whose blanks are not filled in.
  public static let template = RecordKind(rawValue: "template")
  /// A page that only points elsewhere, or holds nothing yet.
  public static let stub = RecordKind(rawValue: "stub")
  /// Any other document.
  public static let document = RecordKind(rawValue: "document")

  /// For people.
  public var description: String { rawValue }

  /// For people: "case study".
  public var name: String { String(rawValue.map { $0 == "-" ? " " : $0 }) }
}
