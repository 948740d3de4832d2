import Testing
import Training

@Suite struct PlatesTests {
  @Test(
    arguments: [
      (20.0, []), (60, [20]), (100, [25, 15]), (102.5, [25, 15, 1.25]), (140, [25, 25, 10]),
      (182.5, [25, 25, 25, 5, 1.25]),
    ] as [(Double, [Double])])
  func kilogramsAreLoadedByTheFewestPlates(_ total: Double, _ plates: [Double]) {
    #expect(
      PlateRack.standard(.kilograms).perSide(total: total)
        == PlatesPerSide(plates: plates, remainder: 0))
  }

  @Test(
    arguments: [(45.0, []), (135, [45]), (225, [45, 45]), (315, [45, 45, 45]), (185, [45, 25])]
      as [(Double, [Double])])
  func poundsAreLoadedByTheFewestPlates(_ total: Double, _ plates: [Double]) {
    #expect(
      PlateRack.standard(.pounds).perSide(total: total)
        == PlatesPerSide(plates: plates, remainder: 0))
  }

  @Test func whatThePlatesCannotMakeIsSaid() {
    let rack = PlateRack.standard(.kilograms)
    #expect(rack.perSide(total: 61.3) == PlatesPerSide(plates: [20], remainder: 1.3))
    #expect(rack.perSide(total: 21) == PlatesPerSide(plates: [], remainder: 1))
    #expect(
      PlateRack(bar: 20, plates: []).perSide(total: 30) == PlatesPerSide(plates: [], remainder: 10))
  }

  @Test func belowTheBarAndBeyondReasonThereIsNoLoading() {
    let rack = PlateRack.standard(.kilograms)
    #expect(rack.perSide(total: 19.9) == nil)
    #expect(rack.perSide(total: 1e9) == nil)
    #expect(rack.perSide(total: .nan) == nil)
    #expect(rack.perSide(total: .infinity) == nil)
    #expect(PlateRack(bar: -1, plates: []).perSide(total: 20) == nil)
  }

  @Test func onlyThePlatesAtHandAreUsed() {
    let rack = PlateRack(
      bar: 20,
      plates: [
        PlateRack.Plates(weight: 20, pairs: 1), PlateRack.Plates(weight: 10, pairs: 3),
        PlateRack.Plates(weight: 5, pairs: 0), PlateRack.Plates(weight: 0, pairs: 5),
        PlateRack.Plates(weight: .nan, pairs: 5),
      ])
    #expect(rack.perSide(total: 100) == PlatesPerSide(plates: [20, 10, 10], remainder: 0))
    #expect(rack.perSide(total: 140) == PlatesPerSide(plates: [20, 10, 10, 10], remainder: 20))
  }

  // Heaviest first would take 25 and stop 5 short of 30; two of 15 make it.
  @Test func theExactLoadingIsFoundWhereGreedFails() {
    let rack = PlateRack(
      bar: 20,
      plates: [
        PlateRack.Plates(weight: 25, pairs: 4), PlateRack.Plates(weight: 15, pairs: 4),
      ])
    #expect(rack.perSide(total: 80) == PlatesPerSide(plates: [15, 15], remainder: 0))
  }

  @Test func everyLoadingOfTheGymAddsUp() throws {
    for unit in WeightUnit.allCases {
      let rack = PlateRack.standard(unit)
      for tenths in stride(from: Int(rack.bar * 10), through: 5000, by: 7) {
        let total = Double(tenths) / 10
        let side = try #require(rack.perSide(total: total))
        let loaded = rack.bar + 2 * side.plates.reduce(0, +) + side.remainder
        #expect(isClose(loaded, total))
        #expect(side.remainder < 5)
        #expect(side.plates == side.plates.sorted(by: >))
      }
    }
  }
}
