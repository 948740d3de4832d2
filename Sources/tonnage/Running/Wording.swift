import Screens
import Terminal
import Training

/// `1 workout`, `3 workouts`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

/// Numbers and sets as the commands print them.
struct Wording {
  let unit: WeightUnit

  /// A weight given in kilograms, in the athlete's unit.
  func weight(_ kilograms: Double?) -> String {
    kilograms.map { NumberText.decimal(WeightUnit.kilograms.convert($0, to: unit), places: 1) }
      ?? ""
  }

  /// Kilograms × repetitions in the athlete's unit, in whole numbers.
  func volume(_ kilograms: Double) -> String {
    NumberText.grouped(WeightUnit.kilograms.convert(kilograms, to: unit))
  }

  /// `100x5@8`, `60s`, `5 km`: as it could be typed.
  func set(_ set: PastSet) -> String {
    let load = set.weight.map {
      NumberText.decimal($0, places: 3) + (set.unit == unit ? "" : set.unit.rawValue)
    }
    let figures = [
      [load, set.reps.map { "x\($0)" }].compactMap(\.self).joined(),
      set.distance.map { NumberText.decimal($0, places: 3) + set.distanceUnit.rawValue } ?? "",
      set.seconds.map { "\(NumberText.decimal($0, places: 1))s" } ?? "",
    ]
    let kind = set.kind == .warmUp ? "w" : set.kind == .drop ? "d" : set.kind == .failure ? "f" : ""
    let rpe = set.rpe.map { "@\(NumberText.decimal($0, places: 1))" } ?? ""
    return kind + figures.filter { !$0.isEmpty }.joined(separator: " ") + rpe
  }

  func sets(_ sets: [PastSet]) -> String { sets.map(set).joined(separator: " ") }

  /// `best e1RM 116.7 kg (+2.8)`.
  func record(_ record: BrokenRecord) -> String {
    let figure =
      record.kind == .bestVolume ? volume(record.value) : weight(record.value)
    let gain =
      record.kind == .bestVolume
      ? volume(record.value - record.previous) : weight(record.value - record.previous)
    return "\(record.kind.words) \(figure) \(unit.rawValue) (+\(gain))"
  }

  func minutes(_ minutes: Double?) -> String {
    minutes.map { "\(Int($0.rounded())) min" } ?? ""
  }
}

extension Record.Kind {
  /// What the record is called in a sentence.
  var words: String {
    switch self {
    case .heaviestWeight: "heaviest weight"
    case .bestE1RM: "best e1RM"
    case .bestVolume: "best volume"
    case .range(let range): "best weight for \(range.title) reps"
    }
  }
}

extension Trend {
  /// What the trend is called in a sentence.
  var words: String { self == .notEnoughData ? "not enough data" : rawValue }
}

extension String {
  /// A step's label without its full stop, to stand within a sentence.
  var unpointed: String { hasSuffix(".") ? String(dropLast()) : self }
}
