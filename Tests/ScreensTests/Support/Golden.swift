import Foundation
import FrameText
import Terminal
import Testing

/// Compares a frame with the one that is kept in `Golden/<name>.txt`: its text, then roles and emphasis as runs.
///
/// With `TONNAGE_RECORD_GOLDENS=1` the frame is written instead. A missing golden is a failure.
func expectGolden(
  _ frame: Frame, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try expectKept(golden(frame), name, sourceLocation: sourceLocation)
}

/// Compares a text with the one that is kept in `Golden/<name>.txt`.
func expectKept(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Golden/\(name).txt")
  if ProcessInfo.processInfo.environment["TONNAGE_RECORD_GOLDENS"] == "1" {
    try Data(text.utf8).write(to: file)
    return
  }
  let kept = try String(contentsOf: file, encoding: .utf8)
  #expect(text == kept, "\(name) is drawn differently", sourceLocation: sourceLocation)
}

/// A frame as a golden keeps it.
func golden(_ frame: Frame) -> String {
  let cursor = frame.cursor.map { "cursor \($0.x),\($0.y)" } ?? "no cursor"
  let size = "\(frame.size.width)x\(frame.size.height) \(cursor)"
  return ([size] + frame.lines + ["---"] + frame.styleLines).joined(separator: "\n") + "\n"
}
