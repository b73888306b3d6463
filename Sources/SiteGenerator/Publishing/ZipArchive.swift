/// A zip archive in the making: the same bytes for the same files, whenever and wherever.
///
/// What is written follows PKWARE's APPNOTE 6.3.3 without zip64.
struct ZipArchive {
  /// What the format can hold.
  static let entryLimit = 65_535
  static let byteLimit = Int(UInt32.max)

  private(set) var count = 0
  private var offset = 0
  private var directory: [UInt8] = []

  private enum Method: UInt16 {
    case stored = 0
    case deflated = 8
  }

  /// The bytes of one more file. `nil` when the archive would become larger than the format allows.
  mutating func entry(_ name: String, _ bytes: [UInt8]) -> [UInt8]? {
    let deflated = Compression.deflated(bytes)
    let method: Method = deflated.count < bytes.count ? .deflated : .stored
    let content = method == .deflated ? deflated : bytes
    let facts = facts(name, bytes, method: method, size: content.count)
    let head = [0x50, 0x4B, 3, 4] + facts + Array(name.utf8)
    let end = offset + head.count + content.count
    guard count < Self.entryLimit, end + directory.count + 1_024 < Self.byteLimit else {
      return nil
    }
    directory += [0x50, 0x4B, 1, 2] + Self.little(Self.maker) + facts
    // No comment, on the first disk, binary; then a readable file, and where it begins.
    directory += [UInt8](repeating: 0, count: 6) + Self.little(Self.mode)
    directory += Self.little(UInt32(offset)) + Array(name.utf8)
    count += 1
    offset = end
    return head + content
  }

  /// The bytes after the last file.
  func end() -> [UInt8] {
    let count = Self.little(UInt16(self.count))
    return directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
      + Self.little(UInt32(directory.count)) + Self.little(UInt32(offset)) + [0, 0]
  }

  /// What stands both before a file and in the directory, from the version to the name's length.
  private func facts(_ name: String, _ bytes: [UInt8], method: Method, size: Int) -> [UInt8] {
    var facts = Self.little(UInt16(20)) + Self.little(Self.isUTF8) + Self.little(method.rawValue)
    facts += Self.little(UInt16(0)) + Self.little(Self.firstDay)
    facts += Self.little(Compression.checksum(bytes))
    facts += Self.little(UInt32(size)) + Self.little(UInt32(bytes.count))
    return facts + Self.little(UInt16(name.utf8.count)) + Self.little(UInt16(0))
  }

  /// Version 2.0 on Unix, so that the mode counts.
  private static let maker: UInt16 = 3 << 8 | 20
  private static let mode: UInt32 = 0o100644 << 16
  private static let isUTF8: UInt16 = 1 << 11

  /// 1 January 1980, where the format's time begins.
  private static let firstDay: UInt16 = 1 << 5 | 1

  private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
