import GRDB
import Wire

/// Where a store lies: on this machine, at this path. A device id belongs to one home.
///
/// A store that is opened elsewhere than it was written, or in whose place an older copy was put, would stamp under an id
/// that another file stamps under, or with stamps that were given before. So a home that the store does not know, and a
/// file beside the store that names another write of the dump than the store has noted, give it a new id from its first
/// stamp on. What was stamped before stays as it is.
struct Homes {
  let database: Database

  /// The id that this store stamps with here, and the file that still has to be put beside it.
  struct Settled {
    var device: String
    /// Nil where it stands there.
    var here: HereFile?
  }

  /// Finds the id of a home, or makes one.
  ///
  /// - Parameters:
  ///   - home: The machine and the store's real path.
  ///   - here: What stands beside the store; nil where nothing readable does.
  func settle(_ home: String, _ here: HereFile?) throws -> Settled {
    let device = Device(database: database)
    var homes = try known()
    if let here, homes[home] == here.device, try here.latest.map(hasNoted) ?? true {
      if try Meta(database).text(.device) != here.device { try device.take(here.device) }
      return Settled(device: here.device, here: nil)
    }
    // A store of an older version knows no home: it is at home where it is met first.
    let isUpgrade = try homes.isEmpty && here == nil && Meta(database).text(.device) != nil
    let id = isUpgrade ? try device.id() : try device.renew()
    homes[home] = id
    try keep(homes)
    return Settled(device: id, here: HereFile(device: id))
  }

  /// Another id for a home that has one.
  func renew(_ home: String?) throws -> String {
    let id = try Device(database: database).renew()
    guard let home else { return id }
    var homes = try known()
    homes[home] = id
    try keep(homes)
    return id
  }

  // MARK: Writes of the dump

  /// How many of the last writes are known by their ids: a folder service may put back an older dump.
  private static let notedCount = 100

  private func noted() throws -> [String] {
    try Meta(database).text(.syncNoted)?.split(separator: " ").map(String.init) ?? []
  }

  func hasNoted(_ commit: String) throws -> Bool {
    // An older version kept the last one alone.
    try noted().contains(commit) || Meta(database).text(.syncCommit) == commit
  }

  /// Notes a write that is about to be made. Returns the one before it.
  func note(_ commit: String) throws -> String? {
    let noted = try noted()
    let all = (noted + [commit]).suffix(Self.notedCount)
    try Meta(database).set(.syncNoted, all.joined(separator: " "))
    return noted.last
  }

  // MARK: The homes

  /// The ids by home.
  private func known() throws -> HomeList {
    HomeList(try Meta(database).text(.homes) ?? "")
  }

  private func keep(_ homes: HomeList) throws {
    try Meta(database).set(.homes, homes.text)
  }
}

/// Ids by home, the latest last.
private struct HomeList {
  private var list: [(home: String, device: String)] = []
  /// More are not kept: a container has another machine's name each time it is run.
  private static let most = 50

  init(_ text: String) {
    // What cannot be read is a home that is not known: the store gets a new id there.
    guard let json = try? JSONSlice(Array(text.utf8)) else { return }
    list = json.elements.compactMap { entry in
      guard let home = entry.first("home")?.string, let device = entry.first("device")?.string
      else { return nil }
      return (home, device)
    }
  }

  var isEmpty: Bool { list.isEmpty }

  subscript(home: String) -> String? {
    get { list.last { $0.home == home }?.device }
    set {
      list.removeAll { $0.home == home }
      if let newValue { list.append((home, newValue)) }
    }
  }

  var text: String {
    JSONText.array(
      list.suffix(Self.most).map { entry in
        JSONText.object([
          (key: "home", json: JSONText.string(entry.home)),
          (key: "device", json: JSONText.string(entry.device)),
        ])
      })
  }
}

extension Store {
  /// Makes sure, before the first write, that this store stamps with an id that is this home's alone.
  func settleHome(_ machine: String) throws {
    let path = HereFile.realPath(path)
    let settled = try transaction(.immediate) {
      try Homes(database: $0).settle(Self.home(machine, path), HereFile(beside: path))
    }
    // Where it cannot be written, the next program that opens the store gets another id; nothing worse happens.
    try? settled.here?.write(beside: path, mayBeLost: true)
  }

  private static func home(_ machine: String, _ path: String) -> String { "\(machine) \(path)" }

  public func syncAnnounce(commit: String) throws {
    let path = HereFile.realPath(path)
    let attempt = "Noting beside \(path) that the dump is about to be written"
    let (before, device) = try afterSyncing(attempt) {
      try maintain(attempt) { database in
        (try Homes(database: database).note(commit), try Device(database: database).id())
      }
    }
    guard machine != nil else { return }
    do throws(HereFile.Failure) {
      try HereFile(device: device, written: before, next: commit).write(
        beside: path, mayBeLost: false)
    } catch {
      throw StoreError.halfSynced(attempt: attempt, reason: error.reason)
    }
  }

  public func syncHasNoted(commit: String) throws -> Bool {
    try read { try Homes(database: $0.database).hasNoted(commit) }
  }

  /// Another id, as after a copy of the whole machine.
  func renewDevice(_ database: Database) throws -> String {
    let path = HereFile.realPath(path)
    return try Homes(database: database).renew(machine.map { Self.home($0, path) })
  }
}
