#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder whose files may be read, and nothing outside of it.
///
/// An address is cut at its slashes first and decoded once afterwards, so no encoding makes new
/// slashes or dots; and each part is opened relative to the folder before it without following
/// links, so no link leads out, not even one that appears in between.
struct ServedFolder: Sendable {
  enum Finding {
    case file(ServedFile)

    /// A folder without its final slash; the address to go to instead.
    case folder(address: String)
    case nothing

    /// An address that no link of a site has.
    case unreadable
  }

  private let path: String
  private let digests = FileDigests()

  init(_ path: String) { self.path = path }

  /// `address` as it stands in the request: percent-encoded, without the query.
  func find(_ address: String) -> Finding {
    guard address.hasPrefix("/") else { return .unreadable }
    let written = address.split(separator: "/")
    let names = written.map(Self.decoded)
    let decoded = names.compactMap(\.self)
    guard decoded.count == names.count else { return .unreadable }
    guard !decoded.contains(where: { $0.hasPrefix(".") }) else { return .nothing }

    let root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { return .nothing }
    guard let found = Self.descend(from: root, decoded) else { return .nothing }
    let isFolder = address.hasSuffix("/")
    if !isFolder, let file = Self.file(decoded.last ?? "", found) { return .file(file) }
    defer { close(found) }
    guard Self.status(of: found, is: S_IFDIR) != nil else { return .nothing }
    guard isFolder else { return .folder(address: "/" + written.joined(separator: "/") + "/") }
    let index = openat(found, "index.html", Self.options)
    guard index >= 0 else { return .nothing }
    if let file = Self.file("index.html", index) { return .file(file) }
    close(index)
    return .nothing
  }

  func digest(of file: ServedFile) -> String { digests.digest(of: file) }

  /// A pipe in the folder must not make the server wait.
  private static let options = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK

  /// Closes `root` and what it opens on the way; the caller closes what it gets.
  private static func descend(from root: Int32, _ names: [String]) -> Int32? {
    var current = root
    for name in names {
      let next = openat(current, name, options)
      close(current)
      guard next >= 0 else { return nil }
      current = next
    }
    return current
  }

  /// One part of an address: escapes decoded once. `nil` for what is not UTF-8, and for what could
  /// mean another place than it says.
  private static func decoded(_ part: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(part.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let high = digit(rest.removeFirst()),
        let low = digit(rest.removeFirst())
      else { return nil }
      bytes.append(high << 4 | low)
    }
    guard
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0x2F || $0 == 0x5C }),
      let name = String(validating: bytes, as: UTF8.self), name != ".."
    else { return nil }
    return name
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }

  /// `nil` for what is no file; `descriptor` is then the caller's to close.
  private static func file(_ name: String, _ descriptor: Int32) -> ServedFile? {
    status(of: descriptor, is: S_IFREG).map {
      ServedFile(name: name, descriptor: descriptor, status: $0)
    }
  }

  private static func status(of descriptor: Int32, is kind: mode_t) -> stat? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == kind else { return nil }
    return status
  }
}
