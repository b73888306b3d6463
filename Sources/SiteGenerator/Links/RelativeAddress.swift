/// Addresses inside the site, and paths inside the course: `/` between parts, no `.` or `..`.
enum RelativeAddress {
  /// `../` for each folder that `address` lies in.
  static func root(from address: String) -> String {
    String(repeating: "../", count: address.utf8.count { $0 == UInt8(ascii: "/") })
  }

  /// How a page at `source` writes a link to `target`, both relative to the site's root.
  static func path(from source: String, to target: String) -> String {
    bytes(of: source) { source in
      bytes(of: target) { target in
        // Both begin with the same folders up to here.
        var shared = 0
        var at = 0
        while at < source.count, at < target.count, source[at] == target[at] {
          at += 1
          if source[at - 1] == slash { shared = at }
        }
        let up = source[shared...].count { $0 == slash }
        return String(unsafeUninitializedCapacity: 3 * up + target.count - shared) { path in
          for step in 0..<up {
            path[3 * step] = dot
            path[3 * step + 1] = dot
            path[3 * step + 2] = slash
          }
          let rest = UnsafeMutableBufferPointer(rebasing: path[(3 * up)...])
          return 3 * up + rest.update(fromContentsOf: target[shared...])
        }
      }
    }
  }

  /// What `path` means in a file of `folder`; `nil` when it leaves the course.
  static func resolve(_ path: String, in folder: String) -> String? {
    var leaves = false
    let resolved = bytes(of: path) { path in
      bytes(of: path.first == slash ? "" : folder) { folder in
        String(unsafeUninitializedCapacity: folder.count + 1 + path.count) { parts in
          var end = parts.update(fromContentsOf: folder)
          var start = 0
          while start < path.count {
            let stop = path[start...].firstIndex(of: slash) ?? path.count
            let part = UnsafeBufferPointer(rebasing: path[start..<stop])
            start = stop + 1
            if part.isEmpty || part.count == 1 && part[0] == dot { continue }
            if part.count == 2, part[0] == dot, part[1] == dot {
              if end == 0 { leaves = true }
              end = parts[..<end].lastIndex(of: slash) ?? 0
            } else {
              if end > 0 {
                parts[end] = slash
                end += 1
              }
              end += UnsafeMutableBufferPointer(rebasing: parts[end...])
                .update(fromContentsOf: part)
            }
          }
          return end
        }
      }
    }
    return leaves ? nil : resolved
  }

  private static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")

  private static func bytes<Result>(
    of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var text = text
    return text.withUTF8(body)
  }

  /// The folder of a file; empty at the top.
  static func folder(of file: String) -> String {
    file.utf8.lastIndex(of: slash).map { String(file[..<$0]) } ?? ""
  }

  /// A path below a folder; the folder itself when the path is empty.
  static func joined(_ folder: String, _ path: String) -> String {
    path.isEmpty ? folder : "\(folder)/\(path)"
  }

  static func name(of file: String) -> String {
    file.utf8.lastIndex(of: slash).map { String(file[file.utf8.index(after: $0)...]) } ?? file
  }

  /// A path as an address: what would end it or start an escape is encoded.
  static func percentEncoded(_ path: String) -> String {
    let isPlain = bytes(of: path) { bytes in
      !bytes.contains { $0 == 0x25 || $0 == 0x23 || $0 == 0x3F || $0 == 0x20 }
    }
    if isPlain { return path }
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
    guard bytes(of: text, { $0.contains(UInt8(ascii: "%")) }) else { return text }
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
