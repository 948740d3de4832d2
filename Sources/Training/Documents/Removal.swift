/// What someone had seen when they removed something: of each device its latest stamp that had come to them.
///
/// A device makes its stamps in one order, so whoever has seen one of them has seen all before it.
public struct Seen: Hashable, Sendable {
  /// A stamp without its device.
  public struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64
    public var counter: UInt32

    public init(milliseconds: Int64, counter: UInt32) {
      self.milliseconds = milliseconds
      self.counter = counter
    }

    public static func < (left: Moment, right: Moment) -> Bool {
      (left.milliseconds, left.counter) < (right.milliseconds, right.counter)
    }
  }

  /// By device.
  public private(set) var latest: [String: Moment]

  public init(_ latest: [String: Moment] = [:]) { self.latest = latest }

  public var isEmpty: Bool { latest.isEmpty }

  public subscript(device: String) -> Moment? {
    get { latest[device] }
    set { latest[device] = newValue }
  }

  /// Whether a stamp is among what was seen.
  public func contains(_ stamp: Stamp) -> Bool {
    latest[stamp.device].map { stamp.moment <= $0 } ?? false
  }

  public mutating func insert(_ stamp: Stamp) {
    if latest[stamp.device].map({ $0 < stamp.moment }) ?? true {
      latest[stamp.device] = stamp.moment
    }
  }

  public mutating func formUnion(_ other: Seen) {
    latest.merge(other.latest) { max($0, $1) }
  }

  public func union(_ other: Seen) -> Seen {
    var union = self
    union.formUnion(other)
    return union
  }

  /// The devices of which more is seen here than there.
  public func beyond(_ other: Seen) -> Seen {
    Seen(latest.filter { device, moment in other.latest[device].map { $0 < moment } ?? true })
  }

  /// The latest stamp of each device.
  public var stamps: [Stamp] {
    latest.map { device, moment in
      Stamp(milliseconds: moment.milliseconds, counter: moment.counter, device: device)
    }
  }
}

extension Stamp {
  /// The stamp without its device.
  public var moment: Seen.Moment {
    Seen.Moment(milliseconds: milliseconds, counter: counter)
  }
}

/// That something was taken out: a set, an entry, a whole document.
///
/// A removal removes what the remover had seen. What was not seen stays, and so does what is written later.
public struct Removal: Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// A step was taken back.
    case undo
    case delete
    /// A workout was discarded.
    case discard
    /// An import was taken back.
    case importUndo = "import undo"
  }

  /// When it was removed.
  public var at: Stamp
  /// What the remover had seen.
  public var seen: Seen
  /// Nil where nobody has said: a removal by a program that knows no reasons.
  public var why: Reason?
  /// Of a removal that only has a stamp, as they were before version 2 of the dump: everything up to it counts as seen.
  public var upTo: Stamp?

  public init(at: Stamp, seen: Seen = Seen(), why: Reason? = nil, upTo: Stamp? = nil) {
    self.at = at
    self.seen = seen
    self.why = why
    self.upTo = upTo
  }

  /// A removal of which only the stamp is known.
  public init(upTo stamp: Stamp) { self.init(at: stamp, upTo: stamp) }

  /// Whether it only took back what a step or an import had added: nobody has said that it is to stay away.
  public var tookBack: Bool { why == .undo || why == .importUndo }

  /// Whether the remover had seen a write.
  public func hasSeen(_ stamp: Stamp) -> Bool {
    if let upTo, stamp <= upTo { return true }
    return seen.contains(stamp)
  }

  /// What this one says that an outer removal does not; nil where that says it all.
  ///
  /// Each device is looked at by itself, so that it is the same whichever of two removals of a place comes first under
  /// the outer one. What is left is as late as the latest of what it has seen.
  public func beyond(_ outer: Removal) -> Removal? {
    var rest = self
    rest.seen = seen.beyond(outer.seen)
    if let upTo, let limit = outer.upTo, upTo <= limit { rest.upTo = nil }
    guard let latest = (rest.seen.stamps + [rest.upTo].compactMap(\.self)).max() else { return nil }
    if outer.hasSeen(at) { rest.at = latest }
    return rest
  }

  /// Both as one: the later holds, and has seen what either had.
  public func joined(_ other: Removal) -> Removal {
    let isLater = (at, why?.rawValue ?? "") >= (other.at, other.why?.rawValue ?? "")
    var joined = isLater ? self : other
    joined.seen = seen.union(other.seen)
    joined.upTo = [upTo, other.upTo].compactMap(\.self).max()
    return joined
  }

  /// As ``joined(_:)``; either where there is only one, nil where there is none.
  public static func joined(_ left: Removal?, _ right: Removal?) -> Removal? {
    guard let left, let right else { return left ?? right }
    return left.joined(right)
  }
}
