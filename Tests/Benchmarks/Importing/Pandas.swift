import Foundation

/// Python with pandas reading an export of Strong: what importing one is compared with.
struct Pandas {
  /// Reads the file and works out the best estimated 1RM (Epley) and the volume of each exercise and day.
  private static let script = """
    import sys, pandas
    sets = pandas.read_csv(sys.argv[1], sep=";")
    sets = sets[pandas.to_numeric(sets["Set Order"], errors="coerce").notna()]
    sets["day"] = pandas.to_datetime(sets["Date"]).dt.date
    sets["e1rm"] = sets["Weight"] * (1 + sets["Reps"] / 30)
    sets["volume"] = sets["Weight"] * sets["Reps"]
    days = sets.groupby(["Exercise Name", "day"]).agg({"e1rm": "max", "volume": "sum"})
    assert len(days) > 0
    print(days)
    """

  private let python: String
  private let home: String

  /// - Throws: ``Skipped`` where no Python of the path has pandas.
  init(home: String) throws {
    self.home = home
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let pythons = folders.map { "\($0)/python3" }
      .filter(FileManager.default.isExecutableFile(atPath:))
    guard let python = pythons.first(where: { Self.hasPandas($0, home: home) }) else {
      throw Skipped(
        reason: "Python with pandas is not installed: it is what importing is compared with.")
    }
    self.python = python
  }

  private static func hasPandas(_ python: String, home: String) -> Bool {
    do {
      let question = "import importlib.util as u; exit(u.find_spec('pandas') is None)"
      _ = try ChildRun(python, ["-c", question], home: home)
      return true
    } catch { return false }
  }

  func read(_ file: String) throws -> ChildRun {
    try ChildRun(python, ["-c", Self.script, file], home: home)
  }
}
