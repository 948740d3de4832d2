import Training

let editTime = Instant(milliseconds: 1_800_000_000_000)

/// Ids `n1`, `n2`, … in the order they are asked for.
final class Ids {
  private var count = 0
  func next() -> String {
    count += 1
    return "n\(count)"
  }
}

func planned(_ id: String, _ weight: Double?, _ reps: Int?, kind: SetKind = .working) -> LoggedSet {
  LoggedSet(id: id, kind: kind, weight: weight, reps: reps)
}

func item(_ id: String, _ sets: [LoggedSet], group: String? = nil) -> LoggedExercise {
  var seated = sets
  for (index, position) in Position.sequence(sets.count).enumerated() {
    seated[index].position = position
  }
  return LoggedExercise(
    id: id, exerciseId: "x" + id, exerciseMetadata: ExerciseMetadata(name: id.uppercased()),
    sets: seated, supersetGroup: group)
}

func session(of exercises: [LoggedExercise]) -> WorkoutLog {
  var seated = exercises
  for (index, position) in Position.sequence(exercises.count).enumerated() {
    seated[index].position = position
  }
  return WorkoutLog(
    id: "log", userId: "me", date: editTime.local(offsetMinutes: 60).date,
    startedAt: editTime.advanced(bySeconds: -3600), utcOffset: 60, exercises: seated)
}

extension WorkoutLog {
  func edited(_ edit: LogEdit, ids: Ids = Ids(), at time: Instant = editTime) throws -> EditResult {
    try applying(edit, at: time, makeID: ids.next)
  }

  /// Entry ids in order, with their group: `a b:g c:g`.
  var layout: String {
    exercises.map { $0.id + ($0.supersetGroup.map { ":" + $0 } ?? "") }.joined(separator: " ")
  }

  var setIds: [[String]] { exercises.map { $0.sets.map(\.id) } }
}

func isInOrder(_ positions: [String]) -> Bool {
  !positions.contains("") && zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }
}
