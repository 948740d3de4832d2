/// ASCII for a terminal that has nothing else: the last resort for text from outside, always one
/// column for one.
enum Transliteration {
  static func ascii(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar }
    if scalar == 0x2800 { return 0x20 }
    if (0x2801...0x28FF).contains(scalar) { return UInt32(UInt8(ascii: "*")) }
    return table[scalar] ?? UInt32(UInt8(ascii: "?"))
  }

  private static let table: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    for (ascii, others) in groups {
      for scalar in others.unicodeScalars { table[scalar.value] = UInt32(ascii.value) }
    }
    return table
  }()

  private static let groups: [(Unicode.Scalar, String)] = [
    ("A", "ÀÁÂÃÄÅĀĂĄÆ"), ("C", "ÇĆĈĊČ"), ("D", "ÐĎĐ"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("G", "ĜĞĠĢ"),
    ("H", "ĤĦ"), ("I", "ÌÍÎÏĨĪĬĮİ"), ("J", "Ĵ"), ("K", "Ķ"), ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇŊ"),
    ("O", "ÒÓÔÕÖØŌŎŐŒ"), ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘẞ"), ("T", "ŢŤŦȚÞ"), ("U", "ÙÚÛÜŨŪŬŮŰŲ"),
    ("W", "Ŵ"), ("Y", "ÝŶŸ"), ("Z", "ŹŻŽ"),
    ("a", "àáâãäåāăąæª"), ("c", "çćĉċč"), ("d", "ðďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
    ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķĸ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"),
    ("o", "òóôõöøōŏőœº°"), ("r", "ŕŗř"), ("s", "śŝşšșß"), ("t", "ţťŧțþ"), ("u", "ùúûüũūŭůűųµ"),
    ("w", "ŵ"), ("x", "×"), ("y", "ýŷÿ"), ("z", "źżž"),
    ("1", "¹"), ("2", "²"), ("3", "³"),
    (" ", "\u{A0}\u{2007}\u{2009}\u{202F}"), ("-", "–—−‐‑─━┄·"), ("'", "‘’‚´"), ("\"", "“”„«»"),
    ("~", "…"), ("*", "★●•☆"), (">", "▸→›▶"), ("<", "←‹◀"), ("^", "▲↑"), ("v", "✓▼↓✔"),
    ("=", "▬═"), ("@", "◷█"), ("|", "│┤├▏▎▍▌▋▊▉"), ("+", "┼┬┴▒"), ("/", "┌÷╱"), ("\\", "└╲"),
    (":", "░"), ("#", "▓▇▆▅"), ("_", "▁▂▃▄"), ("!", "¡"),
  ]
}
