/// Finds what should not be published. Costs about 2 µs per kilobyte.
///
/// A false alarm is as bad as a miss: what has no shape of its own (a password) is only likely to be
/// one, and placeholders and the examples of documentation are left out.
public struct LeakGate: Sendable, Hashable {
  /// What the author said may be published.
  private let allowed: Set<String>

  public init(allowing allowed: Set<String> = []) {
    self.allowed = allowed
  }

  /// In the order of the text; none lies within another.
  public func leaks(in bytes: [UInt8]) -> [Leak] {
    var leaks: [Leak] = []
    for (start, trigger) in Self.beginnings(in: bytes) {
      if let last = leaks.last, start < last.range.upperBound { continue }
      let leak =
        trigger == Self.digit
        ? AccountNumber.leak(in: bytes, at: start)
        : Self.buckets[Int(trigger)].lazy.compactMap { $0.leak(in: bytes, at: start) }.first
      if let leak, !allowed.contains(leak.value) { leaks.append(leak) }
    }
    return leaks
  }

  /// The first place of each value, and how often it is there.
  public func countedLeaks(in bytes: [UInt8]) -> [(leak: Leak, count: Int)] {
    let leaks = leaks(in: bytes)
    if leaks.isEmpty { return [] }
    let counts = Dictionary(leaks.map { ($0.value, 1) }, uniquingKeysWith: +)
    var seen: Set<String> = []
    return leaks.filter { seen.insert($0.value).inserted }.map { ($0, counts[$0.value] ?? 1) }
  }

  /// Where a trigger's first two bytes are, and which triggers begin so; and where twelve digits
  /// begin.
  private static func beginnings(in bytes: [UInt8]) -> [(Int, UInt8)] {
    var found: [(Int, UInt8)] = []
    bytes.withUnsafeBytes { bytes in
      var numbers = numbers(in: bytes)[...]
      pairs.withUnsafeBufferPointer { pairs in
        let thirds = table.thirds
        var i = 0
        // The one loop over all bytes.
        while i + 2 < bytes.count {
          let pair = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt16.self))
          let bucket = pairs[Int(pair)]
          if bucket != 0, thirds[Int(bucket) << 8 | Int(bytes[i + 2])] {
            while let number = numbers.first, number < i {
              found.append((number, digit))
              numbers.removeFirst()
            }
            found.append((i, bucket))
          }
          i += 1
        }
      }
      found += numbers.map { ($0, digit) }
    }
    return found
  }

  /// Where twelve digits or more begin. Of so many in a row one is at every twelfth place.
  private static func numbers(in bytes: UnsafeRawBufferPointer) -> [Int] {
    var starts: [Int] = []
    var place = 11
    while place < bytes.count {
      defer { place += 12 }
      guard bytes[place] &- 0x30 < 10 else { continue }
      var start = place
      while start > 0, bytes[start - 1] &- 0x30 < 10 { start -= 1 }
      var end = place
      while end < bytes.count, bytes[end] &- 0x30 < 10 { end += 1 }
      if end - start >= 12, starts.last != start { starts.append(start) }
    }
    return starts
  }

  private static let digit: UInt8 = 255

  /// By a trigger's first two bytes, the second one above the first, which bucket it is in; 0 when
  /// there is none.
  private static let pairs: [UInt8] = table.pairs

  /// The shapes whose triggers share their first two bytes.
  private static let buckets: [[SecretShape]] = table.buckets

  /// `thirds` tells, for a bucket, whether any of its triggers has this third byte.
  private static let table: (pairs: [UInt8], thirds: [Bool], buckets: [[SecretShape]]) = {
    var pairs = [UInt8](repeating: 0, count: 1 << 16)
    var thirds = [Bool](repeating: false, count: 1 << 16)
    var buckets: [[SecretShape]] = [[]]
    for shape in SecretShape.all + [SecretShape.privateKey] {
      for first in shape.spellings(at: 0) {
        for second in shape.spellings(at: 1) {
          let pair = Int(second) << 8 | Int(first)
          if pairs[pair] == 0 {
            pairs[pair] = UInt8(buckets.count)
            buckets.append([])
          }
          buckets[Int(pairs[pair])].append(shape)
          for third in shape.spellings(at: 2) { thirds[Int(pairs[pair]) << 8 | Int(third)] = true }
        }
      }
    }
    return (pairs, thirds, buckets)
  }()
}
