import Store
import Sync
import Training

extension BackupManifest {
  /// A manifest of which only id and time matter.
  static func sample(id: String, at: Instant) -> BackupManifest {
    BackupManifest(
      text:
        #"{"id":"\#(id)","path":"/\#(id)","at":\#(at.milliseconds),"schema":6,"bytes":1,"reason":"daily","documents":{},"checksums":{},"checksum":"0000000000000000","state":"verified"}"#
    )!
  }
}

extension StoredBackup {
  /// A backup of which nothing lies anywhere.
  static func sample(
    id: String, at: Instant, reason: BackupManifest.Reason?, bytes: Int, fault: BackupFault?
  ) -> StoredBackup {
    StoredBackup(
      id: id, path: "/\(id)", at: at, reason: reason, bytes: bytes, manifest: nil, fault: fault,
      label: "")
  }
}
