/// A word from a list that others may extend: an unknown word is kept as it came.
public protocol Vocabulary: RawRepresentable, Hashable, Sendable where RawValue == String {
  /// The words of our own list, in the order they are shown.
  static var known: [Self] { get }
  init(rawValue: String)
}

extension Vocabulary {
  /// What a missing field reads as.
  public static var unknown: Self { Self(rawValue: "Unknown") }
  public var isKnown: Bool { Self.known.contains(self) }
}

/// The muscle group an exercise works first.
public struct MuscleGroup: Vocabulary {
  public var rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let back = MuscleGroup(rawValue: "Back")
  public static let biceps = MuscleGroup(rawValue: "Biceps")
  public static let triceps = MuscleGroup(rawValue: "Triceps")
  public static let chest = MuscleGroup(rawValue: "Chest")
  public static let shoulders = MuscleGroup(rawValue: "Shoulders")
  public static let abs = MuscleGroup(rawValue: "Abs")
  public static let quads = MuscleGroup(rawValue: "Quads")
  public static let hamstrings = MuscleGroup(rawValue: "Hamstrings")
  public static let glutes = MuscleGroup(rawValue: "Glutes")
  public static let calves = MuscleGroup(rawValue: "Calves")
  public static let traps = MuscleGroup(rawValue: "Traps")
  public static let forearms = MuscleGroup(rawValue: "Forearms")

  public static let known: [MuscleGroup] = [
    back, biceps, triceps, chest, shoulders, abs, quads, hamstrings, glutes, calves, traps,
    forearms,
  ]
}

/// What an exercise is done with; decides how its volume is counted.
public struct ExerciseType: Vocabulary {
  public var rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let barbell = ExerciseType(rawValue: "Barbell")
  public static let dumbbell = ExerciseType(rawValue: "Dumbbell")
  public static let cable = ExerciseType(rawValue: "Cable")
  public static let machine = ExerciseType(rawValue: "Machine")
  public static let smithMachine = ExerciseType(rawValue: "Smith Machine")
  public static let bodyweight = ExerciseType(rawValue: "Bodyweight")
  public static let bodyweightLoadable = ExerciseType(rawValue: "Bodyweight Loadable")
  public static let kettlebell = ExerciseType(rawValue: "Kettlebell")
  public static let trapBar = ExerciseType(rawValue: "Trap Bar")
  public static let safetySquatBar = ExerciseType(rawValue: "Safety Squat Bar")
  public static let swissBar = ExerciseType(rawValue: "Swiss Bar")
  public static let camberBar = ExerciseType(rawValue: "Camber Bar")
  public static let bands = ExerciseType(rawValue: "Bands")
  public static let leverArms = ExerciseType(rawValue: "Lever Arms")

  public static let known: [ExerciseType] = [
    barbell, dumbbell, cable, machine, smithMachine, bodyweight, bodyweightLoadable, kettlebell,
    trapBar, safetySquatBar, swissBar, camberBar, bands, leverArms,
  ]

  /// Whether plates are put on a bar, so that plates per side can be told.
  public var takesPlates: Bool {
    [.barbell, .trapBar, .safetySquatBar, .swissBar, .camberBar, .smithMachine].contains(self)
  }
}

/// What a set of an exercise is measured in.
public struct Measures: OptionSet, Hashable, Sendable {
  public var rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let weight = Measures(rawValue: 1)
  public static let reps = Measures(rawValue: 2)
  public static let seconds = Measures(rawValue: 4)
  public static let distance = Measures(rawValue: 8)

  /// What is assumed where nothing is said.
  public static let standard: Measures = [.weight, .reps]

  /// The names used on the wire, in the order they are written.
  public static let names: [(name: String, measure: Measures)] = [
    ("weight", .weight), ("reps", .reps), ("seconds", .seconds), ("distance", .distance),
  ]
}
