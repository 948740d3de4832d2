import Foundation
import Testing

@testable import Upkeep

@Suite struct ThresholdTests {
  /// The plan's text where it is at hand.
  private static let plan: String? = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/plan.md").standardized
    return try? String(contentsOf: path, encoding: .utf8)
  }()

  @Test(.enabled(if: plan != nil, "the plan is not at hand"))
  func eachFigureIsThePlans() throws {
    let plan = try #require(Self.plan)
    for threshold in Thresholds.all {
      guard let words = threshold.plan else { continue }
      #expect(plan.contains(words), "\(threshold.name): the plan does not say “\(words)”")
    }
  }

  @Test func noNameIsGivenTwice() {
    let names = Thresholds.all.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
