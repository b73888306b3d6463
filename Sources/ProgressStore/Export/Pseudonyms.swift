import CourseModel
import Foundation

/// Names in place of the numbers of accounts: the same for the same account, and telling nothing to
/// who has not the key. Without one, a digest of twelve digits is found out by trying all.
public struct Pseudonyms: Sendable {
  private let key: [UInt8]

  /// What it does to every text besides: masks secrets.
  private let redacted: @Sendable (String) -> String

  public init(key: [UInt8], redacted: @escaping @Sendable (String) -> String) {
    self.key = key
    self.redacted = redacted
  }

  /// Of the `.labs` folder that has the key.
  public var progress: String { "progress-" + letters(of: "progress") }

  /// `account-` and twelve letters. What was imported has its pseudonym already.
  func account(_ number: String) -> String {
    if number.wholeMatch(of: /account-[a-p]{12}/) != nil { return number }
    return "account-" + letters(of: "account \(number)")
  }

  /// - Parameter known: The accounts to look for anywhere; besides, whatever stands alone and has
  ///   twelve digits is taken for one, also in groups of four.
  func text(_ text: String, known: Set<String>) -> String {
    var result = redacted(text)
    guard result.utf8.count(where: { (0x30...0x39).contains($0) }) >= 12 else { return result }
    for number in known where !number.isEmpty {
      result = result.replacingOccurrences(of: number, with: account(number))
    }
    return result.replacing(
      /(^|[^0-9A-Za-z])([0-9]{4})(-?)([0-9]{4})\3([0-9]{4})(?![0-9A-Za-z])/
        .anchorsMatchLineEndings()
    ) { match in
      "\(match.1)\(account("\(match.2)\(match.4)\(match.5)"))"
    }
  }

  /// No digits, so that a pseudonym is never taken for a number.
  private func letters(of text: String) -> String {
    let digest = Digest(of: text, key: key).hexadecimal.utf8.prefix(12)
    return String(decoding: digest.map { $0 <= 0x39 ? $0 + 0x31 : $0 + 10 }, as: UTF8.self)
  }
}
