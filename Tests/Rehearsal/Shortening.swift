/// The fewest events that still fail, as far as they are found by leaving out stretches, shorter and shorter ones.
///
/// - Parameter tries: How many shorter lists are tried at most; what is left of them comes back.
package func shortened<Event>(
  _ events: [Event], tries: inout Int, whereFails fails: ([Event]) -> Bool
) -> [Event] {
  var events = events
  var size = max(1, events.count / 2)
  while tries > 0 {
    var isShorter = false
    var start = 0
    while start < events.count, tries > 0 {
      var shorter = events
      shorter.removeSubrange(start..<min(start + size, events.count))
      tries -= 1
      if fails(shorter) {
        (events, isShorter) = (shorter, true)
      } else {
        start += size
      }
    }
    if size == 1, !isShorter { break }
    size = max(1, size / 2)
  }
  return events
}
