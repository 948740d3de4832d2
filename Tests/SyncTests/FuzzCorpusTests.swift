import Foundation
import Rehearsal
import Sync
import Synchronization
import Testing

/// What the fuzzer starts from, and what it has found.
@Suite struct FuzzCorpusTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzz/DumpCorpus")

  @Test func everythingInItIsMergedOnceOrRefused() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 3)
    for file in files {
      let scene = Scene()
      let bytes = Array(try Data(contentsOf: file))
      scene.remote.state.withLock { $0.bytes = bytes }
      scene.laptop.state.withLock { $0.userId = "sam" }
      let before = scene.laptop.contents
      let error = try scene.refusal(scene.laptop) { $0.yes = true }
      if error != nil {
        #expect(scene.laptop.contents == before, "\(file.lastPathComponent)")
        #expect(scene.remote.state.withLock { $0.bytes } == bytes, "\(file.lastPathComponent)")
      } else {
        #expect(try scene.sync(scene.laptop).isUnchanged, "\(file.lastPathComponent)")
      }
    }
  }
}
