/// What went to one muscle group, or was done with one type of exercise.
public struct VolumeShare<Key: Vocabulary>: Hashable, Sendable {
  public var key: Key
  /// Kilograms × repetitions.
  public var volume: Double
  /// Counted sets.
  public var sets: Int

  public init(key: Key, volume: Double, sets: Int) {
    self.key = key
    self.volume = volume
    self.sets = sets
  }
}

extension Sequence where Element == WorkoutLog {
  /// Volume and counted sets by exercise type: the types that have any, in the order of our list, unknown ones after.
  public var volumeByExerciseType: [VolumeShare<ExerciseType>] {
    flatMap(\.exercises).shares(by: \.exerciseType)
  }

  /// Volume and counted sets by muscle group: the groups that have any, in the order of our list, unknown ones after.
  public var volumeByMuscleGroup: [VolumeShare<MuscleGroup>] {
    flatMap(\.exercises).shares(by: \.primaryMuscleGroup)
  }
}

extension WorkoutLog {
  /// See ``Swift/Sequence/volumeByExerciseType``.
  public var volumeByExerciseType: [VolumeShare<ExerciseType>] {
    exercises.shares(by: \.exerciseType)
  }

  /// See ``Swift/Sequence/volumeByMuscleGroup``.
  public var volumeByMuscleGroup: [VolumeShare<MuscleGroup>] {
    exercises.shares(by: \.primaryMuscleGroup)
  }
}

extension Array where Element == LoggedExercise {
  fileprivate func shares<Key: Vocabulary>(by key: KeyPath<ExerciseMetadata, Key>)
    -> [VolumeShare<Key>]
  {
    var shares: [Key: VolumeShare<Key>] = [:]
    for entry in self {
      let sets = entry.countedSets.count
      guard sets > 0 else { continue }
      let key = entry.metadata[keyPath: key]
      shares[key, default: VolumeShare(key: key, volume: 0, sets: 0)].volume += entry.volume
      shares[key]?.sets += sets
    }
    let others = shares.values.filter { !$0.key.isKnown }
    return Key.known.compactMap { shares[$0] }
      + others.sorted { $0.key.rawValue < $1.key.rawValue }
  }
}
