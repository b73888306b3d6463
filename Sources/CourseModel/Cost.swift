/// What a lab costs on a real account, in words and in US dollars.
public struct Cost: Sendable, Hashable {
  public let words: Sentence?

  /// While everything that the lab makes is there; `nil` when that is not said.
  public let perHour: Double?
  public let perMonth: Double?

  public init(words: Sentence? = nil, perHour: Double? = nil, perMonth: Double? = nil) {
    self.words = words
    self.perHour = perHour
    self.perMonth = perMonth
  }

  /// `0.045 USD an hour, 32.85 USD a month`; `nil` when neither is said. What is not said follows
  /// from the other: AWS counts 730 hours to a month.
  public var rates: String? {
    guard let hour = perHour ?? perMonth.map({ $0 / 730 }),
      let month = perMonth ?? perHour.map({ $0 * 730 })
    else { return nil }
    return "\(Self.amount(hour)) USD an hour, \(Self.amount(month)) USD a month"
  }

  /// Two digits behind the point, a third one below a dollar.
  private static func amount(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    let thousandths = Int((value * 1000).rounded())
    guard thousandths > 0 else { return "less than 0.001" }
    let shown = value < 1 ? thousandths : (thousandths + 5) / 10 * 10
    let digits = "\(shown % 1000 + 1000)".dropFirst()
    return "\(shown / 1000).\(digits.last == "0" ? digits.dropLast() : digits)"
  }
}
