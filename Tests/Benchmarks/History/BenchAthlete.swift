import Catalog
import Chance
import Training

/// An athlete who never tires: one program, five exercises a day, five sets each, a workout a day.
struct Athlete {
  static let seed: UInt64 = 20_261_123
  static let userId = "benchmark-athlete"
  static let exercisesADay = 5
  static let setsAnExercise = 5
  /// On days with little time, of which 10,000 come to some 32 MB.
  static let exercisesAShortDay = 3
  static let setsADay = exercisesADay * setsAnExercise
  private static let weeks = 4
  private static let daysAWeek = 4

  /// What the athlete trains: as many exercises as a long history comes to.
  let exercises: [Exercise]
  let program: Program
  var random = Seeded(Athlete.seed)

  init() throws {
    let lifted: Set<ExerciseType> = [.barbell, .dumbbell, .machine, .cable]
    let all = try Catalogue.builtIn().all.filter { lifted.contains($0.metadata.exerciseType) }
    // Every fourth: all muscle groups have some.
    exercises = stride(from: 0, to: all.count, by: 4).prefix(48).map { all[$0] }
    program = Self.program(of: exercises)
  }

  private static func program(of exercises: [Exercise]) -> Program {
    var days: [ProgramDay] = []
    let positions = Position.sequence(exercisesADay)
    for week in 0..<weeks {
      for day in 0..<daysAWeek {
        let first = (week * daysAWeek + day) * exercisesADay
        let entries = (0..<exercisesADay).map { place in
          let exercise = exercises[(first + place) % exercises.count]
          return ProgramExercise(
            id: "w\(week)d\(day)p\(place)", exerciseId: exercise.id,
            exerciseMetadata: exercise.metadata, sets: setsAnExercise, reps: [.range(3, 10)],
            position: positions[place])
        }
        days.append(
          ProgramDay(weekIndex: week, dayIndex: day, name: "Day \(day + 1)", exercises: entries))
      }
    }
    return Program(
      id: "benchmark-program", userId: userId, name: "Four weeks", isCurrent: true, days: days)
  }

  /// The week and the day of the program that workout `number` (from 0) is.
  static func place(of number: Int) -> (week: Int, day: Int) {
    let place = number % (weeks * daysAWeek)
    return (place / daysAWeek, place % daysAWeek)
  }

  /// What one set comes to: slowly heavier, with good and bad days.
  mutating func set(of exercise: String, workout number: Int) -> (weight: Double, reps: Int) {
    let place = exercises.firstIndex { $0.id == exercise } ?? 0
    let base = 40 + Double(place % 16) * 7.5 + Double(number).squareRoot() * 0.25
    let steps = Int.random(in: -2...2, using: &random)
    let weight = ((base / 2.5).rounded() + Double(steps)) * 2.5
    return (weight, Int.random(in: 3...10, using: &random))
  }

  /// A finished workout as a document, to be put into a store at once.
  mutating func workout(_ number: Int, began: Instant, exercises: Int = exercisesADay)
    -> WorkoutLog
  {
    let (week, day) = Self.place(of: number)
    guard let planned = program.day(week: week, day: day) else {
      preconditionFailure("The program has no week \(week) with a day \(day).")
    }
    var time = began
    let positions = Position.sequence(Self.setsAnExercise)
    let entries = planned.exercises.prefix(exercises).map { source in
      var entry = LoggedExercise(
        id: random.id(8), exerciseId: source.exerciseId, exerciseMetadata: source.metadata,
        position: source.position)
      entry.exerciseMetadata?.lastUpdated = began
      entry.sets = positions.map { position in
        time = time.advanced(bySeconds: 150)
        let (weight, reps) = set(of: source.exerciseId, workout: number)
        return LoggedSet(
          id: random.id(8), weight: weight, reps: reps, completed: true, completedAt: time,
          position: position)
      }
      return entry
    }
    return WorkoutLog(
      id: random.id(16), userId: Self.userId, name: planned.title, programId: program.id,
      weekIndex: week, dayIndex: day, date: began.local(offsetMinutes: 0).date, startedAt: began,
      utcOffset: 0, completedDate: time, isWorkoutFinished: true, exercises: entries)
  }
}
