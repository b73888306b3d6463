import CourseModel

/// A file's text as UTF-8 bytes: no byte order mark, no NUL, every line ended by a line feed.
struct SourceFile {
  /// Relative to the course's root.
  let path: String
  let bytes: [UInt8]

  /// The offset of each line's first byte; there is always a first line.
  let lineStarts: [Int]

  /// Whether any byte is outside ASCII; without one there is nothing odd to look for.
  let hasNonASCII: Bool

  /// `nil` when the bytes are no text, which is then among the findings.
  init?(path: String, raw: [UInt8], findings: Findings) {
    self.path = path
    var bytes = raw
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var scan = ByteScan(bytes)
    if scan.hasCarriageReturn {
      bytes = bytes.withLineFeeds()
      scan = ByteScan(bytes)
    }
    self.bytes = bytes
    lineStarts = scan.lineStarts
    hasNonASCII = scan.hasNonASCII
    if hasNonASCII, let offset = firstInvalidUTF8(in: bytes) {
      reportEncoding(offset, findings)
      return nil
    }
    if let offset = scan.firstNUL {
      findings.error(
        at: location(at: offset), "The file contains a NUL byte, so it is no text.",
        remedy: "Remove the byte, or save the file as UTF-8.",
        rule: .encoding)
      return nil
    }
  }

  private func reportEncoding(_ offset: Int, _ findings: Findings) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      findings.error(
        at: SourceLocation(file: path, line: 1, column: 1),
        "The file is UTF-16, not UTF-8.", remedy: "Save it as UTF-8.", rule: .encoding)
      return
    }
    let byte = bytes[offset]
    let digits = String(byte, radix: 16, uppercase: true)
    let meant = Windows1252.scalar(for: byte).map { " In Windows-1252 the byte is “\($0)”." } ?? ""
    findings.error(
      at: location(at: offset),
      "The file is not UTF-8: the byte 0x\(digits) at offset \(offset) cannot stand there.\(meant)",
      remedy: "Save the file as UTF-8.", rule: .encoding)
  }

  var lineCount: Int { lineStarts.count }

  /// The bytes of a line, counted from 1, without its line feed.
  func line(_ number: Int) -> Range<Int> {
    let start = lineStarts[number - 1]
    guard number < lineStarts.count else { return start..<bytes.count }
    return start..<(lineStarts[number] - 1)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The line that holds this byte, counted from 1.
  func lineNumber(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Line and column of a byte; the column counts Unicode scalars.
  func location(at offset: Int) -> SourceLocation {
    let line = lineNumber(at: offset)
    let before = bytes[lineStarts[line - 1]..<Swift.min(offset, bytes.count)]
    let column = before.count { $0 & 0xC0 != 0x80 } + 1
    return SourceLocation(file: path, line: line, column: column)
  }

  var wholeFile: SourceLocation { SourceLocation(file: path) }
}

/// What one pass over the bytes tells.
private struct ByteScan {
  var lineStarts = [0]
  var hasCarriageReturn = false
  var hasNonASCII = false
  var firstNUL: Int?

  init(_ bytes: [UInt8]) {
    var all: UInt8 = 0
    bytes.withUnsafeBufferPointer { bytes in
      for (offset, byte) in bytes.enumerated() {
        all |= byte
        if byte > 0x0D { continue }
        switch byte {
        case 0x0A: lineStarts.append(offset + 1)
        case 0x0D: hasCarriageReturn = true
        case 0x00: firstNUL = firstNUL ?? offset
        default: break
        }
      }
    }
    hasNonASCII = all >= 0x80
  }
}

extension [UInt8] {
  /// With every CRLF and every lone CR as a line feed, so that lines are counted as editors do.
  fileprivate func withLineFeeds() -> [UInt8] {
    var result = [UInt8]()
    result.reserveCapacity(count)
    for (offset, byte) in enumerated() {
      if byte == 0x0D {
        result.append(0x0A)
      } else if byte != 0x0A || offset == 0 || self[offset - 1] != 0x0D {
        result.append(byte)
      }
    }
    return result
  }
}
