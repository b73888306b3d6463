import CourseModel
import Testing

/// How costs read.
struct CostTests {
  @Test(
    arguments: [
      (0.045, 32.85, "0.045 USD an hour, 32.85 USD a month"),
      (0.045, nil, "0.045 USD an hour, 32.85 USD a month"),
      (nil, 73, "0.10 USD an hour, 73.00 USD a month"),
      (0, 0.02, "0 USD an hour, 0.02 USD a month"),
      (nil, 0.02, "less than 0.001 USD an hour, 0.02 USD a month"),
      (1.996, 1457.08, "2.00 USD an hour, 1457.08 USD a month"),
      (0.9999, 1, "1.00 USD an hour, 1.00 USD a month"),
    ] as [(Double?, Double?, String)])
  func `an hour and a month, each from the other where it is not said`(
    hour: Double?, month: Double?, words: String
  ) {
    #expect(Cost(perHour: hour, perMonth: month).rates == words)
  }

  @Test func `words alone have no rates`() {
    #expect(Cost(words: "Little.").rates == nil)
  }
}
