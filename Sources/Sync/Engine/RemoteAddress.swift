/// A remote's location as people see it.
public enum RemoteAddress {
  /// Stands for the query of a URL.
  public static let hiddenQuery = "?…"

  /// The location without what may be secret in it: of a URL the user, the query and the fragment; a path as it is.
  public static func shown(_ location: String) -> String {
    guard let scheme = location.ranges(of: "://").first,
      location[..<scheme.lowerBound].allSatisfy(\.isLetter)
    else { return location }
    let rest = location[scheme.upperBound...]
    let end = rest.firstIndex { $0 == "?" || $0 == "#" } ?? rest.endIndex
    let address = rest[..<end]
    let slash = address.firstIndex(of: "/") ?? address.endIndex
    var host = address[..<slash]
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    let query = end < rest.endIndex && rest[end] == "?" ? hiddenQuery : ""
    return location[..<scheme.upperBound] + host + address[slash...] + query
  }
}

extension SyncLink {
  /// Where the dump lies, as it is shown.
  public var shownLocation: String { RemoteAddress.shown(location) }
}
