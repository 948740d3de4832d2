import Foundation
import Testing

/// A pipe: what is written to its second end comes out of its first. Whoever makes it closes the ends.
struct Pipeline {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    (reading, writing) = (ends[0], ends[1])
  }
}
