import CourseModel

/// Whether what begins with `arn:` can be the name of a resource (AWS General Reference, “Amazon
/// Resource Names”): `arn:partition:service:region:account:resource`.
///
/// Variables, gaps and wildcards may stand for any part, and of services that are not known nothing
/// is said: better to say too little than something wrong.
enum ARNSyntax {
  struct Problem: Equatable {
    /// In bytes.
    let offset: Int
    let message: String
    let remedy: String
  }

  static func problems(in bytes: [UInt8]) -> [Problem] {
    starts(in: bytes).compactMap { start in
      let text = text(in: bytes, from: start)
      guard let parts = parts(of: text), let (message, remedy) = problem(of: parts) else {
        return nil
      }
      return Problem(
        offset: start, message: "“\(text.quotable)” \(message)", remedy: remedy)
    }
  }

  private static func starts(in bytes: [UInt8]) -> [Int] {
    var starts: [Int] = []
    bytes.withUnsafeBufferPointer { bytes in
      guard bytes.count > 4 else { return }
      for i in 3..<bytes.count where bytes[i] == 0x3A && bytes[i - 1] == 0x6E {
        guard bytes[i - 2] == 0x72, bytes[i - 3] == 0x61 else { continue }
        let before = i > 3 ? bytes[i - 4] : 0x20
        if !before.isLetter, !before.isDigit, !"-_:/.".utf8.contains(before) {
          starts.append(i - 3)
        }
      }
    }
    return starts
  }

  /// Up to what cannot belong to it; `${AWS::AccountId}` and `<account id>` do.
  private static func text(in bytes: [UInt8], from start: Int) -> String {
    var end = start
    var closing: UInt8?
    while end < bytes.count, bytes[end] != "\n" {
      let byte = bytes[end]
      if let mark = closing {
        if byte == mark { closing = nil }
      } else if byte == "{" {
        closing = UInt8(ascii: "}")
      } else if byte == "<" {
        closing = UInt8(ascii: ">")
      } else if byte <= 0x20 || byte >= 0x80 || "\"'`)]},;|\\>&".utf8.contains(byte) {
        break
      }
      end += 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Between the colons that are in no brackets. `nil` where something is left out.
  private static func parts(of text: String) -> [String]? {
    if text.contains("...") || text.contains("…") { return nil }
    var parts = [""]
    var depth = 0
    for character in text {
      if "{<".contains(character) { depth += 1 }
      if "}>".contains(character) { depth -= 1 }
      if character == ":", depth == 0, parts.count < 6 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  private static func problem(of parts: [String]) -> (String, String)? {
    guard parts.count >= 5, parts[1...].prefix(4).contains(where: { !$0.isEmpty }) else {
      return nil
    }
    let (partition, service, region) = (parts[1], parts[2], parts[3])
    if isWritten(partition), !partitions.contains(partition) {
      guard let near = partitions.nearest(to: partition), partition != "partition" else {
        return nil
      }
      return ("is in no partition: there is no “\(partition)”.", "Write \(near).")
    }
    if isNumber(region), region.count == 12 {
      return ("has its account where its region should be.", "Put a colon before the account.")
    }
    if isWritten(region), region.contains(where: \.isNumber) || region.contains("-"),
      !isRegion(region)
    {
      let isZone = region.last?.isLetter == true && isRegion(String(region.dropLast()))
      return (
        "names no region: “\(region)” is \(isZone ? "an availability zone" : "none").",
        isZone ? "Write \(region.dropLast())." : "Write one like us-east-1."
      )
    }
    guard parts.count == 6 else { return tooShort(parts) }
    return ARNRule.of(service).flatMap { $0.problem(region: region, account: parts[4], parts[5]) }
      ?? accountProblem(parts[4])
  }

  /// Five parts: where the resource has a shape that only a resource has, a colon is missing.
  private static func tooShort(_ parts: [String]) -> (String, String)? {
    guard parts[2] == "s3" || parts[4].contains("/"), isWritten(parts[2]), !parts[4].isEmpty,
      isWritten(parts[4]) || parts[4].contains("/")
    else { return nil }
    return (
      "has five parts, and an ARN has six.",
      parts[2] == "s3"
        ? "Write arn:aws:s3:::\(parts[4])."
        : "Write arn:partition:service:region:account:resource; a part may be empty."
    )
  }

  private static func accountProblem(_ account: String) -> (String, String)? {
    guard isNumber(account), account.count != 12 else { return nil }
    return (
      "has an account of \(account.count) digits, and accounts have 12.",
      "Write 12 digits, for example 123456789012."
    )
  }

  /// No variable, gap or wildcard.
  static func isWritten(_ part: String) -> Bool {
    !part.isEmpty && part.utf8.allSatisfy { $0.isDigit || $0 == "-" || (0x61...0x7A).contains($0) }
  }

  private static func isNumber(_ part: String) -> Bool {
    !part.isEmpty && part.utf8.allSatisfy(\.isDigit)
  }

  /// `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`
  private static func isRegion(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (3...4).contains(parts.count) && (2...4).contains(parts[0].count)
      && parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLetter) }
      && parts[parts.count - 1].allSatisfy(\.isNumber) && parts[parts.count - 1].count <= 2
      && !parts[parts.count - 1].isEmpty
  }

  private static let partitions = [
    "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc",
  ]
}
