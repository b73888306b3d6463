extension String {
  /// As text or a quoted attribute of XML 1.0, which has no place for most control characters.
  var xmlEscaped: String {
    let isClean = utf8.allSatisfy { $0 >= 0x20 } && !unicodeScalars.contains(where: Self.isForeign)
    if isClean { return htmlEscaped }
    let scalars = unicodeScalars.filter { !Self.isForeign($0) }
    return String(String.UnicodeScalarView(scalars)).htmlEscaped
  }

  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD: false
    case 0..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
