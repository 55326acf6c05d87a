import Testing

@testable import Casebook

/// What the source documents contradict and confirm, read by hand beforehand.
@Suite("Conflicts of the source documents", .enabled(if: Compared.sources != nil))
struct SourceConflictTests {
  private func findings() throws -> [Finding] { try Compared.ofSources.get() }

  @Test("Counts of models that differ by a factor of five are one conflict of four statements")
  func models() throws {
    let conflicts = try findings().of(.conflict)
    #expect(conflicts.count == 1)
    let found = try #require(conflicts.first)
    #expect(found.subject == "Hugging Face" && found.measure == "models")
    #expect(found.places == ["000:102", "000:112", "001:43", "004:37"])
    #expect(found.reasons.contains { $0.contains("factor of 5") })
  }

  @Test("Users and monthly active developers are not merged, though the number is the same")
  func usersAndDevelopers() throws {
    for found in try findings() where found.kind != .apart {
      let places = Set(found.places)
      #expect(
        !(found.evidence.contains { $0.value.contains("developers") } && places.contains("000:102")
          && places.contains("004:37")))
    }
    let apart = try #require(try findings().of(.apart).about("Hugging Face", "users").first)
    #expect(apart.places == ["000:102", "000:111", "004:37"])
  }

  @Test("Developers of one company's APIs and of AI APIs at large are a near-conflict: the scope differs")
  func developers() throws {
    let near = try findings().of(.nearConflict)
    #expect(near.count == 1)
    let found = try #require(near.first)
    #expect(Set(found.places) == ["000:31", "004:92"])
    #expect(
      found.reasons.contains { $0.contains("scope differs") && $0.contains("OpenAI APIs") && $0.contains("AI APIs") })
  }

  @Test("A document that says 15+ cases holds ten, one that says 12 cases holds seven patterns")
  func claimsOfThemselves() throws {
    let claims = try findings().of(.selfClaim)
    #expect(claims.map { $0.places.first } == ["000:10", "004:7"])
    #expect(claims[0].evidence.count == 11 && claims[0].title.contains("holds 10 case studies"))
    #expect(claims[1].evidence.count == 8 && claims[1].title.contains("7 patterns"))
  }

  @Test("Eight to sixteen weeks of due diligence do not fit into the guide's six")
  func plans() throws {
    let plans = try findings().of(.plan)
    #expect(plans.count == 1)
    let found = try #require(plans.first)
    #expect(Set(found.places) == ["003:275", "003:277", "003:101", "003:107", "003:113"])
    #expect(found.title.contains("6 weeks") && found.title.contains("8-16 weeks"))
  }

  @Test(
    "Figures that agree are corroborated",
    arguments: [
      ("NVIDIA", "92%", ["000:56", "001:51"]), ("Epic", "250+", ["000:242", "000:251", "001:82"]),
      ("Hugging Face", "$4.5", ["000:114", "004:38"]), ("Microsoft", "95%", ["001:61", "001:120"]),
    ])
  func corroborated(subject: String, value: String, places: [String]) throws {
    let found = try findings().of(.corroborated).filter {
      $0.subject.contains(subject) && ($0.values.first?.hasPrefix(value) ?? false)
    }
    #expect(found.map(\.places) == [places])
  }

  @Test("The weights of the matrix and both revenue mixes add up")
  func sums() throws {
    #expect(try findings().of(.sum).isEmpty)
    let sums = try findings().of(.sumChecks)
    #expect(
      Set(sums.map { $0.values.joined(separator: " ") }) == [
        "30% 25% 20% 15% 10%", "60% 25% 10% 5%", "45% 30% 15% 10%",
      ])
  }
}
