import CourseModel

/// Takes secrets out of text that comes in pieces, also where a secret is split between them.
///
/// A line passes when it is complete, an incomplete one as far as no secret can be in it. Memory
/// stays below 128 KB plus the longest secret.
struct RedactingStream {
  private let redactor: Redactor

  /// What may hold the beginning of a secret; without line ends.
  private var held: [UInt8] = []

  /// A secret is longer than what is held: the rest of it is still to come.
  private var isWithinSecret = false

  init(_ redactor: Redactor) {
    self.redactor = redactor
  }

  /// What can be shown now.
  mutating func pass(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    held += bytes
    if isWithinSecret { skipSecret() }
    if let end = held.lastIndex(where: { $0 == 0x0a || $0 == 0x0d }) {
      result += release(end + 1)
    }
    let harmless = redactor.harmlessCount(of: held)
    result += held[..<harmless]
    held.removeFirst(harmless)
    if held.count > Self.limit { result += releaseBeginning() }
    return result
  }

  /// What is left when nothing more comes.
  mutating func finish() -> [UInt8] {
    isWithinSecret ? [] : release(held.count)
  }

  /// Everything before `end`, where a line ends.
  private mutating func release(_ end: Int) -> [UInt8] {
    let lines = Array(held[..<end])
    held.removeFirst(end)
    return Redactor.masked(lines[...], redactor.findings(in: lines))
  }

  /// The beginning of a very long line, up to where a secret can have begun.
  private mutating func releaseBeginning() -> [UInt8] {
    let findings = redactor.findings(in: held)
    let longest = redactor.literals.first?.count ?? 0
    var end = held.count - max(Self.limit / 4, longest)
    func isSplit(_ finding: SecretFinding) -> Bool {
      finding.span.lowerBound < end && end < finding.span.upperBound
    }
    while let split = findings.first(where: isSplit) { end = split.span.lowerBound }
    if end <= 0 {
      end = findings.filter { $0.span.lowerBound == 0 }.map(\.span.upperBound).max() ?? held.count
      isWithinSecret = end == held.count
    }
    let shown = Redactor.masked(held[..<end], findings)
    held.removeFirst(end)
    return shown
  }

  private mutating func skipSecret() {
    guard let end = held.firstIndex(where: { " \t\r\n\"'".utf8.contains($0) }) else {
      held = []
      return
    }
    held.removeFirst(end)
    isWithinSecret = false
  }

  private static let limit = 64 * 1024
}
