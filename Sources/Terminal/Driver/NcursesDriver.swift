internal import CNcurses

/// The terminal, by way of ncurses: the one owner of the screen. Opens it, draws frames on it,
/// reads keys from it, and gives the terminal back as it was, whatever ends the program.
@MainActor
public final class NcursesDriver {
  /// What the athlete and the command line chose.
  public struct Options: Sendable {
    public var color: ColorChoice = .auto
    public var mouse = true
    /// Draw in ASCII whatever the locale.
    public var asciiOnly = false
    /// A file that standard error goes to while the screen is up; its folder must be there.
    public var errorLog: String?
    /// Off in tests, which draw on files.
    public var requiresTerminal = true

    public init() {}
  }

  /// The terminal's size, as last told by ``resize()``.
  public private(set) var size: Size
  /// The signs that the terminal can show.
  public let glyphs: Glyphs
  public let colorDepth: ColorDepth
  /// Setting it has the next frame drawn from scratch.
  public var theme: Theme {
    didSet { forgetFrame() }
  }

  let pipe: WakePipe
  let input: Int32
  private var palette: Palette
  private var shown: Frame?
  private var isOpen = true

  /// Opens the screen.
  /// - Throws: ``TerminalError`` with the sentence to show; nothing has been drawn then.
  public init(
    environment: [String: String], theme: Theme = .standard, options: Options = Options(),
    input: Int32 = 0, output: Int32 = 1
  ) throws(TerminalError) {
    if options.requiresTerminal {
      guard tonnage_is_terminal(input), tonnage_is_terminal(output) else { throw .notATerminal }
    }
    let locale = Capabilities.glyphs { tonnage_try_locale($0) }
    glyphs = options.asciiOnly ? .ascii : locale
    pipe = try WakePipe()
    self.input = input
    tonnage_install_signals(pipe.writing)
    do {
      try Self.open(environment: environment, options: options, input: input, output: output)
    } catch {
      tonnage_remove_signals()
      throw error
    }
    colorDepth = Capabilities.colorDepth(
      environment: environment, choice: options.color, colors: Int(tonnage_colors()),
      isDirect: tonnage_colors_are_direct())
    self.theme = theme
    palette = Palette(theme: theme, depth: colorDepth)
    size = Size(width: 0, height: 0)
    resize()
    if options.mouse { tonnage_set_mouse(true) }
  }

  private static func open(
    environment: [String: String], options: Options, input: Int32, output: Int32
  ) throws(TerminalError) {
    if let path = options.errorLog {
      let code = tonnage_redirect_errors(path)
      guard code == 0 else { throw .errorLog(path: path, code: code) }
    }
    let names = Capabilities.descriptions(environment: environment, choice: options.color)
    for name in names where !name.isEmpty {
      if tonnage_open(input, output, name) == TONNAGE_OPENED { return }
    }
    tonnage_restore_errors()
    throw .unusableTerminal(name: environment["TERM", default: ""])
  }

  /// Shows a frame: what differs from the one before is sent, in one synchronised update. The
  /// cursor stands where the frame has it.
  public func present(_ frame: Frame) {
    guard isOpen, frame != shown else { return }
    let previous = shown.flatMap { $0.size == frame.size ? $0 : nil }
    for y in 0..<min(frame.size.height, size.height) {
      for x in 0..<min(frame.size.width, size.width) {
        let index = y * frame.size.width + x
        let cell = frame.cells[index]
        if cell != previous?.cells[index] { draw(cell, x: x, y: y) }
      }
    }
    let cursor = frame.visibleCursor
    tonnage_update(Int32(cursor?.y ?? -1), Int32(cursor?.x ?? 0), true)
    shown = frame
  }

  private func draw(_ cell: Cell, x: Int, y: Int) {
    guard !cell.isContinuation else { return }
    let ink = palette.ink(cell.role, cell.emphasis)
    var drawn = tonnage_cell(
      base: cell.glyph.base, first_mark: cell.glyph.firstMark,
      second_mark: cell.glyph.secondMark, width: Int32(cell.glyph.width),
      emphasis: UInt32(ink.emphasis.rawValue), pair: ink.pair)
    if glyphs == .ascii {
      drawn.base = Transliteration.ascii(drawn.base)
      drawn.first_mark = 0
      drawn.second_mark = 0
      if drawn.width == 2 {
        drawn.width = 1
        var rest = drawn
        rest.base = Glyph.space.base
        tonnage_put(Int32(y), Int32(x + 1), &rest)
      }
    }
    tonnage_put(Int32(y), Int32(x), &drawn)
  }

  /// Rings the bell.
  public func bell() { if isOpen { tonnage_bell() } }

  /// Takes over the terminal's present size.
  func resize() {
    var width: Int32 = 0
    var height: Int32 = 0
    tonnage_resize(&width, &height)
    size = Size(width: Int(width), height: Int(height))
    forgetFrame()
  }

  private func forgetFrame() {
    shown = nil
    palette = palette.theme == theme ? palette : Palette(theme: theme, depth: colorDepth)
  }

  /// Has the next frame drawn from scratch, over whatever is on the screen.
  public func redrawAll() {
    guard isOpen else { return }
    tonnage_redraw_all()
    forgetFrame()
  }

  /// Runs a program on the terminal, such as an editor, and comes back to the screen.
  /// - Returns: its exit status; 128 + n if signal n ended it, 127 if it could not be started.
  public func run(_ arguments: [String]) -> Int32 {
    leaving { _ in
      let copies = arguments.map { argument in
        argument.withCString { text -> UnsafeMutablePointer<CChar>? in
          let copy = UnsafeMutablePointer<CChar>.allocate(capacity: argument.utf8.count + 1)
          copy.initialize(from: text, count: argument.utf8.count + 1)
          return copy
        }
      }
      defer { for copy in copies { copy?.deallocate() } }
      return tonnage_run(copies + [nil])
    }
  }

  /// Stops the program as C-z does, with the terminal given back, until the shell continues it.
  public func suspend() {
    suspend(stopping: tonnage_stop_process)
  }

  /// Suspends by `stop`, which returns when the program goes on.
  func suspend(stopping stop: () -> Void) {
    leaving { _ in stop() }
  }

  private func leaving<Result>(_ work: (NcursesDriver) -> Result) -> Result {
    if isOpen { tonnage_leave() }
    let result = work(self)
    if isOpen {
      tonnage_return()
      resize()
    }
    return result
  }

  /// Ends the screen and gives the terminal back as it was found. Once is enough; again does
  /// nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    tonnage_close()
    tonnage_remove_signals()
    tonnage_restore_errors()
  }
}
