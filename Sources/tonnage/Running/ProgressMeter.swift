#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tells on standard error how far long work is, where that is a terminal.
final class ProgressMeter {
  private let words: String
  private let isShown: Bool
  private var told = -1

  /// What takes less than this is not worth a line.
  private static let patience = Duration.milliseconds(500)
  private let begun = ContinuousClock.now

  init(_ words: String) {
    self.words = words
    isShown = isatty(2) == 1
  }

  func show(_ fraction: Double) {
    let percent = Int(fraction * 100)
    guard isShown, percent > told, ContinuousClock.now - begun > Self.patience else { return }
    told = percent
    write("\r\(words): \(percent) %")
  }

  func end() { if told >= 0 { write("\r\u{1B}[K") } }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { unsafeWrite($0) }
  }

  private func unsafeWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(2, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(2, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(2, bytes.baseAddress, bytes.count)
    #endif
  }
}
