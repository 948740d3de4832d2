import Foundation
import PtyHarness
import Store
import Testing
import Training

/// Whatever stands in the way of writing, what is in the store can be read.
struct ReadingTests {
  /// Runs every command that only reads on `$store`, and says which failed and whether the last workout was there.
  private static let readAll = """
    for command in today workouts programs progress journal bodyweight exercises \
      conflicts 'export --format json' 'export --format csv'; do
      "$0" $command --store "$store" >"$HOME/shown" || echo "$command: $?"
    done
    "$0" workouts --store "$store" | grep -q Late && echo "the last one is there"
    "$0" export --store "$store" | grep -q '"Late"' && echo "it is exported"

    """
  private static let allRead = "the last one is there\nit is exported\n"

  @Test(.enabled(if: Home.canMount, "no disk can be mounted here"))
  func aFullDiskIsReadAndCalledFull() throws {
    let home = try Home()
    try home.leaveLog()
    let result = try home.script(
      inNamespace: """
        mkdir "$HOME/disk"
        mount -t tmpfs -o size=6m tmpfs "$HOME/disk"
        cp log.tonnage log.tonnage-wal disk/
        cat /dev/zero >disk/filler 2>/dev/null
        store="$HOME/disk/log.tonnage"
        \(Self.readAll)
        "$0" log Squat 100x5 --store "$store"
        echo "log: $?"
        rm disk/filler
        "$0" log Squat 100x5 --store "$store" >shown
        echo "log: $?"
        """)
    #expect(result.output == Self.allRead + "log: 1\nlog: 0\n", "\(result.errors)")
    #expect(
      result.errors
        == "tonnage: Writing to \(home.folder)/disk/log.tonnage: the disk is full. "
        + "Nothing was changed; free some space and try again.\n")
  }

  @Test(.enabled(if: Home.canMount, "no disk can be mounted here"), arguments: [false, true])
  func aDiskThatMayNotBeWrittenIsReadWithItsLogAndWithoutOne(hasLog: Bool) throws {
    let home = try Home()
    try home.leaveLog()
    if !hasLog { try home.openStore().close() }
    let result = try home.script(
      inNamespace: """
        mkdir "$HOME/disk"
        cp log.tonnage* disk/
        mount --bind disk disk && mount -o remount,bind,ro disk
        store="$HOME/disk/log.tonnage"
        \(Self.readAll)
        "$0" log Squat 100x5 --store "$store"
        echo "log: $?"
        ls disk
        """)
    let files = ["log.tonnage", "log.tonnage-wal", "log.tonnage.lock"].filter {
      hasLog || !$0.hasSuffix("wal")
    }
    #expect(
      result.output == Self.allRead + "log: 1\n" + files.joined(separator: "\n") + "\n",
      "\(result.errors)")
    #expect(
      result.errors.hasPrefix(
        "tonnage: Writing to \(home.folder)/disk/log.tonnage: the file is not writable"))
  }

  @Test(.enabled(if: Home.canMount, "no disk can be mounted here"))
  func theScreensOpenOnADiskThatIsFullAndOnOneThatMayNotBeWritten() throws {
    let home = try Home()
    try home.leaveLog()
    let script = """
      mkdir "$HOME/disk"
      mount -t tmpfs -o size=6m tmpfs "$HOME/disk"
      cp log.tonnage log.tonnage-wal disk/
      cat /dev/zero >disk/filler 2>/dev/null
      HOME="$HOME/disk" "$0" --store "$HOME/disk/log.tonnage"
      mount -o remount,ro "$HOME/disk"
      HOME="$HOME/disk" exec "$0" --store "$HOME/disk/log.tonnage"
      """
    let program = try home.open(
      columns: 120, through: ["unshare", "-rm", "/bin/sh", "-c", script])
    try program.wait(for: "Push B")
    try program.type("gh")
    try program.wait(for: "Late")
    try program.type("gt")
    try program.wait(for: "[Today]")
    try program.press(.enter)
    try program.wait(forSentence: "the disk is full. Nothing was changed")
    try program.type("q")
    try program.wait(for: "Read-only: the file is not writable")
    try program.type("gh")
    try program.wait(for: "Late")
    try program.leave()
  }

  @Test func aLockThatAStoppedProgramHoldsKeepsNobodyFromReading() throws {
    let home = try Home()
    try home.openStore().close()
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    holder.arguments = [
      "flock", "--no-fork", home.store + ".lock", "/bin/sh", "-c", "touch held; kill -STOP $$",
    ]
    holder.currentDirectoryURL = URL(fileURLWithPath: home.folder)
    try holder.run()
    defer {
      kill(holder.processIdentifier, SIGKILL)
      holder.waitUntilExit()
    }
    while try !home.files().contains("held") { usleep(1000) }
    for arguments in ["today", "workouts", "export", "progress"] {
      let result = try home.command(arguments)
      #expect(result.status == 0)
      #expect(result.errors == "")
      #expect(!result.output.isEmpty)
    }
    let program = try home.open()
    try program.wait(for: "Push B")
    try program.leave()
  }

  @Test func aScreenThatIsStoppedKeepsNobodyFromReading() throws {
    let home = try Home()
    let program = try home.open()
    try program.startWorkout()
    try program.press(.enter)
    program.send(signal: SIGSTOP)
    for command in ["today", "export"] { #expect(try home.command(command).status == 0) }
    program.send(signal: SIGCONT)
    try program.wait(for: "Set 1 logged.")
    try program.leave()
  }

  @Test func aLockThatCannotBeMadeKeepsNobodyFromReading() throws {
    let home = try Home()
    try FileManager.default.removeItem(atPath: home.store + ".lock")
    try FileManager.default.createDirectory(
      atPath: home.store + ".lock", withIntermediateDirectories: false)
    for command in ["today", "export"] {
      let result = try home.command(command)
      #expect(result.status == 0)
      #expect(result.errors == "")
    }
    let result = try home.command("log", "Squat", "100x5")
    #expect(result.status == 1)
    #expect(
      result.errors == "tonnage: Writing to \(home.store): its lock file cannot be made: "
        + "Is a directory. What you see can be read and exported, but nothing can be changed.\n")
  }

  @Test(
    .enabled(
      if: geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"),
      "root cannot give up its rights here"))
  func aStoreThatWasReadOnlyOnceIsWrittenToAgain() throws {
    let home = try Home()
    try home.leaveLog()
    let shm = home.store + "-shm"
    try Data(count: 32_768).write(to: URL(fileURLWithPath: shm))
    let files = ["", "-wal", "-shm", ".lock"].map { home.store + $0 }
    for file in files {
      try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: file)
    }
    let read = try home.command("workouts", through: Home.asOthers)
    #expect(read.status == 0)
    #expect(read.output.contains("Late"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: home.store)
    let written = try home.command("log", "Squat", "100x5", through: Home.asOthers)
    #expect(written.errors == "")
    #expect(written.status == 0)
    #expect(try home.command("workouts").output.contains("Late"))
  }

  @Test(
    .enabled(
      if: geteuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv"),
      "root cannot give up its rights here"))
  func aLogThatCannotBeReadIsSaidAndUpToWhenTheHistoryGoes() throws {
    let home = try Home()
    try home.leaveLog()
    // A file that may be written would have its log's rights mended.
    for (ending, rights) in [("", 0o400), ("-wal", 0o000)] {
      try FileManager.default.setAttributes(
        [.posixPermissions: rights], ofItemAtPath: home.store + ending)
    }
    let read = try home.command("workouts", through: Home.asOthers)
    #expect(read.status == 0)
    #expect(!read.output.contains("Late"))
    #expect(
      read.errors.hasPrefix(
        "tonnage: What was written last is in \(home.store)-wal, which cannot be read; shown is "
          + "up to 20"))
  }
}
