import Training

/// A fingerprint of texts, 64 bits: FNV-1a (Fowler, Noll, Vo). It tells texts apart that differ by accident; it does not
/// guard against anyone who means it.
struct Fingerprint {
  private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0x1F)
  }

  private mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// Sixteen hexadecimal digits.
  var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Fingerprint {
  /// Everything an export says of a workout.
  init(_ workout: ForeignWorkout) {
    self.init()
    add(workout.date.description)
    add(workout.secondOfDay.map { "\($0)" } ?? "")
    add(workout.name)
    add(workout.durationSeconds?.shortText ?? "")
    add(workout.note)
    for exercise in workout.exercises {
      add(exercise.name)
      add(exercise.note)
      add(exercise.superset ?? "")
      for set in exercise.sets { add(set) }
    }
  }

  private mutating func add(_ set: ForeignSet) {
    add(set.kind.rawValue)
    for value in [set.weight, set.rpe, set.seconds, set.distance, set.restSeconds] {
      add(value?.shortText ?? "")
    }
    add(set.unit?.rawValue ?? "")
    add(set.reps.map { "\($0)" } ?? "")
    add(set.distance == nil ? "" : set.distanceUnit.rawValue)
    add(set.note)
  }
}
