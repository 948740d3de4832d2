public import Training

/// An exercise that a misspelled name may mean.
public struct Correction: Hashable, Sendable {
  public var exercise: Exercise
  /// The letters that are wrong.
  public var distance: Int
}

/// Finds what a name with typing errors means, word by word.
///
/// A word that occurs in any name of the list is taken for what it says and never corrected: *decline* is two letters
/// from *incline* and another exercise. Short words and numbers are not corrected either, nor is a first letter.
public struct SpellingCorrector: Sendable {
  private let catalogue: Catalogue
  private let words: Set<String>
  /// The words by their first letter.
  private let byInitial: [UInt8: [[UInt8]]]
  /// The exercise of each name that is written without blanks; nil where there are two.
  private let joined: [String: String?]

  private static let lengthForOneSlip = 5
  private static let lengthForTwoSlips = 8
  /// A name with more ways to correct it than this is not understood.
  private static let mostReadings = 16

  /// Counts as one read of the list.
  public init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    var words: Set<String> = []
    var joined: [String: String?] = [:]
    for exercise in catalogue.all {
      for name in [exercise.name] + exercise.aliases {
        let folded = NameWords(name).folded
        words.formUnion(folded)
        let owner = joined.updateValue(exercise.id, forKey: folded.joined())
        if let owner, owner != exercise.id { joined[folded.joined()] = .some(nil) }
      }
      words.formUnion(NameWords(exercise.metadata.exerciseType.rawValue).folded)
      words.formUnion(NameWords(exercise.metadata.equipment).folded)
    }
    self.words = words
    self.joined = joined
    byInitial = Dictionary(grouping: words.map { Array($0.utf8) }) { $0.first ?? 0 }
  }

  /// The exercises that the name may mean, the nearest first; none where a word of it is not understood.
  public func corrections(of name: String) -> [Correction] {
    let folded = NameWords(name).folded
    if let found = joined[folded.joined()], let id = found, let exercise = catalogue.entry(id: id) {
      return [Correction(exercise: exercise, distance: 1)]
    }
    guard folded.contains(where: { !words.contains($0) }) else { return [] }
    var nearest: [String: Correction] = [:]
    for reading in readings(folded) {
      guard let exercise = catalogue.entry(named: reading.words.joined(separator: " ")) else {
        continue
      }
      let distance = min(reading.distance, nearest[exercise.id]?.distance ?? .max)
      nearest[exercise.id] = Correction(exercise: exercise, distance: distance)
    }
    return nearest.values.sorted { ($0.distance, $0.exercise.id) < ($1.distance, $1.exercise.id) }
  }

  private struct Reading {
    var words: [String]
    var distance: Int
  }

  /// The name with every word that the list does not know replaced by one that it does.
  private func readings(_ folded: [String]) -> [Reading] {
    var readings = [Reading(words: [], distance: 0)]
    for word in folded {
      let choices = words.contains(word) ? [(word, 0)] : near(word)
      readings = readings.flatMap { reading in
        choices.map { Reading(words: reading.words + [$0.0], distance: reading.distance + $0.1) }
      }
      guard !readings.isEmpty, readings.count <= Self.mostReadings else { return [] }
    }
    return readings
  }

  private func near(_ word: String) -> [(String, Int)] {
    let letters = Array(word.utf8)
    guard letters.count >= Self.lengthForOneSlip, let first = letters.first,
      !letters.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return [] }
    let limit = letters.count >= Self.lengthForTwoSlips ? 2 : 1
    return (byInitial[first] ?? []).compactMap { known in
      spellingDistance(letters, known, limit: limit).map {
        (String(decoding: known, as: UTF8.self), $0)
      }
    }
  }
}
