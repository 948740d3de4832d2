import Chance
import Foundation
import Sync
import Testing
import Training
import Wire

@testable import Store

/// What comes back of a damaged store.
struct RescueTests {
  @Test func aSoundStoreIsLeftAlone() throws {
    let patient = try Patient()
    let found = try patient.examine()
    #expect(found.isSound, "\(found.ailments)")
    #expect(found.recovered.isEmpty && found.lost.isEmpty)
    #expect(try patient.folder.bytes() == patient.bytes)
  }

  /// Zeros each page in turn, rescues, and compares with what there was.
  @Test func aZeroedPageLosesAtMostWhatStoodOnItAloneAndNowhereElse() throws {
    let patient = try Patient()
    var worst = 0
    for page in 1...patient.pages {
      let bad = patient.zeroing(page: page)
      if bad == patient.bytes { continue }
      try patient.damage(bad)
      let found = try patient.examine()
      if found.isSound { continue }
      _ = try found.carryOut(at: time(100_000))
      let store = try patient.soundStore("page \(page)")
      let after = try store.elements()
      let lost = Set(patient.documents.keys).subtracting(after.keys)
      #expect(lost == Set(found.lost.map(\.key)), "page \(page)")
      #expect(lost.isDisjoint(with: patient.backed.keys), "page \(page)")
      #expect(patient.deleted.isDisjoint(with: after.keys), "page \(page)")
      #expect(Set(after.keys).isSubset(of: patient.documents.keys), "page \(page)")
      for (key, element) in after where element != patient.documents[key] {
        let told = found.recovered.first { $0.key == key }
        #expect(told?.isLatest == false, "page \(page): \(key) \(String(describing: told))")
        #expect(element == patient.backed[key], "page \(page): \(key)")
      }
      worst = max(worst, lost.count)
      #expect(try store.syncLink()?.location == "/dump.json", "page \(page)")
      try store.close()
    }
    print("documents lost by a zeroed page: at most \(worst) of \(patient.documents.count)")
  }
}
