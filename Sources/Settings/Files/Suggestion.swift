/// What someone may have meant by a word that does not exist.
public enum Suggestion {
  /// The nearest of `words`, if it is near enough to be a slip of the fingers.
  public static func nearest(to word: String, among words: [String]) -> String? {
    let length = word.count
    let limit = max(1, length / 3)
    // Words whose lengths differ by more are further away than that.
    let alike = words.filter { abs($0.count - length) <= limit }
    let distances = alike.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
    return distances.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.word
  }

  /// The insertions, deletions, replacements and swaps of neighbours that lead from one word to
  /// another (optimal string alignment).
  static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first)
    let b = Array(second)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let replaced = last[j] + (a[i] == b[j] ? 0 : 1)
        var best = min(last[j + 1] + 1, row[j] + 1, replaced)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
