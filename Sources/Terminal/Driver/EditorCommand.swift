/// The athlete's editor: `$VISUAL`, `$EDITOR`, or `vi`.
public enum EditorCommand {
  /// What to pass to ``NcursesDriver/run(_:)`` to edit a file. The variables may hold options, so
  /// a shell reads them; the path never goes through it.
  public static func arguments(environment: [String: String], file: String) -> [String] {
    let chosen = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty }
    let editor = chosen ?? "vi"
    return ["/bin/sh", "-c", "\(editor) \"$1\"", editor, file]
  }
}
