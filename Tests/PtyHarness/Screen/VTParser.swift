/// What a terminal is told by the bytes of its program.
enum VTAction: Equatable {
  case print(Unicode.Scalar)
  /// A control character of C0.
  case control(UInt8)
  /// `ESC`, intermediates, and a final byte.
  case escape(intermediates: [UInt8], final: UInt8)
  case sequence(VTSequence)
  /// `OSC … ST`, such as a window's title.
  case command([UInt8])
}

/// A control sequence, `CSI … final`.
struct VTSequence: Equatable {
  /// `?`, `>`, `<` or `=` before the parameters; 0 where there is none.
  var prefix: UInt8 = 0
  /// The parameters, each with what follows it after colons; nil where one was left out.
  var parameters: [[Int?]] = []
  var intermediates: [UInt8] = []
  var final: UInt8 = 0

  /// A parameter that counts: what is left out or zero is one.
  func count(_ index: Int) -> Int { max(1, value(index)) }

  /// A parameter; what is left out is zero.
  func value(_ index: Int) -> Int {
    parameters.indices.contains(index) ? (parameters[index].first ?? nil) ?? 0 : 0
  }
}

/// Takes the bytes of a program apart, as Williams' state machine for DEC terminals does
/// (https://vt100.net/emu/dec_ansi_parser), with UTF-8 for text.
struct VTParser {
  private enum State { case text, escape, sequence, command, ignoredString }

  private var state = State.text
  private var intermediates: [UInt8] = []
  private var sequence = VTSequence()
  private var command: [UInt8] = []
  private var utf8: [UInt8] = []

  /// Reads one byte; it may complete an action, and leave a broken character before it.
  mutating func read(_ byte: UInt8, _ perform: (VTAction) -> Void) {
    if byte < 0x20, state == .text || state == .escape || state == .sequence {
      return control(byte, perform)
    }
    switch state {
    case .text: text(byte, perform)
    case .escape: escape(byte, perform)
    case .sequence: sequence(byte, perform)
    case .command, .ignoredString: string(byte, perform)
    }
  }

  private mutating func control(_ byte: UInt8, _ perform: (VTAction) -> Void) {
    endBrokenCharacter(perform)
    switch byte {
    case 0x1B:
      state = .escape
      intermediates = []
    case 0x18, 0x1A: state = .text
    default: perform(.control(byte))
    }
  }

  private mutating func text(_ byte: UInt8, _ perform: (VTAction) -> Void) {
    if byte & 0xC0 != 0x80 { endBrokenCharacter(perform) }
    guard byte != 0x7F else { return }
    utf8.append(byte)
    guard utf8.count >= Self.length(first: utf8[0]) else { return }
    let scalars = String(decoding: utf8, as: UTF8.self).unicodeScalars
    utf8 = []
    for scalar in scalars { perform(.print(scalar)) }
  }

  private static func length(first byte: UInt8) -> Int {
    switch byte {
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 1
    }
  }

  private mutating func endBrokenCharacter(_ perform: (VTAction) -> Void) {
    guard !utf8.isEmpty else { return }
    utf8 = []
    perform(.print("\u{FFFD}"))
  }

  private mutating func escape(_ byte: UInt8, _ perform: (VTAction) -> Void) {
    switch byte {
    case 0x20..<0x30: intermediates.append(byte)
    case UInt8(ascii: "[") where intermediates.isEmpty:
      sequence = VTSequence()
      state = .sequence
    case UInt8(ascii: "]") where intermediates.isEmpty:
      command = []
      state = .command
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = .ignoredString
    default:
      state = .text
      perform(.escape(intermediates: intermediates, final: byte))
    }
  }

  private mutating func sequence(_ byte: UInt8, _ perform: (VTAction) -> Void) {
    switch byte {
    case 0x30..<0x3A: add(digit: Int(byte - 0x30))
    case UInt8(ascii: ":"):
      if sequence.parameters.isEmpty { sequence.parameters = [[nil]] }
      sequence.parameters[sequence.parameters.count - 1].append(nil)
    case UInt8(ascii: ";"):
      if sequence.parameters.isEmpty { sequence.parameters = [[nil]] }
      sequence.parameters.append([nil])
    case 0x3C..<0x40: sequence.prefix = byte
    case 0x20..<0x30: sequence.intermediates.append(byte)
    default:
      state = .text
      sequence.final = byte
      perform(.sequence(sequence))
    }
  }

  private mutating func add(digit: Int) {
    if sequence.parameters.isEmpty { sequence.parameters = [[nil]] }
    let last = sequence.parameters.count - 1
    let part = sequence.parameters[last].count - 1
    let before = sequence.parameters[last][part] ?? 0
    sequence.parameters[last][part] = min(before * 10 + digit, 1 << 24)
  }

  /// `ESC \` ends a string as well as BEL: the escape does, and the backslash does nothing more.
  private mutating func string(_ byte: UInt8, _ perform: (VTAction) -> Void) {
    guard byte == 0x07 || byte == 0x1B else {
      if state == .command { command.append(byte) }
      return
    }
    if state == .command { perform(.command(command)) }
    state = byte == 0x1B ? .escape : .text
    intermediates = []
  }
}
