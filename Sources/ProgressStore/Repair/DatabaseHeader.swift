import CourseModel
import Foundation

/// The first 100 bytes of a database (https://www.sqlite.org/fileformat.html#the_database_header).
struct DatabaseHeader {
  static let length = 100

  /// Of every file that this program makes.
  static let pageSize: Int64 = 4096

  private(set) var bytes: [UInt8]

  /// Of a file that is shorter, what is missing counts as zero.
  init(of path: String) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw unusable(path, String(cString: strerror(errno)))
    }
    let data = try file.read(upToCount: Self.length) ?? Data()
    bytes = [UInt8](data) + [UInt8](repeating: 0, count: Self.length - data.count)
  }

  /// Whether it is one that this program, or SQLite in its name, has written.
  var isSound: Bool {
    bytes.starts(with: Array("SQLite format 3\0".utf8)) && bytes[16...17] == [0x10, 0]
      && bytes[18...19].allSatisfy { 1...2 ~= $0 } && bytes[20...23] == [0, 64, 32, 32]
      && 1...4 ~= number(at: 44) && number(at: 56) == 1
  }

  /// How long the file should be, in bytes; `nil` when it does not tell.
  var size: Int64? {
    number(at: 24) == number(at: 92) ? number(at: 28) * Self.pageSize : nil
  }

  /// The same for a file of this length, without a list of free pages.
  func with(size: Int64) -> DatabaseHeader {
    var copy = self
    let pages = UInt32(clamping: size / Self.pageSize)
    copy.bytes.replaceSubrange(28..<32, with: withUnsafeBytes(of: pages.bigEndian, Array.init))
    copy.bytes.replaceSubrange(32..<40, with: [UInt8](repeating: 0, count: 8))
    return copy
  }

  private func number(at offset: Int) -> Int64 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int64($1) }
  }
}
