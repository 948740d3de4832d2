public import Training

/// Removals as JSON: `{"at":STAMP,"seen":{DEVICE:MOMENT},"why":REASON}`, members that would be empty left out.
///
/// A moment is a stamp without its device. A removal of which only the stamp is known is that stamp as a text; where
/// it was joined with another it is the member `upTo`.
public enum RemovalText {
  public static func json(_ removal: Removal) -> String {
    if removal == Removal(upTo: removal.at) { return JSONText.string(removal.at.text) }
    var object = JSONObjectText()
    object.add("at", StampText.json(removal.at))
    object.add("seen", removal.seen.isEmpty ? nil : json(removal.seen))
    object.add("why", removal.why.map { JSONText.string($0.rawValue) })
    object.add("upTo", StampText.json(removal.upTo))
    return object.text
  }

  /// Removals by id, in the order of the ids; nil where there are none.
  static func json(_ removals: [String: Removal]) -> String? {
    guard !removals.isEmpty else { return nil }
    return JSONText.object(
      removals.sorted { $0.key < $1.key }.map { (key: JSONText.key($0.key), json: json($0.value)) })
  }

  /// What was seen, in the order of the devices.
  public static func json(_ seen: Seen) -> String {
    JSONText.object(
      seen.latest.sorted { $0.key < $1.key }.map { device, moment in
        (key: JSONText.key(device), json: "\"\(text(moment))\"")
      })
  }

  private static func text(_ moment: Seen.Moment) -> String {
    "\(String(moment.milliseconds, radix: 36)).\(String(moment.counter, radix: 36))"
  }

  /// Nil where the value is not a removal.
  public static func removal(_ json: JSONSlice) throws(WireError) -> Removal? {
    if json.kind == .string { return StampText.stamp(json).map { Removal(upTo: $0) } }
    guard json.kind == .object, let at = try json["at"].flatMap({ StampText.stamp($0) }) else {
      return nil
    }
    var removal = Removal(at: at)
    if let part = try json["seen"] {
      guard let seen = try seen(part) else { return nil }
      removal.seen = seen
    }
    if let part = try json["upTo"] {
      guard let stamp = StampText.stamp(part) else { return nil }
      removal.upTo = stamp
    }
    // A reason of a later version is unknown here; the removal holds all the same.
    removal.why = try json["why"]?.string.flatMap { Removal.Reason(rawValue: $0) }
    return removal
  }

  /// What ``json(_:)-(Removal)`` wrote; nil where the text is something else.
  public static func read(_ text: String) -> Removal? {
    do throws(WireError) { return try removal(JSONSlice(text)) } catch { return nil }
  }

  /// What ``json(_:)-(Seen)`` wrote; nil where the text is something else.
  public static func readSeen(_ text: String) -> Seen? {
    do throws(WireError) { return try seen(JSONSlice(text)) } catch { return nil }
  }

  /// Nil where the value is not an object of removals.
  static func removals(_ json: JSONSlice) throws(WireError) -> [String: Removal]? {
    guard json.kind == .object else { return nil }
    var removals: [String: Removal] = [:]
    for member in try json.members() {
      guard let removal = try removal(member.value) else { return nil }
      removals[member.name] = removal
    }
    return removals
  }

  /// Nil where the value does not say what was seen.
  public static func seen(_ json: JSONSlice) throws(WireError) -> Seen? {
    guard json.kind == .object else { return nil }
    var seen = Seen()
    for member in try json.members() {
      // With its device a moment is a stamp, and is read as one.
      guard let moment = member.value.string,
        let stamp = Stamp(text: "\(moment).\(member.name)")
      else { return nil }
      seen.insert(stamp)
    }
    return seen
  }
}
