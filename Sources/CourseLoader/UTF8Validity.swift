/// The offset of the first byte that is not part of well-formed UTF-8 (Unicode, table 3-7), or
/// `nil`.
func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBufferPointer { bytes in
    var offset = 0
    while offset < bytes.count {
      let lead = bytes[offset]
      if lead < 0x80 {
        offset += 1
        continue
      }
      guard let (length, second) = sequence(after: lead), offset + length <= bytes.count,
        second.contains(bytes[offset + 1])
      else { return offset }
      for next in (offset + 2)..<max(offset + 2, offset + length)
      where bytes[next] & 0xC0 != 0x80 { return offset }
      offset += length
    }
    return nil
  }
}

/// How many bytes a lead byte announces, and what the second of them may be.
private func sequence(after lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
  switch lead {
  case 0xC2...0xDF: (2, 0x80...0xBF)
  case 0xE0: (3, 0xA0...0xBF)
  case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
  case 0xED: (3, 0x80...0x9F)
  case 0xF0: (4, 0x90...0xBF)
  case 0xF1...0xF3: (4, 0x80...0xBF)
  case 0xF4: (4, 0x80...0x8F)
  default: nil
  }
}
