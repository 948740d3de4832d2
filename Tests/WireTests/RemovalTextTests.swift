import Testing
import Training

@testable import Wire

@Suite struct RemovalTextTests {
  /// What was seen of so many devices.
  private func seen(_ count: Int) -> Seen {
    var seen = Seen()
    for number in 0..<count {
      seen.insert(Stamp(milliseconds: Int64(1000 + number), counter: 7, device: "d\(number)"))
    }
    return seen
  }

  @Test(arguments: [0, 1, 1000, 1001, 5000]) func whatIsWrittenIsRead(devices: Int) {
    let seen = seen(devices)
    #expect(RemovalText.readSeen(RemovalText.json(seen)) == seen)
    let removal = Removal(
      at: Stamp(milliseconds: 9000, counter: 1, device: "d0"), seen: seen, why: .delete)
    #expect(RemovalText.read(RemovalText.json(removal)) == removal)
  }

  @Test func aRemovalOfManyDevicesTravelsInItsDocument() throws {
    let removal = Removal(
      at: Stamp(milliseconds: 9000, counter: 1, device: "d0"), seen: seen(1500), why: .undo)
    let log = WorkoutLog(
      id: "w", userId: "u", date: LocalDate(dayNumber: 20_000), weightUnit: .kilograms,
      exercises: [])
    var element = log.element
    element.removal = removal
    let written = try WorkoutLog(element: element).json()
    #expect(try WorkoutLog(json: Array(written.utf8)).element.removal == removal)
  }
}
