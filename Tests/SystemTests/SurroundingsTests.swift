import Foundation
import Testing

@testable import System

/// Clocks, chance, the environment and other processes.
@Suite struct SurroundingsTests {
  @Test func theClockThatPeopleSetIsRight() {
    let before = Int64(Date().timeIntervalSince1970 * 1000)
    let now = SystemClock.milliseconds
    let after = Int64(Date().timeIntervalSince1970 * 1000)
    #expect(before - 1 <= now && now <= after + 1)
  }

  @Test(arguments: [1_600_000_000, 1_610_000_000] as [Int64])
  func theTimeZoneIsTheSystems(_ seconds: Int64) {
    let moment = Date(timeIntervalSince1970: Double(seconds))
    #expect(SystemClock.utcOffset(at: seconds) == TimeZone.current.secondsFromGMT(for: moment) / 60)
  }

  @Test func asLongIsWaitedAsIsSaid() {
    let start = SystemClock.elapsedSeconds
    SystemClock.sleep(milliseconds: 30)
    let middle = SystemClock.elapsedSeconds
    SystemClock.sleep(seconds: 0.03)
    #expect(middle - start >= 0.029 && SystemClock.elapsedSeconds - middle >= 0.029)
  }

  @Test func idsAreOfLettersThatAreNotMistakenAndNoTwoAlike() {
    let ids = (0..<1000).map { _ in SystemRandom.id(16) }
    #expect(Set(ids).count == 1000 && ids.allSatisfy { $0.utf8.count == 16 })
    #expect(Set(ids.joined()) == Set("abcdefghijkmnpqrstuvwxyz23456789"))
  }

  @Test func chanceIsSpread() {
    let fractions = (0..<1000).map { _ in SystemRandom.fraction() }
    #expect(fractions.allSatisfy { 0 <= $0 && $0 < 1 })
    #expect(fractions.contains { $0 < 0.5 } && fractions.contains { $0 >= 0.5 })
    #expect(Set((0..<1000).map { _ in SystemRandom.number() }).count == 1000)
  }

  @Test func theEnvironmentIsTheProcesss() {
    let path = ProcessInfo.processInfo.environment["PATH"]
    #expect(path != nil && EnvironmentVariables.all["PATH"] == path)
    #expect(EnvironmentVariables.value(of: "PATH") == path)
    #expect(EnvironmentVariables.value(of: "TONNAGE_NO_SUCH_VARIABLE") == nil)
  }

  @Test func theSystemSaysWhatItIsCalled() { #expect(Installation.hostName?.isEmpty == false) }

  @Test func aProcessIsThereUntilItHasEnded() throws {
    #expect(Processes.own == ProcessInfo.processInfo.processIdentifier)
    #expect(!Processes.isMissing(Processes.own))
    let start = Processes.start(of: Processes.own)
    #expect(start != nil && Processes.start(of: Processes.own) == start)
    let other = Process()
    other.executableURL = URL(fileURLWithPath: "/bin/sh")
    other.arguments = ["-c", "exit 0"]
    try other.run()
    other.waitUntilExit()
    #expect(Processes.isMissing(other.processIdentifier))
    #expect(Processes.start(of: other.processIdentifier) == nil)
  }
}

@Suite struct ShellProcessTests {
  /// What a command prints until it has ended, and whether it ended well.
  private func run(_ command: String, _ environment: [String: String] = [:]) throws -> (
    text: String, isWell: Bool
  ) {
    let shell = try ShellProcess(command, environment: environment)
    var bytes: [UInt8] = []
    reading: while true {
      switch shell.read(within: 5) {
      case .bytes(let more): bytes += more
      case .end: break reading
      case .nothing: continue
      }
    }
    while !shell.hasEnded() { SystemClock.sleep(milliseconds: 5) }
    return (String(decoding: bytes, as: UTF8.self), shell.hasSucceeded)
  }

  @Test func whatACommandPrintsIsRead() throws {
    let answer = try run("echo \"$WORD\"; echo loud >&2", ["WORD": "a word"])
    #expect(answer.text == "a word\n" && answer.isWell)
    let long = try run("i=0; while [ $i -lt 3000 ]; do echo 0123456789; i=$((i+1)); done")
    #expect(long.text.utf8.count == 33_000)
  }

  @Test func aCommandGetsNothingToRead() throws {
    #expect(try run("read line; echo \"got:$line\"").text == "got:\n")
  }

  @Test func aCommandThatFailsIsTold() throws {
    let answer = try run("echo some; exit 3")
    #expect(answer.text == "some\n" && !answer.isWell)
  }

  @Test func aCommandIsEndedWithWhatItStarted() throws {
    let shell = try ShellProcess("sleep 1000 & sleep 1000", environment: ["PATH": "/usr/bin:/bin"])
    #expect(!shell.hasEnded())
    shell.end()
    #expect(shell.hasEnded() && !shell.hasSucceeded)
    // The pipe is closed once nobody is left who could print.
    var isClosed = false
    for _ in 0..<100 where !isClosed {
      if case .end = shell.read(within: 0.1) { isClosed = true }
    }
    #expect(isClosed)
  }
}
