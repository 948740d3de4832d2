/// What a target may import.
struct ImportRule {
  /// The target's own name.
  let target: String
  /// Targets of the house, its C modules among them.
  let house: Set<String>
  /// Modules of packages.
  let packages: Set<String>
  /// Modules that come with the system or with Swift.
  let system: Set<String>

  init(
    _ target: String, _ house: Set<String> = [], packages: Set<String> = [],
    system: Set<String> = []
  ) {
    self.target = target
    self.house = house
    self.packages = packages
    self.system = system
  }

  var allowed: Set<String> { house.union(packages).union(system) }
}

/// The rules that every source file of the house is held to.
enum HouseRules {
  /// The system's own library, by the names that it has on different systems.
  private static let posix: Set = ["Glibc", "Musl", "Darwin"]
  private static let threads: Set = ["Dispatch", "Synchronization"]

  /// The map of the house. Foundation stands nowhere: it would cost the program a good part of the time
  /// to its first frame.
  static let imports: [ImportRule] = [
    ImportRule("Training"),
    ImportRule("System", system: posix),
    ImportRule("Wire", ["Training"]),
    ImportRule("Catalog", ["Training", "CAssets"], system: ["Synchronization"]),
    ImportRule("Sync", ["Training", "Wire"], system: ["Synchronization"]),
    ImportRule("Remotes", ["Sync", "CCurl", "System"], system: threads),
    ImportRule(
      "Store", ["Training", "Wire", "Sync", "System"], packages: ["GRDB", "GRDBSQLite"],
      system: threads),
    ImportRule("Interchange", ["Training", "Wire", "Catalog"]),
    ImportRule(
      "Upkeep", ["Training", "Wire", "Catalog", "Sync", "Store", "System"], system: threads),
    ImportRule(
      "Logbook",
      [
        "Training", "Wire", "Catalog", "Sync", "Store", "Interchange", "Upkeep", "System",
        "CAssets",
      ], system: threads),
    ImportRule("Terminal", ["CNcurses"], system: threads),
    ImportRule("Settings", ["Training", "Terminal", "System", "CAssets"]),
    ImportRule("Screens", ["Training", "Terminal"]),
    ImportRule(
      "tonnage",
      [
        "Training", "Wire", "Catalog", "Sync", "Remotes", "Store", "Interchange",
        "Upkeep", "Logbook", "Terminal", "Settings", "Screens", "System",
      ], packages: ["ArgumentParser"], system: threads),
  ]

  /// Targets in C: they import nothing of the house.
  static let inC: Set = ["CAssets", "CCurl", "CNcurses"]

  /// The only folder that tells one operating system from another.
  static let ground = "Sources/System/"

  /// The only folder that sees ncurses.
  static let driver = "Sources/Terminal/Driver/"

  /// What may stand at the top of the repository, beside names that begin with a dot.
  static let topLevel: Set = [
    "Package.swift", "Sources", "Tests", "themes", "sample-data", "README.md",
  ]

  static let mostLinesOfAFile = 500
  static let mostLinesOfAFunction = 80

  /// Ways to end the program where a sentence is due.
  static let crashes = ["try!", "as!", "fatalError(", "preconditionFailure("]

  /// Ways around the compiler's checks, each of which needs a comment that says why it is right.
  static let escapes = ["@unchecked Sendable", "nonisolated(unsafe)", "@preconcurrency"]

  static func rule(_ target: String) -> ImportRule? {
    imports.first { $0.target == target }
  }
}
