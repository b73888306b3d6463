/// Addresses inside the site, and paths inside the course: `/` between parts, no `.` or `..`.
enum RelativeAddress {
  /// `../` for each folder that `address` lies in.
  static func root(from address: String) -> String {
    String(repeating: "../", count: address.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// How a page at `source` writes a link to `target`, both relative to the site's root.
  static func path(from source: String, to target: String) -> String {
    let from = source.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let to = target.split(separator: "/", omittingEmptySubsequences: false)
    var shared = 0
    while shared < from.count, shared < to.count - 1, from[shared] == to[shared] { shared += 1 }
    let up = String(repeating: "../", count: from.count - shared)
    return up + to[shared...].joined(separator: "/")
  }

  /// What `path` means in a file of `folder`; `nil` when it leaves the course.
  static func resolve(_ path: String, in folder: String) -> String? {
    var parts = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in path.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  /// The folder of a file; empty at the top.
  static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
  }

  /// A path below a folder; the folder itself when the path is empty.
  static func joined(_ folder: String, _ path: String) -> String {
    path.isEmpty ? folder : "\(folder)/\(path)"
  }

  static func name(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[file.index(after: $0)...]) } ?? file
  }

  /// A path as an address: what would end it or start an escape is encoded.
  static func percentEncoded(_ path: String) -> String {
    guard path.utf8.contains(where: { "%#? ".utf8.contains($0) }) else { return path }
    return path.map { character in
      switch character {
      case "%": "%25"
      case "#": "%23"
      case "?": "%3F"
      case " ": "%20"
      default: String(character)
      }
    }.joined()
  }

  /// `nil` when the escapes do not give UTF-8, or hide a zero byte.
  static func percentDecoded(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        guard value != 0 else { return nil }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
