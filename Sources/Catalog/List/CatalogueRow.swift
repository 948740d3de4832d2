internal import Training

/// An exercise and how common it is.
struct CatalogueRow: Hashable, Sendable {
  var exercise: Exercise
  /// From 0, seldom seen, to 5, everybody's lift.
  var rank: Int

  static let ranks = 0...5
  /// The rank of an athlete's own exercise: made to be used, so before what is seldom seen.
  static let ownRank = 3
}
