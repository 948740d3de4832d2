// swift-tools-version: 6.1
import PackageDescription

/// Every Swift target is held to the same rules; see "The house" in the README.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// What the program is made of is optimised in debug builds too: the tests play thousands of stories with it.
let parts = house + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// A library target of the house; what it may import is what is listed here.
func part(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: parts)
}

/// The tests of one part: they may import the part, and what they name beside it.
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

/// A fuzz target. They need a compiler with libFuzzer, so they are there only where `.ci/fuzz` asks for them.
func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: ["Fuzzing"] + dependencies, path: "Tests/Fuzz/\(name)",
    swiftSettings: house, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
}

let fuzzers: [Target] =
  Context.environment["TONNAGE_FUZZ"] == nil
  ? []
  : [
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzz/CFuzzer"),
    .target(
      name: "Fuzzing", dependencies: ["CFuzzer"], path: "Tests/Fuzz/Fuzzing", swiftSettings: house),
    fuzzer("DumpFuzz", ["Sync", "Training", "Wire", "Rehearsal"]),
    fuzzer("ImportFuzz", ["Interchange", "Training", "Wire"]),
    fuzzer("SettingsFuzz", ["Settings"]),
  ]

let package = Package(
  name: "tonnage",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "tonnage", targets: ["tonnage"])
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("tinfo", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(
      name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(name: "CAssets"),

    part("Training"),
    part("System"),
    part("Wire", ["Training"]),
    part("Catalog", ["Training", "CAssets"]),
    part("Sync", ["Training", "Wire"]),
    part("Remotes", ["Sync", "CCurl", "System"]),
    part("Store", ["Training", "Wire", "Sync", "System", grdb, sqlite]),
    part("Interchange", ["Training", "Wire", "Catalog"]),
    part("Upkeep", ["Training", "Wire", "Catalog", "Sync", "Store", "System"]),
    part(
      "Logbook",
      [
        "Training", "Wire", "Catalog", "Sync", "Store", "Interchange", "Upkeep", "System",
        "CAssets",
      ]),
    part("Terminal", ["CNcurses"]),
    part("Settings", ["Training", "Terminal", "System", "CAssets"]),
    part("Screens", ["Training", "Terminal"]),
    .executableTarget(
      name: "tonnage",
      dependencies: [
        "Training", "Wire", "Catalog", "Sync", "Remotes", "Store", "Interchange", "Upkeep",
        "Logbook", "Terminal", "Settings", "Screens", "System", arguments,
      ],
      swiftSettings: house),

    .target(name: "Chance", path: "Tests/Chance", swiftSettings: house),
    .target(
      name: "Rehearsal", dependencies: ["Sync", "Training", "Wire"], path: "Tests/Rehearsal",
      swiftSettings: house),
    .target(
      name: "FrameText", dependencies: ["Terminal"], path: "Tests/FrameText", swiftSettings: house),
    .target(
      name: "ReplayCheck", dependencies: ["Store", "Training", "Wire", grdb],
      path: "Tests/ReplayCheck", swiftSettings: house),
    .target(name: "CPty", path: "Tests/CPty"),
    .target(
      name: "PtyHarness", dependencies: ["CPty"], path: "Tests/PtyHarness", swiftSettings: house),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "Training", "Wire", "Catalog", "Store", "Interchange", "Upkeep", "Logbook", "Screens",
        "Terminal", "tonnage", "PtyHarness", "Chance", grdb,
      ],
      path: "Tests/Benchmarks",
      swiftSettings: house),

    tests("TrainingTests", ["Training", "Chance"]),
    tests("SystemTests", ["System"]),
    tests("WireTests", ["Wire", "Training", "Chance"]),
    tests("CatalogTests", ["Catalog", "Training", "CAssets"]),
    tests("SyncTests", ["Sync", "Training", "Wire", "Chance", "Rehearsal"]),
    tests("RemotesTests", ["Remotes", "Sync"]),
    tests(
      "StoreTests", ["Store", "Sync", "Training", "Wire", "Chance", "ReplayCheck", grdb],
      exclude: ["Fixtures"]),
    tests(
      "InterchangeTests", ["Interchange", "Training", "Wire", "Catalog", "Chance"],
      exclude: ["Fixtures", "Golden"]),
    tests(
      "LogbookTests",
      [
        "Logbook", "Training", "Wire", "Catalog", "Sync", "Store", "Interchange", "Upkeep",
        "System",
        "Chance", "Rehearsal", "ReplayCheck", grdb,
      ]),
    tests(
      "UpkeepTests", ["Upkeep", "Training", "Wire", "Catalog", "Sync", "Store", "System", "Chance"]),
    tests("TerminalTests", ["Terminal", "CNcurses", "FrameText"]),
    tests("SettingsTests", ["Settings", "Terminal", "Training", "Chance"]),
    tests(
      "ScreensTests", ["Screens", "Training", "Terminal", "Chance", "FrameText"],
      exclude: ["Golden"]),
    tests("HouseTests", []),
    tests(
      "ProgramTests",
      [
        "tonnage", "Screens", "Logbook", "Sync", "Remotes", "Store", "Catalog", "Training",
        "Upkeep", "Terminal", "PtyHarness", "Chance", "FrameText", "ReplayCheck", grdb,
      ]),
  ] + fuzzers,
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
