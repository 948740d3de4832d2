public import Store
public import Training

/// Which backups are kept: of each of the last days and of each of the last weeks the newest.
///
/// Days and weeks on which there is none are not counted. What the athlete asked for stays, and of what was made within
/// the last day the newest of each reason does: it may be what something has to be taken back with.
public struct Retention: Sendable {
  /// Minutes east of UTC at an instant.
  private let utcOffset: @Sendable (Instant) -> Int
  private let now: Instant

  public init(at now: Instant, utcOffset: @escaping @Sendable (Instant) -> Int) {
    self.now = now
    self.utcOffset = utcOffset
  }

  /// The backups that may go. None that is not older than a good one.
  public func outdated(_ backups: [StoredBackup]) -> [StoredBackup] {
    let own = backups.filter { $0.reason != nil && $0.reason != .manual }
      .sorted { $0.at > $1.at }
    guard let newest = own.first(where: \.isGood) else { return [] }
    // One of an older Tonnage has no manifest, and counts where the day has no better one.
    let ranked = own.filter(\.isGood) + own.filter { $0.fault == .noManifest }
    var kept: Set<String> = [newest.id]
    kept.formUnion(newestOfEach(ranked, Thresholds.dailyBackups.count) { day(of: $0) })
    kept.formUnion(newestOfEach(ranked, Thresholds.weeklyBackups.count) { week(of: $0) })
    kept.formUnion(
      newestOfEach(
        own.filter { now.seconds(since: $0.at) < Self.recent }, .max
      ) { $0.reason?.rawValue ?? "" })
    return own.filter { $0.at < newest.at && !kept.contains($0.id) }
  }

  /// Seconds of a day.
  private static let recent: Double = 86_400

  /// The first of each group, of the latest groups.
  private func newestOfEach<Group: Hashable & Comparable>(
    _ backups: [StoredBackup], _ most: Int, by group: (StoredBackup) -> Group
  ) -> [String] {
    var found: [Group: String] = [:]
    for backup in backups where found[group(backup)] == nil { found[group(backup)] = backup.id }
    return found.sorted { $0.key > $1.key }.prefix(most).map(\.value)
  }

  /// Days since 1970-01-01, where the athlete is.
  private func day(of backup: StoredBackup) -> Int {
    backup.at.local(offsetMinutes: utcOffset(backup.at)).date.dayNumber
  }

  /// 1970-01-01 was a Thursday; weeks begin on Mondays.
  private func week(of backup: StoredBackup) -> Int {
    Int((Double(day(of: backup) + 3) / 7).rounded(.down))
  }

  // MARK: The daily one

  /// Whether today's backup is to be made: none that is good was made today, and none has what the store has now.
  public func isDailyDue(_ backups: [(manifest: BackupManifest, isOfNow: Bool)]) -> Bool {
    let today = now.local(offsetMinutes: utcOffset(now)).date
    return !backups.contains { backup, isOfNow in
      isOfNow || backup.at.local(offsetMinutes: utcOffset(backup.at)).date == today
    }
  }
}

/// How much room backups take, and how much they may before the athlete is asked.
public struct BackupRoom: Hashable, Sendable {
  /// What all backups take together, in bytes.
  public var taken: Int
  /// What the athlete allowed them to take; the threshold where they were not asked yet.
  public var allowed: Int

  public init(_ backups: [StoredBackup], allowed: Int?) {
    taken = backups.reduce(0) { $0 + $1.bytes }
    self.allowed = max(allowed ?? 0, Thresholds.backupBytes.count)
  }

  /// Whether the athlete is to be asked.
  public var isShort: Bool { taken > allowed }
}

extension NoteKind {
  /// How much room the athlete allowed backups to take: `{"bytes":NUMBER}`.
  public static let backupRoom = NoteKind("backup room", most: 1)
}
