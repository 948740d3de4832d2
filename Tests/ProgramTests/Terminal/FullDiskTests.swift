import Foundation
import PtyHarness
import Testing

/// A disk that takes nothing more while sets are being logged.
struct FullDiskTests {
  /// Whether a small disk can be had here: Linux lets one be mounted in a namespace of one's own.
  private static let hasSmallDisk: Bool = {
    let trial = Process()
    trial.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    trial.arguments = ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    trial.standardError = FileHandle.nullDevice
    do { try trial.run() } catch { return false }
    trial.waitUntilExit()
    return trial.terminationStatus == 0
  }()

  /// Opens the screens twice on a disk of 4 MB, and brings the store back from there.
  private static let onASmallDisk = """
    set -e
    mkdir "$HOME/disk"
    mount -t tmpfs -o size=4m tmpfs "$HOME/disk"
    cp "$HOME/log.tonnage" "$HOME/disk/"
    "$0" --store "$HOME/disk/log.tonnage" || echo "ended with $?"
    echo "once more?"
    read -r line
    "$0" --store "$HOME/disk/log.tonnage"
    cp "$HOME/disk/log.tonnage" "$HOME/"
    """

  @Test(.enabled(if: hasSmallDisk, "no small disk can be mounted here"))
  func whatAFullDiskRefusesIsSaidAndCanBeDoneAgainWithNothingLost() throws {
    let home = try Home()
    let program = try home.open(
      through: ["unshare", "-rm", "/bin/sh", "-c", Self.onASmallDisk])
    let filler = "/proc/\(program.pid)/root\(home.folder)/disk/filler"
    try program.startWorkout()
    let all = try #require(program.setCount).all
    try program.press(.enter)
    try program.wait(for: "Set 1 logged.")
    try fill(filler)
    try program.press(.enter)
    try program.wait(
      forSentence: "the disk is full. Nothing was changed; free some space and try again.")
    #expect(program.setCount?.done == 1)
    try FileManager.default.removeItem(atPath: filler)
    try program.press(.enter)
    try program.wait(for: "2 of \(all) sets")
    try fill(filler)
    try program.type("q")
    try program.wait(for: "once more?")
    #expect(program.screen.leftovers == [])
    try FileManager.default.removeItem(atPath: filler)
    try program.press(.enter)
    try program.wait(for: "Push B is under way")
    try program.wait(for: "2 sets")
    try program.leave()
    #expect(try home.setsUnderWay().count == 2)
  }

  /// Writes to a file until nothing more goes into it.
  private func fill(_ path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    try #require(file >= 0)
    let block = [UInt8](repeating: 1, count: 4096)
    while write(file, block, block.count) > 0 { continue }
    #expect(errno == ENOSPC)
    close(file)
  }
}
