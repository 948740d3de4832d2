/// How many letters have to be put in, taken out, changed or swapped with their neighbour to turn one
/// spelling into the other (optimal string alignment); nil when it takes more than `limit`.
func spellingDistance(
  _ left: some RandomAccessCollection<UInt8>, _ right: some RandomAccessCollection<UInt8>,
  limit: Int
) -> Int? {
  let left = Array(left)
  let right = Array(right)
  guard abs(left.count - right.count) <= limit else { return nil }
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  var row = last
  for (i, letter) in left.enumerated() {
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
      if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
        best = min(best, beforeLast[j - 1] + 1)
      }
      row[j + 1] = best
    }
    if let least = row.min(), least > limit { return nil }
    (beforeLast, last, row) = (last, row, beforeLast)
  }
  return last[right.count] <= limit ? last[right.count] : nil
}
