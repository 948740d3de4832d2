extension Thresholds {
  public static let dailyBackups = Threshold(
    "Daily backups that are kept", 7, .backups, plan: nil)
  public static let weeklyBackups = Threshold(
    "Weekly backups that are kept", 4, .backups, plan: nil)
  public static let backupBytes = Threshold(
    "All backups together, before the athlete is asked", 1_073_741_824, .bytes, plan: nil)
  public static let backupAge = Threshold(
    "Age of the newest backup from which health is degraded", 7, .days, plan: nil)

  public static let backups = [dailyBackups, weeklyBackups, backupBytes, backupAge]
}
