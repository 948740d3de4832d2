import ArgumentParser
import Logbook
import Terminal
import Training
import Wire

/// `tonnage today`
struct ShowToday: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: "Show what is planned today, and the week so far.")

  @OptionGroup var answer: AnswerOptions

  func run() throws {
    try withLogbook(answer.store) { logbook, place in
      let page = try logbook.today()
      let wording = Wording(unit: place.unit)
      try Output.write(
        answer.json
          ? json(page) + "\n"
          : TodayText(page: page, wording: wording, hints: answer.store.hints).text)
    }
  }

  private func json(_ page: TodayPage) -> String {
    JSONValue.object([
      ("date", .date(page.date)), ("program", .optional(page.program?.name)),
      ("unfinishedWorkout", .optional(page.unfinished?.id)), ("next", next(page.next)),
      ("week", .list(page.week.map(day))),
      ("setsByMuscle", .object(page.setsByMuscle.map { ($0.group.rawValue, .integer($0.sets)) })),
      ("records", .list(page.records.map(record))),
      ("bodyWeight", .optional(page.bodyWeight?.value)),
      ("bodyWeightUnit", .optional(page.bodyWeight?.unit.rawValue)),
    ]).json
  }

  private func next(_ day: PlannedDay?) -> JSONValue {
    guard let day else { return .null }
    return .object([
      ("programId", .text(day.programId)), ("weekIndex", .integer(day.weekIndex)),
      ("dayIndex", .integer(day.dayIndex)), ("title", .text(day.title)),
      ("estimatedMinutes", .integer(day.estimatedMinutes)),
      ("exercises", .list(day.exercises.map(exercise))),
    ])
  }

  private func exercise(_ exercise: PlannedExercise) -> JSONValue {
    .object([
      ("exerciseId", .text(exercise.exerciseId)), ("name", .text(exercise.metadata.name)),
      ("target", .text(exercise.target)), ("load", .text(exercise.load)),
      ("sets", .list(exercise.sets.map { .set(PastSet($0)) })),
      ("lastDate", .optional(exercise.lastDate)),
      ("lastSets", .list(exercise.lastSets.map { .set($0) })),
    ])
  }

  private func day(_ day: DayFigures) -> JSONValue {
    .object([
      ("date", .date(day.date)), ("workouts", .integer(day.workouts)),
      ("sets", .integer(day.sets)), ("volumeKilograms", .number(day.volume)),
    ])
  }

  private func record(_ record: RecentRecord) -> JSONValue {
    .object([
      ("exercise", .text(record.exerciseName)), ("date", .date(record.date)),
      ("record", .record(record.record)),
    ])
  }
}

/// *Today* as plain text.
struct TodayText {
  let page: TodayPage
  let wording: Wording
  let hints: Hints

  var text: String {
    var lines = ["\(page.date)"]
    if let unfinished = page.unfinished {
      lines.append(
        "Unfinished: \(unfinished.name.sanitized), \(counted(unfinished.sets, "set")) so far.")
    }
    if let next = page.next {
      lines += ["", heading(next), plan(next), "about \(next.estimatedMinutes) min"]
    } else if page.program == nil {
      lines.append(hints.complete("No program is current. “tonnage programs” lists them."))
    } else {
      lines.append("The current program has no day with an exercise.")
    }
    let volume = page.week.reduce(0) { $0 + $1.volume }
    let workouts = page.week.reduce(0) { $0 + $1.workouts }
    lines += [
      "",
      "This week: \(counted(workouts, "workout")), \(wording.volume(volume)) \(wording.unit.rawValue)",
    ]
    if !page.setsByMuscle.isEmpty {
      lines.append(
        "Sets: "
          + page.setsByMuscle.map { "\($0.group.rawValue.sanitized) \($0.sets)" }.joined(
            separator: ", "))
    }
    for record in page.records {
      lines.append(
        "★ \(record.date)  \(record.exerciseName.sanitized)  \(wording.record(record.record))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func heading(_ next: PlannedDay) -> String {
    let program = page.program?.name.sanitized ?? ""
    return
      "\(next.title.sanitized) — \(program), week \(next.weekIndex + 1), day \(next.dayIndex + 1)"
  }

  private func plan(_ next: PlannedDay) -> String {
    var table = TextTable([
      ("exercise", .left), ("target", .left), ("sets", .left), ("last", .left),
    ])
    for exercise in next.exercises {
      table.add([
        exercise.metadata.name, "\(exercise.target) \(exercise.load)",
        wording.sets(exercise.sets.map { PastSet($0) }), wording.sets(exercise.lastSets),
      ])
    }
    return String(table.text.dropLast())
  }
}
