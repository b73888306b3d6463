import Foundation

/// Width and height of a picture in pixels, read from its first bytes.
struct ImageSize: Sendable, Hashable {
  let width: Int
  let height: Int

  /// PNG, GIF, JPEG, WebP and SVG; `nil` for anything else.
  init?(of bytes: [UInt8]) {
    let size =
      Self.png(bytes) ?? Self.gif(bytes) ?? Self.jpeg(bytes) ?? Self.webp(bytes) ?? Self.svg(bytes)
    guard let size, size.width > 0, size.height > 0 else { return nil }
    (width, height) = size
  }

  private typealias Size = (width: Int, height: Int)

  private static func png(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
    return (big(bytes, 16, 4), big(bytes, 20, 4))
  }

  private static func gif(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 10, bytes.starts(with: "GIF8".utf8) else { return nil }
    return (little(bytes, 6, 2), little(bytes, 8, 2))
  }

  /// The first start-of-frame segment holds the size (ITU T.81, B.2.2).
  private static func jpeg(_ bytes: [UInt8]) -> Size? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var at = 2
    while at + 9 <= bytes.count, bytes[at] == 0xFF {
      let marker = bytes[at + 1]
      if marker == 0xFF {
        at += 1
      } else if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        return (big(bytes, at + 7, 2), big(bytes, at + 5, 2))
      } else {
        at += 2 + big(bytes, at + 2, 2)
      }
    }
    return nil
  }

  private static func webp(_ bytes: [UInt8]) -> Size? {
    guard bytes.count >= 30, bytes.starts(with: "RIFF".utf8),
      bytes[8..<12].elementsEqual("WEBP".utf8)
    else { return nil }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8 ": return (little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF)
    case "VP8L":
      let bits = little(bytes, 21, 4)
      return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    case "VP8X": return (little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1)
    default: return nil
    }
  }

  /// From `width` and `height` in pixels, or else from `viewBox`.
  private static func svg(_ bytes: [UInt8]) -> Size? {
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let start = text.range(of: "<svg"),
      let end = text[start.upperBound...].firstIndex(of: ">")
    else { return nil }
    let tag = text[start.upperBound..<end]
    if let width = length("width", in: tag), let height = length("height", in: tag) {
      return (width, height)
    }
    let box = attribute("viewBox", in: tag)?.split { $0 == " " || $0 == "," }.compactMap(
      Double.init)
    guard let box, box.count == 4, box.allSatisfy({ abs($0) < 1e6 }) else { return nil }
    return (Int(box[2].rounded()), Int(box[3].rounded()))
  }

  private static func length(_ name: String, in tag: Substring) -> Int? {
    guard var text = attribute(name, in: tag) else { return nil }
    if text.hasSuffix("px") { text.removeLast(2) }
    return Double(text).flatMap { (0..<1e6).contains($0) ? Int($0.rounded()) : nil }
  }

  private static func attribute(_ name: String, in tag: Substring) -> String? {
    for quote in ["\"", "'"] {
      guard let start = tag.range(of: " \(name)=\(quote)") else { continue }
      return tag[start.upperBound...].firstIndex(of: Character(quote)).map {
        String(tag[start.upperBound..<$0])
      }
    }
    return nil
  }

  private static func big(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    bytes[at..<min(at + count, bytes.count)].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func little(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    bytes[at..<min(at + count, bytes.count)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
