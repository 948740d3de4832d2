import Foundation
import Testing

/// Whatever a sync falls into, the program says how it gets out.
@Suite(.aside) struct SyncHoleTests {
  private let machines: Machines
  private let files = FileManager.default

  init() throws { machines = try Machines() }

  private func inStep() throws {
    try machines.log(100, on: "laptop")
    try machines.begin("laptop")
    try machines.begin("gym")
  }

  // MARK: Dumps that cannot be read

  @Test(arguments: ["", "torn"]) func aDumpThatCannotBeReadIsBegunAgain(_ damage: String) throws {
    try inStep()
    try machines.log(101, on: "gym")
    let torn = damage.isEmpty ? "" : String(try machines.text("dump.json").dropLast(100))
    try torn.write(toFile: machines.dump, atomically: false, encoding: .utf8)
    for options in [[], ["--yes"], ["--adopt"]] {
      let (process, _, complaint) = try machines.start(["sync"] + options, on: "laptop")
      process.waitUntilExit()
      let words = String(
        decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      #expect(process.terminationStatus == 65)
      // What was said yes to already stays said, and so does the store.
      let command = (["tonnage sync"] + options + ["--begin-again"]).joined(separator: " ")
      let store = machines.store("laptop")
      #expect(words.hasSuffix("To go on: “\(command) --store \(store)”.\n"))
    }
    let begun = try machines.run("sync", "--begin-again", on: "laptop")
    #expect(begun.status == 0, "\(begun.complaint)")
    let aside = try #require(
      try machines.names().first { $0.hasPrefix("dump.json.unreadable-") })
    #expect(begun.output.contains("What could not be read is kept beside it as \(aside)."))
    #expect(try machines.text(aside) == torn)
    for machine in ["gym", "laptop"] {
      #expect(try machines.run("sync", on: machine).status == 0)
      #expect(try machines.weights(on: "gym") == [100, 101])
    }
    #expect(try machines.weights(on: "laptop") == [100, 101])
  }

  // MARK: Whose id it is

  @Test func whatFailsToBeWrittenIsNobodyElses() throws {
    try inStep()
    let device = try machines.device(of: "laptop")
    let lease = machines.folder + "/.dump.json.lease"
    try files.createDirectory(atPath: lease, withIntermediateDirectories: true)
    for weight in 101...103 {
      try machines.log(weight, on: "laptop")
      let failed = try machines.run("sync", on: "laptop")
      #expect(failed.status == 1)
      #expect(failed.complaint.contains(".dump.json.lease, by which machines take turns, is"))
    }
    try files.removeItem(atPath: lease)
    let report = try machines.run("sync", on: "laptop")
    #expect(report.status == 0 && report.output == "Sent 1 workout.\n")
    #expect(try machines.device(of: "laptop") == device)
    #expect(try machines.names().filter { $0.contains(".sync.") }.isEmpty)
  }

  @Test func aStoreThatIsCopiedMovedOrPutBackLogsUnderAnIdOfItsOwn() throws {
    try inStep()
    let laptop = machines.store("laptop")
    try files.copyItem(atPath: laptop, toPath: machines.store("copy"))
    try files.copyItem(atPath: laptop, toPath: machines.folder + "/backup")
    // Both log in the same second, and sync.
    try machines.log(101, on: "laptop")
    try machines.log(102, on: "copy")
    let devices = [try machines.device(of: "laptop"), try machines.device(of: "copy")]
    #expect(devices[0] != devices[1])
    for machine in ["laptop", "copy", "laptop"] {
      let report = try machines.run("sync", on: machine)
      #expect(report.status == 0 && !report.output.contains("new id"), "\(report)")
    }
    // The backup knows nothing of that, and is put in the store's place.
    for ending in ["", "-wal", "-shm"] { try? files.removeItem(atPath: laptop + ending) }
    try files.copyItem(atPath: machines.folder + "/backup", toPath: laptop)
    try machines.log(103, on: "laptop")
    #expect(try machines.device(of: "laptop") != devices[0])
    for ending in ["", ".lock"] {
      try files.moveItem(
        atPath: machines.store("copy") + ending, toPath: machines.store("moved") + ending)
    }
    try machines.log(104, on: "moved")
    #expect(try machines.device(of: "moved") != devices[1])
    for machine in ["laptop", "moved", "gym", "laptop", "moved"] {
      let report = try machines.run("sync", on: machine)
      #expect(report.status == 0 && !report.output.contains("new id"), "\(report)")
    }
    for machine in ["laptop", "moved", "gym"] {
      #expect(try machines.weights(on: machine) == [100, 101, 102, 103, 104])
    }
  }

