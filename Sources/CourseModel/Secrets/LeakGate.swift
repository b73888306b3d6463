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
    // Of the shapes that begin at one place the first that finds something is the one.
    var decided = -1
    for (start, shape) in Self.beginnings(in: bytes) where start != decided {
      if let last = leaks.last, start < last.range.upperBound { continue }
      let leak =
        shape == Self.number
        ? AccountNumber.leak(in: bytes, at: start)
        : Self.scan.shapes[shape].leak(in: bytes, at: start)
      guard let leak else { continue }
      decided = start
      if !allowed.contains(leak.value) { leaks.append(leak) }
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

  /// Where a trigger stands, with its shape, and where twelve digits begin, in the order of the text.
  private static func beginnings(in bytes: [UInt8]) -> [(start: Int, shape: Int)] {
    let found = scan.triggers(in: bytes) + numbers(in: bytes).map { ($0, number) }
    return found.sorted { ($0.start, $0.shape) < ($1.start, $1.shape) }
  }

  /// Where twelve digits or more begin. Of so many in a row one is at every twelfth place.
  private static func numbers(in bytes: [UInt8]) -> [Int] {
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

  /// Stands for no shape.
  private static let number = -1

  private static let scan = TriggerScan(SecretShape.all + [SecretShape.privateKey])
}
