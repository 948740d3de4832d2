/// What a value may be: what is refused everywhere, and what is asked about before it is logged.
///
/// The one table for screens, command line and the warnings of an import. Beyond an asking bound the screens ask with
/// y/n, a command refuses unless it is told `--yes`, and an import keeps the value and lists it.
///
/// | value | refused | asked about |
/// |---|---|---|
/// | weight of a set | above 99,999 | above 600 kg (1320 lb); above 1.5 × the best e1RM that the exercise had before |
/// | reps | below 0, not whole | above 100 |
/// | sets at once | not 1 to 99 | above 20 |
/// | time | below 0 | above 4 hours |
/// | distance | below 0 | above 200 km |
/// | RPE | below 1, above 10 | not in steps of 0.5 |
/// | body weight | 0 or less, 500 kg or more | more than 1.2 × the last one, or less than it by as much; a first one outside 30 to 250 kg |
/// | date | before 1900 | after tomorrow, more than 50 years ago |
/// | any number | not in plain digits | three decimals, as in 1,000, which may be a thousand |
/// | length of an imported workout | | above 12 hours |
public enum Bounds {
  // Refused

  /// No number that is typed is larger.
  public static let largestNumber = EntryScanner.largestReadable
  /// How hard a set can have been.
  public static let rpe = 1.0...10.0
  /// Kilograms that no athlete weighs.
  public static let heaviestAthlete = 500.0
  /// Nothing was logged before this day.
  public static let earliestDay = LocalDate(dayNumber: -25_567)

  // Asked about

  /// More than anyone lifts in a set that is logged, in kilograms and in pounds.
  static let heaviestKilograms = 600.0
  static let heaviestPounds = 1320.0
  /// A weight above this many times the best e1RM is a slip as a rule.
  static let mostOfBestE1RM = 1.5
  public static let mostReps = 100
  static let mostSetsAtOnce = 20
  static let longestSet = 4 * 3600.0
  /// Metres.
  static let longestDistance = 200_000.0
  /// Two weighings in a row differ by less than this factor.
  static let bodyWeightFactor = 1.2
  /// Kilograms that a first weighing lies within.
  static let usualBodyWeight = 30.0...250.0
  /// Days: fifty years.
  static let longestWayBack = 18_262
  /// Seconds that an imported workout lasts at most.
  public static let longestWorkout = 12 * 3600.0

  // MARK: Questions

  /// The question about a set's weight; nil where there is none.
  public static func weight(_ weight: Double, _ unit: WeightUnit) -> String? {
    let most = unit == .kilograms ? heaviestKilograms : heaviestPounds
    guard abs(weight) > most else { return nil }
    return
      "Really \(plain(weight)) \(unit.rawValue)? That is above \(plain(most)) \(unit.rawValue)."
  }

  public static func reps(_ reps: Int) -> String? {
    reps > mostReps ? "Really \(reps) reps? That is above \(mostReps)." : nil
  }

  static func rpeStep(_ rpe: Double) -> String? {
    guard (rpe * 2).rounded() != rpe * 2 else { return nil }
    return "Really RPE \(plain(rpe))? It goes in steps of 0.5."
  }

  public static func seconds(_ seconds: Double) -> String? {
    guard seconds > longestSet else { return nil }
    return
      "Really \(plain((seconds / 360).rounded() / 10)) hours? That is above \(plain(longestSet / 3600))."
  }

  public static func distance(_ distance: Double, _ unit: DistanceUnit) -> String? {
    guard distance * unit.meters > longestDistance else { return nil }
    return
      "Really \(plain(distance)) \(unit.rawValue)? That is above \(plain(longestDistance / 1000)) km."
  }

  static func count(_ count: Int) -> String? {
    count > mostSetsAtOnce ? "Really \(count) sets? That is above \(mostSetsAtOnce)." : nil
  }

  /// The question about a day; nil where there is none.
  public static func date(_ date: LocalDate, today: LocalDate) -> String? {
    if date > today.advanced(byDays: 1) { return "Really \(date)? That is after tomorrow." }
    guard date < today.advanced(byDays: -longestWayBack) else { return nil }
    return "Really \(date)? That is more than 50 years ago."
  }

  /// Whether anybody may weigh as much.
  public static func isBodyWeight(_ value: Double, _ unit: WeightUnit) -> Bool {
    value > 0 && value * unit.kilograms < heaviestAthlete
  }

  /// The question about a weighing; nil where there is none.
  ///
  /// - Parameter last: The weighing that it is compared with; nil where there is none.
  public static func bodyWeight(_ value: Double, _ unit: WeightUnit, last: BodyWeight?) -> String? {
    let kilograms = value * unit.kilograms
    guard let last, last.value > 0 else {
      guard !usualBodyWeight.contains(kilograms) else { return nil }
      let (least, most) = (
        WeightUnit.kilograms.convert(usualBodyWeight.lowerBound, to: unit),
        WeightUnit.kilograms.convert(usualBodyWeight.upperBound, to: unit)
      )
      return
        "Really \(plain(value)) \(unit.rawValue)? That is outside \(short(least)) to \(short(most)) \(unit.rawValue)."
    }
    let before = last.value * last.unit.kilograms
    let (asked, was) = (
      "Really \(plain(value)) \(unit.rawValue)?", "\(plain(last.value)) \(last.unit.rawValue)"
    )
    let factor = plain(bodyWeightFactor)
    if kilograms > before * bodyWeightFactor {
      return "\(asked) That is more than \(factor) times the \(was) of \(last.date)."
    }
    guard kilograms < before / bodyWeightFactor else { return nil }
    return "\(asked) The \(was) of \(last.date) is more than \(factor) times that."
  }

  /// A number to compare with, to a tenth.
  static func short(_ value: Double) -> String { plain((value * 10).rounded() / 10) }
}

/// What the weights of an exercise are compared with before they are logged.
public struct LiftBounds: Hashable, Sendable {
  private let exercise: LoggedExercise
  /// In kilograms.
  private let bestE1RM: Double?

  /// - Parameters:
  ///   - exercise: The entry that the sets belong to, with the body weight of its day.
  ///   - book: The records that stood before its workout; a new lift has none, and no bound of its own.
  public init(_ exercise: LoggedExercise, book: RecordBook) {
    self.exercise = exercise
    bestE1RM = book[.bestE1RM]?.value
  }

  /// The questions about what was typed, those of ``SetEntry/questions`` first.
  ///
  /// - Parameter unit: The unit of weights that name none.
  public func questions(_ entries: [SetEntry], unit: WeightUnit) -> [String] {
    entries.flatMap { $0.questions + [question($0, unit: $0.unit ?? unit)].compactMap(\.self) }
  }

  private func question(_ entry: SetEntry, unit: WeightUnit) -> String? {
    guard let weight = entry.weight, let bestE1RM, Bounds.weight(weight, unit) == nil,
      let load = exercise.load(of: LoggedSet(id: "", weight: weight, unit: unit)),
      load > bestE1RM * Bounds.mostOfBestE1RM
    else { return nil }
    let that = exercise.metadata.exerciseType.usesBodyWeight ? "With your own weight that" : "That"
    let best = Bounds.short(WeightUnit.kilograms.convert(bestE1RM, to: unit))
    return
      "Really \(plain(weight)) \(unit.rawValue)? \(that) is above \(plain(Bounds.mostOfBestE1RM)) times your best e1RM, \(best) \(unit.rawValue)."
  }
}
