import CourseModel

/// UTF-8 that was read as Windows-1252 and saved again: “â€”” where “—” was meant.
struct Mojibake: Equatable {
  /// Of its first byte.
  let offset: Int
  let text: String
  let meant: String

  /// The first one of a file, and how many there are.
  static func first(in file: SourceFile) -> (first: Mojibake, count: Int)? {
    guard file.hasNonASCII else { return nil }
    var found: Mojibake?
    var count = 0
    var offset = 0
    while offset + 3 < file.bytes.count {
      // Ã, Â, â and ð: what the lead bytes of common characters turn into.
      guard file.bytes[offset] == 0xC3, leads.contains(file.bytes[offset + 1]),
        let mojibake = Mojibake(in: file, at: offset)
      else {
        offset += 1
        continue
      }
      found = found ?? mojibake
      count += 1
      offset += mojibake.text.utf8.count
    }
    return found.map { ($0, count) }
  }

  private static let leads: Set<UInt8> = [0x83, 0x82, 0xA2, 0xB0]

  private init?(in file: SourceFile, at offset: Int) {
    let window = String(
      decoding: file.bytes[offset..<min(offset + 12, file.bytes.count)], as: UTF8.self)
    let scalars = Array(window.unicodeScalars)
    guard let lead = scalars.first.flatMap(Windows1252.byte(for:)) else { return nil }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let bytes = scalars.prefix(length).compactMap(Windows1252.byte(for:))
    guard bytes.count == length, let meant = String(validating: bytes, as: UTF8.self),
      meant.unicodeScalars.count == 1
    else { return nil }
    self.offset = offset
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars.prefix(length))
    self.text = text
    self.meant = meant
  }

  static func report(in file: SourceFile, _ findings: Findings) {
    guard let (first, count) = first(in: file) else { return }
    let more = count > 1 ? ", the first of \(count) such places in this file" : ""
    findings.warning(
      at: file.location(at: first.offset),
      "“\(first.text.quotable)” looks like “\(first.meant.quotable)” read in the wrong encoding"
        + "\(more).",
      remedy: "Write “\(first.meant.quotable)”, and save the file as UTF-8.",
      rule: .encoding)
  }
}
