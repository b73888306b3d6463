/// Twelve digits that are the number of an AWS account, by what stands around them.
enum AccountNumber {
  static func leak(in bytes: [UInt8], at start: Int) -> Leak? {
    let end = start + 12
    guard isAlone(start, end, in: bytes) else { return nil }
    let number = String(decoding: bytes[start..<end], as: UTF8.self)
    guard hasContext(start, end, in: bytes), !isMadeUp(bytes[start..<end]),
      !PublicAccounts.all.contains(number)
    else { return nil }
    return Leak(kind: .account, meaning: "an account", range: start..<end, value: number)
  }

  private static func isAlone(_ start: Int, _ end: Int, in bytes: [UInt8]) -> Bool {
    let before = start > 0 ? bytes[start - 1] : 0x20
    let after = end < bytes.count ? bytes[end] : 0x20
    return !before.isLetterOrDigit && !after.isLetterOrDigit && before != UInt8(ascii: ".")
  }

  private static func hasContext(_ start: Int, _ end: Int, in bytes: [UInt8]) -> Bool {
    let after = bytes[end..<min(bytes.count, end + 40)]
    // Layers of Lambda are mostly other people's, and public.
    if after.starts(with: ":layer:".utf8) { return false }
    if hosts.contains(where: { after.starts(with: $0) }) || isRegion(after) { return true }
    let line = bytes[max(0, start - 64)..<start]
    let text = line[(line.lastIndex(of: 0x0a).map { $0 + 1 } ?? line.startIndex)...]
    let before = String(
      decoding: text.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
    if before.hasSuffix(":"), isWithinARN(before) { return true }
    return before.hasSuffix("amazonaws.com/") || before.hasSuffix("\"aws\": \"")
      || before.hasSuffix("\"aws\":\"") || names.contains { before.contains($0) }
  }

  /// `arn:aws:ecs:us-east-1:`, the name before it not being a word of its own.
  private static func isWithinARN(_ before: String) -> Bool {
    let token = before.split(whereSeparator: { " \"'`(=,[".contains($0) }).last ?? ""
    return token.hasPrefix("arn:") && token.utf8.count { $0 == UInt8(ascii: ":") } == 4
  }

  /// `-us-east-1` behind the number, as in the names of buckets that tools make.
  private static func isRegion(_ after: ArraySlice<UInt8>) -> Bool {
    let parts = after.prefix { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
      .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.count >= 4 && parts[0].isEmpty && parts[1].count == 2
      && ["east", "west", "north", "south", "central", "northeast", "southeast"]
        .contains { parts[2].elementsEqual($0.utf8) }
  }

  private static let hosts = [".dkr.ecr.", ".dkr-ecr.", ".signin.aws.amazon.com"].map {
    Array($0.utf8)
  }

  private static let names = ["account", "ownerid", "registryid", "registry-id"]

  /// A number that documentation makes up: 111122223333, 123456789012, 000000000000, 121212121212.
  /// Of a million real numbers, about two are like these.
  private static func isMadeUp(_ number: ArraySlice<UInt8>) -> Bool {
    let digits = number.map { Int($0) - 0x30 }
    let steps = zip(digits, digits.dropFirst()).map { ($1 - $0 + 10) % 10 }
    let isSequence = Set(steps).count == 1
    let isRepeated = [2, 3, 4, 6].contains { period in
      (period..<12).allSatisfy { digits[$0] == digits[$0 - period] }
    }
    let isFours = [0, 4, 8].allSatisfy { Set(digits[$0..<$0 + 4]).count == 1 }
    let isPairs = stride(from: 0, to: 12, by: 2).allSatisfy { digits[$0] == digits[$0 + 1] }
    return isSequence || isRepeated || isFours || isPairs || digits.prefix(9).allSatisfy { $0 == 0 }
  }
}
