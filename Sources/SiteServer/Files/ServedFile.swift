import Incremental

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file: it stays what it is when another one takes its name.
final class ServedFile {
  let name: String
  let stamp: FileStamp
  private let descriptor: Int32

  /// Closes `descriptor` at its end.
  init(name: String, descriptor: Int32, status: stat) {
    self.name = name
    self.descriptor = descriptor
    stamp = FileStamp(status)
  }

  deinit { close(descriptor) }

  /// In bytes.
  var size: Int { Int(stamp.size) }

  func bytes() -> [UInt8] { bytes(0..<size) }

  /// Fewer than were asked for when the file has become shorter.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count) { buffer, filled in
      while filled < range.count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let count = pread(
          descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + filled))
        guard count > 0 else { return }
        filled += count
      }
    }
  }
}
