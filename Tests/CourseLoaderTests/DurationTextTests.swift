import Testing

@testable import CourseLoader

struct DurationTextTests {
  @Test(
    arguments: [
      ("60s", .seconds(60)), ("2m", .seconds(120)), ("500ms", .milliseconds(500)),
      ("1h", .seconds(3600)), ("1m30s", .seconds(90)), ("1h1m1s1ms", .milliseconds(3_661_001)),
      ("090s", .seconds(90)), ("24h", .seconds(86400)),
    ] as [(String, Duration)])
  func `reads numbers with units`(text: String, duration: Duration) throws {
    #expect(try DurationText(text).duration(within: DurationText.timeouts) == duration)
  }

  @Test(arguments: [
    "", "s", "60", "60 s", "1.5s", "-5s", "+5s", "1s1m", "1m1m", "1d", "5S", "٣s", "1m 30s",
    "9999999999s", "5s5", "½s",
  ])
  func `refuses what is no length of time`(text: String) {
    #expect(throws: DurationText.Fault.self) {
      try DurationText(text).duration(within: DurationText.timeouts)
    }
  }

  @Test func `says which lengths make sense`() {
    #expect(
      throws: DurationText.Fault(
        expected: "a length of time from 0s to 1h", remedy: "Choose one that fits.")
    ) { try DurationText("90m").duration(within: DurationText.retries) }
  }
}
