import Fuzzing
import Sync

/// Reads whatever comes as a dump: it is read or refused with a sentence, and nothing traps.
@main enum DumpFuzz {
  static func main() {
    fuzz { start, count in
      DumpFuzz.read(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
  }

  static func read(_ bytes: [UInt8]) {
    do throws(DumpError) {
      let dump = try Dump(bytes)
      for key in dump.documents.keys { _ = try dump.element(key) }
    } catch {
      if error.sentence.isEmpty { finding("a refusal without a sentence") }
    }
  }
}
