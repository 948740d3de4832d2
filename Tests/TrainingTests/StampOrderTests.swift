import Testing
import Training

@Suite struct StampTests {
  @Test func aStampSurvivesItsText() {
    let stamp = Stamp(milliseconds: 1_795_112_525_120, counter: 36, device: "gym1")
    #expect(stamp.text == "mwnvnd4w.10.gym1")
    #expect(Stamp(text: stamp.text) == stamp)
    #expect(Stamp(text: "0.0.a") == Stamp(milliseconds: 0, counter: 0, device: "a"))
  }

  @Test(arguments: [
    "", "a.b", "a.b.c.d", "-1.0.a", "1.0.", "1.0.A", "1.0.a b", "1.-1.a", "+1.0.a", "01.0.a",
    "A.0.a", "1.00.a", "1.zzzzzzz.a", "zzzzzzzzzzzzzz.0.a", "1.0.é",
  ])
  func whatNoStampWroteIsRefused(_ text: String) {
    #expect(Stamp(text: text) == nil)
  }

  @Test func stampsAreOrderedByTimeThenCounterThenDevice() {
    let stamps = [
      Stamp(milliseconds: 1, counter: 9, device: "z"),
      Stamp(milliseconds: 2, counter: 0, device: "z"),
      Stamp(milliseconds: 2, counter: 1, device: "a"),
      Stamp(milliseconds: 2, counter: 1, device: "b"),
    ]
    #expect(stamps.reversed().sorted() == stamps)
    #expect(!(stamps[0] < stamps[0]))
  }

  @Test func aFieldHasItsOwnStampOrTheElements() {
    let early = Stamp(milliseconds: 1, counter: 0, device: "a")
    let late = Stamp(milliseconds: 2, counter: 0, device: "a")
    let stamps = Stamps(element: early, fields: ["weight": late])
    #expect(stamps.stamp(of: "weight") == late)
    #expect(stamps.stamp(of: "reps") == early)
    #expect(stamps.latest == late)
    #expect(Stamps(element: late, fields: ["weight": early]).latest == late)
    #expect(Stamps(fields: ["weight": early]).latest == early)
    #expect(Stamps().latest == nil)
    #expect(Stamps().stamp(of: "reps") == nil)
  }
}
