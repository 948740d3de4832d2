public import Training

/// Makes the stamps of one device: each later than any the device has made or seen.
///
/// A hybrid logical clock (Kulkarni et al., 2014): as long as the wall clock runs ahead it is followed; where it
/// stands still, jumps back or lags behind a stamp that was seen, the counter goes on from the latest stamp.
public struct HybridClock: Sendable {
  public let device: String
  /// The latest stamp made or seen; nil at the very beginning.
  public private(set) var latest: Stamp?

  public init(device: String, latest: Stamp? = nil) {
    self.device = device
    self.latest = latest
  }

  /// The stamp of an edit made at `now`.
  public mutating func next(at now: Instant) -> Stamp {
    let stamp: Stamp
    if let latest, latest.milliseconds >= now.milliseconds {
      stamp = latest.successor(device: device)
    } else {
      stamp = Stamp(milliseconds: max(0, now.milliseconds), counter: 0, device: device)
    }
    latest = stamp
    return stamp
  }

  /// Takes note of a stamp from elsewhere, so that everything made from now on is later.
  public mutating func observe(_ stamp: Stamp) {
    if latest.map({ $0 < stamp }) ?? true { latest = stamp }
  }
}

extension Stamp {
  /// The next stamp of `device`; the last possible stamp is followed by itself.
  func successor(device: String) -> Stamp {
    if counter < UInt32.max {
      return Stamp(milliseconds: milliseconds, counter: counter + 1, device: device)
    }
    guard milliseconds < Int64.max else {
      return Stamp(milliseconds: milliseconds, counter: counter, device: device)
    }
    return Stamp(milliseconds: milliseconds + 1, counter: 0, device: device)
  }
}
