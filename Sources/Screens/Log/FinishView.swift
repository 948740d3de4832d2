import Terminal
import Training

/// What a finished workout came to.
struct FinishView {
  let finish: FinishPage
  let shared: Shared
  private var values: SetValues { SetValues(glyphs: shared.glyphs) }

  func draw(in frame: inout Frame) {
    var pen = Pen(width: frame.width - 2)
    let name = finish.log.name.isEmpty ? "Workout" : finish.log.name
    pen.line("\(name) finished", role: .heading, emphasis: .bold)
    pen.gap()
    for (title, value) in figures {
      pen.line(title.padded(to: 10) + value.padded(to: 8, .right))
    }
    if finish.openSets > 0 {
      let sets =
        NumberText.counted(finish.openSets, "planned set")
        + (finish.openSets == 1 ? " was" : " were")
      pen.gap()
      pen.line("\(sets) not done: left out. u undoes it.", role: .dim)
    }
    if finish.log.dayStaysOpen {
      pen.line("The day stays open: Today offers it again.", role: .text)
    }
    pen.gap()
    if finish.records.isEmpty {
      pen.line("No record this time.", role: .dim)
    } else {
      pen.line("Records  \(shared.unit.rawValue)", role: .strong)
    }
    let room = max(0, frame.height - pen.height - 1)
    for record in finish.records.prefix(fitting(room)) { pen.line(words(record), role: .record) }
    if finish.records.count > fitting(room) {
      pen.line("  and \(finish.records.count - fitting(room)) more", role: .dim)
    }
    pen.draw(x: 3, y: 1, in: &frame)
    frame.cursor = Point(x: 3, y: 1)
  }

  /// How many records are listed in `room` lines: all, or one less than fit with a line for the rest.
  private func fitting(_ room: Int) -> Int {
    finish.records.count <= room ? finish.records.count : max(0, room - 1)
  }

  private var figures: [(title: String, value: String)] {
    let volume = NumberText.grouped(
      values.converted(finish.volume, shared.unit), glyphs: shared.glyphs)
    var result = [
      ("Sets", "\(finish.sets)"), ("Volume", volume + " " + shared.unit.rawValue),
    ]
    if let minutes = finish.minutes {
      result.append(
        ("Time", NumberText.decimal(minutes, places: 0, glyphs: shared.glyphs) + " min"))
    }
    return result.map { (title: $0.0, value: $0.1) }
  }

  private func words(_ recent: RecentRecord) -> String {
    let gain = values.converted(recent.record.value - recent.record.previous, shared.unit)
    let more = NumberText.signed(gain, places: 1, glyphs: shared.glyphs)
    return "\(shared.glyphs.star) "
      + recent.exerciseName.padded(to: 24, glyphs: shared.glyphs) + "  "
      + values.record(recent.record, shared.unit) + "  (\(more))"
  }
}
