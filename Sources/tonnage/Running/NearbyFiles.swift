import Interchange
import System
import Terminal
import Training

/// Files that may be exports: tables and documents in the present folder, at home and among the downloads.
enum NearbyFiles {
  private static let most = 50
  private static let endings = [".csv", ".json"]

  /// The newest first. Folders that cannot be read have none.
  static func find(home: String, utcOffset: (Instant) -> Int) -> [ImportFile] {
    var seen: Set<String> = []
    var files: [ImportFile] = []
    // The folder that the program was started in may be gone: then the home is looked into.
    let current = (try? Folder.current()) ?? home
    for (folder, shown) in [(current, ""), (home, "~/"), (home + "/Downloads", "~/Downloads/")] {
      for name in names(in: folder) where seen.insert("\(folder)/\(name)").inserted {
        if let file = file("\(folder)/\(name)", shown + name, name, utcOffset: utcOffset) {
          files.append(file)
        }
      }
    }
    return Array(
      files.sorted { ($1.modified, $0.name) < ($0.modified, $1.name) }.prefix(most))
  }

  private static func names(in folder: String) -> [String] {
    do {
      return try Folder.names(in: folder).filter { name in
        !name.hasPrefix(".") && endings.contains { name.lowercased().hasSuffix($0) }
      }
    } catch {
      return []
    }
  }

  private static func file(
    _ path: String, _ shown: String, _ name: String, utcOffset: (Instant) -> Int
  ) -> ImportFile? {
    guard let status = FileStatus(at: path), status.kind == .file else { return nil }
    let modified = Instant(milliseconds: Int64(status.modifiedSeconds) * 1000)
    return ImportFile(
      path: shown, name: name, bytes: status.bytes,
      modified: modified.local(offsetMinutes: utcOffset(modified)).date)
  }
}
