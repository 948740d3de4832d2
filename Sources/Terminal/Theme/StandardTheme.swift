extension Theme {
  /// The theme that is there without reading any file: the same as `themes/default.toml`, which a
  /// test compares, so that the first frame need not wait for a parser.
  public static let standard = Theme(
    name: "default", background: .dark,
    styles: [
      .text: Style(),
      .dim: Style(grey),
      .strong: Style(emphasis: .bold),
      .heading: Style(emphasis: .bold),
      .accent: Style(blue, emphasis: .bold),
      .selection: Style(on: .rgb(0x26, 0x26, 0x26)),
      .input: Style(emphasis: .underline),
      .ghost: Style(grey, emphasis: .italic),
      .good: Style(green),
      .warning: Style(orange),
      .bad: Style(red),
      .record: Style(gold, emphasis: .bold),
      .rest: Style(blue),
      .restFlash: Style(.rgb(0, 0, 0), on: gold, emphasis: .bold),
      .conflict: Style(violet),
      .tabActive: Style(blue, emphasis: .bold),
      .tabInactive: Style(grey),
      .footerKey: Style(emphasis: .bold),
      .footerText: Style(grey),
      .message: Style(),
      .error: Style(red, emphasis: .bold),
      .match: Style(emphasis: [.bold, .underline]),
      .border: Style(grey),
      .plotLine: Style(blue),
      .plotPoint: Style(emphasis: .bold),
      .plotAxis: Style(grey),
      .heat0: Style(grey),
      .heat1: Style(.rgb(0x5f, 0xaf, 0x5f)),
      .heat2: Style(.rgb(0x5f, 0xd7, 0x5f)),
      .heat3: Style(.rgb(0x87, 0xff, 0x5f)),
      .heat4: Style(.rgb(0xd7, 0xff, 0xaf)),
    ])

  private static let grey = Color.rgb(0x9e, 0x9e, 0x9e)
  private static let blue = Color.rgb(0x5f, 0xaf, 0xff)
  private static let green = Color.rgb(0x87, 0xd7, 0x5f)
  private static let orange = Color.rgb(0xff, 0xaf, 0x5f)
  private static let red = Color.rgb(0xff, 0x87, 0x87)
  private static let gold = Color.rgb(0xff, 0xd7, 0x5f)
  private static let violet = Color.rgb(0xd7, 0x87, 0xff)
}
