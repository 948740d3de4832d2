import CAssets
import Catalog
import Testing
import Training

@Suite struct SampleProgramTests {
  let text: String

  init() throws {
    var length = 0
    let bytes = try #require(tonnage_asset("sample-data/programs.json", &length))
    text = String(decoding: UnsafeBufferPointer(start: bytes, count: length), as: UTF8.self)
  }

  @Test func everyExerciseOfTheSampleProgramsIsInTheList() throws {
    let catalogue = try Catalogue.builtIn()
    let ids = text.matches(of: /"exerciseId": "([^"]*)"/).map { String($0.1) }
    #expect(ids.count > 100)
    for id in ids {
      #expect(catalogue.entry(id: id) != nil, "\(id)")
    }
  }

  @Test func theFourProgramsAreThere() {
    let names = text.matches(of: /\n {6}"name": "([^"]*)"/).map { String($0.1) }
    #expect(names == ["Starting out", "5/3/1 Base", "PPL 6 days", "Travel"])
  }

  @Test func everyRepetitionTargetIsUnderstood() {
    let targets = text.matches(of: /"reps": (?:"([^"]*)"|([0-9]+)|\[([^\]]*)\])/).flatMap { match in
      let list = match.3.map { $0.split(separator: ", ").map { String($0.dropFirst().dropLast()) } }
      return list ?? [String(match.1 ?? match.2 ?? "")]
    }
    #expect(targets.contains("5+") && targets.contains("AMRAP") && targets.contains("8-12"))
    for target in targets {
      if case .other(let text) = RepTarget(text: target) {
        Issue.record("\"\(text)\" is no target")
      }
    }
  }

  @Test func percentagesStandOneASet() {
    let perSet = text.matches(
      of: /"sets": ([0-9]+), "reps": \[([^\]]*)\][^{}]*"percentages": \[([^\]]*)\]/)
    #expect(perSet.count == 16)
    for match in perSet {
      #expect(match.2.split(separator: ",").count == Int(match.1))
      #expect(match.3.split(separator: ",").count == Int(match.1))
    }
  }
}
