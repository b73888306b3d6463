import CourseModel
import Foundation

/// The secret behind the pseudonyms: 32 random bytes in a file of the owner's alone.
public struct PseudonymKey: Sendable {
  public let bytes: [UInt8]

  /// Whether it is kept: one that could not be is another the next time.
  public let isKept: Bool

  /// Made when it is missing, where that can be.
  /// - Throws: `LabsError` when the file is there and holds no key.
  public init(path: String) throws {
    if let kept = try Self(reading: path) {
      self = kept
      return
    }
    var generator = SystemRandomNumberGenerator()
    let new = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    if Self.keep(new, at: path), let kept = try Self(reading: path) {
      self = kept
    } else {
      bytes = new
      isKept = false
    }
  }

  /// `nil` when there is none.
  public init?(reading path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let content = FileManager.default.contents(atPath: path) ?? Data()
    let digits = String(decoding: content, as: UTF8.self)
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { start in
      UInt8(digits.dropFirst(start).prefix(2), radix: 16)
    }
    guard bytes.count == 32, digits.count == 65 else {
      throw LabsError(
        .environmentNotReady, "The key of the pseudonyms in “\(path)” is damaged.",
        hint: "Put it back from a copy. Without it a new one is made, and pseudonyms become others."
      )
    }
    self.bytes = bytes
    isKept = true
  }

  /// Whole and at once, and never over one that another program made meanwhile.
  private static func keep(_ key: [UInt8], at path: String) -> Bool {
    let beside = path + ".\(getpid())"
    let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    defer { unlink(beside) }
    let digits = key.map { String(UInt16($0) + 0x100, radix: 16).dropFirst() }.joined()
    let text = Array((digits + "\n").utf8)
    let isWritten = write(file, text, text.count) == text.count && fsync(file) == 0
    close(file)
    return isWritten && (link(beside, path) == 0 || errno == EEXIST)
  }
}
