/// The pages that have a term, in order, each with its level, as characters of a script's string.
///
/// A page is the distance from the one before it (the first: from -1), less 1, times 8, plus its level.
/// Such a number is one character when it is below 64; else the number less 64 gives its lowest digit
/// to base 28 in one of 28 other characters, and what is left follows in the same way.
struct Postings {
  private(set) var bytes: [UInt8] = []
  private var last = -1

  /// Pages are added in ascending order.
  mutating func add(page: Int, level: UInt8) {
    var number = (page - last - 1) * 8 + Int(level)
    last = page
    while number >= Self.finals {
      number -= Self.finals
      bytes.append(Self.alphabet[Self.finals + number % Self.others])
      number /= Self.others
    }
    bytes.append(Self.alphabet[number])
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    last = -1
  }

  /// `nil` for what no postings are written as.
  static func read(_ bytes: ArraySlice<UInt8>) -> [(page: Int, level: UInt8)]? {
    var entries: [(page: Int, level: UInt8)] = []
    var page = -1
    var number = 0
    var unit = 1
    for byte in bytes {
      let digit = digits[Int(byte)]
      guard digit >= 0, unit < 1 << 40 else { return nil }
      if digit < finals {
        number += digit * unit
        page += number / 8 + 1
        entries.append((page, UInt8(number % 8)))
        (number, unit) = (0, 1)
      } else {
        number += (digit - finals) * unit + finals * unit
        unit *= others
      }
    }
    return unit == 1 ? entries : nil
  }

  private static let finals = 64
  private static let others = 28

  /// What needs no escape in a string, and is not the space that stands between terms.
  private static let alphabet: [UInt8] = (0x21...0x7E).filter {
    $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
  }
  private static let digits: [Int] = (0...255).map { alphabet.firstIndex(of: UInt8($0)) ?? -1 }
}
