import Chance
import Foundation

/// An export of Strong with semicolons, made from a fixed seed: as long as real ones, with notes and open fields.
struct StrongExport {
  private static let heading =
    "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;Notes;Workout Notes\n"
  private static let lifts = [
    "Bench Press", "Incline Bench Press", "Squat", "Deadlift", "Romanian Deadlift",
    "Shoulder Press",
    "Bent Over Row", "Bicep Curl", "Triceps Extension", "Lateral Raise", "Lunge", "Hip Thrust",
    "Calf Raise", "Shrug", "Front Squat", "Pullover",
  ]
  private static let equipment = ["Barbell", "Dumbbell", "Machine", "Cable"]
  private static let days = ["Push", "Pull", "Legs"]
  private static let exercisesAWorkout = 6

  private var random = Seeded(4)
  private(set) var text = heading

  /// - Parameter sets: How many rows it has below the heading.
  init(sets: Int) {
    var (left, workout) = (sets, 0)
    while left > 0 {
      for place in 0..<Self.exercisesAWorkout where left > 0 {
        let count = min(left, Int.random(in: 2...4, using: &random))
        add(count, of: name(workout, place), in: workout)
        left -= count
      }
      workout += 1
    }
  }

  private func name(_ workout: Int, _ place: Int) -> String {
    let lift = (workout % Self.days.count * 5 + place) % Self.lifts.count
    return "\(Self.lifts[lift]) (\(Self.equipment[(workout / 3 + place) % Self.equipment.count]))"
  }

  private mutating func add(_ sets: Int, of exercise: String, in workout: Int) {
    // Two days from one workout to the next.
    let start = Date(timeIntervalSince1970: 1_400_000_000 + Double(workout) * 172_800)
    let date = start.formatted(.iso8601.dateTimeSeparator(.space)).prefix(19)
    let weight = 5 * Int.random(in: 4...60, using: &random)
    for set in 1...sets {
      let reps = Int.random(in: 3...12, using: &random)
      let notes = set == 1 ? "\"\";\"\"" : ";"
      text +=
        "\(date);\"\(Self.days[workout % Self.days.count])\";\"\(exercise)\";\(set);\(weight);lbs;\(reps);;;;0;\(notes)\n"
    }
  }
}