  // MARK: Two beginnings

  @Test func twoThatBeganApartAreJoinedAfterOneQuestion() throws {
    try machines.log(100, on: "laptop")
    try machines.log(200, on: "gym")
    try machines.begin("laptop")
    #expect(try machines.run("sync", "setup", machines.dump, on: "gym").status == 0)
    let asked = try machines.run("sync", on: "gym")
    #expect(asked.status == 1)
    #expect(
      asked.complaint.contains(
        "Are both logs yours? They are joined, and nothing is lost. To go on: “tonnage sync --adopt --store "
      ))
    #expect(try machines.run("sync", "--adopt", on: "gym").status == 0)
    #expect(try machines.run("sync", on: "laptop").status == 0)
    for machine in ["laptop", "gym"] {
      #expect(try machines.weights(on: machine) == [100, 200])
      #expect(try machines.run("sync", on: machine).output.hasPrefix("Nothing to sync"))
    }
  }

  // MARK: What lies beside the dump

  @Test(.timeLimit(.minutes(1))) func whatNobodyCanReadBesideTheDumpStopsNoSync() throws {
    try inStep()
    mkfifo("\(machines.folder)/dump (conflicted copy).json", 0o600)
    mkfifo("\(machines.folder)/pipe.json", 0o600)
    try machines.log(101, on: "gym")
    let copy = try machines.text("dump.json")
    #expect(try machines.run("sync", on: "gym").status == 0)
    // What another service made of the dump as it was before.
    try copy.write(
      toFile: "\(machines.folder)/dump 2.json", atomically: false, encoding: .utf8)
    let report = try machines.run("sync", on: "laptop")
    #expect(report.status == 0)
    #expect(
      report.output.contains("dump (conflicted copy).json was left where it is: it is a folder,"))
    #expect(report.output.contains("dump 2.json was merged."))
    #expect(try machines.weights(on: "laptop") == [100, 101])
  }

  @Test(.timeLimit(.minutes(1))) func aPipeInALeasesPlaceIsNamed() throws {
    try inStep()
    mkfifo("\(machines.folder)/.dump.json.lease", 0o600)
    try machines.log(101, on: "laptop")
    let failed = try machines.run("sync", on: "laptop")
    #expect(failed.status == 1 && failed.complaint.hasSuffix("Remove it and sync again.\n"))
  }

  @Test(.timeLimit(.minutes(1))) func whoWaitsForALeaseIsToldForWhom() throws {
    try inStep()
    try "n a 000000000 machine/boot/1/1 the gym".write(
      toFile: "\(machines.folder)/.dump.json.lease", atomically: false, encoding: .utf8)
    try machines.log(101, on: "laptop")
    let (process, _, complaint) = try machines.start(["sync"], on: "laptop")
    var words = ""
    while !words.hasSuffix("\n") {
      let more = complaint.fileHandleForReading.availableData
      guard !more.isEmpty else { break }
      words += String(decoding: more, as: UTF8.self)
    }
    process.interrupt()
    process.waitUntilExit()
    #expect(
      words
        == "tonnage: waiting 1 s for the gym, which is writing the dump; silent for 1 s, after 30 s its turn ends\n"
    )
  }

  // MARK: What is said

  @Test func theQueryOfAnAddressIsUsedAndNeverPrinted() throws {
    try machines.log(100, on: "laptop")
    let secret = "http://127.0.0.1:9/dump.json?token=s3cret"
    let answers = [
      try machines.run("sync", "setup", secret, on: "laptop"),
      try machines.run("sync", "status", on: "laptop"),
      try machines.run("sync", "status", "--json", on: "laptop"),
      try machines.run(
        "sync", "setup", "ftp://me:s3cret@host/dump.json?token=s3cret", on: "laptop"),
    ]
    for answer in answers {
      #expect(!(answer.output + answer.complaint).contains("s3cret"), "\(answer)")
    }
    #expect(answers[0].output.contains("http://127.0.0.1:9/dump.json?…"))
    #expect(answers[1].output.contains("http://127.0.0.1:9/dump.json?…"))
    #expect(answers[3].complaint.contains("ftp://host/dump.json?…"))
  }

  /// The laptop's weighing loses to the gym's, and the laptop has not synced yet.
  private func weighApart() throws {
    try machines.run("bodyweight", "80", on: "laptop")
    try machines.begin("laptop")
    try machines.begin("gym")
    try machines.run("bodyweight", "81", on: "laptop")
    try machines.run("bodyweight", "82", on: "gym")
    try machines.run("sync", on: "gym")
  }

  @Test func aDryRunCallsDocumentsByTheirNames() throws {
    try inStep()
    try machines.run("bodyweight", "80", on: "laptop")
    try machines.log(101, on: "gym")
    try machines.run("sync", on: "gym")
    let dry = try machines.run("sync", "--dry-run", on: "laptop").output
    #expect(dry.contains(/\n< changed workout 20[0-9-]+ Workout\n/), "\(dry)")
    #expect(dry.contains(/\n> added body weight 20[0-9-]+ 80 kg\n/), "\(dry)")
    try machines.run("sync", "setup", machines.dump, on: "new")
    let all = try machines.run("sync", "--dry-run", on: "new").output
    #expect(all.contains(/\n< added workout 20[0-9-]+ Workout\n/), "\(all)")
  }

  @Test func whatWasOnlyRemovedIsSaidToBeFromWhoeverRemovedItOnce() throws {
    try inStep()
    try machines.run("bodyweight", "80", on: "laptop")
    try machines.run("sync", on: "laptop")
    try machines.run("sync", on: "gym")
    try machines.run("undo", on: "laptop")
    try machines.run("sync", on: "laptop")
    try machines.run("sync", on: "gym")
    let label = try #require(
      try machines.run("journal", "--limit", "1", on: "gym").output.split(separator: "\n").last)
    #expect(label.contains(/Sync: 1 body weight removed by [^ ]+ +[0-9]+$/), "\(label)")
  }

  @Test func aDumpThatIsGoneIsBegunAgainByEitherYes() throws {
    for consent in ["--yes", "--begin-again"] {
      let machines = try Machines()
      try machines.log(100, on: "laptop")
      try machines.begin("laptop")
      try files.removeItem(atPath: machines.dump)
      #expect(try machines.run("sync", on: "laptop").complaint.contains("--yes"))
      let begun = try machines.run("sync", consent, on: "laptop")
      #expect(begun.status == 0, "\(begun)")
      #expect(try machines.names().contains("dump.json"))
    }
  }

  @Test func twoQuestionsInTurnAreAnsweredByTheCommandThatEachNames() throws {
    try inStep()
    try machines.log(200, on: "new")
    // Another log's dump, and edited by hand.
    let edited = try machines.text("dump.json").replacingOccurrences(of: "Squat", with: "Squad")
    try edited.write(toFile: machines.dump, atomically: false, encoding: .utf8)
    try machines.run("sync", "setup", machines.dump, on: "new")
    var said: [String] = []
    var complaint = try machines.run("sync", on: "new").complaint
    for _ in 0..<3 {
      guard let hint = complaint.firstMatch(of: /To go on: “tonnage (sync[^”]*)”/)?.1 else { break }
      let command = String(hint).components(separatedBy: " --store ")[0]
      said.append(command)
      let (process, _, answer) = try machines.start(
        command.components(separatedBy: " "), on: "new")
      complaint = String(
        decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
    }
    #expect(complaint == "" && said.count == 2, "\(said) \(complaint)")
    #expect(said.last == "sync --yes --adopt")
    #expect(try machines.weights(on: "new") == [100, 200])
  }

  @Test func nothingIsKeptWhereNothingIsDone() throws {
    try weighApart()
    let dry = try machines.run("sync", "--dry-run", on: "laptop").output
    #expect(dry.contains("1 value changed on both sides; what loses would be kept.\n"))
    let done = try machines.run("sync", on: "laptop").output
    #expect(
      done.contains(
        "1 value changed on both sides; what lost is kept: “tonnage conflicts --store \(machines.store("laptop"))” shows both.\n"
      ))
  }

  @Test func bothWeighingsAreKeptWhereThatIsWanted() throws {
    try weighApart()
    try machines.run("sync", on: "laptop")
    let kept = try machines.run("conflicts", "resolve", "1", "--keep", "both", on: "laptop")
    #expect(kept.status == 0, "\(kept.complaint)")
    let listed = try machines.run("bodyweight", on: "laptop").output
    #expect(listed.contains("81") && listed.contains("82"))
  }
}
