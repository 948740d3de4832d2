/// A kind of documents that are kept and synced, by its name on the wire. All of them are listed in `Wire`.
public struct Collection: Hashable, Sendable {
  /// Its name on the wire, in the store and in exports.
  public let rawValue: String
  /// What one document is called in a sentence.
  public let noun: String

  package init(_ rawValue: String, noun: String) {
    self.rawValue = rawValue
    self.noun = noun
  }

  public static func == (left: Collection, right: Collection) -> Bool {
    left.rawValue == right.rawValue
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension Collection {
  public static let workoutLogs = Collection("workoutLogs", noun: "workout")
  public static let programs = Collection("programs", noun: "program")
  public static let exercises = Collection("exercises", noun: "exercise")
  public static let bodyWeights = Collection("bodyWeights", noun: "body weight")
}
