public import CourseModel

/// Where a site is published: `https://example.com/course`.
public struct BaseURL: Sendable, Hashable {
  /// `https://example.com`, with the port if there is one.
  private let origin: String

  /// `example.com`, without a port.
  let host: String

  /// Of the site's root on its host: empty, or `/course`.
  let path: String

  /// - Throws: `LabsError` for anything but `http` or `https`, a host and perhaps a path.
  public init(_ written: String) throws(LabsError) {
    let scheme = ["https://", "http://"].first { written.lowercased().hasPrefix($0) }
    let rest = written.dropFirst(scheme?.count ?? 0)
    let authority = rest.prefix { $0 != "/" }
    let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isReadable =
      scheme != nil && parts.first?.isEmpty == false && parts[0].utf8.allSatisfy(Self.isHostByte)
      && parts.dropFirst().allSatisfy { UInt16($0) != nil }
      && !rest.utf8.contains { $0 <= 0x20 || $0 == 0x7F || "\"<>\\?#".utf8.contains($0) }
    guard let scheme, isReadable else {
      throw LabsError(
        .usage, "“\(written)” is no address that a site can have.",
        hint: "Write it in full, with nothing after the path: https://example.com/course.")
    }
    let names = rest.dropFirst(authority.count).split(separator: "/")
    host = parts[0].lowercased()
    path = names.map { "/" + Self.encoded($0) }.joined()
    origin = scheme + authority.lowercased()
  }

  /// The full address of a page or a file. A folder is addressed without its `index.html`.
  func address(of file: String) -> String { origin + Self.rooted(file, below: path) }

  /// A file's address on its host: `/course/week6/costs.html`.
  static func rooted(_ file: String, below path: String) -> String {
    let isIndex = file == "index.html" || file.hasSuffix("/index.html")
    let shown = isIndex ? file.dropLast("index.html".count) : file[...]
    guard !shown.utf8.allSatisfy({ $0 == UInt8(ascii: "/") || isPlain($0) }) else {
      return "\(path)/\(shown)"
    }
    let parts = shown.split(separator: "/", omittingEmptySubsequences: false)
    return "\(path)/\(parts.map(encoded).joined(separator: "/"))"
  }

  /// One part of a path as RFC 3986 has it; what is encoded already stays so.
  private static func encoded(_ part: Substring) -> String {
    guard !part.utf8.allSatisfy(isPlain) else { return String(part) }
    var bytes: [UInt8] = []
    for byte in part.utf8 {
      if isPlain(byte) || byte == UInt8(ascii: "%") {
        bytes.append(byte)
      } else {
        bytes += Array("%".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What RFC 3986 allows in a part of a path, but for the parentheses, which Markdown and log
  /// viewers take for the end of an address.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x80 && plain[Int(byte)]
  }

  private static let plain = (UInt8(0)..<0x80).map { byte in
    isHostByte(byte) || "_~!$&'*+,;=:@".utf8.contains(byte)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }

  private static let digits = Array("0123456789ABCDEF".utf8)
}
