public import Store
import Training

extension UndoneStep {
  /// What was taken back or done again, what was left, and which steps were gone already, in one line.
  ///
  /// - Parameter isRedo: Whether it was done again.
  public func sentence(isRedo: Bool = false) -> String {
    var words = passedOver.map { "“\($0.unpointed)” was already gone." }
    if isGone {
      words.append("“\(label.unpointed)” was already gone: nothing was changed.")
    } else {
      words.append("\(isRedo ? "Redone" : "Undone"): \(label.unpointed).")
      // The same reason for many sets is said once.
      var reasons: [String] = []
      for reason in kept.map(\.reason) where !reasons.contains(reason) { reasons.append(reason) }
      if !reasons.isEmpty {
        words.append("Left as it is: \(reasons.joined(separator: "; ")).")
      }
    }
    return words.joined(separator: " ")
  }
}

extension String {
  /// Without the full stop of another sentence.
  fileprivate var unpointed: String { hasSuffix(".") ? String(dropLast()) : self }
}
