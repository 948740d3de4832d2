/// Why a place in a text is not TOML.
struct TOMLProblem: Error, Equatable {
  /// Bytes before the place.
  let place: Int
  /// To stand in brackets after "This line is not TOML".
  let words: String
  /// The place of what is there already, where that is the reason.
  var earlier: Int?
}
