/// Whether the text is `YYYY-MM-DD` and a day of the Gregorian calendar.
func isCalendarDay(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
    return false
  }
  func number(_ range: Range<Int>) -> Int? {
    guard bytes[range].allSatisfy(\.isDigit) else { return nil }
    return bytes[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
  guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
    year > 0, (1...12).contains(month)
  else { return false }
  let leaps = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let lengths = [31, leaps ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...lengths[month - 1]).contains(day)
}
