/// The steps of making, using and removing backups, at each of which a test may look, or stop what is being done.
package enum BackupSteps {
  @TaskLocal package static var visitor: (@Sendable (String) throws -> Void)?

  static func visit(_ step: String) throws { try visitor?(step) }
}
