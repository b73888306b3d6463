import Testing

@testable import CourseLoader

/// The small rules that the loader reads text by.
struct TextRuleTests {
  @Test(arguments: ["2026-01-31", "2024-02-29", "2000-02-29", "0001-12-31"])
  func `knows the days of the calendar`(text: String) {
    #expect(isCalendarDay(text))
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2026-00-01", "2026-13-01", "2026-04-31", "2026-1-1", "26-01-01",
    "2026-01-00", "0000-01-01", "2026/01/01", "2026-01-01T00:00", "٢٠٢٦-٠١-٠١", "",
  ])
  func `knows what is no day of the calendar`(text: String) {
    #expect(!isCalendarDay(text))
  }

  @Test func `sorts numbers in names by their value`() {
    let names = ["week2", "week10", "week02", "week1", "Week3", "week", "a10b2", "a10b10", "a9"]
    #expect(
      names.sorted(by: naturallyPrecedes) == [
        "Week3", "a9", "a10b2", "a10b10", "week", "week1", "week2", "week02", "week10",
      ])
  }

  @Test func `sorts the same way whatever the order was`() {
    let names = ["1", "01", "001", "1a", "01a", "a", "a1", "a01", "b", "", "-", "1-2", "1-10"]
    let sorted = names.sorted(by: naturallyPrecedes)
    for shift in names.indices {
      let rotated = Array(names[shift...] + names[..<shift])
      #expect(rotated.sorted(by: naturallyPrecedes) == sorted)
    }
  }

  @Test(
    arguments: [
      [0x61], [0xC3, 0xA9], [0xE2, 0x82, 0xAC], [0xF0, 0x9F, 0x98, 0x80], [0xEF, 0xBF, 0xBD],
      [0xED, 0x9F, 0xBF], [0xF4, 0x8F, 0xBF, 0xBF],
    ] as [[UInt8]])
  func `accepts well-formed UTF-8`(bytes: [UInt8]) {
    #expect(firstInvalidUTF8(in: [0x61] + bytes + [0x61]) == nil)
    #expect(firstInvalidUTF8(in: [0x61] + bytes.dropLast()) == (bytes.count > 1 ? 1 : nil))
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xE2, 0x28, 0xA1], [0xE2, 0x82, 0x28], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] as [[UInt8]])
  func `finds the byte that is not UTF-8`(bytes: [UInt8]) {
    #expect(firstInvalidUTF8(in: [0x61, 0xC3, 0xA9] + bytes) == 3)
  }

  @Test func `quotes text on one line and without what a terminal obeys`() {
    #expect("a\nb\u{1B}[31m".quotable == "a b\u{FFFD}[31m")
    #expect(String(repeating: "a", count: 61).quotable.count == 61)
    #expect(String(repeating: "a", count: 60).quotable == String(repeating: "a", count: 60))
    #expect(String(repeating: "a", count: 1000).quotable.hasSuffix("a…"))
  }
}
