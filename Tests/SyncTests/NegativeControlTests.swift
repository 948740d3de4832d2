import Sync
import Testing
import Training
import Wire

/// Wrong rules, planted on purpose: the laws and the stories have to notice each of them.
@Suite struct NegativeControlTests {
  static let controls: [(String, @Sendable (inout MergeRules) -> Void)] = [
    ("a field of this side always holds", { $0.field = .mine }),
    ("a field of the remote always holds", { $0.field = .theirs }),
    ("the earlier edit holds", { $0.field = .earlierStamp }),
    ("a tie goes to this side", { $0.tie = .mine }),
    ("a tie goes to the remote", { $0.tie = .theirs }),
    ("metadata of this side always holds", { $0.metadata = .mine }),
    ("a deletion holds whatever was edited later", { $0.revives = false }),
    ("what one side alone has is dropped", { $0.keepsOneSided = false }),
    ("removals are forgotten", { $0.keepsRemovals = false }),
    ("what loses is not archived", { $0.archives = false }),
    ("a tick can't be taken away", { $0.sticksTicks = true }),
  ]

  @Test(arguments: controls.indices) func aWrongRuleIsNoticed(_ number: Int) throws {
    let (name, breaks) = Self.controls[number]
    var rules = MergeRules.standard
    breaks(&rules)
    #expect(try isNoticed(rules), "nothing noticed that \(name)")
  }

  private func isNoticed(_ rules: MergeRules) throws -> Bool {
    for seed in UInt64(1)...400 where try breaksLaw(rules, seed) { return true }
    for seed in UInt64(1)...200 {
      var story = Simulation(seed: seed, rules: rules)
      do { try story.run() } catch is Simulation.Failure {
        return true
      } catch is SyncError {
        return true
      }
    }
    return false
  }

  private func breaksLaw(_ rules: MergeRules, _ seed: UInt64) throws -> Bool {
    var random = Seeded(seed)
    let copies = try randomCopies(&random).map { Self.withTiesAndMetadata($0, &random) }
    func join(_ left: Element, _ right: Element) -> Element {
      var merge = ElementMerge(DocumentKey(.workoutLogs, "log"), rules: rules)
      return merge.join(left, right, base: commonDocument())
    }
    let (a, b, c) = (copies[0], copies[1], copies[2])
    if join(a, b).canonical != join(b, a).canonical { return true }
    return join(join(a, b), c).canonical != join(a, join(b, c)).canonical
  }

  /// Two values of one stamp, as two devices of one id make them, and metadata refreshed here and there.
  private static func withTiesAndMetadata(_ copy: Element, _ random: inout Seeded) -> Element {
    var element = copy
    element.set("tie", to: "\(random.below(3))")
    element.stamps.fields["tie"] = Stamp(milliseconds: 5, counter: 5, device: "same")
    element.set("exerciseMetadata", to: "{\"name\":\"x\",\"revision\":\(random.below(3))}")
    return element
  }

  @Test func theRightRulesBreakNoLawEvenWithTies() throws {
    for seed in UInt64(1)...400 { #expect(try !breaksLaw(.standard, seed), "seed \(seed)") }
  }
}
