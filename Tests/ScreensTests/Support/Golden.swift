import Foundation
import FrameText
import Terminal
import Testing

/// Compares what is drawn with what is kept: in `Golden/<name>.txt` the middle size with its roles and emphasis as runs,
/// in `Golden/<name>-sizes.txt` the text of the others, and of the middle one in ASCII.
///
/// With `TONNAGE_RECORD_GOLDENS=1` the frames are written instead. A missing golden is a failure. Every frame has to have
/// a cursor, at all sizes and in both glyph sets.
///
/// - Parameter sizes: The small, the middle and the large one.
func expectGoldens(
  _ name: String, sizes: [Size], sourceLocation: SourceLocation = #_sourceLocation,
  draw: (Size, Glyphs) -> Frame
) throws {
  for size in sizes {
    for glyphs in [Glyphs.unicode, .ascii] {
      let frame = draw(size, glyphs)
      #expect(frame.cursor != nil, "\(name) at \(size)", sourceLocation: sourceLocation)
    }
  }
  let (small, middle, large) = (sizes[0], sizes[1], sizes[2])
  let whole = draw(middle, .unicode)
  try expectKept(
    ([text(whole), "---"] + whole.styleLines).joined(separator: "\n") + "\n", name,
    sourceLocation: sourceLocation)
  let others = [
    text(draw(small, .unicode)), text(draw(large, .unicode)), "ASCII " + text(draw(middle, .ascii)),
  ]
  try expectKept(
    others.joined(separator: "\n---\n") + "\n", name + "-sizes", sourceLocation: sourceLocation)
}

/// A frame's size, cursor and lines.
private func text(_ frame: Frame) -> String {
  let cursor = frame.cursor.map { "cursor \($0.x),\($0.y)" } ?? "no cursor"
  let size = "\(frame.size.width)x\(frame.size.height) \(cursor)"
  return ([size] + frame.lines).joined(separator: "\n")
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
