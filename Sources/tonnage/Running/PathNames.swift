import Interchange
import Screens
import System

/// What paths that are being typed could be.
enum PathNames {
  static func completion(of typed: String) -> PathCompletion {
    if typed == "~" { return PathCompletion(of: typed, names: [typed]) { _ in true } }
    let named = PathCompletion.folder(of: typed)
    let folder = named.isEmpty ? "." : Folder.expanded(named)
    do {
      return PathCompletion(of: typed, names: try Folder.names(in: folder)) {
        isFolder("\(folder)/\($0)")
      }
    } catch let .unreadable(_, reason) {
      return PathCompletion(of: typed, problem: "\(named) cannot be looked into: \(reason).")
    } catch {
      return PathCompletion(of: typed, problem: error.sentence)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    FileStatus(at: path)?.kind == .folder
  }
}
