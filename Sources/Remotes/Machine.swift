import Sync
import System

/// This machine, as its own programs tell it from others.
public enum Machine {
  /// Made of the id that the system was given when it was installed; of its name where it has none.
  ///
  /// The system's id itself is never shown or written anywhere.
  public static let id = token("machine", Installation.id ?? name)

  /// What the machine is called on its network, up to the first full stop; empty where it has no name.
  public static var name: String { String((Installation.hostName ?? "").prefix { $0 != "." }) }

  /// Differs after every start of the machine; empty where the system does not say.
  static let boot = Installation.boot.map { token("boot", $0) } ?? ""

  /// Processes are numbered apart in every container: what has another of these counts as another machine.
  static let processSpace = token("processes", id + (Installation.processSpace ?? ""))

  private static func token(_ what: String, _ text: String) -> String {
    ContentHash(Array("tonnage \(what) \(text)".utf8)).text
  }
}

/// This machine's processes, by `MACHINE/BOOT/PID/START`: a number alone is given to another process in time.
enum ThisProcess {
  static let name =
    "\(Machine.processSpace)/\(Machine.boot)/\(number)/\(Processes.start(of: number) ?? "")"

  private static var number: Int32 { Processes.own }

  /// Whether it is a process of this machine that has ended. What cannot be told counts as one that lives.
  static func isGone(_ process: String) -> Bool {
    let parts = process.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == Machine.processSpace, let number = Int32(parts[2]),
      number > 0, !parts[1].isEmpty, !Machine.boot.isEmpty
    else { return false }
    if parts[1] != Machine.boot { return true }
    if Processes.isMissing(number) { return true }
    guard let start = Processes.start(of: number), !parts[3].isEmpty else { return false }
    return parts[3] != start
  }
}
