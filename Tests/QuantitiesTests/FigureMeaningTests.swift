import Quantities
import Testing

/// Sentences of our own, none of which the models were trained on.
@Suite("What figures of running text mean")
struct FigureMeaningTests {
  private func metrics(_ text: String, _ context: MetricContext = .init()) -> [Metric] {
    MetricExtractor().metrics(in: text, context: context).filter { $0.kind != .date && $0.kind != .timeline }
  }

  @Test(
    "The label is what is measured, wherever it stands",
    arguments: [
      ("Lindqvist Dairy cut its water use by 18 percent in 2022.", "water use"),
      ("The number of complaints fell from 410 to 95.", "complaints"),
      ("Nurses now spend 40 minutes a day on paperwork.", "paperwork"),
      ("The harbour handles 12,000 containers a month.", "containers"),
      ("Brevik Rail saved $2 million on diesel.", "saving"),
    ])
  func labels(_ text: String, _ word: String) throws {
    let found = metrics(text)
    #expect(!found.isEmpty)
    for metric in found {
      #expect(metric.label?.lowercased().contains(word) == true, "\(metric.label ?? "none")")
    }
  }

  @Test(
    "The subject is the one who acts or owns",
    arguments: [
      ("Lindqvist Dairy cut its water use by 18 percent in 2022.", "Lindqvist Dairy"),
      ("With help from Oslo Data, Brevik Rail carries 30,000 passengers a day.", "Brevik Rail"),
      ("Tallow Bank’s call centre answers 4,000 calls a week.", "Tallow Bank"),
    ])
  func subjects(_ text: String, _ name: String) throws {
    let metric = try #require(metrics(text).first)
    #expect(metric.subject == name)
  }

  @Test("Without a name in the sentence it is the record's organisation's figure")
  func recordSubject() throws {
    let metric = try #require(metrics("Energy costs fell by 22%.", MetricContext(subject: "Harbor Mills")).first)
    #expect(metric.subject == "Harbor Mills")
  }

  @Test("Figures of a section headed by another organisation's name are that organisation's")
  func sectionSubject() throws {
    let context = MetricContext(
      headings: ["Customers", "2. Tallow Bank (Oslo)"], subject: "Harbor Mills", otherOrganisations: ["Tallow Bank"])
    #expect(try #require(metrics("Energy costs fell by 22%.", context).first).subject == "Tallow Bank")
    let other = MetricContext(
      headings: ["How Tallow Bank helped"], subject: "Harbor Mills", otherOrganisations: ["Tallow Bank"])
    #expect(try #require(metrics("Energy costs fell by 22%.", other).first).subject == "Harbor Mills")
  }

  @Test("A short name of the record's organisation is that organisation")
  func canonicalSubject() throws {
    let metric = try #require(
      metrics("Harbor reported revenue of $12 million.", MetricContext(subject: "Harbor Mills")).first)
    #expect(metric.subject == "Harbor Mills")
  }

  @Test("A word that only begins the sentence is nobody")
  func imperatives() throws {
    let metric = try #require(metrics("Expand to 25 regional partners.").first)
    #expect(metric.subject == nil)
  }

  @Test("Each figure has its own year")
  func years() {
    let found = metrics("Tallow had 1,100 members in 2019, 1,700 members in 2020 and 2,600 members in 2021.")
    #expect(found.map(\.asOf) == ["2019", "2020", "2021"])
  }

  @Test("Dates of running text are written year first")
  func dates() throws {
    let metric = try #require(metrics("In March 2021 the plant had 340 employees.").first)
    #expect(metric.asOf == "2021-03")
  }

  @Test(
    "What is aimed at, assumed or usual elsewhere is no result",
    arguments: [
      ("The team aims to cut waiting times to 10 minutes by 2027.", MetricRole.target),
      ("Orders must ship within 24 hours.", .target),
      ("Sales rose to $9 million, up from $7 million.", .baseline),
    ])
  func roles(_ text: String, _ role: MetricRole) throws {
    #expect(metrics(text).last?.role == role)
  }

  @Test(
    "Categories of plain words",
    arguments: [
      ("Brevik Rail saved $2 million on diesel.", MetricCategory.cost),
      ("The shop has 45 employees.", .headcount),
      ("More than 9,000 students use the portal.", .adoption),
      ("Repairs take three weeks.", .duration),
    ])
  func categories(_ text: String, _ category: MetricCategory) throws {
    #expect(metrics(text).first?.category == category)
  }

  @Test("The models say how sure they are of a label")
  func rules() throws {
    let metric = try #require(metrics("The harbour handles 12,000 containers a month.").first)
    #expect(metric.rules.contains { $0.hasPrefix("label: ") && $0.hasSuffix("%") })
  }
}
