import CourseModel

/// Takes secrets out of text: the values it is told, plain, base64- and URL-encoded, and whatever
/// has the shape of a secret (see ``SecretShape``). Each is replaced by `****`.
///
/// A value shorter than four bytes cannot be told from ordinary text and is left alone; of a value
/// of several lines each line is a secret.
public struct Redactor: Sendable {
  static let mask = Array("****".utf8)

  let literals: [[UInt8]]

  /// Which two bytes a literal or a shape can begin with: `first * 256 + second`.
  private let beginnings: [Bool]

  public init(secrets: [String] = []) {
    literals = Set(secrets.flatMap(SecretForms.all(of:))).sorted { $0.count > $1.count }
    var beginnings = [Bool](repeating: false, count: 256 * 256)
    for literal in literals { beginnings[Int(literal[0]) * 256 + Int(literal[1])] = true }
    for shape in SecretShape.all {
      for first in shape.spellings(at: 0) {
        for second in shape.spellings(at: 1) { beginnings[Int(first) * 256 + Int(second)] = true }
      }
    }
    self.beginnings = beginnings
  }

  public func redacted(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let findings = findings(in: bytes)
    if findings.isEmpty { return text }
    return String(decoding: Self.masked(bytes[...], findings), as: UTF8.self)
  }

  /// In the order of their beginnings; they may overlap.
  func findings(in bytes: [UInt8]) -> [SecretFinding] {
    var findings: [SecretFinding] = []
    eachBeginning(in: bytes) { start in
      for literal in literals where starts(bytes, at: start, with: literal) {
        let range = start..<start + literal.count
        findings.append(SecretFinding(span: range, secret: range))
        break
      }
      for shape in SecretShape.all {
        if let finding = shape.finding(in: bytes, at: start) { findings.append(finding) }
      }
      return true
    }
    return findings
  }

  /// Where text that is not complete has to be held back: from there on it is, or may become when
  /// more is added, a secret. Its count when all of it is harmless.
  func harmlessCount(of bytes: [UInt8]) -> Int {
    var result = bytes.count
    eachBeginning(in: bytes) { start in
      let candidate =
        literals.contains { begins(bytes, at: start, like: $0) }
        || SecretShape.all.contains { $0.mayBegin(in: bytes, at: start) }
      if candidate { result = start }
      return !candidate
    }
    return result
  }

  /// Stops when `body` says `false`. The last byte counts as a beginning.
  private func eachBeginning(in bytes: [UInt8], _ body: (Int) -> Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      beginnings.withUnsafeBufferPointer { beginnings in
        guard let last = bytes.indices.last else { return }
        for i in 0..<last where beginnings[Int(bytes[i]) * 256 + Int(bytes[i + 1])] {
          if !body(i) { return }
        }
        _ = body(last)
      }
    }
  }

  /// `slice`, whose secrets are masked; findings are counted in its base.
  static func masked(_ slice: ArraySlice<UInt8>, _ findings: [SecretFinding]) -> [UInt8] {
    var result: [UInt8] = []
    var position = slice.startIndex
    for secret in findings.map(\.secret).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard secret.upperBound > position, secret.lowerBound < slice.endIndex else { continue }
      if secret.lowerBound >= position {
        result += slice[position..<secret.lowerBound]
        result += mask
      }
      position = min(secret.upperBound, slice.endIndex)
    }
    return result + slice[position...]
  }
}

func starts(_ bytes: [UInt8], at start: Int, with literal: [UInt8]) -> Bool {
  bytes.count - start >= literal.count && begins(bytes, at: start, like: literal)
}

/// As far as both go.
func begins(_ bytes: [UInt8], at start: Int, like literal: [UInt8]) -> Bool {
  for i in 0..<min(literal.count, bytes.count - start) where bytes[start + i] != literal[i] {
    return false
  }
  return true
}
