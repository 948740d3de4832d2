import ArgumentParser
import Logbook
import Remotes
import Settings
import Store
import Sync
import Terminal
import Training
import Wire

extension Workplace {
  /// What this machine is called on the others: as the settings say, else its host name up to the first full stop.
  var deviceName: String? {
    if let name = settings.sync.device { return name }
    return Machine.name.isEmpty ? nil : Machine.name
  }

  /// The location as it is kept: a whole path.
  func remoteLocation(_ text: String) throws -> String {
    try RemoteLocation.path(text, from: try Folder.current(), home: environment["HOME"] ?? "/")
  }

  func remote(_ link: SyncLink, _ course: RemoteCourse) throws -> any Remote {
    try RemoteLocation.remote(
      at: link.location, from: try Folder.current(), home: environment["HOME"] ?? "/",
      credentials: Credentials(
        user: settings.sync.user, passwordCommand: settings.sync.passwordCommand,
        sendsPlainly: settings.sync.plainPassword, environment: environment),
      honoursPreconditions: link.honoursPreconditions, course: course)
  }
}
