/// Whether `left` comes before `right` when runs of digits count as numbers (`week2`, `week10`)
/// and letters as bytes. Equal numbers with fewer zeros in front come first.
func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
  naturallyPrecedes(Array(left.utf8), Array(right.utf8))
}

/// The same for texts as UTF-8.
func naturallyPrecedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  var (i, j) = (0, 0)
  while i < left.count, j < right.count {
    guard left[i].isDigit, right[j].isDigit else {
      if left[i] != right[j] { return left[i] < right[j] }
      i += 1
      j += 1
      continue
    }
    let (a, b) = (number(in: left, from: &i), number(in: right, from: &j))
    if a.count != b.count { return a.count < b.count }
    if a != b { return a.lexicographicallyPrecedes(b) }
  }
  if left.count - i != right.count - j { return left.count - i < right.count - j }
  return left.count == right.count
    ? left.lexicographicallyPrecedes(right) : left.count < right.count
}

/// The digits from `position` on, without zeros in front.
private func number(in bytes: [UInt8], from position: inout Int) -> ArraySlice<UInt8> {
  let start = position
  while position < bytes.count, bytes[position].isDigit { position += 1 }
  return bytes[start..<position].drop { $0 == UInt8(ascii: "0") }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

  /// A space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
