import CourseModel

/// A length of time as authors write it: `500ms`, `60s`, `2m`, `1h`, `1m30s`.
struct DurationText {
  /// Why a text is no length of time, or none that makes sense.
  struct Fault: Error, Equatable {
    /// For *… expects …, found …*.
    let expected: String
    let remedy: String
  }

  let text: String

  init(_ text: String) { self.text = text }

  /// What a script or a check may take.
  static let timeouts: ClosedRange<Duration> = .milliseconds(1) ... .seconds(24 * 3600)

  /// How long a check may be tried again.
  static let retries: ClosedRange<Duration> = .zero ... .seconds(3600)

  func duration(within limits: ClosedRange<Duration>) throws(Fault) -> Duration {
    guard let duration = parsed else {
      if !text.isEmpty, text.utf8.allSatisfy(\.isDigit) {
        throw Fault(expected: "a length of time with its unit", remedy: "Try: \(text)s.")
      }
      throw Fault(
        expected: "a length of time", remedy: "Write, for example, 500ms, 60s, 2m or 1m30s.")
    }
    guard limits.contains(duration) else {
      throw Fault(
        expected: "a length of time from \(Self.spelled(limits.lowerBound)) to "
          + Self.spelled(limits.upperBound),
        remedy: "Choose one that fits.")
    }
    return duration
  }

  /// Numbers with their units, the greater units first, each unit once at most.
  private var parsed: Duration? {
    var rest = text[...]
    var total = Duration.zero
    var units = Self.units[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let name = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(name.count)
      guard digits.count <= 9, let count = Int(digits),
        let index = units.firstIndex(where: { $0.name == name })
      else { return nil }
      total += units[index].length * count
      units = units[(index + 1)...]
    }
    return text.isEmpty ? nil : total
  }

  private static let units: [(name: Substring, length: Duration)] = [
    ("h", .seconds(3600)), ("m", .seconds(60)), ("s", .seconds(1)), ("ms", .milliseconds(1)),
  ]

  /// In the greatest unit that gives a whole number.
  private static func spelled(_ duration: Duration) -> String {
    for (name, length) in units where duration >= length {
      let count = duration / length
      if count == count.rounded() { return "\(Int(count))\(name)" }
    }
    return "0s"
  }
}
